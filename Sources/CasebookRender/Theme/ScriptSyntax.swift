/// What the readers of scripts know of JavaScript's letters and marks.
enum ScriptSyntax {
    /// Behind these a slash begins a regular expression.
    static let wordsBeforeOperands: Set<String> = [
        "return", "typeof", "case", "in", "of", "void", "delete", "new", "throw", "yield", "await", "else", "do",
    ]

    static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }

    static func isWordPart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
            true
        default: false
        }
    }

    /// With both quotes; `nil` where the line ends first.
    static func quotedLength(_ rest: ArraySlice<UInt8>, until quote: UInt8) -> Int? {
        var place = rest.startIndex + 1
        while place < rest.endIndex, rest[place] != UInt8(ascii: "\n") {
            if rest[place] == quote { return place + 1 - rest.startIndex }
            place += rest[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }

    /// With both slashes; `nil` where the line ends first: then it was a division.
    static func expressionLength(_ rest: ArraySlice<UInt8>) -> Int? {
        var place = rest.startIndex + 1
        var isInClass = false
        while place < rest.endIndex, rest[place] != UInt8(ascii: "\n") {
            switch rest[place] {
            case UInt8(ascii: "\\"): place += 1
            case UInt8(ascii: "["): isInClass = true
            case UInt8(ascii: "]"): isInClass = false
            case UInt8(ascii: "/") where !isInClass: return place + 1 - rest.startIndex
            default: break
            }
            place += 1
        }
        return nil
    }
}

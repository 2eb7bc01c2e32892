/// A piece of a script that is free of comments: what ``ScriptNames`` looks at.
struct ScriptToken {
    enum Form: UInt8 {
        /// A name or a keyword.
        case word
        /// A number, string, regular expression, or a piece of a template literal.
        case literal
        /// `=>`
        case arrow
        /// `...`
        case spread
        /// `?.`
        case optionalDot
        /// Any mark that tells nothing about names.
        case otherMark
        case hash = 0x23
        case openParenthesis = 0x28
        case closeParenthesis = 0x29
        case star = 0x2A
        case comma = 0x2C
        case dot = 0x2E
        case colon = 0x3A
        case semicolon = 0x3B
        case equals = 0x3D
        case question = 0x3F
        case openBracket = 0x5B
        case closeBracket = 0x5D
        case openBrace = 0x7B
        case closeBrace = 0x7D

        fileprivate init(mark byte: UInt8) {
            self = Self(rawValue: byte) ?? .otherMark
        }
    }

    let form: Form
    /// Bytes of the script.
    let range: Range<Int>
    /// Whether a line ends in front of it.
    let startsLine: Bool
    /// For brackets, the place of the other one among the tokens; `${` and its `}` are brackets, too.
    fileprivate(set) var partner: Int?

    /// The tokens of a script in order; `nil` where brackets don't match or a literal has no end.
    static func tokens(of script: [UInt8]) -> [ScriptToken]? {
        var reader = ScriptTokenReader(script: script)
        return reader.read() ? reader.tokens : nil
    }
}

extension ScriptToken.Form {
    /// The bracket that this one closes; anything else is its own.
    fileprivate var opening: Self {
        switch self {
        case .closeParenthesis: .openParenthesis
        case .closeBracket: .openBracket
        case .closeBrace: .openBrace
        default: self
        }
    }
}

private struct ScriptTokenReader {
    let script: [UInt8]
    private(set) var tokens: [ScriptToken] = []
    private var place = 0
    private var startsLine = true
    /// Opening brackets that wait for the other one.
    private var open: [Int] = []

    init(script: [UInt8]) {
        self.script = script
    }

    mutating func read() -> Bool {
        while place < script.count {
            let byte = script[place]
            if byte == UInt8(ascii: "\n") {
                startsLine = true
                place += 1
            } else if ScriptSyntax.isBlank(byte) {
                place += 1
            } else if !readToken(byte) {
                return false
            }
        }
        return open.isEmpty
    }

    private mutating func readToken(_ byte: UInt8) -> Bool {
        let rest = script[place...]
        if ScriptSyntax.isWordPart(byte) {
            let isNumber = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            append(
                isNumber ? .literal : .word, (rest.firstIndex { !ScriptSyntax.isWordPart($0) } ?? script.count) - place)
            return true
        }
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
            guard let length = ScriptSyntax.quotedLength(rest, until: byte) else { return false }
            append(.literal, length)
        case UInt8(ascii: "`"):
            return readTemplate(from: place + 1)
        case UInt8(ascii: "/") where isOperandExpected:
            guard let length = ScriptSyntax.expressionLength(rest) else { return false }
            append(.literal, length)
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
            open.append(tokens.count)
            append(ScriptToken.Form(mark: byte), 1)
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
            return close(byte)
        default:
            let (mark, length) = readMark(byte)
            append(mark, length)
        }
        return true
    }

    private func readMark(_ byte: UInt8) -> (ScriptToken.Form, length: Int) {
        let next = place + 1 < script.count ? script[place + 1] : 0
        switch (byte, next) {
        case (UInt8(ascii: "="), UInt8(ascii: ">")): return (.arrow, 2)
        case (UInt8(ascii: "="), UInt8(ascii: "=")): return (.otherMark, 2)
        case (UInt8(ascii: "?"), UInt8(ascii: ".")): return (.optionalDot, 2)
        case (UInt8(ascii: "."), UInt8(ascii: ".")): return (.spread, 3)
        default: return (ScriptToken.Form(mark: byte), 1)
        }
    }

    private mutating func append(_ form: ScriptToken.Form, _ length: Int) {
        tokens.append(ScriptToken(form: form, range: place..<place + length, startsLine: startsLine))
        place += length
        startsLine = false
    }

    private mutating func close(_ byte: UInt8) -> Bool {
        let mark = ScriptToken.Form(mark: byte)
        guard let opening = open.popLast() else { return false }
        let isSubstitution = tokens[opening].form == .literal
        guard isSubstitution ? mark == .closeBrace : tokens[opening].form == mark.opening else { return false }
        tokens[opening].partner = tokens.count
        append(mark, 1)
        tokens[tokens.count - 1].partner = opening
        return !isSubstitution || readTemplate(from: place)
    }

    /// To the template's end, or to its next substitution.
    private mutating func readTemplate(from start: Int) -> Bool {
        var end = start
        while end < script.count {
            if script[end] == UInt8(ascii: "`") {
                append(.literal, end + 1 - place)
                return true
            }
            if script[end] == UInt8(ascii: "$"), script[end...].starts(with: "${".utf8) {
                open.append(tokens.count)
                append(.literal, end + 2 - place)
                return true
            }
            end += script[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        return false
    }

    private var isOperandExpected: Bool {
        guard let last = tokens.last else { return true }
        return switch last.form {
        case .word: ScriptSyntax.wordsBeforeOperands.contains(String(decoding: script[last.range], as: UTF8.self))
        case .literal: last.partner == nil && open.last == tokens.count - 1
        case .closeParenthesis, .closeBracket, .closeBrace: false
        default: true
        }
    }
}

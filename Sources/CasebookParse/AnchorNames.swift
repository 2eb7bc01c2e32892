/// Gives out the anchors of one page, each once.
struct AnchorNames {
    private var used: Set<String> = []
    /// The number that a repeated name got last, so that the thousandth repeat doesn't try a thousand names.
    private var lastNumbers: [String: Int] = [:]

    /// The anchor of a heading, as GitHub makes it: lower case, letters and digits of any script, `-` and `_` stay,
    /// spaces become `-`, everything else goes. Repeats get `-1`, `-2` ….
    mutating func heading(_ text: String) -> String {
        var anchor = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case " ", "-", "\n": anchor += "-"
            case "_": anchor += "_"
            default:
                let properties = scalar.properties
                switch properties.generalCategory {
                case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
                    .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
                    anchor += properties.lowercaseMapping
                default: break
                }
            }
        }
        return unique(anchor.isEmpty ? "section" : anchor)
    }

    mutating func unique(_ wanted: String) -> String {
        if used.insert(wanted).inserted { return wanted }
        var number = lastNumbers[wanted, default: 0]
        var anchor: String
        repeat {
            number += 1
            anchor = "\(wanted)-\(number)"
        } while !used.insert(anchor).inserted
        lastNumbers[wanted] = number
        return anchor
    }

    /// How headings are compared with names: without blanks at the ends and without regard to case.
    static func folded(_ text: String) -> String {
        var text = text[...]
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text.lowercased()
    }
}

/// Plain text as Markdown that shows the same words: marks of Markdown are escaped, each line is a paragraph.
package enum PlainText {
    package static func markdown(_ text: String) -> String {
        lines(text).map(escaped).joined(separator: "\n\n") + "\n"
    }

    /// As a block quotation: what is spoken. Braces stay, since they are slots there.
    package static func quotation(_ text: String) -> String {
        lines(text).map { "> \(escaped($0))" }.joined(separator: "\n>\n")
    }

    /// Lines that hold something, without the blanks around it, those of full width included.
    private static func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { $0.trimmed }.filter { !$0.isEmpty }
    }

    /// One line of text, which may begin a line of Markdown.
    package static func escaped(_ line: some StringProtocol) -> String {
        var escaped = ""
        for (offset, character) in line.enumerated() {
            switch character {
            case "\\", "`", "*", "_", "[", "]", "<", "&", "~", "|": escaped.append("\\")
            case "#", ">", "-", "+", "=": if offset == 0 { escaped.append("\\") }
            // `3.` and `3)` at the head of a line would begin a list.
            case ".", ")":
                if offset > 0, offset < 10, line.prefix(offset).allSatisfy({ $0.isASCII && $0.isNumber }) {
                    escaped.append("\\")
                }
            default: break
            }
            escaped.append(character)
        }
        return escaped
    }
}

extension StringProtocol {
    /// Without the blanks at both ends.
    var trimmed: String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}

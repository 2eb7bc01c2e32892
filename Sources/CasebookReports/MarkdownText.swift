import CasebookText

/// Plain words inside Markdown that GitHub and GitLab show.
enum MarkdownText {
    /// One line that shows as the words themselves.
    ///
    /// Between `@`, `#` or `!` and a name or number stands a word joiner: both sites look for people, issues and merge
    /// requests once escapes are gone, and a page's title must not call anybody.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        var isMark = false
        for scalar in text.split(whereSeparator: \.isNewline).joined(separator: " ").printable.unicodeScalars {
            if isMark, scalar.properties.isAlphabetic || scalar.properties.numericType != nil { escaped += "\u{2060}" }
            isMark = ["@", "#", "!"].contains(scalar)
            switch scalar {
            case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "~", "&", "$", "@", "#", "!":
                escaped += "\\\(scalar)"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

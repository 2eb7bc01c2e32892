/// A line of a document in Markdown, and what it may be to somebody who looks for headings.
struct DocumentLine {
    enum Role: Hashable {
        /// A heading of Markdown (1 to 6), or a paragraph that is all bold (7).
        case heading(Int, String)
        /// A paragraph of its own, so short that it may be a heading without a mark.
        case short(String)
        /// `背景：客户急用现金`: what stands before the colon may be a heading.
        case labelled(String, rest: String)
        case text
    }

    var text: String
    var role: Role

    /// The words of a line that may be a title.
    var headingWords: String? {
        switch role {
        case .heading(_, let words), .short(let words): words
        case .labelled, .text: nil
        }
    }

    /// Lines in fenced code are text, whatever they look like.
    static func lines(of markdown: String) -> [DocumentLine] {
        let raw = markdown.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.hasSuffix("\r") ? line.dropLast() : line)
        }
        var lines: [DocumentLine] = []
        var fence: String?
        var index = 0
        while index < raw.count {
            let line = raw[index]
            let mark = ["```", "~~~"].first { line.trimmed.hasPrefix($0) }
            if fence != nil || mark != nil {
                if fence == nil { fence = mark } else if mark == fence { fence = nil }
                lines.append(DocumentLine(text: line, role: .text))
            } else if let underline = raw[safe: index + 1], let depth = underlined(line, by: underline) {
                lines.append(DocumentLine(text: line, role: .heading(depth, line.trimmed)))
                index += 1
            } else {
                let isAlone = (raw[safe: index - 1] ?? "").isEmpty && (raw[safe: index + 1] ?? "").isEmpty
                lines.append(DocumentLine(text: line.withoutIndent, role: role(line, isAlone: isAlone)))
            }
            index += 1
        }
        return lines
    }

    /// The words of a heading without marks.
    static func plain(_ words: String) -> String {
        words.filter { !"*_`".contains($0) }.replacing("\\", with: "").trimmed
    }

    private static let longestShort = 20

    private static func role(_ line: String, isAlone: Bool) -> Role {
        let hashes = line.prefix { $0 == "#" }.count
        if (1...6).contains(hashes), line.dropFirst(hashes).first == " " {
            return .heading(hashes, line.dropFirst(hashes + 1).trimmed)
        }
        // What is indented belongs to the list item or the code above it.
        guard let start = line.first, start != " ", start != "\t" else { return .text }
        let text = line.trimmed
        if text.isEmpty { return .text }
        if isAlone, text.hasPrefix("**"), text.hasSuffix("**"), text.count > 4,
            !text.dropFirst(2).dropLast(2).contains("**")
        {
            return .heading(7, String(text.dropFirst(2).dropLast(2)))
        }
        if let colon = text.firstIndex(where: { $0 == "：" || $0 == ":" }) {
            let label = text[..<colon]
            let rest = text[text.index(after: colon)...].trimmed
            if label.count <= longestShort, !rest.isEmpty, !">|-".contains(label.first ?? ">") {
                // `**背景：**客户急用现金`
                let isBold = label.hasPrefix("**") && rest.hasPrefix("**")
                return .labelled(String(label), rest: isBold ? String(rest.dropFirst(2)).trimmed : rest)
            }
        }
        if isAlone, text.count <= longestShort, !">|".contains(text.first!) { return .short(text) }
        return .text
    }

    /// A heading in the older form: its depth, where the line below is its rule.
    private static func underlined(_ line: String, by rule: String) -> Int? {
        guard !line.trimmed.isEmpty, rule.count >= 3, !line.hasPrefix("#"), !line.hasPrefix("|"), !line.hasPrefix(">")
        else {
            return nil
        }
        if rule.allSatisfy({ $0 == "=" }) { return 1 }
        return rule.allSatisfy { $0 == "-" } ? 2 : nil
    }
}

extension String {
    /// Chinese documents indent paragraphs by two blanks of full width.
    fileprivate var withoutIndent: String { String(drop { $0 == "\u{3000}" || $0 == "\u{A0}" }) }
}

extension Array {
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

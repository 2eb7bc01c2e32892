import CasebookModel
import CasebookReports
import CasebookText
import CasebookTheme

/// What a finding means, for those who have never seen it: from a Markdown file whose Chinese half stands above a line `---` and
/// whose English half below. Each half begins with `# id · one line`.
struct Explanation {
    /// What the finding says, in one line.
    let summary: String
    /// The first paragraph.
    let description: String
    /// The whole text without emphasis marks, which a terminal doesn't show.
    let text: String
    /// The same with its marks, without the head.
    let markdown: String

    /// - Returns: `nil` where there is no such finding, or no text about it in the language.
    init?(_ id: String, in language: ProgramLanguage) {
        guard let document = FindingDocuments.files[id] else { return nil }
        let lines = document.split(separator: "\n", omittingEmptySubsequences: false)
        guard let border = lines.firstIndex(of: "---") else { return nil }
        let half = language == .chinese ? lines[..<border] : lines[(border + 1)...]
        guard let head = half.firstIndex(where: { $0.hasPrefix("# ") }),
            let mark = half[head].ranges(of: " · ").first
        else { return nil }
        summary = String(half[head][mark.upperBound...])
        let severity =
            DiagnosticID(rawValue: id).map { Explanation.name(of: $0.defaultSeverity).text(in: language) } ?? ""
        var body = half[(head + 1)...].joined(separator: "\n")
        while body.first == "\n" { body.removeFirst() }
        while body.last == "\n" { body.removeLast() }
        let plain = body.replacing("。** ", with: "。").replacing("**", with: "")
        let excuse = DiagnosticID(rawValue: id).flatMap(Explanation.excuse)?.text(in: language)
        let end = excuse.map { "\n\($0)\n" } ?? ""
        description = String(plain.prefix(upTo: plain.ranges(of: "\n\n").first?.lowerBound ?? plain.endIndex))
        text = "\(id) · \(summary)\(severity)\n\n\(plain)\n\(end)"
        markdown = "\(body)\n\(end)"
    }

    /// How to live with a finding that is none; `nil` where nothing sensible could be built from the file.
    private static func excuse(_ id: DiagnosticID) -> LocalizedText? {
        switch id {
        case .frontMatterSyntax, .notUTF8, .fileTooLarge, .unreadableFile, .tooComplex, .addressClash, .longAddress,
            .duplicateID, .templateSyntax, .templateName, .unusedExcuse:
            nil
        default:
            LocalizedText(
                """
                这一处确实没有问题时，在同一行或上一行写明理由：
                    <!-- casebook-allow: \(id.rawValue) 理由 -->
                页首和 YAML 文件里写成 # casebook-allow: \(id.rawValue) 理由。
                全站的轻重在 casebook.yml 里改：checks: {\(id.rawValue): note}（off、note、warning、error）。
                """,
                """
                Where nothing is wrong, say why on the same line or the one above:
                    <!-- casebook-allow: \(id.rawValue) reason -->
                In front matter and YAML files: # casebook-allow: \(id.rawValue) reason.
                For the whole site, set its weight in casebook.yml: checks: {\(id.rawValue): note} (off, note, warning, error).
                """)
        }
    }

    /// Every id with its line, in the order of their names.
    static func list(in language: ProgramLanguage) -> String {
        let ids = DiagnosticID.allCases.map(\.rawValue).sorted()
        let width = (ids.map(\.count).max() ?? 0) + 2
        return ids.map { id in
            let gap = String(repeating: " ", count: width - id.count)
            return "\(id)\(gap)\(Explanation(id, in: language)?.summary ?? "")\n"
        }.joined()
    }

    private static func name(of severity: Severity) -> LocalizedText {
        switch severity {
        case .error: LocalizedText("（错误）", " (error)")
        case .warning: LocalizedText("（警告）", " (warning)")
        case .note: LocalizedText("（提示）", " (note)")
        }
    }
}

extension Explanation {
    /// For reports; a test holds that there is an explanation of every finding.
    static func rule(_ id: DiagnosticID, _ language: ProgramLanguage) -> RuleText {
        guard let explanation = Explanation(id.rawValue, in: language) else {
            return RuleText(summary: id.rawValue, description: id.rawValue, text: id.rawValue, markdown: id.rawValue)
        }
        return RuleText(
            summary: explanation.summary, description: explanation.description, text: explanation.text,
            markdown: explanation.markdown)
    }
}

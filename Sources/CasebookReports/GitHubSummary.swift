import CasebookModel

/// All findings as Markdown, for the summary of a step of GitHub Actions.
package struct GitHubSummary {
    private let report: FindingsReport
    private let title: String
    private let limit: Int

    /// - Parameters:
    ///   - title: One line.
    ///   - limit: In bytes. GitHub drops a summary of more than a MiB as a whole, so the end is left out here.
    package init(_ report: FindingsReport, title: String, limit: Int = 900_000) {
        self.report = report
        self.title = title
        self.limit = limit
    }

    package var markdown: String {
        var text = "### \(MarkdownText.escaped(title))\n\n"
        guard !report.diagnostics.isEmpty else { return text }
        text += words("| | 位置 | 问题 |", "| | place | finding |") + "\n|---|---|---|\n"
        for (index, diagnostic) in report.bySeverity.enumerated() {
            let row = row(diagnostic)
            if text.utf8.count + row.utf8.count > limit {
                let left = report.diagnostics.count - index
                return text + words("\n另有 \(left) 条，见日志。\n", "\n\(left) more: see the log.\n")
            }
            text += row
        }
        return text
    }

    private func row(_ diagnostic: Diagnostic) -> String {
        let position = report.position(of: diagnostic.range.start, in: diagnostic.file)
        let said = report.words(of: diagnostic)
        var finding = "\(MarkdownText.escaped(said.message)) `\(diagnostic.id.rawValue)`"
        if let help = said.help { finding += "<br>\(MarkdownText.escaped(help))" }
        let place = MarkdownText.escaped(report.path(of: diagnostic.file))
        let severity = diagnostic.severity.label.text(in: report.language)
        return "| \(severity) | \(place):\(position.line):\(position.column) | \(finding) |\n"
    }

    private func words(_ chinese: String, _ english: String) -> String {
        LocalizedText(chinese, english).text(in: report.language)
    }
}

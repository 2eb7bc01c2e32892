import CasebookFiles
import CasebookModel
import CasebookText

/// What a step of GitHub Actions prints: everything as text, and workflow commands that put the heaviest findings beside
/// the lines of a pull request.
///
/// Form: "Workflow commands for GitHub Actions" in GitHub's documentation, and `command.ts` of actions/toolkit for what is
/// escaped.
package struct GitHubLog {
    private let report: FindingsReport

    /// GitHub shows at most ten annotations of a kind for a step. Ten in all are as many as a reviewer reads.
    private static let most = 10

    package init(_ report: FindingsReport) { self.report = report }

    /// Lines to print.
    ///
    /// - Parameters:
    ///   - text: The findings as people read them; may hold anything that stands in the content.
    ///   - summary: One line.
    package func lines(text: [String], summary: String) -> [String] {
        var lines =
            text.isEmpty
            ? [] : GitHubLog.quoted(text.flatMap { $0.split(whereSeparator: \.isNewline).map(String.init) })
        lines += annotations
        let left = report.diagnostics.count - GitHubLog.most
        if left > 0 {
            lines.append(
                LocalizedText(
                    "另有 \(left) 条没有标注在文件里，见上文和本步骤的摘要。",
                    "\(left) more without an annotation: see above and this step's summary."
                )
                .text(in: report.language))
        }
        lines += report.remarks.map { "::notice::\(GitHubLog.data($0))" }
        // Author's words don't come into it.
        return lines + [summary]
    }

    var annotations: [String] { report.bySeverity.prefix(GitHubLog.most).map(command) }

    private func command(_ diagnostic: Diagnostic) -> String {
        let position = report.position(of: diagnostic.range.start, in: diagnostic.file)
        let words = report.words(of: diagnostic)
        let properties = [
            "file=\(GitHubLog.property(report.path(of: diagnostic.file)))", "line=\(position.line)",
            "col=\(position.column)", "title=\(GitHubLog.property(diagnostic.id.rawValue))",
        ]
        let message = [words.message, words.help].compactMap { $0 }.joined(separator: "\n")
        return "::\(diagnostic.severity.command) \(properties.joined(separator: ","))::\(GitHubLog.data(message))"
    }

    /// Lines in which nothing is taken for a command, whatever an author wrote. What ends them is made of them, so that
    /// they can't hold it.
    static func quoted(_ lines: [String]) -> [String] {
        let token = ContentHash(of: Array(lines.joined(separator: "\n").utf8)).hex
        return ["::stop-commands::\(token)"] + lines + ["::\(token)::"]
    }

    static func data(_ text: String) -> String {
        escaped(text, ["%": "%25", "\r": "%0D", "\n": "%0A"]).printable
    }

    static func property(_ text: String) -> String {
        escaped(data(text), [":": "%3A", ",": "%2C"])
    }

    /// Scalar by scalar: to Swift `\r\n` is one character, and neither `\r` nor `\n`.
    private static func escaped(_ text: String, _ escapes: [Unicode.Scalar: String]) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars { escaped += escapes[scalar] ?? String(scalar) }
        return escaped
    }
}

extension Severity {
    fileprivate var command: String {
        switch self {
        case .error: "error"
        case .warning: "warning"
        case .note: "notice"
        }
    }
}

import CasebookModel

/// GitLab's Code Quality report, which its merge requests show beside the changed lines.
///
/// Form: "Code Quality report format" in GitLab's documentation: an array of `description`, `check_name`, `fingerprint`,
/// `severity`, `location.path` and `location.lines.begin`.
package struct CodeQualityReport {
    private let report: FindingsReport

    package init(_ report: FindingsReport) { self.report = report }

    package var json: [UInt8] {
        var json = JSONWriter()
        json.array { json in
            for (diagnostic, fingerprint) in zip(report.diagnostics, FindingFingerprints(report).names) {
                json.startLine()
                write(diagnostic, fingerprint, &json)
            }
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }

    private func write(_ diagnostic: Diagnostic, _ fingerprint: String, _ json: inout JSONWriter) {
        json.object { json in
            for (key, value) in [
                ("description", report.sentences(of: diagnostic)),
                ("check_name", diagnostic.id.rawValue), ("fingerprint", fingerprint), ("severity", weight(diagnostic)),
            ] {
                json.member(key, value)
            }
            json.key("location")
            json.object { json in
                json.member("path", report.path(of: diagnostic.file))
                json.key("lines")
                json.object { json in
                    json.member("begin", report.position(of: diagnostic.range.start, in: diagnostic.file).line)
                }
            }
        }
    }

    /// What must not leave the author's machine, or can't be read at all, weighs most.
    private func weight(_ diagnostic: Diagnostic) -> String {
        switch diagnostic.severity {
        case .error: diagnostic.id.isAlwaysError ? "blocker" : "critical"
        case .warning: "minor"
        case .note: "info"
        }
    }
}

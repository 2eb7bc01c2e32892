import CasebookModel

/// Findings as SARIF 2.1.0, the OASIS format of analysis results, which GitHub's code scanning and most editors read.
///
/// Paths are relative to the repository's root, which is called `%SRCROOT%` and not said: the log is the same wherever the
/// repository lies. Columns are counted in code points, as everywhere in Casebook.
package struct SARIFLog {
    package typealias Rules = (DiagnosticID, ProgramLanguage) -> RuleText

    private let report: FindingsReport
    private let version: String
    private let isRefused: Bool
    private let rules: Rules
    /// The ids that occur, in the order of their names: results name them by their place here.
    private let ids: [DiagnosticID]

    /// - Parameters:
    ///   - version: Of the program, as semantic versions are written.
    ///   - isRefused: Whether the findings end the run with status 1.
    package init(_ report: FindingsReport, version: String, isRefused: Bool, rules: @escaping Rules) {
        self.report = report
        self.version = version
        self.isRefused = isRefused
        self.rules = rules
        ids = Set(report.diagnostics.map(\.id)).sorted { $0.rawValue < $1.rawValue }
    }

    package var json: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
            json.member("version", "2.1.0")
            json.key("runs")
            json.array { json in writeRun(&json) }
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }

    private func writeRun(_ json: inout JSONWriter) {
        json.object { json in
            json.key("tool")
            json.object { json in
                json.key("driver")
                json.object { json in writeTool(report.language, &json) }
            }
            json.key("translations")
            json.array { json in
                for language in ProgramLanguage.allCases where language != report.language {
                    json.object { json in writeTranslation(language, &json) }
                }
            }
            json.member("language", report.language.rawValue)
            json.member("columnKind", "unicodeCodePoints")
            json.key("originalUriBaseIds")
            json.object { json in
                json.key(SARIFLog.root)
                json.object { json in
                    json.key("description")
                    writeText("仓库的根目录 · the repository's root", &json)
                }
            }
            json.key("invocations")
            json.array { json in
                json.object { json in
                    json.member("executionSuccessful", true)
                    json.member("exitCode", isRefused ? 1 : 0)
                    if !report.remarks.isEmpty { writeRemarks(&json) }
                }
            }
            json.key("results")
            json.array { json in
                let places = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
                for (diagnostic, fingerprint) in zip(report.diagnostics, FindingFingerprints(report).names) {
                    json.startLine()
                    writeResult(diagnostic, rule: places[diagnostic.id]!, fingerprint, &json)
                }
            }
        }
    }

    private static let root = "%SRCROOT%"

    /// A run's notes on itself, with nothing in the content to blame.
    private func writeRemarks(_ json: inout JSONWriter) {
        json.key("toolExecutionNotifications")
        json.array { json in
            for remark in report.remarks {
                json.object { json in
                    json.member("level", "note")
                    json.key("message")
                    writeText(SARIFLog.escaped(remark), &json)
                }
            }
        }
    }

    // MARK: - Rules

    private func writeTool(_ language: ProgramLanguage, _ json: inout JSONWriter) {
        for (key, value) in [("name", "Casebook"), ("semanticVersion", version), ("language", language.rawValue)] {
            json.member(key, value)
        }
        writeRules(in: language, &json)
    }

    /// The rules' words in the other language, for those who show them.
    private func writeTranslation(_ language: ProgramLanguage, _ json: inout JSONWriter) {
        writeTool(language, &json)
        json.member("contents", ["localizedData"])
        json.key("associatedComponent")
        json.object { json in
            json.member("name", "Casebook")
        }
        json.key("translationMetadata")
        json.object { json in
            json.member("name", "Casebook (\(language.rawValue))")
        }
    }

    private func writeRules(in language: ProgramLanguage, _ json: inout JSONWriter) {
        json.key("rules")
        json.array { json in
            for id in ids {
                let rule = rules(id, language)
                json.startLine()
                json.object { json in
                    json.member("id", id.rawValue)
                    json.key("shortDescription")
                    writeText(rule.summary, &json)
                    json.key("fullDescription")
                    writeText(rule.description, &json)
                    json.key("help")
                    json.object { json in
                        json.member("text", rule.text)
                        json.member("markdown", rule.markdown)
                    }
                    json.key("defaultConfiguration")
                    json.object { json in
                        json.member("level", id.defaultSeverity.rawValue)
                    }
                }
            }
        }
    }

    // MARK: - Results

    private func writeResult(
        _ diagnostic: Diagnostic, rule: Int, _ fingerprint: String, _ json: inout JSONWriter
    ) {
        let words = report.words(of: diagnostic)
        json.object { json in
            json.member("ruleId", diagnostic.id.rawValue)
            json.member("ruleIndex", rule)
            json.member("level", diagnostic.severity.rawValue)
            json.key("message")
            writeText(SARIFLog.escaped([words.message, words.help].compactMap { $0 }.joined(separator: "\n")), &json)
            json.key("locations")
            json.array { json in
                json.object { json in writeLocation(diagnostic.file, diagnostic.range, &json) }
            }
            if !diagnostic.notes.isEmpty {
                json.key("relatedLocations")
                json.array { json in
                    for (number, note) in diagnostic.notes.enumerated() {
                        json.object { json in
                            json.member("id", number)
                            writeLocation(note.file, note.range, &json)
                            json.key("message")
                            writeText(note.subject.words(in: report.language), &json)
                        }
                    }
                }
            }
            json.key("partialFingerprints")
            json.object { json in
                json.member("casebookFinding/v1", fingerprint)
            }
        }
    }

    private func writeLocation(_ file: String, _ range: SourceRange, _ json: inout JSONWriter) {
        let start = report.position(of: range.start, in: file)
        let end = report.position(of: range.end, in: file)
        json.key("physicalLocation")
        json.object { json in
            json.key("artifactLocation")
            json.object { json in
                json.member("uri", Route("").reference(to: Route(report.path(of: file))))
                json.member("uriBaseId", SARIFLog.root)
            }
            json.key("region")
            json.object { json in
                for (key, value) in [
                    ("startLine", start.line), ("startColumn", start.column), ("endLine", end.line),
                    ("endColumn", end.column),
                ] {
                    json.member(key, value)
                }
            }
        }
    }

    private func writeText(_ text: String, _ json: inout JSONWriter) {
        json.object { json in
            json.member("text", text)
        }
    }

    /// In a message, `[words](place)` is a link. An author's words are none.
    private static func escaped(_ text: String) -> String {
        text.contains("](") ? text.replacing("[", with: "\\[").replacing("]", with: "\\]") : text
    }
}

import CasebookBuild
import CasebookModel

/// What was found in the content, for the overlay in a page.
struct PreviewFindings: Sendable {
    /// What keeps the content from being shown.
    private var errors: [[UInt8]] = []
    private var warnings: [[UInt8]] = []
    private(set) var files: Set<String> = []

    /// A person reads some; the terminal has all.
    private static let most = 50

    private var errorCount = 0
    private var warningCount = 0

    init() {}

    init(_ report: BuildReport, _ language: ProgramLanguage) {
        let wrong = report.diagnostics.filter { $0.severity == .error }
        let doubtful = report.diagnostics.filter { $0.severity == .warning }
        errorCount = wrong.count
        warningCount = doubtful.count
        let writer = FindingJSON(lines: report.lines, language: language)
        errors = wrong.prefix(Self.most).map(writer.json)
        warnings = doubtful.prefix(Self.most).map(writer.json)
    }

    /// What ended a run has no place in a file.
    init(_ failure: BuildFailure, _ language: ProgramLanguage) {
        errorCount = 1
        errors = [FindingJSON(lines: [:], language: language).json(failure)]
    }

    /// `{"source","errors":{"count","shown":[…]},"warnings":{…}}`
    ///
    /// - Parameter source: The file that the page shows, as findings call it.
    func json(source: String?) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.key("source")
            if let source { json.string(source) } else { json.null() }
            for (name, count, shown) in [("errors", errorCount, errors), ("warnings", warningCount, warnings)] {
                json.key(name)
                json.object { json in
                    json.member("count", count)
                    json.key("shown")
                    json.array { json in for finding in shown { json.raw(finding) } }
                }
            }
        }
        return json.bytes
    }
}

/// A finding as a JSON object: its words, its place, and the line there in three pieces, the marked one in the middle.
private struct FindingJSON {
    let lines: [String: LineTable]
    let language: ProgramLanguage

    func json(_ diagnostic: Diagnostic) -> [UInt8] {
        let words = diagnostic.problem.wording.words(in: language)
        var json = JSONWriter()
        json.object { json in
            write(words.message, diagnostic.id.rawValue, words.help, &json)
            json.place(diagnostic.file, diagnostic.range, lines)
            if let excerpt = Excerpt(lines[diagnostic.file], diagnostic.range) {
                json.member("excerpt", [excerpt.before, excerpt.marked, excerpt.after])
            }
            json.key("notes")
            json.array { json in
                for note in diagnostic.notes {
                    json.object { json in
                        json.member("message", note.subject.words(in: language))
                        json.place(note.file, note.range, lines)
                    }
                }
            }
        }
        return json.bytes
    }

    func json(_ failure: BuildFailure) -> [UInt8] {
        var json = JSONWriter()
        json.object { write(failure.message.text(in: language), "", nil, &$0) }
        return json.bytes
    }

    private func write(_ message: String, _ id: String, _ help: String?, _ json: inout JSONWriter) {
        json.member("message", message)
        json.member("id", id)
        json.member("help", help ?? "")
    }
}

/// The line that a finding is in, cut short where it is long.
private struct Excerpt {
    let before: String
    let marked: String
    let after: String

    private static let most = 160

    init?(_ table: LineTable?, _ range: SourceRange) {
        guard let line = table?.line(at: range.start), !line.text.isEmpty else { return nil }
        let bytes = Array(line.text.utf8)
        let start = min(max(0, range.start - line.start), bytes.count)
        let end = min(max(start, range.end - line.start), bytes.count)
        func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
        let (head, middle, tail) = (text(bytes[..<start]), text(bytes[start..<end]), text(bytes[end...]))
        before = head.count > Self.most / 2 ? "…" + head.suffix(Self.most / 2) : head
        marked = middle.count > Self.most ? middle.prefix(Self.most) + "…" : middle
        after = tail.count > Self.most / 2 ? tail.prefix(Self.most / 2) + "…" : tail
    }
}

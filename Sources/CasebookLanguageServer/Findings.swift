import CasebookBuild
import CasebookFiles
import CasebookModel

/// What a look at the content found, as editors show it.
struct Findings {
    let report: BuildReport
    /// The folder that diagnostics name files below.
    let source: DiskPath
    let language: ProgramLanguage

    var files: Set<String> { Set(report.diagnostics.map(\.file)) }

    /// The parameters of `textDocument/publishDiagnostics` for a file; with no findings where it has none any more.
    func write(_ file: String, at address: FileAddress, to json: inout JSONWriter) {
        json.object { json in
            json.member("uri", address.text)
            json.key("diagnostics")
            json.array { json in
                for diagnostic in report.diagnostics where diagnostic.file == file { write(diagnostic, to: &json) }
            }
        }
    }

    private func write(_ diagnostic: Diagnostic, to json: inout JSONWriter) {
        let words = diagnostic.problem.wording.words(in: language)
        json.object { json in
            json.key("range")
            write(diagnostic.range, of: diagnostic.file, to: &json)
            json.member("severity", Findings.number(of: diagnostic.severity))
            json.member("code", diagnostic.id.rawValue)
            json.member("source", "casebook")
            json.member("message", [words.message, words.help].compactMap(\.self).joined(separator: "\n"))
            guard !diagnostic.notes.isEmpty else { return }
            json.key("relatedInformation")
            json.array { json in for note in diagnostic.notes { write(note, to: &json) } }
        }
    }

    private func write(_ note: Diagnostic.Note, to json: inout JSONWriter) {
        json.object { json in
            json.key("location")
            json.object { json in
                json.member("uri", FileAddress(source.appending(note.file)).text)
                json.key("range")
                write(note.range, of: note.file, to: &json)
            }
            json.member("message", note.subject.words(in: language))
        }
    }

    private func write(_ range: SourceRange, of file: String, to json: inout JSONWriter) {
        json.object { json in
            json.key("start")
            position(range.start, in: file).write(to: &json)
            json.key("end")
            position(range.end, in: file).write(to: &json)
        }
    }

    /// Lines of a report count columns in Unicode scalars from 1.
    private func position(_ offset: Int, in file: String) -> TextPosition {
        guard let lines = report.lines[file] else { return TextPosition(line: 0, character: 0) }
        let position = lines.position(of: offset)
        let before = lines.line(at: offset).text.unicodeScalars.prefix(position.column - 1)
        return TextPosition(line: position.line - 1, character: before.reduce(0) { $0 + UTF16.width($1) })
    }

    /// Numbers of the protocol's `DiagnosticSeverity`.
    private static func number(of severity: Severity) -> Int {
        switch severity {
        case .error: 1
        case .warning: 2
        case .note: 3
        }
    }
}

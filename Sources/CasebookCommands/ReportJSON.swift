import CasebookBuild
import CasebookModel

/// A report as one JSON object, for other programs.
///
/// `{"diagnostics":[{"id","severity","file","line","column","message","help","notes":[…]}],"summary":{…},"remarks":[…]}`
struct ReportJSON {
    let language: ProgramLanguage
    let remarks: [String]

    func json(of report: BuildReport) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.key("diagnostics")
        json.beginArray()
        for diagnostic in report.diagnostics { write(diagnostic, report, to: &json) }
        json.endArray()
        json.key("summary")
        writeSummary(report, to: &json)
        json.member("remarks", remarks)
        json.endObject()
        return json.bytes + [UInt8(ascii: "\n")]
    }

    private func write(_ diagnostic: Diagnostic, _ report: BuildReport, to json: inout JSONWriter) {
        let words = diagnostic.problem.wording.words(in: language)
        json.beginObject()
        json.member("id", diagnostic.id.rawValue)
        json.member("severity", diagnostic.severity.rawValue)
        json.place(diagnostic.file, diagnostic.range, report.lines)
        json.member("message", words.message)
        json.member("help", words.help ?? "")
        json.key("notes")
        json.beginArray()
        for note in diagnostic.notes {
            json.beginObject()
            json.place(note.file, note.range, report.lines)
            json.member("message", note.subject.words(in: language))
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }

    private func writeSummary(_ report: BuildReport, to json: inout JSONWriter) {
        json.beginObject()
        for (key, value) in [
            ("pages", report.pageCount), ("errors", report.count(.error)), ("warnings", report.count(.warning)),
            ("written", report.publication?.written ?? 0), ("unchanged", report.publication?.unchanged ?? 0),
            ("removed", report.publication?.removed ?? 0),
        ] {
            json.member(key, value)
        }
        json.key("seconds")
        json.raw(report.stages.total.inSeconds.utf8)
        json.endObject()
    }
}

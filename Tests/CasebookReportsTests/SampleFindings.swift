import CasebookModel

@testable import CasebookReports

/// Findings in pages with words that mean something to the formats.
enum SampleFindings {
    static func report(
        _ diagnostics: [Diagnostic], _ files: [String: String] = [:], folder: String = "",
        language: ProgramLanguage = .english
    ) -> FindingsReport {
        FindingsReport(
            diagnostics, lines: files.mapValues { LineTable(Array($0.utf8)) }, language: language, folder: folder)
    }

    /// A finding where the words stand, the first time, in a text.
    static func finding(_ problem: Problem, at words: String, of file: String, _ text: String) -> Diagnostic {
        let bytes = Array(text.utf8)
        let needle = Array(words.utf8)
        let start = bytes.indices.first { bytes[$0...].starts(with: needle) } ?? 0
        return Diagnostic(problem, file: file, at: SourceRange(start, start + needle.count))
    }

    /// So many findings of each weight, the lightest first.
    static func mixed(errors: Int, warnings: Int, notes: Int) -> [Diagnostic] {
        func some(_ count: Int, _ problem: (Int) -> Problem) -> [Diagnostic] {
            (0..<count).map { Diagnostic(problem($0), file: "a.md", at: .fileStart) }
        }
        return some(notes) { .unlinkedTerm(word: "w\($0)", id: "t") } + some(warnings) { .rawHTML(excerpt: "<b\($0)>") }
            + some(errors) { .duplicateID(id: "e\($0)") }
    }
}

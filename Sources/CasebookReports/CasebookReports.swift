import CasebookModel

/// What a run found, or what differs between two sites, in the forms that other programs and reviewers read.
///
/// Takes findings with the lines that they are in, or two manifests; gives text. Can't fail, looks at no file, prints
/// nothing. What a finding is called is the Model's to say, what it weighs Check's.
package struct FindingsReport: Sendable {
    /// Sorted as a run prints them.
    package var diagnostics: [Diagnostic]
    /// Of the files that they are in, by the path that they name.
    package var lines: [String: LineTable]
    package var language: ProgramLanguage
    /// What leads from the repository's root to the source folder: empty, or with a final `/`.
    package var folder: String
    /// What the run has to say besides, in its language: lines about no file.
    package var remarks: [String]

    package init(
        _ diagnostics: [Diagnostic], lines: [String: LineTable], language: ProgramLanguage, folder: String,
        remarks: [String] = []
    ) {
        self.diagnostics = diagnostics
        self.lines = lines
        self.language = language
        self.folder = folder
        self.remarks = remarks
    }

    /// A file as the repository calls it.
    func path(of file: String) -> String { folder + file }

    func position(of offset: Int, in file: String) -> SourcePosition {
        lines[file]?.position(of: offset) ?? SourcePosition(line: 1, column: 1)
    }

    func words(of diagnostic: Diagnostic) -> Words { diagnostic.problem.wording.words(in: language) }

    /// What happened and how to mend it as two sentences.
    func sentences(of diagnostic: Diagnostic) -> String {
        let words = words(of: diagnostic)
        guard let help = words.help else { return words.message }
        return words.message + LocalizedText("。", ". ").text(in: language) + help
    }

    /// The heaviest first; findings of one weight keep their order.
    var bySeverity: [Diagnostic] {
        Severity.allCases.reversed().flatMap { severity in diagnostics.filter { $0.severity == severity } }
    }
}

extension Severity {
    /// As people are told it.
    package var label: LocalizedText {
        switch self {
        case .error: LocalizedText("错误", "error")
        case .warning: LocalizedText("警告", "warning")
        case .note: LocalizedText("提示", "note")
        }
    }
}

package enum Severity: String, Sendable, Codable, Comparable, CaseIterable {
    case note, warning, error

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .note: 0
        case .warning: 1
        case .error: 2
        }
    }
}

/// Something found in the content: a value beside the result, never thrown, so that one run reports everything.
package struct Diagnostic: Hashable, Sendable, Codable {
    /// A second place that has to do with the finding.
    package struct Note: Hashable, Sendable, Codable {
        package var subject: NoteSubject
        package var file: String
        package var range: SourceRange

        package init(_ subject: NoteSubject, file: String, range: SourceRange) {
            self.subject = subject
            self.file = file
            self.range = range
        }
    }

    package var problem: Problem
    package var severity: Severity
    /// Relative to the source folder (`Content/cases/noon-queue.md`).
    package var file: String
    package var range: SourceRange
    package var notes: [Note]
    /// Found in a page that isn't published: `--strict` doesn't count it.
    package var isInUnpublishedPage = false

    /// - Parameter severity: `nil` takes the problem's own.
    package init(
        _ problem: Problem, severity: Severity? = nil, file: String, at range: SourceRange, notes: [Note] = []
    ) {
        self.problem = problem
        self.severity = severity ?? problem.id.defaultSeverity
        self.file = file
        self.range = range
        self.notes = notes
    }

    package var id: DiagnosticID { problem.id }

    /// By file, place, id and words: the order in which a run prints its findings, the same on every machine.
    package static func precedes(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
        if left.file != right.file { return left.file.precedesInBytes(right.file) }
        if left.range.start != right.range.start { return left.range.start < right.range.start }
        if left.id != right.id { return left.id.rawValue < right.id.rawValue }
        return left.problem.wording.english.message < right.problem.wording.english.message
    }
}

/// A value and what was found while making it.
package struct Outcome<Value: Sendable>: Sendable {
    package var value: Value
    package var diagnostics: [Diagnostic]

    package init(_ value: Value, _ diagnostics: [Diagnostic] = []) {
        self.value = value
        self.diagnostics = diagnostics
    }
}

import CasebookModel
import TestSupport
import Testing

@Suite struct DiagnosticTests {
    @Test func `findings are ordered by file, place, id and words`() {
        func at(_ file: String, _ start: Int, _ problem: Problem) -> Diagnostic {
            Diagnostic(problem, file: file, at: SourceRange(start, start + 1))
        }
        let ordered = [
            at("B.md", 9, .orphanPage),
            at("a.md", 1, .duplicateID(id: "x")),
            at("a.md", 1, .missingField(field: "a", place: LocalizedText("p"))),
            at("a.md", 1, .missingField(field: "b", place: LocalizedText("p"))),
            at("a.md", 2, .duplicateID(id: "x")),
            at("a/b.md", 0, .orphanPage),
            at("中.md", 0, .orphanPage),
        ]
        var generator = Generator(state: 5)
        for _ in 0..<50 {
            var shuffled = ordered
            for index in shuffled.indices { shuffled.swapAt(index, generator.below(shuffled.count)) }
            #expect(shuffled.sorted(by: Diagnostic.precedes) == ordered)
        }
    }

    @Test func `a finding takes its id's severity unless it is given one`() {
        #expect(Diagnostic(.orphanPage, file: "a.md", at: .fileStart).severity == .warning)
        #expect(Diagnostic(.missingTitle, file: "a.md", at: .fileStart).severity == .error)
        #expect(Diagnostic(.overdueReview(date: date("2026-01-01")), file: "a.md", at: .fileStart).severity == .note)
        #expect(Diagnostic(.missingTitle, severity: .note, file: "a.md", at: .fileStart).severity == .note)
    }

    @Test func `severities are ordered`() {
        #expect(Severity.allCases.sorted() == [.note, .warning, .error])
    }

    private func date(_ text: String) -> CalendarDate { CalendarDate(text)! }
}

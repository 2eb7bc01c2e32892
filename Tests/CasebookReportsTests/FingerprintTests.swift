import CasebookModel
import Testing

@testable import CasebookReports

/// The names by which a later run knows a finding again.
@Suite struct FingerprintTests {
    private let problem = Problem.rawHTML(excerpt: "<b>")

    private func names(_ text: String, file: String = "a.md", language: ProgramLanguage = .english) -> [String] {
        let bytes = Array(text.utf8)
        let findings = bytes.indices.filter { bytes[$0] == UInt8(ascii: "<") }.map {
            Diagnostic(problem, file: file, at: SourceRange($0, $0 + 1))
        }
        return FindingFingerprints(SampleFindings.report(findings, [file: text], language: language)).names
    }

    @Test func `lines above and blanks around don't change it, nor does the language`() {
        let before = names("one <b> two\n")
        #expect(before.count == 1 && before[0].count == 32)
        #expect(names("new\n\n  one  <b> two\n") == before)
        #expect(names("one <b> two\n", language: .chinese) == before)
    }

    @Test func `another line, file or finding does`() {
        let before = names("one <b> two\n")
        #expect(names("one <b> three\n") != before)
        #expect(names("one <b> two\n", file: "b.md") != before)
        let other = Diagnostic(.rawHTML(excerpt: "<i>"), file: "a.md", at: SourceRange(4, 5))
        #expect(FindingFingerprints(SampleFindings.report([other], ["a.md": "one <b> two\n"])).names != before)
    }

    @Test func `the same twice is counted, so that no two are equal`() {
        let twice = names("<b>\n<b>\n<b> <b>\n")
        #expect(Set(twice).count == 4)
        #expect(names("<b>\n").first == twice.first)
    }
}

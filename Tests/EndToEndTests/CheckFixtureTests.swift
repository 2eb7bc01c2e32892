import Foundation
import Testing

/// `Fixtures/check/<case>/` is a site with things wrong; `expected/` holds what `casebook check` says about it in both
/// languages, exit status first.
@Suite struct CheckFixtureTests {
    @Test(arguments: Fixture.all("check")) func saysWhatIsExpected(_ fixture: Fixture) async throws {
        let folder = try fixture.copy()
        var found: [String: String] = [:]
        for language in ["zh", "en"] {
            let run = try await CasebookProgram.run(
                ["check", "--language", language, "--date", "2026-06-01"], in: folder.root)
            #expect(run.text == "")
            found["\(language).txt"] = "exit \(run.status)\n\(run.words)"
        }
        try fixture.expect(found)
        #expect(!folder.exists("Site"), "check writes nothing")
        #expect(!folder.exists(".casebook"), "check writes nothing")
    }

    /// The same findings in the same order, with the same places and words.
    @Test(arguments: Fixture.all("check")) func jsonSaysWhatTextSays(_ fixture: Fixture) async throws {
        let folder = try fixture.copy()
        let options = ["check", "--language", "en", "--date", "2026-06-01"]
        let text = try await CasebookProgram.run(options, in: folder.root)
        let json = try await CasebookProgram.run(options + ["--format", "json"], in: folder.root)
        #expect(json.errors == "")
        #expect(json.status == text.status)
        let report = try json.report()
        let heads = report.diagnostics.map {
            "\($0.file):\($0.line):\($0.column): \($0.severity): \($0.message) [\($0.id)]"
        }
        let lines = text.errors.split(separator: "\n").map(String.init)
        let isHead = /^[^ ].*:[0-9]+:[0-9]+: (error|warning|note): ./
        #expect(lines.filter { $0.contains(isHead) } == heads)
        #expect(report.summary.errors == report.diagnostics.count { $0.severity == "error" })
        #expect(report.summary.warnings == report.diagnostics.count { $0.severity == "warning" })
    }
}

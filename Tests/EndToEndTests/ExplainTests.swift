import CasebookModel
import Foundation
import Testing

/// `casebook explain` has words for everything that `check` may say.
@Suite struct ExplainTests {
    private func explain(_ arguments: String..., language: String = "zh") async throws -> ProgramRun {
        try await CasebookProgram.run(["explain"] + arguments + ["--language", language], in: .temporaryDirectory)
    }

    @Test(arguments: DiagnosticID.allCases.map(\.rawValue))
    func everyFindingIsExplainedInBothLanguages(id: String) async throws {
        let chinese = try await explain(id)
        #expect(chinese.status == 0)
        for part in ["\(id) · ", "为什么要紧。", "怎么改。", "\n错：\n\n    ", "\n对：\n\n    "] {
            #expect(chinese.text.contains(part), "\(part)")
        }
        #expect(!chinese.text.contains("**") && !chinese.text.contains("Why it matters"))
        let english = try await explain(id, language: "en")
        #expect(english.status == 0)
        for part in ["\(id) · ", "Why it matters.", "How to mend it.", "\nWrong:\n\n    ", "\nRight:\n\n    "] {
            #expect(english.text.contains(part), "\(part)")
        }
        #expect(english.text.contains("(\(DiagnosticID(rawValue: id)?.defaultSeverity.rawValue ?? ""))"))
        #expect(!english.text.contains("为什么要紧"))
    }

    @Test func withoutANameAllAreListed() async throws {
        for language in ["zh", "en"] {
            let run = try await explain(language: language)
            let lines = run.text.split(separator: "\n")
            #expect(run.status == 0)
            #expect(lines.map { String($0.prefix { $0 != " " }) } == DiagnosticID.allCases.map(\.rawValue).sorted())
            #expect(lines.allSatisfy { $0.contains("  ") && $0.last != " " })
        }
    }

    @Test func noFileIsAboutNothing() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Documentation/findings")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(Set(names) == Set(DiagnosticID.allCases.map { "\($0.rawValue).md" }))
    }

    @Test(arguments: [
        ("unresolved-lnk", "没有叫“unresolved-lnk”的问题。是不是 unresolved-link？\n"),
        ("orphan", "没有叫“orphan”的问题。是不是 orphan-page？\n"),
        ("天气", "没有叫“天气”的问题。casebook explain 列出全部名称。\n"),
    ])
    func anUnknownNameIsAUsageErrorWithASuggestion(id: String, words: String) async throws {
        let run = try await explain(id)
        #expect(run.status == 64)
        #expect(run.text == "")
        #expect(run.errors == words)
    }

    @Test func theBracketsOfAMessageAreFine() async throws {
        #expect(try await explain("[Unresolved-Link]").text == explain("unresolved-link").text)
    }
}

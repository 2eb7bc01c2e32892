import Foundation
import TestSupport
import Testing

/// `Content/search-tests.yml`: what people type has to find the pages it should. What each finding says is in
/// `Fixtures/check/search-tests`.
@Suite struct SearchTestTests {
    private func site(_ tests: String) throws -> TemporaryFolder {
        let folder = try SmallSite.tiny()
        try folder.write("Content/guides/b.md", SmallSite.guide("乙", more: "aliases: [机器吃钱]\n", body: "吞钞以后先登记。[[a]]"))
        try folder.write("Content/guides/c.md", SmallSite.guide("丙").replacing("approved", with: "draft"))
        try folder.write("Content/index.md", "# 首页\n\n[[a]] [[b]]\n")
        try folder.write("Content/search-tests.yml", tests)
        return folder
    }

    @Test func aSiteThatIsFoundAsItShouldIsPublishedAsWithoutTheTests() async throws {
        let folder = try site("- {query: 机器吃钱, expect: b, top: 1}\n- {query: 吞钞, expect: [b]}\n")
        #expect(try await folder.casebook("check").status == 0)
        try await folder.build()
        let tested = try folder.tree("Site")
        #expect(tested.keys.contains { $0.hasPrefix("search/") })
        try folder.remove("Content/search-tests.yml")
        try await folder.build()
        #expect(differences(tested, try folder.tree("Site")) == [])
    }

    @Test func aPageThatIsNotFoundKeepsTheOldSite() async throws {
        let folder = try site("- {query: 机器吃钱, expect: b}\n")
        try await folder.build()
        let before = try folder.tree("Site")
        try folder.edit("Content/guides/b.md", "机器吃钱", "别的叫法")
        for command in ["check", "build"] {
            let run = try await folder.casebook(command, "--format", "json")
            #expect(run.status == 1)
            #expect(try run.report().diagnostics.map(\.brief) == ["Content/search-tests.yml:1:25: error search-test"])
        }
        #expect(differences(before, try folder.tree("Site")) == [])
    }

    @Test func anUnpublishedPageIsExpectedOnlyWithDrafts() async throws {
        let folder = try site("- {query: 机器吃钱, expect: [b, c]}\n")
        #expect(try await folder.casebook("check").status == 0)
        let run = try await folder.casebook("check", "--drafts", "--format", "json")
        #expect(
            try run.report().diagnostics.filter { $0.severity == "error" }.map(\.brief) == [
                "Content/search-tests.yml:1:29: error search-test"
            ])
    }

    @Test(arguments: [("warning", ["warning"]), ("off", [])])
    func theSiteSaysWhatATestWeighs(severity: String, expected: [String]) async throws {
        let folder = try site("- {query: 别的, expect: b}\n")
        try folder.write("casebook.yml", "title: 小站\nchecks: {search-test: \(severity)}\n")
        let run = try await folder.casebook("build", "--format", "json")
        #expect(run.status == 0)
        #expect(try run.report().diagnostics.map(\.severity) == expected)
    }

    @Test func aTestThatFailsCanBeExcusedForAsLongAsItDoes() async throws {
        let folder = try site("- {query: 别的, expect: b} # casebook-allow: search-test 还没写\n")
        for command in ["check", "build"] { #expect(try await folder.casebook(command, "--strict").status == 0) }
        let before = try folder.tree("Site")
        try folder.edit("Content/guides/b.md", "吞钞", "别的")
        for command in ["check", "build"] {
            let run = try await folder.casebook(command, "--strict", "--format", "json")
            #expect(run.status == 1)
            let found = try run.report().diagnostics.map(\.brief)
            #expect(found == ["Content/search-tests.yml:1:28: warning unused-excuse"])
        }
        #expect(differences(before, try folder.tree("Site")) == [])
    }

    @Test func aTestThatFailsIsReportedBesideOtherErrors() async throws {
        let folder = try site("- {query: 别的, expect: b}\n")
        try folder.edit("Content/guides/b.md", "[[a]]", "[[nobody]]")
        let run = try await folder.casebook("build", "--format", "json")
        #expect(
            Set(try run.report().diagnostics.filter { $0.severity == "error" }.map(\.id)) == [
                "unresolved-link", "search-test",
            ])
    }

    @Test func privateDataInAQueryIsMaskedInItsMessage() async throws {
        let folder = try site("- {query: 我的号码是13812345678, expect: b}\n")
        let run = try await folder.casebook("check")
        #expect(run.status == 1)
        #expect(run.errors.contains("[search-test]") && run.errors.contains("[private-data]"))
        #expect(!run.errors.contains("13812345678"))
    }

    @Test func aFolderWithoutConfigurationHasNoSearchTests() async throws {
        let folder = try site("- {query: 别的, expect: nobody}\n")
        try folder.remove("casebook.yml")
        let run = try await folder.casebook("check", "--source", "Content", "--format", "json")
        #expect(try run.report().diagnostics.allSatisfy { $0.id != "search-test" && $0.id != "unresolved-relation" })
    }

    // MARK: - Many queries

    @Test func manyQueriesAreAnsweredLineByLine() async throws {
        let folder = try site("")
        try await folder.build()
        let queries = "机器吃钱\n\n没有这回事\r\n吞钞"
        try folder.write("queries.txt", queries)
        let file = try await folder.casebook("search", "--queries", "queries.txt", "--format", "json", "--limit", "2")
        #expect(file.status == 0 && file.errors == "")
        let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 5 && lines[1...2] == ["[]", "[]"] && lines[4].isEmpty)
        for (line, query) in [(0, "机器吃钱"), (3, "吞钞")] {
            let alone = try await folder.casebook("search", query, "--format", "json", "--limit", "2")
            #expect(alone.text == lines[line] + "\n" && alone.text.contains("\"id\":\"b\""))
        }
        let input = try await CasebookProgram.run(
            ["search", "--queries", "-", "--format", "json", "--limit", "2"], in: folder.root, input: Data(queries.utf8)
        )
        #expect(input.text == file.text && input.status == 0)
        let text = try await folder.casebook("search", "--queries", "queries.txt")
        #expect(text.text.hasPrefix("? 机器吃钱\n1. 乙 [b] guides/b.html\n"), "\(text.text)")
    }

    @Test func whatCannotBeAskedIsSaid() async throws {
        let folder = try site("")
        try await folder.build()
        #expect(try await folder.casebook("search").status == 64)
        #expect(try await folder.casebook("search", "甲", "--queries", "-").status == 64)
        let missing = try await folder.casebook("search", "--queries", "nowhere.txt")
        #expect(missing.status == 74 && missing.errors.contains("nowhere.txt"), "\(missing.errors)")
    }
}

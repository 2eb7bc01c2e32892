import Foundation
import Testing

/// `casebook diff` and `casebook check --against`, on sites that were built.
@Suite struct DiffCommandTests {
    private struct Difference: Decodable {
        struct Page: Decodable { var id: String }
        struct Move: Decodable {
            var from: Page
            var to: Page
            var redirect: Bool
        }
        struct Change: Decodable { var to: Page }
        struct Size: Decodable {
            var files: Int
            var bytes: Int
            var indexBytes: Int
        }

        var added: [Page]
        var removed: [Page]
        var moved: [Move]
        var changed: [Change]
        var surroundings: [Page]
        var sizes: [String: Size]
    }

    /// A site that is published, with its manifest kept beside it.
    private func published() async throws -> TemporaryFolder {
        let folder = try SmallSite.tiny()
        try folder.write("Content/index.md", "# 首页\n\n[[a]] [[b]]\n")
        try folder.write("Content/guides/b.md", SmallSite.guide("乙"))
        try await folder.build()
        try folder.write("live.json", try folder.data("Site/site-manifest.json"))
        return folder
    }

    private func check(_ folder: TemporaryFolder, _ options: String...) async throws -> ProgramRun {
        try await CasebookProgram.run(
            ["check", "--against", "live.json", "--language", "en"] + options, in: folder.root)
    }

    @Test func `a rename keeps the old address, a deletion is an error until something answers`() async throws {
        let folder = try await published()
        #expect(try await check(folder).status == 0)
        let rename = try await folder.casebook("rename", "a", "first")
        try #require(rename.status == 0, "\(rename.errors)")
        #expect(try await check(folder).status == 0)

        try folder.remove("Content/guides/b.md")
        try folder.edit("Content/index.md", "[[b]]", "")
        let lost = try await check(folder, "--format", "json")
        #expect(lost.status == 1)
        #expect(try lost.report().diagnostics.map(\.brief) == ["casebook.yml:1:1: error lost-address"])
        #expect(try await folder.casebook("check").status == 0, "nobody asked")

        try folder.write(
            "Content/guides/b.md",
            SmallSite.guide("乙", more: "replaced_by: first\n").replacing("approved", with: "retired"))
        let mended = try await check(folder)
        #expect(mended.status == 0, "\(mended.errors)")
    }

    @Test func `an address that led somewhere stays a promise after the next publication`() async throws {
        let folder = try await published()
        _ = try await folder.casebook("rename", "a", "first")
        try await folder.build()
        try folder.write("live.json", try folder.data("Site/site-manifest.json"))
        try folder.edit("Content/guides/first.md", "former_ids: [a]\n", "")
        let run = try await check(folder, "--format", "json")
        #expect(try run.report().diagnostics.map(\.id) == ["lost-address"])
    }

    @Test func `drafts of the published site are no promise`() async throws {
        let folder = try SmallSite.tiny()
        try folder.write("Content/guides/draft.md", "---\ntitle: 草稿\n---\n\n正文。\n")
        try await folder.build("--drafts")
        try folder.write("live.json", try folder.data("Site/site-manifest.json"))
        try folder.remove("Content/guides/draft.md")
        #expect(try await check(folder).status == 0)
    }

    @Test func `what is no manifest is said to be none`() async throws {
        let folder = try await published()
        try folder.write("other.json", "{}")
        for (file, words) in [
            ("none.json", "casebook: there is no file none.json\n"),
            ("other.json", "casebook: other.json is no site-manifest.json of Casebook, or not whole\n"),
            ("Content", "casebook: there is no file Content/site-manifest.json\n"),
        ] {
            let run = try await folder.casebook("check", "--against", file)
            #expect(run.status == 64)
            #expect(run.errors == words)
            let diff = try await folder.casebook("diff", file, "Site")
            #expect(diff.status == 64)
            #expect(diff.errors == words)
        }
    }

    @Test func `a rewritten page is told apart from those that only show its title`() async throws {
        let folder = try await published()
        try folder.edit("Content/guides/a.md", "title: 甲", "title: 新甲")
        try folder.write("Content/guides/c.md", SmallSite.guide("丙", body: "[[a]]"))
        try folder.edit("Content/index.md", "[[a]]", "[[a]] [[c]]")
        _ = try await folder.casebook("rename", "b", "second")
        try await folder.build()
        let run = try await folder.casebook("diff", "live.json", "Site", "--format", "json")
        #expect(run.status == 0)
        let difference = try JSONDecoder().decode(Difference.self, from: run.output)
        #expect(difference.added.map(\.id) == ["c"])
        #expect(difference.changed.map(\.to.id).sorted() == ["a", "index"])
        #expect(difference.moved.map { "\($0.from.id) \($0.to.id) \($0.redirect)" } == ["b second true"])
        #expect(difference.removed.isEmpty && difference.surroundings.isEmpty)
        let files = try folder.tree("Site").filter { $0.key != "site-manifest.json" }
        let size = try #require(difference.sizes["new"])
        #expect(size.files == files.count)
        #expect(size.bytes == files.values.reduce(0) { $0 + $1.count })
        #expect(size.indexBytes == files.filter { $0.key.hasPrefix("search/") }.values.reduce(0) { $0 + $1.count })
        let text = try await folder.casebook("diff", "live.json", "Site", "--language", "zh")
        #expect(
            text.text.hasPrefix("**页面：新增 1 页，改动 2 页，移动 1 页**\n\n#### 新增 1\n\n- 丙 `guides/c.html` (guide)\n"),
            "\(text.text)")
        #expect(text.text.contains("- 新甲 `guides/a.html` (guide)：标题 甲 → 新甲\n"))
    }

    @Test func `another style is one line, however many pages`() async throws {
        let folder = try await published()
        try folder.write("Templates/styles/own.css", "main { color: black }\n")
        try await folder.build()
        let run = try await folder.casebook("diff", "live.json", "Site", "--language", "zh")
        #expect(run.text.hasPrefix("**没有页面自己的内容改动。**\n\n- 其余 3 页都变了样子"), "\(run.text)")
    }
}

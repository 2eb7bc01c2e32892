import Foundation
import Testing

/// What is cut into parts when there is much of it: lists, relation blocks, collections, the feed.
@Suite struct ManyPagesTests {
    /// A guide and 1,050 terms that are related to it.
    private func site() async throws -> TemporaryFolder {
        let folder = try SmallSite.tiny()
        try folder.write("casebook.yml", "title: 很多\nurl: https://kb.example.org\n")
        for number in 1...1050 {
            let day = "2026-\(twoDigits(number % 12 + 1))-\(twoDigits(number % 28 + 1))"
            let fields = "definition: 第 \(number) 条\nrelated: [a]\nupdated_on: \(day)\nchange: 首次发布\n"
            try folder.write("Content/terms/t\(number).md", SmallSite.guide("词条 \(number)", more: fields))
        }
        try await folder.build()
        return folder
    }

    private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// Links of a page's `<main>` that lead to terms.
    private func terms(on path: String, in folder: TemporaryFolder) throws -> [String] {
        let markup = Markup(try folder.text("Site/\(path)"))
        return markup.tags.filter { $0.name == "a" }.compactMap { $0["href"] }
            .compactMap { Reference($0, from: path)?.path }.filter { $0.hasPrefix("terms/t") }
    }

    @Test func longThingsAreCutAndNothingIsLost() async throws {
        let folder = try await site()

        let lists = ["terms/index.html"] + (2...6).map { "terms/page-\($0).html" }
        #expect(!folder.exists("Site/terms/page-7.html"))
        let listed = try lists.map { try terms(on: $0, in: folder) }
        #expect(listed.map(\.count) == [200, 200, 200, 200, 200, 50])
        #expect(Set(listed.joined()).count == 1050)
        let second = Markup(try folder.text("Site/terms/page-2.html")).tags
        #expect(second.first { $0["rel"] == "prev" }?["href"] == "index.html")
        #expect(second.first { $0["rel"] == "next" }?["href"] == "page-3.html")

        #expect(try terms(on: "guides/a.html", in: folder).count == 50)
        let relation = try #require(
            try folder.text("Site/guides/a.html").firstMatch(of: /data-relation="related"[\s\S]*?<\/section>/)?.0)
        #expect(relation.contains("1050"), "the block says how many there are")
        let rest = try #require(Markup(String(relation)).values(of: "href").last)
        let others = try #require(Reference(rest, from: "guides/a.html"))
        #expect(folder.exists("Site/\(others.path)"), "the rest is behind a link: \(rest)")

        let first = try JSONDecoder().decode(Collection.self, from: folder.data("Site/api/v1/term.json"))
        #expect(first.total == 1050)
        #expect(first.pages.count == 1000)
        let next = try #require(first.next)
        let last = try JSONDecoder().decode(Collection.self, from: folder.data("Site/api/v1/\(next)"))
        #expect(last.pages.count == 50)
        #expect(last.next == nil)
        #expect(Set((first.pages + last.pages).map(\.id)).count == 1050)

        let entries = try folder.text("Site/feed.xml").matches(of: /<updated>([0-9-]+)T00:00:00Z<\/updated>\n<summary>/)
            .map(\.1)
        #expect(entries.count == 50)
        #expect(entries == entries.sorted(by: >), "the newest stand first")
        let sitemap = try folder.text("Site/sitemap.xml")
        #expect(sitemap.matches(of: /<loc>https:\/\/kb\.example\.org\/terms\/t[0-9]+\.html<\/loc>/).count == 1050)
    }

    private struct Collection: Decodable {
        struct Page: Decodable { var id: String }

        var total: Int
        var next: String?
        var pages: [Page]
    }
}

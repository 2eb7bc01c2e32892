import CasebookModel
import TestSupport
import Testing

@Suite struct RouteTests {
    @Test(arguments: [
        ("cases/a.md", "cases/a.html"), ("cases/2024/a.md", "cases/a.html"), ("cases/index.md", "cases/index.html"),
        ("cases/2024/index.md", "cases/2024/index.html"), ("cases/排 队.md", "cases/排 队.html"),
        ("methods/m/index.md", "methods/m/index.html"),
        ("methods/m/2-a.md", "methods/m/a.html"), ("methods/one.md", "methods/one/index.html"),
        ("index.md", "index.html"),
        ("docs/about.md", "docs/about.html"), ("docs/a.b.md", "docs/a.b.html"), ("docs/A.MD", "docs/A.html"),
        ("guides/g.markdown", "guides/g.html"),
    ])
    func `a page's address follows from its kind, folder and id`(path: String, route: String) {
        // The reading of upper-case endings is Files' business; here the pages are handed over.
        let resolved = Resolved([path.replacing(".MD", with: ".md"): page()])
        #expect(resolved.routes == [route])
    }

    @Test func `an id of its own moves a page, and kind follows the front matter`() {
        let resolved = Resolved([
            "cases/x.md": page("title: t\nid: a"), "other/y.md": page("title: t\nkind: guide"),
            "other/s.md": page("title: t\nkind: step\nid: m/s"),
            "methods/m/1-z.md": page("title: t\nid: z"), "docs/p.md": page("title: t\nid: q"),
        ])
        #expect(
            resolved.routes == ["cases/a.html", "docs/p.html", "guides/y.html", "methods/m/s.html", "methods/m/z.html"])
    }

    @Test func `a kind of the site's own has its folder`() {
        let resolved = Resolved(["drills/sub/a.md": page()], configuration: "kinds: {drill: {folder: drills}}")
        #expect(resolved.routes == ["drills/a.html"])
    }

    @Test(arguments: [
        ("a.md", "a.html"), ("docs/setup.md", "docs/setup.html"), ("cases/a.md", "cases/a.html"),
        ("README.md", "README.html"),
        ("search.md", "search-page.html"), ("404.md", "404-page.html"), ("docs/search.md", "docs/search.html"),
    ])
    func `without configuration a page's address is its path, unless the generator has it`(path: String, route: String)
    {
        let resolved = Resolved([path: "# t"], isImplicit: true)
        #expect(resolved.routes == [route])
        #expect(resolved.findings == [])
    }

    @Test(arguments: [
        (["cases/1/a.md", "guides/a.md"], ["guides/a.md:1:1 duplicate-id 两个页面用了同一个 id“a”"]),
        (["cases/1/a.md", "cases/2/a.md"], ["cases/2/a.md:1:1 duplicate-id 两个页面用了同一个 id“a”"]),
        (["cases/A.md", "cases/a.md"], ["cases/a.md:1:1 address-clash 网址“a”已经有页面在用（只差大小写也算相同）"]),
        (["cases/A.md", "guides/a.md"], ["guides/a.md:1:1 address-clash 网址“a”已经有页面在用（只差大小写也算相同）"]),
        (["search.md"], ["search.md:1:1 address-clash 网址“search.html”已经有页面在用（只差大小写也算相同）"]),
        (["Search.md"], ["Search.md:1:1 address-clash 网址“Search.html”已经有页面在用（只差大小写也算相同）"]),
        (["vocabularies/x.md"], ["vocabularies/x.md:1:1 address-clash 网址“vocabularies/x.html”已经有页面在用（只差大小写也算相同）"]),
        (["cases/page-2.md"], ["cases/page-2.md:1:1 address-clash 网址“cases/page-2.html”已经有页面在用（只差大小写也算相同）"]),
        (["cases/Page-10.md"], ["cases/Page-10.md:1:1 address-clash 网址“cases/Page-10.html”已经有页面在用（只差大小写也算相同）"]),
        (["cases/page-two.md", "docs/page-2.md", "methods/m/search.md"], []),
    ])
    func `two pages never share an id or an address, on any file system`(paths: [String], expected: [String]) {
        let resolved = Resolved(
            Dictionary(uniqueKeysWithValues: paths.map { ($0, "---\ntitle: t\nstatus: approved\n---\n") }))
        // Findings point at the front matter's first line.
        #expect(
            resolved.findings.map { $0.replacing(":2:1 ", with: ":1:1 ") }.filter { !$0.contains("step-order") }
                == expected)
    }

    @Test func `what can't be a file's name is found where it is written`() {
        let (most, more) = (String(repeating: "投", count: 80), String(repeating: "投", count: 80) + "x")
        let words = "long-address 网址里的“投投投投投投投投投投投投投投投投投投投投…”有 246 字节，最多 245 字节（约 81 个汉字）"
        let resolved = Resolved([
            "cases/\(most).md": page("title: t"), "cases/\(more).md": page("title: t"),
            "guides/draft\(more).md": page("title: t\nstatus: draft"),
            "guides/given\(more).md": page("title: t\nid: short"),
            "docs/\(more)xxxxx/a.md": page("title: t"),
        ])
        #expect(
            resolved.findings == ["cases/\(more).md:2:1 \(words)", "docs/\(more)xxxxx/a.md:2:1 \(words)"])
    }

    @Test func `ids in two normalisation forms are one id`() {
        let resolved = Resolved([
            "cases/1.md": page("title: t\nid: \u{E9}"), "cases/2.md": page("title: t\nid: e\u{301}"),
        ])
        #expect(resolved.findings == ["cases/2.md:3:5 duplicate-id 两个页面用了同一个 id“e\u{301}”"])
    }

    @Test func `a clash names the other page, and a page of kind page counts by its path`() throws {
        let resolved = Resolved(["docs/A.md": page(), "docs/a.md": page("title: t\nid: b")])
        #expect(resolved.findings == ["docs/a.md:3:5 address-clash 网址“docs/a.html”已经有页面在用（只差大小写也算相同）"])
        #expect(resolved.diagnostics[0].notes.map(\.file) == ["docs/A.md"])
    }

    @Test func `without configuration two files at one address are a clash even where they share their id`() {
        let resolved = Resolved(["setup.md": "# a", "setup.markdown": "# b"], isImplicit: true)
        #expect(resolved.diagnostics.map(\.id) == [.addressClash, .duplicateID])
        let other = Resolved(["search.md": "# a", "search-page.md": "# b"], isImplicit: true)
        #expect(other.diagnostics.map(\.id) == [.addressClash])
    }

    @Test func `findings don't depend on the order in which pages were read`() {
        let files = [
            "cases/1/a.md": page(), "cases/2/a.md": page(), "cases/B.md": page(),
            "cases/b.md": page("title: t\nrelated: [c, nobody]"),
        ]
        let expected = Resolved(files).findings
        #expect(expected.count == 4)
        var generator = Generator(state: 41)
        for _ in 0..<20 {
            let shuffled = Resolved(
                files,
                order: { pages in for index in pages.indices { pages.swapAt(index, generator.below(pages.count)) } })
            #expect(shuffled.findings == expected)
        }
    }

    // MARK: - Former ids

    @Test func `former ids become redirects beside the page`() {
        let resolved = Resolved([
            "cases/a.md": page("title: t\nformer_ids: [old, 旧的]"),
            "methods/m/index.md": page("title: t\nformer_ids: n"),
            "methods/m/1-s.md": page("title: t\nformer_ids: [m/r, q]"), "docs/p.md": page("title: t\nformer_ids: [o]"),
        ])
        #expect(resolved.findings == [])
        #expect(
            resolved.site.redirects.map { "\($0.from) → \(resolved.site.pages[$0.to].id)" } == [
                "cases/old.html → a", "cases/旧的.html → a", "docs/o.html → p", "methods/m/q.html → m/s",
                "methods/m/r.html → m/s",
                "methods/n/index.html → m",
            ])
    }

    @Test(arguments: [
        ("cases/a.md", "b", ["cases/a.md:3:13 duplicate-id 两个页面用了同一个 id“b”"]),
        ("cases/a.md", "A", ["cases/a.md:3:13 address-clash 网址“cases/A.html”已经有页面在用（只差大小写也算相同）"]),
        ("cases/a.md", "index", ["cases/a.md:3:13 address-clash 网址“cases/index.html”已经有页面在用（只差大小写也算相同）"]),
        ("cases/a.md", "page-2", ["cases/a.md:3:13 address-clash 网址“cases/page-2.html”已经有页面在用（只差大小写也算相同）"]),
        ("cases/a.md", "../../../etc", []),
    ])
    func `a redirect never takes a page's or list's place, or leaves the site`(
        path: String, former: String, expected: [String]
    ) {
        let resolved = Resolved([path: page("title: t\nformer_ids: \(former)"), "guides/b.md": page()])
        #expect(resolved.findings == expected)
        #expect(resolved.site.redirects == [])
    }

    @Test func `one former id makes one redirect`() {
        let resolved = Resolved([
            "cases/a.md": page("title: t\nformer_ids: [old, old]"), "cases/b.md": page("title: t\nformer_ids: old"),
        ])
        #expect(
            resolved.findings == [
                "cases/a.md:3:19 address-clash 网址“cases/old.html”已经有页面在用（只差大小写也算相同）",
                "cases/b.md:3:13 address-clash 网址“cases/old.html”已经有页面在用（只差大小写也算相同）",
            ])
        #expect(resolved.site.redirects.count == 1)
    }

    @Test func `without configuration former ids are paths`() {
        let resolved = Resolved(["docs/a.md": page("title: t\nformer_ids: [docs/old, top]")], isImplicit: true)
        #expect(resolved.site.redirects.map(\.from.path) == ["docs/old.html", "top.html"])
    }
}

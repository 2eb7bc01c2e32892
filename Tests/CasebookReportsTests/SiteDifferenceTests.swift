import CasebookFiles
import CasebookModel
import Testing

@testable import CasebookReports

/// What differs between two sites, by their manifests.
@Suite struct SiteDifferenceTests {
    private typealias Page = SiteManifest.Page

    private static func page(
        _ id: String, _ source: String? = "1", title: String? = nil, folder: String = "guides", kind: String = "guide",
        status: String = "approved"
    ) -> SiteManifest.Page {
        SiteManifest.Page(
            id: id, url: "\(folder)/\(id).html", title: title ?? id.uppercased(), kind: kind, status: status,
            source: source)
    }

    /// - Parameters:
    ///   - bytes: What files hold, by path; a page's file holds the page's source where nothing else is said.
    private static func site(
        _ pages: [SiteManifest.Page], _ bytes: [String: String] = [:], redirects: [SiteManifest.Redirect] = []
    ) -> SiteManifest {
        var files = Dictionary(
            pages.map { ($0.url, $0.source ?? "") }, uniquingKeysWith: { first, _ in first })
        files.merge(bytes) { $1 }
        return SiteManifest(
            drafts: false,
            files: files.map {
                SiteManifest.File(path: $0.key, size: $0.value.utf8.count, hash: ContentHash(of: Array($0.value.utf8)))
            }, pages: pages, redirects: redirects)
    }

    private func markdown(
        _ old: SiteManifest, _ new: SiteManifest, _ language: ProgramLanguage = .english, limit: Int = 50,
        site: String? = nil
    ) -> String {
        DifferenceMarkdown(
            SiteDifference(from: old, to: new),
            DifferenceMarkdown.Options(language: language, oldSite: site, newSite: site, limit: limit)
        ).text
    }

    private let before = site([page("a"), page("b"), page("c"), page("d"), page("e")])

    @Test func `the same twice is no difference`() {
        #expect(SiteDifference(from: before, to: before).isEmpty)
        #expect(markdown(before, before) == "The two sites are the same.\n")
        #expect(markdown(before, before, .chinese) == "两个网站完全相同。\n")
    }

    @Test func `added, changed, moved and removed pages are told apart`() {
        let after = Self.site(
            [
                Self.page("a", "2"), Self.page("b", title: "new *title*", status: "retired"), Self.page("c2"),
                Self.page("d", folder: "terms"), Self.page("f"),
            ], redirects: [SiteManifest.Redirect(url: "guides/c.html", to: "guides/c2.html")])
        #expect(
            markdown(before, after) == """
                **Pages: 1 added, 2 changed, 2 moved, 1 removed**

                #### Added 1

                - F `guides/f.html` (guide)

                #### Changed 2

                - A `guides/a.html` (guide)
                - new \\*title\\* `guides/b.html` (guide, retired): title B → new \\*title\\*; status approved → retired

                #### Moved or renamed 2

                - C `guides/c.html` → C2 `guides/c2.html`, the old address leads on
                - `guides/d.html` → D `terms/d.html`, **the old address answers no more**

                #### Removed 1

                - E `guides/e.html` (guide): its address answers no more

                | | before | now | change |
                |---|---:|---:|---:|
                | search index | 0 B | 0 B | ±0 |
                | whole site | 5 B | 5 B | ±0 |
                | files | 5 | 5 | ±0 |

                """)
        #expect(markdown(before, after, .chinese).hasPrefix("**页面：新增 1 页，改动 2 页，移动 2 页，删除 1 页**\n"))
    }

    @Test func `a page that another one took over has moved, and that one is none that was added`() {
        let after = Self.site(
            [Self.page("a"), Self.page("b"), Self.page("c"), Self.page("d")],
            redirects: [SiteManifest.Redirect(url: "guides/e.html", to: "guides/a.html")])
        let difference = SiteDifference(from: before, to: after)
        #expect(difference.moved.map(\.new.id) == ["a"])
        #expect(difference.added.isEmpty && difference.removed.isEmpty && difference.changed.isEmpty)
    }

    @Test func `what only surrounds pages is one line`() {
        func framed(_ ids: [String]) -> [String: String] {
            Dictionary(uniqueKeysWithValues: ids.map { ("guides/\($0).html", "other") })
        }
        let some = markdown(before, Self.site(before.pages, framed(["a", "b"])))
        #expect(some.hasPrefix("**No page's own content changed.**\n\n- 2 more pages show something else"))
        #expect(some.contains("with nothing of their own: A, B."))
        let all = markdown(before, Self.site(before.pages, framed(["a", "b", "c", "d", "e"])))
        #expect(all.contains("- The other 5 pages all look different, and nothing of their own changed"))
    }

    @Test func `without hashes of sources it says what it can't tell`() {
        let old = Self.site([Self.page("a", nil), Self.page("b", nil)], ["guides/a.html": "x"])
        let new = Self.site([Self.page("a"), Self.page("b")], ["guides/a.html": "y", "guides/b.html": ""])
        let difference = SiteDifference(from: old, to: new)
        #expect(difference.isBlind && difference.changed.map(\.new.id) == ["a"])
        #expect(markdown(old, new).contains("- One of the sites comes from an earlier Casebook"))
    }

    @Test func `index, attachments and the rest are counted by themselves`() {
        let old = Self.site(
            [Self.page("a")],
            [
                "search/index.json": "12345", "pictures/x.png": "1", "pictures/y.png": "1", "assets/icon.svg": "1",
            ])
        let new = Self.site(
            [Self.page("a")],
            [
                "search/index.json": "123456", "pictures/x.png": "2", "pictures/z.png": "1", "assets/icon.svg": "2",
                "guides/index.html": "",
            ])
        let text = markdown(old, new)
        #expect(
            text.contains(
                """
                #### Pictures and documents 3

                - added `pictures/z.png`
                - changed `pictures/x.png`
                - removed `pictures/y.png`

                - Lists, data, style and scripts: 2 files differ.

                | | before | now | change |
                |---|---:|---:|---:|
                | search index | 5 B | 6 B | +1 B (+20.0%) |
                """), "\(text)")
    }

    @Test func `long lists are cut, and names are links where the site is known`() {
        let after = Self.site(before.pages + (0..<9).map { Self.page("new\($0)") })
        let text = markdown(before, after, limit: 3, site: "https://kb.example/x")
        #expect(text.contains("- [NEW2](https://kb.example/x/guides/new2.html) (guide)\n- … and 6 more\n"), "\(text)")
        #expect(!text.contains("new3.html"))
    }

    @Test(arguments: [
        (999, "999 B"), (1_000, "1.0 KB"), (12_345, "12.3 KB"), (1_050_000, "1.0 MB"), (99_990_000, "99.9 MB"),
    ])
    func `sizes are short`(bytes: Int, size: String) {
        #expect(DifferenceMarkdown.size(bytes) == size)
    }
}

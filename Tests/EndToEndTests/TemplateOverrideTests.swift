import Foundation
import TestSupport
import Testing

/// A site's own `Templates/` stands before the default theme, file by file.
@Suite struct TemplateOverrideTests {
    @Test func onePartialIsReplacedAndTheRestStays() async throws {
        let folder = try SmallSite.tiny()
        try await folder.build()
        let plain = try folder.tree("Site")
        try folder.write(
            "Templates/partials/crumbs.mustache",
            "<nav aria-label=\"{{text.position}}\" class=\"crumbs\">自己的路径：{{title}}</nav>\n")
        try await folder.build()
        #expect(try folder.text("Site/guides/a.html").contains(">自己的路径：甲</nav>"))
        let changed = differences(plain, try folder.tree("Site"))
        // What lists the pages with their hashes changes with them.
        let lists: Set = ["site-manifest.json", "assets/offline.json", "service-worker.js"]
        #expect(changed.allSatisfy { $0.hasSuffix(".html") || lists.contains($0) }, "\(changed)")
        #expect(changed.contains("guides/a.html"))
    }

    @Test func oneStyleIsReplacedAndPagesPointToTheNewSheet() async throws {
        let folder = try SmallSite.tiny()
        try await folder.build()
        let old = try folder.text("Site/assets/casebook.css")
        let oldLink = try #require(
            Markup(try folder.text("Site/index.html")).values(of: "href").first { $0.contains(".css") })
        try folder.write("Templates/styles/print.css", "@media print { .own { color: black } }\n")
        try await folder.build()
        let new = try folder.text("Site/assets/casebook.css")
        #expect(new.contains(".own"))
        #expect(new != old)
        let newLink = try #require(
            Markup(try folder.text("Site/index.html")).values(of: "href").first { $0.contains(".css") })
        #expect(newLink != oldLink, "a browser keeps the old sheet otherwise")
    }

    @Test func aMistakeInATemplatePublishesNothing() async throws {
        let folder = try SmallSite.tiny()
        try await folder.build()
        let tree = try folder.tree("Site")
        try folder.write(
            "Templates/page.mustache",
            "{{> partials/head}}\n<main>\n  <h1>{{titel}}</h1>\n</main>\n{{> partials/foot}}\n")
        let run = try await folder.casebook("build")
        #expect(run.status == 1)
        #expect(
            run.words == """
                Templates/page.mustache:3:9: error: the template uses "titel", which page doesn't have [template-name]
                3 |   <h1>{{titel}}</h1>
                  |         ^^^^^
                  help: did you mean "title"?
                2 pages, 1 error, 0 warnings; nothing was published, the old site is as it was (0.000 s)
                why it matters and how to mend it: casebook explain template-name

                """)
        #expect(differences(tree, try folder.tree("Site")) == [])
    }

    @Test func anotherFolderOfTemplatesCanBeNamed() async throws {
        let folder = try SmallSite.tiny()
        try folder.write("casebook.yml", "title: 小站\ntemplates: 模板\n")
        try folder.write(
            "模板/not-found.mustache", "{{> partials/head}}\n<main><h1>找不到</h1></main>\n{{> partials/foot}}\n")
        try folder.write("Templates/not-found.mustache", "{{nothing}}")
        try await folder.build()
        #expect(try folder.text("Site/404.html").contains("<main><h1>找不到</h1></main>"))
    }
}

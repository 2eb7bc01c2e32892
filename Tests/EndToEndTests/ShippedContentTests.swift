import Foundation
import Testing

/// The shipped knowledge base: the first fixture that everything must stand.
@Suite struct ShippedContentTests {
    @Test func buildsStrictlyWithoutAFinding() async throws {
        let site = try await ShippedSite.built()
        #expect(try site.run.report().diagnostics == [])
    }

    @Test func holdsEnoughPagesAndLinks() async throws {
        let site = try await ShippedSite.built()
        let manifest = try manifest(of: site)
        #expect(manifest.pages.count >= 80)
        #expect(Set(manifest.pages.map(\.status)) == ["approved"])
        var links = 0
        var lonely: [String] = []
        let exempt = Set(["index.html"])
        for page in manifest.pages {
            let markup = Markup(try site.folder.text("Site/\(page.url)"))
            let count = try ownLinks(of: markup, at: page.url)
            links += count
            if count == 0, !exempt.contains(page.url) { lonely.append(page.url) }
        }
        #expect(Double(links) / Double(manifest.pages.count) >= 5, "\(links) on \(manifest.pages.count) pages")
        #expect(lonely == [])
    }

    /// Links of `<main>` that lead to other content pages: relations and links, not lists or breadcrumbs.
    private func ownLinks(of markup: Markup, at url: String) throws -> Int {
        var isInside = false
        var isInNavigation = false
        var targets: Set<String> = []
        for case .tag(let tag) in markup.pieces {
            if tag.name == "main" { isInside = !tag.closes }
            if tag.name == "nav" { isInNavigation = !tag.closes }
            guard isInside, !isInNavigation, tag.name == "a", let href = tag["href"] else { continue }
            guard let target = Reference(href, from: url), target.path.hasSuffix(".html"), target.path != url else {
                continue
            }
            targets.insert(target.path)
        }
        return targets.count
    }

    private func manifest(of site: ShippedSite) throws -> Manifest {
        try JSONDecoder().decode(Manifest.self, from: site.folder.data("Site/site-manifest.json"))
    }

    /// Every page of the content has a part in the cases, methods and lists that the knowledge base promises.
    @Test(arguments: [
        ("case", 9), ("cause", 10), ("method", 3), ("step", 14), ("script", 20), ("guide", 10), ("checklist", 3),
        ("figure", 5), ("term", 15), ("deadline", 3), ("source", 10),
    ])
    func everyKindIsThere(kind: String, least: Int) async throws {
        let site = try await ShippedSite.built()
        let count = try manifest(of: site).pages.count { $0.kind == kind }
        #expect(count >= least, "\(count) of \(kind)")
    }

    @Test func everyInternalLinkLeadsToAFileAndAnAnchor() async throws {
        let site = try await ShippedSite.built()
        let paths = Set(try site.folder.paths("Site"))
        var anchors: [String: Set<String>] = [:]
        var pages: [String: Markup] = [:]
        for path in paths where path.hasSuffix(".html") {
            let markup = Markup(try site.folder.text("Site/\(path)"))
            pages[path] = markup
            let ids = markup.values(of: "id")
            #expect(Set(ids).count == ids.count, "\(path): an id stands twice")
            anchors[path] = Set(ids)
        }
        #expect(pages.count > 150)
        var broken: [String] = []
        var checked = 0
        for (path, markup) in pages {
            for address in markup.values(of: "href") + markup.values(of: "src") + markup.values(of: "action") {
                guard let reference = Reference(address, from: path) else { continue }
                checked += 1
                if !paths.contains(reference.path) {
                    broken.append("\(path): \(address)")
                } else if let anchor = reference.anchor, anchors[reference.path]?.contains(anchor) != true {
                    broken.append("\(path): \(address) (no such anchor)")
                }
            }
        }
        #expect(checked > 5000)
        #expect(broken.sorted() == [])
    }

    @Test(arguments: [
        "index.html", "404.html", "search.html", "coverage.html", "health.html", "causes/tree.html",
        "methods/compare.html",
        "terms/glossary.html", "vocabularies/index.html", "vocabularies/channel/index.html",
        "vocabularies/channel/phone.html",
        "cases/index.html", "causes/index.html", "methods/index.html", "scripts/index.html", "guides/index.html",
        "checklists/index.html", "figures/index.html", "terms/index.html", "deadlines/index.html", "sources/index.html",
        "methods/six-steps/index.html", "methods/six-steps/vent.html", "site-manifest.json",
    ])
    func thePageIsThere(path: String) async throws {
        let site = try await ShippedSite.built()
        #expect(site.folder.exists("Site/\(path)"))
    }

    @Test func everyKindHasACollectionAndASchema() async throws {
        let site = try await ShippedSite.built()
        let manifest = try manifest(of: site)
        for kind in Set(manifest.pages.map(\.kind)) {
            let data = try site.folder.data("Site/api/v1/\(kind).json")
            let collection = try JSONDecoder().decode(Collection.self, from: data)
            let schema = try site.folder.data("Site/api/v1/\(kind).schema.json")
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: schema) }
            #expect(collection.version == 1)
            #expect(collection.kind == kind)
            #expect(collection.next == nil)
            let pages = manifest.pages.filter { $0.kind == kind }
            #expect(collection.total == pages.count)
            #expect(collection.pages.map(\.id).sorted() == pages.map(\.id).sorted(), "\(kind)")
            #expect(collection.pages.map(\.url).sorted() == pages.map(\.url).sorted(), "\(kind)")
        }
    }

    private struct Collection: Decodable {
        struct Page: Decodable {
            var id: String
            var url: String
        }

        var version: Int
        var kind: String
        var total: Int
        var next: String?
        var pages: [Page]
    }

    @Test func withoutAnAddressThereIsNoSitemapFeedOrCanonicalLink() async throws {
        let site = try await ShippedSite.built()
        for path in ["sitemap.xml", "feed.xml"] { #expect(!site.folder.exists("Site/\(path)")) }
        #expect(!(try site.folder.text("Site/index.html")).contains("canonical"))
    }

    /// What the contract promises of every generated page.
    @Test func everyPageKeepsTheContract() async throws {
        let site = try await ShippedSite.built()
        let pages = Dictionary(uniqueKeysWithValues: try manifest(of: site).pages.map { ($0.url, $0) })
        for path in try site.folder.paths("Site") where path.hasSuffix(".html") {
            let html = try site.folder.text("Site/\(path)")
            let tags = Markup(html).tags
            let meta = { (name: String) in tags.first { $0["name"] == name || $0["http-equiv"] == name }?["content"] }
            let policy = meta("Content-Security-Policy") ?? ""
            #expect(policy.hasPrefix("default-src 'none'"), "\(path)")
            #expect(!policy.contains("unsafe") && !policy.contains("*"), "\(path)")
            #expect(meta("referrer") == "no-referrer", "\(path)")
            #expect(tags.contains { $0["rel"] == "icon" }, "\(path)")
            #expect(!tags.contains { $0.name == "style" || $0["style"] != nil }, "\(path): inline style")
            #expect(!tags.contains { $0.name == "script" && $0["src"] == nil }, "\(path): inline script")
            #expect(!tags.contains { tag in tag.attributes.contains { $0.name.hasPrefix("on") } }, "\(path): a handler")
            for name in ["src", "action"] {
                #expect(
                    !Markup(html).values(of: name).contains { $0.contains("//") }, "\(path): a request to another host")
            }
            #expect(!tags.contains { $0.name == "link" && $0["href"]?.contains("//") == true }, "\(path)")
            #expect(tags.contains { $0.name == "input" && $0["type"] == "search" }, "\(path): no search")
            let main = try #require(tags.first { $0.name == "main" }, "\(path)")
            if let page = pages[path] {
                #expect(main["data-page-id"] == page.id, "\(path)")
                #expect(main["data-kind"] == page.kind, "\(path)")
                #expect(main["data-status"] == page.status, "\(path)")
                #expect(tags.contains { $0.name == "h1" && $0["data-own"] != nil }, "\(path)")
            }
        }
    }

    @Test func everySpokenLineHasItsCopyButton() async throws {
        let site = try await ShippedSite.built()
        for page in try manifest(of: site).pages where page.kind == "script" {
            let tags = Markup(try site.folder.text("Site/\(page.url)")).tags
            let lines = tags.filter { $0["data-script-id"] == page.id }
            #expect(!lines.isEmpty, "\(page.url)")
            #expect(tags.count { $0["data-copy"] != nil } >= lines.count, "\(page.url)")
            let slots = Set(tags.compactMap { $0["data-slot"] })
            #expect(Set(tags.compactMap { $0["data-fill"] }) == slots, "\(page.url)")
        }
    }
}

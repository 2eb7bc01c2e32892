import CasebookModel

/// What other programs read of the site's addresses.
extension Renderer {
    /// A sitemap may name this many addresses; longer ones are split and named by an index.
    static let sitemapLimit = 50_000

    func renderSitemap(_ sink: OutputSink) throws {
        let entries = sitemapEntries
        let parts = sitemapParts(entries.count)
        guard parts > 1 else { return try sink(OutputFile(Route("sitemap.xml"), sitemap(entries[...]))) }
        var index = HTMLBuffer()
        index.markup("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        index.markup("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
        for part in 0..<parts {
            let route = sitemapPart(part + 1)
            let start = part * Self.sitemapLimit
            try sink(OutputFile(route, sitemap(entries[start..<min(entries.count, start + Self.sitemapLimit)])))
            index.markup("<sitemap><loc>")
            index.text(shared.publicAddress(of: route) ?? "")
            index.markup("</loc></sitemap>\n")
        }
        index.markup("</sitemapindex>\n")
        try sink(OutputFile(Route("sitemap.xml"), index.bytes))
    }

    /// What a sitemap names, in the order of the addresses.
    private var sitemapEntries: [(route: Route, day: CalendarDate?)] {
        var entries: [(route: Route, day: CalendarDate?)] = shared.routes.indices
            .filter { shared.briefs[$0].status != .retired }
            .map { page in
                let fields = shared.fields(of: page)
                return (shared.route(of: page), fields.date("updated_on") ?? fields.date("reviewed_on"))
            }
        let known = Set(entries.map(\.route))
        entries += shared.folders.folders.filter(\.isList).map(\.route).filter { !known.contains($0) }.map { ($0, nil) }
        return entries.sorted { $0.route < $1.route }
    }

    private func sitemapParts(_ entries: Int) -> Int {
        max(1, (entries + Self.sitemapLimit - 1) / Self.sitemapLimit)
    }

    private func sitemapPart(_ number: Int) -> Route { Route("sitemap-\(number).xml") }

    /// All sitemaps of the site.
    var sitemapRoutes: [Route] {
        let parts = sitemapParts(sitemapEntries.count)
        return [Route("sitemap.xml")] + (parts > 1 ? (1...parts).map(sitemapPart) : [])
    }

    private func sitemap(_ entries: ArraySlice<(route: Route, day: CalendarDate?)>) -> [UInt8] {
        var xml = HTMLBuffer(capacity: entries.count * 100)
        xml.markup("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        xml.markup("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
        for entry in entries {
            xml.markup("<url><loc>")
            xml.text(shared.publicAddress(of: entry.route) ?? "")
            xml.markup("</loc>")
            if let day = entry.day {
                xml.markup("<lastmod>")
                xml.text(day.description)
                xml.markup("</lastmod>")
            }
            xml.markup("</url>\n")
        }
        xml.markup("</urlset>\n")
        return xml.bytes
    }

    static let feedLimit = 50

    /// The newest changes as an Atom feed. A day has no hour, so each entry is of its day's first.
    func renderFeed(_ sink: OutputSink) throws {
        guard let route = shared.special.feed else { return }
        func time(_ day: CalendarDate) -> String { "\(day)T00:00:00Z" }
        let pages = shared.latest.prefix(Self.feedLimit)
        let newest = pages.first.flatMap { shared.fields(of: $0).date("updated_on") } ?? shared.edition.date
        var xml = HTMLBuffer()
        xml.markup(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"")
        xml.text(shared.language.rawValue)
        xml.markup("\">\n")
        element("title", shared.configuration.title, &xml)
        element("id", shared.publicAddress(of: Route("index.html")) ?? "", &xml)
        link("self", shared.publicAddress(of: route), &xml)
        link("alternate", shared.publicAddress(of: Route("index.html")), &xml)
        element("updated", time(newest), &xml)
        xml.markup("<author><name>")
        xml.text(XMLText.allowed(shared.configuration.title))
        xml.markup("</name></author>\n")
        for page in pages {
            let title = shared.briefs[page].title
            let fields = shared.fields(of: page)
            let address = shared.publicAddress(of: shared.route(of: page))
            xml.markup("<entry>\n")
            element("title", title, &xml)
            element("id", address ?? "", &xml)
            link("alternate", address, &xml)
            element("updated", time(fields.date("updated_on") ?? newest), &xml)
            if let summary = fields.text("change") ?? fields.text("summary") { element("summary", summary, &xml) }
            xml.markup("</entry>\n")
        }
        xml.markup("</feed>\n")
        try sink(OutputFile(route, xml.bytes))
    }

    private func element(_ name: StaticString, _ text: String, _ xml: inout HTMLBuffer) {
        xml.markup("<")
        xml.markup(name)
        xml.markup(">")
        xml.text(XMLText.allowed(text))
        xml.markup("</")
        xml.markup(name)
        xml.markup(">\n")
    }

    private func link(_ relation: StaticString, _ address: String?, _ xml: inout HTMLBuffer) {
        xml.markup("<link rel=\"")
        xml.markup(relation)
        xml.markup("\" href=\"")
        xml.text(address ?? "")
        xml.markup("\"/>\n")
    }
}

/// XML 1.0 has no way to say most control characters, not even escaped.
enum XMLText {
    static func allowed(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0xEF }) else { return text }
        var allowed = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x9, 0xA, 0xD, 0x20...0xFFFD, 0x10000...0x10FFFF: allowed.append(scalar)
            default: break
            }
        }
        return String(allowed)
    }
}

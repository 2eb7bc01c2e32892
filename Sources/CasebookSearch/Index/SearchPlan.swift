import CasebookModel

/// What has to be known of the whole site before its pages can be indexed; made once, shared by all threads.
package struct SearchPlan: Sendable {
    let site: Site
    let order: PageOrder
    let facets: Facets
    let kindNumbers: [String: Int]
    /// The page whose title tells where another page belongs: a step's method, a cause's first parent.
    private let upper: [Site.PageIndex: Site.PageIndex]

    package init(_ site: Site) {
        self.site = site
        order = PageOrder(site)
        facets = Facets(site)
        let kinds = site.configuration.kinds.kinds
        kindNumbers = Dictionary(uniqueKeysWithValues: kinds.indices.map { (kinds[$0].name, $0) })
        var upper: [Site.PageIndex: Site.PageIndex] = [:]
        for method in site.methods { for step in method.steps { upper[step] = method.page } }
        for (index, page) in site.pages.enumerated() where page.kind == "cause" {
            upper[index] = page.relations.first { $0.name == "parents" }?.entries.first?.page
        }
        self.upper = upper
    }

    package var pageCount: Int { order.pages.count }

    /// The page's factor by its number.
    var factors: [Double] {
        var factors: [Double] = []
        for (place, entry) in order.classes.enumerated() {
            let end = place + 1 < order.classes.count ? order.classes[place + 1].firstPage : pageCount
            factors += Array(repeating: entry.factor, count: end - entry.firstPage)
        }
        return factors
    }

    /// What divides the lists of frequent terms, to be hashed.
    package var factorsKey: [UInt8] {
        var key = RowWriter()
        key.row(order.classes.map { $0.firstPage })
        key.row(order.classes.map { $0.factor.bitPattern })
        key.number(pageCount)
        return key.bytes
    }

    /// As even parts as a build needs that keeps nothing: a few for each thread share the work evenly, none has a pack in
    /// common with another, and what is in the making of one (20 KB a page) is small beside what is made.
    package func evenRanges(jobs: Int) -> [Range<Int>] {
        let packs = (pageCount + CasebookSearch.pagesPerPack - 1) / CasebookSearch.pagesPerPack
        let size = CasebookSearch.pagesPerPack * max(8, min(64, (packs + jobs * 4 - 1) / (jobs * 4)))
        return stride(from: 0, to: pageCount, by: size).map { $0..<min($0 + size, pageCount) }
    }

    /// Where parts are best cut: before pages that their ids choose, so that a new page changes the part that it comes into
    /// and no other.
    package var partRanges: [Range<Int>] {
        // Some 16 to 32 parts, since an edit indexes one of them anew and joining looks at each for every term; more of a
        // large site, since a part in the making takes 35 KB a page.
        var span: UInt64 = 64
        while span < 2048, span * 32 < UInt64(pageCount) { span *= 2 }
        let cuts = (1..<max(1, pageCount)).filter { number in
            ShortHash.place(of: site.pages[order.pages[number]].id, below: span) == 0
        }
        return zip([0] + cuts, cuts + [pageCount]).map { $0..<$1 }
    }

    /// All that a page's part of the index is made of besides the site's declarations and vocabularies, to be hashed.
    package func key(ofPage number: Int) -> [UInt8] {
        var key = RowWriter()
        let index = order.pages[number]
        func title(_ target: LinkTarget) -> String {
            if case .page(let page, _) = target { site.pages[page].title } else { "" }
        }
        let page = site.pages[index]
        key.fingerprints([page.parsed.fingerprint])
        key.text(page.parsed.path)
        key.text(page.route.path)
        key.text(page.status.rawValue)
        key.row([page.isOverdue ? 1 : 0, Int(linkStep(inbound: inbound(ofPage: number)))])
        key.text(place(ofPage: number) ?? "")
        for link in page.links { key.text(title(link)) }
        for (id, target) in page.proseTargets.sorted(by: { $0.key < $1.key }) {
            key.text(id)
            key.text(title(target))
        }
        // The numbers of the facets' values.
        for facet in facets.numbers(of: page, in: site) { key.row(facet) }
        return key.bytes
    }

    func page(_ number: Int) -> Page { site.pages[order.pages[number]] }

    /// The words between kind and title in a page's breadcrumbs.
    func place(ofPage number: Int) -> String? { upper[order.pages[number]].map { site.pages[$0].title } }

    /// The links and relations that lead to a page.
    func inbound(ofPage number: Int) -> Int {
        let page = page(number)
        return page.backlinks.count + page.relations.reduce(0) { $0 + ($1.isInverse ? $1.entries.count : 0) }
    }
}

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
        let packs = Packs(plan: self).count
        let size = CasebookSearch.pagesPerPack * max(8, min(64, (packs + jobs * 4 - 1) / (jobs * 4)))
        return stride(from: 0, to: pageCount, by: size).map { $0..<min($0 + size, pageCount) }
    }

    /// Where parts are best cut: before pages that their ids choose, so that a new page changes the part that it comes into
    /// and seldom the next ones.
    ///
    /// An edit indexes its part anew, and joining looks at each part for every term: some 40 to 80 parts are the least of
    /// both, more of a large site. By chance alone some would be many times as large as others, and edits fall into the large
    /// ones: so none is smaller than half of what they have on average, or larger than twice.
    package var partRanges: [Range<Int>] {
        var span = 64
        while span < 1024, span * 80 < pageCount { span *= 2 }
        var ranges: [Range<Int>] = []
        var start = 0
        for number in 0..<pageCount where number - start >= span / 2 {
            let id = site.pages[order.pages[number]].id
            guard number - start == span * 2 || ShortHash.place(of: id, below: UInt64(span / 2)) == 0 else { continue }
            ranges.append(start..<number)
            start = number
        }
        return ranges + [start..<pageCount]
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
        // Where its causes stand among all causes; what other facets have is the page's own words and the vocabularies'.
        key.row(facets.causes(of: page, in: site))
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

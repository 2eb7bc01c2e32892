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

    func page(_ number: Int) -> Page { site.pages[order.pages[number]] }

    /// The words between kind and title in a page's breadcrumbs.
    func place(ofPage number: Int) -> String? { upper[order.pages[number]].map { site.pages[$0].title } }

    /// The links and relations that lead to a page.
    func inbound(ofPage number: Int) -> Int {
        let page = page(number)
        return page.backlinks.count + page.relations.reduce(0) { $0 + ($1.isInverse ? $1.entries.count : 0) }
    }
}

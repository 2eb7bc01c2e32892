/// What the state of the content is: one walk over all pages and what they lead to.
package struct HealthReport: Sendable {
    package typealias Pages = [Site.PageIndex]

    /// Kinds with pages, and how many of each status, in the order of `PageStatus.allCases`.
    package private(set) var kinds: [(kind: KindDeclaration, counts: [Int], overdue: Int)] = []
    /// In the order of their dates, the longest overdue first.
    package private(set) var overdue: Pages = []
    /// How many of the overdue pages have which risk; `nil` for pages without one. In the vocabulary's order.
    package private(set) var overdueByRisk: [(risk: String?, count: Int)] = []
    /// As above by owner, most first.
    package private(set) var overdueByOwner: [(owner: String?, count: Int)] = []
    /// Pages that nothing leads to but their list.
    package private(set) var orphans: Pages = []
    /// Pages that relations lead to and no sentence does.
    package private(set) var unlinked: Pages = []
    package private(set) var withoutAliases: Pages = []
    package private(set) var unpublished: Pages = []

    package init(_ site: Site) {
        kinds = Self.kinds(site)
        overdue = Self.overdue(site)
        countOverdue(site)
        if site.edition.includesDrafts {
            unpublished = site.pages.indices.filter { site.pages[$0].parsed.status.isUnpublished }
        }
        // A folder of plain Markdown has its lists; that its files don't link to each other says nothing.
        if !site.configuration.isImplicit { findLoose(site) }
    }

    private static func kinds(_ site: Site) -> [(kind: KindDeclaration, counts: [Int], overdue: Int)] {
        let statuses = Dictionary(uniqueKeysWithValues: zip(PageStatus.allCases, PageStatus.allCases.indices))
        var counts: [String: [Int]] = [:]
        var overdue: [String: Int] = [:]
        for index in site.pages.indices {
            let parsed = site.pages[index].parsed
            counts[parsed.kind, default: PageStatus.allCases.map { _ in 0 }][statuses[parsed.status] ?? 0] += 1
            if site.pages[index].isOverdue { overdue[parsed.kind, default: 0] += 1 }
        }
        return site.configuration.kinds.kinds.compactMap { kind in
            counts[kind.name].map { (kind, $0, overdue[kind.name] ?? 0) }
        }
    }

    private static func overdue(_ site: Site) -> Pages {
        var dated: [(page: Site.PageIndex, day: CalendarDate)] = []
        for page in site.pages.indices where site.pages[page].isOverdue {
            // Only a page with such a day can be past it.
            if let day = site.pages[page].fields.date("review_by") { dated.append((page, day)) }
        }
        // Pages are sorted by route, which decides between those of one day.
        dated.sort { $0.day == $1.day ? $0.page < $1.page : $0.day < $1.day }
        return dated.map(\.page)
    }

    private mutating func countOverdue(_ site: Site) {
        var risks: [String?: Int] = [:]
        var owners: [String?: Int] = [:]
        for page in overdue {
            risks[site.pages[page].fields.text("risk"), default: 0] += 1
            owners[site.pages[page].fields.text("owner"), default: 0] += 1
        }
        let order = site.vocabularies.first { $0.name == "risk" }?.values.map(\.name) ?? []
        func rank(_ risk: String?) -> Int { risk.map { order.firstIndex(of: $0) ?? order.count } ?? order.count + 1 }
        // The greatest risk comes last in its vocabulary and first here.
        overdueByRisk = risks.map { ($0.key, $0.value) }.sorted {
            let ranks = (rank($0.risk), rank($1.risk))
            return ranks.0 == ranks.1 ? ($0.risk ?? "") < ($1.risk ?? "") : Self.precedes(ranks.0, ranks.1, order.count)
        }
        overdueByOwner = owners.map { ($0.key, $0.value) }
            .sorted { ($1.count, $0.owner ?? "") < ($0.count, $1.owner ?? "") }
    }

    /// Known risks backwards, then what is unknown.
    private static func precedes(_ left: Int, _ right: Int, _ known: Int) -> Bool {
        left < known && right < known ? left > right : left < right
    }

    private mutating func findLoose(_ site: Site) {
        var isLinked = [Bool](repeating: false, count: site.pages.count)
        var isRelated = isLinked
        for index in site.pages.indices {
            Self.reading(site, index) { page in
                for case .page(let target, _) in page.links where target != index { isLinked[target] = true }
                for case .page(let target, _) in page.proseTargets.values where target != index {
                    isLinked[target] = true
                }
                for block in page.relations {
                    for entry in block.entries where entry.page != index { isRelated[entry.page] = true }
                }
            }
        }
        // Every page leads to the methods, and a method to its steps.
        let inMethods = Set(site.methods.flatMap { [$0.page] + $0.steps })
        let introductions = Set(site.introductions.values)
        for index in site.pages.indices where !introductions.contains(index) {
            let parsed = site.pages[index].parsed
            if parsed.status == .retired { continue }
            if parsed.fields.list("aliases").isEmpty { withoutAliases.append(index) }
            guard !inMethods.contains(index), !isLinked[index] else { continue }
            if isRelated[index] { unlinked.append(index) } else { orphans.append(index) }
        }
    }

    /// Reads from a page where it lies: a copy of a page counts some twenty references up and down.
    private static func reading(_ site: Site, _ page: Site.PageIndex, _ body: (borrowing Page) -> Void) {
        body(site.pages[page])
    }
}

extension PageStatus {
    package var isUnpublished: Bool { self == .draft || self == .inReview }
}

import CasebookModel

/// What the state of the content is: one walk over all pages and what they lead to.
struct HealthReport {
    typealias Pages = [Site.PageIndex]

    /// Kinds with pages, and how many of each status, in the order of `PageStatus.allCases`.
    private(set) var kinds: [(kind: KindDeclaration, counts: [Int], overdue: Int)] = []
    /// In the order of their dates, the longest overdue first.
    private(set) var overdue: Pages = []
    /// How many of the overdue pages have which risk; `nil` for pages without one. In the vocabulary's order.
    private(set) var overdueByRisk: [(risk: String?, count: Int)] = []
    /// As above by owner, most first.
    private(set) var overdueByOwner: [(owner: String?, count: Int)] = []
    /// Pages that nothing leads to but their list.
    private(set) var orphans: Pages = []
    /// Pages that relations lead to and no sentence does.
    private(set) var unlinked: Pages = []
    private(set) var withoutAliases: Pages = []
    private(set) var unpublished: Pages = []

    init(_ context: RenderContext) {
        let site = context.site
        kinds = Self.kinds(site, context.briefs)
        overdue = Self.overdue(site, context.briefs)
        countOverdue(site)
        if site.edition.includesDrafts {
            unpublished = context.briefs.indices.filter {
                context.briefs[$0].status == .draft || context.briefs[$0].status == .inReview
            }
        }
        // A folder of plain Markdown has its lists; that its files don't link to each other says nothing.
        if !site.configuration.isImplicit { findLoose(context) }
    }

    private static func kinds(
        _ site: Site, _ briefs: [RenderContext.PageBrief]
    ) -> [(kind: KindDeclaration, counts: [Int], overdue: Int)] {
        let statuses = Dictionary(uniqueKeysWithValues: zip(PageStatus.allCases, PageStatus.allCases.indices))
        var counts: [String: [Int]] = [:]
        var overdue: [String: Int] = [:]
        for brief in briefs {
            counts[brief.kind, default: PageStatus.allCases.map { _ in 0 }][statuses[brief.status] ?? 0] += 1
            if brief.isOverdue { overdue[brief.kind, default: 0] += 1 }
        }
        return site.configuration.kinds.kinds.compactMap { kind in
            counts[kind.name].map { (kind, $0, overdue[kind.name] ?? 0) }
        }
    }

    private static func overdue(_ site: Site, _ briefs: [RenderContext.PageBrief]) -> Pages {
        var dated: [(page: Site.PageIndex, day: CalendarDate)] = []
        for (page, brief) in briefs.enumerated() where brief.isOverdue {
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

    private mutating func findLoose(_ context: RenderContext) {
        let site = context.site
        var isLinked = [Bool](repeating: false, count: site.pages.count)
        var isRelated = isLinked
        for index in site.pages.indices {
            context.reading(index) { page in
                for case .page(let target, _) in page.links where target != index { isLinked[target] = true }
                for case .page(let target, _) in page.proseTargets.values where target != index {
                    isLinked[target] = true
                }
                for block in page.relations {
                    for entry in block.entries where entry.page != index { isRelated[entry.page] = true }
                }
            }
        }
        let introductions = Set(site.introductions.values)
        for (index, brief) in context.briefs.enumerated()
        where brief.status != .retired && !introductions.contains(index) {
            if context.reading(index, { $0.aliases.isEmpty }) { withoutAliases.append(index) }
            // Every page leads to the methods, and a method to its steps.
            guard context.places[index] == nil, !isLinked[index] else { continue }
            if isRelated[index] { unlinked.append(index) } else { orphans.append(index) }
        }
    }
}

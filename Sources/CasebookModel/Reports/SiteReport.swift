/// The state of a knowledge base as its owner asks for it: what is covered, what is due, whose it is, what nobody finds.
///
/// A function of the site alone, so that the command and the pages of the site can't tell different things.
package struct SiteReport: Sendable {
    package typealias Pages = [Site.PageIndex]

    /// What one role has to look after.
    package struct Queue: Sendable {
        /// `nil`: nobody is named.
        package let owner: String?
        package var pages = 0
        package var overdue: Pages = []
        package var dueSoon: Pages = []
        /// Drafts and pages in review; empty unless they are in the edition.
        package var unpublished: Pages = []
    }

    package struct AliasCount: Sendable {
        package let kind: KindDeclaration
        package var pages = 0
        package var withAliases = 0
        package var aliases = 0
    }

    /// Pages by the month of their last dated change.
    package struct Month: Sendable, Equatable {
        /// `2026-11`
        package let name: String
        package var pages: Int
        /// With all months before.
        package var total: Int
    }

    package struct LinkCount: Sendable {
        package let page: Site.PageIndex
        /// Other pages that name it, in a sentence or in a field, each once.
        package let count: Int
    }

    package let health: HealthReport
    /// Without causes or methods there is nothing to cover.
    package let coverage: CauseIndex?
    /// Approved, and to be reviewed within the days asked for; the next first.
    package let dueSoon: Pages
    /// Approved without a day for their next review.
    package let withoutReviewDay: Pages
    /// Those with most overdue pages first.
    package let queues: [Queue]
    /// Most linked first; pages linked equally often in the order of their routes.
    package let links: [LinkCount]
    /// In the order of the kinds; only kinds with pages.
    package let aliases: [AliasCount]
    /// In their order; months without a change are left out.
    package let growth: [Month]
    /// Pages that neither say when they were changed nor when they were reviewed.
    package let undated: Int

    /// - Parameter days: How far ahead of the edition's date a review counts as due soon.
    package init(_ site: Site, dueWithin days: Int) {
        health = HealthReport(site)
        let hasCoverage = !site.causes.roots.isEmpty && !site.methods.isEmpty
        coverage = hasCoverage ? CauseIndex(site, kinds: site.pages.map(\.kind)) : nil
        let introductions = Set(site.introductions.values)
        let pages = site.pages.indices.filter {
            site.pages[$0].parsed.status != .retired && !introductions.contains($0)
        }
        dueSoon = Self.due(pages, site, within: days)
        withoutReviewDay = pages.filter {
            let page = site.pages[$0].parsed
            return page.status == .approved && page.kind != "page" && page.fields.date("review_by") == nil
        }
        queues = Self.queues(pages, site, overdue: health.overdue, dueSoon: dueSoon)
        links = Self.links(to: pages, site)
        aliases = Self.aliases(of: pages, site)
        (growth, undated) = Self.growth(of: pages, site)
    }

    // MARK: - Parts

    private static func due(_ pages: Pages, _ site: Site, within days: Int) -> Pages {
        let today = site.edition.date
        var dated: [(page: Site.PageIndex, day: CalendarDate)] = []
        for page in pages where site.pages[page].parsed.status == .approved {
            guard let day = site.pages[page].parsed.fields.date("review_by"), day >= today,
                day.number - today.number <= days
            else { continue }
            dated.append((page, day))
        }
        dated.sort { $0.day == $1.day ? $0.page < $1.page : $0.day < $1.day }
        return dated.map(\.page)
    }

    private static func queues(_ pages: Pages, _ site: Site, overdue: Pages, dueSoon: Pages) -> [Queue] {
        var queues: [String?: Queue] = [:]
        func add(_ page: Site.PageIndex, _ change: (inout Queue) -> Void) {
            let owner = site.pages[page].parsed.fields.text("owner")
            change(&queues[owner, default: Queue(owner: owner)])
        }
        // Plain pages belong to the site; whoever names an owner there means it.
        for page in pages where site.pages[page].kind != "page" || site.pages[page].fields.text("owner") != nil {
            add(page) { $0.pages += 1 }
            if site.pages[page].parsed.status.isUnpublished { add(page) { $0.unpublished.append(page) } }
        }
        for page in overdue { add(page) { $0.overdue.append(page) } }
        for page in dueSoon { add(page) { $0.dueSoon.append(page) } }
        return queues.values.sorted { left, right in
            let counts = (
                (right.overdue.count, right.dueSoon.count, right.pages),
                (left.overdue.count, left.dueSoon.count, left.pages)
            )
            return counts.0 == counts.1
                ? (left.owner ?? "\u{10FFFF}") < (right.owner ?? "\u{10FFFF}") : counts.0 < counts.1
        }
    }

    private static func links(to pages: Pages, _ site: Site) -> [LinkCount] {
        var counts = [Int](repeating: 0, count: site.pages.count)
        for index in site.pages.indices {
            var named: Set<Site.PageIndex> = []
            let page = site.pages[index]
            for case .page(let target, _) in page.links { named.insert(target) }
            for case .page(let target, _) in page.proseTargets.values { named.insert(target) }
            // What another page declares shows here too, but it isn't this page that leads there.
            for block in page.relations where !block.isInverse { named.formUnion(block.entries.map(\.page)) }
            for target in named where target != index { counts[target] += 1 }
        }
        return pages.map { LinkCount(page: $0, count: counts[$0]) }
            .sorted { ($1.count, $0.page) < ($0.count, $1.page) }
    }

    private static func aliases(of pages: Pages, _ site: Site) -> [AliasCount] {
        site.configuration.kinds.kinds.compactMap { kind in
            var count = AliasCount(kind: kind)
            for page in pages where site.pages[page].kind == kind.name {
                let aliases = site.pages[page].aliases.count
                count.pages += 1
                count.aliases += aliases
                if aliases > 0 { count.withAliases += 1 }
            }
            return count.pages == 0 ? nil : count
        }
    }

    private static func growth(of pages: Pages, _ site: Site) -> ([Month], undated: Int) {
        var counts: [String: Int] = [:]
        for page in pages {
            let fields = site.pages[page].fields
            if let day = fields.date("updated_on") ?? fields.date("reviewed_on") {
                counts[String(day.description.prefix(7)), default: 0] += 1
            }
        }
        var total = 0
        let months = counts.sorted { $0.key < $1.key }.map { name, pages in
            total += pages
            return Month(name: name, pages: pages, total: total)
        }
        return (months, pages.count - total)
    }
}

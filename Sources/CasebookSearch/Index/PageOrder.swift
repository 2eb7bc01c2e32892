import CasebookModel

/// The numbers that the index gives to pages: the best first, neighbours in subject beside each other.
///
/// By factor, so that the first pages of a list are the ones that count and a page's factor follows from its number; then
/// by kind and topic, so that the pages of one answer lie in few packs; then by route. Nothing else counts: an edit
/// elsewhere must not renumber.
struct PageOrder: Sendable {
    /// Indices of `Site.pages` by page number.
    let pages: [Site.PageIndex]
    /// Where each factor begins, by page number; descending.
    let classes: [(firstPage: Int, factor: Double)]

    private struct Place {
        var page: Site.PageIndex
        var factor: Double
        var kind: Int
        /// No topic comes last.
        var topic: Int
    }

    init(_ site: Site) {
        let kinds = site.configuration.kinds.kinds
        let numbers = Dictionary(uniqueKeysWithValues: kinds.indices.map { (kinds[$0].name, $0) })
        var places = site.pages.indices.map { index in
            let page = site.pages[index]
            let kind = numbers[page.kind] ?? 0
            return Place(
                page: index, factor: PageOrder.factor(of: page, weight: kinds[kind].searchWeight), kind: kind,
                topic: PageOrder.topic(of: page, at: index))
        }
        places.sort { left, right in
            if left.factor != right.factor { return left.factor > right.factor }
            if left.kind != right.kind { return left.kind < right.kind }
            // The site's pages are sorted by route.
            return left.topic != right.topic ? left.topic < right.topic : left.page < right.page
        }
        pages = places.map(\.page)
        var classes: [(firstPage: Int, factor: Double)] = []
        for (number, place) in places.enumerated() where place.factor != classes.last?.factor {
            classes.append((number, place.factor))
        }
        self.classes = classes
    }

    /// What a page's score is multiplied by.
    static func factor(of page: Page, weight: Double) -> Double {
        var factor = min(max(weight, 0), Ranking.mostKindWeight)
        switch page.status {
        case .retired: factor *= Ranking.retired
        case .draft, .inReview: factor *= Ranking.unpublished
        case .approved: break
        }
        // Rounded, since readers in other languages have to come to the same scores.
        return Ranking.rounded(page.isOverdue ? factor * Ranking.overdue : factor)
    }

    private static func topic(of page: Page, at index: Site.PageIndex) -> Int {
        if page.kind == "cause" { return index }
        return page.relations.first { $0.name == "causes" }?.entries.first?.page ?? .max
    }
}

import CasebookModel

/// What is picked out of all pages for lists and overviews. In one pass: the pages of a large site lie all over the memory, and
/// to fetch one takes longer than anything that is asked of it here.
struct SiteLists: Sendable {
    /// Parallel to the site's pages.
    private(set) var briefs: [RenderContext.PageBrief] = []
    /// By the day of their last change, newest first; those without one are left out.
    private(set) var latest: [Site.PageIndex] = []
    // The rest in the order of their routes.
    private(set) var pinned: [Site.PageIndex] = []
    private(set) var casesToPlay: [Site.PageIndex] = []
    private(set) var scriptsToChoose: [Site.PageIndex] = []
    private(set) var casesToDiscuss: [Site.PageIndex] = []

    init(_ site: Site) {
        let kinds = site.configuration.kinds
        let labels = Dictionary(
            uniqueKeysWithValues: kinds.kinds.map { ($0.name, $0.label.text(in: site.configuration.language)) })
        var dated: [(page: Site.PageIndex, day: CalendarDate)] = []
        briefs.reserveCapacity(site.pages.count)
        for number in site.pages.indices {
            let page = site.pages[number]
            let brief = RenderContext.PageBrief(page, kindLabel: labels[page.kind] ?? page.kind)
            briefs.append(brief)
            if Quiz.asksFor(page) { scriptsToChoose.append(number) }
            if Quiz.discusses(page) { casesToDiscuss.append(number) }
            if RolePlay.isPossible(page, of: site.kind(of: page)) { casesToPlay.append(number) }
            guard brief.status != .retired else { continue }
            if let day = page.fields.date("updated_on") { dated.append((number, day)) }
            if page.isCurrent, page.fields.flag("pinned") { pinned.append(number) }
        }
        // Pages are sorted by route, which decides between those of one day.
        dated.sort { $0.day != $1.day ? $0.day > $1.day : $0.page < $1.page }
        latest = dated.map(\.page)
    }
}

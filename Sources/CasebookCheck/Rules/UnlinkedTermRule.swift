import CasebookModel

/// `unlinked-term`: a page uses the word of a term's page and leads nobody there.
///
/// Said once for each page and term, and only of running text: what is quoted or said aloud can't hold a link. Words of the
/// whole trade (坐席) stand on so many pages that their readers know them; a word without a link on more than a twentieth of all
/// pages is passed over, since a link on each would be noise. Short aliases are passed over too: 稳定性 holds 定性.
struct UnlinkedTermRule: Rule {
    func check(_ input: SiteChecker.Input, _ report: inout Report) {
        let site = input.site
        guard let terms = input.terms ?? TermUses(site) else { return }
        let introductions = Set(site.introductions.values)
        var uses: [Site.PageIndex: [(page: Site.PageIndex, use: TermUse)]] = [:]
        for index in site.pages.indices where !terms.uses[index].isEmpty && !introductions.contains(index) {
            let linked = targets(of: site.pages[index])
            for use in terms.uses[index] {
                let term = terms.table.page(of: use)
                if term != index, !linked.contains(term) { uses[term, default: []].append((index, use)) }
            }
        }
        let most = max(5, site.pages.count / 20)
        for (term, pages) in uses.sorted(by: { $0.key < $1.key }) where pages.count <= most {
            for (page, use) in pages {
                report.add(
                    .unlinkedTerm(word: terms.table.words[Int(use.word)].word, id: site.pages[term].id),
                    in: site.pages[page].parsed,
                    at: SourceRange(Int(use.place), Int(use.place)))
            }
        }
    }

    /// The pages that a page leads to, by link or relation.
    private func targets(of page: Page) -> Set<Site.PageIndex> {
        var targets = Set(page.relations.flatMap { $0.entries.map(\.page) })
        for link in page.links + page.proseTargets.values {
            if case .page(let target, _) = link { targets.insert(target) }
        }
        return targets
    }
}

import CasebookModel

/// `orphan-page`: a page that no other page leads to is found by nobody who doesn't search for it. Home, introductions,
/// methods and steps (every method page leads to its steps, and home to every method) are no orphans.
struct OrphanRule: Rule {
    func check(_ input: SiteChecker.Input, _ report: inout Report) {
        let site = input.site
        // A folder of plain Markdown has its lists; that files don't link to each other there is no finding.
        guard !site.configuration.isImplicit else { return }
        let introductions = Set(site.introductions.values)
        let exempt: Set<String> = ["method", "step"]
        let shown = pagesInBlocks(of: site)
        for index in site.pages.indices {
            let page = site.pages[index]
            guard page.status != .retired, !page.parsed.isBroken, !exempt.contains(page.kind),
                !introductions.contains(index),
                page.backlinks.isEmpty, !shown[index]
            else { continue }
            report.add(.orphanPage, in: page.parsed, at: page.parsed.kindRange)
        }
    }

    /// Of each page, whether a relation block of another page leads to it, in whichever direction it was declared.
    private func pagesInBlocks(of site: Site) -> [Bool] {
        var shown = [Bool](repeating: false, count: site.pages.count)
        for index in site.pages.indices {
            for block in site.pages[index].relations {
                for entry in block.entries where entry.page != index { shown[entry.page] = true }
            }
        }
        return shown
    }
}

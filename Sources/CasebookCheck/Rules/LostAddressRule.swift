import CasebookModel
import CasebookText

/// `lost-address`: every address of the site that is published already still answers with the page, what replaces it, or
/// the way to it.
struct LostAddressRule: Rule {
    func check(_ input: SiteChecker.Input, _ report: inout Report) {
        guard let published = input.published else { return }
        let site = input.site
        // A draft answers only where drafts are built, and nobody else sees those.
        var answered = Set(site.pages.filter { $0.status.isPublished }.map(\.route.path))
        for redirect in site.redirects where site.pages[redirect.to].status.isPublished {
            answered.insert(redirect.from.path)
        }
        let promised = Set(published.addresses.map(\.id))
        for address in published.addresses where !answered.contains(address.path) {
            explain(address, input, promised, &report)
        }
    }

    /// What has become of the page.
    private func explain(
        _ address: PublishedSite.Address, _ input: SiteChecker.Input, _ promised: Set<String>, _ report: inout Report
    ) {
        func problem(_ now: LostAddress) -> Problem {
            .lostAddress(path: address.path, title: address.title, id: address.id, now: now)
        }
        guard let page = input.pages.first(where: { $0.id == address.id }) else {
            let successor = successor(of: address, in: input.site, notAmong: promised)
            report.add(problem(.gone(successor: successor)), inConfiguration: input.configurationPath)
            return
        }
        if !page.status.isPublished {
            let place = page.fields[field: "status"]?.range ?? page.kindRange
            report.add(problem(.unpublished(page.status)), in: page, at: place)
        } else if address.isRedirect {
            let place = page.fields[field: "former_ids"]?.range ?? page.idRange
            report.add(problem(.redirectGone), in: page, at: place)
        } else if let route = input.site[page.id]?.route {
            report.add(problem(.moved(path: route.path)), in: page, at: page.idRange)
        }
    }

    /// A page in the same folder that the published site doesn't have, with the same title or a similar id: only there
    /// a former id brings the address back.
    private func successor(
        of address: PublishedSite.Address, in site: Site, notAmong promised: Set<String>
    ) -> String? {
        func folder(_ path: String) -> Substring { path[..<(path.lastIndex(of: "/") ?? path.startIndex)] }
        let candidates = site.pages.filter {
            folder($0.route.path) == folder(address.path) && !promised.contains($0.id) && $0.status.isPublished
        }
        return candidates.first { $0.title == address.title }?.id
            ?? nearestName(to: address.id, among: candidates.map(\.id))
    }
}

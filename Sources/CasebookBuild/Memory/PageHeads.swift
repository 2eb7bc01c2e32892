import CasebookCache
import CasebookModel

/// A hash of what each page says but for its body. Findings, rendered pages and the next build's parses go by it, so it is
/// worked out once: thrice took 2 % of a cold build more.
struct PageHeads: Sendable {
    /// By the page's path.
    private let heads: [String: Fingerprint]

    /// - Parameter stored: Knows those of pages that say what they said.
    init(_ pages: [ParsedPage], stored: StoredParses, jobs: Int) {
        let hashes = mapInParallel(pages.count, jobs: jobs) { number in
            stored.head(of: pages[number]) ?? ParseShard.head(of: pages[number])
        }
        heads = Dictionary(zip(pages.map(\.path), hashes), uniquingKeysWith: { first, _ in first })
    }

    /// - Parameter page: May be what is left of a retired one, which goes by all that its file says.
    subscript(page: ParsedPage) -> Fingerprint { heads[page.path] ?? ParseShard.head(of: page) }
}

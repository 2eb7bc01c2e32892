import CasebookModel

/// How far the tree in the left column unfolds. It stands on every page, so a site with hundreds of causes or steps shows
/// those of the branch at hand only, by way of its pages.
struct TreeExtent: Sendable {
    /// Whether the steps of all methods stand in the tree; otherwise those of the method that one is in.
    let showsSteps: Bool
    private let children: [Site.PageIndex: [Site.PageIndex]]
    /// The causes that stand in the tree.
    let causes: Set<Site.PageIndex>

    private static let limit = 60
    /// How many methods and how many causes without a parent stand in the tree at most; their lists have all.
    static let branchLimit = 40

    init(_ site: Site) {
        showsSteps = site.methods.reduce(0) { $0 + $1.steps.count } <= Self.limit
        let roots = site.causes.roots
        let below = roots.reduce(0) { $0 + (site.causes.children[$1]?.count ?? 0) }
        children = roots.count + below <= Self.limit ? site.causes.children : [:]
        causes = Set(roots).union(children.isEmpty ? [] : roots.flatMap { site.causes.children[$0] ?? [] })
    }

    /// The causes right below one of the roots.
    func children(of root: Site.PageIndex) -> [Site.PageIndex] { children[root] ?? [] }
}

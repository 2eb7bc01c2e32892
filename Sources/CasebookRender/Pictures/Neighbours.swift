import CasebookModel

/// What stands around a cause in the picture of its neighbourhood, in the order of the groups.
struct Neighbours: Sendable {
    enum Kind: String, CaseIterable, Sendable { case parents, children, cases, scripts, steps }

    struct Group: Sendable {
        let kind: Kind
        let label: String
        /// As many as are drawn.
        let pages: [Site.PageIndex]
        /// How many there are.
        let total: Int
    }

    /// Above this, a group is a list, which stands below the picture; so a picture has at most 30 nodes and five numbers.
    static let limit = 6

    let centre: Site.PageIndex
    /// Those that hold anything.
    let groups: [Group]
    let title: @Sendable (Site.PageIndex) -> String

    init(of cause: Site.PageIndex, below: [Site.PageIndex], _ context: RenderContext) {
        centre = cause
        title = { context.briefs[$0].title }
        groups = Kind.allCases.compactMap { kind in
            let pages = Self.pages(kind, of: cause, below: below, context)
            guard !pages.isEmpty else { return nil }
            return Group(
                kind: kind, label: Self.label(kind, context.words), pages: Array(pages.prefix(Self.limit)),
                total: pages.count)
        }
    }

    init(centre: Site.PageIndex, groups: [Group], title: @escaping @Sendable (Site.PageIndex) -> String) {
        self.centre = centre
        self.groups = groups
        self.title = title
    }

    private static func pages(
        _ kind: Kind, of cause: Site.PageIndex, below: [Site.PageIndex], _ context: RenderContext
    ) -> [Site.PageIndex] {
        let index = context.causes
        switch kind {
        case .parents: return index.parents[cause] ?? []
        case .children:
            return (context.causeTree.children[cause] ?? []).filter { context.briefs[$0].status != .retired }
        case .cases: return (index.cases[cause] ?? []) + below
        case .scripts: return index.scripts[cause] ?? []
        case .steps:
            return (index.cells[cause] ?? [:]).filter { !$0.value.scripts.isEmpty }.keys.sorted().map {
                index.steps[$0]
            }
        }
    }

    private static func label(_ kind: Kind, _ words: InterfaceWords) -> String {
        switch kind {
        case .parents: words[.nearParents]
        case .children: words[.nearChildren]
        case .cases: words[.nearCases]
        case .scripts: words[.nearScripts]
        case .steps: words[.nearSteps]
        }
    }
}

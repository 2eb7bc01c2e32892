import CasebookModel

/// A cause among the others: the ways down to it, beside it, below it, and what it has at each step.
struct CausePlaceView: SchemaView {
    let context: RenderContext
    let cause: Site.PageIndex
    /// The cases that only causes below have, with the children that they come by.
    private let casesBelow: [(page: Site.PageIndex, by: [Site.PageIndex])]

    init(_ context: RenderContext, cause: Site.PageIndex) {
        self.context = context
        self.cause = cause
        casesBelow = Self.casesBelow(cause, context)
    }

    static let viewName = "cause's place"
    static let fields: [ViewField<Self>] = [
        .list("paths") { $0.paths },
        .list("siblings") { $0.references($0.siblings.prefix(Self.siblingLimit)) },
        .optional("moreSiblings") { $0.more($0.siblings.count, Self.siblingLimit) },
        .list("children") { $0.children },
        .optional("moreChildren") { $0.more($0.childPages.count, Self.childLimit) },
        .list("rolledUp") { $0.rolledUp },
        .text("rolledUpCount") { String($0.casesBelow.count) },
        .optional("moreRolledUp") { $0.more($0.casesBelow.count, Self.caseLimit) },
        .list("steps") { $0.steps },
        .list("pictures") { $0.pictures },
    ]
    static let schema = ViewSchema(Self.self)

    /// Beyond these, the page gives a number.
    private static let pathLimit = 6
    private static let siblingLimit = 12
    private static let childLimit = 40
    private static let caseLimit = 30

    private var place: EncodedRoute { context.routes[cause] }

    private func more(_ count: Int, _ limit: Int) -> String? {
        count > limit ? context.words[.andMore, count - limit] : nil
    }

    private func references(_ pages: some Sequence<Site.PageIndex>) -> [ReferenceView] {
        pages.map { ReferenceView(context.briefs[$0].title, from: place, to: context.routes[$0]) }
    }

    // MARK: - In the tree

    /// The ways down from the top, the cause itself left out; causes with several parents have several.
    private var paths: [CausePathView] {
        var found: [[Site.PageIndex]] = []
        var open: [[Site.PageIndex]] = [[cause]]
        while let path = open.popLast(), found.count < Self.pathLimit {
            let parents = path.last.flatMap { context.causes.parents[$0] } ?? []
            if parents.isEmpty {
                found.append(path.reversed().dropLast())
            } else {
                open += parents.reversed().map { path + [$0] }
            }
        }
        return found.filter { !$0.isEmpty }.map { CausePathView(causes: references($0)) }
    }

    private var siblings: [Site.PageIndex] {
        var seen: Set<Site.PageIndex> = [cause]
        return (context.causes.parents[cause] ?? []).flatMap { context.causeTree.children[$0] ?? [] }
            .filter { seen.insert($0).inserted && context.briefs[$0].status != .retired }
    }

    private var childPages: [Site.PageIndex] { Self.children(of: cause, context) }

    private static func children(of cause: Site.PageIndex, _ context: RenderContext) -> [Site.PageIndex] {
        (context.causeTree.children[cause] ?? []).filter { context.briefs[$0].status != .retired }
    }

    private var children: [CauseCountView] {
        childPages.prefix(Self.childLimit).map { CauseCountView(context: context, place: place, page: $0) }
    }

    // MARK: - Cases from below

    private static func casesBelow(
        _ cause: Site.PageIndex, _ context: RenderContext
    ) -> [(page: Site.PageIndex, by: [Site.PageIndex])] {
        let own = Set(context.causes.cases[cause] ?? [])
        var places: [Site.PageIndex: Int] = [:]
        var found: [(page: Site.PageIndex, by: [Site.PageIndex])] = []
        for child in children(of: cause, context) {
            for below in context.causes.causes(from: child, in: context.causeTree) {
                for page in context.causes.cases[below] ?? [] where !own.contains(page) {
                    if let place = places[page] {
                        if found[place].by.last != child { found[place].by.append(child) }
                    } else {
                        places[page] = found.count
                        found.append((page, [child]))
                    }
                }
            }
        }
        return found
    }

    private var rolledUp: [RolledUpCaseView] {
        casesBelow.prefix(Self.caseLimit).map {
            RolledUpCaseView(
                entry: EntryView(context: context, place: place, page: $0.page), causes: references($0.by))
        }
    }

    // MARK: - Steps

    private var steps: [CauseStepView] {
        let cells = context.causes.cells[cause] ?? [:]
        return cells.sorted { $0.key < $1.key }.map {
            CauseStepView(context: context, place: place, step: $0.key, cell: $0.value)
        }
    }

    // MARK: - The picture

    private var pictures: [NeighbourhoodView] {
        let neighbours = Neighbours(of: cause, below: casesBelow.map(\.page), context)
        guard !neighbours.groups.isEmpty else { return [] }
        return [.narrow, .wide].map {
            NeighbourhoodView(neighbours: neighbours, form: $0, place: place, context: context)
        }
    }
}

/// One way from a cause at the top to the page's own.
struct CausePathView: SchemaView {
    let causes: [ReferenceView]

    static let viewName = "path"
    static let fields: [ViewField<Self>] = [.list("causes") { $0.causes }]
    static let schema = ViewSchema(Self.self)
}

/// A case of a cause further down.
struct RolledUpCaseView: SchemaView {
    let entry: EntryView
    let causes: [ReferenceView]

    static let viewName = "case from below"
    static let fields: [ViewField<Self>] = [.view("entry") { $0.entry }, .list("causes") { $0.causes }]
    static let schema = ViewSchema(Self.self)
}

/// What a cause has at a step. A cell of the coverage table leads here.
struct CauseStepView: SchemaView {
    let context: RenderContext
    let place: EncodedRoute
    /// The step's place among the steps of all methods.
    let step: Int
    let cell: CauseIndex.Cell

    static let viewName = "step of a cause"
    static let fields: [ViewField<Self>] = [
        .text("anchor") { Self.anchor(of: $0.page, $0.context) },
        .text("method") { view in
            guard let method = view.context.places[view.page]?.method else { return "" }
            return view.context.briefs[view.context.methods[method].page].title
        },
        .view("step") { $0.entry($0.page) },
        .list("scripts") { view in view.cell.scripts.prefix(Self.limit).map(view.entry) },
        .list("cases") { view in view.cell.cases.prefix(Self.limit).map(view.entry) },
        .optional("moreScripts") { $0.more($0.cell.scripts) },
        .optional("moreCases") { $0.more($0.cell.cases) },
        .flag("isLacking") { $0.cell.isLacking },
    ]
    static let schema = ViewSchema(Self.self)

    private static let limit = 8

    private func more(_ pages: [Site.PageIndex]) -> String? {
        pages.count > Self.limit ? context.words[.andMore, pages.count - Self.limit] : nil
    }

    private var page: Site.PageIndex { context.causes.steps[step] }

    private func entry(_ page: Site.PageIndex) -> EntryView { EntryView(context: context, place: place, page: page) }

    /// No heading of an author has such an anchor: theirs hold no colon.
    static func anchor(of step: Site.PageIndex, _ context: RenderContext) -> String {
        "c:at-" + String(context.briefs[step].id.map { $0 == "/" || $0.isWhitespace ? "." : $0 })
    }
}

import CasebookModel

/// All causes as a nested list. Templates can't nest by themselves, so the tree comes as a row of beginnings and ends.
struct CauseTreeView: SchemaView {
    let frame: FrameView
    let title: String
    let crumbs: [ReferenceView]
    let rows: [CauseRowView]

    static let viewName = "cause tree"
    static let fields: [ViewField<Self>] = [
        .view("site") { $0.frame },
        .text("title") { $0.title },
        .list("crumbs") { $0.crumbs },
        .list("rows") { $0.rows },
    ]
    static let schema = ViewSchema(Self.self)

    /// Up to so many causes the whole tree is unfolded, above it only its first level.
    private static let openLimit = 80

    static func rows(_ context: RenderContext, place: EncodedRoute) -> [CauseRowView] {
        let tree = context.causeTree
        let isOpen = context.causes.rows.count <= openLimit
        var rows: [CauseRowView] = []
        // A cause with several parents stands under each of them, but unfolds once: shared children could otherwise
        // repeat without bound.
        var unfolded: Set<Site.PageIndex> = []
        var stack: [[Site.PageIndex]] = [tree.roots.reversed()]
        while var level = stack.popLast() {
            guard let cause = level.popLast() else {
                // The cause whose list this was ends with it.
                if !stack.isEmpty { rows.append(CauseRowView(closesList: true, closesItem: true)) }
                continue
            }
            stack.append(level)
            let children = unfolded.insert(cause).inserted ? tree.children[cause] ?? [] : []
            rows.append(
                CauseRowView(
                    cause: CauseLineView(context: context, place: place, page: cause), opens: !children.isEmpty,
                    isOpen: isOpen || stack.count == 1))
            if children.isEmpty {
                rows.append(CauseRowView(closesItem: true))
            } else {
                stack.append(children.reversed())
            }
        }
        return rows
    }
}

/// The beginning of a cause, whose list of children follows where it `opens`; the end of such a list, the end of a cause.
struct CauseRowView: SchemaView {
    var cause: CauseLineView?
    var opens = false
    /// Whether the list is unfolded at first.
    var isOpen = false
    var closesList = false
    var closesItem = false

    static let viewName = "row"
    static let fields: [ViewField<Self>] = [
        .view("cause") { $0.cause }, .flag("opens") { $0.opens }, .flag("isOpen") { $0.isOpen },
        .flag("closesList") { $0.closesList }, .flag("closesItem") { $0.closesItem },
    ]
    static let schema = ViewSchema(Self.self)
}

/// A cause in the tree, with what there is for it.
struct CauseLineView: SchemaView {
    let context: RenderContext
    let place: EncodedRoute
    let page: Site.PageIndex

    static let viewName = "cause line"
    static let fields: [ViewField<Self>] = [
        .text("title") { $0.context.briefs[$0.page].title },
        .html("href") { $1.encodedReference(from: $0.place, to: $0.context.routes[$0.page]) },
        .text("cases") { $0.context.words[.casesCounted, $0.context.causeTree.caseCounts[$0.page] ?? 0] },
        .text("scripts") { $0.context.words[.scriptsCounted, $0.context.causes.scripts[$0.page]?.count ?? 0] },
        .text("children") { $0.context.words[.childrenCounted, $0.context.causeTree.children[$0.page]?.count ?? 0] },
        .flag("isGap") { $0.context.causes.hasNoScript($0.page, in: $0.context.causeTree) },
        .optional("summary") { $0.context.fields(of: $0.page).text("summary") },
    ]
    static let schema = ViewSchema(Self.self)
}

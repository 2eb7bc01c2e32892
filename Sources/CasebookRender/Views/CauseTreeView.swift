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

    static func rows(_ context: RenderContext, place: EncodedRoute) -> [CauseRowView] {
        let tree = context.site.causes
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
                    cause: CauseCountView(context: context, place: place, page: cause), opens: !children.isEmpty))
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
    var cause: CauseCountView?
    var opens = false
    var closesList = false
    var closesItem = false

    static let viewName = "row"
    static let fields: [ViewField<Self>] = [
        .view("cause") { $0.cause }, .flag("opens") { $0.opens }, .flag("closesList") { $0.closesList },
        .flag("closesItem") { $0.closesItem },
    ]
    static let schema = ViewSchema(Self.self)
}

import CasebookModel

/// One page of a list: a folder's pages, a vocabulary value's, or the rest of a long relation.
struct ListView: SchemaView {
    /// Entries on one page.
    static let pageSize = 200

    let frame: FrameView
    let title: String
    let kind: String
    let crumbs: [ReferenceView]
    /// The folder's own page, on the first page of its list.
    var introduction: PageView?
    var subfolders: [FolderLinkView] = []
    var groups: [ListGroupView]
    var strips: [StripView] = []
    var extras: [ReferenceView] = []
    let total: Int
    let pager: PagerView?

    static let viewName = "list"
    static let fields: [ViewField<Self>] = [
        .view("site") { $0.frame },
        .text("title") { $0.title },
        .text("kind") { $0.kind },
        .list("crumbs") { $0.crumbs },
        .view("introduction") { $0.introduction },
        .list("subfolders") { $0.subfolders },
        .list("groups") { $0.groups },
        .flag("hasEntries") { $0.total > 0 },
        .list("strips") { $0.strips },
        .list("extras") { $0.extras },
        .text("total") { $0.frame.context.words[.entries, $0.total] },
        .view("pager") { $0.pager },
    ]
    static let schema = ViewSchema(Self.self)
}

/// Entries under a heading of their own; a plain list is one group without.
struct ListGroupView: SchemaView {
    let title: String?
    let entries: [EntryView]

    static let viewName = "group"
    static let fields: [ViewField<Self>] = [
        .optional("title") { $0.title }, .list("entries") { $0.entries },
    ]
    static let schema = ViewSchema(Self.self)
}

/// Where one is in a list of several pages.
struct PagerView: SchemaView {
    let position: String
    let previous: ReferenceView?
    let next: ReferenceView?

    static let viewName = "pager"
    static let fields: [ViewField<Self>] = [
        .text("position") { $0.position }, .view("previous") { $0.previous }, .view("next") { $0.next },
    ]
    static let schema = ViewSchema(Self.self)

    /// `nil` where the list has one page.
    init?(page: Int, of count: Int, first: Route, _ context: RenderContext) {
        guard count > 1 else { return nil }
        let here = EncodedRoute(context.special.page(page, of: first))
        func reference(_ number: Int) -> ReferenceView? {
            guard (1...count).contains(number) else { return nil }
            return ReferenceView(
                context.words[.page, number], from: here,
                to: EncodedRoute(context.special.page(number, of: first)))
        }
        position = InterfaceWords.filling(
            InterfaceWords.filling(context.words[.pageOf], "{n}", String(page)), "{m}", String(count))
        previous = reference(page - 1)
        next = reference(page + 1)
    }
}

import CasebookModel

/// All sheets of a site, or a part of them on a page of the list.
struct RolePlayListView: SchemaView {
    let frame: FrameView
    let title: String
    let crumbs: [ReferenceView]
    let sheets: [RolePlayLinkView]
    let total: Int
    let pager: PagerView?

    static let viewName = "role plays"
    static let fields: [ViewField<Self>] = [
        .view("site") { $0.frame },
        .text("title") { $0.title },
        .list("crumbs") { $0.crumbs },
        .text("total") { $0.frame.context.words[.entries, $0.total] },
        .list("sheets") { $0.sheets },
        .view("pager") { $0.pager },
    ]
    static let schema = ViewSchema(Self.self)
}

/// The way to a case's sheet, with what a trainer chooses by.
struct RolePlayLinkView: SchemaView {
    let context: RenderContext
    let place: EncodedRoute
    let page: Site.PageIndex

    static let viewName = "sheet"
    static let fields: [ViewField<Self>] = [
        .view("page") { EntryView(context: $0.context, place: $0.place, page: $0.page) },
        .html("href") { view, html in
            let route = view.context.special.rolePlay(of: view.context.route(of: view.page))
            html.encodedReference(from: view.place, to: EncodedRoute(route))
        },
        .list("facts") { $0.facts },
    ]
    static let schema = ViewSchema(Self.self)

    private var facts: [OtherFieldView] {
        OtherFieldView.views(
            of: ["channels", "emotion", "difficulty"],
            by: FieldWriter(context: context, page: page, place: place, marksOwn: false))
    }
}

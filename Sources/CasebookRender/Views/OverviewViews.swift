import CasebookModel

/// Causes against steps: how many scripts and cases each pair has.
struct CoverageView: SchemaView {
    let frame: FrameView
    let title: String
    let crumbs: [ReferenceView]
    let methods: [CoverageMethodView]
    let rows: [CoverageRowView]

    static let viewName = "coverage"
    static let fields: [ViewField<Self>] = [
        .view("site") { $0.frame },
        .text("title") { $0.title },
        .list("crumbs") { $0.crumbs },
        .list("methods") { $0.methods },
        .list("rows") { $0.rows },
    ]
    static let schema = ViewSchema(Self.self)
}

struct CoverageMethodView: SchemaView {
    let reference: ReferenceView
    let steps: [ReferenceView]

    static let viewName = "method"
    static let fields: [ViewField<Self>] = [
        .text("title") { $0.reference.title },
        .html("href") { $1.encodedReference(from: $0.reference.from, to: $0.reference.to) },
        .text("span") { String(max(1, $0.steps.count)) },
        .list("steps") { $0.steps },
    ]
    static let schema = ViewSchema(Self.self)
}

struct CoverageRowView: SchemaView {
    let cause: ReferenceView
    let cells: [CoverageCellView]

    static let viewName = "row"
    static let fields: [ViewField<Self>] = [.view("cause") { $0.cause }, .list("cells") { $0.cells }]
    static let schema = ViewSchema(Self.self)
}

struct CoverageCellView: SchemaView {
    let scripts: Int
    let cases: Int

    static let viewName = "cell"
    static let fields: [ViewField<Self>] = [
        .text("scripts") { String($0.scripts) },
        .text("cases") { String($0.cases) },
        .flag("isGap") { $0.scripts == 0 && $0.cases == 0 },
    ]
    static let schema = ViewSchema(Self.self)
}

/// How many pages there are, and which need attention.
struct HealthView: SchemaView {
    let frame: FrameView
    let title: String
    let crumbs: [ReferenceView]
    let statuses: [PlainText]
    let rows: [HealthRowView]
    let overdue: [EntryView]
    /// Only with drafts: otherwise nothing is said of them but their number.
    let unpublished: [EntryView]
    /// How many pages are not published and not here.
    let leftOut: String?
    let date: String

    static let viewName = "health"
    static let fields: [ViewField<Self>] = [
        .view("site") { $0.frame },
        .text("title") { $0.title },
        .list("crumbs") { $0.crumbs },
        .list("statuses") { $0.statuses },
        .list("rows") { $0.rows },
        .list("overdue") { $0.overdue },
        .list("unpublished") { $0.unpublished },
        .optional("leftOut") { $0.leftOut },
        .text("date") { $0.date },
    ]
    static let schema = ViewSchema(Self.self)
}

struct HealthRowView: SchemaView {
    let kind: String
    let counts: [Int]
    let overdue: Int

    static let viewName = "row"
    static let fields: [ViewField<Self>] = [
        .text("kind") { $0.kind },
        .list("counts") { $0.counts.map { PlainText(words: String($0)) } },
        .text("total") { String($0.counts.reduce(0, +)) },
        .text("overdue") { String($0.overdue) },
    ]
    static let schema = ViewSchema(Self.self)
}

/// A page that is only its frame: search results, not found.
struct BareView: SchemaView {
    let frame: FrameView
    let title: String

    static let viewName = "bare page"
    static let fields: [ViewField<Self>] = [
        .view("site") { $0.frame }, .text("title") { $0.title },
        .list("folders") { view in
            // At the root, so that the addresses can be put behind any way to it.
            view.frame.context.topFolders.map { folder in
                FolderLinkView(
                    reference: ReferenceView(
                        folder.title, from: EncodedRoute(Route("404.html")), to: folder.encodedRoute),
                    kind: folder.kind?.name ?? "folder", count: folder.count)
            }
        },
    ]
    static let schema = ViewSchema(Self.self)
}

/// A former address.
struct RedirectView: SchemaView {
    let frame: FrameView
    let target: EntryView

    static let viewName = "redirect"
    static let fields: [ViewField<Self>] = [
        .view("site") { $0.frame },
        .view("target") { $0.target },
        .optional("canonical") { view in
            view.frame.context.publicAddress(of: view.frame.context.site.pages[view.target.page].route)
        },
    ]
    static let schema = ViewSchema(Self.self)
}

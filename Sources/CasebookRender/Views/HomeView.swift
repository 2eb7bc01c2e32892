import CasebookModel

/// The home page: search, what holds just now, the methods, the scripts by emotion, the causes, what changed.
struct HomeView: SchemaView {
    let context: RenderContext
    let place: EncodedRoute
    let introduction: PageView?

    static let viewName = "home"
    static let fields: [ViewField<Self>] = [
        .view("site") { $0.frame },
        .text("title") { $0.context.configuration.title },
        .view("introduction") { $0.introduction },
        .list("pinned") { $0.pinned },
        .list("strips") { $0.strips },
        .list("emotions") { EmotionView.all(from: $0.place, $0.context) },
        .list("causes") { $0.causes },
        .list("folders") { $0.folders },
        .list("changes") { $0.changes },
        .list("entries") { $0.rootPages },
    ]
    static let schema = ViewSchema(Self.self)

    private static let changeLimit = 10
    private static let rootPageLimit = 200

    private var frame: FrameView {
        FrameView(
            context, place: place, title: nil, summary: introduction?.value.summary, route: Route("index.html"),
            page: introduction?.page)
    }

    private func entry(_ page: Site.PageIndex) -> EntryView { EntryView(context: context, place: place, page: page) }

    /// Time-boxed lines to take, as long as their time runs.
    private var pinned: [EntryView] {
        context.pinned.map(entry)
    }

    private var strips: [StripView] {
        context.methods.indices.map { StripView.strip($0, from: place, context) }
    }

    private var causes: [CauseBranchView] {
        let tree = context.causeTree
        return tree.roots.map { cause in
            CauseBranchView(
                cause: CauseCountView(context: context, place: place, page: cause),
                children: (tree.children[cause] ?? []).map {
                    CauseCountView(context: context, place: place, page: $0)
                })
        }
    }

    private var folders: [FolderLinkView] {
        context.topFolders.map { folder in
            FolderLinkView(
                reference: ReferenceView(folder.title, from: place, to: folder.encodedRoute),
                kind: folder.kind?.name ?? "folder", count: folder.count)
        }
    }

    private var changes: [EntryView] { context.latest.prefix(Self.changeLimit).map(entry) }

    /// Pages that lie in no folder.
    private var rootPages: [EntryView] {
        context.folders.folders[0].pages.prefix(Self.rootPageLimit).map(entry)
    }
}

/// A cause with the number of cases below it.
struct CauseCountView: SchemaView {
    let context: RenderContext
    let place: EncodedRoute
    let page: Site.PageIndex

    static let viewName = "cause"
    static let fields: [ViewField<Self>] = [
        .text("title") { $0.context.briefs[$0.page].title },
        .html("href") { $1.encodedReference(from: $0.place, to: $0.context.routes[$0.page]) },
        .text("count") { String($0.count) },
        .flag("hasCases") { $0.count > 0 },
        .text("counted") { $0.context.words[.casesCounted, $0.count] },
        .optional("summary") { $0.context.fields(of: $0.page).text("summary") },
    ]
    static let schema = ViewSchema(Self.self)

    private var count: Int { context.causeTree.caseCounts[page] ?? 0 }
}

struct CauseBranchView: SchemaView {
    let cause: CauseCountView
    let children: [CauseCountView]

    static let viewName = "cause branch"
    static let fields: [ViewField<Self>] = [.view("cause") { $0.cause }, .list("children") { $0.children }]
    static let schema = ViewSchema(Self.self)
}

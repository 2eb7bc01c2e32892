import CasebookModel

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
            view.frame.context.publicAddress(of: view.frame.context.reading(view.target.page) { $0.route })
        },
    ]
    static let schema = ViewSchema(Self.self)
}

import CasebookModel

/// The terms with their definitions.
struct GlossaryView: SchemaView {
    let frame: FrameView
    let title: String
    let crumbs: [ReferenceView]
    let terms: [TermView]

    static let viewName = "glossary"
    static let fields: [ViewField<Self>] = [
        .view("site") { $0.frame },
        .text("title") { $0.title },
        .list("crumbs") { $0.crumbs },
        .list("terms") { $0.terms },
    ]
    static let schema = ViewSchema(Self.self)
}

struct TermView: SchemaView {
    let entry: EntryView

    static let viewName = "term"
    static let fields: [ViewField<Self>] = [
        .text("id") { $0.entry.context.briefs[$0.entry.page].id },
        .text("title") { $0.entry.context.briefs[$0.entry.page].title },
        .html("href") { $1.encodedReference(from: $0.entry.place, to: $0.entry.context.routes[$0.entry.page]) },
        .view("definition") { view in
            FieldWriter.prose("definition", of: view.entry.page, from: view.entry.place, view.entry.context)
        },
    ]
    static let schema = ViewSchema(Self.self)
}

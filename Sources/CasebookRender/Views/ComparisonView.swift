import CasebookModel

/// The methods side by side.
struct ComparisonView: SchemaView {
    let frame: FrameView
    let title: String
    let crumbs: [ReferenceView]
    let methods: [ComparedMethodView]

    static let viewName = "comparison"
    static let fields: [ViewField<Self>] = [
        .view("site") { $0.frame },
        .text("title") { $0.title },
        .list("crumbs") { $0.crumbs },
        .list("methods") { $0.methods },
    ]
    static let schema = ViewSchema(Self.self)
}

struct ComparedMethodView: SchemaView {
    let entry: EntryView
    let steps: [ComparedStepView]

    static let viewName = "method"
    static let fields: [ViewField<Self>] = [.view("entry") { $0.entry }, .list("steps") { $0.steps }]
    static let schema = ViewSchema(Self.self)
}

struct ComparedStepView: SchemaView {
    let number: Int
    let entry: EntryView

    static let viewName = "step"
    static let fields: [ViewField<Self>] = [
        .text("number") { String($0.number) },
        .text("title") { $0.entry.context.briefs[$0.entry.page].title },
        .html("href") { $1.encodedReference(from: $0.entry.place, to: $0.entry.context.routes[$0.entry.page]) },
        .view("goal") { view in
            FieldWriter.prose("goal", of: view.entry.page, from: view.entry.place, view.entry.context)
        },
    ]
    static let schema = ViewSchema(Self.self)
}

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

extension FieldWriter {
    /// A text field of a page, printed on another one.
    static func prose(
        _ name: String, of page: Site.PageIndex, from place: EncodedRoute, _ context: RenderContext
    ) -> ProseView? {
        guard let value = context.site.pages[page].fields[field: name] else { return nil }
        let writer = FieldWriter(context: context, page: page, place: place, marksOwn: false)
        if case .prose(let prose) = value.content { return ProseView(prose: prose, writer: writer) }
        return value.text.map { ProseView(prose: Prose(source: $0, document: nil), writer: writer) }
    }
}

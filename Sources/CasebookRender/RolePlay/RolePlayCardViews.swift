import CasebookModel

/// How the customer feels and how one hears it: the first paragraph of what the vocabulary says; what follows is for agents.
struct RolePlayMoodView: SchemaView {
    let context: RenderContext
    let place: EncodedRoute
    let mood: Vocabulary.Value

    static let viewName = "mood"
    static let fields: [ViewField<Self>] = [
        .text("title") { $0.context.text($0.mood.label) },
        .html("inner") { view, html in
            let document = view.mood.description
            guard let first = document.nodes.first, first.kind == .paragraph else { return }
            let setting = BodySetting(context: view.context, place: view.place, links: .resolved(view.mood.links))
            DocumentWriter.write(document, 1..<Int(first.end), setting: setting, into: &html)
        },
    ]
    static let schema = ViewSchema(Self.self)
}

/// What not to say and what to say instead.
struct RolePlaySlipView: SchemaView {
    let record: RolePlay.Quoted
    let writer: FieldWriter

    static let viewName = "slip"
    static let fields: [ViewField<Self>] = [
        .html("phrase") { $0.write("phrase", &$1) },
        .flag("hasInstead") { $0.record.value.fields[field: "instead"] != nil },
        .html("instead") { $0.write("instead", &$1) },
    ]
    static let schema = ViewSchema(Self.self)

    private func write(_ name: String, _ html: inout HTMLBuffer) {
        guard let value = record.value.fields[field: name] else { return }
        writer.writeScalar(value, .prose, &html)
    }
}

/// A method's steps to tick off.
struct RolePlayMethodView: SchemaView {
    let title: String
    let steps: [RolePlayStepView]

    static let viewName = "watched method"
    static let fields: [ViewField<Self>] = [.text("title") { $0.title }, .list("steps") { $0.steps }]
    static let schema = ViewSchema(Self.self)
}

struct RolePlayStepView: SchemaView {
    let number: Int
    let title: String
    let doneWhen: [FieldItemView]
    /// What the case did there.
    let verdict: String?

    static let viewName = "watched step"
    static let fields: [ViewField<Self>] = [
        .text("number") { String($0.number) },
        .text("title") { $0.title },
        .list("doneWhen") { $0.doneWhen },
        .optional("verdict") { $0.verdict },
    ]
    static let schema = ViewSchema(Self.self)
}

/// A section of the case, on the card of who watches.
struct RolePlaySectionView: SchemaView {
    let name: String
    let title: String
    let write: @Sendable (inout HTMLBuffer) -> Void

    static let viewName = "shown section"
    static let fields: [ViewField<Self>] = [
        .text("name") { $0.name },
        .text("title") { $0.title },
        .html("inner") { $0.write(&$1) },
    ]
    static let schema = ViewSchema(Self.self)
}

import CasebookModel

/// All vocabularies, or one with its values.
struct VocabularyView: SchemaView {
    let frame: FrameView
    let title: String
    let crumbs: [ReferenceView]
    let groups: [VocabularyGroupView]

    static let viewName = "vocabulary"
    static let fields: [ViewField<Self>] = [
        .view("site") { $0.frame },
        .text("title") { $0.title },
        .list("crumbs") { $0.crumbs },
        .list("groups") { $0.groups },
    ]
    static let schema = ViewSchema(Self.self)
}

struct VocabularyGroupView: SchemaView {
    /// `nil` where the group is the whole page.
    let reference: ReferenceView?
    let values: [VocabularyValueView]

    static let viewName = "vocabulary group"
    static let fields: [ViewField<Self>] = [.view("reference") { $0.reference }, .list("values") { $0.values }]
    static let schema = ViewSchema(Self.self)
}

struct VocabularyValueView: SchemaView {
    let context: RenderContext
    let place: EncodedRoute
    let vocabulary: String
    let value: Vocabulary.Value

    static let viewName = "value"
    static let fields: [ViewField<Self>] = [
        .text("label") { $0.context.text($0.value.label) },
        .html("href") { view, html in
            let route = view.context.special.value(view.value.name, of: view.vocabulary)
            html.encodedReference(from: view.place, to: EncodedRoute(route))
        },
        .text("count") { String($0.context.uses.count(of: $0.value.name, in: $0.vocabulary)) },
        .flag("hasDescription") { !$0.value.description.isEmpty },
        .html("description") { $0.writeDescription(&$1) },
        .list("aliases") { $0.value.aliases.map(PlainText.init) },
    ]
    static let schema = ViewSchema(Self.self)

    private func writeDescription(_ html: inout HTMLBuffer) {
        let setting = BodySetting(context: context, place: place, links: .byID)
        DocumentWriter.write(value.description, setting: setting, into: &html)
    }
}

/// One value with the pages that use it.
struct ValueView: SchemaView {
    let value: VocabularyValueView
    let list: ListView

    static let viewName = "vocabulary value"
    static let fields: [ViewField<Self>] = [
        .view("site") { $0.list.frame }, .view("value") { $0.value }, .view("list") { $0.list },
    ]
    static let schema = ViewSchema(Self.self)
}

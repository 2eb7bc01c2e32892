import CasebookModel

/// One block of relations, or a part of it on a list page.
struct RelationView: SchemaView {
    /// How many entries stand on the page itself.
    static let limit = 50

    let context: RenderContext
    let place: EncodedRoute
    let page: Site.PageIndex
    let block: RelationBlock

    static let viewName = "relation"
    static let fields: [ViewField<Self>] = [
        .text("name") { $0.block.name },
        .text("label") { $0.context.text($0.block.label) },
        .text("count") { String($0.block.entries.count) },
        .list("entries") { $0.entries },
        .list("cards") { $0.entries.map { CardView(entry: $0) } },
        .list("groups") { $0.groups },
        .view("more") { $0.more },
    ]
    static let schema = ViewSchema(Self.self)

    private var entries: [EntryView] {
        block.entries.prefix(Self.limit).map { entry in
            EntryView(
                context: context, place: place, page: entry.page, qualifiers: entry.qualifiers, relation: block.name)
        }
    }

    /// The entries by the first thing that the relation says of them: which scripts a case used, which it missed.
    private var groups: [RelationGroupView] {
        var groups: [RelationGroupView] = []
        for entry in entries {
            let qualifier = entry.qualifierViews.first
            if let place = groups.firstIndex(where: { $0.value == qualifier?.value ?? "" }) {
                groups[place].entries.append(entry)
            } else {
                groups.append(
                    RelationGroupView(value: qualifier?.value ?? "", label: qualifier?.label ?? "", entries: [entry]))
            }
        }
        return groups
    }

    private var more: ReferenceView? {
        guard block.entries.count > Self.limit else { return nil }
        let route = context.special.relation(block.name, of: context.route(of: page))
        return ReferenceView(
            context.words[.showAll, block.entries.count], from: place, to: EncodedRoute(route))
    }
}

/// The entries of a relation of which the same is said.
struct RelationGroupView: SchemaView {
    let value: String
    let label: String
    var entries: [EntryView]

    static let viewName = "relation group"
    static let fields: [ViewField<Self>] = [
        .text("value") { $0.value }, .text("label") { $0.label }, .list("entries") { $0.entries },
    ]
    static let schema = ViewSchema(Self.self)
}

/// Relations by name (`relation.next`), so that a template can give one its own place. All names of the site's kinds are
/// known; each is a list, since two fields of a page may be called alike from the other side.
struct RelationsView: TemplateView {
    let names: [String]
    let blocks: [RelationView]

    static func schema(_ names: [String]) -> ViewSchema {
        ViewSchema(name: "relations", fields: names.map { ($0, .list { RelationView.schema }) })
    }

    /// The names of all relations that the kinds declare, in both directions, and of the backlinks; sorted.
    static func names(of kinds: KindTable) -> [String] {
        var names: Set<String> = [backlinks]
        func note(_ field: FieldDeclaration) {
            func note(_ relation: Relation) {
                names.insert(field.name)
                if let inverse = relation.inverse { names.insert(inverse.name) }
            }
            switch field.type.elementType {
            case .reference(let relation): note(relation)
            case .record(let members, _):
                for case .reference(let relation) in members.map(\.type.elementType) { note(relation) }
            default: break
            }
        }
        kinds.commonFields.forEach(note)
        for kind in kinds.kinds { kind.fields.forEach(note) }
        return names.sorted()
    }

    static let backlinks = "backlinks"

    func write(_ field: Int, to html: inout HTMLBuffer) {}
    func flag(_ field: Int) -> Bool { false }
    func view(_ field: Int) -> (any TemplateView)? { nil }

    func isEmptyList(_ field: Int) -> Bool { !blocks.contains { $0.block.name == names[field] } }

    func forEach(_ field: Int, _ body: (any TemplateView) -> Void) {
        for block in blocks where block.block.name == names[field] { body(block) }
    }
}

/// An address and its words.
struct ReferenceView: SchemaView {
    let title: String
    let from: EncodedRoute
    let to: EncodedRoute
    var isCurrent = false
    /// Of the page that is led to; `nil`: its beginning.
    var anchor: String?

    init(
        _ title: String, from: EncodedRoute, to: EncodedRoute, isCurrent: Bool = false, anchor: String? = nil
    ) {
        self.title = title
        self.from = from
        self.to = to
        self.isCurrent = isCurrent
        self.anchor = anchor
    }

    static let viewName = "reference"
    static let fields: [ViewField<Self>] = [
        .text("title") { $0.title },
        .html("href") { $1.encodedReference(from: $0.from, to: $0.to, anchor: $0.anchor) },
        .flag("isCurrent") { $0.isCurrent },
    ]
    static let schema = ViewSchema(Self.self)
}

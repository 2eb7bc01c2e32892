import CasebookModel

/// A declared slot as an input above the spoken lines.
struct SlotView: SchemaView {
    let name: String
    let fields: [Field]
    /// Whether the line shown first doesn't say it.
    var isAside = false

    static let viewName = "slot"
    static let fields: [ViewField<Self>] = [
        .text("name") { $0.name },
        .text("label") { $0.fields.text("label") ?? $0.name },
        .text("default") { $0.fields.text("default") ?? "" },
        .text("inputType") { view in
            switch view.kind {
            case "number": "number"
            case "date": "date"
            default: "text"
            }
        },
        .flag("isMenu") { $0.kind == "menu" },
        .flag("isToggle") { $0.kind == "toggle" },
        .flag("isInput") { $0.kind != "menu" && $0.kind != "toggle" },
        .flag("isRequired") { $0.fields.flag("required") },
        .flag("isAside") { $0.isAside },
        .flag("isPrivate") { $0.fields.flag("pii") },
        .list("options") { view in
            view.fields.texts("options").map { SlotOptionView(words: $0, isChosen: $0 == view.fields.text("default")) }
        },
    ]
    static let schema = ViewSchema(Self.self)

    private var kind: String { fields.text("kind") ?? "text" }

    /// In the order in which the page's spoken lines use them.
    static func slots(of page: Page) -> [SlotView] {
        let declared = declarations(in: page.parsed.fields)
        return page.parsed.usedSlots.compactMap { use in
            declared.first { $0.name == use.value }
        }
    }

    private static func declarations(in fields: [Field]) -> [SlotView] {
        guard case .keyed(let records)? = fields[field: "slots"]?.content else { return [] }
        return records.map { SlotView(name: $0.name.value, fields: $0.fields) }
    }
}

struct SlotOptionView: SchemaView {
    let words: String
    let isChosen: Bool

    static let viewName = "option"
    static let fields: [ViewField<Self>] = [.text("words") { $0.words }, .flag("isChosen") { $0.isChosen }]
    static let schema = ViewSchema(Self.self)
}

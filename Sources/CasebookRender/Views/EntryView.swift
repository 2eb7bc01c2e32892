import CasebookModel

/// A page as others mention it: in lists, relations and beside the steps of a method.
struct EntryView: SchemaView {
    let context: RenderContext
    /// The page that mentions it.
    let place: EncodedRoute
    let page: Site.PageIndex
    var qualifiers: [String: String] = [:]
    /// The relation's name, under which the qualifiers are declared.
    var relation: String = ""

    private var brief: RenderContext.PageBrief { context.briefs[page] }
    /// The page's own fields, for what a brief doesn't hold.
    private var own: [Field] { context.fields(of: page) }

    static let viewName = "entry"
    static let fields: [ViewField<Self>] = [
        .text("id") { $0.brief.id },
        .text("title") { $0.brief.title },
        .html("href") { $1.encodedReference(from: $0.place, to: $0.context.routes[$0.page]) },
        .text("kind") { $0.brief.kind },
        .text("kindLabel") { $0.brief.kindLabel },
        .optional("summary") { $0.own.text("summary") },
        .optional("line") { $0.line },
        .flag("hasSituation") { $0.situation != nil },
        .html("situation") { $0.writeSituation(&$1) },
        .html("card") { $0.writeCard(&$1) },
        .optional("updatedOn") { $0.own.date("updated_on")?.description },
        .optional("change") { $0.own.text("change") },
        .optional("reviewedOn") { $0.own.date("reviewed_on")?.description },
        .optional("reviewBy") { $0.own.date("review_by")?.description },
        .optional("owner") { $0.own.text("owner") },
        .optional("validUntil") { $0.own.date("valid_until")?.description },
        .flag("isOverdue") { $0.brief.isOverdue },
        .flag("isUnpublished") { $0.brief.status == .draft || $0.brief.status == .inReview },
        .flag("isRetired") { $0.brief.status == .retired },
        .text("statusLabel") { $0.context.words.label(of: $0.brief.status) },
        .list("qualifiers") { $0.qualifierViews },
        .list("strips") { StripView.strips(of: $0.page, from: $0.place, $0.context) },
    ]
    static let schema = ViewSchema(Self.self)

    /// The sentence that an agent would say, for a list that can be used without opening anything.
    private var line: String? {
        guard let text = context.defaultLine(of: page)?.text else { return nil }
        guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
        return context.filledLine(of: page) {
            let defaults = own.slotDefaults.sorted { $0.key < $1.key }
            return defaults.reduce(text) { InterfaceWords.filling($0, "{\($1.key)}", $1.value) }
        }
    }

    /// When a script is to be used: the first case that it names.
    private var situation: FieldValue? { own[field: "when"]?.elements.first }

    private func writeSituation(_ html: inout HTMLBuffer) {
        guard let situation else { return }
        FieldWriter(context: context, page: page, place: place, marksOwn: false)
            .writeScalar(situation, .prose, &html)
    }

    /// The page's words with a button that copies them, as where a text embeds it.
    private func writeCard(_ html: inout HTMLBuffer) {
        BodySetting(context: context, place: place, links: .byID)
            .writeCard(page: page, fragment: nil, anchor: nil, &html)
    }

    var qualifierViews: [QualifierView] {
        guard !qualifiers.isEmpty else { return [] }
        let declared = context.qualifierFields[relation] ?? []
        // In declared order, then the rest by name: a dictionary's own order changes from run to run.
        var seen: Set<String> = []
        var views: [QualifierView] = []
        for field in declared where seen.insert(field.name).inserted {
            guard let value = qualifiers[field.name] else { continue }
            views.append(QualifierView(name: field.name, value: value, label: label(of: value, field, declared)))
        }
        for name in qualifiers.keys.sorted() where !seen.contains(name) {
            views.append(
                QualifierView(name: name, value: qualifiers[name, default: ""], label: qualifiers[name, default: ""]))
        }
        return views
    }

    /// The words for a case's verdict on a step; `nil` for a relation without one.
    var verdictLabel: String? { qualifierViews.first { $0.name == "verdict" }?.label }

    private func label(of value: String, _ field: FieldDeclaration, _ declared: [FieldDeclaration]) -> String {
        for candidate in declared where candidate.name == field.name {
            if case .choice(let choices) = candidate.type.elementType,
                let choice = choices.first(where: { $0.value == value })
            {
                return context.text(choice.label)
            }
        }
        return value
    }
}

/// What a relation says besides the page: the role that a script had in a case, the verdict on a step.
struct QualifierView: SchemaView {
    let name: String
    let value: String
    let label: String

    static let viewName = "qualifier"
    static let fields: [ViewField<Self>] = [
        .text("name") { $0.name }, .text("value") { $0.value }, .text("label") { $0.label },
    ]
    static let schema = ViewSchema(Self.self)
}

extension InterfaceWords {
    func label(of status: PageStatus) -> String {
        switch status {
        case .draft: self[.status_draft]
        case .inReview: self[.status_in_review]
        case .approved: self[.status_approved]
        case .retired: self[.status_retired]
        }
    }
}

import CasebookModel

/// A content page as its template sees it.
struct PageView: SchemaView {
    let context: RenderContext
    let page: Site.PageIndex
    let value: Page
    let kind: KindDeclaration
    /// The fields and relations that the template gives their own places; all others go into the general lists.
    let shown: PageTemplate.Shown
    let body: PageBody
    /// Kept, since a template asks for each of them by name.
    private let blocks: [RelationView]

    init(_ context: RenderContext, page: Site.PageIndex, shown: PageTemplate.Shown) {
        self.context = context
        self.page = page
        value = context.page(page)
        kind = context.kind(of: page)
        self.shown = shown
        blocks = Self.blocks(of: page, value, context)
        body = PageBody(context, page: page, of: kind, isPlaced: !shown.sections.isEmpty)
    }

    var place: EncodedRoute { context.routes[page] }

    static let viewName = "page"
    static let fields: [ViewField<Self>] = [
        .view("site") { $0.frame },
        .text("id") { $0.value.id },
        .text("kind") { $0.value.kind },
        .text("kindLabel") { $0.context.text($0.kind.label) },
        .text("status") { $0.value.status.rawValue },
        .text("statusLabel") { $0.context.words.label(of: $0.value.status) },
        .text("title") { $0.value.title },
        .optional("titleAnchor") { $0.titleAnchor },
        .view("kindList") { $0.kindList },
        .list("crumbs") { $0.crumbs },
        .view("summary") { $0.prose("summary") },
        .list("aliases") { $0.value.aliases.map(PlainText.init) },
        .list("tags") { $0.value.fields.texts("tags").map(PlainText.init) },
        .optional("owner") { $0.value.fields.text("owner") },
        .optional("reviewedOn") { $0.value.fields.date("reviewed_on")?.description },
        .optional("reviewedBy") { $0.value.fields.text("reviewed_by") },
        .optional("reviewBy") { $0.value.fields.date("review_by")?.description },
        .optional("updatedOn") { $0.value.fields.date("updated_on")?.description },
        .optional("change") { $0.value.fields.text("change") },
        .optional("evidence") { $0.choiceLabel("evidence") },
        .optional("validFrom") { $0.value.fields.date("valid_from")?.description },
        .optional("validUntil") { $0.value.fields.date("valid_until")?.description },
        .view("caveat") { $0.prose("caveat") },
        .flag("isOverdue") { $0.value.isOverdue },
        .flag("isUnpublished") { $0.value.status == .draft || $0.value.status == .inReview },
        .flag("isRetired") { $0.value.status == .retired },
        .view("replacement") { $0.replacement },
        .flag("hasState") { !$0.context.configuration.isImplicit },
        .flag("hasAbout") { !$0.context.configuration.isImplicit },
        .list("steps") { $0.steps },
        .view("causePlace") { $0.kind.name == "cause" ? CausePlaceView($0.context, cause: $0.page) : nil },
        .list("strips") { StripView.strips(of: $0.page, from: $0.place, $0.context) },
        .view("previous") { $0.neighbour(-1) },
        .view("next") { $0.neighbour(1) },
        .view("call") { $0.call },
        .view("rolePlay") { $0.rolePlay },
        .list("slots", isEmpty: { SlotView.slots(of: $0.value).isEmpty }) { $0.slots },
        .list("variants") { $0.variants },
        .flag("hasTabs") { $0.variants.count > 1 },
        .flag("hasBody") { !$0.bodyRange.isEmpty },
        .html("body") { $0.writeBody($0.bodyRange, &$1) },
        .flag("hasLead") { !$0.leadRange.isEmpty },
        .html("lead") { $0.writeBody($0.leadRange, &$1) },
        .flag("hasRest") { !$0.restRange.isEmpty },
        .html("rest") { $0.writeBody($0.restRange, &$1) },
        .html("opening") { $0.writeBody($0.body.sections.opening, &$1) },
        .dynamic("section", emptySchema) { $0.sectionsByName },
        .list("otherSections") { $0.otherSections },
        .html("notes") { $0.writeBody($0.body.sections.notes, &$1) },
        .list("contents") { $0.contents },
        .dynamic("field", emptySchema) { $0.record },
        .list("fields", isEmpty: { !$0.hasOtherFields }) { $0.otherFields },
        .dynamic("relation", emptySchema) { RelationsView(names: $0.context.relationNames, blocks: $0.blocks) },
        .list("relations") { view in view.blocks.filter { !view.shown.relations.contains($0.block.name) } },
        .flag("hasFeedback") { $0.context.configuration.feedback != nil },
        .html("feedback") { $0.writeFeedback(&$1) },
    ]
    static let schema = ViewSchema(Self.self)

    /// Stands in for what a kind declares until a kind is known.
    private static let emptySchema = ViewSchema(name: "nothing", fields: [])

    /// The page view's names for pages of a kind.
    static func schema(for kind: KindDeclaration, in kinds: KindTable) -> ViewSchema {
        let fields = RecordView.schema(name: "page fields", kinds.fields(of: kind))
        let relations = RelationsView.schema(RelationsView.names(of: kinds))
        let sections = SectionsView.schema(SectionsView.names(of: kind))
        return ViewSchema(
            PageView.self,
            replacing: [
                "field": .view { fields }, "relation": .view { relations }, "section": .view { sections },
            ])
    }

    // MARK: - Head

    var frame: FrameView {
        FrameView(
            context, place: place, title: value.title, summary: value.summary, route: value.route, page: page)
    }

    private var crumbs: [ReferenceView] {
        context.folders.ancestors(of: page).filter { $0.index != page }
            .map { ReferenceView($0.title, from: place, to: $0.encodedRoute) }
    }

    private var kindList: ReferenceView? {
        guard !kind.folder.isEmpty, let folder = context.folders[kind.folder] else { return nil }
        return ReferenceView(context.text(kind.label), from: place, to: folder.encodedRoute)
    }

    /// The page that a retired one gave way to.
    private var replacement: EntryView? {
        guard let id = value.fields.text("replaced_by"), let target = context.page(withID: id) else { return nil }
        return EntryView(context: context, place: place, page: target)
    }

    /// The step before or behind a step.
    private func neighbour(_ distance: Int) -> EntryView? {
        guard let found = context.places[page], let step = found.step else { return nil }
        let steps = context.methods[found.method].steps
        guard steps.indices.contains(step + distance) else { return nil }
        return EntryView(context: context, place: place, page: steps[step + distance])
    }

    /// Of a method, or of the one that a step belongs to.
    var call: CallView? { CallView.call(on: page, at: place, context) }

    /// The sheet of a case.
    private var rolePlay: ReferenceView? {
        guard RolePlay.isPossible(value, of: context.kind(of: page)) else { return nil }
        return ReferenceView(
            context.words[.rolePlaySheet], from: place, to: EncodedRoute(context.special.rolePlay(of: value.route)))
    }

    /// Of a method.
    private var steps: [ComparedStepView] {
        guard let found = context.places[page], found.step == nil else { return [] }
        return context.methods[found.method].steps.enumerated().map { number, step in
            ComparedStepView(number: number + 1, entry: EntryView(context: context, place: place, page: step))
        }
    }

    /// The address for reports, with the page and its version.
    private func writeFeedback(_ html: inout HTMLBuffer) {
        guard let address = context.configuration.feedback else { return }
        let version = value.fields.text("updated_on") ?? value.fields.text("reviewed_on") ?? value.status.rawValue
        html.text(address)
        html.markup(address.contains("?") ? "&amp;" : "?")
        if address.hasPrefix("mailto:") {
            html.markup("subject=")
            html.percentEncoded("\(context.words[.feedbackSubject]) \(value.id) (\(version))")
        } else {
            html.markup("page=")
            html.percentEncoded(value.id)
            html.markup("&amp;version=")
            html.percentEncoded(version)
        }
    }

    // MARK: - Fields and relations

    private var writer: FieldWriter { FieldWriter(context: context, page: page, place: place, marksOwn: true) }

    private var record: RecordView {
        RecordView(declarations: context.fields(of: kind), fields: value.fields, writer: writer)
    }

    /// What a field of fixed choices is called.
    private func choiceLabel(_ name: String) -> String? {
        guard let value = value.fields.text(name),
            case .choice(let choices)? = context.fields(of: kind).first(where: { $0.name == name })?.type
        else { return nil }
        return choices.first { $0.value == value }.map { context.text($0.label) } ?? value
    }

    private func prose(_ name: String) -> ProseView? {
        switch value.fields[field: name]?.content {
        case .prose(let prose)?: ProseView(prose: prose, writer: writer)
        case .text(let text)?: ProseView(prose: Prose(source: text, document: nil), writer: writer)
        default: nil
        }
    }

    private var otherFields: [OtherFieldView] {
        let fields = value.fields
        return context.fields(of: kind).compactMap { declaration in
            guard let value = fields[field: declaration.name], isOther(declaration) else { return nil }
            return OtherFieldView(field: FieldView(declaration: declaration, value: value, writer: writer))
        }
    }

    private var hasOtherFields: Bool {
        let fields = value.fields
        return context.fields(of: kind).contains { fields[field: $0.name] != nil && isOther($0) }
    }

    /// Whether a field has its place among the others. Asked only of those that the page has, a quarter of all.
    private func isOther(_ declaration: FieldDeclaration) -> Bool {
        !Self.headFields.contains(declaration.name) && !shown.fields.contains(declaration.name)
            && !declaration.type.isRelation
    }

    /// Fields that a page shows in its head or foot, or that are there for the program.
    private static let headFields: Set<String> = [
        "id", "kind", "title", "summary", "aliases", "tags", "status", "owner", "reviewed_on", "reviewed_by",
        "review_by",
        "updated_on", "change", "valid_from", "valid_until", "pinned", "replaced_by", "former_ids", "caveat",
        "evidence",
        "pinyin", "slots", "anonymised",
    ]

    private static func blocks(
        of page: Site.PageIndex, _ value: Page, _ context: RenderContext
    ) -> [RelationView] {
        let place = context.routes[page]
        var blocks = value.relations
        if !value.backlinks.isEmpty {
            let words = context.words[.backlinks]
            blocks.append(
                RelationBlock(
                    name: RelationsView.backlinks, label: LocalizedText(words, words), isInverse: true,
                    entries: value.backlinks.map { RelationBlock.Entry(page: $0) }))
        }
        return blocks.map { RelationView(context: context, place: place, page: page, block: $0) }
    }
}

/// A text field with links.
struct ProseView: SchemaView {
    let prose: Prose
    let writer: FieldWriter

    static let viewName = "text"
    static let fields: [ViewField<Self>] = [.html("inner") { $0.writer.writeProse($0.prose, &$1) }]
    static let schema = ViewSchema(Self.self)
}

/// A field that the template has no place of its own for.
struct OtherFieldView: SchemaView {
    let field: FieldView

    static let viewName = "field"
    static let fields: [ViewField<Self>] = [
        .text("name") { $0.field.declaration.name },
        .text("label") { $0.field.writer.context.text($0.field.declaration.label) },
        .html("html") { $0.field.writer.write($0.field.value, $0.field.declaration.type, &$1) },
        .flag("isLong") { $0.field.declaration.type.isLong },
    ]
    static let schema = ViewSchema(Self.self)

    /// Some of the fields of a writer's page, in this order; those that the page doesn't have are left out.
    static func views(of names: [String], by writer: FieldWriter) -> [OtherFieldView] {
        let declared = writer.context.fields(of: writer.context.kind(of: writer.page))
        let fields = writer.context.fields(of: writer.page)
        return names.compactMap { name in
            guard let declaration = declared.first(named: name), let value = fields[field: name] else { return nil }
            return OtherFieldView(field: FieldView(declaration: declaration, value: value, writer: writer))
        }
    }
}

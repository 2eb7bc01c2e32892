import CasebookModel

/// Many pages as one.
struct BookView: SchemaView {
    let context: RenderContext
    let chapters: [BookChapters.Chapter]
    /// `nil` for a book of everything.
    let title: String?
    let scope: BookScope
    let style: [UInt8]
    let digest: String

    static let viewName = "book"
    static let fields: [ViewField<Self>] = [
        .text("language") { $0.context.language.rawValue },
        .text("site") { $0.context.configuration.title },
        .optional("title") { $0.title },
        .text("date") { $0.context.edition.date.description },
        .text("count") { view in
            view.context.words[.entries, view.chapters.reduce(0) { $0 + $1.pages.count }]
        },
        .flag("hasDrafts") { $0.context.edition.includesDrafts },
        .text("policy") { "sha256-\($0.digest)" },
        .html("style") { $1.encoded($0.style) },
        .list("chapters") { $0.views },
    ]
    static let schema = ViewSchema(Self.self)

    private var views: [BookChapterView] {
        chapters.enumerated().map { BookChapterView(book: self, number: $0.offset + 1, chapter: $0.element) }
    }
}

struct BookChapterView: SchemaView {
    let book: BookView
    /// From 1.
    let number: Int
    let chapter: BookChapters.Chapter

    static let viewName = "chapter"
    static let fields: [ViewField<Self>] = [
        .text("title") { $0.chapter.title },
        .text("anchor") { "chapter:\($0.number)" },
        .view("introduction") { view in view.chapter.introduction.map { BookPageView(book: view.book, page: $0) } },
        .list("pages") { view in view.chapter.pages.map { BookPageView(book: view.book, page: $0) } },
    ]
    static let schema = ViewSchema(Self.self)
}

/// A page in a book: all that it says itself, in the order of its kind's fields.
struct BookPageView: SchemaView {
    let book: BookView
    let page: Site.PageIndex

    private var context: RenderContext { book.context }
    private var brief: RenderContext.PageBrief { context.briefs[page] }
    private var values: [Field] { context.reading(page) { $0.parsed.fields } }

    static let viewName = "book page"
    static let fields: [ViewField<Self>] = [
        .text("id") { BookScope.id($0.brief.id) },
        .html("href") { $0.book.scope.writeReference(to: .page($0.page, anchor: nil), $0.context, &$1) },
        .text("title") { $0.brief.title },
        .text("kind") { $0.brief.kind },
        .text("kindLabel") { $0.brief.kindLabel },
        .flag("isStep") { $0.context.places[$0.page]?.step != nil },
        .flag("hasState") { !$0.context.configuration.isImplicit },
        .flag("isOverdue") { $0.brief.isOverdue },
        .flag("isUnpublished") { $0.brief.status.isUnpublished },
        .text("statusLabel") { $0.context.words.label(of: $0.brief.status) },
        .optional("reviewedOn") { $0.values.date("reviewed_on")?.description },
        .optional("owner") { $0.values.text("owner") },
        .flag("hasSummary") { $0.values[field: "summary"] != nil },
        .html("summary") { $0.writeField("summary", &$1) },
        .flag("hasCaveat") { $0.values[field: "caveat"] != nil },
        .html("caveat") { $0.writeField("caveat", &$1) },
        .flag("hasFields") { !$0.declared.isEmpty },
        .list("fields") { view in
            view.declared.map { OtherFieldView(field: FieldView(declaration: $0.0, value: $0.1, writer: view.writer)) }
        },
        .html("body") { $0.writeBody(&$1) },
    ]
    static let schema = ViewSchema(Self.self)

    private var writer: FieldWriter {
        FieldWriter(context: context, page: page, place: context.routes[page], marksOwn: true, book: book.scope)
    }

    private func writeField(_ name: String, _ html: inout HTMLBuffer) {
        var writer = writer
        writer.marksOwn = false
        if let value = values[field: name] { writer.writeScalar(value, .prose, &html) }
    }

    /// What readers of a book have use for; the rest is for the program or for those who look after the page.
    private var declared: [(FieldDeclaration, FieldValue)] {
        let values = values
        return context.fields(of: context.kind(of: page)).compactMap { declaration in
            guard !Self.leftOut.contains(declaration.name) else { return nil }
            return values[field: declaration.name].map { (declaration, $0) }
        }
    }

    private static let leftOut: Set<String> = [
        "id", "kind", "title", "summary", "caveat", "tags", "status", "owner", "reviewed_on", "reviewed_by",
        "review_by", "updated_on", "change", "pinned", "replaced_by", "former_ids", "evidence", "pinyin", "slots",
        "anonymised", "aliases",
    ]

    private func writeBody(_ html: inout HTMLBuffer) {
        let parsed = context.reading(page) { $0.parsed }
        var setting = BodySetting.body(of: page, context)
        setting.book = book.scope
        setting.idPrefix = brief.id + ":"
        let body = parsed.body
        let start = parsed.bodyStartsWithTitle ? Int(body.nodes.first?.end ?? 0) : 0
        DocumentWriter.write(body, start..<body.nodes.count, setting: setting, into: &html)
    }
}

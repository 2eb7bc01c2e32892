import CasebookModel

/// The sections of a body by name (`section.course`), so that a template can give one its own place.
struct SectionsView: TemplateView {
    let names: [String]
    let body: PageBody

    static func schema(_ names: [String]) -> ViewSchema {
        ViewSchema(name: "sections", fields: names.map { ($0, .view { SectionView.schema }) })
    }

    /// The names that a kind's template may use, sorted: what the kind declares, and what the shipped templates place. A
    /// site may give a kind other sections without having to rewrite its template.
    static func names(of kind: KindDeclaration) -> [String] {
        Set(kind.sections.map(\.name)).union(shippedNames).sorted()
    }

    private static let shippedNames = [
        "background", "course", "problem", "handling", "result", "lesson", "discussion",
    ]

    func write(_ field: Int, to html: inout HTMLBuffer) {}
    func flag(_ field: Int) -> Bool { false }
    func isEmptyList(_ field: Int) -> Bool { true }
    func forEach(_ field: Int, _ body: (any TemplateView) -> Void) {}

    func view(_ field: Int) -> (any TemplateView)? {
        body.sections.sections.first { $0.name == names[field] }.map { SectionView(body: body, section: $0) }
    }
}

/// A section of a page's own body.
struct SectionView: SchemaView {
    let body: PageBody
    let section: BodySections.Section

    static let viewName = "section"
    static let fields: [ViewField<Self>] = [
        .text("title") { $0.heading.text },
        .text("anchor") { $0.heading.anchor },
        .html("inner") { $0.body.write($0.section.content, &$1) },
        .html("dialogue") { $0.body.write($0.section.content, speech: $0.body.context.courseSpeech, &$1) },
        .html("model") { $0.body.write($0.section.content, speech: $0.body.context.modelSpeech, &$1) },
        .html("untilTurn") { $0.body.write($0.untilTurn, speech: $0.body.context.courseSpeech, &$1) },
        .flag("hasTurn") { $0.turn != nil },
        .html("fromTurn") { $0.body.write($0.fromTurn, speech: $0.body.context.courseSpeech, &$1) },
    ]
    static let schema = ViewSchema(Self.self)

    private var heading: Heading { body.document.headings[section.heading] }

    private var turn: Int? { body.document.turn(in: section.content) }

    private var untilTurn: Range<Int> { section.content.lowerBound..<(turn ?? section.content.upperBound) }

    private var fromTurn: Range<Int> {
        let end = section.content.upperBound
        return (turn.map { $0 + 1 } ?? end)..<end
    }
}

extension PageView {
    var sectionsByName: SectionsView { SectionsView(names: context.sectionNames(of: kind), body: body) }

    /// The sections that the template gives no place of their own, in order: nothing that an author wrote is dropped. A
    /// second section of one name is among them.
    var otherSections: [SectionView] {
        var placed: Set<String> = []
        return body.sections.sections.filter { section in
            guard let name = section.name, shown.sections.contains(name) else { return true }
            return !placed.insert(name).inserted
        }.map { SectionView(body: body, section: $0) }
    }
}

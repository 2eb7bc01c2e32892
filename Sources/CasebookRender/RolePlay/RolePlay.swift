import CasebookModel

/// What a case gives three people to play: the customer, the agent, and somebody who watches.
///
/// Customer and agent must not read on their cards what would have been right: that stands in the sections of a case
/// behind its course, behind the line that an author draws across the course, and, where a case went well and has no such
/// line, in the course itself. The observer may read everything.
struct RolePlay {
    let page: Site.PageIndex
    let body: Document
    /// The situation, which both sides know. Of the body's nodes, as all ranges here; empty where the case has none.
    let background: Range<Int>
    /// What the customer has behind them when the play begins.
    let told: Range<Int>
    /// What customers said behind that, in their words and in its order.
    let lines: [String]
    /// The course from where the play begins, and all sections behind it; a heading each.
    let shown: [Shown]
    /// What customers with these causes say, taken in turns from each cause.
    let signs: [Quoted]
    /// What makes it worse: records with `phrase` and `instead`.
    let slips: [Quoted]
    /// What to listen for with the case's scripts.
    let hints: [Quoted]
    /// The methods that the case is compared with, with its verdicts by the number of the step.
    let methods: [(method: Int, verdicts: [Int: RelationBlock.Entry])]

    struct Shown {
        /// The declared section's name; `nil` for one of the author's own.
        let name: String?
        let heading: String
        let content: Range<Int>
    }

    /// A value of another page's field.
    struct Quoted {
        let page: Site.PageIndex
        let value: FieldValue
    }

    /// A card has to fit on half a sheet of paper.
    private static let signLimit = 8
    private static let slipLimit = 6
    private static let hintLimit = 6

    /// Whether a case says what happened; of a retired one nothing is said any more.
    static func isPossible(_ page: Page, of kind: @autoclosure () -> KindDeclaration) -> Bool {
        guard page.kind == "case", page.status != .retired else { return false }
        let declared = kind().sections.filter { story.contains($0.name) }
        return page.parsed.headings.contains { heading in
            heading.level == 2
                && declared.contains { $0.label.chinese == heading.text || $0.label.english == heading.text }
        }
    }

    private static let story: Set<String> = ["background", "course"]

    init(_ index: Site.PageIndex, _ context: RenderContext) {
        let value = context.page(index)
        let body = value.parsed.body
        let start = value.parsed.bodyStartsWithTitle ? Int(body.nodes.first?.end ?? 0) : 0
        let sections = BodySections(body, in: start..<body.nodes.count, of: context.kind(of: index)).sections
        let course = sections.first { $0.name == "course" }
        page = index
        self.body = body
        background = sections.first { $0.name == "background" }?.content ?? 0..<0
        let told = course.map { Self.told($0.content, of: value, body) } ?? 0..<0
        self.told = told
        let played = course.map { max($0.content.lowerBound, told.upperBound)..<$0.content.upperBound } ?? 0..<0
        lines = body.turns(ofCustomersBy: context.courseSpeech, in: played) { link in
            guard case .page(let target, _) = value.links[link] else { return nil }
            return context.briefs[target].title
        }
        shown = sections.compactMap { section in
            let content = section == course ? body.withoutTurn(played) : section.content
            guard section.name != "background", !content.isEmpty else { return nil }
            return Shown(name: section.name, heading: body.headings[section.heading].text, content: content)
        }
        let causes = Self.related("causes", in: value.relations)
        let scripts = Self.related("scripts", in: value.relations)
        let steps = Self.related("steps", in: value.relations)
        signs = Self.inTurns(causes.map { Self.values("signs", of: $0, context) }, Self.signLimit)
        // A cause of a large site has hundreds of scripts: they are looked at only for what is missing.
        let own = Self.adding((scripts + steps).lazy.flatMap { Self.values("avoid", of: $0, context) }, to: [])
        let others = causes.lazy.flatMap { Self.related("scripts", in: context.relations(of: $0)) }
        slips = Self.adding(others.flatMap { Self.values("avoid", of: $0, context) }, to: own)
        hints = Array(scripts.flatMap { Self.values("listen_for", of: $0, context) }.prefix(Self.hintLimit))
        methods = Self.methods(of: value, context)
    }

    private static func told(_ course: Range<Int>, of page: Page, _ body: Document) -> Range<Int> {
        if let turn = body.turn(in: course) { return course.lowerBound..<turn }
        // What an agent did well is what the players are to find.
        return page.fields.text("polarity") == "good" ? course.lowerBound..<course.lowerBound : course
    }

    // MARK: - What other pages say

    private static func related(_ relation: String, in blocks: [RelationBlock]) -> [Site.PageIndex] {
        blocks.filter { $0.name == relation && !$0.isInverse }.flatMap(\.entries).map(\.page)
    }

    /// The elements of a page's list field; empty where it has none.
    static func values(_ field: String, of page: Site.PageIndex, _ context: RenderContext) -> [Quoted] {
        context.fields(of: page).list(field).map { Quoted(page: page, value: $0) }
    }

    /// The first of each, then the second of each: no cause is to be heard more than the others.
    private static func inTurns(_ groups: [[Quoted]], _ limit: Int) -> [Quoted] {
        let longest = groups.map(\.count).max() ?? 0
        let all = (0..<longest).flatMap { place in groups.compactMap { $0.indices.contains(place) ? $0[place] : nil } }
        return Array(all.prefix(limit))
    }

    /// Slips with other phrases than those that are there, as many as a card holds.
    private static func adding(_ records: some Sequence<Quoted>, to earlier: [Quoted]) -> [Quoted] {
        var slips = earlier
        var seen = Set(earlier.compactMap { $0.value.fields.text("phrase") })
        guard slips.count < slipLimit else { return slips }
        for record in records {
            guard let phrase = record.value.fields.text("phrase"), seen.insert(phrase).inserted else { continue }
            slips.append(record)
            if slips.count == slipLimit { break }
        }
        return slips
    }

    private static func methods(
        of page: Page, _ context: RenderContext
    ) -> [(method: Int, verdicts: [Int: RelationBlock.Entry])] {
        var methods: [Int: [Int: RelationBlock.Entry]] = [:]
        for entry in page.relations.filter({ $0.name == "steps" && !$0.isInverse }).flatMap(\.entries) {
            guard let found = context.places[entry.page], let step = found.step else { continue }
            methods[found.method, default: [:]][step] = entry
        }
        return methods.sorted { $0.key < $1.key }.map { (method: $0.key, verdicts: $0.value) }
    }
}

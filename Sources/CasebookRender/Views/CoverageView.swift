import CasebookModel

/// Causes against steps: how many scripts and cases each pair has.
struct CoverageView: SchemaView {
    let frame: FrameView
    let title: String
    let crumbs: [ReferenceView]
    let methods: [CoverageMethodView]
    let rows: [CoverageRowView]
    let gaps: CoverageGapsView?
    let pager: PagerView?

    static let viewName = "coverage"
    static let fields: [ViewField<Self>] = [
        .view("site") { $0.frame },
        .text("title") { $0.title },
        .list("crumbs") { $0.crumbs },
        .list("methods") { $0.methods },
        .list("rows") { $0.rows },
        .view("gaps") { $0.gaps },
        .list("levels") { _ in HeatLevelView.all },
        .view("pager") { $0.pager },
    ]
    static let schema = ViewSchema(Self.self)
}

struct CoverageMethodView: SchemaView {
    let reference: ReferenceView
    let steps: [ReferenceView]

    static let viewName = "method"
    static let fields: [ViewField<Self>] = [
        .text("title") { $0.reference.title },
        .html("href") { $1.encodedReference(from: $0.reference.from, to: $0.reference.to) },
        .text("span") { String(max(1, $0.steps.count)) },
        .list("steps") { $0.steps },
    ]
    static let schema = ViewSchema(Self.self)
}

/// A cause with its cell for each step.
struct CoverageRowView: SchemaView {
    let context: RenderContext
    let place: EncodedRoute
    let row: CauseIndex.Row

    static let viewName = "row"
    static let fields: [ViewField<Self>] = [
        .view("cause") { ReferenceView($0.context.briefs[$0.row.cause].title, from: $0.place, to: $0.address) },
        // Deeper than the style indents, rows stay where they are.
        .text("depth") { String(min($0.row.depth, 5)) },
        .list("cells") { $0.cells },
    ]
    static let schema = ViewSchema(Self.self)

    private var address: EncodedRoute { context.routes[row.cause] }

    private var cells: [CoverageCellView] {
        let cells = context.causes.cells[row.cause] ?? [:]
        return context.causes.steps.enumerated().map { number, step in
            CoverageCellView(
                context: context, place: place, cause: address, step: step, cell: cells[number] ?? CauseIndex.Cell())
        }
    }
}

struct CoverageCellView: SchemaView {
    let context: RenderContext
    let place: EncodedRoute
    let cause: EncodedRoute
    let step: Site.PageIndex
    let cell: CauseIndex.Cell

    static let viewName = "cell"
    static let fields: [ViewField<Self>] = [
        .text("scripts") { String($0.cell.scripts.count) },
        .text("cases") { String($0.cell.cases.count) },
        .text("level") { String(HeatLevelView.level(of: $0.count)) },
        .flag("isEmpty") { $0.count == 0 },
        .flag("isLacking") { $0.cell.isLacking },
        .html("href") { view, html in
            let anchor = CauseStepView.anchor(of: view.step, view.context)
            html.encodedReference(from: view.place, to: view.cause, anchor: anchor)
        },
    ]
    static let schema = ViewSchema(Self.self)

    private var count: Int { cell.scripts.count + cell.cases.count }
}

/// A degree of the heat map. Degrees differ by their frames too, for readers who don't see the colours.
struct HeatLevelView: SchemaView {
    let level: Int

    static let viewName = "level"
    static let fields: [ViewField<Self>] = [.text("level") { String($0.level) }, .text("range") { $0.range }]
    static let schema = ViewSchema(Self.self)

    static let all = lowest.indices.map(HeatLevelView.init)

    /// The smallest number of scripts and cases together of each degree.
    private static let lowest = [0, 1, 2, 4, 8]

    static func level(of count: Int) -> Int { lowest.lastIndex { $0 <= count } ?? 0 }

    private var range: String {
        let first = Self.lowest[level]
        guard level + 1 < Self.lowest.count else { return "≥ \(first)" }
        let last = Self.lowest[level + 1] - 1
        return first == last ? "\(first)" : "\(first)–\(last)"
    }
}

/// What is missing, by name.
struct CoverageGapsView: SchemaView {
    let context: RenderContext
    let place: EncodedRoute

    static let viewName = "gaps"
    static let fields: [ViewField<Self>] = [
        .view("causes") { $0.named($0.context.causes.causesWithoutScript(in: $0.context.causeTree), .causeGaps) },
        .view("steps") { $0.named($0.context.causes.stepsWithoutScript, .stepGaps) },
        .view("pairs") { $0.pairs },
    ]
    static let schema = ViewSchema(Self.self)

    /// Names in each list; the rest is a number.
    private static let limit = 40

    private func named(_ pages: [Site.PageIndex], _ word: InterfaceWord) -> NamedGapsView? {
        guard !pages.isEmpty else { return nil }
        return NamedGapsView(
            label: context.words[word], count: pages.count,
            entries: pages.prefix(Self.limit).map {
                ReferenceView(context.briefs[$0].title, from: place, to: context.routes[$0])
            }, more: more(pages.count))
    }

    private func more(_ count: Int) -> String? {
        count > Self.limit ? context.words[.andMore, count - Self.limit] : nil
    }

    /// Where cases show that something goes wrong and there is nothing to say.
    private var pairs: NamedGapsView? {
        let found = context.causes.lackingPairs
        guard !found.isEmpty else { return nil }
        let entries = found.prefix(Self.limit).map { pair in
            let step = context.causes.steps[pair.step]
            return ReferenceView(
                "\(context.briefs[pair.cause].title) × \(context.briefs[step].title)", from: place,
                to: context.routes[pair.cause], anchor: CauseStepView.anchor(of: step, context))
        }
        return NamedGapsView(
            label: context.words[.pairGaps], count: found.count, entries: entries, more: more(found.count))
    }
}

struct NamedGapsView: SchemaView {
    let label: String
    let count: Int
    let entries: [ReferenceView]
    let more: String?

    static let viewName = "gaps of a sort"
    static let fields: [ViewField<Self>] = [
        .text("label") { $0.label }, .text("count") { String($0.count) }, .list("entries") { $0.entries },
        .optional("more") { $0.more },
    ]
    static let schema = ViewSchema(Self.self)
}

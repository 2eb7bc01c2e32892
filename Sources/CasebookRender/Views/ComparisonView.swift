import CasebookModel

/// The methods side by side: a column each, steps of the same number in one row.
struct ComparisonView: SchemaView {
    let frame: FrameView
    let title: String
    let crumbs: [ReferenceView]
    let methods: [MethodColumnView]
    let rows: [ComparedRowView]

    static let viewName = "comparison"
    static let fields: [ViewField<Self>] = [
        .view("site") { $0.frame },
        .text("title") { $0.title },
        .list("crumbs") { $0.crumbs },
        .list("methods") { $0.methods },
        .list("rows") { $0.rows },
    ]
    static let schema = ViewSchema(Self.self)
}

/// A method with what its steps have, and what no other method's steps have.
struct MethodColumnView: SchemaView {
    let entry: EntryView
    let steps: [ComparedStepView]
    let scripts: [Site.PageIndex]
    let cases: [Site.PageIndex]
    let ownScripts: [Site.PageIndex]
    let ownCauses: [Site.PageIndex]

    static let viewName = "method"
    static let fields: [ViewField<Self>] = [
        .view("entry") { $0.entry },
        .text("steps") { String($0.steps.count) },
        .text("scripts") { String($0.scripts.count) },
        .text("cases") { String($0.cases.count) },
        .list("ownScripts") { $0.references($0.ownScripts) },
        .optional("moreOwnScripts") { $0.more($0.ownScripts) },
        .list("ownCauses") { $0.references($0.ownCauses) },
        .optional("moreOwnCauses") { $0.more($0.ownCauses) },
    ]
    static let schema = ViewSchema(Self.self)

    /// Names in a cell; the rest is a number.
    private static let limit = 8

    private func references(_ pages: [Site.PageIndex]) -> [ReferenceView] {
        pages.prefix(Self.limit).map {
            ReferenceView(entry.context.briefs[$0].title, from: entry.place, to: entry.context.routes[$0])
        }
    }

    private func more(_ pages: [Site.PageIndex]) -> String? {
        pages.count > Self.limit ? entry.context.words[.andMore, pages.count - Self.limit] : nil
    }

    static func columns(_ context: RenderContext, place: EncodedRoute) -> [MethodColumnView] {
        let index = context.causes
        var first = 0
        var found: [(scripts: [Site.PageIndex], cases: [Site.PageIndex], causes: [Site.PageIndex])] = []
        let causes = Self.causesByStep(index)
        for method in context.methods {
            let steps = first..<first + method.steps.count
            first = steps.upperBound
            found.append(
                (
                    union(steps.map { index.scriptsOfStep[$0] }), union(steps.map { index.casesOfStep[$0] }),
                    union(steps.map { causes[$0] })
                ))
        }
        let shares = (scripts: shares(found.map(\.scripts)), causes: shares(found.map(\.causes)))
        first = 0
        return zip(context.methods, found).map { method, found in
            let steps = method.steps.enumerated().map { number, step in
                ComparedStepView(
                    number: number + 1, entry: EntryView(context: context, place: place, page: step),
                    scripts: index.scriptsOfStep[first + number].count, cases: index.casesOfStep[first + number].count)
            }
            first += steps.count
            return MethodColumnView(
                entry: EntryView(context: context, place: place, page: method.page), steps: steps,
                scripts: found.scripts, cases: found.cases,
                ownScripts: found.scripts.filter { shares.scripts[$0] == 1 },
                ownCauses: found.causes.filter { shares.causes[$0] == 1 })
        }
    }

    /// The causes that have a script at each step.
    private static func causesByStep(_ index: CauseIndex) -> [[Site.PageIndex]] {
        var causes = [[Site.PageIndex]](repeating: [], count: index.steps.count)
        for row in index.rows {
            for (step, cell) in index.cells[row.cause] ?? [:] where !cell.scripts.isEmpty {
                causes[step].append(row.cause)
            }
        }
        return causes
    }

    private static func union(_ lists: [[Site.PageIndex]]) -> [Site.PageIndex] {
        var seen: Set<Site.PageIndex> = []
        return lists.flatMap(\.self).filter { seen.insert($0).inserted }
    }

    /// In how many lists a page stands; each list holds it at most once.
    private static func shares(_ lists: [[Site.PageIndex]]) -> [Site.PageIndex: Int] {
        lists.flatMap(\.self).reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
}

/// The steps that have the same number.
struct ComparedRowView: SchemaView {
    let number: Int
    let cells: [ComparedCellView]

    static let viewName = "row"
    static let fields: [ViewField<Self>] = [.text("number") { String($0.number) }, .list("cells") { $0.cells }]
    static let schema = ViewSchema(Self.self)

    static func rows(_ methods: [MethodColumnView]) -> [ComparedRowView] {
        (0..<(methods.map(\.steps.count).max() ?? 0)).map { number in
            ComparedRowView(
                number: number + 1,
                cells: methods.map {
                    ComparedCellView(step: $0.steps.indices.contains(number) ? $0.steps[number] : nil)
                })
        }
    }
}

/// A method's step in a row; methods are of different lengths.
struct ComparedCellView: SchemaView {
    let step: ComparedStepView?

    static let viewName = "cell"
    static let fields: [ViewField<Self>] = [.view("step") { $0.step }]
    static let schema = ViewSchema(Self.self)
}

struct ComparedStepView: SchemaView {
    let number: Int
    let entry: EntryView
    var scripts = 0
    var cases = 0

    static let viewName = "step"
    static let fields: [ViewField<Self>] = [
        .text("number") { String($0.number) },
        .text("title") { $0.entry.context.briefs[$0.entry.page].title },
        .html("href") { $1.encodedReference(from: $0.entry.place, to: $0.entry.context.routes[$0.entry.page]) },
        .view("goal") { view in
            FieldWriter.prose("goal", of: view.entry.page, from: view.entry.place, view.entry.context)
        },
        .text("scripts") { $0.entry.context.words[.scriptsCounted, $0.scripts] },
        .text("cases") { $0.entry.context.words[.casesCounted, $0.cases] },
        .flag("isGap") { $0.scripts == 0 },
    ]
    static let schema = ViewSchema(Self.self)
}

extension FieldWriter {
    /// A text field of a page, printed on another one.
    static func prose(
        _ name: String, of page: Site.PageIndex, from place: EncodedRoute, _ context: RenderContext
    ) -> ProseView? {
        guard let value = context.fields(of: page)[field: name] else { return nil }
        let writer = FieldWriter(context: context, page: page, place: place, marksOwn: false)
        if case .prose(let prose) = value.content { return ProseView(prose: prose, writer: writer) }
        return value.text.map { ProseView(prose: Prose(source: $0, document: nil), writer: writer) }
    }
}

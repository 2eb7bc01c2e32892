import CasebookModel

/// A method as a row of numbered steps, with the places that have to do with a page.
struct StripView: SchemaView {
    /// The method's page id.
    let id: String
    let method: ReferenceView
    let steps: [StripStepView]

    static let viewName = "strip"
    static let fields: [ViewField<Self>] = [
        .text("id") { $0.id },
        .view("method") { $0.method },
        .list("steps") { $0.steps },
    ]
    static let schema = ViewSchema(Self.self)

    /// The method that a page is, or a step of; otherwise the methods whose steps it is related to.
    static func strips(of page: Site.PageIndex, from place: EncodedRoute, _ context: RenderContext) -> [StripView] {
        if let found = context.places[page] {
            return [strip(found.method, marks: found.step.map { [$0: StepMark()] } ?? [:], from: place, context)]
        }
        var marks: [Int: [Int: StepMark]] = [:]
        for block in context.relations(of: page) {
            for entry in block.entries {
                guard let found = context.places[entry.page], let step = found.step else { continue }
                let verdict = entry.qualifiers["verdict"]
                let label = EntryView(
                    context: context, place: place, page: entry.page, qualifiers: entry.qualifiers, relation: block.name
                ).verdictLabel
                marks[found.method, default: [:]][step] = StepMark(verdict: verdict, label: label)
            }
        }
        return marks.keys.sorted().map { strip($0, marks: marks[$0] ?? [:], from: place, context) }
    }

    static func strip(
        _ method: Int, marks: [Int: StepMark] = [:], from place: EncodedRoute, _ context: RenderContext
    ) -> StripView {
        let value = context.methods[method]
        return StripView(
            id: context.briefs[value.page].id,
            method: ReferenceView(context.briefs[value.page].title, from: place, to: context.routes[value.page]),
            steps: value.steps.enumerated().map { number, page in
                StripStepView(
                    number: number + 1,
                    step: ReferenceView(context.briefs[page].title, from: place, to: context.routes[page]),
                    mark: marks[number])
            })
    }
}

/// That a page belongs to a step, and how a case did there.
struct StepMark: Sendable {
    var verdict: String?
    var label: String?
}

struct StripStepView: SchemaView {
    let number: Int
    let step: ReferenceView
    let mark: StepMark?

    static let viewName = "strip step"
    static let fields: [ViewField<Self>] = [
        .text("number") { String($0.number) },
        .text("title") { $0.step.title },
        .html("href") { $1.encodedReference(from: $0.step.from, to: $0.step.to) },
        .flag("isCurrent") { $0.mark != nil && $0.mark?.verdict == nil },
        .optional("verdict") { $0.mark?.verdict },
        .optional("verdictLabel") { $0.mark?.label },
    ]
    static let schema = ViewSchema(Self.self)
}

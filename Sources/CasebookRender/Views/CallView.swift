import CasebookModel

/// A method for the call mode: all its steps, with what to reach and what to say.
struct CallView: SchemaView {
    let context: RenderContext
    let place: EncodedRoute
    let method: Int
    /// The step whose page this is, from 1.
    let present: Int?

    private var page: Site.PageIndex { context.methods[method].page }

    static let viewName = "call"
    static let fields: [ViewField<Self>] = [
        .text("title") { $0.context.briefs[$0.page].title },
        .html("href") { $1.encodedReference(from: $0.place, to: $0.context.routes[$0.page]) },
        .text("present") { String($0.present ?? 1) },
        .list("steps") { $0.steps },
    ]
    static let schema = ViewSchema(Self.self)

    var steps: [CallStepView] {
        context.methods[method].steps.enumerated().map { number, page in
            CallStepView(number: number + 1, entry: EntryView(context: context, place: place, page: page))
        }
    }

    /// The method that a page is, or a step of.
    static func call(on page: Site.PageIndex, at place: EncodedRoute, _ context: RenderContext) -> CallView? {
        context.places[page].map {
            CallView(context: context, place: place, method: $0.method, present: $0.step.map { $0 + 1 })
        }
    }
}

struct CallStepView: SchemaView {
    /// From 1.
    let number: Int
    let entry: EntryView

    /// More can't be taken in while somebody talks, and the page holds those of all steps. A step's own page has the rest.
    private static let cardLimit = 2

    static let viewName = "call step"
    static let fields: [ViewField<Self>] = [
        .text("number") { String($0.number) },
        .view("entry") { $0.entry },
        .view("goal") { $0.prose("goal") },
        .view("doneWhen") { $0.prose("done_when") },
        .list("cards") { $0.cards },
    ]
    static let schema = ViewSchema(Self.self)

    private func prose(_ name: String) -> ProseView? {
        FieldWriter.prose(name, of: entry.page, from: entry.place, entry.context)
    }

    var cards: [CardView] {
        let scripts = entry.context.relations(of: entry.page).first { $0.name == "scripts" && !$0.isInverse }
        return (scripts?.entries ?? []).prefix(Self.cardLimit).map { script in
            CardView(entry: EntryView(context: entry.context, place: entry.place, page: script.page))
        }
    }
}

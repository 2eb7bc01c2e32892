import CasebookModel

/// A script on another page, ready to be said: its default line whole, with fields for its slots and its own copy button.
struct CardView: SchemaView {
    let entry: EntryView

    private var context: RenderContext { entry.context }

    static let viewName = "card"
    static let fields: [ViewField<Self>] = [
        .text("id") { $0.context.briefs[$0.entry.page].id },
        .view("entry") { $0.entry },
        .flag("hasLine") { $0.line != nil },
        .html("line") { view, html in
            guard let line = view.line else { return }
            BodySetting.writeLine(line, of: view.entry.page, on: view.entry.place, view.context, into: &html)
        },
        .list("slots") { $0.slots },
    ]
    static let schema = ViewSchema(Self.self)

    var line: SpokenLine? { context.defaultLine(of: entry.page) }

    /// Only what the line shown says is asked for.
    var slots: [SlotView] {
        guard let line else { return [] }
        return SlotView.slots(of: context.page(entry.page)).filter { line.text.contains("{\($0.name)}") }
    }
}

extension Page {
    /// The line that other pages show: the one for all channels, else the first; none of a page that nobody is to use.
    var defaultLine: SpokenLine? {
        guard status != .retired else { return nil }
        return parsed.spokenLines.first { $0.variant == nil } ?? parsed.spokenLines.first
    }
}

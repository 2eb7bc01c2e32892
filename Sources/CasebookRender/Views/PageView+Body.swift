import CasebookModel

/// The parts of a body that templates place.
extension PageView {
    func writeBody(_ range: Range<Int>, _ html: inout HTMLBuffer) { body.write(range, &html) }

    /// A first heading that is the page's title is shown as the title and not again.
    private var titleHeading: Document.Node? {
        value.parsed.bodyStartsWithTitle ? body.document.nodes.first : nil
    }

    var titleAnchor: String? { titleHeading.map { value.parsed.headings[Int($0.index)].anchor } }

    var bodyRange: Range<Int> { body.range }

    /// What an agent says: everything up to the last spoken line of the body's beginning and its variants.
    var leadRange: Range<Int> {
        guard let last = value.parsed.spokenLines.last else { return bodyRange.lowerBound..<bodyRange.lowerBound }
        let end = Int(body.document.nodes[Int(last.node)].end)
        return bodyRange.lowerBound..<max(bodyRange.lowerBound, end)
    }

    var restRange: Range<Int> { leadRange.upperBound..<bodyRange.upperBound }

    /// The level-2 headings, where there are enough of them to be worth a list.
    var contents: [ContentsView] {
        let headings = value.parsed.headings.filter { $0.level == 2 }
        guard headings.count > 2 else { return [] }
        return headings.map { ContentsView(title: $0.text, anchor: $0.anchor) }
    }
}

/// A line of a page's table of contents.
struct ContentsView: SchemaView {
    let title: String
    let anchor: String

    static let viewName = "contents"
    static let fields: [ViewField<Self>] = [
        .text("title") { $0.title },
        .html("href") { view, html in
            html.markup("#")
            html.percentEncoded(view.anchor)
        },
    ]
    static let schema = ViewSchema(Self.self)
}

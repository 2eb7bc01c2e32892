import CasebookModel

/// The picture of a cause's neighbourhood as SVG. It says nothing that the page's lists don't: they are its text.
struct NeighbourhoodView: SchemaView {
    let neighbours: Neighbours
    let form: NeighbourhoodLayout.Form
    let place: EncodedRoute
    let context: RenderContext

    static let viewName = "neighbourhood"
    static let fields: [ViewField<Self>] = [
        .text("form") { $0.form.rawValue },
        .html("svg") { $0.write(&$1) },
    ]
    static let schema = ViewSchema(Self.self)

    /// Looks are the style's: colours, so that they follow light and dark, and the font's size, which the layout knows.
    private func write(_ html: inout HTMLBuffer) {
        let layout = NeighbourhoodLayout(neighbours, form)
        html.markup("<svg class=\"near near-")
        html.text(form.rawValue)
        html.markup("\"")
        attribute(" width=\"", layout.width, &html)
        attribute(" height=\"", layout.height, &html)
        html.markup(" viewBox=\"0 0 ")
        html.number(layout.width)
        html.markup(" ")
        html.number(layout.height)
        html.markup("\">\n<path class=\"near-edge\" d=\"")
        for edge in layout.edges { write(edge, &html) }
        html.markup("\"></path>\n<g class=\"near-centre\">")
        write(layout.centre, isLink: false, &html)
        html.markup("</g>\n")
        for group in layout.groups {
            html.markup("<g class=\"near-")
            html.text(group.kind.rawValue)
            html.markup("\"><text class=\"near-label\"")
            position(group.x, group.y, &html)
            html.markup(">")
            html.text(group.label)
            html.markup("</text>\n")
            for node in group.nodes { write(node, isLink: node.page != nil, &html) }
            html.markup("</g>\n")
        }
        html.markup("</svg>\n")
    }

    private func write(_ edge: NeighbourhoodLayout.Edge, _ html: inout HTMLBuffer) {
        switch edge {
        case .line(let points):
            for (number, point) in points.enumerated() { write(number == 0 ? "M" : "L", point, &html) }
        case .curve(let start, let end):
            let middle = (start.x + end.x) / 2
            write("M", start, &html)
            write("C", .init(x: middle, y: start.y), &html)
            write(" ", .init(x: middle, y: end.y), &html)
            write(" ", end, &html)
        }
    }

    private func write(_ command: StaticString, _ point: NeighbourhoodLayout.Point, _ html: inout HTMLBuffer) {
        html.markup(command)
        html.number(point.x)
        html.markup(" ")
        html.number(point.y)
    }

    private func write(_ node: NeighbourhoodLayout.Node, isLink: Bool, _ html: inout HTMLBuffer) {
        if isLink, let page = node.page {
            html.markup("<a href=\"")
            html.encodedReference(from: place, to: context.routes[page])
            html.markup("\">")
            if !node.isWhole {
                html.markup("<title>")
                html.text(context.briefs[page].title)
                html.markup("</title>")
            }
        }
        let box = node.box
        html.markup("<rect rx=\"8\"")
        position(box.x, box.y, &html)
        attribute(" width=\"", box.width, &html)
        attribute(" height=\"", box.height, &html)
        html.markup("></rect><text>")
        for (number, line) in node.lines.enumerated() {
            html.markup("<tspan")
            position(
                box.x + NeighbourhoodLayout.padding, box.y + 19 + number * NeighbourhoodLayout.lineHeight, &html)
            html.markup(">")
            html.text(line)
            html.markup("</tspan>")
        }
        html.markup("</text>")
        if isLink { html.markup("</a>") }
        html.newline()
    }

    private func position(_ x: Int, _ y: Int, _ html: inout HTMLBuffer) {
        attribute(" x=\"", x, &html)
        attribute(" y=\"", y, &html)
    }

    private func attribute(_ name: StaticString, _ number: Int, _ html: inout HTMLBuffer) {
        html.markup(name)
        html.number(number)
        html.markup("\"")
    }
}

import CasebookModel

extension DocumentWriter {
    mutating func enterTable(_ index: Int, _ node: Document.Node) {
        hasTableBody = false
        guard let setting else {
            html.freshLine()
            return html.markup("<table>")
        }
        openTag("<div", index, node, closes: false)
        setting.openTableFrame(&html)
        html.markup("<table>")
    }

    mutating func leaveTable() {
        if hasTableBody {
            html.freshLine()
            html.markup("</tbody>")
        }
        html.freshLine()
        html.markup(setting == nil ? "</table>\n" : "</table></div>\n")
    }

    mutating func enterRow(_ node: Document.Node) {
        html.freshLine()
        if node.detail == 1 {
            html.markup("<thead>\n")
        } else if !hasTableBody {
            html.markup("<tbody>\n")
            hasTableBody = true
        }
        html.markup("<tr>")
    }

    mutating func leaveRow(_ container: Container) {
        html.freshLine()
        html.markup("</tr>")
        if container.detail == 1 { html.markup("\n</thead>") }
    }

    mutating func enterCell(_ node: Document.Node) {
        html.freshLine()
        html.markup(node.detail & 4 != 0 ? "<th" : "<td")
        // The `align` attribute is GitHub's, and not part of HTML today.
        switch (node.detail & 3, setting == nil) {
        case (1, true): html.markup(" align=\"left\"")
        case (2, true): html.markup(" align=\"center\"")
        case (3, true): html.markup(" align=\"right\"")
        case (2, false): html.markup(" class=\"centre\"")
        case (3, false): html.markup(" class=\"right\"")
        default: break
        }
        html.markup(">")
    }
}

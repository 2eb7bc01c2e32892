import CasebookModel

/// What a page that holds many pages holds: links between these are anchors, words of other links stay without them.
struct BookScope: Sendable {
    let pages: Set<Site.PageIndex>
    /// `data:` addresses of pictures, by route.
    let pictures: [Route: String]

    /// Title, chapter and page have a heading each above those of a page's body.
    static let headingShift = 2

    /// A page's own anchor is its id; anchors inside it stand behind a colon, which no id holds. Blanks can't be in an `id`.
    static func id(_ text: String) -> String { text.replacing(" ", with: "+") }

    func reachable(_ target: LinkTarget) -> LinkTarget {
        switch target {
        case .page(let page, _): pages.contains(page) ? target : .none
        case .asset(let route): pictures[route] == nil ? .none : target
        case .external, .none: target
        }
    }

    /// - Parameter target: One that can be reached.
    func writeReference(to target: LinkTarget, _ context: RenderContext, _ html: inout HTMLBuffer) {
        switch target {
        case .page(let page, let anchor):
            html.markup("#")
            html.percentEncoded(Self.id(context.briefs[page].id + (anchor.map { ":\($0)" } ?? "")))
        case .asset(let route): html.address((pictures[route] ?? "").utf8)
        case .external(let address): html.address(address.utf8)
        case .none: break
        }
    }
}

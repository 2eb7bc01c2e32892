/// A page's `<main>` as indented lines: what the contract names, and the words, without the theme's wrappers.
///
///     main data-page-id=soothe data-kind=script data-status=approved
///       h1 data-own
///         安抚
///       section data-relation=cases
///         h2
///           案例 1
///         [中午取款排队](../cases/noon-queue.html)
///
/// Elements that carry no attribute of the contract and mean nothing by themselves (`div`, `span`, lists) are left
/// out, as are hidden icons and the classes, so that a change of look changes no expected file.
struct Outline {
    private(set) var lines: [String] = []
    private var depth = 0
    /// The words of the line that is being put together.
    private var words = ""

    /// The outline of `<main>`; of all of a page that has none.
    static func main(of html: String) -> String {
        var outline = Outline()
        let pieces = Markup(html).pieces
        let start = pieces.firstIndex { piece in
            if case .tag(let tag) = piece { tag.name == "main" && !tag.closes } else { false }
        }
        outline.walk(pieces[(start ?? 0)...])
        return outline.lines.joined(separator: "\n") + "\n"
    }

    private static let named: Set<String> = [
        "main", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table", "tr", "input", "select", "button",
    ]
    private static let blocks: Set<String> = [
        "p", "li", "div", "section", "nav", "article", "header", "ul", "ol", "dl", "dt", "dd", "td", "th", "figure",
        "label", "option", "aside", "footer",
    ]
    private static let inline: [String: String] = ["strong": "**", "em": "*", "code": "`", "del": "~~"]
    /// Attributes that other programs rely on, or that say what an element is.
    private static let shown: Set<String> = [
        "id", "role", "datetime", "aria-current", "src", "alt", "type", "selected", "checked", "disabled", "start",
        "colspan",
    ]

    private mutating func walk(_ pieces: ArraySlice<Markup.Piece>) {
        // For each open element: whether it has a line of its own, and what ends its words.
        var open: [(name: String, hasLine: Bool, ending: String)] = []
        var hidden = 0
        for piece in pieces {
            switch piece {
            case .text(let text):
                if hidden == 0 { words += text }
            case .tag(let tag) where tag.closes:
                guard let element = open.popLast() else { return flush() }
                if hidden > 0 {
                    hidden -= 1
                    continue
                }
                words += element.ending
                if element.hasLine || Outline.blocks.contains(element.name) { flush() }
                if element.hasLine { depth -= 1 }
                if open.isEmpty { return }
            case .tag(let tag):
                let isHidden = hidden > 0 || tag["aria-hidden"] == "true"
                if isHidden {
                    if !tag.isVoid {
                        hidden += 1
                        open.append((tag.name, false, ""))
                    }
                    continue
                }
                let element = begin(tag)
                if tag.isVoid {
                    if element.hasLine { depth -= 1 }
                } else {
                    open.append((tag.name, element.hasLine, element.ending))
                }
            }
        }
    }

    private mutating func begin(_ tag: Markup.Tag) -> (hasLine: Bool, ending: String) {
        if tag.name == "a", let href = tag["href"] {
            words += "["
            return (false, "](\(href))\(tag["aria-current"].map { " (\($0))" } ?? "")")
        }
        if tag.name == "br" { words += " / " }
        if let mark = Outline.inline[tag.name], tag["data-own"] == nil {
            words += mark
            return (false, mark)
        }
        let attributes = tag.attributes.filter { $0.name.hasPrefix("data-") || Outline.shown.contains($0.name) }
        guard Outline.named.contains(tag.name) || !attributes.isEmpty else {
            if Outline.blocks.contains(tag.name) { flush() }
            return (false, "")
        }
        flush()
        let written = attributes.map { $0.value.isEmpty ? $0.name : "\($0.name)=\($0.value)" }
        line(([tag.name] + written).joined(separator: " "))
        depth += 1
        return (true, "")
    }

    private mutating func flush() {
        let text = words.split { $0.isWhitespace }.joined(separator: " ")
        words = ""
        if !text.isEmpty { line(text) }
    }

    private mutating func line(_ text: String) { lines.append(String(repeating: "  ", count: depth) + text) }
}

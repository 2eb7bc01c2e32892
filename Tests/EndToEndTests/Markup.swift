/// The tags and words of a generated page, enough to find links, anchors and the contract's attributes.
///
/// Reads what our own writer makes (the browser suite has a real checker look at every page): attributes in double
/// quotes or without a value, no raw text elements but `script` and `style`, which the pages keep empty.
struct Markup {
    struct Tag: Equatable {
        let name: String
        let attributes: [(name: String, value: String)]
        let closes: Bool

        subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }

        static func == (left: Tag, right: Tag) -> Bool {
            left.name == right.name && left.closes == right.closes
                && left.attributes.elementsEqual(right.attributes) { $0 == $1 }
        }

        /// Elements that have no end tag.
        var isVoid: Bool { ["br", "hr", "img", "input", "link", "meta", "col", "source", "wbr"].contains(name) }
    }

    enum Piece {
        case tag(Tag)
        case text(String)
    }

    let pieces: [Piece]

    init(_ html: String) {
        var pieces: [Piece] = []
        var rest = Substring(html)
        while let open = rest.firstIndex(of: "<") {
            if open > rest.startIndex { pieces.append(.text(Markup.decoded(rest[..<open]))) }
            rest = rest[open...]
            if rest.hasPrefix("<!--"), let end = rest.firstRange(of: "-->") {
                rest = rest[end.upperBound...]
            } else if let end = rest.firstIndex(of: ">") {
                let inner = rest[rest.index(after: open)..<end]
                rest = rest[rest.index(after: end)...]
                if !inner.hasPrefix("!") { pieces.append(.tag(Markup.tag(inner))) }
            } else {
                break
            }
        }
        if !rest.isEmpty { pieces.append(.text(Markup.decoded(rest))) }
        self.pieces = pieces
    }

    var tags: [Tag] {
        pieces.compactMap { piece in
            guard case .tag(let tag) = piece, !tag.closes else { return nil }
            return tag
        }
    }

    /// The values of an attribute in the order of the page.
    func values(of attribute: String) -> [String] { tags.compactMap { $0[attribute] } }

    private static func tag(_ inner: Substring) -> Tag {
        let closes = inner.hasPrefix("/")
        var rest = closes ? inner.dropFirst() : inner
        let name = rest.prefix { !$0.isWhitespace && $0 != "/" }
        rest = rest.dropFirst(name.count)
        var attributes: [(String, String)] = []
        while true {
            rest = rest.drop { $0.isWhitespace || $0 == "/" }
            guard !rest.isEmpty else { break }
            let attribute = rest.prefix { $0 != "=" && !$0.isWhitespace }
            rest = rest.dropFirst(attribute.count)
            guard rest.hasPrefix("=\"") else {
                attributes.append((String(attribute), ""))
                continue
            }
            let value = rest.dropFirst(2).prefix { $0 != "\"" }
            attributes.append((String(attribute), decoded(value)))
            rest = rest.dropFirst(value.count + 3)
        }
        return Tag(name: String(name), attributes: attributes, closes: closes)
    }

    private static func decoded(_ text: Substring) -> String {
        guard text.contains("&") else { return String(text) }
        return String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }
}

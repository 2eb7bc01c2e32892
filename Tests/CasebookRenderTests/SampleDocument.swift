import CasebookModel

/// Documents by hand: `SampleDocument { $0.paragraph("words") }`.
struct SampleDocument {
    private(set) var document = Document()

    static func make(_ write: (inout SampleDocument) -> Void) -> Document {
        var sample = SampleDocument()
        write(&sample)
        return sample.document
    }

    /// A container with what `inner` writes.
    mutating func node(
        _ kind: NodeKind, detail: UInt8 = 0, index: Int32 = -1, _ inner: (inout SampleDocument) -> Void = { _ in }
    ) {
        let place = document.nodes.count
        document.nodes.append(Document.Node(kind, detail: detail, index: index))
        inner(&self)
        document.nodes[place].end = Int32(document.nodes.count)
    }

    /// A node with words of its own.
    mutating func leaf(_ kind: NodeKind, _ words: String = "", detail: UInt8 = 0, index: Int32 = -1) {
        let start = Int32(document.text.count)
        document.text += words.utf8
        document.nodes.append(
            Document.Node(
                kind, detail: detail, index: index, end: Int32(document.nodes.count + 1), textStart: start,
                textEnd: Int32(document.text.count)))
    }

    /// Ends a container that was begun as a leaf, so that it has words of its own.
    mutating func close(_ place: Int) { document.nodes[place].end = Int32(document.nodes.count) }

    mutating func text(_ words: String) { leaf(.text, words) }

    mutating func paragraph(_ words: String) { node(.paragraph) { $0.text(words) } }

    mutating func heading(_ level: UInt8, _ words: String, anchor: String) {
        let index = Int32(document.headings.count)
        document.headings.append(
            Heading(level: Int(level), text: words, anchor: anchor, range: SourceRange(0, 0)))
        let start = Int32(document.nodes.count)
        node(.heading, detail: level, index: index) { $0.text(words) }
        block(.heading, from: start, anchor: anchor)
    }

    /// Makes what was written since `start` a unit of search.
    mutating func block(_ field: Block.Field, from start: Int32, anchor: String) {
        document.blocks.append(
            Block(field: field, nodes: start..<Int32(document.nodes.count), anchor: anchor, heading: nil))
    }

    mutating func link(_ form: Link.Form, _ target: String, fragment: String? = nil, title: String = "") -> Int32 {
        document.links.append(
            Link(form: form, target: target, fragment: fragment, title: title, range: SourceRange(0, 0)))
        return Int32(document.links.count - 1)
    }

    mutating func name(_ name: String) -> Int32 {
        document.names.append(name)
        return Int32(document.names.count - 1)
    }
}

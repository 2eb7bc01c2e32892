import CasebookModel

extension CacheWriter {
    mutating func document(_ document: Document) {
        blob(document.text)
        list(document.names) { $0.string($1) }
        list(document.links) { $0.link($1) }
        list(document.headings) { $0.heading($1) }
        nodes(document.nodes)
        list(document.blocks) { $0.block($1) }
    }

    /// What follows from the node before is left out: most nodes take seven bytes instead of twenty-four.
    private mutating func nodes(_ nodes: [Document.Node]) {
        count(nodes.count)
        var text: Int32 = 0
        var source: Int32 = 0
        for (number, node) in nodes.enumerated() {
            byte(node.kind.rawValue)
            byte(node.detail)
            signed(Int64(node.index))
            signed(Int64(node.end) - Int64(number))
            signed(Int64(node.textStart) - Int64(text))
            signed(Int64(node.textEnd) - Int64(node.textStart))
            signed(Int64(node.source) - Int64(source))
            text = node.textEnd
            source = node.source
        }
    }

    private mutating func link(_ link: Link) {
        byte(link.form.rawValue)
        string(link.target)
        optional(link.fragment) { $0.string($1) }
        string(link.title)
        range(link.range)
    }

    private mutating func heading(_ heading: Heading) {
        count(heading.level)
        string(heading.text)
        string(heading.anchor)
        range(heading.range)
    }

    private mutating func block(_ block: Block) {
        byte(block.field.rawValue)
        signed(Int64(block.nodes.lowerBound))
        signed(Int64(block.nodes.upperBound))
        string(block.anchor)
        optional(block.heading) { $0.signed(Int64($1)) }
    }
}

extension CacheReader {
    /// A document in which every index leads to something: later stages use them without a look.
    mutating func document() throws(CacheDamage) -> Document {
        var document = Document()
        document.text = Array(try blob())
        document.names = try list { reader throws(CacheDamage) in try reader.string() }
        document.links = try list { reader throws(CacheDamage) in try reader.link() }
        document.headings = try list { reader throws(CacheDamage) in try reader.heading() }
        document.nodes = try nodes(of: document)
        let count = Int32(document.nodes.count)
        let headings = Int32(document.headings.count)
        document.blocks = try list { reader throws(CacheDamage) in try reader.block(nodes: count, headings: headings) }
        return document
    }

    private mutating func nodes(of document: Document) throws(CacheDamage) -> [Document.Node] {
        let count = try count()
        guard let size = Int32(exactly: document.text.count), let last = Int32(exactly: count) else { throw .damaged }
        var nodes: [Document.Node] = []
        nodes.reserveCapacity(min(count, 65_536))
        var text: Int64 = 0
        var source: Int64 = 0
        for number in 0..<Int64(count) {
            guard let kind = NodeKind(rawValue: try byte()) else { throw .damaged }
            let detail = try byte()
            let index = try small()
            let end = number + Int64(try small())
            let start = text + Int64(try small())
            text = start + Int64(try small())
            source += Int64(try small())
            guard end > number, end <= last, start >= 0, text >= start, text <= size,
                let source = Int32(exactly: source), source >= 0, CacheReader.fits(index, kind, document)
            else { throw .damaged }
            nodes.append(
                Document.Node(
                    kind, detail: detail, index: index, end: Int32(end), textStart: Int32(start), textEnd: Int32(text),
                    source: source))
        }
        return nodes
    }

    /// Whether a node's index is one that its kind may have; see ``NodeKind``.
    private static func fits(_ index: Int32, _ kind: NodeKind, _ document: Document) -> Bool {
        switch kind {
        case .heading: document.headings.indices.contains(Int(index))
        case .link, .image, .pageLink, .card: document.links.indices.contains(Int(index))
        case .slot: document.names.indices.contains(Int(index))
        case .codeBlock: index == -1 || document.names.indices.contains(Int(index))
        default: index >= -1
        }
    }

    private mutating func link() throws(CacheDamage) -> Link {
        guard let form = Link.Form(rawValue: try byte()) else { throw .damaged }
        let target = try string()
        let fragment = try optional { reader throws(CacheDamage) in try reader.string() }
        let title = try string()
        return Link(form: form, target: target, fragment: fragment, title: title, range: try range())
    }

    private mutating func heading() throws(CacheDamage) -> Heading {
        let level = try size()
        guard (1...6).contains(level) else { throw .damaged }
        return Heading(level: level, text: try string(), anchor: try string(), range: try range())
    }

    private mutating func block(nodes: Int32, headings: Int32) throws(CacheDamage) -> Block {
        guard let field = Block.Field(rawValue: try byte()) else { throw .damaged }
        let first = try small()
        let end = try small()
        guard 0 <= first, first <= end, end <= nodes else { throw .damaged }
        let anchor = try string()
        let heading = try optional { reader throws(CacheDamage) in try reader.small() }
        if let heading, !(0..<headings).contains(heading) { throw .damaged }
        return Block(field: field, nodes: first..<end, anchor: anchor, heading: heading)
    }
}

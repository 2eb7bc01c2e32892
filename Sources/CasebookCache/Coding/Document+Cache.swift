import CasebookModel

extension CacheWriter {
    mutating func document(_ document: Document) { self.document(KeptDocument(document)) }

    /// What is read of each page first, and what most builds don't unpack behind it.
    mutating func document(_ document: KeptDocument) {
        list(document.links) { $0.link($1) }
        list(document.headings) { $0.heading($1) }
        blob(document.packed?.bytes ?? PackedWords(document.document).bytes)
    }

    /// A document without its links and headings.
    mutating func words(of document: Document) {
        blob(document.text)
        list(document.names) { $0.string($1) }
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
        document.links = try list { reader throws(CacheDamage) in try reader.link() }
        document.headings = try list { reader throws(CacheDamage) in try reader.heading() }
        let counts = DocumentCounts(document)
        var words = CacheReader(try blob())
        try words.words(counts, into: &document)
        return document
    }

    /// The same, of which nothing is unpacked yet.
    mutating func packedDocument() throws(CacheDamage) -> (document: KeptDocument, counts: DocumentCounts) {
        let links = try list { reader throws(CacheDamage) in try reader.link() }
        let headings = try list { reader throws(CacheDamage) in try reader.heading() }
        let known = DocumentCounts(links: links.count, headings: headings.count)
        var counts = known
        let bytes = try blob()
        var words = CacheReader(bytes)
        try words.words(known, into: &counts)
        return (KeptDocument(links: links, headings: headings, packed: PackedWords(read: bytes)), counts)
    }

    /// Goes through what ``CacheWriter/words(of:)`` wrote, to its end.
    mutating func words(_ known: DocumentCounts, into parts: inout some DocumentParts) throws(CacheDamage) {
        var counts = known
        let text = try blob()
        counts.text = text.count
        parts.take(text: text)
        counts.names = try count()
        for _ in 0..<counts.names { parts.take(name: try blob()) }
        counts.nodes = try count()
        try nodes(counts, into: &parts)
        for _ in 0..<(try count()) { try block(counts, into: &parts) }
        guard isAtEnd else { throw .damaged }
    }

    private mutating func nodes(_ counts: DocumentCounts, into parts: inout some DocumentParts) throws(CacheDamage) {
        guard let size = Int32(exactly: counts.text), let last = Int32(exactly: counts.nodes) else { throw .damaged }
        parts.expect(nodes: min(counts.nodes, 65_536))
        var text: Int64 = 0
        var source: Int64 = 0
        for number in 0..<Int64(last) {
            guard let kind = NodeKind(rawValue: try byte()) else { throw .damaged }
            let detail = try byte()
            let index = try small()
            let end = number + Int64(try small())
            let start = text + Int64(try small())
            text = start + Int64(try small())
            source += Int64(try small())
            guard end > number, end <= last, start >= 0, text >= start, text <= size,
                let source = Int32(exactly: source), source >= 0, counts.fits(index, kind)
            else { throw .damaged }
            parts.take(
                node: Document.Node(
                    kind, detail: detail, index: index, end: Int32(end), textStart: Int32(start), textEnd: Int32(text),
                    source: source))
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

    private mutating func block(_ counts: DocumentCounts, into parts: inout some DocumentParts) throws(CacheDamage) {
        guard let field = Block.Field(rawValue: try byte()) else { throw .damaged }
        let first = try small()
        let end = try small()
        guard 0 <= first, first <= end, end <= counts.nodes else { throw .damaged }
        let anchor = try blob()
        let heading = try optional { reader throws(CacheDamage) in try reader.small() }
        if let heading, !(0..<counts.headings).contains(Int(heading)) { throw .damaged }
        parts.take(block: field, first..<end, anchor, heading)
    }
}

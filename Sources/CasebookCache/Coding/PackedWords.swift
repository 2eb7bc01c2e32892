import CasebookModel

/// The words and nodes of a document as the cache writes them: less than half of the room that they take unpacked, in one
/// piece.
final class PackedWords: PackedDocument {
    let bytes: ArraySlice<UInt8>

    init(_ document: Document) {
        var writer = CacheWriter(capacity: document.text.count + 12 * document.nodes.count + 256)
        writer.words(of: document)
        bytes = writer.bytes.withoutRoom[...]
    }

    /// - Parameter bytes: Have been read to their end without damage. A copy is kept: they are part of a whole shard, twice as
    ///   large as its bodies.
    init(read bytes: ArraySlice<UInt8>) { self.bytes = Array(bytes)[...] }

    func unpack(into document: inout Document) {
        var reader = CacheReader(bytes)
        do {
            try reader.words(DocumentCounts(document), into: &document)
        } catch {
            preconditionFailure("what has been read once is read again")
        }
    }
}

extension ParsedPage {
    /// The page with its body packed, as a site keeps it.
    package func packed() -> ParsedPage {
        let body = body
        return keeping(KeptDocument(links: links, headings: headings, packed: PackedWords(body)))
    }
}

/// What is made of a document's parts while they are read.
protocol DocumentParts {
    mutating func take(text: ArraySlice<UInt8>)
    mutating func take(name: ArraySlice<UInt8>)
    mutating func expect(nodes: Int)
    mutating func take(node: Document.Node)
    mutating func take(block field: Block.Field, _ nodes: Range<Int32>, _ anchor: ArraySlice<UInt8>, _ heading: Int32?)
}

extension Document: DocumentParts {
    mutating func take(text: ArraySlice<UInt8>) { self.text = Array(text) }
    mutating func take(name: ArraySlice<UInt8>) { names.append(String(decoding: name, as: UTF8.self)) }
    mutating func expect(nodes: Int) { self.nodes.reserveCapacity(nodes) }
    mutating func take(node: Document.Node) { nodes.append(node) }

    mutating func take(block field: Block.Field, _ nodes: Range<Int32>, _ anchor: ArraySlice<UInt8>, _ heading: Int32?)
    {
        let anchor = String(decoding: anchor, as: UTF8.self)
        blocks.append(Block(field: field, nodes: nodes, anchor: anchor, heading: heading))
    }
}

/// How many there are of what a document's indices lead to: all that is made of a document which is only looked through.
struct DocumentCounts: DocumentParts {
    let links: Int
    let headings: Int
    var names = 0
    var nodes = 0
    /// Bytes.
    var text = 0

    init(links: Int, headings: Int) {
        self.links = links
        self.headings = headings
    }

    init(_ document: Document) { self.init(links: document.links.count, headings: document.headings.count) }

    /// Whether a node's index is one that its kind may have; see ``NodeKind``.
    func fits(_ index: Int32, _ kind: NodeKind) -> Bool {
        switch kind {
        case .heading: (0..<headings).contains(Int(index))
        case .link, .image, .pageLink, .card: (0..<links).contains(Int(index))
        case .slot: (0..<names).contains(Int(index))
        case .codeBlock: index == -1 || (0..<names).contains(Int(index))
        default: index >= -1
        }
    }

    mutating func take(text: ArraySlice<UInt8>) {}
    mutating func take(name: ArraySlice<UInt8>) {}
    mutating func expect(nodes: Int) {}
    mutating func take(node: Document.Node) { nodes += 1 }
    mutating func take(block field: Block.Field, _ nodes: Range<Int32>, _ anchor: ArraySlice<UInt8>, _ heading: Int32?)
    {}
}

import CasebookModel

/// A slice of an index's terms as it lies on disk: what each part has of it, and what came of joining them.
///
/// Where one part has changed, the others' tables are read here and joined with its new one; where a file of the index is
/// to be written, the joined lists are.
package struct KeptSlice {
    /// By the hash that names it in its part's outline.
    private let tables: [Fingerprint: ArraySlice<UInt8>]
    /// What the texts were joined from.
    private let key: Fingerprint?
    private let texts: TermLists.Texts

    package init(_ bytes: ArraySlice<UInt8>) throws(KeptIndexDamage) {
        var reader = RowReader(bytes)
        tables = try reader.blobs()
        key = try reader.fingerprints().first
        texts = TermLists.Texts(entries: try reader.row(of: UInt8.self), tails: try reader.row(of: UInt8.self))
        guard reader.isAtEnd else { throw KeptIndexDamage() }
    }

    /// A part's table; `nil` where none was kept of the kind.
    package func table(_ key: Fingerprint) -> PostingTable? { tables[key].map { PostingTable(bytes: $0) } }

    /// Gives terms that came without their lists these.
    package func load(into terms: MergedTerms) throws(KeptIndexDamage) {
        // A build that was killed may have left newer lists than it says in the index.
        guard let key, key == terms.key, texts.entries.count == terms.entries.last?.end ?? 0,
            texts.tails.count == terms.tails.last?.end ?? 0
        else { throw KeptIndexDamage() }
        terms.lists.load(texts)
    }

    /// - Parameter tables: Of all parts, in order.
    package static func bytes(_ tables: [(key: Fingerprint, table: PostingTable)], _ terms: MergedTerms) -> [UInt8] {
        var writer = RowWriter()
        let texts = terms.lists.texts
        writer.reserve(
            tables.reduce(64) { $0 + $1.table.bytes.count + 24 } + texts.entries.count + texts.tails.count)
        writer.blobs(tables.map { ($0.key, $0.table.bytes) })
        writer.fingerprints(terms.key.map { [$0] } ?? [])
        writer.row(texts.entries)
        writer.row(texts.tails)
        return writer.bytes
    }
}

/// The lanes of all parts of an index as they lie on disk.
package struct KeptLanes {
    private let lanes: [Fingerprint: ArraySlice<UInt8>]

    package init(_ bytes: ArraySlice<UInt8>) throws(KeptIndexDamage) {
        var reader = RowReader(bytes)
        lanes = try reader.blobs()
    }

    package func lane(_ key: Fingerprint) throws(KeptIndexDamage) -> LanePart {
        guard let bytes = lanes[key] else { throw KeptIndexDamage() }
        var reader = RowReader(bytes)
        return try LanePart(&reader)
    }

    package static func bytes(_ lanes: [(key: Fingerprint, bytes: ArraySlice<UInt8>)]) -> [UInt8] {
        var writer = RowWriter()
        writer.blobs(lanes)
        return writer.bytes
    }
}

extension IndexPart {
    /// Says in the outline by which hashes the part's tables and its lane are found again.
    package mutating func name(_ hash: (ArraySlice<UInt8>) -> Fingerprint) {
        outline.slices = terms.map { hash($0.bytes) }
        outline.laneKey = hash(lane.keptBytes[...])
    }
}

extension LanePart {
    package var keptBytes: [UInt8] {
        var writer = RowWriter()
        writer.row(pairs.bytes)
        let sorted = characters.sorted { $0.key < $1.key }
        writer.row(sorted.map(\.key))
        writer.row(sorted.map(\.value))
        return writer.bytes
    }

    fileprivate init(_ reader: inout RowReader) throws(KeptIndexDamage) {
        pairs = PostingTable(bytes: try reader.raw())
        let keys = try reader.row(of: UInt32.self)
        let counts = try reader.row(of: Int.self)
        guard keys.count == counts.count else { throw KeptIndexDamage() }
        characters = Dictionary(zip(keys, counts), uniquingKeysWith: { first, _ in first })
    }
}

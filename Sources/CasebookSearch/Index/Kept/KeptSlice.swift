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

    /// A table as it was kept; `nil` where there is none of the kind.
    package func bytes(_ key: Fingerprint) -> ArraySlice<UInt8>? { tables[key] }

    /// Gives terms that came without their lists these.
    package func load(into terms: MergedTerms) throws(KeptIndexDamage) {
        // A build that was killed may have left newer lists than it says in the index.
        guard let key, key == terms.key, texts.entries.count == terms.entries.last?.end ?? 0,
            texts.tails.count == terms.tails.last?.end ?? 0
        else { throw KeptIndexDamage() }
        terms.lists.load(texts)
    }

    /// - Parameter tables: Of all parts, in order, as bytes.
    package static func bytes(_ tables: [(key: Fingerprint, bytes: [UInt8])], _ terms: MergedTerms) -> [UInt8] {
        var writer = RowWriter()
        writer.blobs(tables)
        writer.fingerprints(terms.key.map { [$0] } ?? [])
        writer.row(terms.lists.texts.entries)
        writer.row(terms.lists.texts.tails)
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

    package static func bytes(_ lanes: [(key: Fingerprint, bytes: [UInt8])]) -> [UInt8] {
        var writer = RowWriter()
        writer.blobs(lanes)
        return writer.bytes
    }
}

extension PostingTable {
    package init(kept bytes: [UInt8]) throws(KeptIndexDamage) {
        var reader = RowReader(bytes[...])
        try self.init(&reader)
    }

    /// As they are kept.
    package var keptBytes: [UInt8] {
        var writer = RowWriter()
        write(to: &writer)
        return writer.bytes
    }
}

extension LanePart {
    package var keptBytes: [UInt8] {
        var writer = RowWriter()
        pairs.write(to: &writer)
        let sorted = characters.sorted { $0.key < $1.key }
        writer.row(sorted.map(\.key))
        writer.row(sorted.map(\.value))
        return writer.bytes
    }

    fileprivate init(_ reader: inout RowReader) throws(KeptIndexDamage) {
        pairs = try PostingTable(&reader)
        let keys = try reader.row(of: UInt32.self)
        let counts = try reader.row(of: Int.self)
        guard keys.count == counts.count else { throw KeptIndexDamage() }
        characters = Dictionary(zip(keys, counts), uniquingKeysWith: { first, _ in first })
    }
}

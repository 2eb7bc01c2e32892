import CasebookText

/// A page that may be a result, with the texts that matches are verified on.
struct CandidatePage: Sendable {
    let record: StoredPage
    private let title: [UInt32]
    private let aliases: [[UInt32]]

    init(_ record: StoredPage) {
        self.record = record
        title = compacted(foldedScalars(record.title))
        aliases = record.aliases.map { compacted(foldedScalars($0)) }
    }

    /// The head counts as a block.
    var blockCount: Int { record.blocks.count + 1 }

    /// - Parameter block: 0 for the head.
    func contains(_ run: Query.Run, inBlock block: Int) -> Bool {
        if block == 0 {
            let texts = [record.title, record.summary] + record.aliases + record.tags
            return texts.contains { run.firstMatch(in: foldedScalars($0)) != nil }
        }
        guard record.blocks.indices.contains(block - 1) else { return false }
        return run.firstMatch(in: foldedScalars(record.blocks[block - 1].text)) != nil
    }

    /// Whether the title is the query but for spaces and punctuation.
    func isTitle(_ query: [UInt32]) -> Bool { title == query }
    func isAlias(_ query: [UInt32]) -> Bool { aliases.contains(query) }
    func titleHolds(_ query: [UInt32]) -> Bool { holds(title, query) }
    func aliasHolds(_ query: [UInt32]) -> Bool { aliases.contains { holds($0, query) } }

    private func holds(_ text: [UInt32], _ part: [UInt32]) -> Bool {
        guard !part.isEmpty, part.count <= text.count else { return false }
        return (0...text.count - part.count).contains { text[$0..<$0 + part.count].elementsEqual(part) }
    }

    /// Which block to open where several hold the same: the page's top, then headings, spoken lines, text.
    func fieldWeight(ofBlock block: Int) -> Int {
        guard record.blocks.indices.contains(block - 1) else { return 4 }
        switch record.blocks[block - 1].field {
        case .heading: return 3
        case .spoken: return 2
        case .body: return 1
        }
    }

    /// The words to show for a block. The head's are the summary, or the first words that the page has.
    func excerpt(ofBlock block: Int) -> String {
        if record.blocks.indices.contains(block - 1) { return record.blocks[block - 1].text }
        if !record.summary.isEmpty { return record.summary }
        return (record.blocks.first { $0.field != .heading } ?? record.blocks.first)?.text ?? record.title
    }
}

/// Folded text without what stands between words.
private func compacted(_ folded: [UInt32]) -> [UInt32] {
    var compact: [UInt32] = []
    folded.withUnsafeBufferPointer { scalars in
        Analyzer.forEachRun(in: scalars) { compact += scalars[$0.range] }
    }
    return compact
}

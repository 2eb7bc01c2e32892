import CasebookText

/// A page that may be a result, with the texts that matches are verified on, folded once.
final class CandidatePage {
    /// A title, alias or tag.
    struct Name {
        let folded: [UInt32]
        /// Without what stands between words.
        let compact: [UInt32]

        /// What its length counts as, at most ``Ranking/longestLength``.
        let length: Int

        init(_ text: String, isTag: Bool = false) {
            folded = foldedScalars(text)
            var runs: [UInt32] = []
            folded.withUnsafeBufferPointer { scalars in
                Analyzer.forEachRun(in: scalars) { runs += scalars[$0.range] }
            }
            compact = runs
            length = isTag ? Ranking.tagLength : min(runs.count, Ranking.longestLength)
        }
    }

    let record: StoredPage
    let title: Name
    /// Aliases, then tags.
    let aliases: [Name]
    /// Aliases without tags: what the page itself is called.
    var names: ArraySlice<Name> { aliases.prefix(record.aliases.count) }
    let summary: [UInt32]
    /// In the order of the record's blocks, whose first is block 1.
    let blocks: [[UInt32]]

    init(_ record: StoredPage) {
        self.record = record
        title = Name(record.title)
        aliases = record.aliases.map { Name($0) } + record.tags.map { Name($0, isTag: true) }
        summary = foldedScalars(record.summary)
        blocks = record.blocks.map { foldedScalars($0.text) }
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

    func isHeading(_ block: Int) -> Bool {
        record.blocks.indices.contains(block - 1) && record.blocks[block - 1].field == .heading
    }

    /// The words to show for a block. The head's are the summary, or the first words that the page has.
    func excerpt(ofBlock block: Int) -> String {
        if record.blocks.indices.contains(block - 1) { return record.blocks[block - 1].text }
        if !record.summary.isEmpty { return record.summary }
        return (record.blocks.first { $0.field != .heading } ?? record.blocks.first)?.text ?? record.title
    }
}

import CasebookText

/// A stretch of the index's terms with their whole lists, in code-point order.
package struct MergedTerms: Sendable {
    struct Entry: Sendable {
        var firstCharacter: UInt32
        /// Behind the entry's words in `text`.
        var end: Int
        /// So many bytes at its end are hints.
        var hints: Int32
        /// On how many pages the term stands.
        var pages: Int32
        /// In `tails`; -1: the entry is whole.
        var tail: Int32
    }

    /// What is left of an entry whose best pages' postings are in `text`.
    struct Tail: Sendable {
        var entry: Int32
        /// Behind the entry's words in `tailText`.
        var end: Int
        var border: TermDivider.Border
    }

    private(set) var entries: [Entry] = []
    /// Each entry's two words, one behind the other: the rest of the term, and its lists.
    private(set) var text: [UInt8] = []
    private(set) var tails: [Tail] = []
    private(set) var tailText: [UInt8] = []

    func words(ofEntry number: Int) -> ArraySlice<UInt8> {
        text[(number == 0 ? 0 : entries[number - 1].end)..<entries[number].end]
    }

    func words(ofTail number: Int) -> ArraySlice<UInt8> {
        tailText[(number == 0 ? 0 : tails[number - 1].end)..<tails[number].end]
    }

    /// The rest of an entry's term.
    func rest(ofEntry number: Int) -> ArraySlice<UInt8> { words(ofEntry: number).prefix { $0 != UInt8(ascii: " ") } }

    /// Walks a merge to its end.
    init(_ merge: consuming TermMerge, plan: SearchPlan) {
        var merge = merge
        var divider: TermDivider?
        while merge.next() {
            let start = text.count
            let first = UInt32(merge.prefix >> 42)
            var length = 1
            for scalar in [UInt32(merge.prefix >> 21 & 0x1F_FFFF), UInt32(merge.prefix & 0x1F_FFFF)] + merge.rest
            where scalar != 0 {
                appendScalar(scalar, to: &text)
                length += 1
            }
            text.append(UInt8(ascii: " "))
            var tail: Int32 = -1
            let hints: [[UInt8]]
            if TermClass.isTiered(pages: merge.pages, of: plan.pageCount) {
                var current = divider.take() ?? TermDivider(factors: plan.factors)
                current.divide(merge.lists, hints: merge.hints, length: length)
                tail = Int32(tails.count)
                tailText.append(contentsOf: text[start...])
                writeLists(current.others[...], to: &tailText)
                tails.append(
                    Tail(
                        entry: Int32(entries.count), end: tailText.count, border: current.border))
                writeLists(current.best[...], to: &text)
                hints = current.bestHints
                divider = consume current
            } else {
                writeLists(merge.lists[...], to: &text)
                hints = merge.hints
            }
            let listsEnd = text.count
            writeHints(hints, to: &text)
            entries.append(
                Entry(
                    firstCharacter: first, end: text.count, hints: Int32(text.count - listsEnd),
                    pages: Int32(merge.pages), tail: tail))
        }
    }
}

/// Joins a slice of the terms of all parts. Slices can be joined on any thread; together, in order, they are the index's
/// terms, whatever their number.
///
/// - Parameters:
///   - parts: Parts whose ranges of pages follow each other from 0 to the last page.
///   - slice: The slice's number, below `count`.
package func mergedTerms(of parts: [IndexPart], in plan: SearchPlan, slice: Int, of count: Int) -> MergedTerms {
    let bounds = sliceBounds(parts, count)
    return MergedTerms(
        TermMerge(
            parts.map(\.terms), firstPages: parts.map(\.pages.lowerBound), prefixes: bounds[slice]..<bounds[slice + 1]),
        plan: plan)
}

/// Prefixes that cut the terms into slices of about as much work each, by what the largest part has.
private func sliceBounds(_ parts: [IndexPart], _ count: Int) -> [UInt64] {
    var bounds: [UInt64] = [0]
    if let largest = parts.map(\.terms).max(by: { $0.bytes.count < $1.bytes.count }) {
        var slice = 1
        for rank in largest.order.indices {
            guard slice < count, let list = largest.lists[Int(largest.listStarts[rank])...].first else { break }
            guard list.start >= largest.bytes.count * slice / count else { continue }
            if largest.prefixes[rank] > bounds[slice - 1] {
                bounds.append(largest.prefixes[rank])
                slice += 1
            }
        }
    }
    while bounds.count <= count { bounds.append(.max) }
    return bounds
}

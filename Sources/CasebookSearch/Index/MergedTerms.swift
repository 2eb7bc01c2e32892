import CasebookModel
import CasebookText
import Synchronization

/// A stretch of the index's terms, in code-point order, and beside them their whole lists.
///
/// The terms themselves are small and say how long their lists are: by these alone it is decided which file a term goes to.
/// The lists of terms that an earlier build joined are read when a file with them is written.
package struct MergedTerms: Sendable {
    struct Entry: Sendable {
        var firstCharacter: UInt32
        /// Behind what the term has after its first character, in `rests`.
        var restEnd: Int
        /// Behind the entry's words in the lists' text.
        var end: Int
        /// So many bytes at its end are hints.
        var hints: Int32
        /// On how many pages the term stands.
        var pages: Int32
        /// In `tails`; -1: the entry is whole.
        var tail: Int32
    }

    /// What is left of an entry whose best pages' postings are in its words.
    struct Tail: Sendable {
        var entry: Int32
        /// Behind the entry's words in the lists' text of tails.
        var end: Int
        var border: TermDivider.Border
    }

    /// Of what the lists were joined from, by which a later build knows whether they are the same; `nil`: nobody asked.
    package var key: Fingerprint?
    var entries: [Entry] = []
    var rests: [UInt8] = []
    var tails: [Tail] = []
    let lists: TermLists

    /// An entry's words: the rest of the term, and its lists.
    func range(ofEntry number: Int) -> Range<Int> { (number == 0 ? 0 : entries[number - 1].end)..<entries[number].end }

    func range(ofTail number: Int) -> Range<Int> { (number == 0 ? 0 : tails[number - 1].end)..<tails[number].end }

    /// The rest of an entry's term.
    func rest(ofEntry number: Int) -> ArraySlice<UInt8> {
        rests[(number == 0 ? 0 : entries[number - 1].restEnd)..<entries[number].restEnd]
    }

    /// - Parameter lists: `nil`: they will be loaded.
    init(entries: [Entry], rests: [UInt8], tails: [Tail], lists: TermLists.Texts?) {
        self.entries = entries
        self.rests = rests
        self.tails = tails
        self.lists = TermLists(lists)
    }

    /// Joins tables.
    init(
        _ tables: TableRow, firstPages: [Int], in plan: SearchPlan
    ) throws(KeptIndexDamage) {
        var maker = MergedTermsMaker(plan: plan)
        let isWhole = tables.bytes.withUnsafeBufferPointer { bytes in
            var merge = TermMerge(bytes, ends: tables.ends, firstPages: firstPages)
            while merge.next() { maker.append(merge) }
            return !merge.isDamaged
        }
        guard isWhole else { throw KeptIndexDamage() }
        self = maker.finish()
    }
}

/// Writes the terms of a merge down.
private struct MergedTermsMaker {
    let plan: SearchPlan
    private var divider: TermDivider?
    private var entries: [MergedTerms.Entry] = []
    private var rests: [UInt8] = []
    private var tails: [MergedTerms.Tail] = []
    private var texts = TermLists.Texts()

    init(plan: SearchPlan) { self.plan = plan }

    /// The current term of a merge.
    mutating func append(_ merge: borrowing TermMerge) {
        let (start, length) = appendRest(merge)
        texts.entries.append(contentsOf: rests[start...])
        texts.entries.append(UInt8(ascii: " "))
        let isDivided = TermClass.isTiered(pages: merge.pages, of: plan.pageCount)
        let hintsStart =
            isDivided ? appendDivided(merge, rest: start, length: length) : appendWhole(merge)
        entries.append(
            MergedTerms.Entry(
                firstCharacter: UInt32(merge.prefix >> 42), restEnd: rests.count, end: texts.entries.count,
                hints: Int32(texts.entries.count - hintsStart), pages: Int32(clamping: merge.pages),
                tail: isDivided ? Int32(tails.count - 1) : -1))
    }

    /// - Returns: Where it begins, and how many characters the term has.
    private mutating func appendRest(_ merge: borrowing TermMerge) -> (start: Int, length: Int) {
        let start = rests.count
        var length = 1
        for scalar in [UInt32(merge.prefix >> 21 & 0x1F_FFFF), UInt32(merge.prefix & 0x1F_FFFF)] where scalar != 0 {
            appendScalar(scalar, to: &rests)
            length += 1
        }
        rests.append(contentsOf: merge.rest)
        return (start, length + merge.rest.count { $0 & 0xC0 != 0x80 })
    }

    /// - Returns: Where the entry's hints begin.
    private mutating func appendWhole(_ merge: borrowing TermMerge) -> Int {
        writeLists(merge.lists[...], to: &texts.entries)
        let start = texts.entries.count
        writeHints(merge.hints, to: &texts.entries)
        return start
    }

    private mutating func appendDivided(_ merge: borrowing TermMerge, rest start: Int, length: Int) -> Int {
        var current = divider.take() ?? TermDivider(factors: plan.factors)
        current.divide(merge.lists, hints: merge.hints, length: length)
        texts.tails.append(contentsOf: rests[start...])
        texts.tails.append(UInt8(ascii: " "))
        writeLists(current.others[...], to: &texts.tails)
        tails.append(
            MergedTerms.Tail(entry: Int32(entries.count), end: texts.tails.count, border: current.border))
        writeLists(current.best[...], to: &texts.entries)
        let start = texts.entries.count
        writeHints(current.bestHints, to: &texts.entries)
        divider = consume current
        return start
    }

    consuming func finish() -> MergedTerms {
        texts.entries = texts.entries.withoutRoom
        texts.tails = texts.tails.withoutRoom
        return MergedTerms(entries: entries.withoutRoom, rests: rests.withoutRoom, tails: tails, lists: texts)
    }
}

/// The lists of a stretch of terms as text; those that an earlier build joined come when they are wanted.
final class TermLists: Sendable {
    struct Texts: Sendable {
        /// Each entry's words, one behind the other.
        var entries: [UInt8] = []
        var tails: [UInt8] = []
    }

    private let loaded: Mutex<Texts?>

    init(_ texts: Texts?) { loaded = Mutex(texts) }

    func load(_ texts: Texts) { loaded.withLock { $0 = texts } }

    var isLoaded: Bool { loaded.withLock { $0 != nil } }

    /// - Precondition: They are loaded.
    var texts: Texts { loaded.withLock { $0! } }
}

/// Joins the tables that parts have of a slice. Slices can be joined on any thread; together, in order, they are the index's
/// terms, whatever their number.
///
/// - Parameters:
///   - tables: Of parts whose ranges of pages follow each other from 0 to the last page.
///   - firstPages: The number of each part's first page.
/// - Throws: ``KeptIndexDamage`` where a table is none, which only a cache can bring about.
package func mergedTerms(
    of tables: [PostingTable], firstPages: [Int], in plan: SearchPlan
) throws(KeptIndexDamage) -> MergedTerms {
    try MergedTerms(TableRow(tables), firstPages: firstPages, in: plan)
}

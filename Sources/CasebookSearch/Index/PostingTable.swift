import CasebookModel
import CasebookText

/// Terms and where they stand in a range of pages, ready to be joined with the tables before and after it.
///
/// Addresses count from the range's first page. A list's first posting is kept apart from the bytes of the others:
/// joining two lists then rewrites one number and copies the rest.
package struct PostingTable: Sendable {
    struct List: Sendable {
        var group: FieldGroup
        var isEmpty = true
        /// The address of the first posting, and what stands beside it: a count, or length and links.
        var first: UInt32 = 0
        var firstDetail: UInt32 = 0
        /// The address of the last posting.
        var last: UInt32 = 0
        /// The postings behind the first, in ``PostingTable/bytes``.
        var start: Int
        var end: Int
        /// The hints of all postings, in ``PostingTable/hints``; they end where those of the next list begin.
        var hintStart: Int

        init(group: FieldGroup, start: Int, hintStart: Int) {
            self.group = group
            self.start = start
            end = start
            self.hintStart = hintStart
        }
    }

    /// The terms' prefixes in code-point order. Joining walks the terms in order, and memory with them.
    var prefixes: [UInt64] = []
    /// Behind the rest of each term in `rests`, in that order.
    var restEnds: [Int32] = []
    /// What terms have behind their prefix; most have nothing.
    var rests: [UInt32] = []
    /// On how many pages each term stands, in that order.
    var pageCounts: [Int32] = []
    /// Where each term's lists start in `lists`, in that order; one more at the end.
    var listStarts: [Int32] = []
    /// By term in order, then by group.
    var lists: [List] = []
    var bytes: [UInt8] = []
    /// A ``NeighborHint`` for each occurrence of a pair, in the order of the postings; for names each different one once, and
    /// before them how many they are.
    var hints: [UInt8] = []

    func hints(ofList number: Int) -> ArraySlice<UInt8> {
        hints[lists[number].hintStart..<(number + 1 < lists.count ? lists[number + 1].hintStart : hints.count)]
    }

    /// The code points of a term behind its first three; most have none.
    func rest(ofRank rank: Int) -> ArraySlice<UInt32> { rests[restStart(ofRank: rank)..<Int(restEnds[rank])] }

    func restStart(ofRank rank: Int) -> Int { rank == 0 ? 0 : Int(restEnds[rank - 1]) }

    /// The place in the order of the first term that isn't before `prefix`.
    func rank(of prefix: UInt64) -> Int {
        var (low, high) = (0, prefixes.count)
        while low < high {
            let middle = (low + high) / 2
            if prefixes[middle] < prefix { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

struct PostingTableBuilder {
    /// A term somewhere: page, block and field group in one number. Title and aliases are always in block 0; their place
    /// holds the text's length instead.
    private struct Occurrence {
        var term: Int32
        var place: UInt32
        var hint: UInt32
    }

    private var terms = TermTable()
    private var occurrences: [Occurrence] = []

    /// - Parameter capacity: About how many occurrences will come.
    init(capacity: Int) { occurrences.reserveCapacity(capacity) }

    /// - Parameters:
    ///   - page: Counted from the range's first.
    ///   - detail: The block's number, or for titles and aliases the text's length; below 32.
    static func place(page: Int, detail: Int, _ group: FieldGroup) -> UInt32 {
        UInt32(page) << 8 | UInt32(detail) << 3 | UInt32(group.rawValue)
    }

    @inline(__always)
    mutating func add(_ scalars: UnsafeBufferPointer<UInt32>, _ range: Range<Int>, at place: UInt32) {
        occurrences.append(
            Occurrence(
                term: terms.number(of: scalars, range), place: place, hint: NeighborHint.around(range, in: scalars)))
    }

    /// - Parameter links: By page, counted from the range's first.
    consuming func finish(links: [UInt8]) -> PostingTable {
        let order = terms.sortedNumbers()
        var ranks = [Int32](repeating: 0, count: order.count)
        for (rank, term) in order.enumerated() { ranks[Int(term)] = Int32(rank) }
        let starts = startsByTerm(ranks)
        let (places, hints) = placesByTerm(ranks, starts)
        occurrences = []
        var writer = ListWriter(links: links, terms: order.count)
        writer.hints.reserveCapacity(hints.count * NeighborHint.digits)
        // No posting takes more than eight bytes: six digits for the distance, two for what stands beside it, and a count
        // of more digits has as many occurrences. What isn't used is never touched, and so takes no memory.
        let bytes = [UInt8](unsafeUninitializedCapacity: places.count * 8) { buffer, count in
            writer.output = buffer
            places.withUnsafeBufferPointer { places in
                hints.withUnsafeBufferPointer { hints in
                    for rank in order.indices {
                        let range = starts[rank]..<starts[rank + 1]
                        let isPair = terms.terms[Int(order[rank])].isPair
                        writer.appendTerm(
                            UnsafeBufferPointer(rebasing: places[range]),
                            hints: isPair ? UnsafeBufferPointer(rebasing: hints[range]) : nil)
                    }
                }
            }
            count = writer.position
        }
        var table = PostingTable(
            prefixes: order.map { terms.terms[Int($0)].prefix }, pageCounts: writer.pageCounts,
            listStarts: writer.listStarts + [Int32(writer.lists.count)], lists: writer.lists.withoutRoom,
            bytes: bytes.withoutRoom, hints: writer.hints.withoutRoom)
        table.restEnds.reserveCapacity(order.count)
        for number in order {
            table.rests += terms.rest(of: terms.terms[Int(number)])
            table.restEnds.append(Int32(table.rests.count))
        }
        return table
    }

    private func startsByTerm(_ ranks: [Int32]) -> [Int] {
        var starts = [Int](repeating: 0, count: ranks.count + 1)
        for occurrence in occurrences { starts[Int(ranks[Int(occurrence.term)]) + 1] += 1 }
        for rank in 1..<starts.count { starts[rank] += starts[rank - 1] }
        return starts
    }

    /// A counting sort: places stay in the order of the pages, as they came.
    private func placesByTerm(_ ranks: [Int32], _ starts: [Int]) -> (places: [UInt32], hints: [UInt32]) {
        var next = starts
        var hints = [UInt32](repeating: 0, count: occurrences.count)
        let places = [UInt32](unsafeUninitializedCapacity: occurrences.count) { places, count in
            for occurrence in occurrences {
                let rank = Int(ranks[Int(occurrence.term)])
                places[next[rank]] = occurrence.place
                hints[next[rank]] = occurrence.hint
                next[rank] += 1
            }
            count = occurrences.count
        }
        return (places, hints)
    }
}

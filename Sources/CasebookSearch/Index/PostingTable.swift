import CasebookText

/// Terms and where they stand in a range of pages, ready to be joined with the tables before and after it.
///
/// Addresses count from the range's first page. A list's first posting is kept apart from the bytes of the others:
/// joining two lists then rewrites one number and copies the rest.
struct PostingTable: Sendable {
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

        init(group: FieldGroup, start: Int) {
            self.group = group
            self.start = start
            end = start
        }
    }

    var terms: TermTable
    /// The numbers of the terms in code-point order.
    var order: [Int32]
    /// The terms' prefixes in that order.
    var prefixes: [UInt64]
    /// On how many pages each term stands, in that order.
    var pageCounts: [Int32]
    /// Where each term's lists start in `lists`, in that order; one more at the end. Joining walks the terms in order,
    /// and memory with them.
    var listStarts: [Int32]
    /// By term in order, then by group.
    var lists: [List]
    var bytes: [UInt8]

    /// The code points of a term behind its first three; most have none.
    func rest(ofRank rank: Int) -> ArraySlice<UInt32> { terms.rest(of: terms.terms[Int(order[rank])]) }

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
        occurrences.append(Occurrence(term: terms.number(of: scalars, range), place: place))
    }

    /// - Parameter links: By page, counted from the range's first.
    consuming func finish(links: [UInt8]) -> PostingTable {
        let order = terms.sortedNumbers()
        var ranks = [Int32](repeating: 0, count: order.count)
        for (rank, term) in order.enumerated() { ranks[Int(term)] = Int32(rank) }
        let starts = startsByTerm(ranks)
        let sorted = placesByTerm(ranks, starts)
        occurrences = []
        var writer = ListWriter(links: links, terms: order.count)
        // No posting takes more than eight bytes: six digits for the distance, two for what stands beside it, and a count
        // of more digits has as many occurrences. What isn't used is never touched, and so takes no memory.
        let bytes = [UInt8](unsafeUninitializedCapacity: sorted.count * 8) { buffer, count in
            writer.output = buffer
            sorted.withUnsafeBufferPointer { places in
                for rank in order.indices {
                    writer.appendTerm(UnsafeBufferPointer(rebasing: places[starts[rank]..<starts[rank + 1]]))
                }
            }
            count = writer.position
        }
        return PostingTable(
            terms: terms, order: order, prefixes: order.map { terms.terms[Int($0)].prefix },
            pageCounts: writer.pageCounts, listStarts: writer.listStarts + [Int32(writer.lists.count)],
            lists: writer.lists, bytes: bytes)
    }

    private func startsByTerm(_ ranks: [Int32]) -> [Int] {
        var starts = [Int](repeating: 0, count: ranks.count + 1)
        for occurrence in occurrences { starts[Int(ranks[Int(occurrence.term)]) + 1] += 1 }
        for rank in 1..<starts.count { starts[rank] += starts[rank - 1] }
        return starts
    }

    /// A counting sort: places stay in the order of the pages, as they came.
    private func placesByTerm(_ ranks: [Int32], _ starts: [Int]) -> [UInt32] {
        var next = starts
        return [UInt32](unsafeUninitializedCapacity: occurrences.count) { places, count in
            for occurrence in occurrences {
                let rank = Int(ranks[Int(occurrence.term)])
                places[next[rank]] = occurrence.place
                next[rank] += 1
            }
            count = occurrences.count
        }
    }
}

/// Writes the lists of one term after another.
private struct ListWriter {
    private let links: [UInt8]
    /// Where the postings behind the first of each list go, from `position` on; has room for all.
    var output = UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)
    private(set) var position = 0
    private(set) var lists: [PostingTable.List] = []
    private(set) var listStarts: [Int32] = []
    private(set) var pageCounts: [Int32] = []

    init(links: [UInt8], terms: Int) {
        self.links = links
        listStarts.reserveCapacity(terms + 1)
        pageCounts.reserveCapacity(terms)
        lists.reserveCapacity(terms)
    }

    mutating func appendTerm(_ places: UnsafeBufferPointer<UInt32>) {
        listStarts.append(Int32(lists.count))
        var groups: UInt32 = 0
        var pages: Int32 = 0
        var page = UInt32.max
        for place in places {
            groups |= 1 << (place & 7)
            if place >> 8 != page {
                page = place >> 8
                pages += 1
            }
        }
        pageCounts.append(pages)
        for number in 0..<FieldGroup.count where groups & 1 << UInt32(number) != 0 {
            let group = FieldGroup(rawValue: number)!
            if group.isHead { appendHeads(places, group) } else { appendBlocks(places, group) }
        }
    }

    private mutating func appendBlocks(_ places: UnsafeBufferPointer<UInt32>, _ group: FieldGroup) {
        var list = PostingTable.List(group: group, start: position)
        var open: UInt32 = .max
        var count: UInt32 = 0
        for place in places where place & 7 == UInt32(group.rawValue) {
            let address = place >> 3
            if address == open {
                count += 1
                continue
            }
            if count > 0 { append(open, count, to: &list) }
            open = address
            count = 1
        }
        if count > 0 { append(open, count, to: &list) }
        list.end = position
        lists.append(list)
    }

    private mutating func appendHeads(_ places: UnsafeBufferPointer<UInt32>, _ group: FieldGroup) {
        var list = PostingTable.List(group: group, start: position)
        var open: UInt32 = .max
        var length: UInt32 = 0
        for place in places where place & 7 == UInt32(group.rawValue) {
            let page = place >> 8
            if page == open {
                length = min(length, place >> 3 & 31)
                continue
            }
            if open != .max { append(open << 5, length << 2 | UInt32(links[Int(open)]), to: &list) }
            open = page
            length = place >> 3 & 31
        }
        if open != .max { append(open << 5, length << 2 | UInt32(links[Int(open)]), to: &list) }
        list.end = position
        lists.append(list)
    }

    @inline(__always)
    private mutating func append(_ address: UInt32, _ detail: UInt32, to list: inout PostingTable.List) {
        defer { list.last = address }
        guard !list.isEmpty else {
            list.first = address
            list.firstDetail = detail
            list.isEmpty = false
            return
        }
        let distance = address - list.last
        if list.group.isHead {
            append(distance)
            append(detail)
        } else if detail == 1 {
            append(distance << 1)
        } else {
            append(distance << 1 | 1)
            append(detail)
        }
    }

    /// As ``PostingCode/append(_:to:)``, without asking at each digit whether there is room.
    @inline(__always)
    private mutating func append(_ number: UInt32) {
        var rest = number
        repeat {
            let digit = Int(rest & 31)
            rest >>= 5
            output[position] = PostingCode.digits.utf8Start[rest > 0 ? digit | 32 : digit]
            position += 1
        } while rest > 0
    }
}

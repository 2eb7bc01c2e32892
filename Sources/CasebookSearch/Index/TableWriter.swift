/// Writes the tables of a part, of one term after another.
struct TableWriter: ~Copyable {
    /// The table in the making.
    private var output = ByteRoom()
    private var lastPrefix: UInt64 = 0
    private let links: [UInt8]
    /// Of the list in the making: its postings behind the first, and its hints.
    private var postings = ByteRoom()
    private var hints = ByteRoom()

    /// - Parameter links: By page, counted from the range's first.
    init(links: [UInt8]) { self.links = links }

    /// The table so far; the next term begins another.
    mutating func take() -> PostingTable {
        defer {
            output.removeAll()
            lastPrefix = 0
        }
        return PostingTable(bytes: Array(output.bytes)[...])
    }

    /// - Parameters:
    ///   - rest: The term's code points behind its prefix.
    ///   - range: The term's places.
    mutating func append(
        _ term: TermTable.Term, rest: ArraySlice<UInt32>, _ sorted: SortedPlaces, _ range: Range<Int>
    ) {
        appendName(term, rest)
        sorted.places.withUnsafeBufferPointer { places in
            sorted.hints.withUnsafeBufferPointer { hints in
                appendLists(
                    UnsafeBufferPointer(rebasing: places[range]),
                    hints: term.isPair ? UnsafeBufferPointer(rebasing: hints[range]) : nil)
            }
        }
    }

    private mutating func appendName(_ term: TermTable.Term, _ rest: ArraySlice<UInt32>) {
        var text: [UInt8] = []
        for scalar in rest { appendScalar(scalar, to: &text) }
        output.reserve(32 + text.count)
        output.append(packed: Int(term.prefix - lastPrefix))
        lastPrefix = term.prefix
        guard term.prefix & 0x1F_FFFF != 0 else { return }
        output.append(packed: text.count)
        text.withUnsafeBufferPointer { output.append(contentsOf: $0) }
    }

    private mutating func appendLists(
        _ places: UnsafeBufferPointer<UInt32>, hints: UnsafeBufferPointer<UInt32>?
    ) {
        // No posting takes more than eight bytes: six digits for the distance, two for what stands beside it, and a count
        // of more digits has as many occurrences. A hint takes three, and numbers of hints are counts of this kind.
        let room = places.count * 8
        postings.reserve(room)
        self.hints.reserve(room)
        output.reserve(room * 2 + 32 * (FieldGroup.count + 1))
        var groups: UInt8 = 0
        var pages = 0
        var page = UInt32.max
        for place in places {
            groups |= 1 << UInt8(place & 7)
            if place >> 8 != page {
                page = place >> 8
                pages += 1
            }
        }
        output.append(packed: pages)
        output.append(groups)
        for number in 0..<FieldGroup.count where groups & 1 << UInt8(number) != 0 {
            let group = FieldGroup(rawValue: number)!
            var list = List()
            if group.isHead {
                appendHeads(places, hints, group, to: &list)
            } else {
                appendBlocks(places, hints, group, to: &list)
            }
            close(list, hasHints: hints != nil)
        }
    }

    // MARK: - A list

    /// A list that postings are still coming to.
    private struct List {
        /// The address of the first posting; `nil` before there is one.
        var first: UInt32?
        /// What stands beside it.
        var detail: UInt32 = 0
        var last: UInt32 = 0
    }

    private mutating func close(_ list: List, hasHints: Bool) {
        let first = list.first ?? 0
        output.append(packed: Int(first))
        output.append(packed: Int(list.detail))
        output.append(packed: Int(list.last - first))
        if list.last > first { output.append(packed: postings.count) }
        if hasHints { output.append(packed: hints.count) }
        output.append(contentsOf: postings.bytes)
        output.append(contentsOf: hints.bytes)
        postings.removeAll()
        hints.removeAll()
    }

    private mutating func appendBlocks(
        _ places: UnsafeBufferPointer<UInt32>, _ hints: UnsafeBufferPointer<UInt32>?, _ group: FieldGroup,
        to list: inout List
    ) {
        var open: UInt32 = .max
        var count: UInt32 = 0
        for (number, place) in places.enumerated() where place & 7 == UInt32(group.rawValue) {
            if let hints { NeighborHint.append(hints[number], to: &self.hints) }
            let address = place >> 3
            if address == open {
                count += 1
                continue
            }
            if count > 0 { append(open, count, group, to: &list) }
            open = address
            count = 1
        }
        if count > 0 { append(open, count, group, to: &list) }
    }

    private mutating func appendHeads(
        _ places: UnsafeBufferPointer<UInt32>, _ hints: UnsafeBufferPointer<UInt32>?, _ group: FieldGroup,
        to list: inout List
    ) {
        var open: UInt32 = .max
        var length: UInt32 = 0
        var different: [UInt32] = []
        for (number, place) in places.enumerated() where place & 7 == UInt32(group.rawValue) {
            let page = place >> 8
            if page != open {
                appendHead(ofPage: open, length, different, group, to: &list)
                open = page
                length = UInt32(Ranking.longestLength)
                different.removeAll(keepingCapacity: true)
            }
            length = min(length, place >> 3 & 31)
            if let hint = hints?[number], !different.contains(hint) { different.append(hint) }
        }
        appendHead(ofPage: open, length, different, group, to: &list)
    }

    /// - Parameters:
    ///   - page: `UInt32.max` where none has come yet.
    ///   - hints: None where the term is no pair.
    private mutating func appendHead(
        ofPage page: UInt32, _ length: UInt32, _ hints: [UInt32], _ group: FieldGroup, to list: inout List
    ) {
        guard page != .max else { return }
        append(page << 5, length << 2 | UInt32(links[Int(page)]), group, to: &list)
        guard !hints.isEmpty else { return }
        self.hints.append(number: hints.count)
        for hint in hints { NeighborHint.append(hint, to: &self.hints) }
    }

    @inline(__always)
    private mutating func append(_ address: UInt32, _ detail: UInt32, _ group: FieldGroup, to list: inout List) {
        defer { list.last = address }
        guard list.first != nil else {
            list.first = address
            list.detail = detail
            return
        }
        let distance = Int(address - list.last)
        if group.isHead {
            postings.append(number: distance)
            postings.append(number: Int(detail))
        } else if detail == 1 {
            postings.append(number: distance << 1)
        } else {
            postings.append(number: distance << 1 | 1)
            postings.append(number: Int(detail))
        }
    }
}

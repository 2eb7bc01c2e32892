/// Writes the lists of one term after another.
struct ListWriter: ~Copyable {
    private let links: [UInt8]
    private(set) var lists: [PostingTable.List] = []
    /// The postings behind the first of each list.
    private(set) var bytes = ByteRoom()
    private(set) var hints = ByteRoom()

    /// - Parameter links: By page, counted from the range's first.
    init(links: [UInt8]) { self.links = links }

    mutating func removeAll() {
        lists.removeAll(keepingCapacity: true)
        bytes.removeAll()
        hints.removeAll()
    }

    /// - Parameters:
    ///   - places: As ``PostingTableBuilder/place(page:detail:_:)`` makes them, in the order of pages and blocks.
    ///   - hints: For each place; `nil` where the term is no pair.
    /// - Returns: On how many pages the term stands.
    mutating func appendTerm(_ places: UnsafeBufferPointer<UInt32>, hints: UnsafeBufferPointer<UInt32>?) -> Int {
        // No posting takes more than eight bytes: six digits for the distance, two for what stands beside it, and a count
        // of more digits has as many occurrences. A hint takes three, and numbers of hints are counts of this kind.
        bytes.reserve(places.count * 8)
        self.hints.reserve(places.count * 8)
        var groups: UInt32 = 0
        var pages = 0
        var page = UInt32.max
        for place in places {
            groups |= 1 << (place & 7)
            if place >> 8 != page {
                page = place >> 8
                pages += 1
            }
        }
        for number in 0..<FieldGroup.count where groups & 1 << UInt32(number) != 0 {
            let group = FieldGroup(rawValue: number)!
            if group.isHead { appendHeads(places, hints, group) } else { appendBlocks(places, hints, group) }
        }
        return pages
    }

    private mutating func appendBlocks(
        _ places: UnsafeBufferPointer<UInt32>, _ hints: UnsafeBufferPointer<UInt32>?, _ group: FieldGroup
    ) {
        var list = OpenList(group)
        var open: UInt32 = .max
        var count: UInt32 = 0
        for (number, place) in places.enumerated() where place & 7 == UInt32(group.rawValue) {
            if let hints { NeighborHint.append(hints[number], to: &self.hints) }
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
        close(list)
    }

    private mutating func appendHeads(
        _ places: UnsafeBufferPointer<UInt32>, _ hints: UnsafeBufferPointer<UInt32>?, _ group: FieldGroup
    ) {
        var list = OpenList(group)
        var open: UInt32 = .max
        var length: UInt32 = 0
        var different: [UInt32] = []
        for (number, place) in places.enumerated() where place & 7 == UInt32(group.rawValue) {
            let page = place >> 8
            if page != open {
                appendHead(ofPage: open, length, different, to: &list)
                open = page
                length = UInt32(Ranking.longestLength)
                different.removeAll(keepingCapacity: true)
            }
            length = min(length, place >> 3 & 31)
            if let hint = hints?[number], !different.contains(hint) { different.append(hint) }
        }
        appendHead(ofPage: open, length, different, to: &list)
        close(list)
    }

    /// - Parameters:
    ///   - page: `UInt32.max` where none has come yet.
    ///   - hints: None where the term is no pair.
    private mutating func appendHead(
        ofPage page: UInt32, _ length: UInt32, _ hints: [UInt32], to list: inout OpenList
    ) {
        guard page != .max else { return }
        append(page << 5, length << 2 | UInt32(links[Int(page)]), to: &list)
        guard !hints.isEmpty else { return }
        self.hints.append(number: hints.count)
        for hint in hints { NeighborHint.append(hint, to: &self.hints) }
    }

    /// A list that postings are still coming to.
    private struct OpenList {
        var list: PostingTable.List
        var isEmpty = true

        init(_ group: FieldGroup) { list = PostingTable.List(group: group) }
    }

    private mutating func close(_ open: OpenList) {
        var list = open.list
        list.end = UInt32(bytes.count)
        list.hintsEnd = UInt32(hints.count)
        lists.append(list)
    }

    @inline(__always)
    private mutating func append(_ address: UInt32, _ detail: UInt32, to open: inout OpenList) {
        defer { open.list.last = address }
        guard !open.isEmpty else {
            open.list.first = address
            open.list.firstDetail = detail
            open.isEmpty = false
            return
        }
        let distance = Int(address - open.list.last)
        if open.list.group.isHead {
            bytes.append(number: distance)
            bytes.append(number: Int(detail))
        } else if detail == 1 {
            bytes.append(number: distance << 1)
        } else {
            bytes.append(number: distance << 1 | 1)
            bytes.append(number: Int(detail))
        }
    }
}

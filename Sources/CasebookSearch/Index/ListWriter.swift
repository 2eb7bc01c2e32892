/// Writes the lists of one term after another.
struct ListWriter {
    private let links: [UInt8]
    /// Where the postings behind the first of each list go, from `position` on; has room for all.
    var output = UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)
    private(set) var position = 0
    var hints: [UInt8] = []
    private(set) var lists: [PostingTable.List] = []
    private(set) var listStarts: [Int32] = []
    private(set) var pageCounts: [Int32] = []

    init(links: [UInt8], terms: Int) {
        self.links = links
        listStarts.reserveCapacity(terms + 1)
        pageCounts.reserveCapacity(terms)
        lists.reserveCapacity(terms)
    }

    /// - Parameters:
    ///   - places: As ``PostingTableBuilder/place(page:detail:_:)`` makes them, in the order of pages and blocks.
    ///   - hints: For each place; `nil` where the term is no pair.
    mutating func appendTerm(_ places: UnsafeBufferPointer<UInt32>, hints: UnsafeBufferPointer<UInt32>?) {
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
            if group.isHead { appendHeads(places, hints, group) } else { appendBlocks(places, hints, group) }
        }
    }

    private mutating func appendBlocks(
        _ places: UnsafeBufferPointer<UInt32>, _ hints: UnsafeBufferPointer<UInt32>?, _ group: FieldGroup
    ) {
        var list = PostingTable.List(group: group, start: position, hintStart: self.hints.count)
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
        list.end = position
        lists.append(list)
    }

    private mutating func appendHeads(
        _ places: UnsafeBufferPointer<UInt32>, _ hints: UnsafeBufferPointer<UInt32>?, _ group: FieldGroup
    ) {
        var list = PostingTable.List(group: group, start: position, hintStart: self.hints.count)
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
        list.end = position
        lists.append(list)
    }

    /// - Parameters:
    ///   - page: `UInt32.max` where none has come yet.
    ///   - hints: None where the term is no pair.
    private mutating func appendHead(
        ofPage page: UInt32, _ length: UInt32, _ hints: [UInt32], to list: inout PostingTable.List
    ) {
        guard page != .max else { return }
        append(page << 5, length << 2 | UInt32(links[Int(page)]), to: &list)
        guard !hints.isEmpty else { return }
        PostingCode.append(hints.count, to: &self.hints)
        for hint in hints { NeighborHint.append(hint, to: &self.hints) }
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

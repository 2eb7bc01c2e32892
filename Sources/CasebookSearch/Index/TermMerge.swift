/// Walks the terms of several tables in code-point order, each term once, and joins its lists.
///
/// Whatever the bytes are, it ends and reads nothing beside them: tables may come from a cache.
struct TermMerge {
    private let bytes: UnsafeBufferPointer<UInt8>
    /// Behind each table.
    private let ends: [Int]
    /// Behind the prefix of each table's next term.
    private var places: [Int]
    /// The prefix of each table's next term: nearly always enough to see which term comes first.
    private var heads: [UInt64]
    /// The address that each table's addresses count from.
    private let bases: [Int]
    /// The tables that have the current term, in order.
    private var holders: [Int] = []
    /// The first three code points of the current term, 21 bits each.
    private(set) var prefix: UInt64 = 0
    /// The code points of the current term behind the first three, in UTF-8.
    private(set) var rest = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    /// On how many pages the current term stands.
    private(set) var pages = 0
    /// The current term's lists by group, as text.
    private(set) var lists = [[UInt8]](repeating: [], count: FieldGroup.count)
    /// The hints of the current term's postings by group; empty where it is no pair.
    private(set) var hints = [[UInt8]](repeating: [], count: FieldGroup.count)
    /// Whether something is no table; what was given then isn't all.
    private(set) var isDamaged = false

    /// - Parameters:
    ///   - bytes: The tables, one behind the other; ``TableRow/bytes``.
    ///   - ends: Behind each table.
    ///   - firstPages: The number of each table's first page.
    init(_ bytes: UnsafeBufferPointer<UInt8>, ends: [Int], firstPages: [Int]) {
        self.bytes = bytes
        self.ends = ends
        places = [0] + ends.dropLast()
        bases = firstPages.map { $0 * BlockAddress.blocksPerPage }
        heads = ends.map { _ in 0 }
        for table in heads.indices { advance(table) }
    }

    /// Goes to the next term; `false` at the end.
    mutating func next() -> Bool {
        prefix = .max
        for candidate in heads where candidate < prefix { prefix = candidate }
        guard prefix != .max else { return false }
        holders.removeAll(keepingCapacity: true)
        rest = UnsafeBufferPointer(start: nil, count: 0)
        for table in heads.indices where heads[table] == prefix {
            // Only behind three characters can there be more.
            if prefix & 0x1F_FFFF != 0 {
                var place = places[table]
                let own = text(&place, ends[table])
                if holders.isEmpty || own.lexicographicallyPrecedes(rest) {
                    holders.removeAll(keepingCapacity: true)
                    rest = own
                } else if !own.elementsEqual(rest) {
                    continue
                }
            }
            holders.append(table)
        }
        joinLists()
        for table in holders { advance(table) }
        return true
    }

    private mutating func joinLists() {
        for group in lists.indices {
            lists[group].removeAll(keepingCapacity: true)
            hints[group].removeAll(keepingCapacity: true)
        }
        pages = 0
        let isPair = prefix & 0x1F_FFFF == 0 && prefix >> 21 & 0x1F_FFFF != 0
        var last = (0, 0, 0, 0, 0)
        withUnsafeMutableBytes(of: &last) { memory in
            let last = memory.bindMemory(to: Int.self)
            for table in holders {
                let (base, end) = (bases[table], ends[table])
                var place = places[table]
                if prefix & 0x1F_FFFF != 0 { _ = text(&place, end) }
                pages &+= number(&place, end)
                let groups = number(&place, end)
                for group in 0..<FieldGroup.count where groups & 1 << group != 0 {
                    let first = number(&place, end) &+ base
                    let detail = number(&place, end)
                    let distance = number(&place, end)
                    let length = distance == 0 ? 0 : number(&place, end)
                    let hintsLength = isPair ? number(&place, end) : 0
                    PostingCode.append(
                        first, detail: detail, after: last[group], FieldGroup(rawValue: group)!, to: &lists[group])
                    lists[group].append(contentsOf: raw(length, &place, end))
                    hints[group].append(contentsOf: raw(hintsLength, &place, end))
                    last[group] = first &+ distance
                }
                places[table] = place
            }
        }
    }

    // MARK: - Reading

    /// Reads the prefix of a table's next term.
    private mutating func advance(_ table: Int) {
        guard places[table] < ends[table], !isDamaged else {
            heads[table] = .max
            return
        }
        var place = places[table]
        heads[table] &+= UInt64(number(&place, ends[table]))
        places[table] = place
    }

    /// Never negative; 0 where there is none.
    @inline(__always)
    private mutating func number(_ place: inout Int, _ end: Int) -> Int {
        var number = 0
        var shift = 0
        while place < end, shift < 63 {
            let byte = Int(bytes[place])
            place += 1
            number |= (byte & 127) << shift
            if byte < 128 { return number }
            shift += 7
        }
        isDamaged = true
        return 0
    }

    @inline(__always)
    private mutating func raw(_ count: Int, _ place: inout Int, _ end: Int) -> UnsafeBufferPointer<UInt8> {
        guard count <= end - place else {
            isDamaged = true
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        defer { place += count }
        return UnsafeBufferPointer(rebasing: bytes[place..<place + count])
    }

    private mutating func text(_ place: inout Int, _ end: Int) -> UnsafeBufferPointer<UInt8> {
        raw(number(&place, end), &place, end)
    }
}

/// A term's lists as text: separated by commas, those that are empty at the end left out.
func writeLists(_ lists: ArraySlice<[UInt8]>, to text: inout [UInt8]) {
    var pendingCommas = 0
    for list in lists {
        // Commas stand before a list, so that none trail.
        if !list.isEmpty {
            for _ in 0..<pendingCommas { text.append(UInt8(ascii: ",")) }
            pendingCommas = 0
            text.append(contentsOf: list)
        }
        pendingCommas += 1
    }
}

/// Behind a colon the hints of all lists of a term, if there are any.
func writeHints(_ hints: [[UInt8]], to text: inout [UInt8]) {
    guard !hints.allSatisfy(\.isEmpty) else { return }
    text.append(UInt8(ascii: ":"))
    for hints in hints { text.append(contentsOf: hints) }
}

/// A code point as UTF-8.
func appendScalar(_ scalar: UInt32, to text: inout [UInt8]) {
    text.append(contentsOf: UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}")!)
}

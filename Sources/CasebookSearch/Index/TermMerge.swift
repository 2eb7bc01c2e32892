import CasebookText

/// Walks the terms of several tables in code-point order, each term once, and joins its lists.
struct TermMerge {
    private struct Holder {
        var table: Int
        var rank: Int
    }

    private let tables: [PostingTable]
    /// The address that each table's addresses count from.
    private let bases: [Int]
    /// The place of each table's next term in its order.
    private var ranks: [Int]
    /// The prefix of each table's next term: nearly always enough to see which term comes first.
    private var heads: [UInt64]
    /// The tables that have the current term, in order.
    private var holders: [Holder] = []
    /// The first three code points of the current term, 21 bits each.
    private(set) var prefix: UInt64 = 0
    /// On how many pages the current term stands.
    private(set) var pages = 0
    /// The current term's lists by group, as text.
    private(set) var lists = [[UInt8]](repeating: [], count: FieldGroup.allCases.count)
    /// The hints of the current term's postings by group; empty where it is no pair.
    private(set) var hints = [[UInt8]](repeating: [], count: FieldGroup.allCases.count)

    /// - Parameter firstPages: The number of each table's first page.
    init(_ tables: [PostingTable], firstPages: [Int]) {
        self.tables = tables
        bases = firstPages.map { $0 * BlockAddress.blocksPerPage }
        ranks = tables.map { _ in 0 }
        heads = tables.map { $0.prefixes.first ?? .max }
    }

    /// Goes to the next term; `false` at the end.
    mutating func next() -> Bool {
        prefix = .max
        for candidate in heads where candidate < prefix { prefix = candidate }
        guard prefix != .max else { return false }
        // Only behind three characters can there be more, which is far away in memory.
        let mayGoOn = prefix & 0x1F_FFFF != 0
        holders.removeAll(keepingCapacity: true)
        for table in heads.indices where heads[table] == prefix {
            let holder = Holder(table: table, rank: ranks[table])
            if mayGoOn, let first = holders.first, !rest(of: holder).elementsEqual(rest(of: first)) {
                guard rest(of: holder).lexicographicallyPrecedes(rest(of: first)) else { continue }
                holders.removeAll(keepingCapacity: true)
            }
            holders.append(holder)
        }
        joinLists()
        for holder in holders { advance(holder.table) }
        return true
    }

    /// The code points of the current term behind the first three.
    private(set) var rest: ArraySlice<UInt32> = []

    private func rest(of holder: Holder) -> ArraySlice<UInt32> { tables[holder.table].rest(ofRank: holder.rank) }

    private mutating func advance(_ table: Int) {
        ranks[table] += 1
        let prefixes = tables[table].prefixes
        heads[table] = ranks[table] < prefixes.count ? prefixes[ranks[table]] : .max
    }

    private mutating func joinLists() {
        for group in lists.indices {
            lists[group].removeAll(keepingCapacity: true)
            hints[group].removeAll(keepingCapacity: true)
        }
        pages = 0
        rest = prefix & 0x1F_FFFF == 0 ? [] : rest(of: holders[0])
        var last = (0, 0, 0, 0, 0)
        withUnsafeMutableBytes(of: &last) { raw in
            let last = raw.bindMemory(to: Int.self)
            for holder in holders {
                let base = bases[holder.table]
                pages += Int(tables[holder.table].pageCounts[holder.rank])
                for number in tables[holder.table].lists(ofRank: holder.rank) {
                    let list = tables[holder.table].lists[number]
                    let group = list.group.rawValue
                    PostingCode.append(
                        Int(list.first) + base, detail: Int(list.firstDetail), after: last[group], list.group,
                        to: &lists[group])
                    lists[group].append(
                        contentsOf: tables[holder.table].bytes[tables[holder.table].postings(ofList: number)])
                    hints[group].append(
                        contentsOf: tables[holder.table].hints[tables[holder.table].hints(ofList: number)])
                    last[group] = Int(list.last) + base
                }
            }
        }
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

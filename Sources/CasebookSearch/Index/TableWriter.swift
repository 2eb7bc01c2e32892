import CasebookModel

/// Writes tables, of one term after another.
///
/// What grows is kept from table to table, and each table is a copy without room.
struct TableWriter: ~Copyable {
    private var prefixes: [UInt64] = []
    private var restEnds: [Int32] = []
    private var rests: [UInt32] = []
    private var pageCounts: [Int32] = []
    private var listEnds: [Int32] = []
    private var lists: ListWriter

    /// - Parameter links: By page, counted from the range's first.
    init(links: [UInt8]) { lists = ListWriter(links: links) }

    /// - Parameters:
    ///   - rest: The term's code points behind its prefix.
    ///   - range: The term's places.
    mutating func append(
        _ term: TermTable.Term, rest: ArraySlice<UInt32>, _ sorted: SortedPlaces, _ range: Range<Int>
    ) {
        prefixes.append(term.prefix)
        rests += rest
        restEnds.append(Int32(rests.count))
        let pages = sorted.places.withUnsafeBufferPointer { places in
            sorted.hints.withUnsafeBufferPointer { hints in
                lists.appendTerm(
                    UnsafeBufferPointer(rebasing: places[range]),
                    hints: term.isPair ? UnsafeBufferPointer(rebasing: hints[range]) : nil)
            }
        }
        pageCounts.append(Int32(pages))
        listEnds.append(Int32(lists.lists.count))
    }

    /// The table so far; the next term begins another.
    mutating func take() -> PostingTable {
        let table = PostingTable(
            prefixes: prefixes.withoutRoom, restEnds: restEnds.withoutRoom, rests: rests.withoutRoom,
            pageCounts: pageCounts.withoutRoom, listEnds: listEnds.withoutRoom, lists: lists.lists.withoutRoom,
            bytes: Array(lists.bytes.bytes), hints: Array(lists.hints.bytes))
        prefixes.removeAll(keepingCapacity: true)
        restEnds.removeAll(keepingCapacity: true)
        rests.removeAll(keepingCapacity: true)
        pageCounts.removeAll(keepingCapacity: true)
        listEnds.removeAll(keepingCapacity: true)
        lists.removeAll()
        return table
    }
}

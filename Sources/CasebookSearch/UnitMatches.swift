/// Where one unit of a query stands in the site.
struct UnitMatches: Sendable {
    /// Ascending, each once.
    private(set) var addresses: [Int] = []
    /// Ascending, each once.
    private(set) var pages: [Int] = []
    /// For each page the occurrences by ``FieldGroup``, one page's counts after the other's.
    private var counts: [Int] = []
    /// The unit's weight; 0 where it stands nowhere.
    private(set) var rarity = 0.0

    init(_ unit: Query.Unit, in index: SearchIndexReader) {
        var found: [(address: Int, group: Int, count: Int)] = []
        var listCount = 0
        index.forEachTerm(unit.text, isPrefix: unit.isPrefix) { lists in
            for (group, list) in lists.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
                .enumerated()
            where group < FieldGroup.allCases.count && !list.isEmpty {
                listCount += 1
                PostingCode.decode(list) { found.append(($0.address, group, $0.count)) }
            }
        }
        if listCount > 1 { found.sort { $0.address < $1.address } }
        for posting in found {
            // An index that was tampered with may name pages that don't exist.
            let page = BlockAddress.page(of: posting.address)
            guard page < index.pageCount else { continue }
            if addresses.last != posting.address { addresses.append(posting.address) }
            if pages.last != page {
                pages.append(page)
                counts += repeatElement(0, count: FieldGroup.allCases.count)
            }
            counts[counts.count - FieldGroup.allCases.count + posting.group] += posting.count
        }
        if !pages.isEmpty { rarity = Ranking.rarity(pages: pages.count, of: index.pageCount) }
    }

    /// - Returns: Occurrences by ``FieldGroup``; `nil` where the unit isn't on the page.
    func counts(onPage page: Int) -> ArraySlice<Int>? {
        let place = lowerBound(of: page, in: pages)
        guard place < pages.count, pages[place] == page else { return nil }
        return counts[place * FieldGroup.allCases.count..<(place + 1) * FieldGroup.allCases.count]
    }
}

/// The elements that all the lists have. Lists ascend; starts from the shortest, so that it costs little where one of
/// them is rare.
func intersection(_ lists: [[Int]]) -> [Int] {
    let ordered = lists.sorted { $0.count < $1.count }
    guard var common = ordered.first else { return [] }
    for list in ordered.dropFirst() where !common.isEmpty {
        var place = 0
        common = common.filter { element in
            place = lowerBound(of: element, in: list, from: place)
            return place < list.count && list[place] == element
        }
    }
    return common
}

/// The place of the first element that is not below `element`. Looks in growing steps, so that walking a long list along
/// a short one costs the short one's length.
func lowerBound(of element: Int, in list: [Int], from start: Int = 0) -> Int {
    var step = 1
    var low = start
    while low + step < list.count, list[low + step] < element {
        low += step
        step *= 2
    }
    var high = min(low + step, list.count)
    while low < high {
        let middle = (low + high) / 2
        if list[middle] < element { low = middle + 1 } else { high = middle }
    }
    return low
}

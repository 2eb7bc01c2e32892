/// Gathers where terms stand in a range of pages, and sorts it into tables.
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

    /// The terms between each two neighbours of `bounds`, a table each.
    ///
    /// - Parameters:
    ///   - links: By page, counted from the range's first.
    ///   - bounds: Prefixes, ascending, from 0 to the greatest.
    consuming func finish(links: [UInt8], cutAt bounds: [UInt64] = [0, .max]) -> [PostingTable] {
        let order = terms.sortedNumbers()
        let starts = startsByTerm(order)
        let sorted = sortedByTerm(order, starts)
        occurrences = []
        var writer = TableWriter(links: links)
        var next = 0
        return bounds.dropFirst().map { bound in
            for rank in next..<order.count {
                let term = terms.terms[Int(order[rank])]
                guard term.prefix < bound else { break }
                writer.append(term, rest: terms.rest(of: term), sorted, starts[rank]..<starts[rank + 1])
                next = rank + 1
            }
            return writer.take()
        }
    }

    /// Where each term's occurrences begin once they are sorted; one more at the end.
    private func startsByTerm(_ order: [Int32]) -> [Int] {
        var counts = [Int](repeating: 0, count: order.count)
        for occurrence in occurrences { counts[Int(occurrence.term)] += 1 }
        var starts = [0]
        starts.reserveCapacity(order.count + 1)
        for term in order { starts.append(starts[starts.count - 1] + counts[Int(term)]) }
        return starts
    }

    /// A counting sort: places stay in the order of the pages, as they came.
    private func sortedByTerm(_ order: [Int32], _ starts: [Int]) -> SortedPlaces {
        var next = [Int](repeating: 0, count: order.count)
        for (rank, term) in order.enumerated() { next[Int(term)] = starts[rank] }
        var hints = [UInt32](repeating: 0, count: occurrences.count)
        let places = [UInt32](unsafeUninitializedCapacity: occurrences.count) { places, count in
            for occurrence in occurrences {
                let place = next[Int(occurrence.term)]
                next[Int(occurrence.term)] = place + 1
                places[place] = occurrence.place
                hints[place] = occurrence.hint
            }
            count = occurrences.count
        }
        return SortedPlaces(places: places, hints: hints)
    }
}

/// Where terms stand, one term's places behind the other's, and beside each place what is around it.
struct SortedPlaces {
    /// As ``PostingTableBuilder/place(page:detail:_:)`` makes them; of a term in the order of pages and blocks.
    let places: [UInt32]
    let hints: [UInt32]
}

/// The candidate that `name` was most likely meant to be; `nil` where none is near enough to be offered.
///
/// Near means: no slip in a single character, at most one in names of up to four, two up to nine, three in longer ones, counted on
/// folded text (``fold(_:)``) as insertions, deletions, replacements and swaps of neighbours. Among equally near ones
/// the first in code-point order wins, so that the answer doesn't depend on the order of the candidates. A candidate
/// that is `name` itself is passed over.
package func nearestName(to name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = foldedScalars(name)
    // A message never gains from a suggestion for a pasted paragraph, and the table below is quadratic in the length.
    guard !wanted.isEmpty, wanted.count <= 80 else { return nil }
    let limit = wanted.count < 2 ? 0 : wanted.count <= 4 ? 1 : wanted.count <= 9 ? 2 : 3
    var finder = SlipCounter(wanted)
    var best: (distance: Int, name: String)?
    for candidate in candidates where candidate != name && !candidate.isEmpty {
        // Folding changes the number of bytes only within these bounds for any name that could still be near.
        guard candidate.utf8.count <= (wanted.count + limit) * 12 else { continue }
        let bound = best?.distance ?? limit
        let folded = foldedScalars(candidate)
        guard abs(folded.count - wanted.count) <= bound, let distance = finder.slips(to: folded, atMost: bound)
        else { continue }
        if let known = best, known.distance == distance, !precedes(candidate, known.name) { continue }
        best = (distance, candidate)
    }
    return best?.name
}

private func precedes(_ left: String, _ right: String) -> Bool { left.utf8.lexicographicallyPrecedes(right.utf8) }

/// Damerau-Levenshtein distance (optimal string alignment) from one word to many, rows kept between the calls.
private struct SlipCounter {
    private let wanted: [UInt32]
    private var beforePrevious: [Int]
    private var previous: [Int]
    private var current: [Int]

    init(_ wanted: [UInt32]) {
        self.wanted = wanted
        beforePrevious = Array(0...wanted.count)
        previous = beforePrevious
        current = beforePrevious
    }

    /// `nil` where the distance is above `limit`; gives up at the first row that is.
    mutating func slips(to other: [UInt32], atMost limit: Int) -> Int? {
        for column in 0...wanted.count { previous[column] = column }
        for row in 1..<(other.count + 1) {
            current[0] = row
            var least = row
            // Cells further than `limit` from the diagonal can't lie on a path that is short enough.
            let first = max(1, row - limit)
            let last = min(wanted.count, row + limit)
            guard first <= last else { return nil }
            if first > 1 { current[first - 1] = limit + 1 }
            for column in first...last {
                let same = wanted[column - 1] == other[row - 1]
                var slips = min(previous[column - 1] + (same ? 0 : 1), current[column - 1] + 1)
                if column < row + limit { slips = min(slips, previous[column] + 1) }
                if row > 1, column > 1, wanted[column - 1] == other[row - 2], wanted[column - 2] == other[row - 1] {
                    slips = min(slips, beforePrevious[column - 2] + 1)
                }
                current[column] = slips
                least = min(least, slips)
            }
            if least > limit { return nil }
            (beforePrevious, previous, current) = (previous, current, beforePrevious)
        }
        return previous[wanted.count] <= limit ? previous[wanted.count] : nil
    }
}

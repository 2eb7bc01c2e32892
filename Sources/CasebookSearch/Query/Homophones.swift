import CasebookText

/// What a query may have meant whose characters were chosen wrongly among those that sound alike.
struct Homophones {
    /// Another pair of characters in place of two.
    private struct Correction {
        var run: Int
        /// The pair's place in the run.
        var start: Int
        var pair: [UInt32]
        /// How frequent the pair is; the higher, the likelier it is meant.
        var weight: Int

        func overlaps(_ other: Correction) -> Bool { run == other.run && abs(start - other.start) < 2 }
    }

    /// Two neighbours in a run.
    private struct Pair {
        /// Whether they stand anywhere in the site.
        var isKnown: Bool
        /// The pairs of the lane that are read so, the pair itself among them where it is one.
        var alike: [(pair: [UInt32], weight: Int)]
    }

    private struct Candidate {
        var corrections: [Correction]
        /// Neighbours that still stand nowhere.
        var unexplained: Int
        var weight: Int { corrections.reduce(0) { $0 + $1.weight } }
    }

    /// So many of the best single corrections are put together in twos.
    private static let mostToCombine = 12

    private let index: SearchIndex
    private let readings: Readings
    private let query: Query
    /// For each run its pairs; none for words.
    private var pairs: [[Pair]] = []

    init(_ query: Query, _ index: SearchIndex) throws(SearchIndexError) {
        self.query = query
        self.index = index
        readings = try index.readings()
        for run in query.runs {
            var found: [Pair] = []
            if run.isSolid {
                for start in 0..<run.text.count - 1 {
                    let pair = [run.text[start], run.text[start + 1]]
                    let lists = try index.lists(of: Query.Unit(text: pair, isPrefix: false))
                    found.append(Pair(isKnown: !lists.occurrences.isEmpty, alike: try alike(pair)))
                }
            }
            pairs.append(found)
        }
    }

    /// The corrected queries, the likeliest first: those that leave the fewest neighbours unheard of, then with one
    /// correction before those with two, then by how frequent the pairs are.
    ///
    /// One wrong character makes two wrong pairs; the right one makes both right, which hardly any other does.
    func candidates(limit: Int) -> [Query] {
        var singles: [Candidate] = []
        for run in pairs.indices {
            for (start, pair) in pairs[run].enumerated() {
                let typed = Array(query.runs[run].text[start...start + 1])
                for other in pair.alike where other.pair != typed {
                    singles.append(
                        candidate([Correction(run: run, start: start, pair: other.pair, weight: other.weight)]))
                }
            }
        }
        singles = sorted(singles)
        var all = singles
        let combined = singles.prefix(Homophones.mostToCombine).map { $0.corrections[0] }
        for (place, first) in combined.enumerated() {
            for second in combined[(place + 1)...] where !first.overlaps(second) {
                all.append(candidate([first, second]))
            }
        }
        var queries: [Query] = []
        for candidate in sorted(all) where queries.count < limit {
            let query = corrected(candidate.corrections)
            if !queries.contains(where: { $0.folded == query.folded }) { queries.append(query) }
        }
        return queries
    }

    private func candidate(_ corrections: [Correction]) -> Candidate {
        let texts = correctedTexts(corrections)
        var unexplained = 0
        for (run, pairs) in pairs.enumerated() {
            for (start, pair) in pairs.enumerated() {
                let now = texts[run][start...start + 1]
                let isExplained =
                    now == query.runs[run].text[start...start + 1]
                    ? pair.isKnown : pair.alike.contains { $0.pair.elementsEqual(now) }
                if !isExplained { unexplained += 1 }
            }
        }
        return Candidate(corrections: corrections, unexplained: unexplained)
    }

    /// Stable, so that between equals the order of the query and of the lane decides.
    private func sorted(_ candidates: [Candidate]) -> [Candidate] {
        candidates.enumerated().sorted { left, right in
            let (a, b) = (left.element, right.element)
            if a.unexplained != b.unexplained { return a.unexplained < b.unexplained }
            if a.corrections.count != b.corrections.count { return a.corrections.count < b.corrections.count }
            return (b.weight, left.offset) < (a.weight, right.offset)
        }.map(\.element)
    }

    /// The pairs of the lane with the same syllables.
    private func alike(_ pair: [UInt32]) throws(SearchIndexError) -> [(pair: [UInt32], weight: Int)] {
        var found: [(pair: [UInt32], weight: Int)] = []
        for first in readings.syllables[pair[0]] ?? [] {
            for second in readings.syllables[pair[1]] ?? [] {
                let letters = String(Unicode.Scalar(first.letter)) + String(Unicode.Scalar(second.letter))
                let lane = try index.lane(letters)
                guard let reading = lane.first(where: { $0.first == first && $0.second == second }) else { continue }
                for entry in reading.entries {
                    let other = [entry.first, entry.second]
                    if found.contains(where: { $0.pair == other }) { continue }
                    found.append((other, weight(of: entry)))
                }
            }
        }
        return found
    }

    /// The places among names, and for a frequent pair what its class says.
    private func weight(of entry: LaneFile.Entry) -> Int {
        let places = Occurrences(entry.lists, groups: LaneFile.groups, pageCount: index.root.pageCount).entries.count
        let commonness = Ranking.rarest - index.root.termClass(of: [entry.first, entry.second])
        return places + commonness * 4
    }

    /// The texts of the runs.
    private func correctedTexts(_ corrections: [Correction]) -> [[UInt32]] {
        var texts = query.runs.map(\.text)
        for correction in corrections {
            for offset in 0..<2 { texts[correction.run][correction.start + offset] = correction.pair[offset] }
        }
        return texts
    }

    private func corrected(_ corrections: [Correction]) -> Query {
        let texts = correctedTexts(corrections)
        var runs = query.runs
        for (run, text) in texts.enumerated() where runs[run].isSolid {
            runs[run].text = text
            runs[run].parts = [text]
        }
        return Query(runs: runs, folded: Array(texts.joined(separator: [0x20])))
    }
}

import CasebookText

extension Ladder {
    private static let mostCorrections = 8

    /// The query with words of letters that stand nowhere as words that look like them.
    func typoAnswer(_ query: Query) throws(SearchIndexError) -> Answer {
        for (number, run) in query.runs.enumerated() where run.isWord && run.parts.count == 1 {
            let lists = try index.lists(of: query.units[run.units[0]])
            guard lists.occurrences.isEmpty else { continue }
            var alternatives: [Alternative] = []
            for word in try nearWords(run.text).prefix(Ladder.mostCorrections) {
                alternatives.append(
                    Alternative(
                        query: query.replacing(0..<run.text.count, ofRun: number, with: word), match: .typo,
                        words: [string(of: word)], factor: Ranking.typo))
            }
            // A second misspelt word has no exact answer either way.
            let answer = try answer(alternatives)
            if !answer.pages.isEmpty { return answer }
        }
        return Answer()
    }

    /// Terms with the same first letter, a letter or two apart, the nearest first, then the most frequent.
    private func nearWords(_ word: [UInt32]) throws(SearchIndexError) -> [[UInt32]] {
        let most = word.count >= Ranking.longWord ? 2 : word.count >= Ranking.mediumWord ? 1 : 0
        guard most > 0 else { return [] }
        var found: [(word: [UInt32], distance: Int, size: Int)] = []
        for shard in index.root.shards(beginningWith: [word[0]]).prefix(SearchIndex.mostPrefixShards) {
            try index.termFile(shard).forEachTerm(beginningWith: word[0]) { rest, lists in
                let term = [word[0]] + String(decoding: rest, as: UTF8.self).unicodeScalars.map(\.value)
                guard abs(term.count - word.count) <= most, term.allSatisfy({ characterClass(of: $0) != .joiner })
                else {
                    return true
                }
                let distance = editDistance(word, term)
                if distance <= most { found.append((term, distance, lists.count)) }
                return true
            }
        }
        return found.sorted { left, right in
            if left.distance != right.distance { return left.distance < right.distance }
            if left.size != right.size { return left.size > right.size }
            return left.word.lexicographicallyPrecedes(right.word)
        }.map(\.word)
    }
}

/// Insertions, deletions, replacements and swaps of neighbours that make one word of the other (optimal string alignment).
func editDistance(_ left: [UInt32], _ right: [UInt32]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in 0..<left.count {
        var row = [i + 1]
        for j in 0..<right.count {
            var distance = min(last[j + 1] + 1, row[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
            if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                distance = min(distance, beforeLast[j - 1] + 1)
            }
            row.append(distance)
        }
        beforeLast = last
        last = row
    }
    return last[right.count]
}

import CasebookText

/// The index's groups of words that mean the same, folded.
struct Synonyms {
    /// A word of a query, where it stands, and the other words of its group.
    struct Occurrence {
        var run: Int
        /// In the run's text.
        var range: Range<Int>
        /// In the order of the group.
        var others: [Word]
    }

    struct Word {
        var text: String
        var folded: [UInt32]
    }

    private let groups: [[Word]]
    /// The same, in each group the longest first.
    private let longestFirst: [[Word]]
    /// The groups that have a word with this first character: most queries hold words of few groups.
    private let groupsByStart: [UInt32: [Int]]

    init(_ groups: [[String]]) {
        self.groups = groups.map { $0.map { Word(text: $0, folded: foldedScalars($0)) }.filter { !$0.folded.isEmpty } }
        longestFirst = self.groups.map { group in
            group.enumerated().sorted {
                ($1.element.folded.count, $0.offset) < ($0.element.folded.count, $1.offset)
            }.map(\.element)
        }
        var groupsByStart: [UInt32: [Int]] = [:]
        for (number, group) in self.groups.enumerated() {
            for word in group { groupsByStart[word.folded[0], default: []].append(number) }
        }
        self.groupsByStart = groupsByStart
    }

    /// The words of a query that groups hold, in the order of the groups, in a group the longest first; where a group's
    /// words overlap, the longest.
    func occurrences(in query: Query) -> [Occurrence] {
        var possible: Set<Int> = []
        for run in query.runs where run.pattern == nil {
            for character in run.text { possible.formUnion(groupsByStart[character] ?? []) }
        }
        return possible.sorted().flatMap { occurrences(in: query, ofGroup: $0) }
    }

    private func occurrences(in query: Query, ofGroup group: Int) -> [Occurrence] {
        var found: [Occurrence] = []
        for word in longestFirst[group] {
            for (number, run) in query.runs.enumerated() where run.pattern == nil {
                guard let start = place(of: word.folded, in: run) else { continue }
                let range = start..<start + word.folded.count
                if found.contains(where: { $0.run == number && $0.range.overlaps(range) }) { continue }
                let others = groups[group].filter { $0.folded != word.folded }
                found.append(Occurrence(run: number, range: range, others: others))
            }
        }
        return found
    }

    private func place(of word: [UInt32], in run: QueryRun) -> Int? {
        if run.isWord { return run.text == word ? 0 : nil }
        guard word.count <= run.text.count else { return nil }
        return (0...run.text.count - word.count).first { start in
            word.indices.allSatisfy { run.text[start + $0] == word[$0] }
        }
    }
}

extension Query {
    /// The query with other words in place of a stretch of a run, cut where they meet.
    func replacing(_ range: Range<Int>, ofRun number: Int, with words: [UInt32]) -> Query {
        var text = Array(runs[number].text[..<range.lowerBound])
        text += [0x20] + words + [0x20]
        text += runs[number].text[range.upperBound...]
        // Cut anew: the words may be of another script. The blank behind closes a last word.
        return replacing(number..<number + 1, with: Query(folded: text).runs)
    }
}

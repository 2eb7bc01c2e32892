extension Ladder {
    private static let mostAlternatives = 8
    /// Longer queries are sentences, which no one correction makes exact.
    private static let mostPairs = 12

    /// The query with pairs of characters that are read alike: 头诉 is 投诉.
    func homophoneAnswer(_ query: Query) throws(SearchIndexError) -> Answer {
        let pairs = query.runs.reduce(0) { $0 + ($1.isSolid ? $1.text.count - 1 : 0) }
        guard pairs > 0, pairs <= Ladder.mostPairs else { return Answer() }
        let candidates = try Homophones(query, index).candidates(limit: Ladder.mostAlternatives)
        return try answer(
            candidates.map {
                Alternative(query: $0, match: .typo, words: [string(of: $0.folded)], factor: Ranking.typo)
            })
    }
}

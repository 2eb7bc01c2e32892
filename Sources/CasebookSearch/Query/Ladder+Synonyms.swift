extension Ladder {
    /// So many queries are asked at most: each may cost a reader files.
    private static let mostAlternatives = 12

    /// Other words for the word that the query is. In a sentence, other words for one of its words are a matter of weight
    /// (``weightAnswer(_:)``): a page that happens to have them all is not what the sentence is about.
    func synonymAnswer(_ query: Query) throws(SearchIndexError) -> Answer {
        guard query.runs.count == 1 else { return Answer() }
        let text = query.runs[0].text
        var alternatives: [Alternative] = []
        for occurrence in synonyms.occurrences(in: query) {
            let range = occurrence.range
            let around = [text[..<range.lowerBound], text[range.upperBound...]].filter { !$0.isEmpty }
            guard around.allSatisfy({ $0.allSatisfy(LightCharacters.contains) }) else { continue }
            if !around.isEmpty {
                alternatives.append(
                    alternative(Array(text[range]), of: query, .relaxed, around.map { string(of: Array($0)) }, 1))
            }
            for other in occurrence.others {
                alternatives.append(alternative(other.folded, of: query, .synonym, [other.text], Ranking.synonym))
            }
        }
        return try answer(Array(alternatives.prefix(Ladder.mostAlternatives)))
    }

    /// A word to ask for, with scores that don't depend on how rare it is: it stands for the same as the others.
    private func alternative(
        _ word: [UInt32], of query: Query, _ match: SearchMatch, _ words: [String], _ factor: Double
    ) -> Alternative {
        let other = Query(folded: word + [0x20])
        let (whole, own) = (Scores(query, index.root).totalWeight, Scores(other, index.root).totalWeight)
        return Alternative(query: other, match: match, words: words, factor: factor * whole / own)
    }
}

extension Ladder {
    /// The pages with most of the query's weight; what each lacks is in its words.
    func weightAnswer(_ query: Query) throws(SearchIndexError) -> Answer {
        let answer = try partialAnswer(query)
        guard answer.pages.count < min(limit, Ladder.hardlyAny), let characters = query.characters else {
            return answer
        }
        return behind(answer, try partialAnswer(characters))
    }

    private func partialAnswer(_ query: Query) throws(SearchIndexError) -> Answer {
        let search = try PartialSearch(query, index, synonyms: synonyms, filter: filter)
        return try search.run(limit: limit)
    }
}

extension Query {
    /// The characters that mean something, each as a run of its own; `nil` where there is none.
    fileprivate var characters: Query? {
        var characters: [QueryRun] = []
        for run in runs where run.isSolid {
            for (place, character) in run.text.enumerated() where !LightCharacters.contains(character) {
                let start = run.place.lowerBound + place
                characters.append(
                    QueryRun(form: .solid, text: [character], parts: [[character]], place: start..<start + 1))
            }
        }
        return characters.isEmpty ? nil : Query(runs: characters, folded: folded)
    }
}

extension Ladder {
    /// The pages with most of the query's weight, what each lacks in its words; where those are hardly any, the names with
    /// its characters behind them.
    func weightAnswer(_ query: Query) throws(SearchIndexError) -> Answer {
        let search = try PartialSearch(query, index, synonyms: synonyms, filter: filter)
        let answer = try search.run(limit: limit)
        guard answer.pages.count < min(limit, Ladder.hardlyAny) else { return answer }
        return behind(answer, try ScrambledNames(query)?.answer(index, filter: filter, limit: limit) ?? Answer())
    }
}

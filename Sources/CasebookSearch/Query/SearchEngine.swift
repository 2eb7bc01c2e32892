import CasebookText

/// What a query found.
package struct SearchAnswer {
    package var hits: [SearchHit] = []
    /// How many pages match, or may: where `isTotalExact` is false, reading them all would cost too much to say.
    package var total = 0
    package var isTotalExact = true
    /// How many of the pages there are for each value of each field; every field is narrowed by the others' filters only.
    package var facets: [FacetCount] = []
}

/// Answers queries over an index; see ``Ladder`` for how they are understood.
///
/// The answer is a function of query, filters and index: neither the index's form nor what was asked before, nor the
/// order in which files came, changes it.
package final class SearchEngine {
    private let index: SearchIndex
    private let synonyms: Synonyms

    /// - Throws: Where the root is missing, damaged or of another version.
    package init(_ store: SearchStore) throws(SearchIndexError) {
        index = try SearchIndex(store)
        synonyms = Synonyms(index.root.synonyms)
    }

    /// The fields that results can be narrowed by, sorted as in the index.
    package var filterFields: [String] { index.root.facets.map(\.field) }

    /// The names of a field's values; `nil` where the index has no such field.
    package func filterValues(_ field: String) throws(SearchIndexError) -> [String]? {
        try index.facet(field)?.labels.map(\.name)
    }

    /// The files that were read so far, in order.
    package var loadedFiles: [String] { index.files.loaded }

    /// The pages for a query, best first, each once.
    ///
    /// - Parameters:
    ///   - query: Anything; of very long ones only the beginning counts. Without a letter, digit or character of a
    ///     script there is no hit, unless there are filters: then all their pages come, as they are numbered.
    ///   - limit: The most hits to give; 0 or less gives none.
    ///   - countsFacets: Whether to fill ``SearchAnswer/facets``, which reads all lists of facets.
    /// - Throws: Where a file that the query needs is missing, damaged or of another version.
    package func search(
        _ query: String, filters: SearchFilters = SearchFilters(), limit: Int, countsFacets: Bool = false
    ) throws(SearchIndexError) -> SearchAnswer {
        let query = Query(query)
        let filter = try index.pages(filters)
        var answer = Answer()
        if query.units.isEmpty {
            if let filter { answer = allPages(filter, query, limit: limit) }
        } else if limit > 0, index.root.pageCount > 0 {
            let ladder = Ladder(index: index, synonyms: synonyms, filter: filter, limit: limit)
            answer = try ladder.answer(query)
        }
        var result = SearchAnswer(total: answer.total, isTotalExact: answer.isTotalExact)
        for (place, page) in answer.pages.prefix(max(limit, 0)).enumerated() {
            result.hits.append(try hit(page, rank: place + 1))
        }
        if countsFacets { result.facets = try index.facetCounts(answer.candidates, filters) }
        return result
    }

    /// Without words, the pages that filters leave.
    private func allPages(_ filter: PageSet, _ query: Query, limit: Int) -> Answer {
        let all = Array(0..<index.root.pageCount)
        let pages = all.filter { filter.contains($0) }
        return Answer(
            pages: pages.prefix(max(limit, 0)).map {
                AnswerPage(
                    scored: ScoredPage(page: $0, score: 0, block: 0), match: .exact, words: [], query: query)
            },
            total: pages.count, candidates: all)
    }

    private func hit(_ result: AnswerPage, rank: Int) throws(SearchIndexError) -> SearchHit {
        let page = try index.page(result.scored.page)
        let record = page.record
        let block = result.scored.block
        return SearchHit(
            rank: rank, id: record.id, url: record.url,
            anchor: record.blocks.indices.contains(block - 1) ? record.blocks[block - 1].anchor : "",
            title: record.title,
            kind: index.root.kinds.indices.contains(record.kind) ? index.root.kinds[record.kind].name : "",
            score: result.scored.score, match: result.match,
            snippet: snippet(of: page.excerpt(ofBlock: block), for: result.query), words: result.words,
            page: result.scored.page)
    }
}

import CasebookText

/// Answers queries over an index.
///
/// An answer comes from the first rung of a ladder that has one, and says from which: pages on which all stands as it
/// was typed; pages that have all pieces, or all but one; pages for a synonym; pages that have most of the weight. A
/// word is never replaced silently.
package struct SearchEngine: Sendable {
    let index: SearchIndexReader

    package init(_ index: SearchIndexReader) { self.index = index }

    /// The pages for a query, best first, each once.
    ///
    /// - Parameters:
    ///   - query: Anything; of very long ones only the beginning counts. Without a letter, digit or character of a
    ///     script there is no hit.
    ///   - limit: The most hits to give; 0 or less gives none.
    /// - Throws: ``SearchIndexError/damaged`` where a page's record turns out to be.
    package func search(_ query: String, limit: Int) throws(SearchIndexError) -> [SearchHit] {
        let query = Query(query)
        guard limit > 0, !query.units.isEmpty, index.pageCount > 0 else { return [] }
        var search = Search(query, index)
        let exact = try search.exactPages(limit: limit)
        if !exact.isEmpty { return try search.hits(exact, .exact, limit: limit) }
        for rung in [Search.Rung.apart, .allButOne] {
            let pages = try search.incompletePages(rung, limit: limit)
            if !pages.isEmpty { return try search.hits(pages, .relaxed, limit: limit) }
        }
        let synonyms = try synonymHits(query, limit: limit)
        if !synonyms.isEmpty { return synonyms }
        return try search.hits(try search.incompletePages(.mostWeight, limit: limit), .relaxed, limit: limit)
    }

    /// Hits of the query with a synonym in place of a word, best page for each.
    private func synonymHits(_ query: Query, limit: Int) throws(SearchIndexError) -> [SearchHit] {
        var best: [Int: SearchHit] = [:]
        for (word, replacement) in synonymReplacements(in: query) {
            var search = Search(query.replacing(foldedScalars(word), with: foldedScalars(replacement)), index)
            for var hit in try search.hits(try search.exactPages(limit: limit), .synonym, limit: limit) {
                hit.score = Ranking.rounded(hit.score * Ranking.synonym)
                hit.words = [replacement]
                if let known = best[hit.page], known.score >= hit.score { continue }
                best[hit.page] = hit
            }
        }
        let ordered = best.values.sorted { ($1.score, $0.page) < ($0.score, $1.page) }
        return ordered.prefix(limit).enumerated().map { place, hit in
            var hit = hit
            hit.rank = place + 1
            return hit
        }
    }

    /// Words of the query that a group of synonyms holds, with each other word of the group; bounded, since a query may
    /// hold many.
    private func synonymReplacements(in query: Query) -> [(word: String, replacement: String)] {
        var replacements: [(word: String, replacement: String)] = []
        for group in index.synonyms {
            guard let word = group.first(where: { query.contains(foldedScalars($0)) }) else { continue }
            for other in group where other != word { replacements.append((word, other)) }
        }
        return Array(replacements.prefix(12))
    }
}

extension Query {
    /// Whether a run holds the word.
    fileprivate func contains(_ word: [UInt32]) -> Bool {
        !word.isEmpty && runs.contains { firstPlace(of: word, in: $0.text) != nil }
    }

    /// The query with a word replaced where it first stands, and blanks where runs ended.
    fileprivate func replacing(_ word: [UInt32], with other: [UInt32]) -> Query {
        var folded: [UInt32] = []
        var isReplaced = false
        for run in runs {
            if !folded.isEmpty { folded.append(0x20) }
            if !isReplaced, let place = firstPlace(of: word, in: run.text) {
                folded += run.text[..<place] + [0x20] + other + [0x20] + run.text[(place + word.count)...]
                isReplaced = true
            } else {
                folded += run.text
            }
        }
        return Query(folded: folded)
    }

    private func firstPlace(of word: [UInt32], in text: [UInt32]) -> Int? {
        guard word.count <= text.count else { return nil }
        return (0...text.count - word.count).first { text[$0..<$0 + word.count].elementsEqual(word) }
    }
}

extension Search {
    mutating func hits(
        _ scored: [ScoredPage], _ match: SearchMatch, limit: Int
    ) throws(SearchIndexError) -> [SearchHit] {
        var hits: [SearchHit] = []
        for scored in scored.prefix(limit) {
            let page = try self.page(scored.page)
            let record = page.record
            let isInBody = record.blocks.indices.contains(scored.block - 1)
            let kind = index.kinds.indices.contains(record.kind) ? index.kinds[record.kind].name : ""
            hits.append(
                SearchHit(
                    rank: hits.count + 1, id: record.id, url: record.url,
                    anchor: isInBody ? record.blocks[scored.block - 1].anchor : "", title: record.title, kind: kind,
                    score: Ranking.rounded(scored.score), match: match,
                    snippet: snippet(of: page.excerpt(ofBlock: scored.block), for: query),
                    words: missingWords(scored.missing), page: scored.page))
        }
        return hits
    }

    /// The missing units as words, overlapping pairs joined.
    private func missingWords(_ missing: [Int]) -> [String] {
        var words: [[UInt32]] = []
        for run in query.runs {
            var previous: Int?
            for (place, unit) in run.units.enumerated() where missing.contains(unit) {
                let text = query.units[unit].text
                if run.isSolid, let before = previous, before == place - 1, !words.isEmpty {
                    words[words.count - 1] += text.dropFirst()
                } else {
                    words.append(text)
                }
                previous = place
            }
        }
        return words.map { word in
            String(String.UnicodeScalarView(word.map { Unicode.Scalar($0) ?? "\u{FFFD}" }))
        }
    }
}

extension Search {
    /// BM25F over the units; field lengths count where the page's record is given.
    func termScore(page number: Int, _ page: StoredPage?) -> Double {
        var bodyNorm = 1.0
        var titleNorm = 1.0
        if let page {
            bodyNorm = 1 - Ranking.b + Ranking.b * Double(page.bodyLength) / index.meanBodyLength
            titleNorm = 1 - Ranking.b + Ranking.b * Double(page.titleLength) / index.meanTitleLength
        }
        let norms = [bodyNorm, bodyNorm, bodyNorm, 1, titleNorm]
        var score = 0.0
        for unit in units {
            guard let counts = unit.counts(onPage: number) else { continue }
            var frequency = 0.0
            for (group, count) in counts.enumerated() where count > 0 {
                frequency += Ranking.weights[group] * Double(count) / norms[group]
            }
            score += unit.rarity * Ranking.saturated(frequency)
        }
        return score
    }

    /// - Parameter holders: For each run the blocks it stands in; empty where the match is not exact.
    func fullScore(_ number: Int, _ page: CandidatePage, _ holders: [[Int]]) -> Double {
        let record = page.record
        let kind = index.kinds.indices.contains(record.kind) ? index.kinds[record.kind].weight : 1
        var factor = min(max(kind, 0), Ranking.mostKindWeight)
        if record.isOverdue { factor *= Ranking.overdue }
        switch record.status {
        case "approved": break
        case "retired": factor *= Ranking.retired
        default: factor *= Ranking.unpublished
        }
        factor *= 1 + Ranking.perInbound * Double(min(record.inbound, Ranking.mostInbound))
        var score = termScore(page: number, record) * factor
        var bonus = 0.0
        if page.isTitle(query.compact) { bonus += Ranking.exactTitle }
        if page.isAlias(query.compact) { bonus += Ranking.exactAlias }
        if page.titleHolds(query.compact) { bonus += Ranking.titlePhrase }
        if page.aliasHolds(query.compact) { bonus += Ranking.aliasPhrase }
        if let first = holders.first, first.contains(where: { block in holders.allSatisfy { $0.contains(block) } }) {
            bonus += Ranking.oneBlock
        }
        score += bonus * highestTermScore
        return score
    }

    /// The block that holds the heaviest runs (or units); among equals the one of the better field, then the first.
    func bestBlock(of page: CandidatePage, _ holders: [[Int]], weights: [Double]? = nil) -> Int {
        let weights = weights ?? query.runs.map { run in run.units.reduce(0) { $0 + units[$1].rarity } }
        var held: [Int: Double] = [:]
        for (blocks, weight) in zip(holders, weights) { for block in blocks { held[block, default: 0] += weight } }
        return held.max { left, right in
            (left.value, page.fieldWeight(ofBlock: left.key), right.key)
                < (right.value, page.fieldWeight(ofBlock: right.key), left.key)
        }?.key ?? 0
    }

    /// The most that the units can score together.
    private var highestTermScore: Double { units.reduce(0) { $0 + $1.rarity } * (Ranking.k1 + 1) }
}

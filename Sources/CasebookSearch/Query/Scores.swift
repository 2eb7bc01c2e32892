/// What a page scores for a query, from numbers alone: the same for what is known of a page and for what is possible.
struct Scores {
    /// For each run.
    let weights: [Double]
    let totalWeight: Double

    init(_ query: Query, _ root: SearchRoot) {
        weights = query.runs.map { run in
            // The rarest unit says what the run is about.
            let rarest = run.units.map { query.units[$0] }
                .reduce(0) { max($0, $1.isPrefix ? Ranking.rarest : root.termClass(of: $1.text)) }
            return Ranking.rarities[run.units.isEmpty ? Ranking.rarest : rarest]
        }
        totalWeight = weights.reduce(0, +)
    }

    /// Not rounded.
    ///
    /// - Parameters:
    ///   - counts: For each run.
    ///   - factor: The page's.
    ///   - links: The page's step of inbound links where title or alias hold a run, else 0.
    ///   - bonus: The sum of the bonuses.
    func score(_ counts: [FieldCounts], factor: Double, links: Int, bonus: Double) -> Double {
        var sum = 0.0
        for (weight, counts) in zip(weights, counts) { sum += weight * Ranking.saturated(counts.frequency) }
        return sum * factor * (1 + Ranking.perLinks * Double(links)) + totalWeight * (Ranking.k1 + 1) * bonus
    }

    /// The bonuses of a page on which all runs stand. A name counts only where each run stands in it by itself too: lists
    /// know nothing of words that only joining makes.
    static func bonus(_ query: Query, _ page: CandidatePage, _ runs: [RunOnPage]) -> Double {
        var bonus = 0.0
        var phrase = 0.0
        let length = min(query.length, Ranking.longestLength)
        if runs.allSatisfy({ $0.counts.titleLength > 0 }), query.stands(in: page.title.compact, whole: false) {
            phrase = Ranking.phrase(Ranking.titlePhrase, length: length, ofName: page.title.length)
            if query.stands(in: page.title.compact, whole: true) { bonus += Ranking.exactTitle }
        }
        if runs.allSatisfy({ $0.counts.aliasLength > 0 }) {
            func holds(_ name: CandidatePage.Name, whole: Bool) -> Bool {
                query.stands(in: name.compact, whole: whole) && query.runs.allSatisfy { $0.stands(in: name.folded) }
            }
            let holders = page.aliases.filter { holds($0, whole: false) }
            if let shortest = holders.map(\.length).min() {
                phrase = max(phrase, Ranking.phrase(Ranking.aliasPhrase, length: length, ofName: shortest))
            }
            // A tag is what pages have in common, not what one is called.
            if page.names.contains(where: { holds($0, whole: true) }) { bonus += Ranking.exactAlias }
        }
        bonus += phrase
        if runs.count > 1, let first = runs.first,
            first.blocks.contains(where: { block in runs.allSatisfy { $0.blocks.contains(block) } })
        {
            bonus += Ranking.oneBlock
        }
        return bonus
    }
}

/// The most that a page can score, from the lists that were loaded. Never below its score.
struct ScoreBound {
    private let query: Query
    private let scores: Scores
    private let root: SearchRoot
    private let highestFactor: Double
    private let length: Int

    init(_ query: Query, _ scores: Scores, _ root: SearchRoot) {
        self.query = query
        self.scores = scores
        self.root = root
        highestFactor = root.highestFactor
        length = min(query.length, Ranking.longestLength)
    }

    /// - Parameter known: For each run what its lists say; `nil` where no complete list was loaded.
    func bound(ofPage page: Int, _ known: [PageMatch?]) -> Double {
        var counts: [FieldCounts] = []
        var links = 0
        var mayBeTitle = true
        var mayBeAlias = true
        for (run, match) in zip(query.runs, known) {
            guard let match else {
                counts.append(ScoreBound.most(of: run))
                links = 3
                continue
            }
            counts.append(match.counts)
            links = max(links, match.links ?? 0)
            if match.counts.titleLength == 0 { mayBeTitle = false }
            if match.counts.aliasLength == 0 { mayBeAlias = false }
        }
        // All runs' lists name the same title; aliases can be different ones.
        let titleLength = known.reduce(0) { max($0, $1?.counts.titleLength ?? 0) }
        let aliasLength = counts.reduce(0) { max($0, $1.aliasLength) }
        let isKnown = known.contains { $0 != nil }
        var bonus = 0.0
        var phrase = 0.0
        if mayBeTitle, !isKnown || titleLength >= length {
            phrase = Ranking.phrase(Ranking.titlePhrase, length: length, ofName: max(titleLength, length))
            if !isKnown || titleLength == length { bonus += Ranking.exactTitle }
        }
        if mayBeAlias {
            let alias = Ranking.phrase(Ranking.aliasPhrase, length: length, ofName: max(aliasLength, length))
            phrase = max(phrase, alias)
            // Each length is that of the shortest alias with the run; the exact one holds all runs.
            if aliasLength <= length { bonus += Ranking.exactAlias }
        }
        bonus += phrase
        if query.runs.count > 1 { bonus += Ranking.oneBlock }
        return ScoreBound.rounded(
            scores.score(counts, factor: root.factor(ofPage: page), links: links, bonus: bonus))
    }

    /// The most that a page can score whose postings of a frequent unit are in an unread tail.
    ///
    /// - Parameter run: The run of which the unit is one.
    func bound(ofTail tail: TermFile.Tail, run: Int) -> Double {
        let lowest = tail.highestScore
        // The tail's pages score at most so much for the unit; a run with further units can't stand there more often.
        if query.runs.count == 1, query.runs[run].units.count == 1 {
            return ScoreBound.rounded(scores.weights[run] * lowest)
        }
        var sum = scores.weights[run] * lowest * (1 + Ranking.perLinks * 3)
        for (number, other) in query.runs.enumerated() where number != run {
            let most = Ranking.saturated(ScoreBound.most(of: other).frequency)
            sum += scores.weights[number] * most * highestFactor * (1 + Ranking.perLinks * 3)
        }
        var bonus = query.runs.count > 1 ? Ranking.oneBlock : 0
        if tail.hasTitles { bonus += Ranking.titlePhrase + Ranking.exactTitle }
        if tail.hasAliases { bonus += Ranking.aliasPhrase + Ranking.exactAlias }
        return ScoreBound.rounded(sum + scores.totalWeight * (Ranking.k1 + 1) * bonus)
    }

    /// What a run can at most be on a page of which nothing is known.
    private static func most(of run: QueryRun) -> FieldCounts {
        let most = Ranking.mostCounted
        let length = min(max(run.length, 1), Ranking.longestLength)
        return FieldCounts(body: most, spoken: most, heading: most, aliasLength: length, titleLength: length)
    }

    /// Above what another order of the same additions could come to.
    private static func rounded(_ bound: Double) -> Double { Ranking.rounded(bound + 1e-6) }
}

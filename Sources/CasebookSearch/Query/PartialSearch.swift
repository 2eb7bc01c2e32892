/// Finds the pages that say most of what a query says, where none says all.
///
/// This answers customers' own sentences. Postings alone choose the pages that are worth reading; those are then scored
/// on their text, where it counts how well one name or sentence of the page is what was asked.
///
/// Of frequent terms only the best pages are looked at: the list is the same whatever was loaded before. Where even the
/// best page is little like the query, there is no answer: the site has nothing about that.
struct PartialSearch {
    /// So many of a query's units are looked up, the heaviest.
    private static let mostUnits = 32
    /// So many pages are read.
    static let pool = 16

    /// A word instead of one of the query's.
    private struct Other {
        var word: String
        var run: QueryRun
        /// The units that it stands for, and those that only join the word to its neighbours.
        var units: [Int]
        var joints: [Int]
        var matches: [PageMatch]
        var pages: Set<Int>
        /// To the query with the word in its place.
        var similarity: TextSimilarity
    }

    private let query: Query
    private let index: SearchIndex
    private let filter: PageSet?
    /// For each unit its weight; 0 for those that aren't looked up.
    private let weights: [Double]
    private let matches: [[PageMatch]]
    private var others: [Other] = []
    private let similarity: TextSimilarity

    init(
        _ query: Query, _ index: SearchIndex, synonyms: Synonyms, filter: PageSet?
    ) throws(SearchIndexError) {
        self.query = query
        self.index = index
        self.filter = filter
        var weights = query.units.map { LightCharacters.weight(of: $0, index.root) }
        var matches = [[PageMatch]](repeating: [], count: query.units.count)
        let order = query.units.indices.sorted { (-weights[$0], $0) < (-weights[$1], $1) }
        for unit in order.prefix(PartialSearch.mostUnits) {
            matches[unit] = try index.lists(of: query.units[unit]).occurrences.byPage()
        }
        for unit in order.dropFirst(PartialSearch.mostUnits) { weights[unit] = 0 }
        self.weights = weights
        self.matches = matches
        similarity = TextSimilarity(query, weights: weights)
        try addSynonyms(synonyms)
    }

    private mutating func addSynonyms(_ synonyms: Synonyms) throws(SearchIndexError) {
        for occurrence in synonyms.occurrences(in: query) {
            let run = query.runs[occurrence.run]
            let units = run.isWord ? run.units : unitsInside(occurrence.range, of: run)
            guard !units.isEmpty else { continue }
            let wider = max(0, occurrence.range.lowerBound - 1)..<min(run.text.count, occurrence.range.upperBound + 1)
            let joints = run.isWord ? [] : unitsInside(wider, of: run).filter { !units.contains($0) }
            var found: [Other] = []
            for other in occurrence.others where found.count < Ranking.mostSynonyms {
                let words = Query(folded: other.folded + [0x20])
                guard words.runs.count == 1 else { continue }
                var lists: [Occurrences] = []
                for unit in words.units { lists.append(try index.lists(of: unit).occurrences) }
                let matches = Occurrences(common: lists).byPage()
                guard !matches.isEmpty else { continue }
                let variant = query.replacing(occurrence.range, ofRun: occurrence.run, with: other.folded)
                let weights = variant.units.map { LightCharacters.weight(of: $0, index.root) }
                found.append(
                    Other(
                        word: other.text, run: words.runs[0], units: units, joints: joints, matches: matches,
                        pages: Set(matches.map(\.page)), similarity: TextSimilarity(variant, weights: weights)))
            }
            others += found
        }
    }

    /// How much a page is like the query: a page may say it in other words.
    private func likeness(_ number: Int, _ page: CandidatePage) -> Double {
        others.filter { $0.pages.contains(number) }.reduce(similarity.bonus(of: page)) {
            max($0, Ranking.synonym * $1.similarity.bonus(of: page))
        }
    }

    /// The units of a solid run that lie inside a stretch of it.
    private func unitsInside(_ range: Range<Int>, of run: QueryRun) -> [Int] {
        guard range.count > 1 else { return [] }
        return (range.lowerBound..<range.upperBound - 1).compactMap { start in
            query.units.firstIndex { $0.text.elementsEqual(run.text[start...start + 1]) && !$0.isPrefix }
        }
    }

    func run(limit: Int) throws(SearchIndexError) -> Answer {
        let whole = weights.reduce(0, +)
        guard whole > 0 else { return Answer() }
        let found = foundPages()
        let highest = found.reduce(0) { max($0, $1.weight) }
        let least = max(whole * Ranking.leastShare, highest * Ranking.leastShareOfBest)
        let candidates = found.filter { $0.weight >= least }
        var ordered = candidates.map { (page: $0.page, score: $0.score * $0.weight / whole) }
        ordered.sort { ($1.score, $0.page) < ($0.score, $1.page) }
        // Filters hide pages; whether the site has an answer is not theirs to say.
        var highestScore = 0.0
        for candidate in ordered.prefix(PartialSearch.pool) {
            highestScore = max(highestScore, try score(candidate, whole))
        }
        let leastLikeness = Ranking.leastLikeness(length: query.length, unknown: unknownWeight / whole)
        guard !ordered.isEmpty, Ranking.rounded(highestScore / whole) >= Ranking.rounded(leastLikeness) else {
            return Answer()
        }
        ordered.removeAll { filter?.contains($0.page) == false }
        var answer = Answer()
        answer.candidates = candidates.map(\.page)
        answer.total = ordered.count
        answer.pages = try ranked(ordered, whole, limit: limit)
        return answer
    }

    /// The weight of what stands nowhere, nor has another word that does.
    private var unknownWeight: Double {
        let known = Set(others.flatMap { $0.units + $0.joints })
        return weights.indices.reduce(0) { sum, unit in
            weights[unit] > 0 && matches[unit].isEmpty && !known.contains(unit) ? sum + weights[unit] : sum
        }
    }

    // MARK: - From postings

    private struct Found {
        var page: Int
        var score = 0.0
        /// The weight of the units that the page has, or has another word for.
        var weight = 0.0
    }

    /// What the postings of all units come to, for each page that has one, ascending by page.
    private func foundPages() -> [Found] {
        let width = weights.count
        var slots = [Int32](repeating: -1, count: index.root.pageCount)
        var pages: [Int] = []
        // For each page and unit what it counts and how much of the unit that is; for each page the links.
        var parts: [Double] = []
        var shares: [Double] = []
        var links: [Int] = []
        func slot(of match: PageMatch) -> Int {
            if slots[match.page] < 0 {
                slots[match.page] = Int32(pages.count)
                pages.append(match.page)
                parts += repeatElement(0, count: width)
                shares += repeatElement(0, count: width)
                links.append(0)
            }
            let slot = Int(slots[match.page])
            if let step = match.links { links[slot] = step }
            return slot
        }
        for unit in weights.indices where weights[unit] > 0 {
            for match in matches[unit] {
                let place = slot(of: match) * width + unit
                parts[place] = Ranking.saturated(match.counts.frequency)
                shares[place] = 1
            }
        }
        for other in others {
            for match in other.matches {
                let part = Ranking.synonym * Ranking.saturated(match.counts.frequency)
                let start = slot(of: match) * width
                for unit in other.units {
                    parts[start + unit] = max(parts[start + unit], part)
                    shares[start + unit] = max(shares[start + unit], Ranking.synonym)
                }
                for unit in other.joints { shares[start + unit] = max(shares[start + unit], Ranking.synonym) }
            }
        }
        return pages.indices.map { slot in
            var found = Found(page: pages[slot])
            for unit in 0..<width {
                found.score += weights[unit] * parts[slot * width + unit]
                found.weight += weights[unit] * shares[slot * width + unit]
            }
            found.score *= index.root.factor(ofPage: found.page) * (1 + Ranking.perLinks * Double(links[slot]))
            return found
        }.sorted { $0.page < $1.page }
    }

    // MARK: - From texts

    /// The best pages scored on their text; those behind them keep their order, scores made to fall steadily.
    private func ranked(
        _ ordered: [(page: Int, score: Double)], _ whole: Double, limit: Int
    ) throws(SearchIndexError) -> [AnswerPage] {
        var best: [AnswerPage] = []
        for candidate in ordered.prefix(PartialSearch.pool) {
            let score = try score(candidate, whole)
            best.append(try answerPage(candidate.page, try index.page(candidate.page), score: score))
        }
        best.sort { $0.scored.precedes($1.scored) }
        guard let last = best.last, ordered.count > PartialSearch.pool, limit > best.count else {
            return Array(best.prefix(limit))
        }
        let lowest = ordered[PartialSearch.pool - 1].score
        for candidate in ordered[PartialSearch.pool...].prefix(limit - best.count) {
            let score = lowest > 0 ? last.scored.score * candidate.score / lowest : 0
            best.append(try answerPage(candidate.page, try index.page(candidate.page), score: score))
        }
        return best
    }

    private func score(_ candidate: (page: Int, score: Double), _ whole: Double) throws(SearchIndexError) -> Double {
        let page = try index.page(candidate.page)
        return candidate.score + likeness(candidate.page, page) * whole * (Ranking.k1 + 1)
    }

    private func answerPage(
        _ number: Int, _ page: CandidatePage, score: Double
    ) throws(SearchIndexError) -> AnswerPage {
        var holders: [(weight: Double, blocks: [Int])] = []
        var missing: Set<Int> = []
        var instead: [String] = []
        for unit in query.units.indices where weights[unit] > 0 {
            let blocks = page.blocks(with: query.units[unit])
            if blocks.isEmpty { missing.insert(unit) } else { holders.append((weights[unit], blocks)) }
        }
        for other in others {
            let onPage = RunOnPage(other.run, page)
            guard !onPage.blocks.isEmpty else { continue }
            holders.append((other.units.reduce(0) { $0 + weights[$1] } * Ranking.synonym, onPage.blocks))
            if missing.isDisjoint(with: other.units) { continue }
            missing.subtract(other.units)
            missing.subtract(other.joints)
            instead.append(other.word)
        }
        let scored = ScoredPage(page: number, score: Ranking.rounded(score), block: page.bestBlock(holders))
        if missing.isEmpty, !instead.isEmpty {
            return AnswerPage(scored: scored, match: .synonym, words: instead, query: query)
        }
        return AnswerPage(scored: scored, match: .relaxed, words: words(of: missing), query: query)
    }

    /// Units as words, overlapping pairs joined.
    private func words(of units: Set<Int>) -> [String] {
        var words: [[UInt32]] = []
        for run in query.runs {
            var previous: Int?
            for (place, unit) in run.units.enumerated() where units.contains(unit) {
                let text = query.units[unit].text
                if run.isSolid, let before = previous, before == place - 1, !words.isEmpty {
                    words[words.count - 1] += text.dropFirst()
                } else {
                    words.append(text)
                }
                previous = place
            }
        }
        return words.map { string(of: $0) }
    }
}

extension CandidatePage {
    /// The blocks that hold a unit.
    fileprivate func blocks(with unit: Query.Unit) -> [Int] {
        let isWord = unit.text.first.map { !isHan($0) } ?? false
        let run = QueryRun(
            form: isWord ? .word(endsOpen: unit.isPrefix) : .solid, text: unit.text, parts: [unit.text],
            place: 0..<unit.text.count)
        return RunOnPage(run, self).blocks
    }

    private func isHan(_ scalar: UInt32) -> Bool { scalar >= 0x2E80 }
}

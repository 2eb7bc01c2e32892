import CasebookText

/// A page of an answer, and how it came about.
struct AnswerPage {
    var scored: ScoredPage
    var match: SearchMatch
    /// See ``SearchHit/words``.
    var words: [String]
    /// What was searched, for the snippet: another query than was typed where that found nothing.
    var query: Query
}

/// The pages of an answer, best first.
struct Answer {
    var pages: [AnswerPage] = []
    var total = 0
    var isTotalExact = true
    /// See ``FoundPages/candidates``.
    var candidates: [Int] = []
}

/// The ways of understanding a query, from the literal to the forgiving. The answer is that of the first which has one:
///
/// 1. as typed, and where it has letters, as pinyin too; where they are no name so, as initials alone, then as two and
///    three names;
/// 2. where it is one word, another word for it;
/// 3. the same as 1 and 2 without function and question words (怎么办);
/// 4. with other characters of the same sound (头诉);
/// 5. with a word of letters that is misspelt;
/// 6. the pages that have most of its weight, with other words for its words; and where those are hardly any, the names
///    that have its characters. None where even the best of them is little like it.
///
/// Behind few pages of 2 to 5 come those of 6; behind one or two that have the query in their text only, those of 2.
/// Otherwise what was found as typed stays by itself.
///
/// A word is never replaced silently: each page says by which way it came, and by which words.
struct Ladder {
    let index: SearchIndex
    let synonyms: Synonyms
    let filter: PageSet?
    let limit: Int

    /// With fewer pages, less likely ones come behind them.
    private static let few = 5
    /// With fewer pages, even what is least likely is looked for.
    static let hardlyAny = 3

    func answer(_ query: Query) throws(SearchIndexError) -> Answer {
        let literal = try literalAnswer(query)
        if !literal.pages.isEmpty {
            return try isPoor(literal) ? behind(literal, synonymAnswer(query)) : literal
        }
        let bare = query.withoutFillers(index.root.fillers)
        let essence = bare?.query ?? query
        var answer = try self.answer(initialAlternatives(query))
        for names in 2...3 where answer.pages.isEmpty {
            answer = try self.answer(pinyinAlternatives(query, names: names))
        }
        if answer.pages.isEmpty { answer = try synonymAnswer(query) }
        if answer.pages.isEmpty, let bare { answer = try answerWithoutFillers(essence, dropped: bare.dropped) }
        for rung in [synonymAnswer, homophoneAnswer, typoAnswer] where answer.pages.isEmpty {
            answer = try rung(essence)
        }
        guard answer.pages.count < min(limit, Ladder.few) else { return answer }
        return behind(answer, try weightAnswer(essence))
    }

    /// Whether hardly any page has what was typed, and none as a name or heading.
    private func isPoor(_ answer: Answer) throws(SearchIndexError) -> Bool {
        guard answer.pages.count < Ladder.hardlyAny else { return false }
        for page in answer.pages {
            guard page.match == .exact, page.scored.block > 0 else { return false }
            if try index.page(page.scored.page).isHeading(page.scored.block) { return false }
        }
        return true
    }

    /// An answer with the pages of a less likely one behind it, scores made to fall steadily.
    func behind(_ first: Answer, _ second: Answer) -> Answer {
        guard let last = first.pages.last?.scored.score, let highest = second.pages.first?.scored.score else {
            return first.pages.isEmpty ? second : first
        }
        var answer = first
        let known = Set(first.candidates)
        for var page in second.pages where !known.contains(page.scored.page) && answer.pages.count < limit {
            if highest > last { page.scored.score = Ranking.rounded(page.scored.score * last / highest) }
            answer.pages.append(page)
        }
        answer.candidates = known.union(second.candidates).sorted()
        answer.total = answer.candidates.count { filter?.contains($0) != false }
        return answer
    }

    // MARK: - As typed

    /// All as it was typed; letters also as pinyin.
    private func literalAnswer(_ query: Query) throws(SearchIndexError) -> Answer {
        try answer(
            [Alternative(query: query, match: .exact, words: [], factor: 1)] + pinyinAlternatives(query, names: 1))
    }

    /// The letters as so many names.
    private func pinyinAlternatives(_ query: Query, names: Int) throws(SearchIndexError) -> [Alternative] {
        try PinyinReader.readings(of: query, as: names, index).map(alternative)
    }

    /// The letters as one name of which they are the initials alone.
    private func initialAlternatives(_ query: Query) throws(SearchIndexError) -> [Alternative] {
        try PinyinReader.readings(of: query, index, cut: { pinyinInitials(of: $0) }).map(alternative)
    }

    private func alternative(_ reading: PinyinReader.Reading) -> Alternative {
        let single = reading.isSingle ? reading.query.runs.filter { $0.text.count == 1 } : []
        return Alternative(
            query: reading.query, match: .pinyin, words: single.map { string(of: $0.text) }, factor: Ranking.pinyin)
    }

    private func answerWithoutFillers(_ query: Query, dropped: [String]) throws(SearchIndexError) -> Answer {
        var answer = try literalAnswer(query)
        for place in answer.pages.indices where answer.pages[place].match == .exact {
            answer.pages[place].match = .relaxed
            answer.pages[place].words = dropped
        }
        return answer
    }

    // MARK: - Several queries for one

    /// A query that may be meant.
    struct Alternative {
        var query: Query
        var match: SearchMatch
        var words: [String]
        /// What its pages' scores are multiplied by.
        var factor: Double
    }

    /// The exact answers to some queries as one list. A page that several find comes once, by the one that scores best;
    /// between equals the first of them.
    func answer(_ alternatives: [Alternative]) throws(SearchIndexError) -> Answer {
        var best: [Int: AnswerPage] = [:]
        var answer = Answer()
        var candidates: Set<Int> = []
        for alternative in alternatives {
            var search = ExactSearch(alternative.query, index, filter: filter)
            let found = try search.run(limit: limit)
            if !found.isTotalExact { answer.isTotalExact = false }
            if alternatives.count == 1 { answer.candidates = found.candidates }
            candidates.formUnion(found.candidates)
            for var scored in found.pages {
                scored.score = Ranking.rounded(scored.score * alternative.factor)
                if let known = best[scored.page], known.scored.score >= scored.score { continue }
                best[scored.page] = AnswerPage(
                    scored: scored, match: alternative.match, words: alternative.words, query: alternative.query)
            }
        }
        if alternatives.count != 1 { answer.candidates = candidates.sorted() }
        answer.total = answer.candidates.count { filter?.contains($0) != false }
        answer.pages = Array(best.values.sorted { $0.scored.precedes($1.scored) }.prefix(limit))
        for place in answer.pages.indices where answer.pages[place].words.isEmpty {
            answer.pages[place].words = try pinyinWords(answer.pages[place])
        }
        return answer
    }

    /// The characters that were typed as pinyin, as the page has them.
    private func pinyinWords(_ result: AnswerPage) throws(SearchIndexError) -> [String] {
        let runs = result.query.runs.filter { $0.pattern != nil }
        if runs.isEmpty { return [] }
        let page = try index.page(result.scored.page)
        let names = [page.title.folded] + page.aliases.map(\.folded) + page.blocks
        return runs.compactMap { run in
            names.lazy.compactMap { text in run.firstMatch(in: text).map { string(of: text[$0]) } }.first
        }
    }
}

/// Names with the characters of a query in another order, or with others between them: 卡吞了 is ATM吞卡.
///
/// A name has to have all of the characters that mean something. Less than all, anywhere on a page, is what every query
/// shares with every site.
struct ScrambledNames {
    /// One character says nothing. A name seldom has more, and each may cost files.
    private static let characterCounts = 2...6

    private let characters: [UInt32]
    /// Each character as a run of its own.
    private let query: Query

    /// - Returns: `nil` where the query has too few characters that mean something, or too many.
    init?(_ query: Query) {
        var characters: [UInt32] = []
        for run in query.runs where run.isSolid {
            for character in run.text where !LightCharacters.contains(character) && !characters.contains(character) {
                characters.append(character)
            }
        }
        guard ScrambledNames.characterCounts.contains(characters.count) else { return nil }
        self.characters = characters
        self.query = Query(
            runs: characters.map { QueryRun(form: .solid, text: [$0], parts: [[$0]], place: 0..<0) },
            folded: query.folded)
    }

    func answer(_ index: SearchIndex, filter: PageSet?, limit: Int) throws(SearchIndexError) -> Answer {
        let weight = query.units.reduce(0) { $0 + LightCharacters.weight(of: $1, index.root) }
        var pages: [AnswerPage] = []
        for number in try holders(index) {
            let worth = worth(try index.page(number))
            guard worth > 0 else { continue }
            let score = Ranking.rounded((Ranking.k1 + 1) * weight * worth)
            pages.append(
                AnswerPage(
                    scored: ScoredPage(page: number, score: score, block: 0), match: .relaxed, words: [], query: query))
        }
        var answer = Answer()
        answer.candidates = pages.map(\.scored.page)
        pages.removeAll { filter?.contains($0.scored.page) == false }
        pages.sort { $0.scored.precedes($1.scored) }
        answer.total = pages.count
        answer.pages = Array(pages.prefix(limit))
        return answer
    }

    /// The pages with each character in the title or an alias, ascending.
    private func holders(_ index: SearchIndex) throws(SearchIndexError) -> [Int] {
        var holders: [Int]?
        for unit in query.units {
            let matches = try index.lists(of: unit).occurrences.byPage()
            let own = matches.filter { $0.counts.titleLength > 0 || $0.counts.aliasLength > 0 }.map(\.page)
            holders = holders.map { known in known.filter(Set(own).contains) } ?? own
        }
        return holders ?? []
    }

    /// What the page's best name with all characters adds, as one that holds a query does; 0 where none has them.
    private func worth(_ page: CandidatePage) -> Double {
        func worth(_ bonus: Double, _ name: CandidatePage.Name) -> Double {
            guard characters.allSatisfy(name.folded.contains) else { return 0 }
            return Ranking.phrase(bonus, length: characters.count, ofName: name.length)
        }
        return page.names.reduce(worth(Ranking.titlePhrase, page.title)) { max($0, worth(Ranking.aliasPhrase, $1)) }
    }
}

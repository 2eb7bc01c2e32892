import CasebookText

/// One query at work.
struct Search {
    /// The ways of being satisfied with less than everything as typed.
    enum Rung {
        /// All pieces, but not where they belong together.
        case apart
        case allButOne
        /// The greater part of the weight of the pieces that the site has at all.
        case mostWeight
    }

    struct ScoredPage {
        var page: Int
        var score: Double
        /// Index into the page's blocks plus 1; 0 is the head.
        var block: Int
        /// The units that the page doesn't have.
        var missing: [Int] = []
    }

    let query: Query
    let index: SearchIndexReader
    let units: [UnitMatches]
    /// Records and folded texts of the pages looked at so far.
    private var pages: [Int: CandidatePage] = [:]

    init(_ query: Query, _ index: SearchIndexReader) {
        self.query = query
        self.index = index
        units = query.units.map { UnitMatches($0, in: index) }
    }

    // MARK: - Exact

    /// The pages on which every run stands as typed, best first.
    mutating func exactPages(limit: Int) throws(SearchIndexError) -> [ScoredPage] {
        // A run stands in one block, so only blocks that have all its units need to be looked at.
        let addresses = query.runs.map { run in intersection(run.units.map { units[$0].addresses }) }
        let candidates = intersection(addresses.map(pageNumbers))
        let ordered = candidates.map { (page: $0, score: termScore(page: $0, nil)) }
            .sorted { ($1.score, $0.page) < ($0.score, $1.page) }
        var found: [ScoredPage] = []
        var termScores: [Double] = []
        for candidate in ordered {
            guard found.count < max(limit, Ranking.pool) else { break }
            let holders = try blocksOfRuns(onPage: candidate.page, addresses)
            guard !holders.contains(where: \.isEmpty) else { continue }
            let page = try self.page(candidate.page)
            let block = bestBlock(of: page, holders)
            let score =
                found.count < Ranking.pool ? fullScore(candidate.page, page, holders) : candidate.score
            found.append(ScoredPage(page: candidate.page, score: score, block: block))
            termScores.append(candidate.score)
        }
        return ranked(found, termScores)
    }

    /// Sorts the pool by full scores and puts the rest behind it, scores made to fall steadily.
    private func ranked(_ found: [ScoredPage], _ termScores: [Double]) -> [ScoredPage] {
        let pool = found.prefix(Ranking.pool).sorted { ($1.score, $0.page) < ($0.score, $1.page) }
        guard found.count > Ranking.pool, let last = pool.last else { return pool }
        let lowest = termScores[Ranking.pool - 1]
        return pool
            + found[Ranking.pool...].map { page in
                var page = page
                page.score = lowest > 0 ? last.score * page.score / lowest : 0
                return page
            }
    }

    private func pageNumbers(_ addresses: [Int]) -> [Int] {
        var pages: [Int] = []
        for address in addresses where pages.last != BlockAddress.page(of: address) {
            pages.append(BlockAddress.page(of: address))
        }
        return pages
    }

    /// For each run the blocks of the page in which it stands.
    private mutating func blocksOfRuns(onPage number: Int, _ addresses: [[Int]]) throws(SearchIndexError) -> [[Int]] {
        var holders: [[Int]] = []
        for (run, addresses) in zip(query.runs, addresses) {
            var blocks: [Int] = []
            var place = lowerBound(of: BlockAddress.address(page: number, block: 0), in: addresses)
            while place < addresses.count, BlockAddress.page(of: addresses[place]) == number {
                let block = BlockAddress.block(of: addresses[place])
                place += 1
                if !run.needsVerification, !BlockAddress.isShared(block) {
                    blocks.append(block)
                    continue
                }
                let last = BlockAddress.isShared(block) ? try page(number).blockCount - 1 : block
                guard block <= last else { continue }
                for block in block...last where try contains(run, page: number, block: block) { blocks.append(block) }
            }
            holders.append(blocks)
            if blocks.isEmpty { return holders }
        }
        return holders
    }

    private mutating func contains(_ run: Query.Run, page: Int, block: Int) throws(SearchIndexError) -> Bool {
        _ = try self.page(page)
        return pages[page]?.contains(run, inBlock: block) ?? false
    }

    // MARK: - Less than exact

    /// Pages that have some of the units, best first; what each lacks is in `missing`.
    mutating func incompletePages(_ rung: Rung, limit: Int) throws(SearchIndexError) -> [ScoredPage] {
        let known = units.indices.filter { !units[$0].pages.isEmpty }
        switch rung {
        case .apart: guard known.count == units.count else { return [] }
        case .allButOne: guard units.count > 1, known.count >= units.count - 1 else { return [] }
        case .mostWeight: guard known.count * 3 >= units.count else { return [] }
        }
        // Above 0: a unit that stands anywhere has a weight.
        let whole = known.reduce(0) { $0 + units[$1].rarity }
        let coverage = coverage(of: known, whole, rung)
        let ordered = coverage.map { (page: $0.key, score: termScore(page: $0.key, nil) * $0.value) }
            .sorted { ($1.score, $0.page) < ($0.score, $1.page) }
        var found: [ScoredPage] = []
        for (page:number, score:termScore) in ordered.prefix(max(limit, Ranking.pool)) {
            let page = try self.page(number)
            let holders = known.map { unit in blocks(ofUnit: unit, onPage: number) }
            let isPooled = found.count < Ranking.pool
            found.append(
                ScoredPage(
                    page: number,
                    score: isPooled ? fullScore(number, page, []) * coverage[number, default: 0] : termScore,
                    block: bestBlock(of: page, holders, weights: known.map { units[$0].rarity }),
                    missing: units.indices.filter { units[$0].counts(onPage: number) == nil }))
        }
        return ranked(found, ordered.map(\.score))
    }

    /// For the pages that a rung takes, the part of the units' weight that they have.
    private func coverage(of known: [Int], _ whole: Double, _ rung: Rung) -> [Int: Double] {
        var matched: [Int: (count: Int, weight: Double)] = [:]
        for unit in known {
            for page in units[unit].pages {
                let match = matched[page, default: (0, 0)]
                matched[page] = (match.count + 1, match.weight + units[unit].rarity)
            }
        }
        let taken = matched.filter { _, match in
            switch rung {
            case .apart: match.count == units.count
            case .allButOne: match.count == units.count - 1
            case .mostWeight: match.weight >= whole * Ranking.leastCoverage
            }
        }
        return taken.mapValues { $0.weight / whole }
    }

    private func blocks(ofUnit unit: Int, onPage page: Int) -> [Int] {
        let addresses = units[unit].addresses
        var blocks: [Int] = []
        var place = lowerBound(of: BlockAddress.address(page: page, block: 0), in: addresses)
        while place < addresses.count, BlockAddress.page(of: addresses[place]) == page {
            blocks.append(BlockAddress.block(of: addresses[place]))
            place += 1
        }
        return blocks
    }

    mutating func page(_ number: Int) throws(SearchIndexError) -> CandidatePage {
        if let page = pages[number] { return page }
        let page = CandidatePage(try index.page(number))
        pages[number] = page
        return page
    }
}

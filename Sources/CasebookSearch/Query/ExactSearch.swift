/// A page that answers a query, before it becomes a hit.
struct ScoredPage {
    var page: Int
    /// Rounded.
    var score: Double
    /// The block to open: 1 and up for the record's blocks, 0 for the head.
    var block: Int

    /// The order of results: by score, then as the pages are numbered.
    func precedes(_ other: ScoredPage) -> Bool { (other.score, page) < (score, other.page) }
}

/// The pages that a search found.
struct FoundPages {
    /// Best first, as many as were asked for.
    var pages: [ScoredPage] = []
    var total = 0
    /// Whether `total` is not just the number of pages that may match.
    var isTotalExact = true
    /// The pages to count facets over, before filters: those that match, or where that isn't known, those that may.
    var candidates: [Int] = []
}

/// Finds the pages on which every run stands as it was typed.
///
/// Lists are loaded, the rarest first, until the pages that may match lie close together. What the lists say bounds each
/// page's score; pages are then read and scored in the order of their bounds, until what was found is better than
/// anything that is left can be (Fagin's threshold algorithm). The best pages come out whichever lists were loaded: more
/// of them only save reading pages.
struct ExactSearch {
    /// Lists are loaded until the candidates lie in no more packs than this: then reading them costs less.
    private static let fewPacks = 6
    private static let unitsAtOnce = 2

    private let query: Query
    private let index: SearchIndex
    private let filter: PageSet?
    private let scores: Scores
    private let bounds: ScoreBound
    /// For each unit of the query what was loaded.
    private var lists: [UnitLists?]
    /// For each run what its complete lists say together; `nil` where none was loaded.
    private var known: [[PageMatch]?] = []
    /// For each run that is the beginning of more terms than were read, what was read: it counts as often as that says.
    private var beginnings: [[PageMatch]?] = []
    /// The scores of the pages that were read; `nil` for those on which not all runs stand.
    private var verified: [Int: ScoredPage?] = [:]

    init(_ query: Query, _ index: SearchIndex, filter: PageSet?) {
        self.query = query
        self.index = index
        self.filter = filter
        scores = Scores(query, index.root)
        bounds = ScoreBound(query, scores, index.root)
        lists = [UnitLists?](repeating: nil, count: query.units.count)
        beginnings = [[PageMatch]?](repeating: nil, count: query.runs.count)
    }

    mutating func run(limit: Int) throws(SearchIndexError) -> FoundPages {
        guard !query.runs.isEmpty else { return FoundPages() }
        for run in query.runs { if let pattern = run.pattern, pattern.occurrences.isEmpty { return FoundPages() } }
        var candidates = try loadCandidates()
        if candidates == nil { candidates = frequentCandidates() }
        guard var candidates, !candidates.pages.isEmpty || candidates.tailBound != nil else { return FoundPages() }
        var best = try bestPages(candidates.pages, limit: limit)
        if let bound = candidates.tailBound, best.count < limit || best.last.map({ $0.score <= bound }) ?? true {
            // All lists: texts that lack the run cost more than they do.
            for unit in query.units.indices { lists[unit] = try index.wholeLists(of: query.units[unit]) }
            candidates = Candidates(pages: commonPages() ?? [])
            best = try bestPages(candidates.pages, limit: limit)
        }
        return try found(best, candidates, limit: limit)
    }

    private mutating func found(
        _ best: [ScoredPage], _ candidates: Candidates, limit: Int
    ) throws(SearchIndexError) -> FoundPages {
        var result = FoundPages(pages: best)
        let inFilter = candidates.pages.filter { filter?.contains($0) != false }
        let isSure = !candidates.isPart && !query.runs.contains(where: \.needsVerification)
        if !isSure, index.files.isSingle || inFilter.count <= limit {
            let pages = index.files.isSingle ? candidates.pages : inFilter
            for page in pages { _ = try verify(page) }
        }
        // A page that was read and doesn't match is out; others stay as possible.
        result.candidates = candidates.pages.filter { page in
            if case .some(.none) = verified[page] { false } else { true }
        }
        let unsure = isSure ? 0 : inFilter.count { verified[$0] == nil }
        result.total = result.candidates.count { filter?.contains($0) != false }
        result.isTotalExact = unsure == 0 && !candidates.isPart
        return result
    }

    // MARK: - Candidates

    private struct Candidates {
        /// Ascending.
        var pages: [Int]
        /// Where the pages are the best of a frequent unit: what the others can score at most.
        var tailBound: Double?
        /// Whether more pages may match than the lists name.
        var isPart = false
    }

    private mutating func setBeginnings(_ unit: Int, _ lists: UnitLists) {
        for (number, run) in query.runs.enumerated() where run.units == [unit] {
            beginnings[number] = lists.occurrences.byPage()
        }
    }

    /// The pages that all complete lists allow; `nil` where there is no complete list.
    private mutating func loadCandidates() throws(SearchIndexError) -> Candidates? {
        let order = query.units.indices.sorted { (weight($1), $0) < (weight($0), $1) }
        // Beginnings of terms are always read: only their lists say how often they count.
        var wanted = order.filter { query.units[$0].isPrefix }
        wanted += order.filter { !query.units[$0].isPrefix }.prefix(max(0, ExactSearch.unitsAtOnce - wanted.count))
        var rest = order.filter { !wanted.contains($0) }[...]
        while true {
            for unit in wanted {
                let loaded = try index.lists(of: query.units[unit])
                lists[unit] = loaded
                if loaded.isTruncated { setBeginnings(unit, loaded) }
                if loaded.isComplete, loaded.occurrences.isEmpty { return Candidates(pages: []) }
            }
            let pages = commonPages()
            if let pages, packCount(pages) <= ExactSearch.fewPacks { return Candidates(pages: pages) }
            guard let next = rest.popFirst() else { return pages.map { Candidates(pages: $0) } }
            wanted = [next]
        }
    }

    /// The best pages of the rarest frequent unit; without one, the pages of the beginning of terms with the fewest.
    private mutating func frequentCandidates() -> Candidates? {
        let order = query.units.indices.sorted { (weight($1), $0) < (weight($0), $1) }
        for unit in order {
            guard let lists = lists[unit], let tail = lists.tail,
                let run = query.runs.firstIndex(where: { $0.units.contains(unit) })
            else { continue }
            let matches = lists.occurrences.byPage()
            // What the list says of these pages is all that there is.
            known[run] = matches
            let bound = bounds.bound(ofTail: tail, run: run)
            return Candidates(pages: matches.map(\.page), tailBound: bound, isPart: true)
        }
        let beginnings = order.compactMap { unit in lists[unit]?.occurrences.byPage().map(\.page) }
        return beginnings.min { $0.count < $1.count }.map { Candidates(pages: $0, isPart: true) }
    }

    private func weight(_ unit: Int) -> Int {
        query.units[unit].isPrefix ? Ranking.rarest : index.root.termClass(of: query.units[unit].text)
    }

    /// Sets what is known of each run, and gives the pages that all known ones share.
    private mutating func commonPages() -> [Int]? {
        known = query.runs.map { run in
            if let pattern = run.pattern { return pattern.occurrences.byPage() }
            let complete = run.units.compactMap { self.lists[$0] }.filter(\.isComplete)
            return complete.isEmpty ? nil : Occurrences(common: complete.map(\.occurrences)).byPage()
        }
        let complete = known.compactMap { $0 }.sorted { $0.count < $1.count }
        guard let shortest = complete.first else { return nil }
        return shortest.map(\.page).filter { page in
            complete.dropFirst().allSatisfy { $0.match(ofPage: page) != nil }
        }
    }

    private func packCount(_ pages: [Int]) -> Int {
        var count = 0
        var last = -1
        for page in pages where page / index.root.packSize != last {
            last = page / index.root.packSize
            count += 1
        }
        return count
    }

    // MARK: - Scores

    /// The best pages among `candidates`, read only as far as their bounds make it necessary.
    private mutating func bestPages(_ candidates: [Int], limit: Int) throws(SearchIndexError) -> [ScoredPage] {
        var ordered: [(bound: Double, page: Int)] = []
        ordered.reserveCapacity(candidates.count)
        for page in candidates where filter?.contains(page) != false {
            ordered.append((bounds.bound(ofPage: page, knownMatches(page)), page))
        }
        ordered.sort { ($1.bound, $0.page) < ($0.bound, $1.page) }
        var best: [ScoredPage] = []
        for candidate in ordered {
            let possible = ScoredPage(page: candidate.page, score: candidate.bound, block: 0)
            if best.count == limit, let last = best.last, last.precedes(possible) { break }
            guard let page = try verify(candidate.page) else { continue }
            let place = best.lastIndex { $0.precedes(page) }.map { $0 + 1 } ?? 0
            guard place < limit else { continue }
            best.insert(page, at: place)
            if best.count > limit { best.removeLast() }
        }
        return best
    }

    /// What the lists say of each run on a page.
    private func knownMatches(_ page: Int) -> [PageMatch?] {
        query.runs.indices.map { run in
            if let beginning = beginnings[run] { return beginning.match(ofPage: page) ?? PageMatch(page: page) }
            return known[run]?.match(ofPage: page)
        }
    }

    private mutating func verify(_ number: Int) throws(SearchIndexError) -> ScoredPage? {
        if let known = verified[number] { return known }
        let page = try index.page(number)
        guard var runs = page.verified(query.runs) else {
            verified[number] = .some(nil)
            return nil
        }
        var links = 0
        for run in query.runs.indices {
            if let beginning = beginnings[run] {
                runs[run].counts = beginning.match(ofPage: number)?.counts ?? FieldCounts()
            }
            if links == 0, runs[run].isName { links = try self.links(ofPage: number, run: run) }
        }
        let score = scores.score(
            runs.map(\.counts), factor: index.root.factor(ofPage: number), links: links,
            bonus: Scores.bonus(query, page, runs))
        let holders = zip(scores.weights, runs).map { (weight: $0, blocks: $1.blocks) }
        let result = ScoredPage(page: number, score: Ranking.rounded(score), block: page.bestBlock(holders))
        verified[number] = result
        return result
    }

    /// The page's step of inbound links, which all postings of its title and aliases say. Loads a list where none that was
    /// loaded says it: the score must not depend on what was.
    private mutating func links(ofPage page: Int, run: Int) throws(SearchIndexError) -> Int {
        if let links = known[run]?.match(ofPage: page)?.links { return links }
        let units = query.runs[run].units
        for unit in units {
            if let links = lists[unit]?.occurrences.links(ofPage: page) { return links }
        }
        guard let unit = units.first.map({ query.units[$0] }) else { return 0 }
        if let links = try index.lists(of: unit).occurrences.links(ofPage: page) { return links }
        return try index.wholeLists(of: unit).occurrences.links(ofPage: page) ?? 0
    }
}

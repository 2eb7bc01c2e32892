import CasebookModel
import CasebookText
import Synchronization
import Testing

@testable import CasebookSearch

@Suite struct IndexTests {
    private static let sites: [Site] = (1...4).map { seed in
        var random = RandomSite(seed: UInt64(seed))
        return random.site(pages: [0, 1, 40, 150][seed - 1], words: 12)
    }

    /// Large enough for terms that are divided.
    private static let largeSite: Site = {
        var random = RandomSite(seed: 11)
        return random.site(pages: 1150, words: 6, almostEverywhere: "投诉处理，客户 app")
    }()

    private func files(_ site: Site, cuts: [Int] = [], slices: Int = 1, form: SearchForm?) -> [String: [UInt8]] {
        let plan = SearchPlan(site)
        let ends = cuts + [plan.pageCount]
        let starts = [0] + cuts
        let bounds = plan.sliceBounds(slices)
        let packs = PackWriting(plan, form: form, hash: TestSite.hash)
        let early = Mutex<[String: [UInt8]]>([:])
        let parts = zip(starts, ends).map { start, end in
            var part = indexPart(of: plan, pages: start..<end, cutAt: bounds)
            // This sink throws nothing.
            try! packs.write(&part) { file in
                early.withLock {
                    $0[String(file.route.path.dropFirst("search/".count).dropLast(".json".count))] = file.bytes
                }
            }
            return part
        }
        let terms = (0..<slices).map { slice in
            try! mergedTerms(of: parts.map { $0.terms[slice] }, firstPages: starts, in: plan)
        }
        let layout = try! IndexLayout(plan, parts: parts, terms: terms, form: form, hash: TestSite.hash)
        return layout.files(keeping: packs.written).merging(early.withLock { $0 }) { late, _ in late }
    }

    @Test(arguments: [[], [1], [7], [3, 9], [0, 5, 5], Array(1...13)], [SearchForm.single, .sharded])
    func `where the parts are cut doesn't matter`(cuts: [Int], form: SearchForm) {
        #expect(
            files(FixtureSite.site, cuts: cuts, slices: cuts.count + 1, form: form)
                == files(FixtureSite.site, form: form))
    }

    @Test func `where the parts of a large site are cut doesn't matter`() {
        var random = RandomSite(seed: 5)
        let whole = files(IndexTests.largeSite, form: .sharded)
        for _ in 0..<3 {
            let cuts = (0..<9).map { _ in random.number(below: IndexTests.largeSite.pages.count) }.sorted()
            #expect(
                files(IndexTests.largeSite, cuts: cuts, slices: 1 + random.number(below: 40), form: .sharded) == whole)
        }
    }

    @Test(arguments: sites) func `the index of a site holds what a naive pass finds`(site: Site) throws {
        try expectSameTerms(site)
        try expectSameLane(site)
        try expectSameRoot(site)
    }

    @Test func `frequent terms are divided, and nothing is lost`() throws {
        let divided = try expectSameTerms(IndexTests.largeSite)
        #expect(divided > 5)
        try expectSameLane(IndexTests.largeSite)
        try expectSameRoot(IndexTests.largeSite)
    }

    /// - Returns: How many terms are divided.
    @discardableResult
    private func expectSameTerms(_ site: Site) throws -> Int {
        let index = try IndexFiles(files(site, form: .sharded))
        let naive = NaiveIndex(site)
        var found: [String: NaiveIndex.Lists] = [:]
        var last: [UInt32] = []
        var divided = 0
        var hinted = 0
        let boundaries = index.boundaries
        for shard in 0...boundaries.count {
            let terms = try index.terms(shard)
            if shard > 0 { #expect(terms.first?.term == boundaries[shard - 1]) }
            for (term, entry) in terms {
                let scalars = term.unicodeScalars.map(\.value)
                #expect(last.lexicographicallyPrecedes(scalars))
                last = scalars
                var lists = entry.lists
                let pages = naive.pages(of: term).count
                let best = naive.best(of: term)
                let isBest = { (key: Int) in entry.tail == nil || best.contains(key >> 8) }
                #expect(entry.hints == naive.hints[term]?.filter { isBest($0.key) }, "\(term)")
                if entry.hints != nil { hinted += 1 }
                #expect((entry.tail != nil) == (pages > max(naive.pageCount / 50, 1000)), "\(term)")
                if let tail = entry.tail {
                    divided += 1
                    #expect(tail.file > boundaries.count)
                    #expect(Set(lists.joined().map { $0.address / 32 }) == best, "\(term)")
                    let others = naive.scores(of: term).dropFirst(256)
                    let lowest = naive.scores(of: term)[255].score
                    #expect(tail.millionths == Int((lowest * 1_000_000).rounded(.up)))
                    let near = others.filter { $0.score >= lowest - 0.002 }.map(\.page)
                    #expect(tail.firstPage == near.min() ?? naive.pageCount)
                    let end = try #require(try index.terms(tail.file).first { $0.term == term }).entry
                    #expect(end.hints == nil)
                    let rest = end.lists
                    let shortest = { (group: FieldGroup) in rest[group.rawValue].map(\.length).min() ?? 0 }
                    #expect((tail.shortestAlias, tail.shortestTitle) == (shortest(.alias), shortest(.title)))
                    for group in rest.indices { lists[group] = (lists[group] + rest[group]).sorted() }
                }
                #expect(found.updateValue(lists, forKey: term) == nil)
            }
        }
        #expect(found == naive.terms)
        #expect(hinted == naive.hints.count)
        return divided
    }

    private func expectSameLane(_ site: Site) throws {
        let index = try IndexFiles(files(site, form: .sharded))
        let naive = NaiveIndex(site)
        var lane: [String: [String: NaiveIndex.Lists]] = [:]
        var characters: [String: [String]] = [:]
        let common = Set(naive.common.joined())
        let known = Set(naive.lane.values.flatMap(\.keys))
        #expect(Set(index.files.keys.filter { $0.hasPrefix("p/") }) == Set(index.lane.indices.map { "p/\($0)" }))
        #expect(index.lane.flatMap(\.self) == index.lane.flatMap(\.self).sorted())
        for (number, keys) in index.lane.enumerated() {
            let file = try index.object("p/\(number)")
            #expect(keys.count == 1 || index.files["p/\(number)"]!.count <= 16_100)
            var held: Set<String> = []
            for (syllables, text) in file["pairs"] as? [String: String] ?? [:] {
                held.insert(syllables.split(separator: " ").map { String($0.prefix(1)) }.joined())
                var order: [(Int, String)] = []
                for (pair, words) in try IndexFiles.twos(text, syllables) {
                    let lists = try IndexFiles.lists(words, groups: [.heading, .alias, .title])
                    order.append((-lists.joined().count, pair))
                    if lists.joined().isEmpty {
                        #expect(common.contains(pair) && !known.contains(pair))
                    } else {
                        lane[syllables, default: [:]][pair] = lists
                    }
                }
                #expect(order.elementsEqual(order.sorted { $0 < $1 }, by: ==))
            }
            for (syllable, text) in file["syllables"] as? [String: String] ?? [:] {
                held.insert(String(syllable.prefix(1)))
                characters[syllable] = text.unicodeScalars.map { String(Character($0)) }
            }
            #expect(held == Set(keys))
        }
        #expect(lane == naive.lane)
        #expect(
            characters
                == naive.characters.mapValues { $0.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key) })
    }

    private func expectSameRoot(_ site: Site) throws {
        let index = try IndexFiles(files(site, form: .sharded))
        let naive = NaiveIndex(site)
        #expect(index.root["pages"] as? Int == naive.pageCount)
        let classes = try #require(index.root["classes"] as? [[Double]])
        let factors = (0..<naive.pageCount).map { page in classes.last { Int($0[0]) <= page }![1] }
        #expect(factors == naive.factors)
        #expect(zip(classes, classes.dropFirst()).allSatisfy { $0[1] > $1[1] })
        #expect(try common(index) == naive.common)
        try expectSameFacet(index, "kind", naive) { [$0.kind] }
        try expectSameFacet(index, "channels", naive) { page in
            page.fields.list("channels").compactMap(\.text)
        }
    }

    private func common(_ index: IndexFiles) throws -> [Set<String>] {
        try #require(index.root["common"] as? [String]).map { text in
            var terms: Set<String> = []
            for item in text.components(separatedBy: " ") where !item.isEmpty {
                let scalars = Array(item.unicodeScalars)
                if characterClass(of: scalars[0].value) == .solid {
                    for second in scalars.dropFirst() { terms.insert("\(scalars[0])\(second)") }
                } else {
                    terms.insert(item)
                }
            }
            return terms
        }
    }

    private func expectSameFacet(
        _ index: IndexFiles, _ field: String, _ naive: NaiveIndex, _ values: (Page) -> [String]
    ) throws {
        var expected: [String: [Int]] = [:]
        for (number, page) in naive.order.enumerated() {
            for value in values(naive.site.pages[page]) { expected[value, default: []].append(number) }
        }
        let found = try index.object("f/" + field)["values"] as? [String: String] ?? [:]
        #expect(try found.mapValues { try IndexFiles.ascending($0) } == expected)
    }
}

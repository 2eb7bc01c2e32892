import CasebookModel
import CasebookText
import Testing

@testable import CasebookSearch

/// What the index finds against what stands in the texts.
@Suite struct ExactSearchTests {
    /// A site, its index in both forms, and queries from its own words.
    struct Sample: CustomTestStringConvertible {
        let name: String
        let naive: NaiveSearch
        let single: [String: [UInt8]]
        let sharded: [String: [UInt8]]
        let queries: [[String]]

        var testDescription: String { name }

        init(seed: UInt64, pages: Int, queries count: Int) {
            var random = RandomSite(seed: seed)
            let site = random.site(pages: pages, words: 12)
            name = "\(pages) pages"
            naive = NaiveSearch(site)
            single = searchFiles(of: site, form: .single, hash: TestSite.hash)
            sharded = searchFiles(of: site, form: .sharded, hash: TestSite.hash)
            let texts = naive.texts
            queries = (0..<count).compactMap { number in
                let runs = (0...(number % 3 == 0 ? 1 : 0)).compactMap { _ in
                    Sample.span(of: texts[random.number(below: texts.count)], &random)
                }
                return runs.isEmpty ? nil : runs
            }
        }

        /// One to six Han characters that follow each other.
        private static func span(of text: [UInt32], _ random: inout RandomSite) -> String? {
            let starts = text.indices.filter { (0x4E00...0x9FFF).contains(text[$0]) }
            guard !starts.isEmpty else { return nil }
            let start = starts[random.number(below: starts.count)]
            let end = text[start...].firstIndex { !(0x4E00...0x9FFF).contains($0) } ?? text.count
            return string(of: text[start..<min(end, start + 1 + random.number(below: 6))])
        }
    }

    /// The last has terms that are divided into best pages and a tail.
    static let samples = [
        Sample(seed: 21, pages: 40, queries: 150), Sample(seed: 22, pages: 300, queries: 150),
        Sample(seed: 23, pages: 2400, queries: 25),
    ]

    private func exact(_ engine: SearchEngine, _ runs: [String], limit: Int) throws -> [NaiveSearch.Result] {
        let hits = try engine.search(runs.joined(separator: " "), limit: limit).hits
        return hits.filter { $0.match == .exact }.map { NaiveSearch.Result(id: $0.id, score: $0.score) }
    }

    @Test(arguments: samples) func `the pages that hold a phrase are found, no others, in the order of their scores`(
        sample: Sample
    ) throws {
        let single = try SearchEngine(SearchStore(sample.single))
        let sharded = try SearchEngine(SearchStore(sample.sharded))
        for runs in sample.queries {
            // One character is the beginning of many terms, of which the frequent ones are not read whole.
            if runs.contains(where: { $0.unicodeScalars.count == 1 }), sample.naive.results(runs).count > 256 {
                continue
            }
            let expected = sample.naive.results(runs)
            #expect(try exact(single, runs, limit: 10_000) == expected, "\(runs)")
            #expect(try exact(sharded, runs, limit: 10_000) == expected, "\(runs)")
        }
    }

    @Test(arguments: samples) func `a short list is the beginning of the long one, whatever was loaded before`(
        sample: Sample
    ) throws {
        let warm = try SearchEngine(SearchStore(sample.sharded))
        let single = try SearchEngine(SearchStore(sample.single))
        for runs in sample.queries {
            let query = runs.joined(separator: " ")
            for limit in [1, 5, 10] {
                let cold = try SearchEngine(SearchStore(sample.sharded)).search(query, limit: limit)
                #expect(try warm.search(query, limit: limit).hits == cold.hits, "\(query)")
                #expect(try single.search(query, limit: limit).hits == cold.hits, "\(query)")
            }
            let all = try warm.search(query, limit: 10_000)
            #expect(try Array(all.hits.prefix(10)) == warm.search(query, limit: 10).hits, "\(query)")
            if all.isTotalExact { #expect(all.total == all.hits.count, "\(query)") }
        }
    }

    @Test(arguments: samples) func `no page scores more than its bound from any of its lists`(sample: Sample) throws {
        let index = try SearchIndex(SearchStore(sample.sharded))
        var random = RandomSite(seed: 5)
        for runs in sample.queries {
            let query = Query(runs.joined(separator: " "))
            guard !query.units.contains(where: \.isPrefix) else { continue }
            let scores = Scores(query, index.root)
            let bounds = ScoreBound(query, scores, index.root)
            let lists = try query.units.map { try index.wholeLists(of: $0).occurrences }
            var search = ExactSearch(query, index, filter: nil)
            for page in try search.run(limit: 10_000).pages {
                let known = query.runs.map { run -> PageMatch? in
                    let chosen = run.units.filter { _ in random.number(below: 2) == 0 }
                    guard !chosen.isEmpty else { return nil }
                    return Occurrences(common: chosen.map { lists[$0] }).byPage().match(ofPage: page.page)
                }
                #expect(bounds.bound(ofPage: page.page, known) >= page.score, "\(runs) \(page.page)")
            }
        }
    }

    @Test func `frequent terms are answered from their best pages where those are enough`() throws {
        let sample = ExactSearchTests.samples[2]
        let engine = try SearchEngine(SearchStore(sample.sharded))
        let answer = try engine.search("投诉", limit: 5)
        #expect(answer.hits.count == 5)
        let few = engine.loadedFiles.count
        _ = try engine.search("投诉", limit: 10_000)
        #expect(engine.loadedFiles.count > few)
        #expect(few < 30)
    }
}

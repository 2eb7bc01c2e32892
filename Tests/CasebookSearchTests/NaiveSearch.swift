import CasebookModel
import CasebookText

@testable import CasebookSearch

/// Exact search by looking into every page's text, and the ranking written down once more: slow, and without an index.
struct NaiveSearch {
    struct Result: Equatable, CustomStringConvertible {
        var id: String
        var score: Double

        var description: String { "\(id) \(score)" }
    }

    private struct Block {
        var field: PageText.Field
        var text: [UInt32]
    }

    private struct Page {
        var id: String
        var factor: Double
        var links: Int
        var title: [UInt32]
        /// Aliases, then tags.
        var aliases: [[UInt32]]
        var tagCount: Int
        var summary: [UInt32]
        var blocks: [Block]
    }

    private let pages: [Page]
    private let classes: [String: Int]

    init(_ site: Site) {
        let index = NaiveIndex(site)
        classes = Dictionary(
            index.common.enumerated().flatMap { number, terms in terms.map { ($0, number) } },
            uniquingKeysWith: { first, _ in first })
        pages = index.order.enumerated().map { number, place in
            let page = site.pages[place]
            let text = PageText(page, in: site)
            let inbound = page.backlinks.count + page.relations.filter(\.isInverse).flatMap(\.entries).count
            return Page(
                id: page.id, factor: index.factors[number],
                links: inbound >= 20 ? 3 : inbound >= 5 ? 2 : inbound >= 1 ? 1 : 0, title: foldedScalars(text.title),
                aliases: (text.aliases + text.tags).map { foldedScalars($0) }, tagCount: text.tags.count,
                summary: foldedScalars(text.summary),
                blocks: text.blocks.map {
                    Block(
                        field: $0.field,
                        text: foldedScalars(String(decoding: text.bytes[$0.range], as: UTF8.self)))
                })
        }
    }

    /// All texts, folded, for choosing queries from.
    var texts: [[UInt32]] {
        pages.flatMap { page in [page.title, page.summary] + page.aliases + page.blocks.map(\.text) }
    }

    /// - Parameter runs: Han characters; each has to stand in a block.
    func results(_ runs: [String]) -> [Result] {
        let runs = runs.map { foldedScalars($0) }
        let weights = runs.map { weight($0) }
        var found: [(number: Int, result: Result)] = []
        for (number, page) in pages.enumerated() {
            if let score = score(runs, weights, page) { found.append((number, Result(id: page.id, score: score))) }
        }
        return found.sorted { ($1.result.score, $0.number) < ($0.result.score, $1.number) }.map(\.result)
    }

    private func weight(_ run: [UInt32]) -> Double {
        guard run.count > 1 else { return 4.174 }
        let rarities = [0.693, 0.881, 1.099, 1.342, 1.609, 1.896, 2.197, 2.511, 2.833, 3.162, 3.497, 3.834, 4.174]
        return (0..<run.count - 1).map { rarities[classes[string(of: run[$0...$0 + 1])] ?? 12] }.max() ?? 0
    }

    private func score(_ runs: [[UInt32]], _ weights: [Double], _ page: Page) -> Double? {
        var sum = 0.0
        var isName = false
        var holders: [Set<Int>] = []
        for (run, weight) in zip(runs, weights) {
            var blocks: Set<Int> = []
            var frequency = 0.0
            var counts = [0, 0, 0]
            let inSummary = count(run, page.summary)
            counts[0] += inSummary
            for (number, block) in page.blocks.enumerated() {
                let times = count(run, block.text)
                if times > 0 { blocks.insert(number + 1) }
                counts[[.body: 0, .spoken: 1, .heading: 2][block.field]!] += times
            }
            frequency += Double(min(counts[0], 3)) + 2 * Double(min(counts[1], 3)) + 3 * Double(min(counts[2], 3))
            if let length = shortest(page, { count(run, $0) > 0 }) {
                frequency += 4 / (1 - 0.4 + 0.4 * Double(length) / 8)
                isName = true
                blocks.insert(0)
            }
            if count(run, page.title) > 0 {
                frequency += 5 / (1 - 0.4 + 0.4 * Double(length(page.title)) / 12)
                isName = true
                blocks.insert(0)
            }
            if inSummary > 0 { blocks.insert(0) }
            if blocks.isEmpty { return nil }
            holders.append(blocks)
            sum += weight * (frequency * 2.2 / (frequency + 1.2))
        }
        let common = holders.dropFirst().reduce(holders[0]) { $0.intersection($1) }
        let bonus = nameBonus(runs, page) + (runs.count > 1 && !common.isEmpty ? 0.15 : 0)
        let links = isName ? 1 + 0.05 * Double(page.links) : 1
        let score = sum * page.factor * links + weights.reduce(0, +) * 2.2 * bonus
        return (score * 1000).rounded() / 1000
    }

    private func nameBonus(_ runs: [[UInt32]], _ page: Page) -> Double {
        let query = Array(runs.joined())
        func share(_ length: Int) -> Double { 0.5 + 0.5 * Double(min(min(query.count, 31), length)) / Double(length) }
        func holds(_ name: [UInt32]) -> Bool {
            count(query, compact(name)) > 0 && runs.allSatisfy { count($0, name) > 0 }
        }
        var bonus = 0.0
        var phrase = holds(page.title) ? share(length(page.title)) : 0
        if holds(page.title), compact(page.title) == query { bonus += 6.5 }
        if let shortest = shortest(page, holds) { phrase = max(phrase, 0.6 * share(shortest)) }
        if page.aliases.dropLast(page.tagCount).contains(where: { holds($0) && compact($0) == query }) { bonus += 3 }
        return bonus + phrase
    }

    /// The length of the shortest alias that passes; a tag counts as 31.
    private func shortest(_ page: Page, _ passes: ([UInt32]) -> Bool) -> Int? {
        let names = page.aliases.dropLast(page.tagCount).filter(passes).map(length)
        return (names + page.aliases.suffix(page.tagCount).filter(passes).map { _ in 31 }).min()
    }

    private func compact(_ text: [UInt32]) -> [UInt32] {
        var compact: [UInt32] = []
        text.withUnsafeBufferPointer { scalars in
            Analyzer.forEachRun(in: scalars) { compact += scalars[$0.range] }
        }
        return compact
    }

    private func length(_ name: [UInt32]) -> Int { min(compact(name).count, 31) }

    private func count(_ part: [UInt32], _ text: [UInt32]) -> Int {
        guard !part.isEmpty, part.count <= text.count else { return 0 }
        return (0...text.count - part.count).count { text[$0..<$0 + part.count].elementsEqual(part) }
    }
}

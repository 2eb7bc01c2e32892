import CasebookModel
import CasebookText

@testable import CasebookSearch

/// What an index of a site has to hold, by the shortest way from the format's description, however slow.
struct NaiveIndex {
    struct Posting: Hashable, Comparable {
        var address: Int
        var count = 0
        var length = 0
        var links = 0

        static func < (left: Posting, right: Posting) -> Bool { left.address < right.address }
    }

    /// By group.
    typealias Lists = [[Posting]]

    /// By address times 8 plus group: a hint for each occurrence, of names each different one once.
    typealias Hints = [Int: [Int]]

    let site: Site
    /// Indices of the site's pages by page number.
    var order: [Int] = []
    var factors: [Double] = []
    var terms: [String: Lists] = [:]
    var hints: [String: Hints] = [:]
    /// By `tou su`, then by pair: headings, aliases, titles.
    var lane: [String: [String: Lists]] = [:]
    /// By syllable, then by character, how often.
    var characters: [String: [String: Int]] = [:]

    init(_ site: Site) {
        self.site = site
        let kinds = site.configuration.kinds.kinds
        let factors = site.pages.map { page -> Double in
            var factor = min(max(site.kind(of: page).searchWeight, 0), 2)
            if page.status == .retired { factor *= 0.4 }
            if page.status == .draft || page.status == .inReview { factor *= 0.8 }
            if page.isOverdue { factor *= 0.9 }
            return (factor * 1000).rounded() / 1000
        }
        func key(_ index: Int) -> (Double, Int, Int, String) {
            let page = site.pages[index]
            let cause = page.relations.first { $0.name == "causes" }?.entries[0].page ?? .max
            return (
                -factors[index], kinds.firstIndex { $0.name == page.kind }!, page.kind == "cause" ? index : cause,
                page.route.path
            )
        }
        order = site.pages.indices.sorted { key($0) < key($1) }
        self.factors = order.map { factors[$0] }
        for number in order.indices { add(number) }
    }

    var pageCount: Int { order.count }

    private mutating func add(_ number: Int) {
        let page = site.pages[order[number]]
        let inbound = page.backlinks.count + page.relations.filter(\.isInverse).flatMap(\.entries).count
        let links = inbound >= 20 ? 3 : inbound >= 5 ? 2 : inbound >= 1 ? 1 : 0
        let text = PageText(page, in: site)
        addHead([text.title], .title, number, links)
        addHead(text.aliases, .alias, number, links)
        addHead(text.tags, .alias, number, links, length: 31)
        addBlock(text.summary, .body, number * 32)
        for (offset, block) in text.blocks.enumerated() {
            let words = String(decoding: text.bytes[block.range], as: UTF8.self)
            let address = number * 32 + min(offset + 1, 31)
            addBlock(words, block.field.group, address)
            guard block.field == .heading else { continue }
            for (place, pair) in pairs(words) { note(place, pair, Posting(address: address, count: 1), .heading) }
        }
    }

    private mutating func addHints(_ words: String, _ group: FieldGroup, _ address: Int) {
        let scalars = foldedScalars(words)
        let padded = [0] + scalars + [0, 0]
        scalars.withUnsafeBufferPointer { buffer in
            Analyzer.forEachTerm(in: buffer) { range in
                guard range.count == 2 else { return }
                let around = [padded[range.lowerBound], padded[range.upperBound + 1], padded[range.upperBound + 2]]
                let hint = around.reduce(0) { $0 * 64 + Int(UInt64($1) * 0x9E37_79B1 % (1 << 32) / (1 << 26)) }
                let term = string(of: scalars[range])
                let key = address * 8 + group.rawValue
                let isKnown = group.isHead && hints[term]?[key]?.contains(hint) == true
                if !isKnown { hints[term, default: [:]][key, default: []].append(hint) }
            }
        }
    }

    private mutating func addBlock(_ words: String, _ group: FieldGroup, _ address: Int) {
        addHints(words, group, address)
        for term in analyzed(words) {
            NaiveIndex.note(
                Posting(address: address, count: 1), group, in: &terms[term, default: Lists(repeating: [], count: 5)])
        }
    }

    private mutating func addHead(
        _ texts: [String], _ group: FieldGroup, _ page: Int, _ links: Int, length counted: Int? = nil
    ) {
        for words in texts {
            var length = 0
            foldedScalars(words).withUnsafeBufferPointer { Analyzer.forEachRun(in: $0) { length += $0.range.count } }
            addHints(words, group, page * 32)
            let posting = Posting(address: page * 32, length: counted ?? min(length, 31), links: links)
            for term in analyzed(words) {
                NaiveIndex.note(posting, group, in: &terms[term, default: Lists(repeating: [], count: 5)])
            }
            for (place, pair) in pairs(words) { note(place, pair, posting, group) }
        }
    }

    private mutating func note(_ place: String, _ pair: String, _ posting: Posting, _ group: FieldGroup) {
        NaiveIndex.note(posting, group, in: &lane[place, default: [:]][pair, default: Lists(repeating: [], count: 5)])
    }

    /// Counts add up; of titles and aliases the shortest stays.
    private static func note(_ posting: Posting, _ group: FieldGroup, in lists: inout Lists) {
        guard var last = lists[group.rawValue].last, last.address == posting.address else {
            lists[group.rawValue].append(posting)
            return
        }
        last.count += posting.count
        last.length = min(last.length, posting.length)
        lists[group.rawValue][lists[group.rawValue].count - 1] = last
    }

    /// The pairs of a text under each of their readings, as often as they stand there.
    private mutating func pairs(_ words: String) -> [(place: String, pair: String)] {
        let scalars = foldedScalars(words).map { String(Character(Unicode.Scalar($0)!)) }
        let readings = Pinyin.shared.readings(of: words).map { $0.map(\.name) }
        var found: [(String, String)] = []
        for position in scalars.indices {
            for syllable in readings[position] {
                characters[syllable, default: [:]][scalars[position], default: 0] += 1
            }
            guard position > 0 else { continue }
            for first in readings[position - 1] {
                for second in readings[position] {
                    found.append((first + " " + second, scalars[position - 1] + scalars[position]))
                }
            }
        }
        return found
    }

    /// The pages that a term stands on.
    func pages(of term: String) -> Set<Int> { Set((terms[term] ?? []).joined().map { $0.address / 32 }) }

    /// The best pages of a term.
    func best(of term: String) -> Set<Int> { Set(scores(of: term).prefix(256).map(\.page)) }

    /// The pages of a term with their scores for it, the best first.
    func scores(of term: String) -> [(score: Double, page: Int)] {
        let length = term.unicodeScalars.count
        let byPage = (terms[term] ?? []).map { Dictionary(grouping: $0) { $0.address / 32 } }
        let scores = pages(of: term).map { page -> (score: Double, page: Int) in
            func count(_ group: FieldGroup) -> Int {
                (byPage[group.rawValue][page] ?? []).reduce(0) { $0 + $1.count }
            }
            let alias = byPage[FieldGroup.alias.rawValue][page]?.first
            let title = byPage[FieldGroup.title.rawValue][page]?.first
            let counts = FieldCounts(
                body: count(.body), spoken: count(.spoken), heading: count(.heading), aliasLength: alias?.length ?? 0,
                titleLength: title?.length ?? 0)
            let links = alias?.links ?? title?.links ?? 0
            return (counts.unitScore(links: links, factor: factors[page], termLength: length), page)
        }
        return scores.sorted { ($1.score, $0.page) < ($0.score, $1.page) }
    }

    /// The frequent terms by class.
    var common: [Set<String>] {
        var classes = [Set<String>](repeating: [], count: 12)
        for term in terms.keys where term.unicodeScalars.count > 1 {
            let pages = pages(of: term).count
            guard pages >= 8, 50 * pages > pageCount else { continue }
            let number = (0..<12).last { pages * pages * (1 << $0) <= pageCount * pageCount }!
            classes[number].insert(term)
        }
        return classes
    }
}

/// As a function of the module, whose name inside ``NaiveIndex`` is the terms that were found.
private func analyzed(_ words: String) -> [String] { terms(of: words) }

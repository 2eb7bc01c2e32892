/// Divides the postings of a frequent term: those of its best pages, which a reader loads first, and the others.
///
/// Every page of a site is looked at for many terms, so what a term does on a page is packed into one number.
struct TermDivider {
    private let factors: [Double]
    /// What the current term does on each page; 0: it isn't there.
    private var packed: [UInt32]
    private var touched: [Int32] = []
    /// The scores of the touched pages.
    private var scores: [Double] = []
    /// Scores without title and alias, before the page's factor: all there are.
    private let plainScores: [Double]
    private struct Scored {
        var score: Double
        var page: Int32

        /// Best first.
        static func < (left: Scored, right: Scored) -> Bool {
            left.score != right.score ? left.score > right.score : left.page < right.page
        }
    }
    /// What is known of the pages behind the best.
    struct Border {
        /// The most that one of them scores for the term: as the last of the best.
        var score = 0.0
        /// The first of them that scores so much, or hardly less: of equal scores the lower numbers are among the best. The
        /// number of pages where there is none.
        var firstPage = 0
        /// The lengths of the shortest alias and the shortest title with the term; 0 where no page has it there.
        var shortestAlias = 0
        var shortestTitle = 0

        /// The score, rounded up.
        var millionths: Int { Int((score * 1_000_000).rounded(.up)) }
    }

    /// Scores that differ by less could come to the same three places once they are multiplied by a weight.
    private static let hardlyLess = 0.002

    private(set) var border = Border()
    private(set) var best = [[UInt8]](repeating: [], count: FieldGroup.allCases.count)
    /// Of a pair, the hints of what is in `best`.
    private(set) var bestHints = [[UInt8]](repeating: [], count: FieldGroup.allCases.count)
    private(set) var others = [[UInt8]](repeating: [], count: FieldGroup.allCases.count)

    /// Bits of `packed`: 2 for each of body, spoken, heading; 6 for the length of alias and of title, 2 for links.
    private enum Shift {
        static let alias: UInt32 = 6
        static let title: UInt32 = 12
        static let links: UInt32 = 18
    }
    private static let isBest: UInt32 = 1 << 31

    /// - Parameter factors: By page.
    init(factors: [Double]) {
        self.factors = factors
        packed = [UInt32](repeating: 0, count: factors.count)
        plainScores = (0..<64).map { Ranking.saturated(TermDivider.counts($0).frequency) }
    }

    private static func counts(_ packed: UInt32) -> FieldCounts {
        FieldCounts(
            body: Int(packed & 3), spoken: Int(packed >> 2 & 3), heading: Int(packed >> 4 & 3),
            aliasLength: Int(packed >> Shift.alias & 63), titleLength: Int(packed >> Shift.title & 63))
    }

    /// Divides lists, which are then in `best` and `others`.
    ///
    /// - Parameters:
    ///   - lists: By group.
    ///   - hints: By group; of a pair as many as there are postings.
    ///   - length: The term's, in characters.
    mutating func divide(_ lists: [[UInt8]], hints: [[UInt8]], length: Int) {
        for group in FieldGroup.allCases { note(lists[group.rawValue], group) }
        markBest(length: length)
        for group in FieldGroup.allCases {
            split(lists[group.rawValue], group)
            takeBestHints(hints[group.rawValue], of: lists[group.rawValue], group)
        }
        for page in touched { packed[Int(page)] = 0 }
        touched.removeAll(keepingCapacity: true)
    }

    private mutating func note(_ list: [UInt8], _ group: FieldGroup) {
        list.withUnsafeBufferPointer { list in
            var reader = PostingReader(list)
            while reader.next(group) {
                let page = BlockAddress.page(of: reader.address)
                let known = packed[page]
                if known == 0 { touched.append(Int32(page)) }
                packed[page] = TermDivider.adding(reader.detail, group, to: known)
            }
        }
    }

    @inline(__always)
    private static func adding(_ detail: Int, _ group: FieldGroup, to packed: UInt32) -> UInt32 {
        switch group {
        case .alias: return packed | UInt32(detail >> 2) << Shift.alias | UInt32(detail & 3) << Shift.links
        case .title: return packed | UInt32(detail >> 2) << Shift.title | UInt32(detail & 3) << Shift.links
        case .body, .spoken, .heading:
            let shift = UInt32(group.rawValue) * 2
            let sum = min(Int(packed >> shift & 3) + detail, Ranking.mostCounted)
            return packed & ~(3 << shift) | UInt32(sum) << shift
        }
    }

    private mutating func markBest(length: Int) {
        var scored: [Scored] = []
        let room = TermClass.bestPages * 4
        scored.reserveCapacity(room)
        var limit: Scored?
        scores.removeAll(keepingCapacity: true)
        for page in touched {
            let candidate = Scored(score: score(ofPage: Int(page), length: length), page: page)
            scores.append(candidate.score)
            if let limit, limit < candidate { continue }
            scored.append(candidate)
            if scored.count == room {
                scored.sort(by: <)
                scored.removeLast(room - TermClass.bestPages)
                limit = scored.last
            }
        }
        scored.sort(by: <)
        for entry in scored.prefix(TermClass.bestPages) { packed[Int(entry.page)] |= TermDivider.isBest }
        border = Border(score: scored.prefix(TermClass.bestPages).last?.score ?? 0, firstPage: factors.count)
        for (page, score) in zip(touched, scores) where packed[Int(page)] & TermDivider.isBest == 0 {
            if score >= border.score - TermDivider.hardlyLess { border.firstPage = min(border.firstPage, Int(page)) }
            let counts = TermDivider.counts(packed[Int(page)])
            border.shortestAlias = TermDivider.shorter(border.shortestAlias, counts.aliasLength)
            border.shortestTitle = TermDivider.shorter(border.shortestTitle, counts.titleLength)
        }
    }

    /// Of two lengths, 0 for none.
    private static func shorter(_ left: Int, _ right: Int) -> Int {
        left == 0 || right == 0 ? max(left, right) : min(left, right)
    }

    private func score(ofPage page: Int, length: Int) -> Double {
        let value = packed[page]
        if value < 64 { return plainScores[Int(value)] * factors[page] }
        return TermDivider.counts(value).unitScore(
            links: Int(value >> Shift.links & 3), factor: factors[page], termLength: length)
    }

    /// Most postings stay with the others; stretches of them are copied as they are.
    private mutating func split(_ list: [UInt8], _ group: FieldGroup) {
        var best = TermDivider.emptied(&self.best[group.rawValue])
        var others = TermDivider.emptied(&self.others[group.rawValue])
        var lastBest = 0
        var lastOther = 0
        list.withUnsafeBufferPointer { list in
            var reader = PostingReader(list)
            var copied = 0
            var start = 0
            var follows = true
            while reader.next(group) {
                if packed[BlockAddress.page(of: reader.address)] & TermDivider.isBest != 0 {
                    others.append(contentsOf: UnsafeBufferPointer(rebasing: list[copied..<start]))
                    copied = reader.position
                    follows = false
                    PostingCode.append(reader.address, detail: reader.detail, after: lastBest, group, to: &best)
                    lastBest = reader.address
                } else {
                    if !follows {
                        PostingCode.append(reader.address, detail: reader.detail, after: lastOther, group, to: &others)
                        copied = reader.position
                        follows = true
                    }
                    lastOther = reader.address
                }
                start = reader.position
            }
            others.append(contentsOf: UnsafeBufferPointer(rebasing: list[copied..<start]))
        }
        self.best[group.rawValue] = best
        self.others[group.rawValue] = others
    }

    private mutating func takeBestHints(_ hints: [UInt8], of list: [UInt8], _ group: FieldGroup) {
        bestHints[group.rawValue].removeAll(keepingCapacity: true)
        guard !hints.isEmpty else { return }
        list.withUnsafeBufferPointer { list in
            var reader = PostingReader(list)
            var position = 0
            while reader.next(group) {
                let start = position
                let count = group.isHead ? TermDivider.number(hints, &position) : reader.detail
                position += count * NeighborHint.digits
                guard packed[BlockAddress.page(of: reader.address)] & TermDivider.isBest != 0 else { continue }
                bestHints[group.rawValue].append(contentsOf: hints[start..<position])
            }
        }
    }

    private static func number(_ bytes: [UInt8], _ position: inout Int) -> Int {
        var number = 0
        var shift = 0
        while true {
            let digit = PostingCode.value(of: bytes[position])
            position += 1
            number |= (digit & 31) << shift
            if digit & 32 == 0 { return number }
            shift += 5
        }
    }

    /// Takes a list out of where it is kept, so that it can grow without being copied.
    private static func emptied(_ list: inout [UInt8]) -> [UInt8] {
        var taken: [UInt8] = []
        swap(&taken, &list)
        taken.removeAll(keepingCapacity: true)
        return taken
    }
}

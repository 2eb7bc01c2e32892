import CasebookModel
import CasebookText
import Foundation

/// `forbidden-wording`: nothing that is to be said aloud says what `forbidden.yml` lists: spoken lines, also with a slot's
/// default and options filled in, what `avoid` and the list itself offer instead, and the questions of checklists. Phrases to
/// avoid and quotations in cases may.
struct ForbiddenWordingRule: Rule {
    /// Which of how many equal shares of the pages to look at: this rule takes as long as all others, so that it is several to
    /// whoever shares rules out among threads. The first share has the list itself too.
    let share: Int
    let shareCount: Int

    static let shares: [any Rule] = (0..<4).map { ForbiddenWordingRule(share: $0, shareCount: 4) }

    func check(_ input: SiteChecker.Input, _ report: inout Report) {
        guard !input.forbiddenWording.isEmpty else { return }
        let patterns = WordingPatterns(input.forbiddenWording)
        var said = share == 0 ? input.forbiddenWording.compactMap(SaidWords.advice) : []
        let first = input.pages.count * share / shareCount
        let end = input.pages.count * (share + 1) / shareCount
        for page in input.pages[first..<end] { SaidWords.add(of: page, to: &said) }
        var start = 0
        while start < said.count {
            let joined = JoinedLines(said[start...].lazy.map(\.text))
            for (number, suspected) in joined.suspects(of: search, among: patterns) {
                for index in suspected where !patterns[index].isGivenUp {
                    check(said[start + number], &patterns[index], input, &report)
                }
            }
            start += joined.count
        }
    }

    private func check(
        _ said: SaidWords, _ pattern: inout WordingPattern, _ input: SiteChecker.Input, _ report: inout Report
    ) {
        let wording = pattern.wording
        switch pattern.look(at: said.text) {
        case .nothing: return
        case .takesTooLong:
            // On one line as well as on a thousand: it has to be rewritten, and nobody waits for the others.
            pattern.isGivenUp = true
            let problem = Problem.slowPattern(
                pattern: wording.pattern.value, list: report.pathPrefix + input.forbiddenPath)
            add(problem, severity: .error, of: wording, said, input, &report)
        case .offence(let found):
            // Without its slot filled in the line has said it already.
            if let line = said.unfilled, case .offence = pattern.look(at: line) { return }
            let problem = Problem.forbiddenWording(found: found, reason: wording.reason, instead: wording.instead)
            add(problem, severity: wording.severity, of: wording, said, input, &report)
        }
    }

    private func add(
        _ problem: Problem, severity: Severity, of wording: ForbiddenWording, _ said: SaidWords,
        _ input: SiteChecker.Input, _ report: inout Report
    ) {
        let note = report.note(.forbiddenHere, path: input.forbiddenPath, at: wording.pattern.range)
        if let page = said.page {
            report.add(problem, severity: severity, in: page, at: said.range, notes: [note])
        } else {
            report.add(problem, severity: severity, inList: input.forbiddenPath, at: said.range, notes: [note])
        }
    }
}

/// Many spoken lines as one text. Nearly no line holds a forbidden wording, and a pattern is tried on a long text for a
/// fraction of what it costs on each of its lines: most of that is handing the line over to ICU.
private struct JoinedLines {
    private let text: NSString
    private let bytes: [UInt8]
    /// Where each line starts in UTF-16, and in bytes.
    private let starts: [Int]
    private let byteStarts: [Int]

    /// So long that handing over no longer counts.
    private static let length = 16 * 1024

    var count: Int { starts.count }

    /// Takes the first of some lines, one at least.
    init(_ lines: some Sequence<String>) {
        var joined = ""
        var starts: [Int] = []
        var byteStarts: [Int] = []
        var length = 0
        for line in lines {
            if !starts.isEmpty, length + line.utf16.count > Self.length { break }
            starts.append(length)
            byteStarts.append(joined.utf8.count)
            joined += line
            joined += "\n"
            length += line.utf16.count + 1
        }
        bytes = Array(joined.utf8)
        text = joined as NSString
        self.starts = starts
        self.byteStarts = byteStarts
    }

    /// The lines in which patterns may hit, ascending, each with the numbers of its patterns in their order.
    func suspects(of search: WordingSearch, among patterns: [WordingPattern]) -> [(line: Int, patterns: [Int])] {
        var found: [Int: Set<Int>] = [:]
        for (number, phrase) in patterns.phrases {
            for place in phrase.places(in: bytes) {
                found[Self.line(at: place, byteStarts), default: []].insert(number)
            }
        }
        for (expression, numbers) in search.expressions where !numbers.allSatisfy({ patterns[$0].isGivenUp }) {
            for line in lines(with: expression) { found[line, default: []].formUnion(numbers) }
        }
        for number in patterns.others {
            for line in starts.indices { found[line, default: []].insert(number) }
        }
        return found.sorted { $0.key < $1.key }.map { line, numbers in
            (line, numbers.sorted().map { patterns.all[$0] })
        }
    }

    private static func line(at place: Int, _ starts: [Int]) -> Int {
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= place { low = middle } else { high = middle }
        }
        return low
    }
}

/// A list of wordings, sorted by how they are looked for in many lines at once.
private struct WordingPatterns {
    let all: [WordingPattern]
    let phrases: [(number: Int, search: PhraseSearch)]
    /// All expressions that can be tried on many lines as one, since most of what an expression costs is handing the text over
    /// to ICU: two dozen took 7 % of the instructions of a build one by one.
    let joined: (expression: NSRegularExpression, numbers: [Int])?
    /// Expressions that may look at what is around a hit, which is other words there.
    let others: [Int]

    init(_ list: [ForbiddenWording]) {
        let all = list.map(WordingPattern.init)
        self.all = all
        phrases = all.indices.filter { all[$0].expression == nil }.map { ($0, PhraseSearch(list[$0].pattern.value)) }
        let expressions = all.indices.filter { all[$0].expression != nil }
        let plain = expressions.filter { !all[$0].looksAround }
        let joined = plain.compactMap { all[$0].expression.map { "(?:\($0.pattern))" } }.joined(separator: "|")
        self.joined = plain.isEmpty ? nil : (try? NSRegularExpression(pattern: joined)).map { ($0, plain) }
        others = self.joined == nil ? expressions : expressions.filter { all[$0].looksAround }
    }
}

/// A wording ready to be looked for.
private struct WordingPattern {
    enum Finding {
        case nothing
        /// The words of the first hit that no exception covers.
        case offence(String)
        case takesTooLong
    }

    let wording: ForbiddenWording
    /// Once it took too long.
    var isGivenUp = false
    /// `nil`: the pattern is a phrase. ICU's engine, since the standard library's takes ten times as long (measured:
    /// 12.8 against 1.2 µs for a pattern over a spoken line).
    let expression: NSRegularExpression?

    init(_ wording: ForbiddenWording) {
        self.wording = wording
        // Parse has refused what is no expression.
        expression = wording.expression.flatMap { BoundedPattern($0) }
    }

    /// Anchors, borders and groups that only look; any escape, since some of those are such.
    var looksAround: Bool {
        guard let pattern = expression?.pattern else { return false }
        return pattern.contains { $0 == "^" || $0 == "$" || $0 == "\\" }
            || pattern.replacing("(?:", with: "(").contains("(?")
    }

    func look(at text: String) -> Finding {
        guard let expression else {
            let hit = text.ranges(of: wording.pattern.value).first { !isExcepted($0, in: text) }
            return hit.map { .offence(String(text[$0])) } ?? .nothing
        }
        guard let hits = expression.hits(in: text) else { return .takesTooLong }
        for hit in hits {
            guard let range = Range(hit, in: text), !isExcepted(range, in: text) else { continue }
            return .offence(String(text[range]))
        }
        return .nothing
    }

    private func isExcepted(_ hit: Range<String.Index>, in text: String) -> Bool {
        wording.except.contains { phrase in
            text.ranges(of: phrase).contains { $0.lowerBound <= hit.lowerBound && hit.upperBound <= $0.upperBound }
        }
    }
}

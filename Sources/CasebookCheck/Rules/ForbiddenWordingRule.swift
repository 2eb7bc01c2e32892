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

    var reach: RuleReach { .page }

    func check(_ input: SiteChecker.Input, _ report: inout Report) {
        guard !input.forbiddenWording.isEmpty else { return }
        var patterns = input.forbiddenWording.map(WordingPattern.init)
        let search = WordingSearch(patterns)
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
    private let text: String
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
        text = joined
        bytes = Array(joined.utf8)
        self.starts = starts
        self.byteStarts = byteStarts
    }

    /// The lines in which patterns may hit, ascending, each with the numbers of its patterns in their order.
    func suspects(of search: WordingSearch, among patterns: [WordingPattern]) -> [(line: Int, patterns: [Int])] {
        var found: [Int: Set<Int>] = [:]
        for (number, phrase) in search.phrases {
            for place in phrase.places(in: bytes) {
                found[Self.line(at: place, byteStarts), default: []].insert(number)
            }
        }
        for (expression, numbers) in search.expressions where !numbers.allSatisfy({ patterns[$0].isGivenUp }) {
            for line in lines(with: expression) { found[line, default: []].formUnion(numbers) }
        }
        return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sorted()) }
    }

    /// Those that hits touch; all where there is no saying.
    private func lines(with expression: BoundedPattern?) -> Set<Int> {
        guard let hits = expression?.hits(in: text) else { return Set(starts.indices) }
        var lines: Set<Int> = []
        // A hit over the end of a line may hide one inside the next, and one of another pattern.
        for hit in hits {
            lines.formUnion(Self.line(at: hit.location, starts)...Self.line(at: NSMaxRange(hit), starts))
        }
        return lines
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

/// Patterns by how they are looked for in many lines at once, each by its number.
private struct WordingSearch {
    let phrases: [(number: Int, phrase: PhraseSearch)]
    /// Each with the patterns that it stands for; `nil`: one that looks around itself, which is other words in a joined text.
    let expressions: [(BoundedPattern?, numbers: [Int])]

    init(_ patterns: [WordingPattern]) {
        phrases = patterns.indices.filter { patterns[$0].expression == nil }.map {
            ($0, PhraseSearch(patterns[$0].wording.pattern.value))
        }
        let numbers = patterns.indices.filter { patterns[$0].expression != nil }
        // As one, since most of what an expression costs is handing the text over to ICU: two dozen took 7 % of the
        // instructions of a build one by one. Not those that might make all the others take too long.
        let joined = numbers.filter { !patterns[$0].looksAround && patterns[$0].expression?.hasFewWays == true }
        let pattern = joined.compactMap { number in patterns[number].expression.map { "(?:\($0.pattern))" } }
        var expressions: [(BoundedPattern?, numbers: [Int])] = []
        if let expression = joined.isEmpty ? nil : BoundedPattern(pattern.joined(separator: "|")) {
            expressions.append((expression, joined))
        }
        let isJoined = !expressions.isEmpty
        for number in numbers where !isJoined || !joined.contains(number) {
            expressions.append((patterns[number].looksAround ? nil : patterns[number].expression, [number]))
        }
        self.expressions = expressions
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
    let expression: BoundedPattern?

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

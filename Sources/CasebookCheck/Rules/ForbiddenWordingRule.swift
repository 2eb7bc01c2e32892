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
        for number in first..<end { SaidWords.add(of: input.pages[number], number, to: &said) }
        for start in stride(from: 0, to: said.count, by: WordingSearch.linesAtOnce) {
            let lines = said[start..<min(start + WordingSearch.linesAtOnce, said.count)]
            for (line, suspected) in search.suspects(in: lines, among: patterns) {
                for index in suspected where !patterns[index].isGivenUp {
                    check(said[line], &patterns[index], input, &report)
                }
            }
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
            report.add(problem, severity: severity, in: input.pages[page], at: said.range, notes: [note])
        } else {
            report.add(problem, severity: severity, inList: input.forbiddenPath, at: said.range, notes: [note])
        }
    }
}

/// A wording ready to be looked for.
struct WordingPattern {
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

    /// What its hits begin with.
    var openings: HitOpenings { expression?.shape.openings ?? HitOpenings(ofPhrase: wording.pattern.value) }

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

import CasebookModel
import Foundation

/// `forbidden-wording`: no spoken line says what `forbidden.yml` lists. `avoid` pairs and quotations in cases may.
struct ForbiddenWordingRule: Rule {
    func check(_ input: SiteChecker.Input, _ report: inout Report) {
        guard !input.forbiddenWording.isEmpty else { return }
        let patterns = input.forbiddenWording.map(WordingPattern.init)
        let lines = input.pages.flatMap { page in page.spokenLines.map { (page: page, line: $0) } }
        var start = 0
        while start < lines.count {
            let joined = JoinedLines(lines[start...].lazy.map(\.line.text))
            let suspects = joined.suspects(of: patterns)
            for (number, patterns) in suspects {
                let (page, line) = lines[start + number]
                for pattern in patterns {
                    guard let found = pattern.firstOffence(in: line.text) else { continue }
                    let wording = pattern.wording
                    report.add(
                        .forbiddenWording(found: found, reason: wording.reason, instead: wording.instead),
                        severity: wording.severity, in: page, at: line.range,
                        notes: [report.note(.forbiddenHere, path: input.forbiddenPath, at: wording.pattern.range)])
                }
            }
            start += joined.count
        }
    }
}

/// Many spoken lines as one text. Nearly no line holds a forbidden wording, and a pattern is tried on a long text for a
/// fraction of what it costs on each of its lines: most of that is handing the line over to ICU.
private struct JoinedLines {
    private let text: NSString
    /// Where each line starts, in UTF-16.
    private let starts: [Int]

    /// So long that handing over no longer counts.
    private static let length = 16 * 1024

    var count: Int { starts.count }

    /// Takes the first of some lines, one at least.
    init(_ lines: some Sequence<String>) {
        var joined = ""
        var starts: [Int] = []
        var length = 0
        for line in lines {
            if !starts.isEmpty, length + line.utf16.count > Self.length { break }
            starts.append(length)
            joined += line
            joined += "\n"
            length += line.utf16.count + 1
        }
        text = joined as NSString
        self.starts = starts
    }

    /// The lines in which patterns may hit, ascending, each with its patterns in their order.
    func suspects(of patterns: [WordingPattern]) -> [(line: Int, patterns: [WordingPattern])] {
        var found: [Int: [WordingPattern]] = [:]
        for pattern in patterns {
            var lines: Set<Int> = []
            if let places = pattern.places(in: text) {
                // A hit over the end of a line may hide one inside the next.
                for place in places { lines.formUnion(line(at: place.location)...line(at: NSMaxRange(place))) }
            } else {
                lines.formUnion(starts.indices)
            }
            for line in lines { found[line, default: []].append(pattern) }
        }
        return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private func line(at place: Int) -> Int {
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= place { low = middle } else { high = middle }
        }
        return low
    }
}

/// A wording ready to be looked for.
private struct WordingPattern {
    let wording: ForbiddenWording
    /// `nil`: the pattern is a phrase. ICU's engine, since the standard library's takes ten times as long (measured:
    /// 12.8 against 1.2 µs for a pattern over a spoken line).
    private let expression: NSRegularExpression?

    init(_ wording: ForbiddenWording) {
        self.wording = wording
        // Parse has refused what is no expression.
        expression = wording.expression.flatMap { try? NSRegularExpression(pattern: $0) }
    }

    /// Where it hits in a text of many lines; `nil` where it may look at what is around the hit, which is other words there.
    func places(in text: NSString) -> [NSRange]? {
        let whole = NSRange(location: 0, length: text.length)
        if let expression {
            guard !Self.looksAround(expression.pattern) else { return nil }
            return expression.matches(in: text as String, range: whole).map(\.range)
        }
        var places: [NSRange] = []
        var rest = whole
        while true {
            let place = text.range(of: wording.pattern.value, options: .literal, range: rest)
            guard place.location != NSNotFound, place.length > 0 else { return places }
            places.append(place)
            rest = NSRange(location: NSMaxRange(place), length: whole.length - NSMaxRange(place))
        }
    }

    /// Anchors, borders and groups that only look; any escape, since some of those are such.
    private static func looksAround(_ pattern: String) -> Bool {
        pattern.contains { $0 == "^" || $0 == "$" || $0 == "\\" } || pattern.replacing("(?:", with: "(").contains("(?")
    }

    /// The words of the first hit that no exception covers.
    func firstOffence(in text: String) -> String? {
        guard let expression else {
            return text.ranges(of: wording.pattern.value).first { !isExcepted($0, in: text) }.map { String(text[$0]) }
        }
        let whole = NSRange(location: 0, length: text.utf16.count)
        for match in expression.matches(in: text, range: whole) where match.range.length > 0 {
            guard let range = Range(match.range, in: text), !isExcepted(range, in: text) else { continue }
            return String(text[range])
        }
        return nil
    }

    private func isExcepted(_ hit: Range<String.Index>, in text: String) -> Bool {
        wording.except.contains { phrase in
            text.ranges(of: phrase).contains { $0.lowerBound <= hit.lowerBound && hit.upperBound <= $0.upperBound }
        }
    }
}

import CasebookText
import Foundation

/// Finds the few spoken lines that a pattern of `forbidden.yml` may hit, for each pattern to be looked for in those alone.
///
/// Nearly all patterns begin with one of a few words, and all those words are looked for in one go over a line: it takes a
/// tenth of what ICU's engine took for the same patterns put together, which was 5 % of a build of 10,000 pages.
struct WordingSearch {
    private let openings: OpeningTable
    /// What may begin with anything. Each with the patterns that it stands for; `nil`: one that looks around itself, which is
    /// other words in a joined text.
    private let expressions: [(BoundedPattern?, numbers: [Int])]

    /// So many that handing them over to ICU as one text costs little for each.
    static let linesAtOnce = 256

    init(_ patterns: [WordingPattern]) {
        var openings = OpeningTable()
        var others: [Int] = []
        for (number, pattern) in patterns.enumerated() {
            if let words = pattern.openings.words { openings.add(words, of: number) } else { others.append(number) }
        }
        self.openings = openings
        // As one, since most of what an expression costs is handing the text over. Not those that might make all the others
        // take too long.
        let joined = others.filter { !patterns[$0].looksAround && patterns[$0].expression?.hasFewWays == true }
        let pattern = joined.compactMap { number in patterns[number].expression.map { "(?:\($0.pattern))" } }
        var expressions: [(BoundedPattern?, numbers: [Int])] = []
        if let expression = joined.isEmpty ? nil : BoundedPattern(pattern.joined(separator: "|")) {
            expressions.append((expression, joined))
        }
        let isJoined = !expressions.isEmpty
        for number in others where !isJoined || !joined.contains(number) {
            expressions.append((patterns[number].looksAround ? nil : patterns[number].expression, [number]))
        }
        self.expressions = expressions
    }

    /// The lines in which patterns may hit, ascending, each with the numbers of its patterns in their order.
    func suspects(
        in lines: ArraySlice<SaidWords>, among patterns: [WordingPattern]
    ) -> [(line: Int, patterns: [Int])] {
        var found: [Int: Set<Int>] = [:]
        for line in lines.indices {
            openings.forEach(in: lines[line].text) { found[line, default: []].formUnion($0) }
        }
        let expressions = expressions.filter { !$0.numbers.allSatisfy { patterns[$0].isGivenUp } }
        if !expressions.isEmpty {
            let joined = JoinedLines(lines)
            for (expression, numbers) in expressions {
                for line in joined.lines(with: expression) { found[line, default: []].formUnion(numbers) }
            }
        }
        return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sorted()) }
    }
}

/// What hits of many patterns begin with, by which pattern.
private struct OpeningTable {
    private typealias Opening = HitOpenings.Opening

    private var patterns: [Opening: [Int]] = [:]
    /// By an opening's mark: whether there is one. Nine in ten places of a text begin with none.
    private var isMarked = [Bool](repeating: false, count: 1 << 16)

    mutating func add(_ openings: Set<HitOpenings.Opening>, of pattern: Int) {
        for opening in openings {
            patterns[opening, default: []].append(pattern)
            isMarked[opening.mark] = true
        }
    }

    /// Calls back with patterns, some more than once.
    func forEach(in text: String, _ found: ([Int]) -> Void) {
        var window = Opening([])
        func look() {
            guard isMarked[window.mark] else { return }
            for count in 1...Opening.length {
                if let numbers = patterns[window.prefix(count)] { found(numbers) }
            }
        }
        // Until three scalars have come in, no place is at the window's front.
        for scalar in text.unicodeScalars {
            window.move(on: scalar)
            look()
        }
        for _ in 1..<Opening.length {
            window.move(on: "\0")
            look()
        }
    }
}

/// Many spoken lines as one text. Nearly no line holds a forbidden wording, and a pattern is tried on a long text for a
/// fraction of what it costs on each of its lines: most of that is handing the line over to ICU.
private struct JoinedLines {
    private let text: String
    private let numbers: Range<Int>
    /// Where each line starts in UTF-16.
    private let starts: [Int]

    init(_ lines: ArraySlice<SaidWords>) {
        var joined = ""
        var starts: [Int] = []
        var length = 0
        for line in lines {
            starts.append(length)
            joined += line.text
            joined += "\n"
            length += line.text.utf16.count + 1
        }
        text = joined
        numbers = lines.indices
        self.starts = starts
    }

    /// Those that hits touch; all where there is no saying.
    func lines(with expression: BoundedPattern?) -> Set<Int> {
        guard let hits = expression?.hits(in: text) else { return Set(numbers) }
        var lines: Set<Int> = []
        // A hit over the end of a line may hide one inside the next, and one of another pattern.
        for hit in hits { lines.formUnion(line(at: hit.location)...line(at: NSMaxRange(hit))) }
        return lines
    }

    private func line(at place: Int) -> Int {
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= place { low = middle } else { high = middle }
        }
        return numbers.lowerBound + low
    }
}

import CasebookText

/// What was typed, folded and cut as the index was.
struct Query {
    /// One look-up: a term, or the beginning of terms.
    struct Unit: Hashable {
        var text: [UInt32]
        var isPrefix: Bool
    }

    /// More than an agent types; a pasted page is answered by its beginning.
    static let longest = 200

    /// What was typed, folded; what is between runs separates them.
    let folded: [UInt32]
    private(set) var runs: [QueryRun] = []
    /// Each once, in the order of the runs.
    private(set) var units: [Unit] = []

    init(_ text: String) {
        var beginning = ""
        beginning.unicodeScalars.append(contentsOf: text.unicodeScalars.prefix(Query.longest))
        self.init(folded: foldedScalars(beginning))
    }

    init(folded: [UInt32]) {
        self.folded = folded
        var found: [QueryRun] = []
        folded.withUnsafeBufferPointer { scalars in
            Analyzer.forEachRun(in: scalars) { run in
                // Still being typed, so far as one can tell.
                let endsOpen = run.form == .word && run.range.upperBound == scalars.count
                var parts: [[UInt32]] = []
                if run.form == .word {
                    Analyzer.forEachPart(of: run.range, in: scalars) { parts.append(Array(scalars[$0])) }
                } else {
                    parts = [Array(scalars[run.range])]
                }
                found.append(
                    QueryRun(
                        form: run.form == .word ? .word(endsOpen: endsOpen) : .solid, text: Array(scalars[run.range]),
                        parts: parts, place: run.range))
            }
        }
        setRuns(found)
    }

    /// - Parameters:
    ///   - runs: In order; their units are set here.
    ///   - folded: What `runs` have their places in.
    init(runs: [QueryRun], folded: [UInt32]) {
        self.folded = folded
        setRuns(runs)
    }

    private mutating func setRuns(_ found: [QueryRun]) {
        var numbers: [Unit: Int] = [:]
        for var run in found {
            run.units = []
            for unit in run.terms() {
                let number = numbers[unit] ?? units.count
                if number == units.count {
                    numbers[unit] = number
                    units.append(unit)
                }
                if !run.units.contains(number) { run.units.append(number) }
            }
            runs.append(run)
        }
    }

    /// The code points of all runs.
    var length: Int { runs.reduce(0) { $0 + $1.length } }

    /// Where the query stands in a text without separators, all runs behind each other.
    ///
    /// - Parameter whole: Whether nothing may stand before and behind it.
    func stands(in compact: [UInt32], whole: Bool) -> Bool {
        let length = length
        guard length > 0, whole ? compact.count == length : compact.count >= length else { return false }
        return (0...compact.count - length).contains { start in
            var position = start
            for run in runs {
                guard run.fits(compact, at: position) else { return false }
                position += run.length
            }
            return true
        }
    }
}

/// A stretch that has to stand in a text as it was typed.
struct QueryRun {
    enum Form {
        /// Characters of a script without spaces.
        case solid
        /// - endsOpen: Whether the last part may go on in the text.
        case word(endsOpen: Bool)
        /// Syllables and initials for Han characters.
        case pinyin(PinyinPattern)
    }

    var form: Form
    /// As typed, folded.
    var text: [UInt32]
    /// The parts of a word, in order; the whole text of any other run.
    var parts: [[UInt32]]
    /// In the folded query.
    var place: Range<Int>
    /// In ``Query/units``; none for pinyin.
    var units: [Int] = []

    var isSolid: Bool { if case .solid = form { true } else { false } }
    var isWord: Bool { if case .word = form { true } else { false } }
    var pattern: PinyinPattern? { if case .pinyin(let pattern) = form { pattern } else { nil } }
    private var endsOpen: Bool { if case .word(true) = form { true } else { false } }

    /// In code points of the texts that it stands in.
    var length: Int { pattern?.length ?? text.count }

    /// Whether having all its units in one block leaves open whether the run stands there.
    var needsVerification: Bool { units.count != 1 }

    fileprivate func terms() -> [Query.Unit] {
        switch form {
        case .pinyin: []
        case .word(let endsOpen):
            parts.indices.map { Query.Unit(text: parts[$0], isPrefix: endsOpen && $0 == parts.count - 1) }
        // Each character of the index begins a term, so that a single one is the beginning of what was meant.
        case .solid where text.count == 1: [Query.Unit(text: text, isPrefix: true)]
        case .solid: (0..<text.count - 1).map { Query.Unit(text: Array(text[$0...$0 + 1]), isPrefix: false) }
        }
    }

    // MARK: - In a text

    /// How often the run stands in folded text, overlapping occurrences included.
    func count(in text: [UInt32]) -> Int {
        var count = 0
        var start = 0
        while let match = firstMatch(in: text, from: start) {
            count += 1
            start = match.lowerBound + 1
        }
        return count
    }

    func stands(in text: [UInt32]) -> Bool { firstMatch(in: text) != nil }

    /// Where the run stands in folded text from `start` on; `nil` for nowhere.
    func firstMatch(in text: [UInt32], from start: Int = 0) -> Range<Int>? {
        if let pattern { return pattern.firstMatch(in: text, from: start) }
        guard let first = parts.first?.first else { return nil }
        return text.withUnsafeBufferPointer { text in
            var position = start
            while position < text.count {
                if text[position] == first,
                    let end = isSolid ? solidEnd(in: text, at: position) : wordEnd(in: text, at: position)
                {
                    return position..<end
                }
                position += 1
            }
            return nil
        }
    }

    fileprivate func fits(_ compact: [UInt32], at position: Int) -> Bool {
        if let pattern { return pattern.stands(in: compact, at: position) }
        return position + text.count <= compact.count
            && text.indices.allSatisfy { compact[position + $0] == text[$0] }
    }

    private func solidEnd(in text: UnsafeBufferPointer<UInt32>, at start: Int) -> Int? {
        guard start + self.text.count <= text.count else { return nil }
        for offset in self.text.indices where text[start + offset] != self.text[offset] { return nil }
        return start + self.text.count
    }

    /// Parts may be apart by one joiner or space more or less than was typed: `ISO 10002` is `iso-10002`.
    private func wordEnd(in text: UnsafeBufferPointer<UInt32>, at start: Int) -> Int? {
        if start > 0, continues(from: text[start - 1], to: text[start]) { return nil }
        var position = start
        for (number, part) in parts.enumerated() {
            if number > 0, position < text.count,
                text[position] == 0x20 || characterClass(of: text[position]) == .joiner
            {
                position += 1
            }
            guard position + part.count <= text.count else { return nil }
            for offset in part.indices where text[position + offset] != part[offset] { return nil }
            position += part.count
        }
        // The index cuts longer words off, so the query's are cut too.
        if endsOpen || position >= text.count || parts.last?.count == Analyzer.longestTerm { return position }
        return continues(from: text[position - 1], to: text[position]) ? nil : position
    }

    /// Whether two neighbours belong to one part of a word.
    private func continues(from left: UInt32, to right: UInt32) -> Bool {
        switch (characterClass(of: left), characterClass(of: right)) {
        case (.letter, .letter), (.digit, .digit), (.letter, .mark), (.digit, .mark), (.mark, .letter), (.mark, .mark):
            true
        default: false
        }
    }
}

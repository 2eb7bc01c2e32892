import CasebookText

/// What was typed, folded and cut as the index was.
struct Query {
    /// One look-up: a term, or the beginning of terms.
    struct Unit: Hashable {
        var text: [UInt32]
        var isPrefix: Bool
    }

    /// A stretch that has to stand in a text as it was typed.
    struct Run {
        var isSolid: Bool
        var text: [UInt32]
        /// The parts of a word, in order; the whole text of a solid run.
        var parts: [[UInt32]]
        /// Whether the last part may go on in the text.
        var endsOpen: Bool
        /// In ``Query/units``.
        var units: [Int]

        /// Whether having all its units in one block leaves open whether the run stands there.
        var needsVerification: Bool { units.count > 1 }
    }

    /// More than an agent types; a pasted page is answered by its beginning.
    static let longest = 200

    private(set) var runs: [Run] = []
    private(set) var units: [Unit] = []
    /// All runs without what stands between them.
    private(set) var compact: [UInt32] = []

    init(_ text: String) {
        var beginning = ""
        beginning.unicodeScalars.append(contentsOf: text.unicodeScalars.prefix(Query.longest))
        self.init(folded: foldedScalars(beginning))
    }

    init(folded: [UInt32]) {
        var numbers: [Unit: Int] = [:]
        folded.withUnsafeBufferPointer { scalars in
            Analyzer.forEachRun(in: scalars) { found in
                let parts = Query.parts(of: found, in: scalars)
                // Still being typed, so far as one can tell.
                let endsOpen = found.form == .word && found.range.upperBound == scalars.count
                var run = Run(
                    isSolid: found.form == .solid, text: Array(scalars[found.range]), parts: parts, endsOpen: endsOpen,
                    units: [])
                for unit in Query.units(of: run) {
                    let number = numbers[unit] ?? units.count
                    if number == units.count {
                        numbers[unit] = number
                        units.append(unit)
                    }
                    if !run.units.contains(number) { run.units.append(number) }
                }
                compact += run.text
                runs.append(run)
            }
        }
    }

    private static func parts(of run: TextRun, in scalars: UnsafeBufferPointer<UInt32>) -> [[UInt32]] {
        guard run.form == .word else { return [Array(scalars[run.range])] }
        var parts: [[UInt32]] = []
        Analyzer.forEachPart(of: run.range, in: scalars) { parts.append(Array(scalars[$0])) }
        return parts
    }

    private static func units(of run: Run) -> [Unit] {
        if !run.isSolid {
            return run.parts.indices.map { part in
                Unit(text: run.parts[part], isPrefix: run.endsOpen && part == run.parts.count - 1)
            }
        }
        // Each character of the index begins a term, so that a single one is the beginning of what was meant.
        guard run.text.count > 1 else { return [Unit(text: run.text, isPrefix: true)] }
        return (0..<run.text.count - 1).map { Unit(text: Array(run.text[$0...$0 + 1]), isPrefix: false) }
    }
}

extension Query.Run {
    /// Where the run stands in folded text from `start` on; `nil` for nowhere.
    func firstMatch(in text: [UInt32], from start: Int = 0) -> Range<Int>? {
        guard let first = parts.first?.first else { return nil }
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

    private func solidEnd(in text: [UInt32], at start: Int) -> Int? {
        guard start + self.text.count <= text.count else { return nil }
        for offset in self.text.indices where text[start + offset] != self.text[offset] { return nil }
        return start + self.text.count
    }

    /// Parts may be apart by one joiner or space more or less than was typed: `ISO 10002` is `iso-10002`.
    private func wordEnd(in text: [UInt32], at start: Int) -> Int? {
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
        if endsOpen || position >= text.count { return position }
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

import CasebookText

/// One character of a name, as it was typed.
enum NameElement {
    case typed(PinyinElement)
    /// A Han character among the letters.
    case literal(UInt32)

    /// Whether only the syllable of this name is meant.
    var isWhole: Bool { if case .typed(let element) = self { element.isWhole } else { false } }

    func matches(_ syllable: PinyinSyllable, _ character: UInt32) -> Bool {
        switch self {
        case .typed(let element): element.matches(syllable)
        case .literal(let literal): literal == character
        }
    }
}

/// Two and more syllables or initials, as the Han characters of this index that can be meant.
struct PinyinPattern {
    /// In characters.
    let length: Int
    /// For each two neighbours the pairs of characters that they can be.
    private let pairs: [Set<UInt64>]
    /// The names and headings that hold a pair for each two neighbours.
    let occurrences: Occurrences

    /// - Returns: `nil` for fewer than two elements.
    init?(_ elements: [NameElement], _ index: SearchIndex) throws(SearchIndexError) {
        guard elements.count > 1 else { return nil }
        length = elements.count
        var pairs: [Set<UInt64>] = []
        var common: [Occurrences] = []
        for (left, right) in zip(elements, elements.dropFirst()) {
            var set: Set<UInt64> = []
            var entries = OccurrenceCollector(pageCount: index.root.pageCount)
            // A pair comes once for each reading that is meant: 不了 is bu le and bu liao, and stands in some names as one,
            // in others as the other.
            for entry in try PinyinPattern.entries(left, right, index) {
                set.insert(PinyinPattern.code(entry.first, entry.second))
                entries.add(entry.lists, groups: LaneFile.groups)
            }
            pairs.append(set)
            common.append(entries.finish())
            if set.isEmpty { break }
        }
        self.pairs = pairs
        occurrences = pairs.count == elements.count - 1 ? Occurrences(common: common) : Occurrences()
    }

    /// The pairs of the lane that two neighbouring elements can be.
    private static func entries(
        _ left: NameElement, _ right: NameElement, _ index: SearchIndex
    ) throws(SearchIndexError) -> [LaneFile.Entry] {
        var found: [LaneFile.Entry] = []
        for first in try initials(of: left, index) {
            for second in try initials(of: right, index) {
                for reading in try index.lane(first + second) {
                    found += reading.entries.filter {
                        left.matches(reading.first, $0.first) && right.matches(reading.second, $0.second)
                    }
                }
            }
        }
        return found
    }

    private static func initials(
        of element: NameElement, _ index: SearchIndex
    ) throws(SearchIndexError) -> [String] {
        switch element {
        case .typed(let element): return [String(Unicode.Scalar(element.letter))]
        case .literal(let character):
            let syllables = try index.readings().syllables[character] ?? []
            return Set(syllables.map { String(Unicode.Scalar($0.letter)) }).sorted()
        }
    }

    private static func code(_ first: UInt32, _ second: UInt32) -> UInt64 { UInt64(first) << 32 | UInt64(second) }

    // MARK: - In a text

    func stands(in text: [UInt32], at start: Int) -> Bool {
        guard start + length <= text.count else { return false }
        return pairs.indices.allSatisfy {
            pairs[$0].contains(PinyinPattern.code(text[start + $0], text[start + $0 + 1]))
        }
    }

    func firstMatch(in text: [UInt32], from start: Int) -> Range<Int>? {
        guard pairs.count == length - 1 else { return nil }
        var position = start
        while position + length <= text.count {
            if stands(in: text, at: position) { return position..<position + length }
            position += 1
        }
        return nil
    }
}

/// A syllable of toneless pinyin, ü written v: its place among all that there are, in code-point order of their names.
package struct PinyinSyllable: Hashable, Comparable, Sendable {
    /// From 0 to ``count`` - 1. The number is good for one run of the program: the generated table may change it.
    package let number: UInt16

    /// - Precondition: Below ``count``.
    package init(number: UInt16) { self.number = number }

    /// - Returns: `nil` for what is no syllable (`tous`, `hm`). Folded text is expected; `lue` and `nue` are not names
    ///   here, see ``pinyinSequences(of:)``.
    package init?(named name: some StringProtocol) {
        let utf8 = Array(name.utf8)
        guard let syllable = utf8.withUnsafeBufferPointer({ SyllableNames.shared.syllable(named: $0) }) else {
            return nil
        }
        self = syllable
    }

    /// Syllables that somebody wrote with spaces or apostrophes between them (`zhong qing`, `Xi'an`), also `lue` and `nüe`.
    ///
    /// - Returns: `nil` where one of them is no syllable; tones are not understood.
    package static func written(_ text: some StringProtocol) -> [PinyinSyllable]? {
        var syllables: [PinyinSyllable] = []
        for name in fold(text).split(whereSeparator: { " '’".contains($0) }) {
            let letters = name.replacing("ü", with: "v")
            let spelt = letters == "lue" ? "lve" : letters == "nue" ? "nve" : letters
            guard let syllable = PinyinSyllable(named: spelt) else { return nil }
            syllables.append(syllable)
        }
        return syllables
    }

    package static var count: Int { SyllableNames.shared.ranges.count }
    package static var all: some RandomAccessCollection<PinyinSyllable> {
        (0..<UInt16(count)).lazy.map { PinyinSyllable(number: $0) }
    }

    package var name: String {
        withName { String(decoding: $0, as: UTF8.self) }
    }

    /// The first letter, which is what two initials of the pinyin lane are made of: `z` for zh too.
    package var letter: UInt8 { withName { $0[0] } }

    /// The name without a string: one to six ASCII letters.
    @inline(__always)
    package func withName<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let range = SyllableNames.shared.ranges[Int(number)]
        return pinyinSyllableNames.withUTF8Buffer { body(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    package static func < (left: PinyinSyllable, right: PinyinSyllable) -> Bool { left.number < right.number }
}

/// Where each name stands in the generated literal, sorted by name.
struct SyllableNames: Sendable {
    static let shared = SyllableNames()
    static let longest = 6

    let ranges: [Range<Int>]

    private init() {
        ranges = pinyinSyllableNames.withUTF8Buffer { bytes in
            bytes.indices.split { bytes[$0] == UInt8(ascii: " ") }.map { $0.startIndex..<$0.endIndex }
        }
    }

    func syllable(named name: UnsafeBufferPointer<UInt8>) -> PinyinSyllable? {
        let place = lowerBound(of: name)
        guard place < ranges.count else { return nil }
        let syllable = PinyinSyllable(number: UInt16(place))
        return syllable.withName { $0.elementsEqual(name) } ? syllable : nil
    }

    /// The syllables whose names begin so; empty where none does.
    func syllables(beginning letters: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        let first = lowerBound(of: letters)
        var end = first
        while end < ranges.count, PinyinSyllable(number: UInt16(end)).withName({ $0.starts(with: letters) }) {
            end += 1
        }
        return first..<end
    }

    private func lowerBound(of name: UnsafeBufferPointer<UInt8>) -> Int {
        pinyinSyllableNames.withUTF8Buffer { bytes in
            var low = 0
            var high = ranges.count
            while low < high {
                let middle = (low + high) / 2
                if bytes[ranges[middle]].lexicographicallyPrecedes(name) { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }
}

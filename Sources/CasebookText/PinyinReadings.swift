/// The syllables that one character may be read as, most usual first; none for what is no Chinese character.
///
/// Eight bytes: a row of titles is read without an allocation for each character.
package struct PinyinReadings: Hashable, RandomAccessCollection, Sendable {
    package static let none = PinyinReadings()
    static let most = 6

    /// The count in the lowest four bits, above it ten bits for each syllable.
    private var bits: UInt64 = 0

    package var startIndex: Int { 0 }
    package var endIndex: Int { Int(bits & 15) }

    package subscript(position: Int) -> PinyinSyllable {
        precondition(position < endIndex)
        return PinyinSyllable(number: UInt16(truncatingIfNeeded: bits >> UInt64(4 + 10 * position)) & 1023)
    }

    mutating func append(_ syllable: PinyinSyllable) {
        precondition(count < PinyinReadings.most)
        bits |= UInt64(syllable.number) << UInt64(4 + 10 * count)
        bits += 1
    }

    /// Those whose bit is set, the first reading's being the lowest.
    func chosen(by set: UInt8) -> PinyinReadings {
        var result = PinyinReadings()
        for (place, syllable) in enumerated() where set >> place & 1 == 1 { result.append(syllable) }
        return result
    }
}

/// The readings of single characters, from the generated literal.
struct PinyinCharacters: Sendable {
    /// Characters that ordinary text is written in, in no order.
    private(set) var ordinary: [UInt32] = []
    /// By code point from ``firstOfBlock``: what most text asks for costs no hashing.
    private var usualOfBlock = [PinyinReadings](repeating: .none, count: 0x9FFF - 0x4E00 + 1)
    private var usualElsewhere: [UInt32: PinyinReadings] = [:]
    /// Of those characters only that have readings besides the usual ones.
    private var withRare: [UInt32: PinyinReadings] = [:]

    private static let firstOfBlock: UInt32 = 0x4E00

    init() {
        pinyinCharacterReadings.withUTF8Buffer { bytes in
            var position = 0
            var isRare = false
            var isFirst = true
            while position < bytes.count {
                let nameStart = position
                while bytes[position] >= UInt8(ascii: "a"), bytes[position] <= UInt8(ascii: "z") { position += 1 }
                let name = UnsafeBufferPointer(rebasing: bytes[nameStart..<position])
                guard let syllable = SyllableNames.shared.syllable(named: name) else {
                    preconditionFailure("the generated table names a syllable that its list doesn't have")
                }
                var isOrdinary = isFirst
                while bytes[position] != UInt8(ascii: ";") {
                    if bytes[position] == UInt8(ascii: ".") {
                        isOrdinary = false
                        position += 1
                        continue
                    }
                    let (character, length) = decodeScalar(bytes, at: position)
                    add(syllable, to: character, isRare: isRare)
                    if isOrdinary { ordinary.append(character) }
                    position += length
                }
                position += 1
                while position < bytes.count,
                    bytes[position] == UInt8(ascii: "|") || bytes[position] == UInt8(ascii: "!")
                {
                    isRare = isRare || bytes[position] == UInt8(ascii: "!")
                    isFirst = false
                    position += 1
                }
            }
        }
    }

    @inline(__always)
    func usual(of character: UInt32) -> PinyinReadings {
        let place = Int(character) - Int(PinyinCharacters.firstOfBlock)
        if usualOfBlock.indices.contains(place) { return usualOfBlock[place] }
        // Nothing below the table's 〇 and above the basic plane's Han is worth a look-up.
        return character < 0x3007 ? .none : usualElsewhere[character] ?? .none
    }

    func all(of character: UInt32) -> PinyinReadings { withRare[character] ?? usual(of: character) }

    private mutating func add(_ syllable: PinyinSyllable, to character: UInt32, isRare: Bool) {
        if isRare {
            var readings = all(of: character)
            readings.append(syllable)
            withRare[character] = readings
            return
        }
        let place = Int(character) - Int(PinyinCharacters.firstOfBlock)
        if usualOfBlock.indices.contains(place) {
            usualOfBlock[place].append(syllable)
        } else {
            usualElsewhere[character, default: .none].append(syllable)
        }
    }
}

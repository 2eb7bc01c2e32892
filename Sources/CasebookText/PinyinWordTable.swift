/// The words whose readings don't follow from their characters, from the generated literal; a word is its number.
struct PinyinWordTable: Sendable {
    private var scalars: [UInt32] = []
    private var readings: [PinyinReadings] = []
    /// Where each word begins in ``scalars`` and ``readings``, and at the end where the last one ends.
    private var starts: [Int32] = [0]
    private var weights: [UInt8] = []
    /// Open addressing, -1 where nothing is, at most half full.
    private var slots: [Int32] = []
    /// By first character of a word, the longest one's length.
    private var longest: [UInt32: Int] = [:]
    /// One bit for each first character's last bits: most characters begin no word, and the answer costs no hashing.
    private var beginnings = [UInt64](repeating: 0, count: 1024)

    init(_ characters: PinyinCharacters) {
        pinyinWords.withUTF8Buffer { bytes in
            var position = 0
            while position < bytes.count {
                let digitsStart = position
                while bytes[position] < 0x80 { position += 1 }
                let digits = UnsafeBufferPointer(rebasing: bytes[digitsStart..<position])
                while bytes[position] != UInt8(ascii: ";") {
                    for digit in digits {
                        let (character, length) = decodeScalar(bytes, at: position)
                        scalars.append(character)
                        readings.append(characters.all(of: character).chosen(by: PinyinWordTable.value(of: digit)))
                        position += length
                    }
                    endWord(weight: bytes[position] - UInt8(ascii: "a"))
                    position += 1
                }
                position += 1
            }
        }
        fillSlots()
    }

    @inline(__always)
    func longestWord(from character: UInt32) -> Int {
        guard beginnings[Int(character >> 6 & 1023)] >> UInt64(character & 63) & 1 == 1 else { return 1 }
        return longest[character] ?? 1
    }

    func find(_ text: UnsafeBufferPointer<UInt32>) -> Int? {
        var slot = PinyinWordTable.hash(text) & (slots.count - 1)
        while slots[slot] >= 0 {
            let word = Int(slots[slot])
            if scalars[range(of: word)].elementsEqual(text) { return word }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    func readings(of word: Int) -> ArraySlice<PinyinReadings> { readings[range(of: word)] }

    func weight(of word: Int) -> Int32 { Int32(weights[word]) }

    private func range(of word: Int) -> Range<Int> { Int(starts[word])..<Int(starts[word + 1]) }

    private mutating func endWord(weight: UInt8) {
        let start = Int(starts[starts.count - 1])
        longest[scalars[start]] = max(longest[scalars[start]] ?? 0, scalars.count - start)
        beginnings[Int(scalars[start] >> 6 & 1023)] |= 1 << UInt64(scalars[start] & 63)
        starts.append(Int32(scalars.count))
        weights.append(weight)
    }

    private mutating func fillSlots() {
        var capacity = 16
        while capacity < weights.count * 2 { capacity *= 2 }
        slots = [Int32](repeating: -1, count: capacity)
        for word in weights.indices {
            let range = range(of: word)
            var slot = scalars.withUnsafeBufferPointer {
                PinyinWordTable.hash(UnsafeBufferPointer(rebasing: $0[range])) & (capacity - 1)
            }
            while slots[slot] >= 0 { slot = (slot + 1) & (capacity - 1) }
            slots[slot] = Int32(word)
        }
    }

    private static func hash(_ text: UnsafeBufferPointer<UInt32>) -> Int {
        var value: UInt64 = 0
        for scalar in text { value = (value &+ UInt64(scalar)) &* 0x9E37_79B9_7F4A_7C15 }
        return Int(truncatingIfNeeded: value >> 40)
    }

    private static func value(of digit: UInt8) -> UInt8 {
        digit < UInt8(ascii: "a") ? digit - UInt8(ascii: "0") : digit - UInt8(ascii: "a") + 10
    }
}

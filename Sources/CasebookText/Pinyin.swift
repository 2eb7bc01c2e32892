/// How Chinese text is read: the readings of each character that its surroundings leave open.
///
/// Takes folded text (``fold(_:)``), since the tables hold simplified characters alone. A run is cut into the words of the
/// generated table, as few as possible and at a tie the more frequent ones; in a word each character has the readings it
/// has there (银行 yin hang, 长期 chang qi), outside of words all of its usual ones (重: zhong, chong). Words that follow
/// from their characters are not in the table, so most text costs one look-up a character.
package struct Pinyin: Sendable {
    package static let shared = Pinyin()

    private let characters: PinyinCharacters
    private let words: PinyinWordTable

    private init() {
        characters = PinyinCharacters()
        words = PinyinWordTable(characters)
    }

    /// All readings of a character by itself, rare ones last; none where the table doesn't have it.
    package func allReadings(of character: UInt32) -> PinyinReadings { characters.all(of: character) }

    /// The usual readings of a character by itself.
    package func readings(of character: UInt32) -> PinyinReadings { characters.usual(of: character) }

    /// Appends the readings of each code point of a folded text, in its context: as many elements as `scalars` has.
    package func appendReadings(of scalars: UnsafeBufferPointer<UInt32>, to result: inout [PinyinReadings]) {
        let start = result.count
        for scalar in scalars { result.append(characters.usual(of: scalar)) }
        guard scalars.count > 1, scalars.contains(where: { words.longestWord(from: $0) > 1 }) else { return }
        withUnsafeTemporaryAllocation(of: Cut.self, capacity: scalars.count + 1) { cuts in
            cut(scalars, cuts)
            var position = 0
            while position < scalars.count {
                if let word = cuts[position].word {
                    for (offset, readings) in words.readings(of: word).enumerated() {
                        result[start + position + offset] = readings
                    }
                }
                position += Int(cuts[position].length)
            }
        }
    }

    package func readings(of text: some StringProtocol) -> [PinyinReadings] {
        var result: [PinyinReadings] = []
        foldedScalars(text).withUnsafeBufferPointer { appendReadings(of: $0, to: &result) }
        return result
    }

    /// Each syllable with the characters that can be read so (also rarely), in code-point order, of those that ordinary
    /// text is written in: GB 2312 and the standard of 2013, about 8,000. What a browser needs to find homophones;
    /// all 17,500 would take twice the bytes for characters that nobody types by mistake.
    package func forEachOrdinarySyllable(_ body: (PinyinSyllable, [UInt32]) -> Void) {
        var lists = [[UInt32]](repeating: [], count: PinyinSyllable.count)
        for character in characters.ordinary.sorted() {
            for syllable in characters.all(of: character) { lists[Int(syllable.number)].append(character) }
        }
        for (number, list) in lists.enumerated() where !list.isEmpty {
            body(PinyinSyllable(number: UInt16(number)), list)
        }
    }

    /// How the text goes on best from one position.
    private struct Cut {
        var pieces: Int32
        var weight: Int32
        var length: Int32
        var word: Int?
    }

    /// From the end, so that each position knows the best of what follows.
    private func cut(_ scalars: UnsafeBufferPointer<UInt32>, _ cuts: UnsafeMutableBufferPointer<Cut>) {
        cuts.initializeElement(at: scalars.count, to: Cut(pieces: 0, weight: 0, length: 0, word: nil))
        for position in scalars.indices.reversed() {
            let rest = cuts[position + 1]
            var best = Cut(pieces: rest.pieces + 1, weight: rest.weight, length: 1, word: nil)
            let longest = min(words.longestWord(from: scalars[position]), scalars.count - position)
            for length in stride(from: 2, through: longest, by: 1) {
                let piece = UnsafeBufferPointer(rebasing: scalars[position..<position + length])
                guard let word = words.find(piece) else { continue }
                let rest = cuts[position + length]
                let pieces = rest.pieces + 1
                let weight = rest.weight + words.weight(of: word)
                // The longer word wins where all else is equal.
                if pieces < best.pieces || pieces == best.pieces && weight >= best.weight {
                    best = Cut(pieces: pieces, weight: weight, length: Int32(length), word: word)
                }
            }
            cuts.initializeElement(at: position, to: best)
        }
    }
}

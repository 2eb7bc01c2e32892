import CasebookText

/// The pinyin lane of a range of pages: the pairs of Han characters of its titles, aliases, tags and headings with the
/// syllables that they may be read as.
package struct LanePart: Sendable {
    /// A term is a pair and its reading: two code points and a ``LanePart/code(_:_:)``.
    var pairs: PostingTable
    /// How often each character stands in those texts, by ``LanePart/key(_:_:)``.
    var characters: [UInt32: Int]

    /// Two syllables as what follows the characters in a term.
    static func code(_ first: PinyinSyllable, _ second: PinyinSyllable) -> UInt32 {
        UInt32(first.number) << 9 | UInt32(second.number)
    }

    static func key(_ character: UInt32, _ syllable: PinyinSyllable) -> UInt32 {
        character << 9 | UInt32(syllable.number)
    }
}

struct LaneBuilder {
    private let dictionary = Pinyin.shared
    private var pairs = PostingTableBuilder(capacity: 0)
    /// A term is a character and its reading; counted by number.
    private var characters = TermTable()
    private var counts: [Int] = []
    /// Kept between texts to spare allocations: the readings of a text's characters, one character's after the other's,
    /// and where each begins.
    private var readings: [PinyinReadings] = []
    private var syllables: [PinyinSyllable] = []
    private var starts: [Int] = []

    /// - Parameter pinyin: An author's own syllables for the text; used where there is one for each Han character.
    mutating func add(_ scalars: [UInt32], at place: UInt32, pinyin: String? = nil) {
        read(scalars, pinyin)
        for position in scalars.indices {
            for here in starts[position]..<starts[position + 1] {
                count(scalars[position], syllables[here])
                guard position > 0 else { continue }
                for before in starts[position - 1]..<starts[position] {
                    let code = LanePart.code(syllables[before], syllables[here])
                    let term = (scalars[position - 1], scalars[position], code)
                    withUnsafeBytes(of: term) { pairs.add($0.bindMemory(to: UInt32.self), 0..<3, at: place) }
                }
            }
        }
    }

    private mutating func read(_ scalars: [UInt32], _ pinyin: String?) {
        readings.removeAll(keepingCapacity: true)
        syllables.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        scalars.withUnsafeBufferPointer { dictionary.appendReadings(of: $0, to: &readings) }
        if let pinyin, let own = named(pinyin), own.count == readings.count(where: { !$0.isEmpty }) {
            syllables = own
            var next = 0
            for character in readings {
                starts.append(next)
                if !character.isEmpty { next += 1 }
            }
        } else {
            for character in readings {
                starts.append(syllables.count)
                for syllable in character { syllables.append(syllable) }
            }
        }
        starts.append(syllables.count)
    }

    private mutating func count(_ character: UInt32, _ syllable: PinyinSyllable) {
        let number = withUnsafeBytes(of: (character, UInt32(syllable.number))) {
            Int(characters.number(of: $0.bindMemory(to: UInt32.self), 0..<2))
        }
        if number == counts.count { counts.append(1) } else { counts[number] += 1 }
    }

    /// The syllables that an author wrote; `nil` where one isn't known.
    private func named(_ pinyin: String) -> [PinyinSyllable]? {
        var result: [PinyinSyllable] = []
        for word in fold(pinyin).split(separator: " ") {
            guard let syllable = PinyinSyllable(named: word.replacing("ü", with: "v")) else { return nil }
            result.append(syllable)
        }
        return result
    }

    consuming func finish(links: [UInt8]) -> LanePart {
        var occurrences: [UInt32: Int] = [:]
        for (term, count) in zip(characters.terms, counts) {
            let syllable = PinyinSyllable(number: UInt16(term.prefix >> 21 & 0x1F_FFFF))
            occurrences[LanePart.key(UInt32(term.prefix >> 42), syllable)] = count
        }
        return LanePart(pairs: pairs.finish(links: links)[0], characters: occurrences)
    }
}

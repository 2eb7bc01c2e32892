import CasebookModel
import CasebookText

/// The pinyin lane of a whole site, by file.
struct LaneFiles: Sendable {
    /// A pair of characters under one reading.
    private struct Pair: Sendable {
        var first: UInt32
        var second: UInt32
        /// ``LanePart/code(_:_:)``
        var code: UInt32
        var postings: Int
        /// The lists in `text`.
        var lists: Range<Int>
    }

    private struct Character: Sendable {
        var scalar: UInt32
        var syllable: PinyinSyllable
        var count: Int
    }

    /// A file of up to about ``LaneFiles/mostBytes``, or of one key with more.
    private struct File: Sendable {
        /// The first letters of two syllables, or of one; ascending.
        var keys: [String]
        var pairs: Range<Int>
        var characters: Range<Int>
        var size: Int
    }

    /// Small enough that a key costs hardly more than by itself, large enough that a small site has few files.
    private static let mostBytes = 16_000
    /// A pair, what separates it from its lists and the next, and the name of its syllables.
    private static let bytesPerPair = 24

    private var pairs: [Pair] = []
    private var characters: [Character] = []
    private var text: [UInt8] = []
    private var files: [File] = []

    /// - Parameter common: The pairs of the root's `common`, as code points.
    init(_ lanes: [LanePart], firstPages: [Int], common: [(UInt32, UInt32)]) throws(KeptIndexDamage) {
        let tables = TableRow(lanes.map(\.pairs))
        let isWhole = tables.bytes.withUnsafeBufferPointer { bytes in
            var merge = TermMerge(bytes, ends: tables.ends, firstPages: firstPages)
            while merge.next() { add(merge) }
            return !merge.isDamaged
        }
        guard isWhole else { throw KeptIndexDamage() }
        let known = Set(pairs.map { UInt64($0.first) << 32 | UInt64($0.second) })
        for (first, second) in common where !known.contains(UInt64(first) << 32 | UInt64(second)) {
            var readings: [PinyinReadings] = []
            [first, second].withUnsafeBufferPointer { Pinyin.shared.appendReadings(of: $0, to: &readings) }
            for one in readings[0] {
                for other in readings[1] {
                    let code = LanePart.code(one, other)
                    pairs.append(Pair(first: first, second: second, code: code, postings: 0, lists: 0..<0))
                }
            }
        }
        var counts: [UInt32: Int] = [:]
        for lane in lanes { counts.merge(lane.characters, uniquingKeysWith: +) }
        characters = counts.map { Character(scalar: $0 >> 9, syllable: LaneFiles.syllable($0), count: $1) }
        sort()
        group()
    }

    private mutating func add(_ merge: TermMerge) {
        let start = text.count
        writeLists(merge.lists[FieldGroup.heading.rawValue...], to: &text)
        pairs.append(
            Pair(
                first: UInt32(merge.prefix >> 42), second: UInt32(merge.prefix >> 21 & 0x1F_FFFF),
                code: UInt32(merge.prefix & 0x1F_FFFF), postings: LaneFiles.postings(merge.lists),
                lists: start..<text.count))
    }

    private static func postings(_ lists: [[UInt8]]) -> Int {
        var count = 0
        PostingCode.decode(lists[FieldGroup.heading.rawValue][...]) { _ in count += 1 }
        PostingCode.decodeHeads(lists[FieldGroup.alias.rawValue][...]) { _ in count += 1 }
        PostingCode.decodeHeads(lists[FieldGroup.title.rawValue][...]) { _ in count += 1 }
        return count
    }

    private mutating func sort() {
        // Syllables are numbered in the order of their names: only the second one's first letter comes before that order.
        let letters = PinyinSyllable.all.map(\.letter)
        pairs.sort { left, right in
            let (a, b) = (letters[Int(left.code >> 9)], letters[Int(right.code >> 9)])
            if a != b { return a < b }
            let (c, d) = (letters[Int(left.code & 511)], letters[Int(right.code & 511)])
            if c != d { return c < d }
            if left.code != right.code { return left.code < right.code }
            if left.postings != right.postings { return left.postings > right.postings }
            return (left.first, left.second) < (right.first, right.second)
        }
        characters.sort { left, right in
            if left.syllable != right.syllable { return left.syllable < right.syllable }
            return left.count != right.count ? left.count > right.count : left.scalar < right.scalar
        }
    }

    /// Puts what belongs to each key together, and into one file with its neighbours as far as they fit.
    private mutating func group() {
        var pair = 0
        var character = 0
        for letter in UInt8(ascii: "a")...UInt8(ascii: "z") {
            let firstCharacter = character
            while character < characters.count, characters[character].syllable.letter == letter { character += 1 }
            if character > firstCharacter { add([letter], pair..<pair, firstCharacter..<character) }
            while pair < pairs.count, letters(of: pairs[pair]).first == letter {
                let key = letters(of: pairs[pair])
                let firstPair = pair
                while pair < pairs.count, letters(of: pairs[pair]) == key { pair += 1 }
                add(key, firstPair..<pair, character..<character)
            }
        }
    }

    private func letters(of pair: Pair) -> [UInt8] {
        [LaneFiles.syllable(pair.code >> 9).letter, LaneFiles.syllable(pair.code).letter]
    }

    private mutating func add(_ letters: [UInt8], _ pairs: Range<Int>, _ characters: Range<Int>) {
        let key = String(decoding: letters, as: UTF8.self)
        let size = pairs.reduce(characters.count * 4) { $0 + LaneFiles.bytesPerPair + self.pairs[$1].lists.count }
        if let last = files.indices.last, files[last].size + size <= LaneFiles.mostBytes {
            files[last].keys.append(key)
            files[last].pairs = files[last].pairs.lowerBound..<pairs.upperBound
            files[last].characters = files[last].characters.lowerBound..<characters.upperBound
            files[last].size += size
        } else {
            files.append(File(keys: [key], pairs: pairs, characters: characters, size: size))
        }
    }

    /// The syllable in the last nine bits.
    private static func syllable(_ code: UInt32) -> PinyinSyllable { PinyinSyllable(number: UInt16(code & 511)) }

    var count: Int { files.count }
    /// Raw bytes of all, but for what separates them.
    var size: Int { text.count + (pairs.count + characters.count) * 8 }
    /// The keys of each file, sorted and separated by spaces; the files separated by commas.
    var directory: String { files.map { $0.keys.joined(separator: " ") }.joined(separator: ",") }

    func file(_ number: Int) -> [UInt8] {
        var json = JSONWriter()
        json.beginFile()
        write("pairs", files[number].pairs, to: &json) { position in
            let code = pairs[position].code
            return LaneFiles.syllable(code >> 9).name + " " + LaneFiles.syllable(code).name
        } words: { position, isFirst in
            let pair = pairs[position]
            var words: [UInt8] = isFirst ? [] : [UInt8(ascii: " ")]
            appendScalar(pair.first, to: &words)
            appendScalar(pair.second, to: &words)
            return words + [UInt8(ascii: " ")] + text[pair.lists]
        }
        write("syllables", files[number].characters, to: &json) {
            characters[$0].syllable.name
        } words: { position, _ in
            var word: [UInt8] = []
            appendScalar(characters[position].scalar, to: &word)
            return word
        }
        json.endObject()
        return json.bytes
    }

    /// A member that has a text for each name: what neighbours of the same name have to say, in their order.
    private func write(
        _ member: String, _ range: Range<Int>, to json: inout JSONWriter, name: (Int) -> String,
        words: (_ position: Int, _ isFirst: Bool) -> [UInt8]
    ) {
        guard !range.isEmpty else { return }
        json.key(member)
        json.beginObject()
        var last = ""
        for position in range {
            let name = name(position)
            if name != last {
                if position > range.lowerBound { json.endRawString() }
                json.key(name)
                json.beginRawString()
            }
            json.appendRaw(words(position, name != last))
            last = name
        }
        json.endRawString()
        json.endObject()
    }
}

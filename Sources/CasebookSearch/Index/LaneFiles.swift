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

    private enum Content: Sendable {
        case pairs(Range<Int>)
        case characters(Range<Int>)
    }

    private var pairs: [Pair] = []
    private var characters: [Character] = []
    private var text: [UInt8] = []
    private var files: [(letters: String, content: Content)] = []

    /// - Parameter common: The pairs of the root's `common`, as code points.
    init(_ parts: [IndexPart], common: [(UInt32, UInt32)]) {
        var known: Set<UInt64> = []
        var merge = TermMerge(parts.map(\.lane.pairs), firstPages: parts.map(\.pages.lowerBound))
        while merge.next() {
            let (first, second) = (UInt32(merge.prefix >> 42), UInt32(merge.prefix >> 21 & 0x1F_FFFF))
            known.insert(UInt64(first) << 32 | UInt64(second))
            let start = text.count
            writeLists(merge.lists[FieldGroup.heading.rawValue...], to: &text)
            pairs.append(
                Pair(
                    first: first, second: second, code: UInt32(merge.prefix & 0x1F_FFFF),
                    postings: LaneFiles.postings(merge.lists), lists: start..<text.count))
        }
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
        for part in parts { counts.merge(part.lane.characters, uniquingKeysWith: +) }
        characters = counts.map { Character(scalar: $0 >> 9, syllable: LaneFiles.syllable($0), count: $1) }
        sort()
        group()
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

    private mutating func group() {
        func cut(_ count: Int, _ letters: (Int) -> String, _ content: (Range<Int>) -> Content) {
            var start = 0
            for position in 0..<count {
                guard position + 1 == count || letters(position + 1) != letters(position) else { continue }
                files.append((letters(position), content(start..<position + 1)))
                start = position + 1
            }
        }
        func letters(_ code: UInt32) -> String {
            String(decoding: [LaneFiles.syllable(code >> 9).letter, LaneFiles.syllable(code).letter], as: UTF8.self)
        }
        cut(pairs.count, { letters(pairs[$0].code) }, { .pairs($0) })
        cut(
            characters.count, { String(decoding: [characters[$0].syllable.letter], as: UTF8.self) }, { .characters($0) }
        )
        files.sort { $0.letters < $1.letters }
    }

    /// The syllable in the last nine bits.
    private static func syllable(_ code: UInt32) -> PinyinSyllable { PinyinSyllable(number: UInt16(code & 511)) }

    var count: Int { files.count }
    /// Raw bytes of all, but for what separates them.
    var size: Int { text.count + (pairs.count + characters.count) * 8 }
    /// The files' names behind `p/`, sorted.
    var keys: [String] { files.map(\.letters) }

    func file(_ number: Int) -> [UInt8] {
        var json = JSONWriter()
        json.beginFile()
        switch files[number].content {
        case .pairs(let range): writePairs(range, to: &json)
        case .characters(let range): writeCharacters(range, to: &json)
        }
        json.endObject()
        return json.bytes
    }

    private func writePairs(_ range: Range<Int>, to json: inout JSONWriter) {
        json.key("pairs")
        json.beginObject()
        for position in range {
            let pair = pairs[position]
            if position == range.lowerBound || pairs[position - 1].code != pair.code {
                if position > range.lowerBound { json.endRawString() }
                json.key(LaneFiles.syllable(pair.code >> 9).name + " " + LaneFiles.syllable(pair.code).name)
                json.beginRawString()
            } else {
                json.appendRaw(UInt8(ascii: " "))
            }
            var words: [UInt8] = []
            appendScalar(pair.first, to: &words)
            appendScalar(pair.second, to: &words)
            json.appendRaw(words + [UInt8(ascii: " ")])
            json.appendRaw(text[pair.lists])
        }
        json.endRawString()
        json.endObject()
    }

    private func writeCharacters(_ range: Range<Int>, to json: inout JSONWriter) {
        json.key("syllables")
        json.beginObject()
        for position in range {
            let character = characters[position]
            if position == range.lowerBound || characters[position - 1].syllable != character.syllable {
                if position > range.lowerBound { json.endRawString() }
                json.key(character.syllable.name)
                json.beginRawString()
            }
            var word: [UInt8] = []
            appendScalar(character.scalar, to: &word)
            json.appendRaw(word)
        }
        json.endRawString()
        json.endObject()
    }
}

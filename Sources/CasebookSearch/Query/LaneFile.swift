import CasebookText

/// A file of the pinyin lane: pairs of neighbouring Han characters of titles, headings, aliases and tags, by the syllables
/// that they are read as.
struct LaneFile {
    struct Entry {
        var first: UInt32
        var second: UInt32
        /// Headings, aliases and tags, titles; empty for a frequent pair that stands in texts only.
        var lists: ArraySlice<UInt8>
    }

    struct Reading {
        var first: PinyinSyllable
        var second: PinyinSyllable
        /// The most frequent first.
        var entries: [Entry]
    }

    /// In the order of the file.
    private(set) var readings: [Reading] = []

    static let groups: [FieldGroup] = [.heading, .alias, .title]

    init(_ file: IndexFile) throws(SearchIndexError) {
        try file.members { (scanner, key) throws(SearchIndexError) in
            guard key == "pairs" else {
                try scanner.skipValue()
                return
            }
            try scanner.object { (scanner, syllables) throws(SearchIndexError) in
                let entries = try LaneFile.entries(file.bytes[scanner.stringRange()], scanner.damage)
                let names = words(of: syllables)
                guard names.count == 2, let first = PinyinSyllable(named: names[0]),
                    let second = PinyinSyllable(named: names[1])
                else { throw scanner.damage }
                readings.append(Reading(first: first, second: second, entries: entries))
            }
        }
    }

    /// Words come in twos: the pair, its lists.
    private static func entries(
        _ bytes: ArraySlice<UInt8>, _ damage: SearchIndexError
    ) throws(SearchIndexError) -> [Entry] {
        var entries: [Entry] = []
        var pair: [UInt32]?
        for word in bytes.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false) {
            if let known = pair {
                entries.append(Entry(first: known[0], second: known[1], lists: word))
                pair = nil
            } else {
                let scalars = String(decoding: word, as: UTF8.self).unicodeScalars.map(\.value)
                guard scalars.count == 2 else { throw damage }
                pair = scalars
            }
        }
        guard pair == nil else { throw damage }
        return entries
    }
}

/// How Han characters may be read, all of Unicode's that have a reading.
struct Readings {
    private(set) var syllables: [UInt32: [PinyinSyllable]] = [:]

    init(_ file: IndexFile) throws(SearchIndexError) {
        try file.members { (scanner, key) throws(SearchIndexError) in
            guard key == "syllables" else {
                try scanner.skipValue()
                return
            }
            try scanner.object { (scanner, name) throws(SearchIndexError) in
                guard let syllable = PinyinSyllable(named: name) else { throw scanner.damage }
                let range = try scanner.stringRange()
                file.bytes[range].withUnsafeBufferPointer { bytes in
                    var numbers = NumberReader(bytes)
                    var character = 0
                    while let distance = numbers.next(), character + distance <= 0x10FFFF {
                        character += distance
                        syllables[UInt32(character), default: []].append(syllable)
                    }
                }
            }
        }
    }
}

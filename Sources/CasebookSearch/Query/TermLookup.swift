/// A file of terms: groups by first character, found in when asked for.
struct TermFile {
    /// What stands under a term.
    struct Lists {
        var bytes: ArraySlice<UInt8>
        /// Of a frequent term, whose best pages' postings are in `bytes`: where the others are.
        var tail: Tail?
    }

    struct Tail: Hashable {
        /// The number of the term file.
        var file: Int
        var hasTitles: Bool
        var hasAliases: Bool
        /// The most that one of its pages scores for the term.
        var highestScore: Double
    }

    private let file: IndexFile
    /// The terms that begin with a character, by that character: the bytes of a string without its quotes.
    private var groups: [UInt32: Range<Int>] = [:]

    init(_ file: IndexFile) throws(SearchIndexError) {
        self.file = file
        try file.members { (scanner, key) throws(SearchIndexError) in
            guard key == "terms" else {
                try scanner.skipValue()
                return
            }
            try scanner.object { (scanner, key) throws(SearchIndexError) in
                guard let first = key.unicodeScalars.first else { throw scanner.damage }
                groups[first.value] = try scanner.stringRange()
            }
        }
    }

    /// The first characters of the file's terms, in no order.
    var characters: Dictionary<UInt32, Range<Int>>.Keys { groups.keys }

    /// Calls `body` with the lists of each term that is `text`, or begins with it where `isPrefix`.
    func forEachTerm(_ text: [UInt32], isPrefix: Bool, _ body: (_ lists: Lists) -> Void) {
        let rest = Array(string(of: text.dropFirst()).utf8)
        forEachTerm(beginningWith: text.first) { name, lists in
            guard isPrefix ? name.starts(with: rest) : name.elementsEqual(rest) else { return true }
            body(TermFile.lists(lists))
            return isPrefix
        }
    }

    /// All terms that begin with a character: what follows it, and the lists as they stand there.
    ///
    /// - Parameter body: Returns whether to go on.
    func forEachTerm(
        beginningWith character: UInt32?, _ body: (_ rest: ArraySlice<UInt8>, _ lists: ArraySlice<UInt8>) -> Bool
    ) {
        guard let character, let group = groups[character] else { return }
        let space = UInt8(ascii: " ")
        var position = group.lowerBound
        while position < group.upperBound {
            let nameEnd = end(of: space, from: position, to: group.upperBound)
            let listsStart = min(nameEnd + 1, group.upperBound)
            let listsEnd = end(of: space, from: listsStart, to: group.upperBound)
            if !body(file.bytes[position..<nameEnd], file.bytes[listsStart..<listsEnd]) { return }
            position = listsEnd + 1
        }
    }

    private func end(of byte: UInt8, from start: Int, to end: Int) -> Int {
        file.bytes.withUnsafeBufferPointer { bytes in
            var position = start
            while position < end, bytes[position] != byte { position += 1 }
            return position
        }
    }

    /// Cuts off what stands behind a semicolon: the tail's file, the lengths of the shortest alias and title of its pages, the
    /// most that they score, in millionths, and the first of them that does, which only readers that save requests need to
    /// know. The hints behind a colon stay: lists end there.
    static func lists(_ bytes: ArraySlice<UInt8>) -> Lists {
        guard let semicolon = bytes.lastIndex(of: UInt8(ascii: ";")) else { return Lists(bytes: bytes, tail: nil) }
        let numbers = String(decoding: bytes[(semicolon + 1)...], as: UTF8.self).split(separator: ",").compactMap {
            Int($0)
        }
        guard numbers.count == 5 else { return Lists(bytes: bytes[..<semicolon], tail: nil) }
        return Lists(
            bytes: bytes[..<semicolon],
            tail: Tail(
                file: numbers[0], hasTitles: numbers[2] > 0, hasAliases: numbers[1] > 0,
                highestScore: Double(numbers[3]) / 1_000_000))
    }
}

/// What an index says about one unit of a query.
struct UnitLists {
    /// All that is known; of a frequent term its best pages only.
    var occurrences = Occurrences()
    /// Where the rest of a frequent term is.
    var tail: TermFile.Tail?
    /// Of a beginning of terms not all terms were read, or not all of their pages.
    var isTruncated = false

    /// Whether a page that isn't named doesn't have the unit.
    var isComplete: Bool { tail == nil && !isTruncated }
}

/// Text from code points.
func string(of scalars: some Sequence<UInt32>) -> String {
    var view = String.UnicodeScalarView()
    for scalar in scalars { view.append(Unicode.Scalar(scalar) ?? "\u{FFFD}") }
    return String(view)
}

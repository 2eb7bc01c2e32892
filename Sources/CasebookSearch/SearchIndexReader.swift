import CasebookText

/// Why the bytes can't be used as a search index.
package enum SearchIndexError: Error, Hashable, Sendable {
    /// Not JSON, cut short, or not of the described shape.
    case damaged
    /// Made by another version of the program.
    case unknownVersion(Int)
}

/// An index as it lies in `search/index.json`: read once for its outline, terms and pages decoded when asked for.
package struct SearchIndexReader: Sendable {
    struct Kind: Sendable {
        var name = ""
        var weight = 1.0
    }

    let bytes: [UInt8]
    private(set) var pageCount = 0
    /// The mean characters of a title and of a page's blocks; never 0.
    private(set) var meanTitleLength = 1.0
    private(set) var meanBodyLength = 1.0
    private(set) var kinds: [Kind] = []
    private(set) var synonyms: [[String]] = []
    /// The terms that begin with a character, by that character: the bytes of a string without its quotes.
    private var termGroups: [UInt32: Range<Int>] = [:]
    /// The record of each page.
    private var records: [Range<Int>] = []

    package init(_ bytes: [UInt8]) throws(SearchIndexError) {
        self.bytes = bytes
        var scanner = JSONScanner(bytes)
        var format: Int?
        try scanner.object { (scanner, key) throws(SearchIndexError) in
            switch key {
            case "format":
                format = try scanner.count()
                // Of another version nothing further can be taken for granted.
                if let format, format != CasebookSearch.formatVersion { throw .unknownVersion(format) }
            case "pages": pageCount = try scanner.count()
            case "lengths": try readLengths(&scanner)
            case "kinds": try readKinds(&scanner)
            case "synonyms": try readSynonyms(&scanner)
            case "terms": try readTerms(&scanner)
            case "packs": try readPacks(&scanner)
            default: try scanner.skipValue()
            }
        }
        guard format != nil, scanner.isAtEnd(), records.count == pageCount else { throw .damaged }
    }

    private mutating func readLengths(_ scanner: inout JSONScanner) throws(SearchIndexError) {
        var totals: [Double] = []
        try scanner.array { (scanner) throws(SearchIndexError) in totals.append(try scanner.number()) }
        guard totals.count == 2 else { throw .damaged }
        let pages = Double(max(pageCount, 1))
        meanTitleLength = max(totals[0] / pages, 1)
        meanBodyLength = max(totals[1] / pages, 1)
    }

    private mutating func readKinds(_ scanner: inout JSONScanner) throws(SearchIndexError) {
        try scanner.array { (scanner) throws(SearchIndexError) in
            var kind = Kind()
            try scanner.object { (scanner, key) throws(SearchIndexError) in
                switch key {
                case "kind": kind.name = try scanner.string()
                case "weight": kind.weight = try scanner.number()
                default: try scanner.skipValue()
                }
            }
            kinds.append(kind)
        }
    }

    private mutating func readSynonyms(_ scanner: inout JSONScanner) throws(SearchIndexError) {
        try scanner.array { (scanner) throws(SearchIndexError) in
            var group: [String] = []
            try scanner.array { (scanner) throws(SearchIndexError) in group.append(try scanner.string()) }
            synonyms.append(group)
        }
    }

    private mutating func readTerms(_ scanner: inout JSONScanner) throws(SearchIndexError) {
        try scanner.object { (scanner, key) throws(SearchIndexError) in
            guard let first = key.unicodeScalars.first else { throw .damaged }
            termGroups[first.value] = try scanner.stringRange()
        }
    }

    private mutating func readPacks(_ scanner: inout JSONScanner) throws(SearchIndexError) {
        try scanner.array { (scanner) throws(SearchIndexError) in
            try scanner.array { (scanner) throws(SearchIndexError) in records.append(try scanner.skipValue()) }
        }
    }

    /// A page's record. Decoded anew each time.
    func page(_ number: Int) throws(SearchIndexError) -> StoredPage {
        guard records.indices.contains(number) else { throw .damaged }
        var scanner = JSONScanner(bytes, records[number])
        return try StoredPage(&scanner)
    }

    /// Calls `body` with the lists of each term that is `text`, or begins with it where `isPrefix`.
    func forEachTerm(_ text: [UInt32], isPrefix: Bool, _ body: (_ lists: ArraySlice<UInt8>) -> Void) {
        guard let first = text.first, let group = termGroups[first] else { return }
        var wanted = ""
        for scalar in text.dropFirst() { wanted.unicodeScalars.append(Unicode.Scalar(scalar) ?? "\u{FFFD}") }
        let rest = Array(wanted.utf8)
        let space = UInt8(ascii: " ")
        var position = group.lowerBound
        while position < group.upperBound {
            let nameEnd = bytes[position..<group.upperBound].firstIndex(of: space) ?? group.upperBound
            let listsStart = min(nameEnd + 1, group.upperBound)
            let listsEnd = bytes[listsStart..<group.upperBound].firstIndex(of: space) ?? group.upperBound
            let name = bytes[position..<nameEnd]
            if isPrefix ? name.starts(with: rest) : name.elementsEqual(rest) {
                body(bytes[listsStart..<listsEnd])
                if !isPrefix { return }
            }
            position = listsEnd + 1
        }
    }
}

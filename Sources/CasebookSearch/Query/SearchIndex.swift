import CasebookText

/// An index at work: files are read when something in them is asked for, and what was decoded is kept.
///
/// What it gives depends on the index alone, never on what was asked before.
final class SearchIndex {
    /// So many shards are read for a beginning of terms, from its first one on.
    static let mostPrefixShards = 3

    let root: SearchRoot
    let files: SearchFiles
    private var termFiles: [Int: TermFile] = [:]
    private var units: [Query.Unit: UnitLists] = [:]
    private var wholes: [Query.Unit: UnitLists] = [:]
    private var packs: [Int: [Range<Int>]] = [:]
    private var pages: [Int: CandidatePage] = [:]
    private var lanes: [Int: LaneFile] = [:]
    private var characters: [String: [String: [UInt32]]] = [:]
    private var facets: [String: Facet] = [:]
    private var knownReadings: Readings?

    init(_ store: SearchStore) throws(SearchIndexError) {
        files = SearchFiles(store)
        let file = try files.root()
        root = try SearchRoot(file)
        if let members = root.files { files.setSingle(file, members: members) }
    }

    // MARK: - Terms

    /// What the shards say about a unit; of a frequent term the best pages.
    func lists(of unit: Query.Unit) throws(SearchIndexError) -> UnitLists {
        if let known = units[unit] { return known }
        let lists = unit.isPrefix ? try prefixLists(unit.text) : try termLists(unit.text)
        units[unit] = lists
        return lists
    }

    /// As ``lists(of:)``, together with the tail of a frequent term.
    func wholeLists(of unit: Query.Unit) throws(SearchIndexError) -> UnitLists {
        let lists = try lists(of: unit)
        guard let tail = lists.tail else { return lists }
        if let known = wholes[unit] { return known }
        var rest: [Occurrences.Entry] = []
        try termFile(tail.file).forEachTerm(unit.text, isPrefix: false) {
            rest += Occurrences($0.bytes, groups: FieldGroup.allCases, pageCount: root.pageCount).entries
        }
        let whole = UnitLists(occurrences: Occurrences(union: lists.occurrences.entries + rest))
        wholes[unit] = whole
        return whole
    }

    private func termLists(_ text: [UInt32]) throws(SearchIndexError) -> UnitLists {
        var result = UnitLists()
        try termFile(root.shard(of: text)).forEachTerm(text, isPrefix: false) { lists in
            result.occurrences = Occurrences(lists.bytes, groups: FieldGroup.allCases, pageCount: root.pageCount)
            result.tail = lists.tail
        }
        return result
    }

    private func prefixLists(_ text: [UInt32]) throws(SearchIndexError) -> UnitLists {
        var result = UnitLists()
        var collector = OccurrenceCollector(pageCount: root.pageCount)
        let shards = root.shards(beginningWith: text)
        for shard in shards.prefix(SearchIndex.mostPrefixShards) {
            try termFile(shard).forEachTerm(text, isPrefix: true) { lists in
                collector.add(lists.bytes, groups: FieldGroup.allCases)
                // Tails of many terms would be many files; the best pages are enough for a beginning.
                if lists.tail != nil { result.isTruncated = true }
            }
        }
        if shards.count > SearchIndex.mostPrefixShards { result.isTruncated = true }
        result.occurrences = collector.finish()
        return result
    }

    func termFile(_ number: Int) throws(SearchIndexError) -> TermFile {
        if let file = termFiles[number] { return file }
        let file = try TermFile(files.file("t/\(number)"))
        termFiles[number] = file
        return file
    }

    // MARK: - Pages

    func page(_ number: Int) throws(SearchIndexError) -> CandidatePage {
        if let page = pages[number] { return page }
        let pack = number / root.packSize
        let file = try files.file("d/\(pack)")
        let records = try records(ofPack: pack, in: file)
        guard records.indices.contains(number % root.packSize) else { throw .damaged(file.name) }
        var scanner = JSONScanner(file, records[number % root.packSize])
        let page = CandidatePage(try StoredPage(&scanner))
        pages[number] = page
        return page
    }

    private func records(ofPack pack: Int, in file: IndexFile) throws(SearchIndexError) -> [Range<Int>] {
        if let records = packs[pack] { return records }
        var records: [Range<Int>] = []
        try file.members { (scanner, key) throws(SearchIndexError) in
            guard key == "pages" else {
                try scanner.skipValue()
                return
            }
            try scanner.array { (scanner) throws(SearchIndexError) in records.append(try scanner.skipValue()) }
        }
        packs[pack] = records
        return records
    }

    // MARK: - Pinyin

    /// - Parameter initials: The first letters of two syllables.
    /// - Returns: None where no two neighbouring characters of a name are read so.
    func lane(_ initials: String) throws(SearchIndexError) -> [LaneFile.Reading] {
        guard let number = root.lane[initials] else { return [] }
        let file: LaneFile
        if let known = lanes[number] { file = known } else { file = try LaneFile(files.file(SearchFile.lane(number))) }
        lanes[number] = file
        return file.readings.filter { Array(initials.utf8) == [$0.first.letter, $0.second.letter] }
    }

    /// The characters of names by syllable, the most frequent first, of the syllables with an initial letter.
    func characters(_ initial: String) throws(SearchIndexError) -> [String: [UInt32]] {
        if let known = characters[initial] { return known }
        var syllables: [String: [UInt32]] = [:]
        if let number = root.lane[initial] {
            try files.file(SearchFile.lane(number)).members { (scanner, key) throws(SearchIndexError) in
                guard key == "syllables" else {
                    try scanner.skipValue()
                    return
                }
                try scanner.object { (scanner, syllable) throws(SearchIndexError) in
                    let read = try scanner.string().unicodeScalars.map(\.value)
                    if syllable.hasPrefix(initial) { syllables[syllable] = read }
                }
            }
        }
        characters[initial] = syllables
        return syllables
    }

    func readings() throws(SearchIndexError) -> Readings {
        if let knownReadings { return knownReadings }
        let readings = try Readings(files.file("readings"))
        knownReadings = readings
        return readings
    }

    // MARK: - Facets

    /// A field that results can be narrowed by.
    struct Facet {
        var labels: [(name: String, label: String)]
        /// The pages of each value that has any.
        var pages: [String: PageSet]
    }

    /// - Returns: `nil` where the index has no such field.
    func facet(_ field: String) throws(SearchIndexError) -> Facet? {
        if let facet = facets[field] { return facet }
        guard let known = root.facets.first(where: { $0.field == field }) else { return nil }
        var facet = Facet(labels: known.values ?? [], pages: [:])
        let pageCount = root.pageCount
        try files.file("f/\(field)").members { (scanner, key) throws(SearchIndexError) in
            switch key {
            case "labels": facet.labels = try scanner.labels()
            case "values":
                try scanner.object { (scanner, value) throws(SearchIndexError) in
                    facet.pages[value] = PageSet(distances: try scanner.string(), pageCount: pageCount)
                }
            default: try scanner.skipValue()
            }
        }
        facets[field] = facet
        return facet
    }
}

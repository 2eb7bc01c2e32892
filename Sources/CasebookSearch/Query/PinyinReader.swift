import CasebookText

/// Reads the letters of a query as pinyin.
enum PinyinReader {
    /// A query with letters read as names of Han characters, and how.
    struct Reading {
        var query: Query
        /// Whether it takes a single character, which `query` holds in place of the letters.
        var isSingle = false
    }

    private static let mostReadings = 4
    /// So many ways to cut letters into several names are tried.
    private static let mostDivisions = 8
    /// For one syllable alone, so many of its characters are tried.
    private static let mostCharacters = 3

    /// The ways in which a query's letters can be names, likeliest first; none where it has no letters that can.
    ///
    /// - Parameters:
    ///   - count: How many names. Of more than one only whole syllables are read: else anything can be meant.
    ///   - cut: How letters become syllables.
    static func readings(
        of query: Query, as count: Int = 1, _ index: SearchIndex,
        cut: (String) -> [[PinyinElement]] = { pinyinSequences(of: $0) }
    ) throws(SearchIndexError) -> [Reading] {
        guard let stretch = stretch(in: query) else { return [] }
        let first = query.runs[stretch.lowerBound]
        let place = first.place.lowerBound..<query.runs[stretch.upperBound - 1].place.upperBound
        var readings: [Reading] = []
        let divisions = sequences(of: query, stretch, cut).flatMap { names($0, count) }
        for names in divisions.prefix(count == 1 ? mostReadings : mostDivisions) {
            if names[0].count == 1 {
                readings += try single(names[0][0], query, stretch, index)
                continue
            }
            var runs: [QueryRun] = []
            for elements in names {
                guard let pattern = try PinyinPattern(elements, index), !pattern.occurrences.isEmpty else { break }
                runs.append(
                    QueryRun(form: .pinyin(pattern), text: Array(query.folded[place]), parts: [], place: place))
            }
            if runs.count == names.count { readings.append(Reading(query: query.replacing(stretch, with: runs))) }
        }
        return readings
    }

    /// The ways to cut elements into so many names of at least two.
    private static func names(_ elements: [NameElement], _ count: Int) -> [[[NameElement]]] {
        if count == 1 { return [[elements]] }
        guard elements.count > 3, elements.dropLast().allSatisfy(\.isWhole) else { return [] }
        return (2..<elements.count - 1).flatMap { end in
            names(Array(elements[end...]), count - 1).map { [Array(elements[..<end])] + $0 }
        }
    }

    /// The first runs that belong together as pinyin: words of letters with nothing but spaces and apostrophes between
    /// them, and single Han characters that touch them.
    private static func stretch(in query: Query) -> Range<Int>? {
        guard let first = query.runs.firstIndex(where: isLetters) else { return nil }
        var start = first
        if start > 0, isLiteral(query.runs[start - 1]), gap(query, start - 1) == 0 { start -= 1 }
        var end = first + 1
        while end < query.runs.count {
            let isNext = isLetters(query.runs[end]) && isBlank(query, end - 1)
            guard isNext || (isLiteral(query.runs[end]) && gap(query, end - 1) == 0) else { break }
            // Behind a character only letters that touch it go on.
            if isNext, isLiteral(query.runs[end - 1]), gap(query, end - 1) > 0 { break }
            end += 1
        }
        return start..<end
    }

    private static func isLetters(_ run: QueryRun) -> Bool {
        run.isWord && run.text.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0xFC }
    }

    private static func isLiteral(_ run: QueryRun) -> Bool {
        run.isSolid && run.text.count == 1 && (0x3400...0x9FFF).contains(run.text[0])
    }

    /// The code points between a run and the next.
    private static func gap(_ query: Query, _ run: Int) -> Int {
        query.runs[run + 1].place.lowerBound - query.runs[run].place.upperBound
    }

    private static func isBlank(_ query: Query, _ run: Int) -> Bool {
        query.folded[query.runs[run].place.upperBound..<query.runs[run + 1].place.lowerBound]
            .allSatisfy { $0 == 0x20 || $0 == 0x27 || $0 == 0x2019 }
    }

    /// The letters' readings, with the characters among them in their places.
    private static func sequences(
        of query: Query, _ stretch: Range<Int>, _ cut: (String) -> [[PinyinElement]]
    ) -> [[NameElement]] {
        var sequences: [[NameElement]] = [[]]
        var letters: [UInt32] = []
        func flush() {
            guard !letters.isEmpty else { return }
            let readings = cut(string(of: letters))
            sequences = sequences.flatMap { start in
                readings.map { start + $0.map { NameElement.typed($0) } }
            }
            letters = []
        }
        for number in stretch {
            let run = query.runs[number]
            if run.isSolid {
                flush()
                sequences = sequences.map { $0 + [.literal(run.text[0])] }
            } else {
                if !letters.isEmpty { letters.append(0x20) }
                letters += run.text
            }
        }
        flush()
        return sequences
    }

    /// One syllable stands for its most frequent characters.
    private static func single(
        _ element: NameElement, _ query: Query, _ stretch: Range<Int>, _ index: SearchIndex
    ) throws(SearchIndexError) -> [Reading] {
        guard case .typed(let typed) = element else { return [] }
        let syllables = try index.characters(String(Unicode.Scalar(typed.letter)))
        var characters: [UInt32] = []
        for (name, known) in syllables.sorted(by: { $0.key < $1.key }) {
            guard let syllable = PinyinSyllable(named: name), typed.matches(syllable) else { continue }
            for character in known.prefix(mostCharacters) where !characters.contains(character) {
                characters.append(character)
            }
        }
        let place = query.runs[stretch.lowerBound].place
        return characters.prefix(mostCharacters).map { character in
            let run = QueryRun(form: .solid, text: [character], parts: [[character]], place: place)
            return Reading(query: query.replacing(stretch, with: [run]), isSingle: true)
        }
    }
}

extension Query {
    /// The query with other runs in place of some.
    func replacing(_ range: Range<Int>, with runs: [QueryRun]) -> Query {
        Query(runs: self.runs[..<range.lowerBound] + runs + self.runs[range.upperBound...], folded: folded)
    }
}

import CasebookText

/// What an index says about itself: all that is needed before the first file is chosen.
struct SearchRoot {
    struct Kind {
        var name = ""
        var label = ""
        var weight = 1.0
    }

    struct Facet {
        var field = ""
        var label = ""
        /// `name` as in front matter or an id; `nil` where there are many: then the facet's file has them.
        var values: [(name: String, label: String)]?
    }

    /// More than any site has; memory for each page is taken on the root's word.
    private static let mostPages = 10_000_000

    /// The hash over all files; readers that cache drop what another version said.
    private(set) var version = ""
    private(set) var language = ""
    private(set) var pageCount = 0
    private(set) var packSize = CasebookSearch.pagesPerPack
    private(set) var kinds: [Kind] = []
    private(set) var facets: [Facet] = []
    private(set) var synonyms: [[String]] = []
    /// Words that ask without saying about what, folded, longest first.
    private(set) var fillers: [[UInt32]] = []
    /// Where the terms of each shard but the first begin.
    private(set) var shards: [[UInt32]] = []
    /// The file of the lane that has a key: the first letters of two syllables, or of one.
    private(set) var lane: [String: Int] = [:]
    /// From which page on pages weigh how much, ascending.
    private var classes: [(first: Int, factor: Double)] = []
    /// The classes of the frequent terms.
    private var common: [[UInt32]: Int] = [:]
    /// In the single form the files, by name.
    private(set) var files: [String: Range<Int>]?

    init(_ file: IndexFile) throws(SearchIndexError) {
        var hasPages = false
        try file.members { (scanner, key) throws(SearchIndexError) in
            switch key {
            case "version": version = try scanner.string()
            case "language": language = try scanner.string()
            case "pages":
                pageCount = try scanner.count()
                guard pageCount <= SearchRoot.mostPages else { throw scanner.damage }
                hasPages = true
            case "packSize": packSize = max(try scanner.count(), 1)
            case "kinds": kinds = try SearchRoot.kinds(&scanner)
            case "classes": classes = try SearchRoot.classes(&scanner)
            case "facets": facets = try SearchRoot.facets(&scanner)
            case "synonyms":
                try scanner.array { (scanner) throws(SearchIndexError) in synonyms.append(try scanner.strings()) }
            case "fillers": fillers = SearchRoot.fillers(try scanner.strings())
            case "common": common = SearchRoot.common(try scanner.strings())
            case "shards": shards = words(of: try scanner.string()).map { $0.unicodeScalars.map(\.value) }
            case "lane":
                for (number, keys) in try scanner.string().split(separator: ",").enumerated() {
                    for key in words(of: String(keys)) { lane[key] = number }
                }
            case "files":
                var members: [String: Range<Int>] = [:]
                try scanner.object { (scanner, name) throws(SearchIndexError) in
                    members[name] = try scanner.skipValue()
                }
                files = members
            default: try scanner.skipValue()
            }
        }
        guard hasPages else { throw .damaged(file.name) }
    }

    /// The class of a term: 0 for one on nearly all pages, ``Ranking/rarest`` for one that isn't listed.
    func termClass(of term: [UInt32]) -> Int { common[term] ?? Ranking.rarest }

    /// What a page weighs by its kind and state.
    func factor(ofPage page: Int) -> Double {
        var low = 0
        var high = classes.count
        while low < high {
            let middle = (low + high) / 2
            if classes[middle].first <= page { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? classes[low - 1].factor : 1
    }

    var highestFactor: Double { classes.reduce(0) { max($0, $1.factor) } }

    /// The shards that may hold terms that begin with `prefix`.
    func shards(beginningWith prefix: [UInt32]) -> ClosedRange<Int> {
        let first = shard(of: prefix)
        var last = first
        while last < shards.count, shards[last].starts(with: prefix) { last += 1 }
        return first...last
    }

    /// The shard that holds a term if any does.
    func shard(of term: [UInt32]) -> Int {
        var low = 0
        var high = shards.count
        while low < high {
            let middle = (low + high) / 2
            if term.lexicographicallyPrecedes(shards[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

// MARK: - Reading

/// The words between single spaces; none for an empty text.
func words(of text: String) -> [String] {
    text.isEmpty ? [] : text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
}

extension JSONScanner {
    mutating func strings() throws(SearchIndexError) -> [String] {
        var strings: [String] = []
        try array { (scanner) throws(SearchIndexError) in strings.append(try scanner.string()) }
        return strings
    }

    /// Pairs of a value's name and label.
    mutating func labels() throws(SearchIndexError) -> [(name: String, label: String)] {
        var labels: [(name: String, label: String)] = []
        try array { (scanner) throws(SearchIndexError) in
            let pair = try scanner.strings()
            guard pair.count >= 2 else { throw scanner.damage }
            labels.append((pair[0], pair[1]))
        }
        return labels
    }
}

extension SearchRoot {
    private static func kinds(_ scanner: inout JSONScanner) throws(SearchIndexError) -> [Kind] {
        var kinds: [Kind] = []
        try scanner.array { (scanner) throws(SearchIndexError) in
            var kind = Kind()
            try scanner.object { (scanner, key) throws(SearchIndexError) in
                switch key {
                case "kind": kind.name = try scanner.string()
                case "label": kind.label = try scanner.string()
                case "weight": kind.weight = try scanner.number()
                default: try scanner.skipValue()
                }
            }
            kinds.append(kind)
        }
        return kinds
    }

    private static func classes(
        _ scanner: inout JSONScanner
    ) throws(SearchIndexError) -> [(first: Int, factor: Double)] {
        var classes: [(first: Int, factor: Double)] = []
        try scanner.array { (scanner) throws(SearchIndexError) in
            var numbers: [Double] = []
            try scanner.array { (scanner) throws(SearchIndexError) in numbers.append(try scanner.number()) }
            guard numbers.count >= 2, numbers[0] >= 0, numbers[0] < 1e12 else { throw scanner.damage }
            classes.append((Int(numbers[0]), numbers[1]))
        }
        return classes
    }

    private static func facets(_ scanner: inout JSONScanner) throws(SearchIndexError) -> [Facet] {
        var facets: [Facet] = []
        try scanner.array { (scanner) throws(SearchIndexError) in
            var facet = Facet()
            try scanner.object { (scanner, key) throws(SearchIndexError) in
                switch key {
                case "field": facet.field = try scanner.string()
                case "label": facet.label = try scanner.string()
                case "values": facet.values = try scanner.labels()
                default: try scanner.skipValue()
                }
            }
            facets.append(facet)
        }
        return facets
    }

    private static func fillers(_ words: [String]) -> [[UInt32]] {
        let folded = words.map { foldedScalars($0) }.filter { !$0.isEmpty }
        return folded.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }.map(
            \.element)
    }

    /// - Parameter lists: By class. An item that begins with a solid character is that character and the second ones of
    ///   its pairs; any other is a word.
    private static func common(_ lists: [String]) -> [[UInt32]: Int] {
        var classes: [[UInt32]: Int] = [:]
        for (number, list) in lists.enumerated() where number < Ranking.rarest {
            for item in words(of: list) {
                let scalars = item.unicodeScalars.map(\.value)
                guard let first = scalars.first else { continue }
                if characterClass(of: first) == .solid {
                    for second in scalars.dropFirst() { classes[[first, second]] = number }
                } else {
                    classes[scalars] = number
                }
            }
        }
        return classes
    }
}

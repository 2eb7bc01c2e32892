import CasebookFiles
import CasebookModel

/// What files were parsed to, to be taken again where a file is still the same and is read by the same rules: by this
/// process a moment ago, or by an earlier build that left it on disk.
struct KeptParses: Sendable {
    /// What a parse depends on besides its file.
    struct Rules: Hashable, Sendable {
        /// Of `casebook.yml`; `nil` where there is none.
        var configuration: ContentHash?
        var channels: [String: String]
    }

    private struct Parse: Sendable {
        /// Below the content folder.
        var path: String
        var status: FileStatus
        var outcome: Outcome<ParsedPage?>
    }

    /// What an earlier process left; `nil`: nothing is taken from disk.
    var stored: StoredParses?
    private(set) var rules: Rules?
    /// In the order of their paths, as files are found and as all of them are handed on.
    private var parses: [Parse] = []

    init(stored: StoredParses? = nil) { self.stored = stored }

    /// Drops everything that was parsed by other rules.
    mutating func adopt(_ rules: Rules) {
        stored?.adopt(rules)
        guard rules != self.rules else { return }
        self.rules = rules
        parses = []
    }

    func outcome(of entry: ContentEntry) -> Outcome<ParsedPage?>? {
        let place = place(of: entry.path)
        guard holds(entry.path, at: place), parses[place].status == entry.status else {
            return stored?.outcome(of: entry)
        }
        return parses[place].outcome
    }

    /// For a file that had to be read to know what it says.
    func outcome(of source: SourceFile) -> Outcome<ParsedPage?>? { stored?.outcome(of: source) }

    /// Replaces all that is kept.
    ///
    /// - Parameter entries: In the order of their paths.
    mutating func keep(_ entries: [ContentEntry], _ outcomes: [Outcome<ParsedPage?>]) {
        parses = zip(entries, outcomes).map { Parse(path: $0.path, status: $0.status, outcome: $1) }
    }

    mutating func keep(_ entry: ContentEntry, _ outcome: Outcome<ParsedPage?>) {
        let place = place(of: entry.path)
        if holds(entry.path, at: place) { parses.remove(at: place) }
        parses.insert(Parse(path: entry.path, status: entry.status, outcome: outcome), at: place)
    }

    /// A file that was written twice within the tick of the system's clock, to the same size, looks unchanged.
    mutating func forget(_ path: String) {
        let place = place(of: path)
        if holds(path, at: place) { parses.remove(at: place) }
    }

    var count: Int { parses.count }

    /// All that is kept, in the order of the paths.
    var outcomes: [(path: String, outcome: Outcome<ParsedPage?>)] { parses.map { ($0.path, $0.outcome) } }

    private func holds(_ path: String, at place: Int) -> Bool { place < parses.count && parses[place].path == path }

    /// Where a path stands, or would stand.
    private func place(of path: String) -> Int {
        var (low, high) = (0, parses.count)
        while low < high {
            let middle = (low + high) / 2
            if parses[middle].path.precedesInBytes(path) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

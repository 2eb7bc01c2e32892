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
        var status: FileStatus
        var outcome: Outcome<ParsedPage?>
    }

    /// What an earlier process left; `nil`: nothing is taken from disk.
    var stored: StoredParses?
    private(set) var rules: Rules?
    /// By the path below the content folder.
    private var parses: [String: Parse] = [:]

    init(stored: StoredParses? = nil) { self.stored = stored }

    /// Drops everything that was parsed by other rules.
    mutating func adopt(_ rules: Rules) {
        stored?.adopt(rules)
        guard rules != self.rules else { return }
        self.rules = rules
        parses = [:]
    }

    func outcome(of entry: ContentEntry) -> Outcome<ParsedPage?>? {
        guard let parse = parses[entry.path], parse.status == entry.status else { return stored?.outcome(of: entry) }
        return parse.outcome
    }

    /// For a file that had to be read to know what it says.
    func outcome(of source: SourceFile) -> Outcome<ParsedPage?>? { stored?.outcome(of: source) }

    /// Replaces all that is kept.
    mutating func keep(_ entries: [ContentEntry], _ outcomes: [Outcome<ParsedPage?>]) {
        parses = Dictionary(
            zip(entries, outcomes).map { ($0.path, Parse(status: $0.status, outcome: $1)) },
            uniquingKeysWith: { first, _ in first })
    }

    mutating func keep(_ entry: ContentEntry, _ outcome: Outcome<ParsedPage?>) {
        parses[entry.path] = Parse(status: entry.status, outcome: outcome)
    }

    /// A file that was written twice within the tick of the system's clock, to the same size, looks unchanged.
    mutating func forget(_ path: String) { parses[path] = nil }

    /// All that is kept, in the order of the paths.
    var outcomes: [(path: String, outcome: Outcome<ParsedPage?>)] {
        parses.map { ($0.key, $0.value.outcome) }.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }
}

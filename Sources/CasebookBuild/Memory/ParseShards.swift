import CasebookCache
import CasebookFiles
import CasebookModel
import Synchronization

/// A site's parses, divided into the files that they are kept in.
struct ParseShards {
    private struct Shard: Sendable {
        var name: String
        var parses: [Outcome<ParsedPage?>] = []
        var keys: [StoredParses.Key] = []
    }

    private let rules: Fingerprint
    /// Those that differ from what is on disk.
    private let changed: [Shard]
    let names: Set<String>
    private let head: @Sendable (ParsedPage) -> Fingerprint

    /// - Parameters:
    ///   - outcomes: In the order of their paths.
    ///   - head: See ``ParseShard/head(of:)``.
    init(
        _ outcomes: [(path: String, outcome: Outcome<ParsedPage?>)], pages: Int, rules: KeptParses.Rules?,
        earlier: StoredParses.Keys?,
        head: @escaping @Sendable (ParsedPage) -> Fingerprint
    ) {
        self.head = head
        let count = ParseShard.count(pages: pages)
        var shards = (0..<count).map { Shard(name: ParseShard.name($0, of: count)) }
        for (path, outcome) in outcomes {
            guard let page = outcome.value else { continue }
            let number = ParseShard.number(of: path, count: count)
            shards[number].parses.append(outcome)
            shards[number].keys.append(StoredParses.Key(path: path, hash: page.fingerprint))
        }
        let rules = (rules ?? KeptParses.Rules(configuration: nil, channels: [:])).fingerprint
        self.rules = rules
        names = Set(shards.map(\.name))
        changed = shards.filter { !(earlier?.holds($0.name, rules: rules, $0.keys) ?? false) }
    }

    func write(jobs: Int, program: Fingerprint, to writing: CacheFolder.Writing) throws(FileError) {
        let failure = Mutex<FileError?>(nil)
        forEachInParallel(changed.count, jobs: jobs) { number in
            let shard = changed[number]
            do throws(FileError) {
                try writing.seal(ParseShard.payload(rules: rules, shard.parses, head: head), as: shard.name, program)
            } catch {
                failure.withLock { $0 = $0 ?? error }
            }
        }
        if let error = failure.withLock({ $0 }) { throw error }
    }
}

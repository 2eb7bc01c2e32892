import CasebookCache
import CasebookFiles
import CasebookModel
import Synchronization

/// The parses that an earlier build left on disk. Each is read when it is asked for, by the thread that asks.
final class StoredParses: Sendable {
    /// Which parse a shard holds: of which file, saying what.
    struct Key: Hashable, Sendable {
        var path: String
        var hash: Fingerprint
    }

    /// What there was, without the parses themselves, which are as large as the site.
    struct Keys: Sendable {
        fileprivate struct Shard: Sendable {
            var name: String
            var rules: Fingerprint
            var keys: [Key]
        }

        fileprivate let shards: [Shard]

        /// Whether a shard on disk holds these parses and no others.
        func holds(_ name: String, rules: Fingerprint, _ keys: [Key]) -> Bool {
            shards.contains { $0.name == name && $0.rules == rules && $0.keys == keys }
        }
    }

    private struct Parse: Sendable {
        var entry: ParseShard.Entry
        var rules: Fingerprint
    }

    let keys: Keys
    /// By path.
    private let parses: [String: Parse]
    /// What files said when they looked as they did, by path.
    private let inputs: [String: BuildRecord.Input]
    private let observed: Int64
    /// The rules by which pages are parsed now; `nil` before they are known.
    private let rules = Mutex<Fingerprint?>(nil)
    private let taken = Atomic<Int>(0)
    private let found: Mutex<CacheDamage?>

    /// - Parameter read: Gives a file of the cache by its name, `nil` where there is none. Is called from several threads.
    init(
        pages: Int, record: BuildRecord?, jobs: Int, read: @Sendable (String) throws(CacheDamage) -> CacheReader?
    ) {
        let count = ParseShard.count(pages: pages)
        let found = Mutex<CacheDamage?>(nil)
        let read = mapInParallel(count, jobs: jobs) { number -> (name: String, shard: ParseShard)? in
            let name = ParseShard.name(number, of: count)
            do throws(CacheDamage) {
                guard let reader = try read(name) else { return nil }
                return (name, try ParseShard(reader))
            } catch {
                // One word is enough: where one shard is another program's, all are.
                found.withLock { $0 = $0 ?? error }
                return nil
            }
        }.compactMap { $0 }
        self.found = Mutex(found.withLock { $0 })
        keys = Keys(
            shards: read.map { name, shard in
                Keys.Shard(
                    name: name, rules: shard.rules, keys: shard.entries.map { Key(path: $0.path, hash: $0.hash) })
            })
        var parses: [String: Parse] = [:]
        parses.reserveCapacity(pages)
        for (_, shard) in read {
            for entry in shard.entries { parses[entry.path] = Parse(entry: entry, rules: shard.rules) }
        }
        self.parses = parses
        inputs = Dictionary((record?.inputs ?? []).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        observed = record?.observed ?? 0
    }

    /// How many parses were taken from here.
    var takenCount: Int { taken.load(ordering: .relaxed) }
    /// Why something could not be taken; `nil` where nothing was wrong.
    var damage: CacheDamage? { found.withLock { $0 } }

    /// From now on, only what was parsed by these rules is given.
    func adopt(_ rules: KeptParses.Rules) { self.rules.withLock { $0 = rules.fingerprint } }

    /// The parse of a file that looks as it did when it was read.
    func outcome(of entry: ContentEntry) -> Outcome<ParsedPage?>? {
        guard let input = inputs[entry.path], case .hash(let hash) = input.content,
            input.stamp == FileStamp(entry.status), !input.stamp.isRacy(at: observed)
        else { return nil }
        return outcome(path: entry.path, hash)
    }

    func outcome(of source: SourceFile) -> Outcome<ParsedPage?>? { outcome(path: source.path, source.fingerprint) }

    private func outcome(path: String, _ hash: Fingerprint) -> Outcome<ParsedPage?>? {
        guard let parse = parses[path], parse.entry.hash == hash, parse.rules == rules.withLock({ $0 }) else {
            return nil
        }
        do {
            let outcome = try parse.entry.parse()
            taken.wrappingAdd(1, ordering: .relaxed)
            return outcome
        } catch {
            found.withLock { $0 = $0 ?? error }
            return nil
        }
    }

    /// The hash of a page's head where it was kept with its parse.
    func head(of page: ParsedPage) -> Fingerprint? {
        guard let parse = parses[page.path], parse.entry.hash == page.fingerprint,
            parse.rules == rules.withLock({ $0 })
        else { return nil }
        return parse.entry.head
    }
}

extension KeptParses.Rules {
    var fingerprint: Fingerprint {
        var writer = CacheWriter()
        writer.optional(configuration) { $0.blob($1.bytes) }
        writer.list(channels.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) { writer, channel in
            writer.string(channel.key)
            writer.string(channel.value)
        }
        return ContentHash(of: writer.bytes).fingerprint
    }
}

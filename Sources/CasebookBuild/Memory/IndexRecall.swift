import CasebookCache
import CasebookFiles
import CasebookModel
import CasebookSearch
import Synchronization

/// What an earlier build left of the search index, and where this one leaves what the next may want.
///
/// Files of the cache are written as soon as they are made: all of them together are larger than the index. Each goes by
/// what it is made of, so that it doesn't matter whether the site is published in the end.
struct IndexRecall: Sendable {
    static let name = "search"
    static let lanes = "search-lanes"

    static var names: [String] { [name, lanes] + (0..<IndexMaking.mostSlices).map(slice) }

    static func slice(_ number: Int) -> String { "search-terms-\(number)" }

    /// Of what all of the index depends on besides pages.
    let rules: Fingerprint
    let earlier: KeptIndex?
    private let cache: CacheFolder?
    private let program: Fingerprint
    private let writing: CacheFolder.Writing
    private let publisher: Publisher
    private let isPortable: Bool
    private let failure: FailureNote

    /// - Parameter cache: `nil` where nothing was left.
    init(
        rules: Fingerprint, earlier: KeptIndex?, cache: CacheFolder?, program: Fingerprint, publisher: Publisher,
        isPortable: Bool
    ) {
        self.rules = rules
        self.earlier = earlier
        self.cache = cache
        self.program = program
        self.publisher = publisher
        self.isPortable = isPortable
        writing = publisher.cacheWriting
        failure = FailureNote()
    }

    /// The same without anything from before.
    init(forgetting recall: IndexRecall) {
        rules = recall.rules
        earlier = nil
        cache = nil
        program = recall.program
        writing = recall.writing
        publisher = recall.publisher
        isPortable = recall.isPortable
        failure = recall.failure
    }

    /// A file that there must be.
    func need(_ name: String) throws(KeptIndexDamage) -> ArraySlice<UInt8> {
        guard let bytes = cache?.read(name), let reader = try? SealedFile.open(bytes, program: program) else {
            throw KeptIndexDamage()
        }
        return reader.rest
    }

    /// After a failure nothing more is kept: the rest would be of no use without what is missing.
    func keep(_ name: String, _ bytes: [UInt8]) {
        guard failure.first == nil else { return }
        do throws(FileError) {
            try writing.seal(bytes, as: name, program)
        } catch {
            failure.note(error)
        }
    }

    /// What kept something from being written, by this or by one that forgot.
    var writingFailure: FileError? { failure.first }

    /// Takes files of the old site that would be made again as they are.
    ///
    /// - Returns: Their hashes by name.
    func claim(_ keys: [(name: String, key: Fingerprint)], jobs: Int) throws -> [String: String] {
        guard let earlier else { return [:] }
        let known = Dictionary(earlier.files.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let claimed = try collectInParallel(keys.count, jobs: jobs) { number -> (String, String)? in
            let (name, key) = keys[number]
            guard let before = known[name], before.key == key, let hash = ContentHash(hex: before.hash.utf8) else {
                return nil
            }
            var own = [Publisher.Wanted(path: SearchFile.route(name).path, hash: hash)]
            // The same in a script, made of this one alone.
            if isPortable { own.append(Publisher.Wanted(path: SearchFile.scriptRoute(name).path, hash: nil)) }
            return try publisher.keep(own) ? (name, before.hash) : nil
        }
        return Dictionary(claimed.compactMap(\.self), uniquingKeysWith: { first, _ in first })
    }
}

/// The first error of several threads.
private final class FailureNote: Sendable {
    private let error = Mutex<FileError?>(nil)

    func note(_ error: FileError) { self.error.withLock { $0 = $0 ?? error } }
    var first: FileError? { error.withLock { $0 } }
}

import CasebookCache
import CasebookFiles
import CasebookModel
import Synchronization

/// Holds the content folder against what an earlier build read there.
struct InputComparison {
    let record: BuildRecord
    let disk: any FileSystem
    let jobs: Int

    struct Result {
        /// As the files look now.
        var inputs: [BuildRecord.Input]
        /// Whether files had to be read that would have to be read again by the next build.
        var isNews: Bool
    }

    /// - Returns: `nil` where files came, left, moved or say something else.
    func inputs(_ entries: [ContentEntry]) -> Result? {
        guard entries.count == record.inputs.count else { return nil }
        var inputs = record.inputs
        var unsure: [Int] = []
        for (number, entry) in entries.enumerated() {
            guard inputs[number].path == entry.path else { return nil }
            let stamp = FileStamp(entry.status)
            let isSure = inputs[number].stamp == stamp && !stamp.isRacy(at: record.observed)
            inputs[number].stamp = stamp
            switch inputs[number].content {
            case .unread: break
            case .unknown: return nil
            case .hash: if !isSure { unsure.append(number) }
            }
        }
        guard areSame(unsure, entries) else { return nil }
        return Result(inputs: inputs, isNews: !unsure.isEmpty)
    }

    /// Whether files say what they said, by their bytes.
    private func areSame(_ unsure: [Int], _ entries: [ContentEntry]) -> Bool {
        let hasChanged = Atomic<Bool>(false)
        forEachInParallel(unsure.count, jobs: jobs) { number in
            guard !hasChanged.load(ordering: .relaxed) else { return }
            let index = unsure[number]
            let hash = disk.read(entries[index]).value?.fingerprint
            if hash.map({ .hash($0) }) != record.inputs[index].content { hasChanged.store(true, ordering: .relaxed) }
        }
        return !hasChanged.load(ordering: .relaxed)
    }
}

/// What a build has read of the content folder's files.
struct InputHashes {
    private var hashes: [String: Fingerprint?]

    init(
        _ parses: [(path: String, outcome: Outcome<ParsedPage?>)], _ content: LoadedContent,
        _ assets: [String: Fingerprint]
    ) {
        hashes = content.listHashes
        for (path, outcome) in parses { hashes[path] = .some(outcome.value?.fingerprint) }
        for (path, hash) in assets { hashes[path] = .some(hash) }
    }

    func content(of path: String) -> BuildRecord.Input.Content {
        switch hashes[path] {
        case .some(.some(let hash)): .hash(hash)
        case .some(.none): .unknown
        case .none: .unread
        }
    }
}

extension SiteBuild.Found {
    /// A hash of everything that a site depends on besides the files of its content folder and the program.
    func settings(_ request: BuildRequest) -> Fingerprint {
        let edition = request.edition
        var writer = CacheWriter(capacity: 1_500_000)
        writer.flag(request.dividesIndex)
        writer.flag(edition.includesDrafts)
        writer.flag(edition.portable)
        writer.string(edition.date.description)
        writer.optional(content.configurationHash) { $0.blob($1.bytes) }
        // Without a configuration the folder's name is the site's.
        writer.string(content.configuration.title)
        writer.string(content.pathPrefix)
        writer.list(theme.value.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) { writer, file in
            writer.string(file.key)
            writer.blob(file.value)
        }
        // Of the folders themselves: what could not be looked at, and why.
        writer.diagnostics(content.diagnostics + theme.diagnostics)
        return ContentHash(of: writer.bytes).fingerprint
    }
}

extension LoadedContent {
    /// A hash of what rendered pages are made of besides pages; `nil` where something of it could not be read.
    func renderHash(_ settings: Fingerprint) -> Fingerprint? {
        vocabularyHash { $0.fingerprint(settings) }
    }

    /// The same of the search index.
    var indexHash: Fingerprint? {
        vocabularyHash { writer in
            writer.optional(configurationHash) { $0.blob($1.bytes) }
            writer.string(configuration.title)
        }
    }

    /// The same of what rules know besides pages.
    func checkHash(_ edition: Edition) -> Fingerprint? {
        let forbidden = listHashes[ContentLoader.forbiddenPath]
        if case .some(.none) = forbidden { return nil }
        return vocabularyHash { writer in
            writer.optional(configurationHash) { $0.blob($1.bytes) }
            writer.string(pathPrefix)
            writer.flag(edition.includesDrafts)
            writer.string(edition.date.description)
            writer.optional(forbidden.flatMap(\.self)) { $0.fingerprint($1) }
        }
    }

    private func vocabularyHash(_ more: (inout CacheWriter) -> Void) -> Fingerprint? {
        var writer = CacheWriter()
        more(&writer)
        for path in listHashes.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        where path.hasPrefix(ContentLoader.vocabularyFolder) {
            guard case .some(.some(let hash)) = listHashes[path] else { return nil }
            writer.string(path)
            writer.fingerprint(hash)
        }
        return ContentHash(of: writer.bytes).fingerprint
    }
}

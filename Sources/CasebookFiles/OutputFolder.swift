/// The folder that a site is published to, and the state that Casebook keeps beside it.
struct OutputFolder: Sendable {
    /// Absolute, links resolved: what is exchanged is the folder, not a link to it.
    let path: DiskPath
    /// `.casebook/<name>/` in the same parent, so on the same file system.
    let state: DiskPath

    /// Where new files are put, and where a site is put together that has no twin; in that case, after the exchange, the old
    /// site until it is a twin.
    var stage: DiskPath { state.appending("stage") }
    /// Second names for files of the published site, in folders as it has them; see ``Twin``.
    var twin: DiskPath { state.appending("twin") }
    /// The twin while a build makes the next site of it; after the exchange, the old site until it is a twin.
    var next: DiskPath { state.appending("next") }
    /// What lies there is of a build at work, or of one that was killed.
    var unfinished: [DiskPath] { [stage, next] }
    var lockFile: DiskPath { state.appending("lock") }
    /// What builds know for the next; see ``CacheFolder``.
    var cache: DiskPath { state.appending("cache") }
    var manifest: DiskPath { path.appending(SiteManifest.fileName) }

    /// The folder need not exist yet, nor those above it.
    init(_ path: DiskPath, on disk: any FileSystem) throws(PublishError) {
        self.path = try OutputFolder.resolve(path, on: disk)
        let name = self.path.name
        let stateName = Array(".casebook".utf8)
        if name.isEmpty || name.elementsEqual(stateName) { throw .notAFolder(self.path) }
        state = self.path.parent.appending(stateName).appending(Array(name))
    }

    private static func resolve(_ path: DiskPath, on disk: any FileSystem) throws(PublishError) -> DiskPath {
        do {
            return try disk.realPath(path)
        } catch {
            if !error.isMissing { throw .disk(error) }
        }
        do {
            // A link that leads nowhere exists, and something must be wrong.
            if try disk.statusIfPresent(path) != nil { throw PublishError.notAFolder(path) }
            let name = Array(path.name)
            if name == Array(".".utf8) || name == Array("..".utf8) { throw PublishError.notAFolder(path) }
            try disk.makeFolders(path.parent)
            return try disk.realPath(path.parent).appending(name)
        } catch {
            throw PublishError(error)
        }
    }

    /// What is there now.
    enum Occupant {
        case nothing
        /// At most dot files.
        case empty(FileStatus)
        /// With what its manifest names.
        case site(FileStatus, OldSite, json: [UInt8])

        var status: FileStatus? {
            switch self {
            case .nothing: nil
            case .empty(let status), .site(let status, _, _): status
            }
        }
    }

    /// - Parameter known: What an earlier build published, by which its manifest is known without being read.
    /// - Throws: Where the folder is none of ours, or can't be exchanged.
    func inspect(on disk: any FileSystem, known: PublishedFiles?) throws(PublishError) -> Occupant {
        do {
            guard let status = try checkedStatus(on: disk) else { return .nothing }
            guard try holdsManifest(on: disk) else { return .empty(status) }
            let json = try disk.read(manifest, limit: OutputFolder.manifestLimit).bytes
            let site = try known.flatMap { OldSite($0, manifest: json) } ?? OldSite(readManifest(json))
            return .site(status, site, json: json)
        } catch {
            throw PublishError(error)
        }
    }

    /// Throws as `inspect` does, but for what the manifest says: reading it takes time.
    func refuseForeign(on disk: any FileSystem) throws(PublishError) {
        do {
            if try checkedStatus(on: disk) != nil { _ = try holdsManifest(on: disk) }
        } catch {
            throw PublishError(error)
        }
    }

    /// `nil` where nothing is there.
    private func checkedStatus(on disk: any FileSystem) throws -> FileStatus? {
        guard let status = try disk.statusIfPresent(path) else { return nil }
        if status.kind != .folder { throw PublishError.notAFolder(path) }
        if status.identity.device != (try disk.status(path.parent).identity.device) {
            throw PublishError.otherFileSystem(path)
        }
        return status
    }

    /// Whether there is more than dot files; it has to be ours then.
    private func holdsManifest(on disk: any FileSystem) throws -> Bool {
        let names = try disk.list(path).map(\.name)
        if names.allSatisfy({ $0.first == UInt8(ascii: ".") }) { return false }
        if !names.contains(Array(SiteManifest.fileName.utf8)) { throw PublishError.foreignFolder(path) }
        return true
    }

    private func readManifest(_ json: [UInt8]) throws(PublishError) -> SiteManifest {
        do {
            return try SiteManifest(json: json)
        } catch {
            if case .version(let version) = error { throw .laterManifest(manifest, version: version) }
            throw .foreignManifest(manifest)
        }
    }

    /// Some two million files: beyond that, the manifest is not what makes trouble.
    private static let manifestLimit = 500_000_000
}

extension PublishError {
    /// For `catch` clauses that meet both kinds of errors.
    init(_ error: any Error) {
        switch error {
        case let error as PublishError: self = error
        case let error as FileError: self = .disk(error)
        // The callers throw these two kinds only.
        default: preconditionFailure("unexpected error: \(error)")
        }
    }
}

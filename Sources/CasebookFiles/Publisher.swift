import CasebookModel
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Publishes one site: files are put together beside the output folder, and the whole is exchanged with it at the end.
///
/// Until `commit` the output folder is not touched; whatever fails or is killed before the exchange leaves the old site,
/// whatever comes after it the new one. What a killed build leaves is of no use to anybody, and the next build removes it.
///
/// A file with the same bytes as in the old site is not written but linked, so that it keeps its inode and its time. Most of
/// these links are there already, in the tree that the last publication exchanged the site for: the ``Twin``.
package final class Publisher: Sendable {
    struct Output: Sendable {
        var file: SiteManifest.File
        /// The old site's file, which serves on, as it looked when its bytes were known; `nil`: a new one was written.
        var kept: FileStatus?
        /// The place of the old site's file at this address; `nil` where it had none.
        var oldNumber: Int?
    }

    struct Progress {
        enum Phase: Equatable { case open, failed, ended }

        var phase = Phase.open
        /// At addresses that the old site has a file at, parallel to its files. Most are there, and a dictionary of all
        /// would be filled anew by each build.
        fileprivate(set) var known: [Output?]
        /// At all others.
        fileprivate(set) var added: [Route: Output] = [:]

        /// - Returns: Whether nothing had been taken at the address.
        fileprivate mutating func take(_ output: Output, at route: Route) -> Bool {
            guard let number = output.oldNumber else { return added.updateValue(output, forKey: route) == nil }
            defer { known[number] = output }
            return known[number] == nil
        }

        /// By path. A manifest's files are sorted, and those added to them few: sorting merges what is in order already.
        var outputs: [Output] {
            (known.compactMap(\.self) + added.values).sorted { $0.file.path.precedesInBytes($1.file.path) }
        }
    }

    let disk: any FileSystem
    let folder: OutputFolder
    let occupant: OutputFolder.Occupant
    let progress: Mutex<Progress>
    let stage: StagedTree
    let old: OldSite
    /// How the old site's files look that are what an earlier build published, parallel to `old.files`; `nil` for others. All
    /// are looked at together: from their folders that takes half of what it takes by their whole paths.
    private let intact: [FileStatus?]
    private let lock: any FileLock
    /// Before the old site was looked at.
    let started = SystemClock.now

    /// Takes the lock beside the output folder, and removes what a killed build left.
    ///
    /// - Parameters:
    ///   - output: Made where it is missing, with the folders above it. A link to a folder stands for that folder.
    ///   - patience: How long to wait for another build of the same site.
    ///   - known: What an earlier build published. Where its manifest is still there, nobody has to read it again.
    package convenience init(
        to output: DiskPath, on disk: any FileSystem, patience: Duration, known: PublishedFiles? = nil,
        share: @escaping Sharing = SharedWork.alone.share
    ) throws(PublishError) {
        let folder = try OutputFolder(output, on: disk)
        // Before anything is made beside a folder that isn't ours.
        try folder.refuseForeign(on: disk)
        let lock = try Publisher.lock(folder, on: disk, patience: patience)
        do {
            for tree in folder.unfinished { try disk.removeTree(tree) }
            // Only now: another build may have published while we waited.
            self.init(
                folder, occupant: try folder.inspect(on: disk, known: known), lock: lock, disk: disk,
                SharedWork(share: share))
        } catch {
            lock.release()
            throw PublishError(error)
        }
    }

    private init(
        _ folder: OutputFolder, occupant: OutputFolder.Occupant, lock: any FileLock, disk: any FileSystem,
        _ work: SharedWork
    ) {
        self.folder = folder
        self.occupant = occupant
        self.lock = lock
        self.disk = disk
        // The published folder keeps its permissions.
        stage = StagedTree(folder.stage, mode: occupant.status?.mode, on: disk)
        let old = if case .site(_, let site, _) = occupant { site } else { OldSite() }
        self.old = old
        intact = old.intact(in: folder.path, on: disk, work)
        progress = Mutex(Progress(known: Array(repeating: nil, count: old.files.count)))
    }

    static func lock(
        _ folder: OutputFolder, on disk: any FileSystem, patience: Duration
    ) throws(PublishError) -> any FileLock {
        do {
            try disk.makeFolders(folder.state)
            guard let lock = try disk.lock(folder.lockFile, patience: patience) else {
                throw PublishError.locked(folder.path, waited: patience)
            }
            return lock
        } catch {
            throw PublishError(error)
        }
    }

    /// Takes a file of the site, from any thread. After a failure nothing more is taken, and nothing is published.
    ///
    /// - Returns: The hash that the manifest names.
    @discardableResult package func write(_ output: OutputFile) throws(PublishError) -> ContentHash {
        do throws(PublishError) {
            guard Publisher.isValid(output.route) else { throw .invalidRoute(output.route) }
            guard Publisher.fits(output.route) else { throw .longRoute(output.route) }
            let file = SiteManifest.File(
                path: output.route.path, size: output.bytes.count, hash: ContentHash(of: output.bytes))
            let number = old.number(output.route)
            let kept = number.flatMap { live(output.bytes, file, $0) }
            try claim(output.route, Output(file: file, kept: kept, oldNumber: number))
            if kept == nil { try stage(output.route, output.bytes) }
            return file.hash
        } catch {
            progress.withLock { if $0.phase == .open { $0.phase = .failed } }
            throw error
        }
    }

    /// A file of the old site that is wanted as it is.
    package struct Wanted: Sendable {
        /// Below the output folder.
        package var path: String
        /// `nil`: whatever it says.
        package var hash: ContentHash?

        package init(path: String, hash: ContentHash?) {
            self.path = path
            self.hash = hash
        }
    }

    /// Takes files of the old site as they are, where all of them are still what an earlier build published.
    ///
    /// - Returns: Whether they were taken; otherwise they have to be made and written.
    package func keep(_ files: [Wanted]) throws(PublishError) -> Bool {
        var kept: [Output] = []
        for file in files {
            guard let output = asPublished(file) else { return false }
            kept.append(output)
        }
        do throws(PublishError) {
            for output in kept { try claim(Route(output.file.path), output) }
            return true
        } catch {
            progress.withLock { if $0.phase == .open { $0.phase = .failed } }
            throw error
        }
    }

    /// The bytes of a file that was taken, from wherever they lie.
    ///
    /// - Returns: `nil` where none was taken at the address.
    package func read(_ route: Route) throws(PublishError) -> [UInt8]? {
        let number = old.number(route)
        guard let output = progress.withLock({ progress in number.map { progress.known[$0] } ?? progress.added[route] })
        else { return nil }
        return try bytes(of: output.file, below: output.kept == nil ? folder.stage : folder.path)
    }

    /// - Throws: Also where they aren't those that the manifest names.
    func bytes(of file: SiteManifest.File, below root: DiskPath) throws(PublishError) -> [UInt8] {
        let place = root.appending(file.path)
        do {
            let bytes = try disk.read(place, limit: file.size).bytes
            guard ContentHash(of: bytes) == file.hash else { throw PublishError.damaged(place) }
            return bytes
        } catch {
            throw PublishError(error)
        }
    }

    /// - Returns: `nil` where the file may be another than it was.
    private func asPublished(_ wanted: Wanted) -> Output? {
        guard let number = old.number(Route(wanted.path)), let status = intact[number],
            wanted.hash == nil || wanted.hash == old.files[number].hash
        else { return nil }
        return Output(file: old.files[number], kept: status, oldNumber: number)
    }

    /// The way to the cache beside the output folder while this publisher holds its lock.
    package var cacheWriting: CacheFolder.Writing { CacheFolder.Writing(cache: CacheFolder(folder, on: disk)) }

    /// What has been written so far, sorted by path: for files that list the others.
    package var files: [SiteManifest.File] { progress.withLock { $0 }.outputs.map(\.file) }

    /// Publishes nothing. Does nothing where publishing has ended already.
    package func abort() {
        let isFirst = progress.withLock { progress in
            defer { progress.phase = .ended }
            return progress.phase != .ended
        }
        if isFirst { _ = end() }
    }

    deinit { abort() }

    /// Removes what this build has put together, whatever it is by now, and releases the lock.
    ///
    /// - Returns: What kept it from being removed. The next build tries again.
    func end() -> FileError? {
        defer { lock.release() }
        do {
            for tree in folder.unfinished { try disk.removeTree(tree) }
            return nil
        } catch {
            return error
        }
    }

    // MARK: - The stage

    /// The old site's file where it has these very bytes. The bytes themselves are compared: somebody may have changed them
    /// behind our back, and reading is cheap.
    private func live(_ bytes: [UInt8], _ file: SiteManifest.File, _ number: Int) -> FileStatus? {
        guard old.files[number] == file,
            let live = try? disk.read(folder.path.appending(file.path), limit: file.size)
        else { return nil }
        return live.isSteady && Publisher.areEqual(live.bytes, bytes) ? live.status : nil
    }

    /// As `==`, which compares byte by byte: a twentieth of the time to publish a large site again.
    private static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return left.withUnsafeBytes { left in
            right.withUnsafeBytes { right in
                guard let first = left.baseAddress, let second = right.baseAddress else { return true }
                return memcmp(first, second, left.count) == 0
            }
        }
    }

    private func claim(_ route: Route, _ output: Output) throws(PublishError) {
        let refusal: PublishError? = progress.withLock { progress in
            if progress.phase != .open { return .notOpen }
            return progress.take(output, at: route) ? nil : .duplicateRoute(route)
        }
        if let refusal { throw refusal }
    }

    private func stage(_ route: Route, _ bytes: [UInt8]) throws(PublishError) {
        do {
            try stage.makeFolder(Publisher.folder(of: route.path.utf8))
            try disk.create(folder.stage.appending(route.path), bytes)
        } catch {
            throw PublishError(error)
        }
    }

    /// The folder part of a path; empty for a file in the root.
    static func folder(of path: some Collection<UInt8>) -> [UInt8] {
        Array(path.reversed().drop { $0 != DiskPath.slash }.dropFirst().reversed())
    }

    /// Pages are held to less before they get here, where nobody has switched that off.
    private static func fits(_ route: Route) -> Bool {
        route.path.utf8.count <= 255 || route.path.utf8.split(separator: DiskPath.slash).allSatisfy { $0.count <= 255 }
    }

    private static func isValid(_ route: Route) -> Bool {
        if route.path == SiteManifest.fileName || route.path.utf8.contains(0) { return false }
        return route.path.utf8.split(separator: DiskPath.slash, omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty && !part.elementsEqual(".".utf8) && !part.elementsEqual("..".utf8)
        }
    }
}

import CasebookModel

/// What lay in an output folder when a build had published it.
package struct PublishedFiles: Sendable {
    package struct File: Sendable {
        /// Below the output folder.
        package var path: String
        package var hash: ContentHash
        package var stamp: FileStamp

        package init(path: String, hash: ContentHash, stamp: FileStamp) {
            self.path = path
            self.hash = hash
            self.stamp = stamp
        }
    }

    /// Sorted by path; the manifest is one of them.
    package var files: [File]
    /// When the stamps were taken, in nanoseconds since 1970.
    package var observed: Int64

    /// - Parameter files: In any order.
    package init(files: [File], observed: Int64) {
        self.files = files.sorted { $0.path.precedesInBytes($1.path) }
        self.observed = observed
    }

    /// What publishing the same files once more would come to, where it would write nothing.
    ///
    /// Holds the lock of the output folder meanwhile, so that no other build exchanges it.
    ///
    /// - Parameter now: In nanoseconds since 1970.
    /// - Returns: `nil` where anything is not as it was published: a file is gone or says something else, or a killed
    ///   build has left something.
    package func confirm(
        in output: DiskPath, on disk: any FileSystem, patience: Duration, now: Int64,
        share: @escaping Sharing = SharedWork.alone.share
    ) throws(PublishError) -> Publication? {
        let folder = try OutputFolder(output, on: disk)
        let lock = try Publisher.lock(folder, on: disk, patience: patience)
        defer { lock.release() }
        do {
            for tree in [folder.stage, folder.next] where try disk.statusIfPresent(tree) != nil { return nil }
            guard let status = try disk.statusIfPresent(folder.path), status.kind == .folder else { return nil }
            let work = SharedWork(share: share)
            // The manifest stands in no manifest.
            let own = files.filter { $0.path != SiteManifest.fileName }
            let survey = try LiveTree(of: folder.path, names: FileNames(own.map(\.path)), on: disk, work)
            guard survey.ours.count == own.count else { return nil }
            guard let stamps = try confirm(in: folder.path, on: disk, work) else { return nil }
            var confirmed = PublishedFiles(files: [], observed: now)
            confirmed.files = zip(files, stamps).map { File(path: $0.path, hash: $0.hash, stamp: $1) }
            return Publication(
                written: 0, unchanged: files.count, removed: 0, foreign: survey.foreignNames, leftover: nil,
                files: confirmed)
        } catch {
            // What can't be looked at is for the build to stumble over, and to name.
            return nil
        }
    }

    /// - Returns: How the files look now; `nil` where one says something else.
    private func confirm(
        in place: DiskPath, on disk: any FileSystem, _ work: SharedWork
    ) throws(FileError) -> [FileStamp]? {
        let size = 256
        let stamps = try work.map((files.count + size - 1) / size) { batch throws(FileError) -> [FileStamp]? in
            var stamps: [FileStamp] = []
            for file in files[batch * size..<min(files.count, (batch + 1) * size)] {
                guard let stamp = try confirm(file, in: place, on: disk) else { return nil }
                stamps.append(stamp)
            }
            return stamps
        }
        return stamps.contains { $0 == nil } ? nil : stamps.flatMap { $0 ?? [] }
    }

    /// - Returns: How the file looks now; `nil` where it says something else.
    private func confirm(
        _ file: File, in place: DiskPath, on disk: any FileSystem
    ) throws(FileError) -> FileStamp? {
        let path = place.appending(file.path)
        let status = try disk.status(path)
        guard status.kind == .file, status.size == file.stamp.size else { return nil }
        let stamp = FileStamp(status)
        if stamp == file.stamp, !stamp.isRacy(at: observed) { return stamp }
        let contents = try disk.read(path, limit: file.stamp.size)
        return contents.isSteady && ContentHash(of: contents.bytes) == file.hash ? stamp : nil
    }
}

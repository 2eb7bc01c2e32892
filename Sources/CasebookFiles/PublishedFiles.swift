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
        in output: DiskPath, on disk: any FileSystem, patience: Duration, now: Int64
    ) throws(PublishError) -> Publication? {
        let folder = try OutputFolder(output, on: disk)
        let lock = try Publisher.lock(folder, on: disk, patience: patience)
        defer { lock.release() }
        do {
            guard try disk.statusIfPresent(folder.stage) == nil, let status = try disk.statusIfPresent(folder.path),
                status.kind == .folder
            else { return nil }
            let occupant = OutputFolder.Occupant.site(status, manifest, json: [])
            let survey = try LiveTree(of: folder, occupant: occupant, on: disk)
            // The manifest stands in no manifest.
            guard survey.ours.count == files.count - 1 else { return nil }
            var confirmed = PublishedFiles(files: [], observed: now)
            confirmed.files.reserveCapacity(files.count)
            for file in files {
                guard let stamp = try confirm(file, in: folder, on: disk) else { return nil }
                confirmed.files.append(File(path: file.path, hash: file.hash, stamp: stamp))
            }
            return Publication(
                written: 0, unchanged: files.count, removed: 0, foreign: survey.foreignNames, leftover: nil,
                files: confirmed)
        } catch {
            // What can't be looked at is for the build to stumble over, and to name.
            return nil
        }
    }

    private var manifest: SiteManifest {
        SiteManifest(
            drafts: false,
            files: files.filter { $0.path != SiteManifest.fileName }
                .map { SiteManifest.File(path: $0.path, size: $0.stamp.size, hash: $0.hash) },
            pages: [])
    }

    /// - Returns: How the file looks now; `nil` where it says something else.
    private func confirm(
        _ file: File, in folder: OutputFolder, on disk: any FileSystem
    ) throws(FileError) -> FileStamp? {
        let path = folder.path.appending(file.path)
        let status = try disk.status(path)
        guard status.kind == .file, status.size == file.stamp.size else { return nil }
        let stamp = FileStamp(status)
        if stamp == file.stamp, !stamp.isRacy(at: observed) { return stamp }
        let contents = try disk.read(path, limit: file.stamp.size)
        return contents.isSteady && ContentHash(of: contents.bytes) == file.hash ? stamp : nil
    }
}

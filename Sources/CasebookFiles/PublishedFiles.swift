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

    /// The files that a manifest of these very bytes names, sorted; `nil` where it is another than was published with them.
    func files(namedBy manifest: [UInt8]) -> [File]? {
        guard let own = files.first(where: { $0.path == SiteManifest.fileName }), own.stamp.size == manifest.count,
            own.hash == ContentHash(of: manifest)
        else { return nil }
        return ours
    }

    /// All but the manifest, which stands in no manifest.
    private var ours: [File] { files.filter { $0.path != SiteManifest.fileName } }

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
            for tree in folder.unfinished where try disk.statusIfPresent(tree) != nil { return nil }
            guard let status = try disk.statusIfPresent(folder.path), status.kind == .folder else { return nil }
            let work = SharedWork(share: share)
            let ours = ours
            let survey = try LiveTree(of: folder.path, names: FileNames(ours.map(\.path)), on: disk, work)
            guard survey.ours.count == ours.count else { return nil }
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
        let statuses = try work.statuses(of: files.map(\.path), below: place, on: disk)
        var stamps: [FileStamp] = []
        stamps.reserveCapacity(files.count)
        var unsure: [Int] = []
        for (number, status) in statuses.enumerated() {
            guard let status, status.kind == .file, status.size == files[number].stamp.size else { return nil }
            stamps.append(FileStamp(status))
            if stamps[number] != files[number].stamp || stamps[number].isRacy(at: observed) { unsure.append(number) }
        }
        let rest = unsure
        let same = try work.map(rest.count) { index throws(FileError) in
            let file = files[rest[index]]
            let contents = try disk.read(place.appending(file.path), limit: file.stamp.size)
            return contents.isSteady && ContentHash(of: contents.bytes) == file.hash
        }
        return same.allSatisfy(\.self) ? stamps : nil
    }
}

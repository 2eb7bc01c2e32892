import CasebookModel
import Glibc
import Synchronization

/// What publishing came to.
package struct Publication: Sendable {
    /// Files that were put on disk; the manifest is one of them.
    package var written: Int
    /// Files that the old site had with the same bytes and that are the same files still.
    package var unchanged: Int
    /// Files of the old site that the new one doesn't have.
    package var removed: Int
    /// What Casebook did not write and carried over, by its path below the output folder, sorted. Dot files are
    /// carried over without mention.
    package var foreign: [String]
    /// What kept the old tree from being removed after the exchange. The next build tries again.
    package var leftover: FileError?
    /// What lies in the output folder now, so that a later build knows it again.
    package var files: PublishedFiles
}

extension Publisher {
    /// Runs something for all numbers below a count, on whatever threads there are, and waits for all.
    package typealias Sharing = (_ count: Int, _ body: @Sendable (Int) -> Void) -> Void

    /// Exchanges the output folder with what has been written. Where nothing differs, nothing is touched.
    ///
    /// - Throws: With the old site in place.
    package func commit(
        pages: [SiteManifest.Page], redirects: [SiteManifest.Redirect] = [], drafts: Bool,
        share: @escaping Sharing = { count, body in (0..<count).forEach(body) }
    ) throws(PublishError) -> Publication {
        let outputs: [Route: Output]? = progress.withLock { progress in
            guard progress.phase == .open else { return nil }
            progress.phase = .ended
            return progress.outputs
        }
        guard let outputs else {
            abort()
            throw .notOpen
        }
        let manifest = SiteManifest(
            drafts: drafts, files: outputs.values.map(\.file), pages: pages, redirects: redirects)
        do {
            return try publish(outputs, manifest, share)
        } catch {
            _ = end()
            throw PublishError(error)
        }
    }

    private func publish(
        _ outputs: [Route: Output], _ manifest: SiteManifest, _ share: @escaping Sharing
    ) throws -> Publication {
        let json = manifest.json
        let survey = try LiveTree(of: folder, occupant: occupant, on: disk)
        let isManifestNew = survey.manifestJSON != json
        let written = outputs.values.count { $0.isWritten } + (isManifestNew ? 1 : 0)
        var publication = Publication(
            written: written, unchanged: outputs.count + 1 - written,
            removed: survey.ours.count { outputs[Route($0)] == nil }, foreign: survey.foreignNames, leftover: nil,
            files: PublishedFiles(files: [], observed: 0))
        // Files that left show in the manifest, unless somebody else removed them before us.
        if written == 0, publication.removed == 0 {
            publication.files = try stamped(outputs, manifest: json, isManifestNew: false, in: folder.path, share)
            publication.leftover = end()
            return publication
        }
        let copied = try fill(outputs, manifest.files, survey, manifest: json, share)
        publication.written += copied
        publication.unchanged -= copied
        publication.files = try stamped(outputs, manifest: json, isManifestNew: true, in: folder.stage, share)
        try swap()
        removeOld(survey.ours, share)
        publication.leftover = end()
        return publication
    }

    /// Puts into the stage what is not written to it by `write`.
    ///
    /// - Returns: How many unchanged files had to be written after all.
    private func fill(
        _ outputs: [Route: Output], _ files: [SiteManifest.File], _ survey: LiveTree, manifest: [UInt8],
        _ share: @escaping Sharing
    ) throws -> Int {
        try makeStagedFolder([])
        let kept = files.filter { outputs[Route($0.path)]?.isWritten == false }
        var last: Substring?
        for file in kept {
            // Sorted by path: those of a folder mostly stand together.
            let folder = file.path.lastIndex(of: "/").map { file.path[..<$0] }
            if last == nil || folder != last { try makeStagedFolder(folder.map { Array($0.utf8) } ?? []) }
            last = folder
        }
        let copied = Atomic<Int>(0)
        try inBatches(kept.count, share) { number in
            if try !reuse(kept[number]) { copied.wrappingAdd(1, ordering: .relaxed) }
        }
        for item in survey.foreign { try carry(item) }
        try disk.create(folder.stage.appending(SiteManifest.fileName), manifest)
        return copied.load(ordering: .relaxed)
    }

    /// Takes the old site's files away, as far as that works; what is left goes with the rest of it.
    private func removeOld(_ paths: [String], _ share: @escaping Sharing) {
        try? inBatches(paths.count, share) { try disk.removeFile(folder.stage.appending(paths[$0])) }
    }

    /// Runs `body` for every number, some hundred at a time on whatever threads there are. After a failure the rest is left.
    private func inBatches(_ count: Int, _ share: @escaping Sharing, _ body: @Sendable (Int) throws -> Void) throws {
        let failure = Mutex<(any Error)?>(nil)
        let size = 256
        share((count + size - 1) / size) { batch in
            guard failure.withLock({ $0 == nil }) else { return }
            do {
                for number in batch * size..<min(count, (batch + 1) * size) { try body(number) }
            } catch {
                failure.withLock { if $0 == nil { $0 = error } }
            }
        }
        if let error = failure.withLock({ $0 }) { throw error }
    }

    /// - Returns: Whether the file is the same as in the old site, not only its bytes.
    private func reuse(_ file: SiteManifest.File) throws -> Bool {
        let live = folder.path.appending(file.path)
        do {
            try disk.link(live, to: folder.stage.appending(file.path))
            return true
        } catch {
            // Some disks have no links, and systems refuse them for files of another user: then it is a new file.
            guard [EPERM, EMLINK, EXDEV, EOPNOTSUPP, ENOSYS].contains(error.code) else { throw error }
            let bytes = try disk.read(live, limit: file.size).bytes
            guard ContentHash(of: bytes) == file.hash else { throw PublishError.damaged(live) }
            try disk.create(folder.stage.appending(file.path), bytes)
            return false
        }
    }

    private func carry(_ item: LiveTree.Item) throws {
        do {
            if item.status.kind == .folder {
                // With the rights that we need to fill it.
                try makeStagedFolder(item.path, mode: item.status.mode | 0o700)
            } else {
                try makeStagedFolder(Publisher.folder(of: item.path))
                try disk.link(folder.path.appending(item.path), to: folder.stage.appending(item.path))
            }
        } catch {
            // A generated file, its folder, or a file where the item's folder should be.
            guard error.code == EEXIST || error.code == ENOTDIR else { throw error }
            throw PublishError.inTheWay(folder.path.appending(item.path))
        }
    }

    /// Looks at all files once more: a disk that is full or failing may show it late, and later builds know them by how
    /// they look.
    private func stamped(
        _ outputs: [Route: Output], manifest: [UInt8], isManifestNew: Bool, in place: DiskPath,
        _ share: @escaping Sharing
    ) throws -> PublishedFiles {
        let observed = SystemClock.now
        let all = Array(outputs.values)
        let found = Mutex<[PublishedFiles.File]>([])
        try inBatches(all.count, share) { number in
            let file = try stamped(all[number].file, isWritten: all[number].isWritten, in: place)
            found.withLock { $0.append(file) }
        }
        var files = found.withLock { $0 }
        let file = SiteManifest.File(
            path: SiteManifest.fileName, size: manifest.count, hash: ContentHash(of: manifest))
        files.append(try stamped(file, isWritten: isManifestNew, in: place))
        return PublishedFiles(files: files, observed: observed)
    }

    private func stamped(
        _ file: SiteManifest.File, isWritten: Bool, in place: DiskPath
    ) throws -> PublishedFiles.File {
        let path = place.appending(file.path)
        let status = try disk.status(path)
        guard status.kind == .file, status.size == file.size else { throw PublishError.damaged(path) }
        var stamp = FileStamp(status)
        // An old file is compared while the site is made, and anybody may write to it since: no file has inode 0, so that
        // this one will be read again. The stage is ours alone.
        if !isWritten, stamp.isRacy(at: started) { stamp.inode = 0 }
        return PublishedFiles.File(path: file.path, hash: file.hash, stamp: stamp)
    }

    private func swap() throws {
        if occupant.status == nil {
            // Somebody may have made it meanwhile; a folder with anything in it makes this fail.
            return try disk.rename(folder.stage, to: folder.path)
        }
        do {
            try disk.exchange(folder.stage, folder.path)
        } catch {
            guard [EINVAL, ENOSYS, EOPNOTSUPP].contains(error.code) else { throw error }
            throw PublishError.exchangeUnsupported(folder.path)
        }
    }
}

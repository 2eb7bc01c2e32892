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
    /// Exchanges the output folder with what has been written. Where nothing differs, nothing is touched.
    ///
    /// - Throws: With the old site in place.
    package func commit(
        pages: [SiteManifest.Page], redirects: [SiteManifest.Redirect] = [], drafts: Bool,
        share: @escaping Sharing = SharedWork.alone.share, pairing: Pairing = .inTurn
    ) throws(PublishError) -> Publication {
        let ended: Progress? = progress.withLock { progress in
            guard progress.phase == .open else { return nil }
            progress.phase = .ended
            return progress
        }
        guard let ended else {
            abort()
            throw .notOpen
        }
        let outputs = ended.outputs
        let manifest = SiteManifest(drafts: drafts, files: outputs.map(\.file), pages: pages, redirects: redirects)
        let work = SharedWork(share: share)
        do {
            // Neither keeps two threads busy by itself.
            let (site, survey) = pairing.both(
                { NextSite(manifest, outputs, old) }, { Result { try self.survey(work) } })
            return try publish(site, survey.get(), work)
        } catch {
            _ = end()
            throw PublishError(error)
        }
    }

    /// What a commit is to put in the place of the old site.
    struct NextSite: Sendable {
        /// Sorted by path.
        let files: [SiteManifest.File]
        /// The old site's files that serve on, by number.
        let kept: [FileStatus?]
        let manifest: [UInt8]
        /// By the number of the old site's file at the same address; `nil` where this site has none.
        let numbersOfOld: [Int?]
        /// `nil`: those of the old site, with the same numbers.
        let names: FileNames?

        /// - Parameter outputs: In the order of the manifest's files.
        init(_ manifest: SiteManifest, _ outputs: [Output], _ old: OldSite) {
            files = manifest.files
            kept = outputs.map(\.kept)
            self.manifest = manifest.json
            var numbersOfOld: [Int?] = Array(repeating: nil, count: old.files.count)
            for (number, output) in outputs.enumerated() {
                if let oldNumber = output.oldNumber { numbersOfOld[oldNumber] = number }
            }
            self.numbersOfOld = numbersOfOld
            // Mostly the same files in the same order.
            let isSame = files.count == old.files.count && numbersOfOld.enumerated().allSatisfy { $0 == $1 }
            names = isSame ? nil : FileNames(files.map(\.path))
        }
    }

    private func publish(_ site: NextSite, _ survey: LiveTree, _ work: SharedWork) throws -> Publication {
        let isManifestNew = oldManifest != site.manifest
        let written = site.kept.count { $0 == nil } + (isManifestNew ? 1 : 0)
        var publication = Publication(
            written: written, unchanged: site.files.count + 1 - written,
            removed: survey.ours.count { site.numbersOfOld[$0] == nil },
            foreign: survey.foreignNames, leftover: nil, files: PublishedFiles(files: [], observed: 0))
        // Files that left show in the manifest, unless somebody else removed them before us.
        if written == 0, publication.removed == 0 {
            let none: [FileStatus?] = Array(repeating: nil, count: site.files.count)
            publication.files = try stamped(site, none, isManifestNew: false, in: folder.path, work)
            publication.leftover = end()
            return publication
        }
        let tree = try fill(site, survey, work)
        publication.written += tree.copied.count
        publication.unchanged -= tree.copied.count
        publication.files = try stamped(site, tree.looked, isManifestNew: true, in: tree.root, work)
        try swap(tree.root)
        try? leaveTwin(tree, site, survey, work)
        publication.leftover = end()
        return publication
    }

    private var oldManifest: [UInt8]? {
        if case .site(_, _, let json) = occupant { json } else { nil }
    }

    private func survey(_ work: SharedWork) throws(FileError) -> LiveTree {
        try LiveTree(
            of: folder.path, isThere: occupant.status != nil, names: FileNames(old.files.map(\.path)), on: disk, work)
    }

    /// Looks at all files once before they are the site: a disk that is full or failing may show it late, and later builds
    /// know them by how they look.
    ///
    /// - Parameter looked: What has been looked at already, by number; `nil` for other files.
    private func stamped(
        _ site: NextSite, _ looked: [FileStatus?], isManifestNew: Bool, in place: DiskPath, _ work: SharedWork
    ) throws -> PublishedFiles {
        let observed = SystemClock.now
        let missing = site.files.indices.filter { looked[$0] == nil }
        let later = try work.statuses(of: missing.map { site.files[$0].path }, below: place, on: disk)
        var statuses = looked
        for (number, status) in zip(missing, later) { statuses[number] = status }
        var files: [PublishedFiles.File] = []
        files.reserveCapacity(site.files.count + 1)
        for (number, file) in site.files.enumerated() {
            files.append(try stamped(file, statuses[number], isWritten: site.kept[number] == nil, in: place))
        }
        let file = SiteManifest.File(
            path: SiteManifest.fileName, size: site.manifest.count, hash: ContentHash(of: site.manifest))
        let status = try disk.statusIfPresent(place.appending(file.path))
        files.append(try stamped(file, status, isWritten: isManifestNew, in: place))
        return PublishedFiles(files: files, observed: observed)
    }

    private func stamped(
        _ file: SiteManifest.File, _ status: FileStatus?, isWritten: Bool, in place: DiskPath
    ) throws(PublishError) -> PublishedFiles.File {
        guard let status, status.kind == .file, status.size == file.size else {
            throw PublishError.damaged(place.appending(file.path))
        }
        var stamp = FileStamp(status)
        // An old file is compared while the site is made, and anybody may write to it since: no file has inode 0, so that
        // this one will be read again. The stage is ours alone.
        if !isWritten, stamp.isRacy(at: started) { stamp.inode = 0 }
        return PublishedFiles.File(path: file.path, hash: file.hash, stamp: stamp)
    }

    private func swap(_ tree: DiskPath) throws {
        if occupant.status == nil {
            // Somebody may have made it meanwhile; a folder with anything in it makes this fail.
            return try disk.rename(tree, to: folder.path)
        }
        do {
            try disk.exchange(tree, folder.path)
        } catch {
            guard [EINVAL, ENOSYS, EOPNOTSUPP].contains(error.code) else { throw error }
            throw PublishError.exchangeUnsupported(folder.path)
        }
    }
}

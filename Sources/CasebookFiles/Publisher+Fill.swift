import CasebookModel
import Glibc
import Synchronization

/// How the next site comes to be whole in one tree, and what becomes of the tree that it takes the place of.
extension Publisher {
    /// A tree that holds the next site; after the exchange, the old one.
    struct Tree: Sendable {
        var staged: StagedTree
        /// Files that are the old site's, by number: found there and looked at. `nil` for others.
        var looked: [FileStatus?]
        /// Numbers of unchanged files that had to be written after all.
        var copied: Set<Int> = []

        var root: DiskPath { staged.root }
    }

    /// Puts into one tree what is not written to the stage by `write`: what serves on, what is foreign, the manifest.
    func fill(_ site: NextSite, _ survey: LiveTree, _ work: SharedWork) throws -> Tree {
        try stage.makeFolder([])
        let none: [FileStatus?] = Array(repeating: nil, count: site.files.count)
        var tree = try twin(for: site, survey, work) ?? Tree(staged: stage, looked: none)
        let missing = site.files.indices.filter { site.kept[$0] != nil && tree.looked[$0] == nil }
        tree.copied = try link(missing, of: site, into: tree, work)
        for item in survey.foreign { try carry(item, into: tree) }
        try disk.create(tree.root.appending(SiteManifest.fileName), site.manifest)
        return tree
    }

    /// - Returns: Which files had to be written, since no second name can be given to them.
    private func link(
        _ numbers: [Int], of site: NextSite, into tree: Tree, _ work: SharedWork
    ) throws -> Set<Int> {
        var last: [UInt8]?
        for number in numbers {
            // Sorted by path: those of a folder mostly stand together.
            let folder = PathName.split(site.files[number].path).folder
            if let last, folder.elementsEqual(last) { continue }
            let made = Array(folder)
            try tree.staged.makeFolder(made)
            last = made
        }
        let copied = Mutex<Set<Int>>([])
        let damage = Mutex<PublishError?>(nil)
        try work.forEachInBatches(numbers.count) { index throws(FileError) in
            let number = numbers[index]
            do throws(PublishError) {
                if try !reuse(site.files[number], in: tree) { copied.withLock { _ = $0.insert(number) } }
            } catch {
                if case .disk(let error) = error { throw error }
                damage.withLock { $0 = error }
            }
        }
        if let error = damage.withLock({ $0 }) { throw error }
        return copied.withLock { $0 }
    }

    /// - Returns: Whether the file is the same as in the old site, not only its bytes.
    private func reuse(_ file: SiteManifest.File, in tree: Tree) throws(PublishError) -> Bool {
        do {
            try disk.link(folder.path.appending(file.path), to: tree.root.appending(file.path))
            return true
        } catch {
            // Some disks have no links, and systems refuse them for files of another user: then it is a new file.
            guard [EPERM, EMLINK, EXDEV, EOPNOTSUPP, ENOSYS].contains(error.code) else { throw .disk(error) }
        }
        let bytes = try bytes(of: file, below: folder.path)
        do {
            try disk.create(tree.root.appending(file.path), bytes)
            return false
        } catch {
            throw PublishError(error)
        }
    }

    private func carry(_ item: LiveTree.Item, into tree: Tree) throws {
        do {
            if item.status.kind == .folder {
                // With the rights that we need to fill it.
                try tree.staged.makeFolder(item.path, mode: item.status.mode | 0o700)
            } else {
                try tree.staged.makeFolder(Publisher.folder(of: item.path))
                try disk.link(folder.path.appending(item.path), to: tree.root.appending(item.path))
            }
        } catch {
            // A generated file, its folder, or a file where the item's folder should be.
            guard error.code == EEXIST || error.code == ENOTDIR else { throw error }
            throw PublishError.inTheWay(folder.path.appending(item.path))
        }
    }

    // MARK: - The twin

    /// The twin with what has been written.
    ///
    /// - Returns: `nil` where there is none, or none that helps.
    private func twin(for site: NextSite, _ survey: LiveTree, _ work: SharedWork) throws -> Tree? {
        let written = site.files.indices.filter { site.kept[$0] == nil }
        // Moving a file costs as much as a link.
        guard written.count < site.files.count - written.count,
            let remains = try clearedTwin(site.names ?? survey.names, site.kept, work)
        else { return nil }
        let staged = StagedTree(folder.next, mode: nil, folders: remains.folders, on: disk)
        try work.forEachInBatches(written.count) { index throws(FileError) in
            let path = site.files[written[index]].path
            try staged.makeFolder(Publisher.folder(of: path.utf8))
            try disk.rename(folder.stage.appending(path), to: folder.next.appending(path))
        }
        return Tree(staged: staged, looked: remains.files)
    }

    /// Gives the twin another name first, so that nobody takes it for one after a build that was killed.
    ///
    /// - Parameter names: Of the next site's files.
    private func clearedTwin(
        _ names: FileNames, _ kept: [FileStatus?], _ work: SharedWork
    ) throws -> Twin.Remains? {
        guard let status = try disk.statusIfPresent(folder.twin), status.kind == .folder,
            status.mode == occupant.status?.mode
        else { return nil }
        let mode = try modeOfNewFolders()
        do {
            try disk.rename(folder.twin, to: folder.next)
            return try Twin(root: folder.next, disk: disk, work: work)
                .clear(names: names, kept: kept, mode: mode)
        } catch {
            // Whatever it was that could not be looked at or removed: the site can be put together without it.
            try? disk.removeTree(folder.next)
            return nil
        }
    }

    /// Permission bits that the disk, the process and the stage give to a folder.
    private func modeOfNewFolders() throws(FileError) -> UInt32 {
        // No file of the stage is called so: the manifest is written to the tree alone, and later.
        let sample = folder.stage.appending(SiteManifest.fileName)
        try disk.makeFolder(sample, mode: nil)
        let mode = try disk.status(sample).mode
        try disk.removeFolder(sample)
        return mode
    }

    /// Makes a twin of the old site, or takes its files away where it has none that serve on. What can't be removed goes with
    /// the rest of the tree.
    func leaveTwin(_ tree: Tree, _ site: NextSite, _ survey: LiveTree, _ work: SharedWork) throws(FileError) {
        // One that was of no use.
        try disk.removeTree(folder.twin)
        let isTwin = site.kept.count { $0 != nil } > tree.copied.count
        let gone = survey.ours.filter { oldNumber in
            guard isTwin, let number = site.numbersOfOld[oldNumber] else { return true }
            return site.kept[number] == nil || tree.copied.contains(number)
        }
        try work.forEachInBatches(gone.count) { number throws(FileError) in
            try disk.removeFile(tree.root.appending(old.files[gone[number]].path))
        }
        guard isTwin else { return }
        try disk.removeFile(tree.root.appending(SiteManifest.fileName))
        // Each folder stands before what it holds.
        for item in survey.foreign.reversed() {
            let path = tree.root.appending(item.path)
            if item.status.kind == .folder { try disk.removeFolder(path) } else { try disk.removeFile(path) }
        }
        try disk.rename(tree.root, to: folder.twin)
    }
}

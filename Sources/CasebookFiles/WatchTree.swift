import Glibc

/// Which folder each of the kernel's watches stands for.
struct WatchTree {
    /// One notice of the kernel.
    struct Notice {
        var watch: Int32
        var mask: UInt32
        var name: [UInt8]
        /// In the kernel's buffer.
        var size: Int

        init(at address: UnsafeMutableRawPointer) {
            let head = address.load(as: inotify_event.self)
            watch = head.wd
            mask = head.mask
            size = MemoryLayout<inotify_event>.size + Int(head.len)
            let start = address + MemoryLayout<inotify_event>.size
            // The name is filled up with NULs.
            name = Array(UnsafeRawBufferPointer(start: start, count: Int(head.len)).prefix { $0 != 0 })
        }

        func says(_ masks: Int...) -> Bool { masks.contains { mask & UInt32($0) != 0 } }
    }

    /// A watched folder: what was asked for, or what lies below it.
    private struct Folder {
        var path: DiskPath
        var root: WatchedFolder
    }

    private var roots: [WatchedFolder] = []
    /// What lay at each root when it was last looked at; none where nothing did.
    private var identities: [WatchedFolder: FileStatus.Identity] = [:]
    private var folders: [Int32: [Folder]] = [:]
    private(set) var fault: FileError?
    private let disk = LocalFileSystem()

    private static let mask =
        UInt32(IN_CLOSE_WRITE) | UInt32(IN_CREATE) | UInt32(IN_DELETE) | UInt32(IN_MOVED_FROM) | UInt32(IN_MOVED_TO)
        | UInt32(IN_ONLYDIR)

    mutating func replace(_ wanted: [WatchedFolder], queue: Int32) {
        if Set(wanted) != Set(roots) { fault = nil }
        // First what is new: a folder that stays keeps its watch, and the notices that nobody has read yet.
        for root in wanted where !roots.contains(root) { add(root, queue: queue) }
        let gone = Set(roots).subtracting(wanted)
        forget(queue: queue) { gone.contains($0.root) }
        for root in gone { identities[root] = nil }
        roots = wanted
    }

    /// Looks whether the roots are still the folders that they were.
    ///
    /// - Returns: Whether anything may have changed that no notice tells of.
    mutating func look(queue: Int32, _ gathering: inout ChangeGathering) -> Bool {
        lookAtFolders(queue: queue, &gathering)
        return fault != nil
    }

    private mutating func lookAtFolders(queue: Int32, _ gathering: inout ChangeGathering) {
        for root in roots where identity(of: root) != identities[root] {
            forget(below: root, queue: queue)
            add(root, queue: queue)
            gathering.add(.anything)
        }
    }

    mutating func take(_ notice: Notice, queue: Int32, _ gathering: inout ChangeGathering) {
        if notice.says(Int(IN_Q_OVERFLOW)) {
            // Folders may have come that nobody told of.
            let all = roots
            replace([], queue: queue)
            replace(all, queue: queue)
            return gathering.add(.anything)
        }
        guard let here = folders[notice.watch] else { return }
        if notice.says(Int(IN_IGNORED)) {
            folders[notice.watch] = nil
            return
        }
        for folder in here where !notice.name.isEmpty && folder.root.cares(about: notice.name) {
            let path = folder.path.appending(notice.name)
            let isFolder = notice.says(Int(IN_ISDIR))
            if notice.says(Int(IN_DELETE), Int(IN_MOVED_FROM)) {
                if isFolder { forget(below: path, queue: queue) }
                gathering.add(.vanished(path))
            } else if isFolder {
                if folder.root.names == nil { addTree(path, of: folder.root, queue: queue) }
                gathering.add(.appeared(path))
            } else {
                let isBegun = notice.says(Int(IN_CREATE))
                if isBegun { gathering.add(.begun(path)) }
                if !isBegun || isWhole(path) { gathering.add(.appeared(path)) }
            }
        }
        if notice.says(Int(IN_ISDIR)) { lookAtFolders(queue: queue, &gathering) }
    }

    /// A file that was just made is empty, and will be reported once it has been written; a link to one is there.
    private func isWhole(_ path: DiskPath) -> Bool {
        var found = stat()
        guard path.withCString({ lstat($0, &found) }) == 0 else { return false }
        return found.st_mode & S_IFMT == S_IFLNK || found.st_nlink > 1
    }

    // MARK: - Watches

    private func identity(of root: WatchedFolder) -> FileStatus.Identity? {
        guard let real = try? disk.realPath(root.path), let status = try? disk.status(real), status.kind == .folder
        else { return nil }
        return status.identity
    }

    private mutating func add(_ root: WatchedFolder, queue: Int32) {
        // Before the watch: a folder that is replaced in between is then found to be another one.
        identities[root] = identity(of: root)
        guard identities[root] != nil else { return }
        if root.names == nil { addTree(root.path, of: root, queue: queue) } else { watch(root.path, root, queue) }
    }

    private mutating func addTree(_ top: DiskPath, of root: WatchedFolder, queue: Int32) {
        var pending = [top]
        while let folder = pending.popLast() {
            // Links below the root are not followed: what they may lead to lies below the root, too.
            guard watch(folder, root, queue, followsLink: folder == root.path) else { continue }
            // A folder that is gone again has told so.
            let listed = (try? disk.realPath(folder)).flatMap { try? disk.list($0) } ?? []
            for entry in listed where root.cares(about: entry.name) {
                let path = folder.appending(entry.name)
                let kind = entry.kind ?? (try? disk.status(path))?.kind
                if kind == .folder { pending.append(path) }
            }
        }
    }

    @discardableResult private mutating func watch(
        _ path: DiskPath, _ root: WatchedFolder, _ queue: Int32, followsLink: Bool = true
    ) -> Bool {
        let mask = Self.mask | (followsLink ? 0 : UInt32(IN_DONT_FOLLOW))
        let number = path.withCString { inotify_add_watch(queue, $0, mask) }
        guard number >= 0 else {
            let code = errno
            if code != ENOENT, code != ENOTDIR { fault = FileError(.watch, path, code) }
            return false
        }
        let folder = Folder(path: path, root: root)
        // One folder may be asked for twice: by itself and as a part of a tree.
        if folders[number]?.contains(where: { $0.root == root && $0.path == path }) != true {
            folders[number, default: []].append(folder)
        }
        return true
    }

    private mutating func forget(below path: DiskPath, queue: Int32) {
        forget(queue: queue) { $0.path.relative(to: path) != nil }
    }

    private mutating func forget(below root: WatchedFolder, queue: Int32) { forget(queue: queue) { $0.root == root } }

    private mutating func forget(queue: Int32, where isForgotten: (Folder) -> Bool) {
        for (number, here) in folders {
            let kept = here.filter { !isForgotten($0) }
            if kept.count == here.count { continue }
            folders[number] = kept.isEmpty ? nil : kept
            if kept.isEmpty { inotify_rm_watch(queue, number) }
        }
    }
}

/// The disk as Casebook uses it. Every access of the program goes through it, so that tests can make each one fail and
/// can play a disk that ignores case, decomposes names or lists folders in any order.
///
/// All calls may come from several threads at once. A symbolic link in the last part of a path is never followed, but
/// for `realPath`.
package protocol FileSystem: Sendable {
    /// What a folder holds, `.` and `..` left out, in no order.
    func list(_ folder: DiskPath) throws(FileError) -> [FolderEntry]
    func status(_ path: DiskPath) throws(FileError) -> FileStatus
    /// The same of many entries of one folder; `nil` for those that are not there.
    func statuses(of names: [[UInt8]], in folder: DiskPath) throws(FileError) -> [FileStatus?]
    /// The absolute path without links, `.` and `..`. Fails where nothing is there.
    func realPath(_ path: DiskPath) throws(FileError) -> DiskPath
    /// A whole regular file.
    ///
    /// Anything else fails with `EINVAL`, and does so at once: opening a named pipe must not wait for its other end.
    ///
    /// - Parameter limit: A file of more bytes fails with `EFBIG`, whatever size it had when last looked at.
    func read(_ path: DiskPath, limit: Int) throws(FileError) -> FileContents
    /// A new file. Fails with `EEXIST` where anything is there, and may leave a part of the file where the disk is full.
    func create(_ path: DiskPath, _ bytes: [UInt8]) throws(FileError)
    /// - Parameter mode: Permission bits; `nil`: what the process gives to new folders.
    func makeFolder(_ path: DiskPath, mode: UInt32?) throws(FileError)
    /// A second name for a file; of a symbolic link, a second name for the link.
    func link(_ existing: DiskPath, to new: DiskPath) throws(FileError)
    /// Replaces a file or an empty folder at `new`.
    func rename(_ old: DiskPath, to new: DiskPath) throws(FileError)
    /// Two existing files or folders take each other's names in one step.
    func exchange(_ first: DiskPath, _ second: DiskPath) throws(FileError)
    func removeFile(_ path: DiskPath) throws(FileError)
    func removeFolder(_ path: DiskPath) throws(FileError)
    /// Takes the lock file at `path`, which is made where it is missing and never removed.
    ///
    /// - Parameter patience: How long to wait for another process; zero tries once.
    /// - Returns: `nil` where another process still holds it.
    func lock(_ path: DiskPath, patience: Duration) throws(FileError) -> (any FileLock)?
}

/// A lock that is held until it is released, and at the latest until the process ends.
package protocol FileLock: Sendable {
    func release()
}

package enum FileKind: Hashable, Sendable {
    case file, folder, link
    /// A named pipe, a socket or a device.
    case other
}

package struct FolderEntry: Hashable, Sendable {
    package var name: [UInt8]
    /// `nil` where the file system doesn't say.
    package var kind: FileKind?
    /// Most often the one that a look at the entry gives; layered file systems may show another. `nil` where it isn't known.
    package var inode: UInt64?
}

package struct FileStatus: Hashable, Sendable {
    /// What makes a file the same file under another name.
    package struct Identity: Hashable, Sendable {
        package var device: UInt64
        package var inode: UInt64
    }

    package var kind: FileKind
    /// In bytes.
    package var size: Int
    package var identity: Identity
    /// The last modification, in nanoseconds since 1970.
    package var modified: Int64
    /// Permission bits.
    package var mode: UInt32
}

package struct FileContents: Sendable {
    package var bytes: [UInt8]
    /// Whether size and time were the same before and after reading, so that the bytes are one state of the file.
    package var isSteady: Bool
    /// Of the very file that was read; `nil` for what lies on no disk.
    package var status: FileStatus?

    package init(bytes: [UInt8], isSteady: Bool, status: FileStatus? = nil) {
        self.bytes = bytes
        self.isSteady = isSteady
        self.status = status
    }
}

extension FileSystem {
    package func statuses(of names: [[UInt8]], in folder: DiskPath) throws(FileError) -> [FileStatus?] {
        var statuses: [FileStatus?] = []
        statuses.reserveCapacity(names.count)
        for name in names { statuses.append(try statusIfPresent(folder.appending(name))) }
        return statuses
    }

    func kind(of entry: FolderEntry, in folder: DiskPath) throws(FileError) -> FileKind {
        if let kind = entry.kind { return kind }
        return try status(folder.appending(entry.name)).kind
    }

    /// `nil` where nothing is there.
    package func statusIfPresent(_ path: DiskPath) throws(FileError) -> FileStatus? {
        do {
            return try status(path)
        } catch {
            if error.isMissing { return nil }
            throw error
        }
    }

    /// Makes the folder and those above it that are missing.
    package func makeFolders(_ path: DiskPath) throws(FileError) {
        if let status = try statusIfPresent(path) {
            // A link to a folder serves as one; what it leads to shows with the first use.
            if status.kind == .folder || status.kind == .link { return }
            throw FileError(.makeFolder, path, FileError.notAFolder)
        }
        if path.parent != path { try makeFolders(path.parent) }
        do {
            try makeFolder(path, mode: nil)
        } catch {
            // Another process may have been faster.
            if error.code != FileError.exists { throw error }
        }
    }

    /// Removes whatever is there, links as links. Nothing there is fine.
    package func removeTree(_ path: DiskPath) throws(FileError) {
        guard let status = try statusIfPresent(path) else { return }
        if status.kind == .folder { try removeFolderTree(path) } else { try removeFile(path) }
    }

    /// Removes a folder that is there, with all that it holds.
    func removeFolderTree(_ path: DiskPath) throws(FileError) {
        // Folders in the order in which they were met: each stands before what it holds. No recursion, since a tree
        // that somebody else made may be deep.
        var folders = [path]
        var next = 0
        while next < folders.count {
            let folder = folders[next]
            next += 1
            for entry in try list(folder) {
                let child = folder.appending(entry.name)
                if try kind(of: entry, in: folder) == .folder { folders.append(child) } else { try removeFile(child) }
            }
        }
        for folder in folders.reversed() { try removeFolder(folder) }
    }
}

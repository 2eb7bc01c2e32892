import Glibc

/// The machine's own disk, by direct system calls: Foundation's way of writing a file costs fifteen times as much.
package struct LocalFileSystem: FileSystem {
    package init() {}

    package func list(_ folder: DiskPath) throws(FileError) -> [FolderEntry] {
        let descriptor = try open(folder, .list, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
        guard let stream = fdopendir(descriptor) else {
            let code = errno
            close(descriptor)
            throw FileError(.list, folder, code)
        }
        defer { closedir(stream) }
        var entries: [FolderEntry] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else { break }
            let name = LocalFileSystem.name(of: entry)
            if name == [UInt8(ascii: ".")] || name == [UInt8(ascii: "."), UInt8(ascii: ".")] { continue }
            entries.append(
                FolderEntry(
                    name: name, kind: LocalFileSystem.kind(type: Int(entry.pointee.d_type)),
                    inode: UInt64(entry.pointee.d_ino)))
        }
        if errno != 0 { throw FileError(.list, folder, errno) }
        return entries
    }

    package func status(_ path: DiskPath) throws(FileError) -> FileStatus {
        var found = stat()
        try perform(.status, path) { lstat($0, &found) }
        return FileStatus(found)
    }

    /// From the folder's descriptor: the system walks the path once, and none has to be put together.
    package func statuses(of names: [[UInt8]], in folder: DiskPath) throws(FileError) -> [FileStatus?] {
        if names.isEmpty { return [] }
        let descriptor = try open(folder, .status, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
        defer { close(descriptor) }
        var statuses: [FileStatus?] = []
        statuses.reserveCapacity(names.count)
        var terminated: [CChar] = []
        for name in names {
            if name.contains(0) { throw FileError(.status, folder.appending(name), EINVAL) }
            terminated.removeAll(keepingCapacity: true)
            for byte in name { terminated.append(CChar(bitPattern: byte)) }
            terminated.append(0)
            var found = stat()
            if fstatat(descriptor, terminated, &found, AT_SYMLINK_NOFOLLOW) == 0 {
                statuses.append(FileStatus(found))
            } else {
                let error = FileError(.status, folder.appending(name), errno)
                guard error.isMissing else { throw error }
                statuses.append(nil)
            }
        }
        return statuses
    }

    package func realPath(_ path: DiskPath) throws(FileError) -> DiskPath {
        if path.hasNUL { throw FileError(.resolve, path, EINVAL) }
        let found = path.withCString { realpath($0, nil) }
        guard let found else { throw FileError(.resolve, path, errno) }
        defer { free(found) }
        return DiskPath(bytes: UnsafeRawBufferPointer(start: found, count: strlen(found)))
    }

    package func read(_ path: DiskPath, limit: Int) throws(FileError) -> FileContents {
        // O_NONBLOCK: a named pipe that took the file's place must not keep us waiting.
        let descriptor = try open(path, .read, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
        defer { close(descriptor) }
        let before = try descriptorStatus(descriptor, path)
        guard before.kind == .file else { throw FileError(.read, path, EINVAL) }
        if before.size > limit { throw FileError(.read, path, EFBIG) }
        let bytes = try readBytes(descriptor, path, expected: before.size)
        let after = try descriptorStatus(descriptor, path)
        let isSteady = before == after && bytes.count == after.size
        return FileContents(bytes: bytes, isSteady: isSteady, status: after)
    }

    package func create(_ path: DiskPath, _ bytes: [UInt8]) throws(FileError) {
        let descriptor = try open(path, .create, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + written, $0.count - written) }
            if count < 0 {
                if errno == EINTR { continue }
                let code = errno
                close(descriptor)
                throw FileError(.create, path, code)
            }
            written += count
        }
        // Disks with quotas and network disks may notice only here that there is no room.
        if close(descriptor) != 0, errno != EINTR { throw FileError(.create, path, errno) }
    }

    package func makeFolder(_ path: DiskPath, mode: UInt32?) throws(FileError) {
        try perform(.makeFolder, path) { mkdir($0, 0o777) }
        guard let mode else { return }
        // Not through mkdir: the process's mask would take bits away.
        try perform(.makeFolder, path) { chmod($0, mode & 0o7777) }
    }

    package func link(_ existing: DiskPath, to new: DiskPath) throws(FileError) {
        if existing.hasNUL { throw FileError(.link, existing, EINVAL) }
        try perform(.link, new) { new in
            existing.withCString { linkat(AT_FDCWD, $0, AT_FDCWD, new, 0) }
        }
    }

    package func rename(_ old: DiskPath, to new: DiskPath) throws(FileError) {
        if old.hasNUL { throw FileError(.rename, old, EINVAL) }
        try perform(.rename, new) { new in old.withCString { Glibc.rename($0, new) } }
    }

    package func exchange(_ first: DiskPath, _ second: DiskPath) throws(FileError) {
        if first.hasNUL { throw FileError(.exchange, first, EINVAL) }
        try perform(.exchange, second) { second in
            first.withCString { LocalFileSystem.exchangeNames($0, second) }
        }
    }

    package func removeFile(_ path: DiskPath) throws(FileError) { try perform(.remove, path) { unlink($0) } }

    package func removeFolder(_ path: DiskPath) throws(FileError) { try perform(.remove, path) { rmdir($0) } }

    // MARK: - Pieces

    private func perform(
        _ operation: FileError.Operation, _ path: DiskPath, _ call: (UnsafePointer<CChar>) -> Int32
    ) throws(FileError) {
        if path.hasNUL { throw FileError(operation, path, EINVAL) }
        while path.withCString(call) != 0 {
            if errno != EINTR { throw FileError(operation, path, errno) }
        }
    }

    func open(_ path: DiskPath, _ operation: FileError.Operation, _ flags: Int32) throws(FileError) -> Int32 {
        if path.hasNUL { throw FileError(operation, path, EINVAL) }
        while true {
            let descriptor = path.withCString { Glibc.open($0, flags | O_CLOEXEC, 0o666) }
            if descriptor >= 0 { return descriptor }
            if errno != EINTR { throw FileError(operation, path, errno) }
        }
    }

    private func descriptorStatus(_ descriptor: Int32, _ path: DiskPath) throws(FileError) -> FileStatus {
        var found = stat()
        guard fstat(descriptor, &found) == 0 else { throw FileError(.read, path, errno) }
        return FileStatus(found)
    }

    /// Up to one byte more than the file should have, which shows that it grew.
    private func readBytes(_ descriptor: Int32, _ path: DiskPath, expected: Int) throws(FileError) -> [UInt8] {
        var code: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: expected + 1) { buffer, count in
            while count < buffer.count {
                let result = Glibc.read(descriptor, buffer.baseAddress! + count, buffer.count - count)
                if result == 0 { return }
                if result > 0 { count += result } else if errno != EINTR { code = errno; return }
            }
        }
        if code != 0 { throw FileError(.read, path, code) }
        return bytes
    }

    private static func name(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
        let start = UnsafeRawPointer(entry) + MemoryLayout<dirent>.offset(of: \dirent.d_name)!
        return Array(UnsafeRawBufferPointer(start: start, count: strlen(start.assumingMemoryBound(to: CChar.self))))
    }

    private static func kind(type: Int) -> FileKind? {
        switch type {
        case Int(DT_UNKNOWN): nil
        case Int(DT_REG): .file
        case Int(DT_DIR): .folder
        case Int(DT_LNK): .link
        default: .other
        }
    }

    /// `renameat2` by name: Glibc's module doesn't declare it (it wants `_GNU_SOURCE`), and a C library without it is
    /// told apart from a file system without it in no other way.
    private static func exchangeNames(_ first: UnsafePointer<CChar>, _ second: UnsafePointer<CChar>) -> Int32 {
        typealias RenameAt2 = @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32
        let exchangeFlag: UInt32 = 2
        guard let symbol = dlsym(nil, "renameat2") else {
            errno = ENOSYS
            return -1
        }
        return unsafeBitCast(symbol, to: RenameAt2.self)(AT_FDCWD, first, AT_FDCWD, second, exchangeFlag)
    }
}

extension FileStatus {
    fileprivate init(_ found: stat) {
        let kind: FileKind =
            switch found.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .link
            default: .other
            }
        self.init(
            kind: kind, size: Int(found.st_size),
            identity: Identity(device: UInt64(found.st_dev), inode: UInt64(found.st_ino)),
            modified: Int64(found.st_mtim.tv_sec) * 1_000_000_000 + Int64(found.st_mtim.tv_nsec),
            mode: UInt32(found.st_mode & 0o7777))
    }
}

extension FileError {
    static let notAFolder = ENOTDIR
    package static let exists = EEXIST
    package static let isFolder = EISDIR
    static let missing = ENOENT
    static let readOnly = EROFS

    /// Nothing lies at the path. `ENOTDIR`: one of its folders is a file.
    package var isMissing: Bool { code == ENOENT || code == ENOTDIR }
}

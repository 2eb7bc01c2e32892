/// A disk as it would be after a change: some files with other bytes, one file or folder under another name.
///
/// Stages read it like any other, so that a change can be tried out before anything is written. Nothing can be written
/// to it.
package struct EditedDisk: FileSystem {
    private let disk: any FileSystem
    /// By the paths that the files have before the move.
    private let contents: [DiskPath: [UInt8]]
    private let move: FileMove?

    package init(_ change: FileChange, on disk: any FileSystem) {
        self.disk = disk
        contents = Dictionary(
            change.files.map { ($0.path, $0.after) }, uniquingKeysWith: { first, _ in first })
        move = change.move
    }

    /// Where the file lies on the disk below; `nil` for what isn't there any more.
    private func original(_ path: DiskPath) -> DiskPath? {
        guard let move else { return path }
        if let rest = path.relative(to: move.to) { return move.from.appending(Array(rest)) }
        return path.relative(to: move.from) == nil ? path : nil
    }

    private func found(_ path: DiskPath, _ operation: FileError.Operation) throws(FileError) -> DiskPath {
        guard let original = original(path) else { throw FileError(operation, path, FileError.missing) }
        return original
    }

    package func list(_ folder: DiskPath) throws(FileError) -> [FolderEntry] {
        var entries = try disk.list(found(folder, .list))
        if let move, folder == move.from.parent {
            for index in entries.indices where entries[index].name.elementsEqual(move.from.name) {
                entries[index].name = Array(move.to.name)
            }
        }
        return entries
    }

    package func status(_ path: DiskPath) throws(FileError) -> FileStatus { try disk.status(found(path, .status)) }

    package func realPath(_ path: DiskPath) throws(FileError) -> DiskPath {
        let real = try disk.realPath(found(path, .resolve))
        guard let move, let rest = real.relative(to: move.from) else { return real }
        return move.to.appending(Array(rest))
    }

    package func read(_ path: DiskPath, limit: Int) throws(FileError) -> FileContents {
        let original = try found(path, .read)
        guard let bytes = contents[original] else { return try disk.read(original, limit: limit) }
        return FileContents(bytes: bytes, isSteady: true)
    }

    // MARK: - What would write

    package func create(_ path: DiskPath, _ bytes: [UInt8]) throws(FileError) { try refuse(.create, path) }
    package func makeFolder(_ path: DiskPath, mode: UInt32?) throws(FileError) { try refuse(.makeFolder, path) }
    package func link(_ existing: DiskPath, to new: DiskPath) throws(FileError) { try refuse(.link, new) }
    package func rename(_ old: DiskPath, to new: DiskPath) throws(FileError) { try refuse(.rename, old) }
    package func exchange(_ first: DiskPath, _ second: DiskPath) throws(FileError) { try refuse(.exchange, first) }
    package func removeFile(_ path: DiskPath) throws(FileError) { try refuse(.remove, path) }
    package func removeFolder(_ path: DiskPath) throws(FileError) { try refuse(.remove, path) }
    package func lock(_ path: DiskPath, patience: Duration) throws(FileError) -> (any FileLock)? {
        throw FileError(.lock, path, FileError.readOnly)
    }

    private func refuse(_ operation: FileError.Operation, _ path: DiskPath) throws(FileError) {
        throw FileError(operation, path, FileError.readOnly)
    }
}

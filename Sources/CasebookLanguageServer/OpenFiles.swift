import CasebookFiles
import Glibc

/// The disk as an editor has it: the texts of open files instead of what was last saved.
///
/// A file that was never saved is none yet: folders list what is on the disk.
struct OpenFiles: FileSystem {
    private struct Text {
        var document: TextDocument
        /// Grows with each change of any text, so that no two states of a file look alike.
        var revision: Int64
    }

    private let disk: any FileSystem
    private var texts: [DiskPath: Text] = [:]
    private var revision: Int64 = 0

    init(over disk: any FileSystem) { self.disk = disk }

    subscript(path: DiskPath) -> TextDocument? {
        get { texts[path]?.document }
        set {
            revision += 1
            texts[path] = newValue.map { Text(document: $0, revision: revision) }
        }
    }

    func status(_ path: DiskPath) throws(FileError) -> FileStatus {
        var status = try disk.status(path)
        guard let text = texts[path] else { return status }
        status.size = text.document.bytes.count
        // Before 1970 no file was saved.
        status.modified = -text.revision
        return status
    }

    func read(_ path: DiskPath, limit: Int) throws(FileError) -> FileContents {
        guard let text = texts[path] else { return try disk.read(path, limit: limit) }
        if text.document.bytes.count > limit { throw FileError(.read, path, EFBIG) }
        return FileContents(bytes: text.document.bytes, isSteady: true)
    }

    // MARK: - As on the disk

    func list(_ folder: DiskPath) throws(FileError) -> [FolderEntry] { try disk.list(folder) }
    func realPath(_ path: DiskPath) throws(FileError) -> DiskPath { try disk.realPath(path) }
    func create(_ path: DiskPath, _ bytes: [UInt8]) throws(FileError) { try disk.create(path, bytes) }
    func makeFolder(_ path: DiskPath, mode: UInt32?) throws(FileError) { try disk.makeFolder(path, mode: mode) }
    func link(_ existing: DiskPath, to new: DiskPath) throws(FileError) { try disk.link(existing, to: new) }
    func rename(_ old: DiskPath, to new: DiskPath) throws(FileError) { try disk.rename(old, to: new) }
    func exchange(_ first: DiskPath, _ second: DiskPath) throws(FileError) { try disk.exchange(first, second) }
    func removeFile(_ path: DiskPath) throws(FileError) { try disk.removeFile(path) }
    func removeFolder(_ path: DiskPath) throws(FileError) { try disk.removeFolder(path) }
    func lock(_ path: DiskPath, patience: Duration) throws(FileError) -> (any FileLock)? {
        try disk.lock(path, patience: patience)
    }
}

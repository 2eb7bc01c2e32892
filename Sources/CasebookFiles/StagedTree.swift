import Synchronization

/// The folders of a site that is being put together.
final class StagedTree: Sendable {
    let root: DiskPath
    private let rootMode: UInt32?
    private let disk: any FileSystem
    /// Folders that are there, below the root.
    private let known: Mutex<Set<[UInt8]>>

    /// - Parameters:
    ///   - mode: Permission bits of the root; `nil`: what the process gives to new folders.
    ///   - folders: Those that are there already.
    init(_ root: DiskPath, mode: UInt32?, folders: Set<[UInt8]> = [], on disk: any FileSystem) {
        self.root = root
        rootMode = mode
        self.disk = disk
        known = Mutex(folders)
    }

    /// Makes a folder with those above it, once.
    ///
    /// - Parameters:
    ///   - path: Below the root; empty: the root itself.
    ///   - mode: Permission bits of the folder itself; `nil`: what the process gives to new folders.
    func makeFolder(_ path: [UInt8], mode: UInt32? = nil) throws(FileError) {
        // Under the lock: a second thread must not write into the folder before it is there.
        let failure: FileError? = known.withLock { known in
            do throws(FileError) {
                try makeFolder(path, mode: mode, known: &known)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    private func makeFolder(_ path: [UInt8], mode: UInt32?, known: inout Set<[UInt8]>) throws(FileError) {
        if known.contains(path) { return }
        let place = root.appending(path)
        do {
            if path.isEmpty {
                try disk.makeFolder(place, mode: rootMode)
            } else {
                try makeFolder(Publisher.folder(of: path), mode: nil, known: &known)
                try disk.makeFolder(place, mode: mode)
            }
        } catch {
            // It may be known in another spelling, on a disk that ignores case or decomposes names.
            guard error.code == FileError.exists, try disk.status(place).kind == .folder else { throw error }
        }
        known.insert(path)
    }
}

import CasebookModel

/// Where the builds of one site keep what they know for the next: `.casebook/<name>/cache/` beside its output.
///
/// Holds bytes under names and nothing that a site needs: it may be removed at any time.
package struct CacheFolder: Sendable {
    private let folder: OutputFolder
    private let disk: any FileSystem

    /// `nil` where the output folder isn't there yet: then nothing was kept for it either.
    package init?(of output: DiskPath, on disk: any FileSystem) {
        guard let real = try? disk.realPath(output), let folder = try? OutputFolder(real, on: disk) else { return nil }
        self.folder = folder
        self.disk = disk
    }

    /// Some ten million pages: beyond that, it is none of ours.
    private static let limit = 2_000_000_000

    package var isPresent: Bool { (try? disk.status(folder.cache).kind) == .folder }

    /// `nil` where there is no such file, or none that can be read.
    package func read(_ name: String) -> [UInt8]? {
        guard let contents = try? disk.read(folder.cache.appending(name), limit: Self.limit), contents.isSteady else {
            return nil
        }
        return contents.bytes
    }

    /// Names in no order; empty where there is no folder.
    private func names() -> [[UInt8]] { ((try? disk.list(folder.cache)) ?? []).map(\.name) }

    /// Lets one process at a time write. Whoever comes second leaves it: the first knows as much.
    ///
    /// - Returns: Whether it was written to.
    package func update(_ body: (Writing) throws(FileError) -> Void) throws(FileError) -> Bool {
        guard let lock = try disk.lock(folder.lockFile, patience: .zero) else { return false }
        defer { lock.release() }
        try disk.makeFolders(folder.cache)
        try body(Writing(cache: self))
        return true
    }

    /// The cache of a folder whose lock is held.
    init(_ folder: OutputFolder, on disk: any FileSystem) {
        self.folder = folder
        self.disk = disk
    }

    /// The way to write, while the lock is held.
    package struct Writing: Sendable {
        let cache: CacheFolder

        /// Puts a file in the place of the earlier one; whoever reads meanwhile has either.
        package func replace(_ name: String, with bytes: [UInt8]) throws(FileError) {
            try cache.disk.makeFolders(cache.folder.cache)
            let place = cache.folder.cache.appending(name)
            let new = cache.folder.cache.appending(name + ".new")
            // Of a build that was killed.
            if try cache.disk.statusIfPresent(new) != nil { try cache.disk.removeFile(new) }
            try cache.disk.create(new, bytes)
            do {
                try cache.disk.rename(new, to: place)
            } catch  where error.code == FileError.isFolder {
                // Whatever made a folder here, the next builds would go without a cache because of it.
                try cache.disk.removeTree(place)
                try cache.disk.rename(new, to: place)
            }
        }

        package func removeAll(but kept: Set<String>) throws(FileError) {
            for name in cache.names() where !kept.contains(String(decoding: name, as: UTF8.self)) {
                try cache.disk.removeTree(cache.folder.cache.appending(name))
            }
        }
    }
}

/// Waits for changes of files. A protocol so that tests can say what changed, and when.
package protocol FolderWatcher: Sendable {
    /// Looks at these from now on, instead of what was looked at before. Folders that aren't there are looked for again
    /// and again; what has happened meanwhile is not reported.
    func watch(_ folders: [WatchedFolder])

    /// Waits until something has changed and nothing more has come for a moment, so that a checkout of a thousand files
    /// is one change, and so is an editor's way of saving by three renames.
    ///
    /// - Returns: `nil` once ``stop()`` was called.
    func nextChanges() -> FolderChanges?

    /// Ends the waiting, for good.
    func stop()
}

/// A folder to be watched.
package struct WatchedFolder: Hashable, Sendable {
    /// Links in it are followed.
    package var path: DiskPath
    /// The names in the folder that matter, by themselves; `nil`: everything in and below it but dot names.
    package var names: Set<[UInt8]>?

    package init(_ path: DiskPath, names: Set<[UInt8]>? = nil) {
        self.path = path
        self.names = names
    }

    func cares(about name: [UInt8]) -> Bool { names?.contains(name) ?? (name.first != UInt8(ascii: ".")) }
}

/// What has changed on a disk.
package enum FolderChanges: Hashable, Sendable {
    /// Files and folders by the paths of the folders that they were watched by; never empty. What is below a folder that
    /// came or went is not told one by one.
    case paths(Set<DiskPath>)
    /// Something, and nobody can say what: more happened at once than the system keeps, or a whole folder was replaced.
    case anything
}

extension FolderChanges {
    package func joined(with other: FolderChanges) -> FolderChanges {
        guard case .paths(let paths) = self, case .paths(let others) = other else { return .anything }
        return .paths(paths.union(others))
    }
}

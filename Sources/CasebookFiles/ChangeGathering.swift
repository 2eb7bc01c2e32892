/// Changes that belong together, and how long to wait for more of them.
struct ChangeGathering: Sendable {
    enum Event: Hashable, Sendable {
        /// There is a whole file, or a folder, at the path.
        case appeared(DiskPath)
        case vanished(DiskPath)
        /// A file that wasn't there has been begun.
        case begun(DiskPath)
        case anything
    }

    private var paths: Set<DiskPath> = []
    /// What has gone and not come back: many editors rename the old file away before they write the new one.
    private var missing: Set<DiskPath> = []
    /// Files of these changes only: one that vanishes again was never more than the way to save another, which has come
    /// with it. `sed` and many editors write beside a file and rename over it.
    private var begun: Set<DiskPath> = []
    private var isUnknown = false

    /// After so long the changes are reported, even where more keep coming.
    static let longest = Duration.seconds(2)

    mutating func add(_ event: Event) {
        switch event {
        case .appeared(let path):
            paths.insert(path)
            missing.remove(path)
        case .vanished(let path):
            paths.insert(path)
            if begun.remove(path) == nil { missing.insert(path) }
        case .begun(let path):
            if !missing.contains(path) { begun.insert(path) }
        case .anything: isUnknown = true
        }
    }

    /// `nil` where nothing has changed.
    var changes: FolderChanges? {
        if isUnknown { return .anything }
        return paths.isEmpty ? nil : .paths(paths)
    }

    /// How long it must have been quiet. One saved file is shown at once; a checkout of many is not half done after a
    /// pause of some milliseconds, nor is an editor that still has to bring back what it renamed away (vim waits for the
    /// disk in between).
    var quiet: Duration {
        if isUnknown || paths.count > 8 || !missing.isEmpty { return .milliseconds(100) }
        return .milliseconds(6)
    }
}

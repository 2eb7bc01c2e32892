import CasebookFiles

/// Where the source folder lies in its repository: CI names files from the repository's root, findings from the source
/// folder.
enum RepositoryFolder {
    /// What leads from the repository's root to the source folder: empty, or with a final `/`. The root is the nearest
    /// folder with `.git` at or above the source folder; without one it is the folder that the program runs in.
    static func path(of source: String, on disk: any FileSystem = LocalFileSystem()) -> String {
        guard let folder = try? disk.realPath(DiskPath(source)) else { return "" }
        let root = repository(of: folder, disk) ?? (try? disk.realPath(DiskPath("."))) ?? folder
        return path(from: root, to: folder)
    }

    private static func repository(of folder: DiskPath, _ disk: any FileSystem) -> DiskPath? {
        var candidate = folder
        while true {
            // A folder, or in a worktree or submodule a file.
            if (try? disk.status(candidate.appending(".git"))) != nil { return candidate }
            if candidate.parent == candidate { return nil }
            candidate = candidate.parent
        }
    }

    /// - Returns: The whole path of a folder that isn't below the root.
    private static func path(from root: DiskPath, to folder: DiskPath) -> String {
        let path = folder.relative(to: root) ?? folder.bytes
        return path.isEmpty ? "" : String(decoding: path, as: UTF8.self) + "/"
    }
}

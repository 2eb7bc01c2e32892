import CasebookModel

/// What the output folder holds just before the exchange, told apart into ours and everybody else's.
struct LiveTree {
    /// Something that Casebook did not write.
    struct Item {
        /// Below the output folder.
        var path: [UInt8]
        var status: FileStatus
        /// Some part of its path has a dot name.
        var isHidden: Bool
    }

    /// Paths of files that the old manifest names, as it spells them.
    private(set) var ours: [String] = []
    /// Each folder before what it holds.
    private(set) var foreign: [Item] = []
    /// The old manifest's bytes.
    private(set) var manifestJSON: [UInt8]?

    /// By the bytes of their paths. A set of strings would take two normal forms of a name for one, and on most disks
    /// they are two files.
    private var ourFiles: Set<[UInt8]> = []
    private var ourFolders: Set<[UInt8]> = [[]]
    /// The above by what a disk may make of their names; made when a name is met that isn't ours as it stands.
    private lazy var ourAliases = Dictionary(
        ourFiles.union(ourFolders).map { (LiveTree.folded($0), $0) }, uniquingKeysWith: { first, _ in first })

    init(
        of folder: OutputFolder, occupant: OutputFolder.Occupant, on disk: any FileSystem
    ) throws(FileError) {
        if case .nothing = occupant { return }
        if case .site(_, let manifest, let json) = occupant {
            manifestJSON = json
            for file in manifest.files { own(file.path) }
        }
        try walk(folder.path, on: disk)
    }

    /// Foreign files by name, without hidden ones and folders, sorted.
    var foreignNames: [String] {
        foreign.filter { !$0.isHidden && $0.status.kind != .folder }
            .sorted { $0.path.lexicographicallyPrecedes($1.path) }
            .map { String(decoding: $0.path, as: UTF8.self) }
    }

    private mutating func own(_ path: String) {
        let bytes = Array(path.utf8)
        ourFiles.insert(bytes)
        var end = bytes.count
        while let slash = bytes[..<end].lastIndex(of: DiskPath.slash) {
            if !ourFolders.insert(Array(bytes[..<slash])).inserted { break }
            end = slash
        }
    }

    private mutating func walk(_ root: DiskPath, on disk: any FileSystem) throws(FileError) {
        var folders: [(path: [UInt8], isHidden: Bool)] = [([], false)]
        var next = 0
        while next < folders.count {
            let (folder, isHidden) = folders[next]
            next += 1
            for entry in try disk.list(root.appending(folder)) {
                let path = folder.isEmpty ? entry.name : folder + [DiskPath.slash] + entry.name
                let isHidden = isHidden || entry.name.first == UInt8(ascii: ".")
                let kind = try disk.kind(of: entry, in: root.appending(folder))
                if kind == .folder { folders.append((path, isHidden)) }
                if try isOurs(path, kind, root, on: disk) { continue }
                let status = try disk.status(root.appending(path))
                foreign.append(Item(path: path, status: status, isHidden: isHidden))
            }
        }
    }

    /// Whether Casebook made it. Takes note of our files.
    private mutating func isOurs(
        _ path: [UInt8], _ kind: FileKind, _ root: DiskPath, on disk: any FileSystem
    ) throws(FileError) -> Bool {
        if path.elementsEqual(SiteManifest.fileName.utf8) { return true }
        let known = kind == .folder ? ourFolders : ourFiles
        var name: [UInt8]? = path
        if !known.contains(path) {
            name = try alias(of: path, root, on: disk).flatMap { known.contains($0) ? $0 : nil }
        }
        guard let name else { return false }
        if kind != .folder { ours.append(String(decoding: name, as: UTF8.self)) }
        return true
    }

    /// What we call a file or folder that a disk gives back under another spelling than we wrote: one that decomposes
    /// names, or whose folder had its name in another case already. On other disks the same spelling may be a foreign
    /// file, so that the two names have to lead to one inode.
    private mutating func alias(
        of path: [UInt8], _ root: DiskPath, on disk: any FileSystem
    ) throws(FileError) -> [UInt8]? {
        guard let name = ourAliases[LiveTree.folded(path)], let ours = try disk.statusIfPresent(root.appending(name))
        else { return nil }
        return try disk.status(root.appending(path)).identity == ours.identity ? name : nil
    }

    private static func folded(_ path: [UInt8]) -> [UInt8] {
        PathName.normalised(path).map { Array($0.lowercased().utf8) } ?? path
    }
}

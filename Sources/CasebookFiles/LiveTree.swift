import CasebookModel

/// What the output folder holds just before the exchange, told apart into ours and everybody else's.
struct LiveTree {
    /// Something that Casebook did not write.
    struct Item: Sendable {
        /// Below the output folder.
        var path: [UInt8]
        var status: FileStatus
        /// Some part of its path has a dot name.
        var isHidden: Bool
    }

    /// A file or folder under a name that nobody has told us, and what it is.
    private struct Unknown: Sendable {
        var path: [UInt8]
        var kind: FileKind
        var isHidden: Bool
    }

    private struct Folder: Sendable {
        var path: [UInt8]
        var isHidden: Bool
    }

    /// What one folder holds.
    private struct Look: Sendable {
        var ours: [Int] = []
        var unknown: [Unknown] = []
        var folders: [Folder] = []
    }

    /// Numbers of the files that are there, of those that the old manifest names. In no order.
    private(set) var ours: [Int] = []
    /// Each folder before what it holds.
    private(set) var foreign: [Item] = []

    private let root: DiskPath
    private let disk: any FileSystem
    /// Of the files that are ours.
    let names: FileNames
    /// Of our files and folders, by what a disk may make of their names; made when a name is met that isn't ours as it
    /// stands.
    private lazy var ourAliases = Dictionary(
        names.allPaths.map { (LiveTree.folded($0), $0) }, uniquingKeysWith: { first, _ in first })

    /// - Parameters:
    ///   - isThere: Whether there is such a folder at all.
    ///   - names: Of the files that are ours.
    init(
        of root: DiskPath, isThere: Bool = true, names: FileNames, on disk: any FileSystem, _ work: SharedWork
    ) throws(FileError) {
        self.root = root
        self.names = names
        self.disk = disk
        if !isThere { return }
        var level = [Folder(path: [], isHidden: false)]
        while !level.isEmpty {
            let folders = level
            let looks = try work.map(folders.count) { number throws(FileError) in
                try LiveTree.look(into: folders[number], root, names, on: disk)
            }
            for look in looks {
                ours += look.ours
                for item in look.unknown { try take(item) }
            }
            level = looks.flatMap(\.folders)
        }
    }

    /// Foreign files by name, without hidden ones and folders, sorted.
    var foreignNames: [String] {
        foreign.filter { !$0.isHidden && $0.status.kind != .folder }
            .sorted { $0.path.lexicographicallyPrecedes($1.path) }
            .map { String(decoding: $0.path, as: UTF8.self) }
    }

    private static func look(
        into folder: Folder, _ root: DiskPath, _ names: FileNames, on disk: any FileSystem
    ) throws(FileError) -> Look {
        let place = root.appending(folder.path)
        let files = names.files(in: folder.path) ?? [:]
        var look = Look()
        for entry in try disk.list(place) {
            let kind = try disk.kind(of: entry, in: place)
            if kind != .folder, let number = files[entry.name] {
                look.ours.append(number)
                continue
            }
            let path = folder.path.isEmpty ? entry.name : folder.path + [DiskPath.slash] + entry.name
            if path.elementsEqual(SiteManifest.fileName.utf8) { continue }
            let isHidden = folder.isHidden || entry.name.first == UInt8(ascii: ".")
            if kind == .folder { look.folders.append(Folder(path: path, isHidden: isHidden)) }
            if kind == .folder, names.holdsFolder(path) { continue }
            look.unknown.append(Unknown(path: path, kind: kind, isHidden: isHidden))
        }
        return look
    }

    /// Takes note of what is ours under another spelling, or of somebody else.
    private mutating func take(_ item: Unknown) throws(FileError) {
        if let name = try alias(of: item.path) {
            if item.kind == .folder, names.holdsFolder(name) { return }
            if item.kind != .folder, let number = names.file(name) { return ours.append(number) }
        }
        let status = try disk.status(root.appending(item.path))
        foreign.append(Item(path: item.path, status: status, isHidden: item.isHidden))
    }

    /// What we call a file or folder that a disk gives back under another spelling than we wrote: one that decomposes
    /// names, or whose folder had its name in another case already. On other disks the same spelling may be a foreign
    /// file, so that the two names have to lead to one inode.
    private mutating func alias(of path: [UInt8]) throws(FileError) -> [UInt8]? {
        guard let name = ourAliases[LiveTree.folded(path)], let ours = try disk.statusIfPresent(root.appending(name))
        else { return nil }
        return try disk.status(root.appending(path)).identity == ours.identity ? name : nil
    }

    private static func folded(_ path: [UInt8]) -> [UInt8] {
        PathName.normalised(path).map { Array($0.lowercased().utf8) } ?? path
    }
}

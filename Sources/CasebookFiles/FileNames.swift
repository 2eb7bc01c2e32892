import CasebookModel

/// Files of a site by the folders that they lie in, to find what a listing names without putting paths together.
///
/// By bytes: a dictionary of strings would take two normal forms of a name for one, and on most disks they are two files.
struct FileNames: Sendable {
    /// By its path below the site's root, which is empty for the root itself.
    private var folders: [[UInt8]: Int] = [[]: 0]
    /// Numbers of files by their names, for each folder.
    private var names: [[[UInt8]: Int]] = [[:]]

    /// - Parameter paths: Files are told by their places in it. Any order will do; those of a folder are found faster together.
    init(_ paths: some Collection<String>) {
        var last: (folder: [UInt8], number: Int) = ([], 0)
        for (number, path) in paths.enumerated() {
            let (folder, name) = PathName.split(path)
            if !folder.elementsEqual(last.folder) { last = (Array(folder), add(Array(folder))) }
            names[last.number][Array(name)] = number
        }
    }

    /// A folder with those above it.
    private mutating func add(_ folder: [UInt8]) -> Int {
        if let known = folders[folder] { return known }
        _ = add(Publisher.folder(of: folder))
        folders[folder] = names.count
        names.append([:])
        return names.count - 1
    }

    /// The files of a folder by name; `nil` where no file lies in it or below it.
    func files(in folder: [UInt8]) -> [[UInt8]: Int]? { folders[folder].map { names[$0] } }

    func holdsFolder(_ path: [UInt8]) -> Bool { folders[path] != nil }

    /// A file by its whole path.
    func file(_ path: [UInt8]) -> Int? {
        let folder = Publisher.folder(of: path)
        let name = folder.isEmpty ? path[...] : path[(folder.count + 1)...]
        return files(in: folder)?[Array(name)]
    }

    /// Every file and folder by its path.
    var allPaths: [[UInt8]] {
        folders.flatMap { folder, number in
            [folder] + names[number].keys.map { folder.isEmpty ? $0 : folder + [DiskPath.slash] + $0 }
        }
    }
}

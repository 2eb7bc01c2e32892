/// The tree that a publication exchanged the site for, cleared of everything but files that the site still has.
///
/// It lies beside the output folder and costs names and folders, no bytes: each of its files is a file of the site under a
/// second name. The next build that changes something makes the next site of it, with as many calls to the disk as files
/// differ; without one, it takes a link for each file of the site and the removal of as many.
///
/// What lies there is a hope. Before a site is made of it all of it is looked at, and what isn't the very file that the site
/// has goes: a twin may be deleted, filled with anything, or be years old.
struct Twin: Sendable {
    /// Where it lies by now.
    let root: DiskPath
    let disk: any FileSystem
    let work: SharedWork

    /// What could be made use of.
    struct Remains: Sendable {
        /// Files of the next site that are there, by number; `nil` for those that aren't.
        var files: [FileStatus?]
        var folders: Set<[UInt8]> = []
    }

    /// What one folder holds.
    private struct Look: Sendable {
        var files: [(number: Int, status: FileStatus)] = []
        var folders: [[UInt8]] = []
    }

    /// Removes everything but files of the next site that are the same in the old one.
    ///
    /// - Parameters:
    ///   - names: Of the next site's files.
    ///   - kept: The old site's files by number; `nil` for what has been written anew, of which no matter what is left.
    ///   - mode: Permission bits that a new folder would have. A folder with others goes with what it holds.
    func clear(
        names: FileNames, kept: [FileStatus?], mode: UInt32
    ) throws(FileError) -> Remains {
        var remains = Remains(files: Array(repeating: nil, count: kept.count))
        var level: [[UInt8]] = [[]]
        while !level.isEmpty {
            let folders = level
            remains.folders.formUnion(folders)
            let looks = try work.map(folders.count) { number throws(FileError) in
                try clear(folders[number], names, kept, mode)
            }
            for (number, status) in looks.lazy.flatMap(\.files) { remains.files[number] = status }
            level = looks.flatMap(\.folders)
        }
        return remains
    }

    private func clear(
        _ folder: [UInt8], _ names: FileNames, _ kept: [FileStatus?], _ mode: UInt32
    ) throws(FileError) -> Look {
        let place = root.appending(folder)
        let files = names.files(in: folder) ?? [:]
        var look = Look()
        var others: [[UInt8]] = []
        for entry in try disk.list(place) {
            // The same inode as the old site's file is that file, which was looked at there.
            if entry.kind == .file, let number = files[entry.name], let old = kept[number],
                entry.inode == old.identity.inode
            {
                look.files.append((number, old))
            } else {
                others.append(entry.name)
            }
        }
        for (name, status) in zip(others, try disk.statuses(of: others, in: place)) {
            // Nobody else has any business here.
            guard let status else { throw FileError(.status, place.appending(name), FileError.missing) }
            if status.kind == .folder {
                let path = folder.isEmpty ? name : folder + [DiskPath.slash] + name
                if names.holdsFolder(path), status.mode == mode {
                    look.folders.append(path)
                } else {
                    try disk.removeFolderTree(place.appending(name))
                }
            } else if let number = files[name], let old = kept[number], old.identity == status.identity {
                look.files.append((number, status))
            } else {
                try disk.removeFile(place.appending(name))
            }
        }
        return look
    }
}

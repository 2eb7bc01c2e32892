import CasebookModel

/// One walk over a content folder.
struct Discovery<Disk: FileSystem> {
    private struct Folder {
        var disk: DiskPath
        /// Below the content folder, with a final `/`; empty for the content folder itself.
        var prefix: String
        /// Where the links lie that led here. A link to a folder above one of these goes in a circle.
        var trail: [DiskPath] = []
    }

    private let disk: Disk
    private let work: SharedWork
    private let root: DiskPath
    private let displayPrefix: String
    private let excluded: Set<FileStatus.Identity>
    private var pending: [Folder] = []
    /// Links to folders that have been followed. Two links may lead to one folder, but a link that is met again inside
    /// the folder that another link leads to would multiply the walk.
    private var followed: Set<FileStatus.Identity> = []
    private var entries: [ContentEntry] = []
    private var diagnostics: [Diagnostic] = []

    init(of folder: ContentFolder, on disk: Disk, _ work: SharedWork) throws(FileError) {
        self.disk = disk
        self.work = work
        root = try disk.realPath(folder.root)
        displayPrefix = folder.displayPrefix
        var excluded: Set<FileStatus.Identity> = []
        for path in folder.excluded {
            do {
                excluded.insert(try disk.status(disk.realPath(path)).identity)
            } catch  where error.isMissing {
                // Nothing to be met on the walk.
            }
        }
        self.excluded = excluded
    }

    mutating func run() throws(FileError) -> Outcome<[ContentEntry]> {
        try visit(Folder(disk: root, prefix: ""))
        while let folder = pending.popLast() {
            do {
                try visit(folder)
            } catch {
                let place = String(folder.prefix.dropLast())
                report(.unreadable(path: displayPrefix + place, reason: UnreadableReason(error)), place)
            }
        }
        entries.sort { left, right in
            if left.path == right.path { return left.disk < right.disk }
            return left.path.precedesInBytes(right.path)
        }
        return Outcome(withoutClashes(), diagnostics)
    }

    /// Takes a folder's files and puts its folders on the list.
    ///
    /// - Throws: Where the folder can't be listed; what is wrong with its entries is reported.
    private mutating func visit(_ folder: Folder) throws(FileError) {
        var children = try disk.list(folder.disk).filter { $0.name.first != UInt8(ascii: ".") }
        // Which link of several is followed first must not depend on the disk. Last first: the list is a stack.
        children.sort { $1.name.lexicographicallyPrecedes($0.name) }
        // Where one of them can't be looked at, each is asked for by itself.
        let statuses = try? work.statuses(of: children.map(\.name), in: folder.disk, on: disk)
        for (number, child) in children.enumerated() {
            guard let name = PathName.normalised(child.name) else {
                let path = folder.prefix + String(decoding: child.name, as: UTF8.self)
                report(.unreadable(path: displayPrefix + path, reason: .name), path)
                continue
            }
            let path = folder.disk.appending(child.name)
            take(path, statuses?[number], at: folder.prefix + name, name: name, in: folder)
        }
    }

    /// - Parameter known: `nil`: how the entry looks isn't known yet, nor why.
    private mutating func take(
        _ path: DiskPath, _ known: FileStatus?, at place: String, name: String, in folder: Folder
    ) {
        do {
            let status: FileStatus
            if let known { status = known } else { status = try disk.status(path) }
            if status.kind == .link {
                try follow(path, status, at: place, name: name, in: folder)
            } else {
                take(path, status, at: place, name: name, trail: folder.trail)
            }
        } catch {
            report(.unreadable(path: displayPrefix + place, reason: UnreadableReason(error)), place)
        }
    }

    private mutating func take(
        _ path: DiskPath, _ status: FileStatus, at place: String, name: String, trail: [DiskPath]
    ) {
        switch status.kind {
        case .folder:
            if excluded.contains(status.identity) { return }
            pending.append(Folder(disk: path, prefix: place + "/", trail: trail))
        case .file:
            let entry = ContentEntry(
                path: place, displayPath: displayPrefix + place, disk: path, format: ContentEntry.Format(name: name),
                status: status)
            if entry.format != .asset, status.size > entry.format.limit {
                diagnostics.append(entry.tooLarge(status.size))
            } else {
                entries.append(entry)
            }
        case .link, .other:
            // A page that is missing shows elsewhere; a pipe was hardly meant as one.
            report(.notAFile(path: displayPrefix + place), place, severity: .warning)
        }
    }

    private mutating func follow(
        _ link: DiskPath, _ linkStatus: FileStatus, at place: String, name: String, in folder: Folder
    ) throws(FileError) {
        let target: DiskPath
        do {
            target = try disk.realPath(link)
        } catch {
            let reason = error.isMissing ? .brokenLink : UnreadableReason(error)
            return report(.unreadable(path: displayPrefix + place, reason: reason), place)
        }
        guard let inside = target.relative(to: root), !hasDotName(inside) else {
            return report(.outsideContent(path: displayPrefix + place), place)
        }
        let status = try disk.status(target)
        let trail = folder.trail + [folder.disk]
        if status.kind == .folder {
            let isCircle = trail.contains { $0.relative(to: target) != nil }
            guard !isCircle, followed.insert(linkStatus.identity).inserted else {
                return report(.unreadable(path: displayPrefix + place, reason: .repeatedLink), place)
            }
        }
        take(target, status, at: place, name: name, trail: trail)
    }

    private func hasDotName(_ path: ArraySlice<UInt8>) -> Bool {
        path.split(separator: DiskPath.slash).contains { $0.first == UInt8(ascii: ".") }
    }

    /// The entries with one file for each path. Names that differ only in normalisation are two files for Linux and one
    /// for the site.
    private mutating func withoutClashes() -> [ContentEntry] {
        var kept: [ContentEntry] = []
        kept.reserveCapacity(entries.count)
        for entry in entries {
            if entry.path == kept.last?.path {
                diagnostics.append(entry.diagnostic(.addressClash(address: entry.path)))
            } else {
                kept.append(entry)
            }
        }
        return kept
    }

    private mutating func report(_ problem: Problem, _ place: String, severity: Severity? = nil) {
        diagnostics.append(Diagnostic(problem, severity: severity, file: displayPrefix + place, at: .fileStart))
    }
}

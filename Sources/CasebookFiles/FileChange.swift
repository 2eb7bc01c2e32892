/// Another name for a file or folder, in the folder where it lies.
package struct FileMove: Hashable, Sendable {
    package var from: DiskPath
    package var to: DiskPath

    package init(from: DiskPath, to: DiskPath) {
        self.from = from
        self.to = to
    }
}

/// New bytes for some files and at most one move, which belong together: all of it happens or nothing.
package struct FileChange: Sendable {
    package struct File: Sendable {
        /// Before the move.
        package var path: DiskPath
        package var before: [UInt8]
        package var after: [UInt8]

        package init(path: DiskPath, before: [UInt8], after: [UInt8]) {
            self.path = path
            self.before = before
            self.after = after
        }
    }

    package enum Failure: Error, Sendable {
        /// Somebody else changed the file in the meantime.
        case changedMeanwhile(DiskPath)
        /// Something lies where the file or folder should go.
        case taken(DiskPath)
        /// - Parameter unrestored: Files that could not be put back either; nearly always empty.
        case disk(FileError, unrestored: [DiskPath])
    }

    package var files: [File]
    package var move: FileMove?

    package init(files: [File], move: FileMove?) {
        self.files = files
        self.move = move
    }

    /// Writes all new bytes beside the files first, since that is where disks fill up and permissions lack; then takes one
    /// name after another in single steps. What goes wrong on the way is taken back.
    package func apply(on disk: any FileSystem) throws(Failure) {
        defer { removeLeftovers(on: disk) }
        do throws(FileError) {
            for file in files {
                try disk.removeTree(FileChange.temporary(file.path))
                try disk.create(FileChange.temporary(file.path), file.after)
            }
        } catch {
            throw .disk(error, unrestored: [])
        }
        try refuseWhatChanged(on: disk)
        var done: [File] = []
        do throws(FileError) {
            for file in files {
                try disk.rename(FileChange.temporary(file.path), to: file.path)
                done.append(file)
            }
            if let move { try disk.rename(move.from, to: move.to) }
        } catch {
            throw .disk(error, unrestored: FileChange.restore(done, on: disk))
        }
    }

    private func refuseWhatChanged(on disk: any FileSystem) throws(Failure) {
        for file in files {
            let now = try Self.asking { () throws(FileError) in try disk.read(file.path, limit: Self.sizeLimit).bytes }
            if now != file.before { throw .changedMeanwhile(file.path) }
        }
        guard let move else { return }
        if try Self.asking({ () throws(FileError) in try disk.statusIfPresent(move.to) }) != nil {
            throw .taken(move.to)
        }
    }

    private static func asking<Value>(_ body: () throws(FileError) -> Value) throws(Failure) -> Value {
        do throws(FileError) { return try body() } catch { throw .disk(error, unrestored: []) }
    }

    private static let sizeLimit = 100_000_000

    /// - Returns: What could not be put back.
    private static func restore(_ done: [File], on disk: any FileSystem) -> [DiskPath] {
        done.compactMap { file in
            do throws(FileError) {
                try disk.create(temporary(file.path), file.before)
                try disk.rename(temporary(file.path), to: file.path)
                return nil
            } catch {
                return file.path
            }
        }
    }

    private func removeLeftovers(on disk: any FileSystem) {
        for file in files { try? disk.removeTree(FileChange.temporary(file.path)) }
    }

    /// Dot names are no content: a build that looks in between doesn't take it for a page.
    private static func temporary(_ path: DiskPath) -> DiskPath {
        path.parent.appending(Array(".".utf8) + path.name + Array(".casebook-new".utf8))
    }
}

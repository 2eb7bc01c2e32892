import Synchronization

/// Runs something for all numbers below a count, on whatever threads there are, and waits for all.
package typealias Sharing = @Sendable (_ count: Int, _ body: @Sendable (Int) -> Void) -> Void

/// Work on many files, shared among threads.
struct SharedWork: Sendable {
    let share: Sharing

    /// On the caller's thread.
    static let alone = SharedWork { count, body in (0..<count).forEach(body) }

    /// Runs `body` for every number. After a failure what has not begun is left, and the first error is thrown.
    func forEach(_ count: Int, _ body: @Sendable (Int) throws(FileError) -> Void) throws(FileError) {
        let failure = Mutex<FileError?>(nil)
        share(count) { number in
            guard failure.withLock({ $0 == nil }) else { return }
            do throws(FileError) {
                try body(number)
            } catch {
                failure.withLock { if $0 == nil { $0 = error } }
            }
        }
        if let error = failure.withLock({ $0 }) { throw error }
    }

    /// The same, some hundred numbers at a time: for work that takes less than handing it over.
    func forEachInBatches(_ count: Int, _ body: @Sendable (Int) throws(FileError) -> Void) throws(FileError) {
        let size = 256
        try forEach((count + size - 1) / size) { batch throws(FileError) in
            for number in batch * size..<min(count, (batch + 1) * size) { try body(number) }
        }
    }

    /// What `body` gives for every number, in their order.
    func map<Result: Sendable>(
        _ count: Int, _ body: @Sendable (Int) throws(FileError) -> Result
    ) throws(FileError) -> [Result] {
        let results = Mutex<[(number: Int, result: Result)]>([])
        try forEach(count) { number throws(FileError) in
            let result = try body(number)
            results.withLock { $0.append((number, result)) }
        }
        return results.withLock { $0 }.sorted { $0.number < $1.number }.map(\.result)
    }

    /// How entries of a folder look; `nil` for those that are not there.
    func statuses(
        of names: [[UInt8]], in folder: DiskPath, on disk: any FileSystem
    ) throws(FileError) -> [FileStatus?] {
        let size = 512
        return try map((names.count + size - 1) / size) { batch throws(FileError) in
            let range = batch * size..<min(names.count, (batch + 1) * size)
            return try disk.statuses(of: Array(names[range]), in: folder)
        }.flatMap(\.self)
    }

    /// How files below a folder look; `nil` for those that are not there. Those of a folder are looked at from there where they
    /// stand together, as they do in a sorted list.
    func statuses(
        of paths: [String], below root: DiskPath, on disk: any FileSystem
    ) throws(FileError) -> [FileStatus?] {
        let size = 256
        return try map((paths.count + size - 1) / size) { batch throws(FileError) in
            var statuses: [FileStatus?] = []
            var names: [[UInt8]] = []
            var folder: [UInt8] = []
            for path in paths[batch * size..<min(paths.count, (batch + 1) * size)] {
                let (above, name) = PathName.split(path)
                if !above.elementsEqual(folder) {
                    statuses += try SharedWork.statuses(of: names, in: root.appending(folder), on: disk)
                    names = []
                    folder = Array(above)
                }
                names.append(Array(name))
            }
            return try statuses + SharedWork.statuses(of: names, in: root.appending(folder), on: disk)
        }.flatMap(\.self)
    }

    private static func statuses(
        of names: [[UInt8]], in folder: DiskPath, on disk: any FileSystem
    ) throws(FileError) -> [FileStatus?] {
        do {
            return try disk.statuses(of: names, in: folder)
        } catch {
            // The folder itself may be gone.
            guard error.isMissing else { throw error }
            return Array(repeating: nil, count: names.count)
        }
    }
}

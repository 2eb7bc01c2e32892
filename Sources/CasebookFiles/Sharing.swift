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
}

import CasebookFiles
import CasebookModel
import Dispatch
import Synchronization

/// Runs `body` for every index on up to `jobs` threads and waits for all. Indices are taken one after another as
/// threads become free, so that a slow one holds up nobody.
func forEachInParallel(_ count: Int, jobs: Int, _ body: @Sendable (Int) -> Void) {
    let jobs = max(1, min(jobs, count))
    if jobs == 1 {
        for index in 0..<count { body(index) }
        return
    }
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: jobs) { _ in
        while true {
            let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard index < count else { return }
            body(index)
        }
    }
}

/// The results of `body` for every index, in order, whatever thread made them.
func mapInParallel<Result: Sendable>(_ count: Int, jobs: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    let results = Array<Result?>(unsafeUninitializedCapacity: count) { buffer, initialized in
        let slots = Slots(base: buffer.baseAddress)
        forEachInParallel(count, jobs: jobs) { index in
            // Every index is taken once, so that no two threads touch one slot.
            (slots.base! + index).initialize(to: body(index))
        }
        initialized = count
    }
    return results.map { $0! }
}

/// The same of a body that may fail. After a failure nothing of it is wanted: what is still waiting is not run any more, and
/// the first error is thrown.
func collectInParallel<Result: Sendable, Failure: Error>(
    _ count: Int, jobs: Int, _ body: @Sendable (Int) throws(Failure) -> Result
) throws(Failure) -> [Result] {
    let failure = Mutex<Failure?>(nil)
    let results = mapInParallel(count, jobs: jobs) { index -> Result? in
        guard failure.withLock({ $0 == nil }) else { return nil }
        do throws(Failure) {
            return try body(index)
        } catch {
            failure.withLock { if $0 == nil { $0 = error } }
            return nil
        }
    }
    if let error = failure.withLock({ $0 }) { throw error }
    return results.compactMap { $0 }
}

extension BuildRequest {
    /// The threads that the request allows, for modules that start none themselves.
    var sharing: Sharing {
        let jobs = jobs
        return { forEachInParallel($0, jobs: jobs, $1) }
    }
}

/// Gives a value up on another thread. Freeing a large site piece by piece takes a while (0.15 s at 10,000 pages), for which
/// a command that is done doesn't have to wait: its process ends first.
///
/// - Parameter value: Nobody else may hold it: who lets go last does the work. So that this is never the caller, the other
///   thread alone has a count of the box.
func releaseInBackground<Value: Sendable>(_ value: inout Value?) {
    let box = Unmanaged.passRetained(Box(value.take()))
    DispatchQueue.global().async { box.release() }
}

private final class Box<Value: Sendable>: Sendable {
    private let value: Value

    init(_ value: Value) { self.value = value }
}

/// The memory that threads write their results into, each to its own place.
private struct Slots<Result>: @unchecked Sendable {
    let base: UnsafeMutablePointer<Result?>?
}

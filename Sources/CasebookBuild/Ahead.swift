import CasebookModel
import Dispatch
import Synchronization

/// Work that is begun before anybody needs what comes of it, on a thread that has nothing else to do.
final class Ahead<Result: Sendable>: Sendable {
    private enum State {
        case waiting(@Sendable () -> Result)
        case running
        case done(Result)
        case taken
    }

    private let state: Mutex<State>
    private let end = DispatchGroup()

    /// - Parameter jobs: The threads that the caller may keep busy, its own among them. With one the work is done when it is
    ///   asked for.
    init(jobs: Int, _ work: @escaping @Sendable () -> Result) {
        state = Mutex(.waiting(work))
        end.enter()
        // No part of `concurrentPerform`, which gives those that run within it no thread of their own.
        if jobs > 1 { DispatchQueue.global().async { self.begin() } }
    }

    /// What came of it. Where no thread has come to it, the caller does it.
    ///
    /// - Precondition: Nobody has taken it.
    func result() -> Result {
        wait()
        guard case .done(let result) = state.withLock({ $0 }) else { preconditionFailure("taken by somebody else") }
        return result
    }

    /// The same for the only one who wants it: nothing of it is kept here.
    ///
    /// - Returns: `nil` where it has been taken before.
    func take() -> Result? {
        wait()
        return state.withLock { state in
            guard case .done(let result) = state else { return nil }
            state = .taken
            return result
        }
    }

    private func wait() {
        begin()
        end.wait()
    }

    /// Does nothing where it has begun.
    private func begin() {
        let work: (@Sendable () -> Result)? = state.withLock { state in
            guard case .waiting(let work) = state else { return nil }
            state = .running
            return work
        }
        guard let work else { return }
        let result = work()
        state.withLock { $0 = .done(result) }
        end.leave()
    }
}

extension BuildRequest {
    var pairing: Pairing { Pairing(jobs: jobs) }
}

extension Pairing {
    /// At once where there are threads for it.
    init(jobs: Int) {
        self.init { first, second in
            let other = Ahead(jobs: jobs, second)
            first()
            other.result()
        }
    }
}

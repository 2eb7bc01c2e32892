import Glibc
import Synchronization

/// Says once a second that anything may have changed: for systems that have no more watches to give. Whoever listens
/// has to look for itself.
package final class IntervalWatcher: FolderWatcher {
    private let interval: Duration
    private let isStopped = Atomic(false)

    package init(every interval: Duration = .seconds(1)) { self.interval = interval }

    package func watch(_ folders: [WatchedFolder]) {}

    package func nextChanges() -> FolderChanges? {
        let (seconds, attoseconds) = interval.components
        usleep(UInt32(seconds * 1_000_000 + attoseconds / 1_000_000_000_000))
        return isStopped.load(ordering: .relaxed) ? nil : .anything
    }

    package func stop() { isStopped.store(true, ordering: .relaxed) }
}

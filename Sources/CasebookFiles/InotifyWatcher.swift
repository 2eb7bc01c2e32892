import Glibc
import Synchronization

/// Watches folders by the kernel's own notices (inotify).
///
/// A notice names a folder that was asked for and a name in it, so every folder of a tree has a watch of its own. Those
/// that come later get theirs when they are met; what was written into them before that is found by whoever looks at the
/// changed folder. Whether the watched folders themselves are still the same is looked at twice a second: one that is
/// deleted and made again sends no notice that anybody could be waiting for. Where the system has no watch left for a
/// folder, everything may have changed, once a second.
package final class InotifyWatcher: FolderWatcher {
    private let queue: Int32
    /// Says that the waiting is over.
    private let end: Bell
    private let tree = Mutex(WatchTree())
    private let tellFault: @Sendable (FileError) -> Void
    private static let lookInterval = Duration.milliseconds(500)

    /// - Parameter tellFault: Is called when a folder can't be watched.
    /// - Throws: Where the system has no more watchers to give.
    package init(tellFault: @escaping @Sendable (FileError) -> Void = { _ in }) throws(FileError) {
        self.tellFault = tellFault
        end = try Bell()
        queue = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
        guard queue >= 0 else { throw FileError(.watch, DiskPath("inotify"), errno) }
    }

    deinit { if queue >= 0 { close(queue) } }

    package func watch(_ folders: [WatchedFolder]) {
        let (earlier, fault) = tree.withLock { tree in
            let earlier = tree.fault
            tree.replace(folders, queue: queue)
            return (earlier, tree.fault)
        }
        if let fault, fault != earlier { tellFault(fault) }
    }

    package func stop() { end.ring() }

    package func nextChanges() -> FolderChanges? {
        var gathering = ChangeGathering()
        var first: ContinuousClock.Instant?
        while true {
            let patience = gathering.changes == nil ? Self.lookInterval : gathering.quiet
            switch wait(patience) {
            case .stop: return nil
            case .quiet:
                if let changes = gathering.changes { return changes }
                if tree.withLock({ $0.look(queue: queue, &gathering) }) { return .anything }
            case .notices:
                readNotices(into: &gathering)
            }
            guard let changes = gathering.changes else { continue }
            let start = first ?? .now
            first = start
            if .now - start > ChangeGathering.longest { return changes }
        }
    }

    private enum Wait { case notices, quiet, stop }

    private func wait(_ patience: Duration) -> Wait {
        var descriptors = [queue, end.descriptor].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        let milliseconds = patience.components.seconds * 1000 + patience.components.attoseconds / 1_000_000_000_000_000
        let ready = poll(&descriptors, nfds_t(descriptors.count), Int32(milliseconds))
        if ready <= 0 { return ready == 0 ? .quiet : .notices }
        return descriptors[1].revents != 0 ? .stop : .notices
    }

    private func readNotices(into gathering: inout ChangeGathering) {
        withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: MemoryLayout<inotify_event>.alignment) { buffer in
            while true {
                let count = read(queue, buffer.baseAddress, buffer.count)
                guard count > 0 else { return }
                var offset = 0
                while offset < count {
                    let notice = WatchTree.Notice(at: buffer.baseAddress! + offset)
                    offset += notice.size
                    tree.withLock { $0.take(notice, queue: queue, &gathering) }
                }
            }
        }
    }
}

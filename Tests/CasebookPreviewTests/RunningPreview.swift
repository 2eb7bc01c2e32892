import CasebookBuild
import CasebookFiles
import CasebookModel
import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import CasebookPreview

/// Changes when a test says so.
final class FakeWatcher: FolderWatcher {
    private let changes = Mutex<[FolderChanges?]>([])
    private let arrival = DispatchSemaphore(value: 0)
    let watched = Mutex<[WatchedFolder]>([])

    func watch(_ folders: [WatchedFolder]) { watched.withLock { $0 = folders } }

    func nextChanges() -> FolderChanges? {
        arrival.wait()
        return changes.withLock { $0.removeFirst() }
    }

    func stop() { post(nil) }

    func post(_ change: FolderChanges?) {
        changes.withLock { $0.append(change) }
        arrival.signal()
    }
}

/// A preview of a site in memory on a port of its own, until the value goes.
final class RunningPreview: Sendable {
    let watcher = FakeWatcher()
    let port: UInt16
    private let preview: Preview
    private let events = Mutex<[Preview.Event]>([])
    private let ended = DispatchSemaphore(value: 0)

    init(_ source: MemorySite, limits: ConnectionLimits = ConnectionLimits()) throws {
        let listener = try Listener(port: 0)
        port = listener.port
        let preview = Preview(on: listener, watcher: watcher, language: .english, limits: limits)
        self.preview = preview
        let thread = Thread { [self] in
            preview.run(
                LiveSite(source.request, disk: source.disk), today: { source.request.edition.date },
                tell: { event in self.events.withLock { $0.append(event) } })
            ended.signal()
        }
        thread.stackSize = 8 << 20
        thread.start()
        waitForEvent { if case .built = $0 { true } else if case .failed = $0 { true } else { false } }
    }

    func stop() {
        preview.stop()
        ended.wait()
    }

    /// Waits until one has been told of since the last time somebody waited.
    func waitForEvent(_ isMeant: (Preview.Event) -> Bool) {
        for _ in 0..<2_000 {
            let isThere = events.withLock { events in
                guard let place = events.firstIndex(where: isMeant) else { return false }
                events.removeSubrange(...place)
                return true
            }
            if isThere { return }
            usleep(10_000)
        }
        Issue.record("nothing was told of")
    }

    /// What the server says to a request, headers and body; empty where it says nothing.
    func answer(_ request: String) -> String { Client(port).answer(request) }

    func get(_ path: String, _ headers: String = "") -> String {
        answer("GET \(path) HTTP/1.1\nHost: 127.0.0.1:\(port)\n\(headers)Connection: close\n\n")
    }

    /// The body alone.
    func body(_ path: String) -> String {
        String(get(path).split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false).last ?? "")
    }
}

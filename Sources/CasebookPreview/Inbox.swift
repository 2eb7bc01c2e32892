import CasebookBuild
import CasebookFiles
import CasebookModel
import Dispatch
import Synchronization

/// What the thread that follows the source has to look at next.
final class Inbox: Sendable {
    enum Message: Sendable {
        case changed(FolderChanges)
        /// A run over everything has ended.
        case ran(Attempt)
        /// What an edition's search tests found; see ``SiteEdition/searchFindings()``.
        case searched(SiteEdition, [Diagnostic]?)
        case stop
    }

    private let messages = Mutex<[Message]>([])
    private let arrival = DispatchSemaphore(value: 0)

    func post(_ message: Message) {
        messages.withLock { $0.append(message) }
        arrival.signal()
    }

    /// - Returns: `nil` where none came in time.
    func next(within patience: Duration?) -> Message? {
        let limit = patience.map { DispatchTime.now() + .milliseconds(Int($0.milliseconds)) } ?? .distantFuture
        guard arrival.wait(timeout: limit) == .success else { return nil }
        return messages.withLock { $0.removeFirst() }
    }
}

import CasebookBuild
import CasebookFiles
import Synchronization

/// What there is to be seen at a moment.
struct PreviewMoment: Sendable {
    /// `nil` until content without errors was found.
    var edition: SiteEdition?
    var findings = PreviewFindings()
    /// Counts the moments.
    var number = 0
}

/// The moment that all clients see, and the bells of those who wait for the next.
final class PreviewState: Sendable {
    private struct Content {
        var moment = PreviewMoment()
        var bells: [Int32: Bell] = [:]
    }

    private let content = Mutex(Content())

    var moment: PreviewMoment { content.withLock { $0.moment } }

    func show(_ edition: SiteEdition?, _ findings: PreviewFindings) {
        content.withLock { content in
            content.moment = PreviewMoment(edition: edition, findings: findings, number: content.moment.number + 1)
            for bell in content.bells.values { bell.ring() }
        }
    }

    /// Ends all waiting.
    func close() { content.withLock { for bell in $0.bells.values { bell.ring() } } }

    /// - Returns: `nil` where the system has no more pipes to give.
    func addBell() -> Bell? {
        guard let bell = try? Bell() else { return nil }
        content.withLock { $0.bells[bell.descriptor] = bell }
        return bell
    }

    func remove(_ bell: Bell) { content.withLock { $0.bells[bell.descriptor] = nil } }
}

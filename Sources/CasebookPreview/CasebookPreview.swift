import CasebookBuild
import CasebookFiles
import CasebookModel
import Foundation

/// The preview: a site in memory that follows its source, shown to browsers on this machine.
///
/// Takes a ``LiveSite``, a watcher and a listener; runs until ``stop()``. Nothing is written to disk. Content that is
/// wrong, folders that vanish and a configuration that can't be read are shown and waited out.
package final class Preview: Sendable {
    /// What is worth telling in the terminal.
    package enum Event: Sendable {
        /// A run over everything, with what it found and what is shown since: with errors, the last good edition.
        ///
        /// `changes`: What it was run for; `nil` for the first and where the same changes were told of before.
        case built(BuildReport, SiteEdition?, changes: FolderChanges?, took: Duration)
        /// Words of single pages were taken in, and are shown before everything is looked at again.
        case patched(SiteEdition, FolderChanges, took: Duration)
        /// The search tests of the last run's edition found something else than before.
        case searched(BuildReport)
        case failed(BuildFailure)
    }

    private let inbox = Inbox()
    private let state = PreviewState()
    private let server: PreviewServer
    private let watcher: any FolderWatcher
    private let language: ProgramLanguage

    package init(
        on listener: Listener, watcher: any FolderWatcher, language: ProgramLanguage,
        limits: ConnectionLimits = ConnectionLimits()
    ) {
        self.watcher = watcher
        self.language = language
        server = PreviewServer(state, on: listener, limits: limits, language: language)
    }

    /// May be called from any thread, and more than once.
    package func stop() { inbox.post(.stop) }

    /// Follows the source until ``stop()``.
    ///
    /// - Parameters:
    ///   - today: The day that reviews are held against, asked for before each run.
    ///   - tell: Is called on this thread.
    package func run(_ site: LiveSite, today: @escaping () -> CalendarDate, tell: @escaping (Event) -> Void) {
        server.start()
        watcher.watch(site.watchedFolders)
        Thread.detachNewThread { [watcher, inbox] in
            while let changes = watcher.nextChanges() { inbox.post(.changed(changes)) }
        }
        defer {
            watcher.stop()
            server.stop()
        }
        var follower = Follower(site, inbox, state, watcher, language, today: today, tell: tell)
        follower.runAll()
        while true {
            switch inbox.next(within: follower.patience) {
            case .stop: return
            case .changed(let changes): follower.take(changes)
            case .ran(let attempt): follower.take(attempt)
            case .searched(let edition, let findings): follower.take(findings, of: edition)
            case nil: follower.settle()
            }
        }
    }
}

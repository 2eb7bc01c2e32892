import CasebookBuild
import CasebookFiles
import CasebookModel
import Foundation
import Synchronization

/// Brings what is shown up to what the source says: at once where a page's own words changed, by a run over everything
/// where more did, and by such a run afterwards in any case.
struct Follower {
    private var site: LiveSite
    private let inbox: Inbox
    private let state: PreviewState
    private let watcher: any FolderWatcher
    private let language: ProgramLanguage
    private let today: () -> CalendarDate
    private let tell: (Preview.Event) -> Void

    /// What a run over everything still has to look at.
    private var pending: FolderChanges?
    /// Whether that is not shown yet in any way, so that the run is waited for.
    private var isUrgent = false
    private var isRunning = false
    /// Counts what was taken in: a run that began with an earlier number is overtaken.
    private let revision = Revision()
    private var findings = PreviewFindings()
    /// Whose search tests are being run, or were run last.
    private var searched: SiteEdition?
    private var isSearching = false

    /// After so long without another save everything is looked at again: until then the processors belong to the
    /// browser, which is showing the page.
    private static let pause = Duration.milliseconds(150)

    init(
        _ site: LiveSite, _ inbox: Inbox, _ state: PreviewState, _ watcher: any FolderWatcher,
        _ language: ProgramLanguage, today: @escaping () -> CalendarDate, tell: @escaping (Preview.Event) -> Void
    ) {
        self.site = site
        self.inbox = inbox
        self.state = state
        self.watcher = watcher
        self.language = language
        self.today = today
        self.tell = tell
    }

    /// How long to wait for the next message before ``settle()``; `nil`: there is nothing left to do.
    var patience: Duration? { !isRunning && (pending != nil || wantsSearch) ? Self.pause : nil }

    private var wantsSearch: Bool { !isSearching && site.wantsIndex && site.edition !== searched }

    // MARK: - Changes

    mutating func take(_ changes: FolderChanges) {
        let start = ContinuousClock.now
        revision.advance()
        pending = pending?.joined(with: changes) ?? changes
        if site.patch(changes), let edition = site.edition {
            state.show(edition, findings)
            // Nothing has been checked yet.
            tell(.patched(edition, changes, took: .now - start))
        } else {
            isUrgent = true
            if !isRunning { runAll() }
        }
    }

    /// What is done when nobody has saved anything for a moment.
    mutating func settle() {
        if pending != nil { return runAll() }
        guard wantsSearch, let edition = site.edition else { return }
        searched = edition
        isSearching = true
        Thread.detachNewThread { [inbox] in inbox.post(.searched(edition, edition.searchFindings())) }
    }

    // MARK: - Everything

    /// Begins a run over everything, on a copy of the site: what is saved meanwhile can be shown at once, and whoever was
    /// overtaken is thrown away.
    mutating func runAll() {
        isRunning = true
        site.date = today()
        let attempt = Attempt(site: site, changes: pending, revision: revision.number, start: .now)
        let thread = Thread { [inbox, revision] in
            var attempt = attempt
            let began = attempt.revision
            attempt.run { revision.number != began }
            inbox.post(.ran(attempt))
        }
        thread.stackSize = 8 << 20
        thread.start()
    }

    mutating func take(_ attempt: Attempt) {
        isRunning = false
        guard attempt.revision == revision.number, let result = attempt.result else {
            // Words that are shown already can wait for a pause.
            return isUrgent ? runAll() : ()
        }
        // What was patched was told of when it was.
        let changes = isUrgent ? attempt.changes : nil
        pending = nil
        isUrgent = false
        site = attempt.site
        watcher.watch(site.watchedFolders)
        switch result {
        case .success(.stale), .success(.unchanged): return
        case .success(.report(let report)):
            findings = PreviewFindings(report, language)
            state.show(site.edition, findings)
            tell(.built(report, site.edition, changes: changes, took: .now - attempt.start))
        case .failure(let failure):
            findings = PreviewFindings(failure, language)
            state.show(site.edition, findings)
            tell(.failed(failure))
        }
    }

    mutating func take(_ found: [Diagnostic]?, of edition: SiteEdition) {
        isSearching = false
        // The run that is under way would undo it.
        guard !isRunning else {
            searched = nil
            return
        }
        guard let report = site.adopt(found, of: edition) else { return }
        searched = site.edition
        findings = PreviewFindings(report, language)
        state.show(site.edition, findings)
        tell(.searched(report))
    }
}

/// A run over everything.
struct Attempt: Sendable {
    /// As it is since.
    var site: LiveSite
    /// What it is run for; `nil`: nothing is known.
    let changes: FolderChanges?
    let revision: Int
    let start: ContinuousClock.Instant
    private(set) var result: Result<LiveSite.RunResult, BuildFailure>?

    init(site: LiveSite, changes: FolderChanges?, revision: Int, start: ContinuousClock.Instant) {
        self.site = site
        self.changes = changes
        self.revision = revision
        self.start = start
    }

    mutating func run(isStale: () -> Bool) {
        do throws(BuildFailure) {
            result = .success(try site.run(changes, isStale: isStale))
        } catch {
            result = .failure(error)
        }
    }
}

/// A number that several threads look at.
final class Revision: Sendable {
    private let count = Atomic<Int>(0)

    var number: Int { count.load(ordering: .acquiring) }

    func advance() { count.wrappingAdd(1, ordering: .acquiringAndReleasing) }
}

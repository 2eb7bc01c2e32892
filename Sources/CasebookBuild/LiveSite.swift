import CasebookCheck
import CasebookFiles
import CasebookModel
import CasebookRender
import CasebookSearch

/// A site in memory that follows its source: the stages up to Check are run again when something changes, with what is
/// still the same taken from before, and rendering is left to whoever looks at a page (``SiteEdition``).
///
/// Nothing is written. Content with errors leaves the last good edition in place. A value: a run may be made on a copy,
/// which then takes the place of the original or is thrown away.
package struct LiveSite: Sendable {
    private var build: SiteBuild
    private var kept: KeptParses? = KeptParses()
    private var theme: KeptTheme?
    private var content: LoadedContent?
    /// Found by the last run, the search tests' findings left out.
    private var found: Findings?
    /// Found by the last run while it read: a link that leads out and a pipe are in no list of files, only here.
    private var foundReading: [Diagnostic] = []
    private var form: SearchForm?
    /// Of the last whole run; `nil` where a run was given up since.
    private var lastDate: CalendarDate?
    /// The last one that a whole run found no error in.
    private var good: SiteEdition?
    /// That one, or one with a page's newer words that nobody has checked yet.
    package private(set) var edition: SiteEdition?

    package enum RunResult: Sendable {
        /// What `check` would report but for the search tests.
        case report(BuildReport)
        /// Nothing that a site is made of has changed since the last run: an editor's own files, or nothing at all.
        case unchanged
        /// Something changed meanwhile; another run has to follow.
        case stale
    }

    /// A theme and what it was made of.
    private struct KeptTheme {
        var files: [String: [UInt8]]
        var configuration: ContentHash?
        /// What there was to say of the files: a part of `loaded`.
        var found: [Diagnostic]
        var loaded: Outcome<Theme?>
    }

    /// So few pages are indexed in a moment, and nobody has to guess what pages say about their index.
    private static let smallSite = 2_000

    package init(_ request: BuildRequest, disk: any FileSystem = LocalFileSystem()) {
        build = SiteBuild(request, disk: disk)
    }

    /// The day that reviews are held against, from the next run on.
    package var date: CalendarDate {
        get { build.request.edition.date }
        set { build.request.edition.date = newValue }
    }

    // MARK: - Everything

    /// Takes in what the source folder says now.
    ///
    /// - Parameters:
    ///   - changes: What is known to have changed; `nil`: nothing is known.
    ///   - isStale: Asked now and then; once it says so the run ends.
    package mutating func run(
        _ changes: FolderChanges? = nil, isStale: () -> Bool = { false }
    ) throws(BuildFailure) -> RunResult {
        forgetParses(of: changes)
        let earlier = content
        // Whatever ends the run early, the next one must not take anything for looked at.
        content = nil
        var times = StageTimes()
        let loaded = try ContentLoader(request: build.request, disk: build.disk).load(&times, keeping: &kept)
        let files = try build.themeFiles(loaded)
        let foundReading = loaded.diagnostics + files.diagnostics
        if let earlier, foundReading == self.foundReading, isSame(earlier, loaded, files, changes) {
            content = earlier
            return .unchanged
        }
        if isStale() { return giveUp(earlier) }
        let prepared = build.examine(loaded, theme(of: files, loaded, &times), &times)
        if isStale() { return giveUp(earlier) }
        found = prepared.findings
        self.foundReading = foundReading
        content = prepared.content
        lastDate = date
        let report = prepared.report(times)
        guard let site = prepared.site, let theme = prepared.theme, !report.isRefused(strict: false) else {
            edition = good
            return .report(report)
        }
        good = times.measure("edition") { makeEdition(site, theme, prepared.content) }
        edition = good
        return .report(prepared.report(times))
    }

    /// Pages can still be patched by what was known before.
    private mutating func giveUp(_ earlier: LoadedContent?) -> RunResult {
        content = earlier
        lastDate = nil
        return .stale
    }

    private func isSame(
        _ earlier: LoadedContent, _ now: LoadedContent, _ files: Outcome<[String: [UInt8]]>, _ changes: FolderChanges?
    ) -> Bool {
        guard lastDate == date, earlier.configurationHash == now.configurationHash,
            earlier.configuration.isImplicit == now.configuration.isImplicit, theme?.files == files.value,
            earlier.entries.elementsEqual(now.entries, by: { $0.path == $1.path && $0.status == $1.status })
        else { return false }
        guard case .paths(let paths)? = changes else { return true }
        // What was named is believed to have changed, whatever its size and time say.
        let named = Set(paths.compactMap { contentPath($0, now) })
        return !now.entries.contains { named.contains($0.path) }
    }

    private mutating func forgetParses(of changes: FolderChanges?) {
        guard case .paths(let paths)? = changes, let content else { return }
        for path in paths.compactMap({ contentPath($0, content) }) { kept?.forget(path) }
    }

    private mutating func theme(
        of files: Outcome<[String: [UInt8]]>, _ content: LoadedContent, _ times: inout StageTimes
    ) -> Outcome<Theme?> {
        if let theme, theme.found == files.diagnostics, theme.configuration == content.configurationHash,
            theme.files == files.value
        {
            return theme.loaded
        }
        let loaded = times.measure("theme") { build.loadTheme(files, content) }
        theme = KeptTheme(
            files: files.value, configuration: content.configurationHash, found: files.diagnostics, loaded: loaded)
        return loaded
    }

    private mutating func makeEdition(_ site: Site, _ theme: Theme, _ content: LoadedContent) -> SiteEdition {
        // A large site's index takes seconds: what it will be is guessed, and corrected once it has been made.
        guard form == nil, site.pages.count <= Self.smallSite else {
            return SiteEdition(build, content, site, theme, form: form ?? .sharded, index: nil)
        }
        let index = build.index(of: site)
        form = index.edition.form
        return SiteEdition(build, content, site, theme, form: index.edition.form, index: index)
    }

    // MARK: - One page

    /// Takes in changed words of single pages at once, without resolving the site: where nothing but words and titles
    /// have changed, and no other file. Nothing is checked, so ``run(_:isStale:)`` has to follow.
    ///
    /// - Returns: Whether it could be done so.
    package mutating func patch(_ changes: FolderChanges) -> Bool {
        guard case .paths(let paths) = changes, paths.count <= 8, let content, let edition else { return false }
        let parser = ContentLoader.parser(for: content)
        var site = edition.site
        var reach = PageChange.words
        for path in paths where !isFleeting(path, content) {
            guard let place = contentPath(path, content), var entry = entry(at: place, content),
                let status = try? build.disk.status(path), status.kind == .file,
                let number = site.pages.firstIndex(where: { $0.parsed.path == place })
            else { return false }
            entry.status = status
            let outcome = ContentLoader.page(entry, parser, content.privacy, build.disk)
            guard let page = outcome.value, !outcome.diagnostics.contains(where: { $0.severity == .error }) else {
                return false
            }
            let change = PageChange(from: site.pages[number].parsed, to: page)
            if change == .structure { return false }
            reach = max(reach, change)
            site.pages[number].parsed = page
            kept?.keep(entry, outcome)
        }
        if reach == .words {
            self.edition = SiteEdition(edition, site)
        } else {
            guard let theme = theme?.loaded.value else { return false }
            self.edition = SiteEdition(build, content, site, theme, form: edition.form, index: nil)
        }
        return true
    }

    /// Whether an editor made a file and took it away again: half of them save by way of another name.
    private func isFleeting(_ path: DiskPath, _ content: LoadedContent) -> Bool {
        guard let place = contentPath(path, content), (try? build.disk.statusIfPresent(path)) == .some(nil) else {
            return false
        }
        return !content.entries.contains { $0.path == place || $0.path.hasPrefix(place + "/") }
    }

    private func entry(at place: String, _ content: LoadedContent) -> ContentEntry? {
        content.entries.first { $0.path == place && $0.format == .markdown }
    }

    /// Below the content folder, as pages are called; `nil` for what lies elsewhere.
    private func contentPath(_ path: DiskPath, _ content: LoadedContent) -> String? {
        let folder = build.request.source.appending(content.configuration.content)
        return path.relative(to: folder).flatMap { PathName.normalised(Array($0)) }
    }

    // MARK: - Search

    /// Whether the index should be made although nobody searches: it is asked by search tests, or pages only guess how it
    /// is laid out.
    package var wantsIndex: Bool { edition.map { form == nil || $0.hasSearchTests } ?? false }

    /// Takes in what an edition's search tests found.
    ///
    /// - Parameter findings: Of ``SiteEdition/searchFindings()``; `nil`: its pages say something else of the index than it
    ///   is, and are made again.
    /// - Returns: All findings, with those of the search tests; `nil` where the edition is an earlier one.
    package mutating func adopt(_ findings: [Diagnostic]?, of tested: SiteEdition) -> BuildReport? {
        guard tested === edition, let content, let found else { return nil }
        guard let late = findings else {
            guard let theme = theme?.loaded.value else { return nil }
            let corrected = tested.corrected(theme)
            good = corrected
            edition = corrected
            form = corrected.form
            return adopt(corrected.searchFindings() ?? [], of: corrected)
        }
        form = tested.form
        let all = found.completed(by: late).weighed
        return BuildReport(
            diagnostics: all, lines: build.lines(of: all, in: content), pageCount: tested.site.pages.count,
            stages: StageTimes(), fileCount: content.entries.count, lacksURL: content.configuration.url == nil)
    }

    // MARK: - Where to look

    /// The folders that changes have to be looked for in.
    package var watchedFolders: [WatchedFolder] {
        let source = build.request.source
        guard let configuration = content?.configuration, !configuration.isImplicit else {
            // A broken configuration says nothing about folders; a folder without one is content as a whole.
            return [WatchedFolder(source)]
        }
        let content = source.appending(configuration.content)
        let templates = source.appending(configuration.templates)
        return [
            WatchedFolder(source, names: [Array("casebook.yml".utf8)]), WatchedFolder(content),
            WatchedFolder(templates),
        ]
    }
}

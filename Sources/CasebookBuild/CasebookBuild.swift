import CasebookCheck
import CasebookFiles
import CasebookModel
import CasebookRender
import CasebookResolve
import CasebookSearch

/// The order of the stages, and who runs on which thread. Nothing else: every stage is a function of its own target.
///
/// Takes a request and a disk; gives a report with everything that was found and what was published. Content that is
/// wrong is a matter of the report; a ``BuildFailure`` is thrown where the run itself can't go on.
package struct SiteBuild: Sendable {
    var request: BuildRequest
    let disk: any FileSystem

    package init(_ request: BuildRequest, disk: any FileSystem = LocalFileSystem()) {
        self.request = request
        self.disk = disk
    }

    /// What of a source folder is looked at.
    package enum Scope: Sendable {
        case everything
        /// Not the theme: what is changed in pages can't change what is found there.
        case content
    }

    /// Everything but writing.
    package func check(_ scope: Scope = .everything) throws(BuildFailure) -> BuildReport {
        var times = StageTimes()
        let found = try find(&times)
        var memory = BuildMemory(self, publishes: false)
        var prepared = prepare(found, theme: scope == .everything ? .checking : nil, &memory, &times)
        testSearch(&prepared, &times)
        return prepared.report(times, memory)
    }

    /// Checks, and publishes where nothing stands against it. Otherwise the old site stays as it is.
    package func build() throws(BuildFailure) -> BuildReport {
        var remains: Remains?
        defer { releaseInBackground(&remains) }
        return try build(leaving: &remains)
    }

    /// What a build has in memory at its end, as large as the site.
    private struct Remains: Sendable {
        var prepared: Prepared
        var memory: BuildMemory?
    }

    private func build(leaving remains: inout Remains?) throws(BuildFailure) -> BuildReport {
        var times = StageTimes()
        let (finding, recalled) = request.pairing.both(
            { Result { () throws(BuildFailure) in try find(&times) } }, { BuildMemory(self, publishes: true) })
        let found = try finding.get()
        var memory = recalled
        if let report = try memory?.replay(found, &times) { return report }
        var prepared = prepare(found, theme: .publishing, &memory, &times)
        guard let site = prepared.site, let theme = prepared.theme, !isRefused(prepared) else {
            // All that is wrong is said in one run.
            testSearch(&prepared, &times)
            return prepared.report(times, memory)
        }
        guard let published = try publish(site, theme, &prepared, &memory, &times) else {
            return prepared.report(times, memory)
        }
        let report = prepared.report(times, memory, published.publication)
        times.measure("remember") { memory?.keep(found, prepared, published, report) }
        remains = Remains(prepared: prepared, memory: memory)
        return prepared.report(times, memory, published.publication)
    }

    func isRefused(_ prepared: Prepared) -> Bool { prepared.report(StageTimes()).isRefused(strict: request.isStrict) }

    // MARK: - What there is

    /// What is there to be built, as far as it shows without reading pages.
    struct Found {
        var content: LoadedContent
        var theme: Outcome<[String: [UInt8]]>
    }

    private func find(_ times: inout StageTimes) throws(BuildFailure) -> Found {
        let content = try ContentLoader(request: request, disk: disk).find(&times)
        return Found(content: content, theme: try themeFiles(content))
    }

    // MARK: - Up to Check

    /// A site that is ready to be rendered, or the reasons why not.
    struct Prepared {
        var content: LoadedContent
        var site: Site?
        var theme: Theme?
        /// What the index is still to be asked; `nil`: nothing.
        var searchTests: SearchTestRun?
        var findings: Findings
        var lines: [String: LineTable]
        /// Both begun before it is known whether the site is published; `nil` where it makes no difference.
        var indexing: Ahead<Indexing>?
        var rendering: Ahead<Rendering>?

        func report(
            _ times: StageTimes, _ memory: BuildMemory? = nil, _ publication: Publication? = nil
        ) -> BuildReport {
            BuildReport(
                diagnostics: findings.weighed, lines: lines, pageCount: site?.pages.count ?? 0,
                publication: publication, stages: times, fileCount: content.entries.count,
                lacksURL: content.configuration.url == nil, cacheNote: memory?.note, reuse: memory?.reuse ?? [])
        }
    }

    /// - Parameter purpose: What the theme is loaded for; `nil`: it isn't.
    private func prepare(
        _ found: Found, theme purpose: Theme.Purpose?, _ memory: inout BuildMemory?, _ times: inout StageTimes
    ) -> Prepared {
        var content = found.content
        if !content.stopsAtConfiguration {
            var kept = times.measure("recall") { memory?.recallParses() }
            ContentLoader(request: request, disk: disk).parse(into: &content, &times, keeping: &kept)
            memory?.adopt(kept, found, content)
        }
        let (loaded, scripts) = (content, memory?.recallScripts())
        return examine(content, &memory, &times) {
            purpose.map { loadTheme(found.theme, loaded, for: $0, scripts) } ?? Outcome(nil)
        }
    }

    /// Resolve and Check; search tests are left to whoever has an index.
    func examine(_ loaded: LoadedContent, _ theme: Outcome<Theme?>, _ times: inout StageTimes) -> Prepared {
        var memory: BuildMemory?
        return examine(loaded, &memory, &times) { theme }
    }

    private func examine(
        _ loaded: LoadedContent, _ memory: inout BuildMemory?, _ times: inout StageTimes,
        loadingTheme loadTheme: @escaping @Sendable () -> Outcome<Theme?>
    ) -> Prepared {
        var content = loaded
        if content.stopsAtConfiguration {
            content.diagnostics += loadTheme().diagnostics
            // Nothing excuses a configuration that can't be read: there would be no site and no word about it.
            let policy = FindingsPolicy(
                configuration: content.configuration, pathPrefix: content.pathPrefix, pages: [])
            let findings = Findings(content.diagnostics, policy)
            return Prepared(content: content, findings: findings, lines: lines(of: findings.weighed, in: content))
        }
        // None of the three keeps two threads busy by itself.
        let input = resolverInput(content)
        let recalled = memory.map { memory in
            Ahead(jobs: request.jobs) { memory.recallChecks(loaded) }
        }
        let (resolved, theme) = times.measure("resolve, theme") {
            request.pairing.both({ SiteResolver.resolve(input, pairing: request.pairing) }, loadTheme)
        }
        content.diagnostics += theme.diagnostics
        let indexing = indexingAhead(resolved.value, content, memory)
        let rendering = theme.value.flatMap { renderingAhead(resolved.value, $0, memory) }
        let found = times.measure("check") { check(resolved.value, content, &memory, recalled?.result()) }
        let assets = AssetCheck(disk: disk, privacy: content.privacy).run(resolved.value.assets, content.assets)
        let searchTests = searchTestRun(resolved.value, content)
        let policy = FindingsPolicy(
            configuration: content.configuration, pathPrefix: content.pathPrefix, pages: content.pages,
            listExcuses: content.listExcuses.merging(assets.value.excuses) { list, _ in list })
        let findings = Findings(
            content.diagnostics + resolved.diagnostics + found + assets.diagnostics, policy,
            awaiting: searchTests.map { _ in .searchTest })
        // The site holds what the later stages need of the pages.
        content.pages = []
        content.assetHashes = assets.value.hashes
        return Prepared(
            content: content, site: resolved.value, theme: theme.value, searchTests: searchTests, findings: findings,
            lines: lines(of: findings.weighed, in: content), indexing: indexing, rendering: rendering)
    }

    private func check(
        _ site: Site, _ content: LoadedContent, _ memory: inout BuildMemory?,
        _ recalled: BuildMemory.Recalled<CheckRecall>?
    ) -> [Diagnostic] {
        var input = SiteChecker.Input(
            site: site, pages: content.pages, forbiddenWording: content.forbiddenWording,
            forbiddenPath: ContentLoader.forbiddenPath, searchTests: content.searchTests,
            searchTestsPath: ContentLoader.searchTestsPath, pathPrefix: content.pathPrefix)
        input.published = request.published
        // Without a configuration, what promised the addresses is the one file that there is to name.
        if content.configuration.isImplicit { input.configurationPath = SiteManifest.fileName }
        let asked = input
        if let recalled {
            let (found, record) = recalled.recall.run(asked, jobs: request.jobs)
            memory?.adopt(record, recalled)
            return found
        }
        // All that a rule reads the words of every page for, by all threads instead of the one that has the rule.
        input.terms = TermTable(site).map { table in
            TermUses(table, mapInParallel(site.pages.count, jobs: request.jobs) { table.uses(in: site.pages[$0]) })
        }
        let prepared = input
        return mapInParallel(SiteChecker.ruleCount, jobs: request.jobs) { SiteChecker.check(prepared, rule: $0) }
            .flatMap { $0 }
    }

    /// Runs the search tests, where there are any, on an index that is made for them.
    private func testSearch(_ prepared: inout Prepared, _ times: inout StageTimes) {
        guard let site = prepared.site, let tests = prepared.searchTests else { return }
        let index = times.measure("search") { self.index(of: site) }
        complete(&prepared, times.measure("search tests") { tests.diagnostics(index) })
    }

    /// The same on an index that is about to be published.
    func testSearch(_ prepared: inout Prepared, on publisher: Publisher, _ times: inout StageTimes) throws {
        guard let tests = prepared.searchTests else { return }
        complete(&prepared, try times.measure("search tests") { try tests.diagnostics(publisher) })
    }

    private func complete(_ prepared: inout Prepared, _ late: [Diagnostic]) {
        prepared.searchTests = nil
        let before = prepared.findings.weighed
        prepared.findings = prepared.findings.completed(by: late)
        // Mostly there is nothing new to be quoted, and each file would be read once more.
        guard prepared.findings.weighed != before else { return }
        prepared.lines = lines(of: prepared.findings.weighed, in: prepared.content)
    }

    /// - Returns: `nil` where there is nothing to ask.
    func searchTestRun(_ site: Site, _ content: LoadedContent) -> SearchTestRun? {
        let isOff = content.configuration.checks[DiagnosticID.searchTest.rawValue] == .some(.none)
        guard !content.searchTests.isEmpty, !isOff else { return nil }
        return SearchTestRun(
            tests: content.searchTests, site: site, file: content.pathPrefix + ContentLoader.searchTestsPath,
            privacy: content.privacy, jobs: request.jobs)
    }

    func resolverInput(_ content: LoadedContent) -> SiteResolver.Input {
        SiteResolver.Input(
            pages: content.pages, vocabularies: content.vocabularies, synonyms: content.synonyms,
            assetPaths: content.assets.map(\.path), configuration: content.configuration, edition: request.edition,
            pathPrefix: content.pathPrefix)
    }

    /// The default theme's files with the site's own over them, by path below the templates folder.
    func themeFiles(_ content: LoadedContent) throws(BuildFailure) -> Outcome<[String: [UInt8]]> {
        var files = Outcome(request.theme)
        guard !content.configuration.isImplicit else { return files }
        let folder = request.source.appending(content.configuration.templates)
        do {
            guard try disk.statusIfPresent(folder) != nil else { return files }
            let own = try disk.discover(
                ContentFolder(root: folder, displayPrefix: content.configuration.templates + "/"))
            files.diagnostics += own.diagnostics
            for entry in own.value {
                let read = disk.read(entry)
                files.diagnostics += read.diagnostics
                if let source = read.value { files.value[entry.path] = source.bytes }
            }
            return files
        } catch {
            throw .disk(error)
        }
    }

    func loadTheme(
        _ files: Outcome<[String: [UInt8]]>, _ content: LoadedContent, for purpose: Theme.Purpose = .publishing,
        _ scripts: KeptScripts? = nil
    ) -> Outcome<Theme?> {
        let theme = Theme.load(
            files: files.value, configuration: content.configuration, for: purpose, hash: SiteBuild.shortHash
        ) { scripts?.shortened($0) ?? Theme.shortened($0) }
        return Outcome(theme.value, files.diagnostics + theme.diagnostics)
    }

    /// The version that references to a file carry.
    static let shortHash: @Sendable ([UInt8]) -> String = { String(ContentHash(of: $0).hex.prefix(8)) }

    /// The text of every file that a finding is in, read once more: most runs find nothing, and keeping all sources for
    /// those that do would double the memory.
    func lines(of diagnostics: [Diagnostic], in content: LoadedContent) -> [String: LineTable] {
        guard !diagnostics.isEmpty else { return [:] }
        var lines: [String: LineTable] = [:]
        // On disk a name may be written in another normalisation form than findings call it by.
        let disks = Dictionary(
            content.entries.map { ($0.displayPath, $0.disk) }, uniquingKeysWith: { first, _ in first })
        let files = Set(diagnostics.flatMap { [$0.file] + $0.notes.map(\.file) })
        // By file: held against each of the others, 100,000 findings in as many files took hours.
        let privateData = Dictionary(grouping: diagnostics.filter { $0.id == .privateData }, by: \.file)
        for file in files {
            // A link is not followed: what it leads to may be nobody's business.
            if let bytes = try? disk.read(disks[file] ?? request.source.appending(file), limit: 8_000_000).bytes {
                lines[file] = LineTable(PrivateData.masked(bytes, in: file, privateData[file] ?? []))
            } else if let bytes = request.theme[String(file.split(separator: "/", maxSplits: 1).last ?? "")] {
                lines[file] = LineTable(bytes)
            }
        }
        return lines
    }
}

import CasebookCache
import CasebookFiles
import CasebookModel
import CasebookRender
import CasebookSearch

/// What builds of one output tell the next one: in `.casebook/` beside it, and never needed.
///
/// A build asks it first whether anything is to be done at all (``replay(_:_:)``), then for parses, and leaves at its end
/// what it knows. Everything is keyed by content, never by a place in a list.
struct BuildMemory: Sendable {
    private static let recordName = "record"
    /// Of all files but parses.
    private static let names: Set<String> = Set(
        [recordName, RenderRecord.name, CheckRecord.name, KeptScripts.name] + IndexRecall.names)

    private let build: SiteBuild
    /// Whether pages are rendered and something is kept in the end.
    let publishes: Bool
    private let program: Fingerprint
    /// `nil` where the output isn't there yet.
    private let cache: CacheFolder?
    private let record: BuildRecord?
    private var kept: KeptParses?
    /// Of the parses on disk.
    private var earlierParses: StoredParses.Keys?
    /// Of the pages of this build.
    private var heads: PageHeads?
    /// Read while pages are linked.
    private var earlierRenders: Ahead<Recalled<RenderRecord?>>?
    /// Files of the cache in the making.
    private var renders: Ahead<[UInt8]>?
    private var checks: Ahead<[UInt8]>?
    private var scripts: KeptScripts?
    /// Of everything but the content folder's files and the program; `nil` before it was asked for.
    private var settings: Fingerprint?
    /// Of what rendered pages are made of besides pages; `nil`: something of it could not be read.
    private var shared: Fingerprint?
    /// Why something of it could not be used; `nil` where there is nothing to say.
    private(set) var note: LocalizedText?
    private(set) var reuse: [BuildReport.Reuse] = []

    /// What an earlier build left of a stage.
    struct Recalled<Recall: Sendable>: Sendable {
        var recall: Recall
        /// Why there is less of it than there was.
        var damage: CacheDamage?
    }

    /// `nil` where the request wants no cache.
    ///
    /// - Parameter publishes: See ``publishes``.
    init?(_ build: SiteBuild, publishes: Bool) {
        guard let program = build.request.program else { return nil }
        self.build = build
        self.publishes = publishes
        self.program = program
        cache = CacheFolder(of: build.request.outputFolder, on: build.disk)
        let earlier = Self.recall(Self.recordName, cache, program) { reader throws(CacheDamage) in
            try reader.record()
        }
        record = earlier.recall
        note = earlier.damage?.message
    }

    /// What a file of the cache holds; `nil` where there is none, or none that can be used.
    private static func recall<Value>(
        _ name: String, _ cache: CacheFolder?, _ program: Fingerprint,
        _ read: (inout CacheReader) throws(CacheDamage) -> Value
    ) -> Recalled<Value?> {
        do throws(CacheDamage) {
            guard var reader = try open(name, cache, program) else { return Recalled(recall: nil) }
            return Recalled(recall: try read(&reader))
        } catch {
            return Recalled(recall: nil, damage: error)
        }
    }

    private static func open(
        _ name: String, _ cache: CacheFolder?, _ program: Fingerprint
    ) throws(CacheDamage) -> CacheReader? {
        guard let bytes = cache?.read(name) else { return nil }
        return try SealedFile.open(bytes, program: program)
    }

    // MARK: - Nothing to do

    /// What the earlier build came to, where the same would come out again and lies in the output folder as it did.
    mutating func replay(_ found: SiteBuild.Found, _ times: inout StageTimes) throws(BuildFailure) -> BuildReport? {
        guard let record, !found.content.stopsAtConfiguration else { return nil }
        let start = SystemClock.now
        guard record.settings == settingsHash(found) else { return nil }
        let inputs = times.measure("compare") {
            InputComparison(record: record, disk: build.disk, jobs: build.request.jobs).inputs(found.content.entries)
        }
        guard let inputs else { return nil }
        var report = BuildReport(
            diagnostics: record.findings.diagnostics,
            lines: build.lines(of: record.findings.diagnostics, in: found.content),
            pageCount: record.findings.pageCount, publication: nil, stages: times,
            fileCount: found.content.entries.count, lacksURL: found.content.configuration.url == nil)
        if report.isRefused(strict: build.request.isStrict) { return report }
        let publication = try times.measure("confirm") { () throws(BuildFailure) in try confirm(record, start) }
        guard let publication else { return nil }
        if inputs.isNews || record.published.isNews(publication.files) {
            var refreshed = record
            refreshed.inputs = inputs.inputs
            refreshed.observed = found.content.observed
            refreshed.published = publication.files
            times.measure("remember") { write(refreshed) }
        }
        report.publication = publication
        report.stages = times
        report.cacheNote = note
        report.reuse = [BuildReport.Reuse(what: "files", count: publication.unchanged, total: publication.unchanged)]
        return report
    }

    private mutating func settingsHash(_ found: SiteBuild.Found) -> Fingerprint {
        if let settings { return settings }
        let made = found.settings(build.request)
        settings = made
        return made
    }

    private func confirm(_ record: BuildRecord, _ now: Int64) throws(BuildFailure) -> Publication? {
        do {
            return try record.published.confirm(
                in: build.request.outputFolder, on: build.disk, patience: build.request.patience, now: now,
                share: build.request.sharing)
        } catch {
            throw .publish(error)
        }
    }

    /// What the earlier build left in the output folder.
    var published: PublishedFiles? { record?.published }

    // MARK: - Parses

    mutating func recallParses() -> KeptParses {
        let (cache, program) = (cache, program)
        let stored = StoredParses(
            pages: record.map(\.pageFileCount) ?? 0, record: record, jobs: build.request.jobs
        ) { name throws(CacheDamage) in try Self.open(name, cache, program) }
        return KeptParses(stored: stored)
    }

    mutating func adopt(_ kept: KeptParses?, _ found: SiteBuild.Found, _ content: LoadedContent) {
        shared = content.renderHash(settingsHash(found))
        guard var kept, let stored = kept.stored else { return }
        earlierParses = stored.keys
        kept.stored = nil
        self.kept = kept
        heads = PageHeads(content.pages, stored: stored, jobs: build.request.jobs)
        if note == nil { note = stored.damage?.message }
        if publishes {
            earlierRenders = Ahead(jobs: build.request.jobs) { [cache, program] in Self.recallRenders(cache, program) }
        }
        reuse.append(BuildReport.Reuse(what: "parses", count: stored.takenCount, total: kept.count))
    }

    // MARK: - The theme

    /// - Returns: `nil` where nothing is published: then no script is made short.
    mutating func recallScripts() -> KeptScripts? {
        guard publishes else { return nil }
        let earlier = Self.recall(KeptScripts.name, cache, program) { reader throws(CacheDamage) in
            try reader.scripts()
        }
        if let damage = earlier.damage { noteDamage(damage) }
        scripts = KeptScripts(earlier.recall ?? [:])
        return scripts
    }

    // MARK: - Findings

    /// - Returns: `nil` where nothing is to be kept of what is found: something that rules know could not be read.
    func recallChecks(_ content: LoadedContent) -> Recalled<CheckRecall>? {
        guard let rules = content.checkHash(build.request.edition) else { return nil }
        let earlier = Self.recall(CheckRecord.name, cache, program) { reader throws(CacheDamage) in
            try reader.checks()
        }
        let recall = CheckRecall(
            earlier.recall, rules: rules, pages: content.pages, pathPrefix: content.pathPrefix, head: head)
        return Recalled(recall: recall, damage: earlier.damage)
    }

    mutating func adopt(_ record: CheckRecord, _ recalled: Recalled<CheckRecall>) {
        if let damage = recalled.damage { noteDamage(damage) }
        guard publishes else { return }
        checks = sealed(capacity: 80 * record.pages.count) { $0.checks(record) }
    }

    /// A hash of what a page says but for its body.
    private var head: @Sendable (ParsedPage) -> Fingerprint {
        let heads = heads
        return { heads?[$0] ?? ParseShard.head(of: $0) }
    }

    // MARK: - The search index

    /// What an earlier build left of the index; `nil` where that was made by other rules or cut into another number of
    /// slices.
    func earlierIndex(_ rules: Fingerprint, slices: Int) -> Recalled<KeptIndex?> {
        let read = Self.recall(IndexRecall.name, cache, program) { reader throws(CacheDamage) in
            do throws(KeptIndexDamage) { return try KeptIndex(reader.rest) } catch { throw .damaged }
        }
        let isOfUse = read.recall.map { $0.rules == rules && $0.terms.count == slices } ?? false
        return Recalled(recall: isOfUse ? read.recall : nil, damage: read.damage)
    }

    /// Where the rest of the index is read, and what is new of it written.
    mutating func recallIndex(_ begun: SiteBuild.Indexing, _ publisher: Publisher) -> IndexRecall {
        if let damage = begun.damage { noteDamage(damage) }
        return IndexRecall(
            rules: begun.rules, earlier: begun.parts?.earlier, cache: cache, program: program, publisher: publisher,
            isPortable: build.request.edition.portable)
    }

    /// - Parameter index: `nil`: what was left of it turned out to be damaged, and it was made from nothing.
    mutating func noteIndex(_ index: [BuildReport.Reuse]?, _ recall: IndexRecall) {
        if let index { reuse += index } else { noteDamage(.damaged) }
        if let failure = recall.writingFailure { noteUnwritten(failure) }
    }

    /// The first damage speaks for all.
    private mutating func noteDamage(_ damage: CacheDamage) {
        if note == nil { note = damage.message }
    }

    // MARK: - Rendered pages

    /// How the earlier build's index was laid out; this one's most likely is, too. `nil` where there was none, or where
    /// nothing is published.
    var earlierForm: SearchForm? {
        guard publishes else { return nil }
        return [SearchForm.sharded, .single].first { form in
            let path = SearchFile.route(form.rawValue).path
            return record?.published.files.contains { $0.path == path } ?? false
        }
    }

    /// - Returns: `nil` where nothing is to be kept of what is rendered.
    func recallRenders(_ renderer: Renderer, _ site: Site) -> Recalled<RenderRecall>? {
        // The list beside each page of a plain site holds pages that no page job looks at one by one.
        guard !site.configuration.isImplicit, let shared else { return nil }
        // Asked for twice only where the index was thought to be laid out otherwise.
        let earlier = earlierRenders?.take() ?? Self.recallRenders(cache, program)
        let jobs = build.request.jobs
        let signatures = renderer.signatures(
            hash: { ContentHash(of: $0).fingerprint }, head: head,
            map: { mapInParallel($0, jobs: jobs, $1) })
        let hashes = RenderRecord.Hashes(
            shared: shared, frame: signatures.frame, pages: signatures.pages.map(\.whole),
            heads: signatures.pages.map(\.head), overviews: signatures.overviews)
        return Recalled(recall: RenderRecall(earlier.recall, hashes: hashes), damage: earlier.damage)
    }

    private static func recallRenders(_ cache: CacheFolder?, _ program: Fingerprint) -> Recalled<RenderRecord?> {
        recall(RenderRecord.name, cache, program) { reader throws(CacheDamage) in try reader.renders() }
    }

    mutating func adopt(_ made: [RenderRecall.Made], _ recalled: Recalled<RenderRecall>) {
        if let damage = recalled.damage { noteDamage(damage) }
        let record = recalled.recall.record(made)
        renders = sealed(capacity: 200 * record.renders.count) { $0.renders(record) }
        reuse.append(BuildReport.Reuse(what: "renders", count: made.count { $0.isKept }, total: made.count))
    }

    // MARK: - Keeping

    /// Leaves what the build knows for the next one. A cache that can't be written is worth a note, no more.
    mutating func keep(
        _ found: SiteBuild.Found, _ prepared: SiteBuild.Prepared, _ published: Published, _ report: BuildReport
    ) {
        guard let kept, prepared.content.assetHashes.allSatisfy({ published.assetHashes[$0.key] == $0.value }) else {
            // A file said one thing when it was checked and another when it was copied.
            return
        }
        let outcomes = kept.outcomes
        let inputs = InputHashes(outcomes, prepared.content, published.assetHashes)
        let record = BuildRecord(
            settings: settingsHash(found),
            inputs: found.content.entries.map { entry in
                BuildRecord.Input(
                    path: entry.path, stamp: FileStamp(entry.status), content: inputs.content(of: entry.path))
            }, observed: found.content.observed,
            findings: BuildRecord.Findings(diagnostics: report.diagnostics, pageCount: report.pageCount),
            published: published.publication.files)
        let shards = ParseShards(
            outcomes, pages: record.pageFileCount, rules: kept.rules, earlier: earlierParses, head: head)
        write(record, shards)
    }

    private mutating func write(_ record: BuildRecord, _ shards: ParseShards? = nil) {
        guard let cache = CacheFolder(of: build.request.outputFolder, on: build.disk) else { return }
        do {
            _ = try cache.update { writing throws(FileError) in
                if let shards {
                    try shards.write(jobs: build.request.jobs, program: program, to: writing)
                    if let renders { try writing.replace(RenderRecord.name, with: renders.result()) }
                    if let checks { try writing.replace(CheckRecord.name, with: checks.result()) }
                    if let news = scripts?.news {
                        var writer = CacheWriter()
                        writer.scripts(news)
                        try writing.seal(writer.bytes, as: KeptScripts.name, program)
                    }
                    try writing.removeAll(but: shards.names.union(Self.names))
                }
                var writer = CacheWriter(capacity: 200 * (record.inputs.count + record.published.files.count))
                writer.record(record)
                try writing.seal(writer.bytes, as: Self.recordName, program)
            }
        } catch {
            noteUnwritten(error)
        }
    }

    /// A file of the cache, made while the build goes on.
    private func sealed(
        capacity: Int, _ write: @escaping @Sendable (inout CacheWriter) -> Void
    ) -> Ahead<[UInt8]> {
        Ahead(jobs: build.request.jobs) { [program] in
            var writer = CacheWriter(capacity: capacity)
            write(&writer)
            return SealedFile.seal(writer.bytes, program: program)
        }
    }

    private mutating func noteUnwritten(_ error: FileError) {
        note = LocalizedText(
            "缓存没有写成（\(error.message.chinese)），下次从头生成。",
            "the cache could not be written (\(error.message.english)): the next build starts from nothing.")
    }
}

extension CacheFolder.Writing {
    /// Puts a file in the place of the earlier one, so that only this program reads it.
    func seal(_ payload: [UInt8], as name: String, _ program: Fingerprint) throws(FileError) {
        try replace(name, with: SealedFile.seal(payload, program: program))
    }
}

extension BuildRecord {
    /// What decides how many shards the parses are in.
    var pageFileCount: Int { inputs.count { ContentEntry.Format(name: $0.path) == .markdown } }
}

extension PublishedFiles {
    /// Whether files have been looked at that the next build would have to read again.
    fileprivate func isNews(_ later: PublishedFiles) -> Bool {
        zip(files, later.files).contains { $0.stamp != $1.stamp || $0.stamp.isRacy(at: observed) }
    }
}

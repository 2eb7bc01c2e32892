import CasebookCache
import CasebookFiles
import CasebookModel
import CasebookSearch
import Synchronization

/// The files of a site's search index, in memory: for whoever asks it and publishes nothing.
struct SiteIndex: Sendable {
    var edition: IndexEdition
    /// In the order of their routes.
    var files: [OutputFile]

    /// Files by the names that the engine knows them by.
    var store: SearchStore { SearchStore(byName) }

    private var byName: [String: [UInt8]] {
        let (prefix, suffix) = ("search/", ".json")
        var files: [String: [UInt8]] = [:]
        for file in self.files where file.route.path.hasSuffix(suffix) {
            files[String(file.route.path.dropFirst(prefix.count).dropLast(suffix.count))] = file.bytes
        }
        return files
    }
}

/// What other files have to say of an index.
struct IndexEdition: Sendable {
    /// How it is laid out: pages have to say it.
    var form: SearchForm
    /// A hash of all of it: the service worker tells by it which index its copy is of.
    var version: String
}

extension SiteBuild {
    /// An index that was begun before there was anything to publish to.
    struct Indexing: Sendable {
        /// Of what all of it depends on besides pages.
        var rules: Fingerprint
        /// `nil` where an earlier build has left nothing of use.
        var parts: IndexedParts?
        /// Why there is nothing.
        var damage: CacheDamage?
    }

    func index(of site: Site) -> SiteIndex {
        let files = Mutex<[OutputFile]>([])
        do {
            let edition = try writeIndex(of: site) { file in files.withLock { $0.append(file) } }
            // Threads are done in any order.
            return SiteIndex(edition: edition, files: files.withLock { $0.sorted { $0.route < $1.route } })
        } catch {
            // The sink throws nothing, and nothing else does.
            preconditionFailure("\(error)")
        }
    }

    /// - Parameter write: Is called from several threads.
    func writeIndex(of site: Site, to write: @Sendable (OutputFile) throws -> Void) throws -> IndexEdition {
        let jobs = request.jobs
        let plan = SearchPlan(site)
        let ranges = plan.evenRanges(jobs: jobs)
        let count = IndexMaking.sliceCount(pages: plan.pageCount, form: indexForm)
        let bounds = plan.sliceBounds(count)
        let packs = PackWriting(plan, form: indexForm, hash: indexHash)
        var parts: [IndexPart?] = try collectInParallel(ranges.count, jobs: jobs) { number in
            var part = indexPart(of: plan, pages: ranges[number], cutAt: bounds)
            try packs.write(&part, to: write)
            return part
        }
        let slices = TermSlices(takingFrom: &parts)
        let terms = try collectInParallel(count, jobs: jobs) { number in
            try mergedTerms(
                of: slices.take(number).compactMap { $0 }, firstPages: ranges.map(\.lowerBound), in: plan)
        }
        let layout = try IndexLayout(
            plan, parts: parts.compactMap { $0 }, terms: terms, form: indexForm, hash: indexHash)
        return try self.write(layout, keeping: packs.written, to: write).edition
    }

    /// `nil`: by size.
    private var indexForm: SearchForm? { request.dividesIndex ? .sharded : nil }
    private var indexHash: @Sendable ([UInt8]) -> String { { ContentHash(of: $0).hex } }

    /// Where an earlier build has left its index, what is new of it is found and indexed while other things are done.
    ///
    /// - Returns: `nil` where nothing is to be kept of the index.
    func indexingAhead(_ site: Site, _ content: LoadedContent, _ memory: BuildMemory?) -> Ahead<Indexing>? {
        guard let memory, memory.publishes, let rules = content.indexHash else { return nil }
        return Ahead(jobs: request.jobs) {
            let slices = IndexMaking.sliceCount(pages: site.pages.count, form: indexForm)
            let earlier = memory.earlierIndex(rules, slices: slices)
            let parts = earlier.recall.map { earlier in
                IndexedParts(SearchPlan(site), earlier: earlier, rules: rules, slices: slices, jobs: request.jobs) {
                    _ in
                }
            }
            return Indexing(rules: rules, parts: parts, damage: earlier.damage)
        }
    }

    /// Makes an index as the one above does, from what an earlier build left, and leaves it for the next one.
    ///
    /// - Parameter begun: `nil` where nothing was left.
    /// - Throws: What the sink throws, and ``KeptIndexDamage`` where what was left can't be used after all; nothing has
    ///   been given to the sink then.
    func writeIndex(
        of site: Site, _ begun: IndexedParts?, _ recall: IndexRecall,
        to write: @Sendable (OutputFile) throws -> Void
    ) throws -> (edition: IndexEdition, reuse: [BuildReport.Reuse]) {
        let plan = begun?.plan ?? SearchPlan(site)
        let packs = PackWriting(plan, form: indexForm, hash: indexHash)
        // Where there are files from before, they are looked at first.
        let parts =
            try begun
            ?? IndexedParts(
                plan, earlier: nil, rules: recall.rules,
                slices: IndexMaking.sliceCount(pages: plan.pageCount, form: indexForm), jobs: request.jobs
            ) { part in try packs.write(&part, to: write) }
        let making = try IndexMaking(parts, recall, form: indexForm, jobs: request.jobs)
        let (layout, keys) = (making.layout, making.keys)
        let kept = try recall.claim(keys, jobs: request.jobs)
        try making.load(layout.missingSlices(keeping: kept))
        let complete = layout.lacksLane(keeping: kept) ? try making.layoutWithLane() : layout
        let (finished, edition) = try self.write(
            complete, keeping: kept.merging(packs.written) { kept, _ in kept }, to: write)
        making.keep(finished)
        let files = BuildReport.Reuse(what: "files of the index", count: kept.count, total: finished.count)
        return (edition, [making.reuse, files])
    }

    private func write(
        _ layout: IndexLayout, keeping kept: [String: String], to write: @Sendable (OutputFile) throws -> Void
    ) throws -> (finished: [IndexLayout.Finished], edition: IndexEdition) {
        let jobs = layout.jobs
        let finished = try collectInParallel(jobs.count, jobs: request.jobs) { number in
            try layout.run(jobs[number], keeping: kept) { try write($0) }
        }.flatMap { $0 }
        let version = try layout.writeRoot(finished) { try write($0) }
        return (finished, IndexEdition(form: layout.form, version: version))
    }
}

import CasebookFiles
import CasebookModel
import CasebookSearch
import Synchronization

/// The files of a site's search index, in memory: what search tests ask, and what a build then publishes.
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
        // A few parts for each thread share the work evenly; joining costs more the more there are. A part in the making
        // takes 35 KB a page, so that large sites have more of them.
        let size = max(64, min(2_000, (plan.pageCount + jobs * 4 - 1) / (jobs * 4)))
        let ranges = stride(from: 0, to: plan.pageCount, by: size).map { $0..<min($0 + size, plan.pageCount) }
        let indexed = mapInParallel(ranges.count, jobs: jobs) { indexPart(of: plan, pages: ranges[$0]) }
        let terms = mapInParallel(jobs * 4, jobs: jobs) { mergedTerms(of: indexed, in: plan, slice: $0, of: jobs * 4) }
        // Joined, the parts' own terms are wanted no more.
        let parts = indexed.map { part in
            var part = part
            _ = part.takeTerms()
            return part
        }
        let layout = IndexLayout(plan, parts: parts, terms: terms, form: request.dividesIndex ? .sharded : nil) {
            ContentHash(of: $0).hex
        }
        return try self.write(layout, keeping: [:], to: write).edition
    }

    /// Makes an index as the one above does, from what an earlier build left, and leaves it for the next one.
    ///
    /// - Throws: What the sink throws, and ``KeptIndexDamage`` where what was left can't be used after all; nothing has
    ///   been given to the sink then.
    func writeIndex(
        of site: Site, _ recall: IndexRecall, to write: @Sendable (OutputFile) throws -> Void
    ) throws -> (edition: IndexEdition, reuse: BuildReport.Reuse) {
        let plan = SearchPlan(site)
        let form: SearchForm? = request.dividesIndex ? .sharded : nil
        let recall = recall.cut(into: IndexMaking.sliceCount(pages: plan.pageCount, form: form))
        let making = try IndexMaking(plan, recall, form: form, jobs: request.jobs)
        let (layout, keys) = (making.layout, making.keys)
        let kept = try recall.claim(keys)
        try making.load(layout.missingSlices(keeping: kept))
        let complete = layout.lacksLane(keeping: kept) ? try making.layoutWithLane() : layout
        let (finished, edition) = try self.write(complete, keeping: kept, to: write)
        making.keep(finished)
        return (edition, BuildReport.Reuse(what: "files of the index", count: kept.count, total: finished.count))
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

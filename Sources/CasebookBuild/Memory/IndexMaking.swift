import CasebookCache
import CasebookFiles
import CasebookModel
import CasebookSearch

/// A site's index in the making, from what an earlier build left of it and the pages that have changed since.
///
/// At each step what it is made of is hashed first, and what has the hash that it had before is taken: parts by their pages,
/// slices of terms by what the parts hold of them, files by the slices, pages or lanes that they are made of.
struct IndexMaking {
    let layout: IndexLayout
    /// Of the files that may be kept.
    let keys: [(name: String, key: Fingerprint)]

    private let plan: SearchPlan
    private let recall: IndexRecall
    private let form: SearchForm?
    private let bounds: [UInt64]
    private let parts: [KeptIndex.Part]
    /// Parallel to `parts`; `nil` where one was taken from before.
    private let indexed: [IndexPart?]
    private let slices: [MergedTerms]
    private let terms: IndexTerms
    private let laneKey: Fingerprint
    private let lane: IndexLane

    /// What didn't have to be indexed again. A small site's index is one file, which each edit changes: it has this alone.
    var reuse: BuildReport.Reuse {
        BuildReport.Reuse(what: "parts of the index", count: indexed.count { $0 == nil }, total: indexed.count)
    }

    static let mostSlices = 96

    /// Each slice is a file of the cache, which takes a block of the disk; an index in one file is written whole anyway.
    static func sliceCount(pages: Int, form: SearchForm?) -> Int {
        form == .sharded || pages >= 500 ? mostSlices : 4
    }

    /// - Parameter form: `nil`: by size.
    /// - Throws: ``KeptIndexDamage``.
    init(_ begun: IndexedParts, _ recall: IndexRecall, form: SearchForm?, jobs: Int) throws {
        plan = begun.plan
        bounds = begun.bounds
        parts = begun.parts
        self.recall = recall
        self.form = form
        indexed = begun.indexed
        slices = try Self.join(parts.map(\.outline), begun.terms, plan, recall, jobs: jobs)
        terms = IndexTerms(slices, in: plan)
        let firstPages = parts.map(\.outline.pages.lowerBound)
        laneKey = CacheWriter.hash(parts.compactMap(\.outline.laneKey)) { [terms] writer in
            writer.list(firstPages) { $0.count($1) }
            writer.blob(terms.laneKey)
        }
        if let earlier = recall.earlier, earlier.lane.key == laneKey {
            lane = earlier.lane.lane
        } else {
            lane = try Self.lane(parts, indexed, terms, recall)
        }
        layout = IndexLayout(
            plan, parts: parts.map(\.outline), indexed: indexed, terms: terms, lane: lane, form: form,
            hash: { ContentHash(of: $0).hex })
        keys = layout.keys(pages: begun.pages, lane: laneKey) { ContentHash(of: $0).fingerprint }
    }

    // MARK: - Terms

    private static func join(
        _ parts: [IndexPart.Outline], _ fresh: TermSlices, _ plan: SearchPlan, _ recall: IndexRecall, jobs: Int
    ) throws -> [MergedTerms] {
        let firstPages = parts.map(\.pages.lowerBound)
        let factors = plan.factorsKey
        let count = parts.first?.slices.count ?? 0
        return try collectInParallel(count, jobs: jobs) { number in
            let key = CacheWriter.hash(parts.map { $0.slices[number] }) { writer in
                writer.list(firstPages) { $0.count($1) }
                writer.blob(factors)
            }
            let tables = fresh.take(number)
            if let earlier = recall.earlier?.terms[number], earlier.key == key { return earlier }
            let slice = IndexRecall.slice(number)
            let kept = tables.contains { $0 == nil } ? try KeptSlice(recall.need(slice)) : nil
            var all: [(key: Fingerprint, table: PostingTable)] = []
            for (part, fresh) in zip(parts, tables) {
                let key = part.slices[number]
                guard let table = fresh ?? kept?.table(key) else { throw KeptIndexDamage() }
                all.append((key, table))
            }
            var merged = try mergedTerms(of: all.map(\.table), firstPages: firstPages, in: plan)
            merged.key = key
            recall.keep(slice, KeptSlice.bytes(all, merged))
            return merged
        }
    }

    /// Reads the lists of terms that were joined before.
    func load(_ slices: [Int]) throws(KeptIndexDamage) {
        for slice in slices {
            try KeptSlice(recall.need(IndexRecall.slice(slice))).load(into: self.slices[slice])
        }
    }

    // MARK: - The lane

    private static func lane(
        _ parts: [KeptIndex.Part], _ indexed: [IndexPart?], _ terms: IndexTerms, _ recall: IndexRecall
    ) throws(KeptIndexDamage) -> IndexLane {
        let needsKept = indexed.contains { $0 == nil }
        let kept = needsKept ? try KeptLanes(recall.need(IndexRecall.lanes)) : nil
        var lanes: [LanePart] = []
        for (part, fresh) in zip(parts, indexed) {
            if let fresh {
                lanes.append(fresh.lane)
            } else if let key = part.outline.laneKey, let lane = try kept?.lane(key) {
                lanes.append(lane)
            } else {
                throw KeptIndexDamage()
            }
        }
        let all = zip(parts, lanes).compactMap { part, lane in part.outline.laneKey.map { ($0, lane.keptBytes[...]) } }
        recall.keep(IndexRecall.lanes, KeptLanes.bytes(all))
        return try IndexLane(lanes, firstPages: parts.map(\.outline.pages.lowerBound), terms)
    }

    /// The same with a lane whose files can be made, where one of those that were kept has gone.
    func layoutWithLane() throws(KeptIndexDamage) -> IndexLayout {
        IndexLayout(
            plan, parts: parts.map(\.outline), indexed: indexed, terms: terms,
            lane: try Self.lane(parts, indexed, terms, recall), form: form, hash: { ContentHash(of: $0).hex })
    }

    // MARK: - Keeping

    func keep(_ finished: [IndexLayout.Finished]) {
        let hashes = Dictionary(finished.map { ($0.name, $0.hash) }, uniquingKeysWith: { first, _ in first })
        let files = keys.compactMap { file in
            hashes[file.name].map { KeptIndex.File(name: file.name, key: file.key, hash: $0) }
        }
        let index = KeptIndex(
            rules: recall.rules, bounds: bounds, parts: parts, terms: slices,
            lane: KeptIndex.Lane(key: laneKey, lane: lane), files: files)
        recall.keep(IndexRecall.name, index.bytes)
    }
}

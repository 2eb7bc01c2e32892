import CasebookCache
import CasebookFiles
import CasebookModel
import CasebookSearch

/// The first step of an index: its parts, each taken from an earlier build that indexed the same pages, or indexed now.
///
/// Needs the site alone, and is begun before there is anything to publish to.
struct IndexedParts: Sendable {
    let plan: SearchPlan
    /// What the parts were taken from; `nil` where all of them are new.
    let earlier: KeptIndex?
    /// Where the terms are cut into slices.
    let bounds: [UInt64]
    /// Of what each page brings to its part, by the page's number.
    let pages: [Fingerprint]
    let parts: [KeptIndex.Part]
    /// Parallel to `parts`, without their terms; `nil` where one was taken from before.
    let indexed: [IndexPart?]
    /// Theirs: gone once they were joined, whoever still holds the parts.
    let terms: TermSlices

    /// - Parameters:
    ///   - rules: Of what all of the index depends on besides pages.
    ///   - write: Is given each part that was indexed just now, on the thread that did it, and may let go of what it writes.
    init<Failure: Error>(
        _ plan: SearchPlan, earlier: KeptIndex?, rules: Fingerprint, slices: Int, jobs: Int,
        writing write: @Sendable (inout IndexPart) throws(Failure) -> Void
    ) throws(Failure) {
        self.plan = plan
        self.earlier = earlier
        let pages = Self.pageKeys(plan, jobs: jobs)
        let ranges = plan.partRanges
        let known = Dictionary(
            (earlier?.parts ?? []).map { ($0.key, $0.outline) }, uniquingKeysWith: { first, _ in first })
        let keys = ranges.map { range in CacheWriter.hash(Array(pages[range])) { $0.fingerprint(rules) } }
        let bounds = earlier?.bounds ?? plan.sliceBounds(slices)
        var indexed = try collectInParallel(ranges.count, jobs: jobs) { number throws(Failure) -> IndexPart? in
            guard known[keys[number]] == nil else { return nil }
            var part = indexPart(of: plan, pages: ranges[number], cutAt: bounds)
            part.name { ContentHash(of: $0).fingerprint }
            try write(&part)
            return part
        }
        parts = ranges.indices.map { number in
            var outline = indexed[number]?.outline ?? known[keys[number]]!
            outline.pages = ranges[number]
            return KeptIndex.Part(key: keys[number], outline: outline)
        }
        terms = TermSlices(takingFrom: &indexed)
        (self.pages, self.bounds, self.indexed) = (pages, bounds, indexed)
    }

    private static func pageKeys(_ plan: SearchPlan, jobs: Int) -> [Fingerprint] {
        let batch = 256
        return mapInParallel((plan.pageCount + batch - 1) / batch, jobs: jobs) { number in
            (number * batch..<min((number + 1) * batch, plan.pageCount)).map {
                ContentHash(of: plan.key(ofPage: $0)).fingerprint
            }
        }.flatMap { $0 }
    }
}

extension CacheWriter {
    /// Of several hashes and of what else there is.
    static func hash(_ hashes: [Fingerprint], _ more: (inout CacheWriter) -> Void) -> Fingerprint {
        var writer = CacheWriter(capacity: 16 * hashes.count + 64)
        writer.list(hashes) { $0.fingerprint($1) }
        more(&writer)
        return ContentHash(of: writer.bytes).fingerprint
    }
}

import CasebookCache
import CasebookFiles
import CasebookModel
import CasebookRender
import Synchronization

/// Runs the jobs of a renderer, or keeps what an earlier build made where it would be made again.
struct RenderRecall: Sendable {
    /// What came of a job.
    struct Made: Sendable {
        /// `nil` where it can't be kept: made of the site as a whole.
        var render: RenderRecord.Render?
        var isKept: Bool
    }

    private let hashes: RenderRecord.Hashes
    /// What may be kept, by job.
    private let kept: [String: RenderRecord.Render]

    /// - Parameter hashes: Of what files are made of now.
    init(_ earlier: RenderRecord?, hashes: RenderRecord.Hashes) {
        self.hashes = hashes
        guard let earlier, earlier.hashes.shared == hashes.shared,
            earlier.hashes.frame == hashes.frame, earlier.hashes.pages.count == hashes.pages.count,
            earlier.hashes.overviews.count == hashes.overviews.count
        else {
            kept = [:]
            return
        }
        func same(_ earlier: [Fingerprint], _ now: [Fingerprint]) -> [Bool] { zip(earlier, now).map { $0 == $1 } }
        let pages = same(earlier.hashes.pages, hashes.pages)
        let heads = same(earlier.hashes.heads, hashes.heads)
        let overviews = same(earlier.hashes.overviews, hashes.overviews)
        var kept: [String: RenderRecord.Render] = [:]
        kept.reserveCapacity(earlier.renders.count)
        for render in earlier.renders
        where render.sources.pages.allSatisfy({ pages[$0] }) && render.sources.heads.allSatisfy({ heads[$0] })
            && render.sources.overviews.allSatisfy({ overviews[$0] })
        { kept[render.job] = render }
        self.kept = kept
    }

    /// May be called from several threads.
    func run(_ job: RenderJob, _ renderer: Renderer, _ publisher: Publisher) throws -> Made {
        if let render = kept[job.name],
            try publisher.keep(render.files.map { Publisher.Wanted(path: $0.path, hash: $0.hash) })
        {
            return Made(render: render, isKept: true)
        }
        let written = Mutex<[RenderRecord.File]>([])
        let looked = try renderer.runWatched(job) { output in
            let hash = try publisher.write(output)
            written.withLock { $0.append(RenderRecord.File(path: output.route.path, hash: hash)) }
        }
        guard let looked else { return Made(render: nil, isKept: false) }
        let overviews = SiteOverviews.all.indices.filter { looked.overviews.contains(SiteOverviews.all[$0]) }
        let sources = RenderRecord.Sources(pages: looked.pages, heads: looked.heads, overviews: overviews)
        return Made(
            render: RenderRecord.Render(job: job.name, sources: sources, files: written.withLock { $0 }), isKept: false)
    }

    func record(_ made: [Made]) -> RenderRecord { RenderRecord(hashes: hashes, renders: made.compactMap(\.render)) }
}

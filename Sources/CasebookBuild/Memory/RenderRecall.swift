import CasebookCache
import CasebookFiles
import CasebookModel
import CasebookRender
import Synchronization

/// Runs the jobs of a renderer, or keeps what an earlier build made where it would be made again.
struct RenderRecall: Sendable {
    /// What came of a job.
    struct Made: Sendable {
        /// `nil` where it can't be kept: more than a page's own file, or made of more than single pages.
        var render: RenderRecord.Render?
        var isKept: Bool
    }

    private let shared: Fingerprint
    private let signatures: RenderSignatures
    /// What may be kept, by page.
    private let kept: [Site.PageIndex: (render: RenderRecord.Render, file: PublishedFiles.File)]
    private let observed: Int64

    /// - Parameters:
    ///   - shared: Of everything but the site that pages are made of.
    ///   - published: What the output folder held when `earlier` was written.
    init(
        _ earlier: RenderRecord?, shared: Fingerprint, signatures: RenderSignatures, published: PublishedFiles?
    ) {
        self.shared = shared
        self.signatures = signatures
        observed = published?.observed ?? 0
        guard let earlier, let published, earlier.shared == shared, earlier.frame == signatures.frame,
            earlier.pages.count == signatures.pages.count
        else {
            kept = [:]
            return
        }
        let isSame = zip(earlier.pages, signatures.pages).map { $0 == $1 }
        let files = Dictionary(published.files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        var kept: [Site.PageIndex: (render: RenderRecord.Render, file: PublishedFiles.File)] = [:]
        for render in earlier.renders where render.looked.allSatisfy({ isSame[$0] }) {
            guard let file = files[render.path], file.hash == render.hash else { continue }
            kept[render.page] = (render, file)
        }
        self.kept = kept
    }

    /// May be called from several threads.
    func run(_ job: RenderJob, _ renderer: Renderer, _ publisher: Publisher) throws -> Made {
        guard case .page(let page) = job else {
            try renderer.run(job) { try publisher.write($0) }
            return Made(render: nil, isKept: false)
        }
        if let (render, file) = kept[page], try publisher.keep(file, observed: observed) {
            return Made(render: render, isKept: true)
        }
        let written = Mutex<[(path: String, hash: ContentHash)]>([])
        let looked = try renderer.runWatched(job) { output in
            let hash = try publisher.write(output)
            written.withLock { $0.append((output.route.path, hash)) }
        }
        let files = written.withLock { $0 }
        guard let looked, files.count == 1 else { return Made(render: nil, isKept: false) }
        let render = RenderRecord.Render(page: page, looked: looked, path: files[0].path, hash: files[0].hash)
        return Made(render: render, isKept: false)
    }

    func record(_ made: [Made]) -> RenderRecord {
        RenderRecord(
            shared: shared, frame: signatures.frame, pages: signatures.pages, renders: made.compactMap(\.render))
    }
}

import CasebookFiles
import CasebookModel
import CasebookRender
import CasebookSearch
import Synchronization

/// A publication, and what it says of files that were read for it only.
struct Published {
    var publication: Publication
    /// By path below the content folder.
    var assetHashes: [String: Fingerprint]
}

/// The stages after Check: every output file goes to the publisher as soon as it is made. The index comes first, so that
/// search tests can ask what is going to be published.
extension SiteBuild {
    /// - Returns: `nil` where search tests keep the site from being published.
    func publish(
        _ site: Site, _ theme: Theme, _ prepared: inout Prepared, _ memory: inout BuildMemory?,
        _ times: inout StageTimes
    ) throws(BuildFailure) -> Published? {
        let content = prepared.content
        do {
            let publisher = try Publisher(
                to: request.outputFolder, on: disk, patience: request.patience, known: memory?.published,
                share: request.sharing)
            do {
                let edition = try times.measure("search") {
                    // Done here where no thread has come to it.
                    try writeSearch(site, prepared.indexing?.take(), &memory, publisher)
                }
                try testSearch(&prepared, on: publisher, &times)
                guard !isRefused(prepared) else {
                    publisher.abort()
                    return nil
                }
                let renderer = try times.measure("render") {
                    let guessed = prepared.rendering?.result()
                    let rendering = guessed.flatMap { $0.form == edition.form ? $0 : nil }
                    return try render(
                        rendering ?? self.rendering(site, theme, edition.form, memory), &memory, publisher)
                }
                let assets = try times.measure("assets") { try copyAssets(site, content, publisher) }
                try times.measure("offline") { try writeOfflineCopy(site, renderer, edition, publisher) }
                let publication = try times.measure("publish") {
                    try publisher.commit(
                        pages: manifestPages(site), redirects: manifestRedirects(site),
                        drafts: site.edition.includesDrafts, share: request.sharing, pairing: request.pairing)
                }
                return Published(publication: publication, assetHashes: assets)
            } catch {
                publisher.abort()
                throw error
            }
        } catch let error as PublishError {
            throw .publish(error)
        } catch let error as FileError {
            throw .disk(error)
        } catch {
            // Sinks throw nothing else.
            preconditionFailure("\(error)")
        }
    }

    private func writeSearch(
        _ site: Site, _ begun: Indexing?, _ memory: inout BuildMemory?, _ publisher: Publisher
    ) throws -> IndexEdition {
        guard let begun, let recall = memory?.recallIndex(begun, publisher) else {
            return try writeIndex(of: site) { try publisher.write($0) }
        }
        do {
            let made = try writeIndex(of: site, begun.parts, recall) { try publisher.write($0) }
            memory?.noteIndex(made.reuse, recall)
            return made.edition
        } catch is KeptIndexDamage {
            // What was taken of the old site before the damage showed would be the same again.
            let taken = Set(publisher.files.map(\.path))
            let made = try writeIndex(of: site, nil, IndexRecall(forgetting: recall)) { file in
                if !taken.contains(file.route.path) { try publisher.write(file) }
            }
            memory?.noteIndex(nil, recall)
            return made.edition
        }
    }

    /// A renderer, and what an earlier build left of its files.
    struct Rendering: Sendable {
        var form: SearchForm
        var renderer: Renderer
        /// `nil` where nothing is to be kept of what is rendered.
        var recalled: BuildMemory.Recalled<RenderRecall>?
    }

    /// Where an earlier build has left its index, one thread makes what is new of it: the other has time to see what is to
    /// be rendered. How the index is laid out, which each page says, is guessed from before.
    func renderingAhead(_ site: Site, _ theme: Theme, _ memory: BuildMemory?) -> Ahead<Rendering>? {
        memory?.earlierForm.map { form in
            Ahead(jobs: request.jobs) { rendering(site, theme, form, memory) }
        }
    }

    private func rendering(_ site: Site, _ theme: Theme, _ form: SearchForm, _ memory: BuildMemory?) -> Rendering {
        let renderer = Renderer(
            site: site, theme: theme, searchForm: form.rawValue, pairing: request.pairing)
        return Rendering(form: form, renderer: renderer, recalled: memory?.recallRenders(renderer, site))
    }

    private func render(
        _ rendering: Rendering, _ memory: inout BuildMemory?, _ publisher: Publisher
    ) throws -> Renderer {
        let renderer = rendering.renderer
        let jobs = renderer.jobs
        guard let recalled = rendering.recalled else {
            _ = try collectInParallel(jobs.count, jobs: request.jobs) { index in
                try renderer.run(jobs[index]) { try publisher.write($0) }
            }
            return renderer
        }
        let renders = try collectInParallel(jobs.count, jobs: request.jobs) { index in
            try recalled.recall.run(jobs[index], renderer, publisher)
        }
        memory?.adopt(renders, recalled)
        return renderer
    }

    /// - Returns: What the files said, by their paths below the content folder.
    private func copyAssets(
        _ site: Site, _ content: LoadedContent, _ publisher: Publisher
    ) throws -> [String: Fingerprint] {
        var hashes: [String: Fingerprint] = [:]
        for (route, entry) in assets(of: site, content) {
            let bytes = try disk.read(entry.disk, limit: entry.format.limit).bytes
            hashes[entry.path] = ContentHash(of: bytes).fingerprint
            try publisher.write(OutputFile(route, PublishedAsset(path: entry.path, bytes: bytes).bytes))
        }
        return hashes
    }

    /// The content files that the site's pages refer to, with their addresses.
    func assets(of site: Site, _ content: LoadedContent) -> [(route: Route, entry: ContentEntry)] {
        let entries = Dictionary(content.assets.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        // Resolve only names files that were found.
        return site.assets.map { ($0.route, entries[$0.path]!) }
    }

    /// The bytes that a content file is published with.
    func read(asset entry: ContentEntry) throws(FileError) -> [UInt8] {
        let bytes = try disk.read(entry.disk, limit: entry.format.limit).bytes
        return PublishedAsset(path: entry.path, bytes: bytes).bytes
    }

    /// The service worker names the hashes of other files, so it is the last of them. From disk there is none.
    private func writeOfflineCopy(
        _ site: Site, _ renderer: Renderer, _ index: IndexEdition, _ publisher: Publisher
    ) throws {
        guard !site.edition.portable else { return }
        let files = publisher.files.map {
            OfflineCopy.File(path: $0.path, size: $0.size, fingerprint: $0.hash.fingerprint)
        }
        let copy = OfflineCopy(of: renderer, searchVersion: index.version, files: files) {
            ContentHash(of: $0).hex
        }
        for file in copy.outputs { try publisher.write(file) }
    }

    /// Content pages, in the order of their routes.
    private func manifestPages(_ site: Site) -> [SiteManifest.Page] {
        site.pages.map {
            SiteManifest.Page(
                id: $0.id, url: $0.route.path, title: $0.title, kind: $0.kind, status: $0.status.rawValue,
                source: $0.parsed.fingerprint.shortHex)
        }
    }

    private func manifestRedirects(_ site: Site) -> [SiteManifest.Redirect] {
        site.redirects.map { SiteManifest.Redirect(url: $0.from.path, to: site.pages[$0.to].route.path) }
    }
}

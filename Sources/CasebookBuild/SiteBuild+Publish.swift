import CasebookFiles
import CasebookModel
import CasebookRender
import CasebookSearch
import Synchronization

/// The stages after Check: every output file goes to the publisher as soon as it is made.
extension SiteBuild {
    func publish(
        _ site: Site, _ theme: Theme, _ content: LoadedContent, _ times: inout StageTimes
    ) throws(BuildFailure) -> Publication {
        do {
            let publisher = try Publisher(to: request.outputFolder, on: disk, patience: request.patience)
            do {
                try times.measure("search") { try writeSearch(site, publisher) }
                try times.measure("render") { try render(site, theme, publisher) }
                try times.measure("assets") { try copyAssets(site, content, publisher) }
                return try times.measure("publish") {
                    try publisher.commit(pages: manifestPages(site), drafts: site.edition.includesDrafts)
                }
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

    private func writeSearch(_ site: Site, _ publisher: Publisher) throws {
        // A few parts for each thread share the work evenly; merging costs more the more there are.
        let size = max(64, (site.pages.count + request.jobs * 4 - 1) / (request.jobs * 4))
        let ranges = stride(from: 0, to: site.pages.count, by: size).map { $0..<min($0 + size, site.pages.count) }
        let parts = mapInParallel(ranges.count, jobs: request.jobs) { indexPart(of: site, pages: ranges[$0]) }
        for file in searchFiles(of: site, parts: parts) { try publisher.write(file) }
    }

    private func render(_ site: Site, _ theme: Theme, _ publisher: Publisher) throws {
        let renderer = Renderer(site: site, theme: theme)
        let jobs = renderer.jobs
        let failure = Mutex<(any Error)?>(nil)
        forEachInParallel(jobs.count, jobs: request.jobs) { index in
            // After a failure nothing will be published; what is still waiting need not be made.
            guard failure.withLock({ $0 == nil }) else { return }
            do {
                try renderer.run(jobs[index]) { try publisher.write($0) }
            } catch {
                failure.withLock { if $0 == nil { $0 = error } }
            }
        }
        if let error = failure.withLock({ $0 }) { throw error }
    }

    private func copyAssets(
        _ site: Site, _ content: LoadedContent, _ publisher: Publisher
    ) throws {
        let entries = Dictionary(content.assets.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        for asset in site.assets {
            // Resolve only names files that were found.
            let entry = entries[asset.path]!
            try publisher.write(OutputFile(asset.route, disk.read(entry.disk, limit: entry.format.limit).bytes))
        }
    }

    /// Content pages, in the order of their routes.
    private func manifestPages(_ site: Site) -> [SiteManifest.Page] {
        site.pages.map {
            SiteManifest.Page(
                id: $0.id, url: $0.route.path, title: $0.title, kind: $0.kind, status: $0.status.rawValue)
        }
    }
}

import CasebookFiles
import CasebookModel
import CasebookRender
import CasebookSearch
import Synchronization

/// A resolved site that makes each file when somebody asks for it, byte for byte the one that a build would write.
///
/// Nothing is written to disk, and little is kept. What names the hashes of all other files isn't there: service worker,
/// its list and the manifest would take a whole build. May be asked from several threads at once.
package final class SiteEdition: Sendable {
    package let site: Site
    private let build: SiteBuild
    private let content: LoadedContent
    private let renderer: Renderer
    private let routes: RouteJobs
    /// Content files by address.
    private let assets: [String: ContentEntry]
    /// Files that were asked for before, by address.
    private let rendered = Mutex<[String: [UInt8]]>([:])
    /// Made when it is first asked for; who comes meanwhile waits.
    private let index: Mutex<SiteIndex?>
    /// What pages say about the index, before or after it was made.
    let form: SearchForm

    /// As many pages as a person may look at between two changes.
    private static let mostKept = 300

    init(
        _ build: SiteBuild, _ content: LoadedContent, _ site: Site, _ theme: Theme, form: SearchForm, index: SiteIndex?
    ) {
        self.site = site
        self.build = build
        self.content = content
        self.form = form
        self.index = Mutex(index)
        renderer = Renderer(site: site, theme: theme, searchForm: form.rawValue)
        routes = RouteJobs(renderer)
        assets = Dictionary(
            build.assets(of: site, content).map { ($0.route.path, $0.entry) }, uniquingKeysWith: { first, _ in first })
    }

    /// The same edition with other words on some pages; see ``Renderer/init(_:site:)``.
    init(_ earlier: SiteEdition, _ site: Site) {
        self.site = site
        build = earlier.build
        content = earlier.content
        form = earlier.form
        index = Mutex(nil)
        renderer = Renderer(earlier.renderer, site: site)
        routes = earlier.routes
        assets = earlier.assets
    }

    /// Every address that ``file(at:)`` has a file for, sorted. Makes the search index.
    package var paths: [String] {
        (Array(routes.paths) + assets.keys + madeIndex.files.map(\.route.path))
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// `nil` where the site has nothing at the address.
    ///
    /// - Parameter path: Relative to the site's root, not percent-encoded.
    package func file(at path: String) -> [UInt8]? {
        if let job = routes[path] { return page(at: path, job) }
        if let entry = assets[path] { return asset(entry) }
        return path.hasPrefix("search/") ? madeIndex.files.first { $0.route.path == path }?.bytes : nil
    }

    private func page(at path: String, _ job: RenderJob) -> [UInt8]? {
        if let bytes = rendered.withLock({ $0[path] }) { return bytes }
        renderer.render(path, of: job) { file in
            self.rendered.withLock { rendered in
                if rendered.count >= Self.mostKept { rendered = [:] }
                rendered[file.route.path] = file.bytes
            }
        }
        return rendered.withLock { $0[path] }
    }

    /// A folder on the way may have become a link since the file was found.
    private func asset(_ entry: ContentEntry) -> [UInt8]? {
        guard let real = try? build.disk.realPath(entry.disk), real == entry.disk else { return nil }
        return try? build.read(asset: entry)
    }

    /// Changes when the bytes of a page do, or those of a picture on it. `nil` where there is no such page.
    package func version(of path: String) -> String? {
        guard var bytes = file(at: path) else { return nil }
        for route in assetsShown(at: path) {
            guard let status = assets[route.path]?.status else { continue }
            bytes += Array("\(route.path) \(status.size) \(status.modified) \(status.identity.inode)\n".utf8)
        }
        return String(ContentHash(of: bytes).hex.prefix(16))
    }

    private func assetsShown(at path: String) -> [Route] {
        guard let page = page(at: path) else { return [] }
        let targets = site.pages[page].links + Array(site.pages[page].proseTargets.values)
        let routes = targets.compactMap { target -> Route? in if case .asset(let route) = target { route } else { nil }
        }
        return Set(routes).sorted()
    }

    // MARK: - Pages and their files

    /// The content page that stands at an address, or introduces the list there.
    private func page(at path: String) -> Site.PageIndex? {
        switch routes[path] {
        case .page(let page), .rolePlay(let page): page
        case .folder(let folder): site.introductions[folder]
        case .home: site.introductions[""]
        default: nil
        }
    }

    /// How findings call the file that an address shows; `nil` where it shows no single one.
    package func source(of path: String) -> String? {
        page(at: path).map { content.pathPrefix + site.pages[$0].parsed.path }
    }

    /// - Parameter file: A path as findings call it.
    package func address(ofFile file: String) -> Route? {
        site.pages.first { content.pathPrefix + $0.parsed.path == file }?.route
    }

    /// The address of the page with an id, or of a file on disk, relative to the current folder or to the source.
    package func address(of page: String) -> Route? {
        if let route = site[page]?.route { return route }
        let root = build.request.source.appending(content.configuration.content)
        guard let root = try? build.disk.realPath(root) else { return nil }
        for path in [DiskPath(page), build.request.source.appending(page), root.appending(page)] {
            guard let real = try? build.disk.realPath(path), let inside = real.relative(to: root) else { continue }
            let place = String(decoding: inside, as: UTF8.self)
            if let route = address(ofFile: content.pathPrefix + place) { return route }
            if place.isEmpty { return Route("index.html") }
        }
        return (try? build.disk.realPath(DiskPath(page))) == (try? build.disk.realPath(build.request.source))
            ? Route("index.html") : nil
    }

    // MARK: - Search

    private var madeIndex: SiteIndex {
        index.withLock { index in
            if let index { return index }
            // Pages are asked for meanwhile.
            var calm = build
            calm.request.jobs = max(1, build.request.jobs - 1)
            let made = calm.index(of: site)
            index = made
            return made
        }
    }

    /// Makes the index where nobody has asked for it yet, and asks it what the site's search tests say.
    ///
    /// - Returns: `nil` where the pages say something else of the index than it is: see ``LiveSite/correct(_:)``.
    package func searchFindings() -> [Diagnostic]? {
        let index = madeIndex
        guard index.edition.form == form else { return nil }
        return build.searchTestRun(site, content)?.diagnostics(index) ?? []
    }

    var hasSearchTests: Bool { build.searchTestRun(site, content) != nil }

    /// The same edition with pages that say what the index is.
    func corrected(_ theme: Theme) -> SiteEdition {
        let index = madeIndex
        return SiteEdition(build, content, site, theme, form: index.edition.form, index: index)
    }
}

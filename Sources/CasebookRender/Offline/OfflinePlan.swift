import CasebookModel

/// Which files of a site are worth keeping where not all of them can be.
struct OfflinePlan {
    /// From what is kept first. Within one the pages come first that most others lead to, then by path.
    private enum Rank: Int {
        /// Without it no page looks and works like one.
        case frame
        case method, script, list, cause, checklist, page, sheet, vocabulary, redirect, asset
    }

    /// What a browser shows for a page that is not kept.
    let missingPage: Route
    private let frame: Set<String>
    private let redirects: Set<String>
    /// The kind of a content page and how many others lead to it, by path.
    private let pages: [String: (kind: String, links: Int)]
    private let sheets: Set<String>
    private let unwanted: Set<String>

    init(_ site: Site) {
        let special = SpecialRoutes(site)
        missingPage = special.offline
        frame = [
            "index.html", special.search.path, special.offline.path, WebManifest.route.path,
        ]
        redirects = Set(site.redirects.map(\.from.path))
        let routes = [special.notFound, special.sitemap, special.feed].compactMap(\.self)
        unwanted = Set(routes.map(\.path))
        sheets = Set(RolePlay.cases(of: site).map { special.rolePlay(of: site.pages[$0].route).path })
        pages = Dictionary(
            site.pages.map { page in
                let links = page.backlinks.count + page.relations.reduce(0) { $0 + $1.entries.count }
                return (page.route.path, (page.kind, links))
            }, uniquingKeysWith: { first, _ in first })
    }

    /// A page as agents count them: no former address.
    func isPage(_ path: String) -> Bool {
        path.hasSuffix(".html") && !redirects.contains(path) && !unwanted.contains(path) && path != missingPage.path
    }

    /// The files to keep, sorted by path.
    ///
    /// The search index is kept whole or not at all, since half of it finds half. It goes before the scripts where it
    /// leaves three quarters of the room to pages, else behind everything.
    func choice(of files: [OfflineCopy.File], mostBytes: Int, mostFiles: Int) -> [OfflineCopy.File] {
        let index = files.filter { Self.isSearch($0.path) }
        // What decides is looked up once for each file: asked in each comparison it was 1 % of a build, on one thread.
        let ranked = files.indices.compactMap { number in
            rank(files[number].path).map { (rank: $0, links: links(to: files[number]), file: number) }
        }.sorted { left, right in
            if left.rank != right.rank { return left.rank.rawValue < right.rank.rawValue }
            if left.links != right.links { return left.links > right.links }
            return Self.precedes(files[left.file], files[right.file])
        }
        let isIndexSmall = index.reduce(0) { $0 + $1.size } <= mostBytes / 4
        let before = ranked.filter { $0.rank.rawValue <= Rank.method.rawValue }.map { [files[$0.file]] }
        let behind = ranked.filter { $0.rank.rawValue > Rank.method.rawValue }.map { [files[$0.file]] }
        let groups = isIndexSmall ? before + [index] + behind : before + behind + [index]
        var chosen: [OfflineCopy.File] = []
        var bytes = 0
        for group in groups {
            let size = group.reduce(0) { $0 + $1.size }
            guard bytes + size <= mostBytes, chosen.count + group.count <= mostFiles else { continue }
            chosen += group
            bytes += size
        }
        return chosen.sorted(by: Self.precedes)
    }

    private static func precedes(_ left: OfflineCopy.File, _ right: OfflineCopy.File) -> Bool {
        left.path.precedesInBytes(right.path)
    }

    private static func isSearch(_ path: String) -> Bool { path.hasPrefix("search/") && path.hasSuffix(".json") }

    private func links(to file: OfflineCopy.File) -> Int { pages[file.path]?.links ?? 0 }

    /// `nil` for what no reader of pages asks for: data for other programs, what the host shows by itself.
    private func rank(_ path: String) -> Rank? {
        if path.hasPrefix("api/") || unwanted.contains(path) || Self.isSearch(path) { return nil }
        if frame.contains(path) || path.hasPrefix("assets/") { return .frame }
        if redirects.contains(path) { return .redirect }
        if path.hasPrefix("vocabularies/") { return .vocabulary }
        if sheets.contains(path) { return .sheet }
        guard path.hasSuffix(".html") else { return .asset }
        switch pages[path]?.kind {
        case "method", "step": return .method
        case "script": return .script
        case "cause": return .cause
        case "checklist": return .checklist
        case nil: return .list
        default: return .page
        }
    }
}

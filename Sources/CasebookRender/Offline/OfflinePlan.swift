import CasebookModel

/// Which files of a site are worth keeping where not all of them can be.
struct OfflinePlan {
    /// From what is kept first. Within one the pages come first that most others lead to, then by path.
    private enum Rank: Int {
        /// Without it no page looks and works like one.
        case frame
        case method, script, list, cause, checklist, page, sheet, vocabulary, redirect, asset
    }

    /// A file that the site knows of.
    private struct Known {
        /// `nil`: nobody who reads pages asks for it.
        var rank: Rank?
        var links = 0
        /// A page as agents count them: no former address.
        var isPage: Bool
    }

    /// What a browser shows for a page that is not kept.
    let missingPage: Route
    /// By path: one look at a file says all of it.
    private let known: [String: Known]

    init(_ context: RenderContext) {
        let (site, special) = (context.site, context.special)
        missingPage = special.offline
        var known: [String: Known] = [:]
        known.reserveCapacity(site.pages.count + site.redirects.count + 100)
        for page in site.pages {
            let links = page.backlinks.count + page.relations.reduce(0) { $0 + $1.entries.count }
            known[page.route.path] = Known(rank: Self.rank(ofKind: page.kind), links: links, isPage: true)
        }
        // What is noted later says more of a file.
        func note(_ route: Route, _ rank: Rank?, isPage: Bool) {
            known[route.path] = Known(rank: rank, links: known[route.path]?.links ?? 0, isPage: isPage)
        }
        for page in context.rolePlayCases {
            note(special.rolePlay(of: site.pages[page].route), .sheet, isPage: true)
        }
        for redirect in site.redirects { note(redirect.from, .redirect, isPage: false) }
        for route in [Route("index.html"), special.search] { note(route, .frame, isPage: true) }
        for route in [special.offline, WebManifest.route] { note(route, .frame, isPage: false) }
        for route in [special.notFound, special.sitemap, special.feed].compactMap(\.self) {
            note(route, nil, isPage: false)
        }
        self.known = known
    }

    func isPage(_ path: String) -> Bool { path.hasSuffix(".html") && known[path]?.isPage ?? true }

    /// The files to keep, sorted by path.
    ///
    /// The search index is kept whole or not at all, since half of it finds half. It goes before the scripts where it
    /// leaves three quarters of the room to pages, else behind everything.
    ///
    /// - Parameter files: Takes least time where they are sorted by path.
    func choice(of files: [OfflineCopy.File], mostBytes: Int, mostFiles: Int) -> [OfflineCopy.File] {
        let files = files.sorted { $0.path.precedesInBytes($1.path) }
        let index = files.indices.filter { Self.isSearch(files[$0].path) }
        // What decides is looked up once for each file: asked in each comparison it was 1 % of a build, on one thread.
        let ranked = files.indices.compactMap { number in
            rank(files[number].path).map { (rank: $0.rank, links: $0.links, file: number) }
        }.sorted { left, right in
            if left.rank != right.rank { return left.rank.rawValue < right.rank.rawValue }
            return left.links != right.links ? left.links > right.links : left.file < right.file
        }
        let behindMethods = ranked.firstIndex { $0.rank.rawValue > Rank.method.rawValue } ?? ranked.endIndex
        var room = Room(bytes: mostBytes, files: mostFiles)
        let isIndexSmall = index.reduce(0) { $0 + files[$1].size } <= mostBytes / 4
        for item in ranked[..<behindMethods] { room.take([item.file], of: files) }
        if isIndexSmall { room.take(index, of: files) }
        for item in ranked[behindMethods...] { room.take([item.file], of: files) }
        if !isIndexSmall { room.take(index, of: files) }
        return room.taken.sorted().map { files[$0] }
    }

    /// What has been chosen, and how much more may be.
    private struct Room {
        var bytes: Int
        var files: Int
        var taken: [Int] = []

        init(bytes: Int, files: Int) {
            self.bytes = bytes
            self.files = files
        }

        /// Takes a group where all of it has room.
        mutating func take(_ group: [Int], of all: [OfflineCopy.File]) {
            let size = group.reduce(0) { $0 + all[$1].size }
            guard size <= bytes, group.count <= files else { return }
            bytes -= size
            files -= group.count
            taken += group
        }
    }

    private static func isSearch(_ path: String) -> Bool { path.hasPrefix("search/") && path.hasSuffix(".json") }

    /// `nil` for what no reader of pages asks for: data for other programs, what the host shows by itself.
    private func rank(_ path: String) -> (rank: Rank, links: Int)? {
        if path.hasPrefix("api/") || Self.isSearch(path) { return nil }
        guard let known = known[path] else { return (Self.rank(ofUnknown: path), 0) }
        return known.rank.map { ($0, known.links) }
    }

    /// Of a file that only its name tells anything about.
    private static func rank(ofUnknown path: String) -> Rank {
        if path.hasPrefix("assets/") { return .frame }
        if path.hasPrefix("vocabularies/") { return .vocabulary }
        return path.hasSuffix(".html") ? .list : .asset
    }

    private static func rank(ofKind kind: String) -> Rank {
        switch kind {
        case "method", "step": .method
        case "script": .script
        case "cause": .cause
        case "checklist": .checklist
        default: .page
        }
    }
}

import CasebookModel

/// What every link of every page leads to.
struct LinkResolver: Sendable {
    /// Parallel to the directory's entries, each parallel to the page's `links`.
    private(set) var targets: [[LinkTarget]] = []
    /// Parallel to the directory's entries.
    private(set) var proseTargets: [[String: LinkTarget]] = []
    private var usedAssets: Set<String> = []

    private let directory: PageDirectory
    private let assetPaths: Set<String>
    private let kinds: KindTable

    init(_ directory: PageDirectory, _ input: SiteResolver.Input, _ findings: inout Findings) {
        self.directory = directory
        kinds = input.configuration.kinds
        assetPaths = Set(input.assetPaths)
        targets.reserveCapacity(directory.entries.count)
        proseTargets.reserveCapacity(directory.entries.count)
        for index in directory.entries.indices {
            let page = directory.page(index)
            let place = LinkPlace(page: page, index: index, isPublished: directory.isBuilt(index))
            targets.append(page.links.map { resolve($0, at: place, &findings) })
            var prose: [String: LinkTarget] = [:]
            for link in page.proseLinks where prose[link.key] == nil {
                prose[link.key] = resolve(link, at: place, &findings)
            }
            proseTargets.append(prose)
        }
    }

    /// The files that built pages refer to, sorted.
    var assets: [Asset] {
        usedAssets.map { Asset(path: $0, route: LinkResolver.route(ofAsset: $0)) }
            .sorted { $0.path.precedesInBytes($1.path) }
    }

    /// Vocabularies with the links of their descriptions resolved.
    mutating func resolved(_ vocabularies: [Vocabulary], _ findings: inout Findings) -> [Vocabulary] {
        var vocabularies = vocabularies
        for index in vocabularies.indices {
            for value in vocabularies[index].values.indices {
                let links = vocabularies[index].values[value].description.links
                let place = LinkPlace(path: vocabularies[index].path)
                vocabularies[index].values[value].links = links.map { resolve($0, at: place, &findings) }
            }
        }
        return vocabularies
    }

    // MARK: - One link

    /// Where a link stands.
    private struct LinkPlace {
        var path: String
        var page: ParsedPage?
        var index: Int?
        var isPublished: Bool

        init(page: ParsedPage, index: Int, isPublished: Bool) {
            path = page.path
            self.page = page
            self.index = index
            self.isPublished = isPublished
        }

        init(path: String) {
            self.path = path
            isPublished = true
        }
    }

    private mutating func resolve(_ link: Link, at place: LinkPlace, _ findings: inout Findings) -> LinkTarget {
        switch link.form {
        case .page, .card: resolvePage(link, at: place, &findings)
        case .markdown, .image: resolveMarkdown(link, at: place, &findings)
        }
    }

    private func resolvePage(_ link: Link, at place: LinkPlace, _ findings: inout Findings) -> LinkTarget {
        if link.target.isEmpty, let index = place.index { return target(index, link, at: place, &findings) }
        if let index = directory.byID[link.target] { return target(index, link, at: place, &findings) }
        if let candidates = directory.byLastPart[link.target] {
            if candidates.count == 1 { return target(candidates[0], link, at: place, &findings) }
            let ids = candidates.map { directory.page($0).id }.sorted()
            findings.report(.ambiguousLink(target: link.target, candidates: ids), path: place.path, at: link.range)
            return .none
        }
        let near =
            directory.byFormerID[link.target].map { directory.page($0).id }
            ?? findings.near(link.target, among: directory.byID.keys)
        findings.report(.unresolvedLink(target: link.target, near: near), path: place.path, at: link.range)
        return .none
    }

    /// The page at `index`, or nothing where it isn't built or lacks the heading.
    private func target(_ index: Int, _ link: Link, at place: LinkPlace, _ findings: inout Findings) -> LinkTarget {
        let page = directory.page(index)
        guard directory.isBuilt(index) else {
            if place.isPublished {
                findings.report(.unpublishedTarget(id: page.id, status: page.status), path: place.path, at: link.range)
            }
            return .none
        }
        if link.form == .card, page.spokenLines.isEmpty, page.status != .retired {
            let kind = kinds[page.kind]?.label ?? LocalizedText(page.kind)
            findings.report(.cardWithoutLine(id: page.id, kind: kind), path: place.path, at: link.range)
        }
        guard let fragment = link.fragment, !fragment.isEmpty else { return .page(index, anchor: nil) }
        let wanted = fragment.percentDecoded
        if let heading = page.headings.first(where: { $0.anchor == wanted || $0.text == wanted })
            ?? page.headings.first(where: { $0.text.lowercased() == wanted.lowercased() })
        {
            return .page(index, anchor: heading.anchor)
        }
        if page.body.blocks.contains(where: { $0.anchor == wanted }) { return .page(index, anchor: wanted) }
        let near = findings.near(wanted, among: page.headings.map(\.text))
        findings.report(.unresolvedAnchor(anchor: wanted, page: page.id, near: near), path: place.path, at: link.range)
        return .page(index, anchor: nil)
    }

    private mutating func resolveMarkdown(_ link: Link, at place: LinkPlace, _ findings: inout Findings) -> LinkTarget {
        if let scheme = link.target.scheme {
            let whole = link.fragment.map { "\(link.target)#\($0)" } ?? link.target
            guard ["http", "https", "mailto", "tel"].contains(scheme.lowercased()) else {
                findings.report(.unsafeLink(scheme: scheme), path: place.path, at: link.range)
                return .none
            }
            if link.form == .image { findings.report(.externalAsset(address: whole), path: place.path, at: link.range) }
            return .external(whole)
        }
        if link.target.hasPrefix("//") {
            let whole = "https:" + (link.fragment.map { "\(link.target)#\($0)" } ?? link.target)
            if link.form == .image { findings.report(.externalAsset(address: whole), path: place.path, at: link.range) }
            return .external(whole)
        }
        if link.target.isEmpty {
            guard link.fragment != nil, let index = place.index else {
                findings.report(.unresolvedLink(target: link.key, near: nil), path: place.path, at: link.range)
                return .none
            }
            return target(index, link, at: place, &findings)
        }
        let decoded = link.target.withoutQuery.percentDecoded
        guard let path = decoded.resolvedPath(from: place.path) else {
            findings.report(.outsideContent(path: decoded), path: place.path, at: link.range)
            return .none
        }
        if link.form == .markdown, let index = page(at: path, decoded) {
            return target(index, link, at: place, &findings)
        }
        return asset(path, written: decoded, link, at: place, &findings)
    }

    /// The page that a relative link means: its file, its file without an ending or with that of the web, or a folder's.
    private func page(at path: String, _ written: String) -> Int? {
        if let index = directory.byPath[path] { return index }
        if written.hasSuffix("/") || path.isEmpty {
            let folder = path.isEmpty ? "" : path + "/"
            return directory.byPath[folder + "index.md"] ?? directory.byPath[folder + "README.md"]
        }
        if path.hasSuffix(".html") { return directory.byPath[String(path.dropLast(5)) + ".md"] }
        let name = path.split(separator: "/").last ?? ""
        guard !name.contains(".") else { return nil }
        return directory.byPath[path + ".md"] ?? directory.byPath[path + "/index.md"]
            ?? directory.byPath[path + "/README.md"]
    }

    private mutating func asset(
        _ path: String, written: String, _ link: Link, at place: LinkPlace, _ findings: inout Findings
    ) -> LinkTarget {
        if path.hasSuffix(".md") || path.hasSuffix(".markdown"), directory.byPath[path] == nil {
            let near = findings.near(path: path, among: directory.byPath.keys)
            findings.report(.unresolvedLink(target: written, near: near), path: place.path, at: link.range)
            return .none
        }
        guard assetPaths.contains(path) || directory.byPath[path] != nil else {
            let near = findings.near(path: path, among: assetPaths.lazy.filter(LinkResolver.isPublishable))
            findings.report(.missingAsset(path: written, near: near), path: place.path, at: link.range)
            return .none
        }
        guard LinkResolver.isPublishable(path) else {
            findings.report(.unsupportedAsset(path: written), path: place.path, at: link.range)
            return .none
        }
        if place.isPublished { usedAssets.insert(path) }
        return .asset(LinkResolver.route(ofAsset: path))
    }

    private static let publishedEndings: Set<String> = [
        "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "pdf", "docx", "xlsx", "csv", "txt", "mp3", "mp4",
    ]

    private static func isPublishable(_ path: String) -> Bool {
        guard let dot = path.lastIndex(of: ".") else { return false }
        return publishedEndings.contains(path[path.index(after: dot)...].lowercased())
    }

    /// Assets keep their paths, except where the generator's own folders are.
    private static func route(ofAsset path: String) -> Route {
        let top = path.split(separator: "/").first.map(String.init) ?? ""
        return Route(["assets", "search", "api"].contains(top) ? "files/\(path)" : path)
    }
}

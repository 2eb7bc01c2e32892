import CasebookModel

/// Which address a page gets.
struct RouteRules: Sendable {
    let kinds: KindTable
    let isImplicit: Bool

    func route(of page: ParsedPage) -> Route {
        if isImplicit { return plainRoute(of: page) }
        switch page.kind {
        case "page": return Route(RouteRules.withoutExtension(page.path) + ".html")
        case "method": return Route("\(methodFolder)/\(page.id)/index.html")
        case "step": return Route("\(methodFolder)/\(stepPath(page)).html")
        // Parse makes pages of declared kinds only, and every other kind has a folder.
        default: return Route("\(kinds[page.kind]?.folder ?? page.kind)/\(page.id).html")
        }
    }

    /// The address that the page at `route` had under another id.
    func route(_ route: Route, withID id: String, of page: ParsedPage) -> Route {
        if isImplicit { return Route("\(id).html") }
        let parts = route.path.split(separator: "/").map(String.init)
        switch page.kind {
        case "method": return Route((parts.dropLast(2) + [id, "index.html"]).joined(separator: "/"))
        case "step" where id.contains("/"): return Route((parts.prefix(1) + ["\(id).html"]).joined(separator: "/"))
        default: return Route((parts.dropLast() + ["\(id).html"]).joined(separator: "/"))
        }
    }

    private var methodFolder: String { kinds["method"]?.folder ?? "methods" }

    private func stepPath(_ page: ParsedPage) -> String {
        if page.id.contains("/") { return page.id }
        let folders = page.path.split(separator: "/").dropLast()
        return "\(folders.last.map(String.init) ?? "")/\(page.id)"
    }

    /// Without configuration a page's address is its path. A page that takes one of the generator's own addresses
    /// steps aside: its author never heard of them.
    private func plainRoute(of page: ParsedPage) -> Route {
        let stem = RouteRules.withoutExtension(page.path)
        return Route(RouteRules.ownAddresses.contains(stem + ".html") ? stem + "-page.html" : stem + ".html")
    }

    static let ownAddresses: Set<String> = [
        "search.html", "404.html", "coverage.html", "quiz.html", "roleplay.html", "health.html",
    ]

    /// Addresses in small letters, to the first page at each. Reports two pages at one address on any file system, or a page
    /// at an address of the generator's own.
    func addresses(of entries: [PageDirectory.Entry], _ findings: inout Findings) -> [String: Int] {
        var byFolded: [String: Int] = [:]
        byFolded.reserveCapacity(entries.count)
        for index in entries.indices {
            let entry = entries[index]
            let path = entry.route.path
            let folded = path.folded
            if let first = byFolded[folded] {
                // Pages with one id have been reported as such; without configuration that is only a warning.
                if isImplicit || entries[first].page.id.lowercased() != entry.page.id.lowercased() {
                    let note = findings.note(.firstDefinition, in: entries[first].page, at: entries[first].page.idRange)
                    findings.report(.addressClash(address: path), in: entry.page, at: entry.page.idRange, notes: [note])
                }
            } else {
                byFolded[folded] = index
            }
            if isOwnAddress(path, of: entry.page) {
                findings.report(.addressClash(address: path), in: entry.page, at: entry.page.idRange)
            }
        }
        return byFolded
    }

    /// Whether the generator writes something of its own to an address, on any file system.
    func isOwnAddress(_ path: String, of page: ParsedPage) -> Bool {
        // Without configuration there are no lists and vocabularies, and other pages step aside.
        if isImplicit { return false }
        let path = path.folded
        guard let slash = path.utf8.firstIndex(of: UInt8(ascii: "/")) else {
            return RouteRules.ownAddresses.contains(path)
        }
        let (folder, name) = (path[..<slash], path[path.utf8.index(after: slash)...])
        if folder == "vocabularies" { return true }
        // Deeper ones hold a `/`, and are neither.
        let isList = name == "index.html" || name.hasPrefix("page-") && Int(name.dropFirst(5).dropLast(5)) != nil
        return isList && page.kind != "page" && kinds.kind(inFolder: folder) != nil
    }

    static func withoutExtension(_ path: String) -> String {
        if path.hasSuffix(".md") { return String(path.dropLast(3)) }
        if path.hasSuffix(".markdown") { return String(path.dropLast(9)) }
        guard let dot = path.lastIndex(of: ".") else { return path }
        return String(path[..<dot])
    }
}

extension String {
    /// In small letters, as most are already: then nothing is copied.
    var folded: String {
        utf8.contains { $0 >= 0x80 || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) } ? lowercased() : self
    }
}

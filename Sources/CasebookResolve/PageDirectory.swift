import CasebookModel

/// All pages by index, id and path: those that are built first, in the order of their routes, then the unpublished.
///
/// A class: whoever resolves a link or a relation is handed it, and a copy would count each of its tables.
final class PageDirectory: Sendable {
    struct Entry: Sendable {
        var page: ParsedPage
        var route: Route
    }

    let entries: [Entry]
    /// Entries below this index are in the site.
    let builtCount: Int
    let byID: [String: Int]
    /// Ids that pages had before, to the page that has them now.
    let byFormerID: [String: Int]
    /// The pages with such ids.
    private let renamed: [Int]
    /// Addresses in small letters, as file systems without case take them, to the first page at each.
    private let byAddress: [String: Int]
    let byPath: [String: Int]
    /// Ids by their last part, where only one page has it; filled only where ids are paths.
    let byLastPart: [String: [Int]]
    let unpublishedCounts: [PageStatus: Int]
    private let routes: RouteRules

    init(_ input: SiteResolver.Input, _ findings: inout Findings, _ pairing: Pairing) {
        let routes = RouteRules(kinds: input.configuration.kinds, isImplicit: input.configuration.isImplicit)
        self.routes = routes
        var built: [Entry] = []
        var others: [Entry] = []
        var counts: [PageStatus: Int] = [:]
        for page in input.pages {
            let shown =
                page.status == .retired ? page.tombstone(commonFields: input.configuration.kinds.commonFields) : page
            let entry = Entry(page: shown, route: routes.route(of: page))
            if page.status.isPublished || input.edition.includesDrafts {
                built.append(entry)
            } else {
                others.append(entry)
                counts[page.status, default: 0] += 1
            }
        }
        // Paths break ties between routes that clash, so that reports don't depend on the order of reading.
        func precedes(_ left: Entry, _ right: Entry) -> Bool {
            left.route == right.route ? left.page.path < right.page.path : left.route < right.route
        }
        built.sort(by: precedes)
        others.sort(by: precedes)
        let entries = built + others
        self.entries = entries
        builtCount = built.count
        unpublishedCounts = counts
        let (ids, addresses) = pairing.both(
            {
                var findings = Findings(pathPrefix: input.pathPrefix)
                return (byID: PageDirectory.index(entries, &findings), findings: findings)
            },
            {
                var findings = Findings(pathPrefix: input.pathPrefix)
                let byAddress = routes.addresses(of: entries, &findings)
                let byPath = Dictionary(
                    entries.indices.map { (entries[$0].page.path, $0) }, uniquingKeysWith: { first, _ in first })
                return (byAddress: byAddress, byPath: byPath, findings: findings)
            })
        (byID, byAddress, byPath) = (ids.byID, addresses.byAddress, addresses.byPath)
        renamed = entries.indices.filter { entries[$0].page.fields[field: "former_ids"] != nil }
        byFormerID = PageDirectory.formerIDs(entries, of: renamed)
        byLastPart = input.configuration.isImplicit ? PageDirectory.lastParts(entries) : [:]
        findings.append(ids.findings)
        findings.append(addresses.findings)
        for entry in built {
            guard let problem = AddressLengths.problem(of: entry.route) else { continue }
            findings.report(problem, in: entry.page, at: entry.page.idRange)
        }
    }

    /// Those of the pages that are built.
    var builtIDs: [String: Int] {
        if byID.count == builtCount, entries.count == builtCount { return byID }
        return Dictionary((0..<builtCount).map { (page($0).id, $0) }, uniquingKeysWith: { _, last in last })
    }

    func page(_ index: Int) -> ParsedPage { entries[index].page }

    func isBuilt(_ index: Int) -> Bool { index < builtCount }

    /// `index.md` by folder; the home page's folder is empty.
    var introductions: [String: Int] {
        var introductions: [String: Int] = [:]
        for index in 0..<builtCount where entries[index].page.kind == "page" {
            let path = entries[index].page.path
            guard path == "index.md" || path.hasSuffix("/index.md") else { continue }
            introductions[String(path.dropLast(path == "index.md" ? 8 : 9))] = index
        }
        return introductions
    }

    /// Pages at addresses that their former ids gave them.
    func redirects(_ findings: inout Findings) -> [Redirect] {
        var redirects: [Redirect] = []
        var taken: Set<String> = []
        for index in renamed where isBuilt(index) {
            let entry = entries[index]
            for value in entry.page.fields.list("former_ids") {
                guard let id = value.text else { continue }
                if let other = byID[id] {
                    let note = findings.note(.firstDefinition, in: page(other), at: page(other).idRange)
                    findings.report(.duplicateID(id: id), in: entry.page, at: value.range, notes: [note])
                    continue
                }
                let route = routes.route(entry.route, withID: id, of: entry.page)
                // Compared without case: where file names are, a redirect must not take the place of a page.
                let address = route.path.folded
                let isPage = byAddress[address].map(isBuilt) ?? false
                if routes.isOwnAddress(route.path, of: entry.page) || isPage || !taken.insert(address).inserted {
                    findings.report(.addressClash(address: route.path), in: entry.page, at: value.range)
                } else {
                    redirects.append(Redirect(from: route, to: index))
                }
            }
        }
        return redirects.sorted { $0.from < $1.from }
    }

    // MARK: - Ids

    private static func index(_ entries: [Entry], _ findings: inout Findings) -> [String: Int] {
        var byID: [String: Int] = [:]
        byID.reserveCapacity(entries.count)
        // Where all are written in small letters, as most ids are, two differ as they do without case.
        let differInCase = entries.contains { $0.page.id.folded != $0.page.id }
        var byFoldedID: [String: Int] = [:]
        if differInCase { byFoldedID.reserveCapacity(entries.count) }
        for index in entries.indices {
            let page = entries[index].page
            if let first = byID[page.id] {
                let note = findings.note(.firstDefinition, in: entries[first].page, at: entries[first].page.idRange)
                findings.report(.duplicateID(id: page.id), in: page, at: page.idRange, notes: [note])
                continue
            }
            byID[page.id] = index
            guard differInCase else { continue }
            let folded = page.id.folded
            if let first = byFoldedID[folded] {
                let note = findings.note(.firstDefinition, in: entries[first].page, at: entries[first].page.idRange)
                findings.report(.addressClash(address: page.id), in: page, at: page.idRange, notes: [note])
            }
            byFoldedID[folded] = index
        }
        return byID
    }

    private static func formerIDs(_ entries: [Entry], of renamed: [Int]) -> [String: Int] {
        var former: [String: Int] = [:]
        for index in renamed {
            for id in entries[index].page.fields.texts("former_ids") where former[id] == nil { former[id] = index }
        }
        return former
    }

    private static func lastParts(_ entries: [Entry]) -> [String: [Int]] {
        var lastParts: [String: [Int]] = [:]
        for index in entries.indices {
            let id = entries[index].page.id
            lastParts[id.split(separator: "/").last.map(String.init) ?? id, default: []].append(index)
        }
        return lastParts
    }
}

extension ParsedPage {
    /// What stays of a retired page: its name and where to go instead. Nothing of what it said may still be said, copied
    /// or found.
    fileprivate func tombstone(commonFields: [FieldDeclaration]) -> ParsedPage {
        let kept = Set(commonFields.map(\.name)).subtracting(["summary", "caveat", "related", "conflicts_with"])
        return ParsedPage(
            path: path, kind: kind, kindRange: kindRange, id: id, idRange: idRange, stepNumber: stepNumber,
            title: title,
            hasOwnTitle: hasOwnTitle, status: status, fields: fields.filter { kept.contains($0.name) },
            body: KeptDocument(Document()),
            bodyRange: bodyRange, excuses: excuses, unusedKeys: unusedKeys, isBroken: isBroken, fingerprint: fingerprint
        )
    }
}

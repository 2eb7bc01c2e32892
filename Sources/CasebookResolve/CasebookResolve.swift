import CasebookModel
import CasebookText

/// The Resolve stage: pages become a site.
///
/// Takes all parsed pages, the word lists and the configuration; gives the ``Site`` of one edition: addresses, links
/// that lead somewhere, relations known on both sides, methods, causes, redirects, assets. Never fails: what can't be
/// resolved is a diagnostic, and the site is whole without it. Looks at no file.
package struct SiteResolver: Sendable {
    package struct Input: Sendable {
        package var pages: [ParsedPage]
        package var vocabularies: [Vocabulary]
        package var synonyms: [[String]]
        /// Files of the content folder that are no pages, below it.
        package var assetPaths: [String]
        package var configuration: Configuration
        package var edition: Edition
        /// What stands before a path in messages.
        package var pathPrefix: String

        package init(
            pages: [ParsedPage], vocabularies: [Vocabulary], synonyms: [[String]], assetPaths: [String],
            configuration: Configuration, edition: Edition, pathPrefix: String
        ) {
            self.pages = pages
            self.vocabularies = vocabularies
            self.synonyms = synonyms
            self.assetPaths = assetPaths
            self.configuration = configuration
            self.edition = edition
            self.pathPrefix = pathPrefix
        }
    }

    package static func resolve(_ input: Input, pairing: Pairing = .inTurn) -> Outcome<Site> {
        var findings = Findings(pathPrefix: input.pathPrefix)
        let directory = PageDirectory(input, &findings, pairing)
        var (links, relations) = edges(directory, input, &findings, pairing)
        let methods = MethodResolver.methods(directory, &findings)
        let causes = CauseResolver.tree(directory, relations, &findings)
        var site = Site(
            configuration: input.configuration, edition: input.edition, pages: [], indexByID: directory.builtIDs,
            vocabularies: links.resolved(input.vocabularies, &findings).sorted { $0.name < $1.name }, methods: methods,
            causes: causes, redirects: directory.redirects(&findings), assets: links.assets,
            synonyms: input.synonyms, introductions: directory.introductions,
            unpublishedCounts: directory.unpublishedCounts)
        let backlinks = Backlinks(links, relations, count: directory.builtCount)
        let pages = pairing.halves(of: directory.builtCount) { [links, relations] range in
            range.map { page($0, directory, links, relations, backlinks, on: input.edition.date) }
        }
        site.pages = pages.0 + pages.1
        return Outcome(site, findings.diagnostics)
    }

    private static func page(
        _ index: Int, _ directory: PageDirectory, _ links: LinkResolver, _ relations: RelationResolver,
        _ backlinks: Backlinks, on date: CalendarDate
    ) -> Page {
        let entry = directory.entries[index]
        return Page(
            parsed: entry.page, route: entry.route, links: links.targets[index],
            proseTargets: links.proseTargets[index], relations: relations.blocks[index],
            backlinks: backlinks.sources[index], isOverdue: isOverdue(entry.page, on: date),
            isCurrent: isCurrent(entry.page, on: date))
    }

    /// How fields relate pages, and what these link to in their words: three quarters of the work. Relations take four times as
    /// long, so that they are begun here: the other thread may have something else to do first.
    private static func edges(
        _ directory: PageDirectory, _ input: Input, _ findings: inout Findings, _ pairing: Pairing
    ) -> (LinkResolver, RelationResolver) {
        let (relations, links) = pairing.both(
            {
                var findings = Findings(pathPrefix: input.pathPrefix)
                let resolver = RelationResolver(directory, input.configuration.kinds, &findings, pairing)
                return (resolver: resolver, findings: findings)
            },
            {
                var findings = Findings(pathPrefix: input.pathPrefix)
                return (resolver: LinkResolver(directory, input, &findings), findings: findings)
            })
        findings.append(links.findings)
        findings.append(relations.findings)
        return (links.resolver, relations.resolver)
    }

    private static func isOverdue(_ page: ParsedPage, on date: CalendarDate) -> Bool {
        guard page.status == .approved, let due = page.fields.date("review_by") else { return false }
        return due < date
    }

    private static func isCurrent(_ page: ParsedPage, on date: CalendarDate) -> Bool {
        if let from = page.fields.date("valid_from"), date < from { return false }
        if let until = page.fields.date("valid_until"), until < date { return false }
        return true
    }
}

/// What was found, with the paths that messages use.
struct Findings: Sendable {
    let pathPrefix: String
    private(set) var diagnostics: [Diagnostic] = []
    /// Looking for near names costs a pass over all names: enough for what a person reads, bounded for a folder that
    /// has thousands of broken links.
    private var nearNamesLeft = 1_000_000

    init(pathPrefix: String) { self.pathPrefix = pathPrefix }

    mutating func append(_ other: Findings) { diagnostics += other.diagnostics }

    mutating func report(
        _ problem: Problem, in page: ParsedPage, at range: SourceRange, notes: [Diagnostic.Note] = []
    ) {
        report(problem, path: page.path, at: range, notes: notes)
    }

    mutating func report(_ problem: Problem, path: String, at range: SourceRange, notes: [Diagnostic.Note] = []) {
        diagnostics.append(Diagnostic(problem, file: pathPrefix + path, at: range, notes: notes))
    }

    func note(_ subject: NoteSubject, in page: ParsedPage, at range: SourceRange) -> Diagnostic.Note {
        Diagnostic.Note(subject, file: pathPrefix + page.path, range: range)
    }

    /// As ``near(_:among:)``, of files: by their names, since the letters of a folder say nothing about what was meant.
    mutating func near(path: String, among paths: some Sequence<String>) -> String? {
        func name(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
        guard nearNamesLeft > 0 else { return nil }
        let wanted = name(path)
        let candidates = Array(paths)
        // The same file in another folder is the likeliest slip of all.
        if let moved = candidates.filter({ name($0) == wanted }).min() { return moved }
        guard let near = near(wanted, among: candidates.map(name)) else { return nil }
        return candidates.filter { name($0) == near }.min()
    }

    mutating func near(_ name: String, among names: some Collection<String>) -> String? {
        guard nearNamesLeft > 0 else { return nil }
        nearNamesLeft -= names.count
        return nearestName(to: name, among: names)
    }
}

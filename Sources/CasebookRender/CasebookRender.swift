import CasebookModel

/// Makes the files of a site: pages, lists, feeds and collections.
///
/// Takes a ``Site`` and a ``Theme``, gives ``OutputFile``s to a sink, one job at a time; throws only what the sink throws.
/// Jobs don't depend on each other, run on any thread in any order, and their output is a function of site and theme
/// alone: no clock, no locale. It doesn't write to disk, doesn't build the search index, and copies no assets of the
/// content.
package struct Renderer: Sendable {
    private let context: RenderContext
    /// Everything there is to do. Pages last: they are most of the work, in small parts, and a kind's collection or a
    /// vocabulary begun last would keep one thread busy while the others have nothing left.
    package let jobs: [RenderJob]

    /// - Parameter searchForm: The first file of the search index, which the engine in the browser begins with: `index` or
    ///   `root`.
    package init(site: Site, theme: Theme, searchForm: String = "index", pairing: Pairing = .inTurn) {
        let context = RenderContext(site: site, theme: theme, searchForm: searchForm, pairing: pairing)
        self.context = context
        jobs = RenderJob.all(for: context)
    }

    /// The renderer of a site that differs only in what some pages say: their words, and nothing that another page, a list
    /// or a picture is made of. Whether that is so is the caller's to know.
    package init(_ earlier: Renderer, site: Site) {
        context = RenderContext(earlier.context, site: site)
        jobs = earlier.jobs
    }

    private init(_ earlier: Renderer, lookout: Lookout) {
        context = RenderContext(earlier.context, lookout: lookout)
        jobs = []
    }

    /// Runs a job, and says what its files were made of.
    ///
    /// - Returns: `nil`: of the site as a whole, so that nobody can say whether they would be the same again.
    package func runWatched(_ job: RenderJob, sink: OutputSink) throws -> Looked? {
        let lookout = Lookout(pageCount: context.routes.count)
        try Renderer(self, lookout: lookout).run(job, sink: sink)
        return lookout.looked
    }

    package func run(_ job: RenderJob, sink: OutputSink) throws {
        switch job {
        case .page(let page): try renderPage(page, sink)
        case .rolePlay(let page): try renderRolePlay(of: page, sink)
        case .folder(let folder): try renderFolder(folder, sink)
        case .home: try renderHome(sink)
        case .causeTree: try renderCauseTree(sink)
        case .comparison: try renderComparison(sink)
        case .glossary: try renderGlossary(sink)
        case .vocabularies: try renderVocabularies(sink)
        case .vocabulary(let number): try renderVocabulary(context.allVocabularies[number], sink)
        case .coverage: try renderCoverage(sink)
        case .quiz: try renderQuiz(sink)
        case .rolePlays: try renderRolePlays(sink)
        case .health: try renderHealth(sink)
        case .search: try renderSearch(sink)
        case .notFound: try renderNotFound(sink)
        case .offline: try renderOffline(sink)
        case .redirects: try renderRedirects(sink)
        case .sitemap: try renderSitemap(sink)
        case .feed: try renderFeed(sink)
        case .collection(let kind): try renderCollection(kind, sink)
        case .theme: try renderTheme(sink)
        }
    }

    /// The work of some functions lies in other files.
    var shared: RenderContext { context }

    func emit(_ template: Template, _ view: some TemplateView, at route: Route, _ sink: OutputSink) throws {
        var html = HTMLBuffer(capacity: 32_768)
        template.render(view, to: &html)
        try sink(OutputFile(route, html.bytes))
    }
}

/// A part of the work, independent of all others.
package enum RenderJob: Hashable, Sendable {
    /// A content page, with the list pages of relations that are too long for it.
    case page(Site.PageIndex)
    /// The role-play sheet of a case.
    case rolePlay(Site.PageIndex)
    /// All pages of a folder's list, by path; its introduction is on the first.
    case folder(String)
    case home, causeTree, comparison, glossary, vocabularies
    /// A vocabulary's page and those of its values, by index.
    case vocabulary(Int)
    case coverage, quiz, rolePlays, health, search, notFound, offline, redirects, sitemap, feed
    /// The JSON of a kind, by name.
    case collection(String)
    /// Style, scripts and icons, and what browsers install the site by.
    case theme

    /// Tells a site's jobs apart, for whoever keeps what they made.
    package var name: String {
        switch self {
        case .page(let page): "page \(page)"
        case .rolePlay(let page): "role play \(page)"
        case .folder(let path): "folder \(path)"
        case .vocabulary(let number): "vocabulary \(number)"
        case .collection(let kind): "collection \(kind)"
        default: "\(self)"
        }
    }

    static func all(for context: RenderContext) -> [RenderJob] {
        let site = context.site
        var jobs: [RenderJob] = []
        for page in site.pages.indices {
            let folder = context.folders.folder(of: page)
            // The page of a listed folder is rendered with its list, the root's with the home page.
            if folder.index == page, folder.isIntroduced || folder.path.isEmpty { continue }
            jobs.append(.page(page))
        }
        jobs += context.rolePlayCases.map { .rolePlay($0) }
        let pageCount = jobs.count
        jobs += context.folders.folders.filter { !$0.path.isEmpty && $0.isList }.map { .folder($0.path) }
        jobs.append(.home)
        let special = context.special
        if special.causeTree != nil { jobs.append(.causeTree) }
        if special.comparison != nil { jobs.append(.comparison) }
        if special.glossary != nil { jobs.append(.glossary) }
        if special.vocabularies != nil { jobs.append(.vocabularies) }
        jobs += site.vocabularies.indices.map { .vocabulary($0) }
        if special.coverage != nil { jobs.append(.coverage) }
        if special.quiz != nil { jobs.append(.quiz) }
        if special.rolePlays != nil { jobs.append(.rolePlays) }
        jobs += [.health, .search, .notFound]
        if !site.edition.portable { jobs.append(.offline) }
        if !site.redirects.isEmpty { jobs.append(.redirects) }
        if special.sitemap != nil { jobs.append(.sitemap) }
        if special.feed != nil { jobs.append(.feed) }
        jobs += site.configuration.kinds.kinds.map { .collection($0.name) }
        jobs.append(.theme)
        return Array(jobs[pageCount...] + jobs[..<pageCount])
    }
}

/// Writes Markdown as cmark-gfm does in its safe mode, for `casebook markdown`: raw HTML becomes a comment that says so,
/// dangerous addresses are left out.
package func renderFragment(_ document: Document) -> [UInt8] {
    var html = HTMLBuffer(capacity: document.text.count * 2)
    DocumentWriter.write(document, setting: nil, into: &html)
    return html.bytes
}

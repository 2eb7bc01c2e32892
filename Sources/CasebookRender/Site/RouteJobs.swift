import CasebookModel

/// Which job makes the file at an address: for a preview, which renders what somebody looks at and nothing else.
///
/// The routes of a job are worked out without running it; a test holds that they are the ones that it writes.
package struct RouteJobs: Sendable {
    private let jobs: [String: RenderJob]

    package init(_ renderer: Renderer) {
        var jobs: [String: RenderJob] = [:]
        for job in renderer.jobs {
            for route in renderer.routes(of: job) { jobs[route.path] = job }
        }
        self.jobs = jobs
    }

    package subscript(path: String) -> RenderJob? { jobs[path] }

    /// In no order.
    package var paths: some Collection<String> { jobs.keys }
}

extension Renderer {
    /// The file at an address, from the job that makes it; what that job makes before it is kept from nobody.
    ///
    /// - Parameter sink: Gets every file on the way, this one the last.
    package func render(_ path: String, of job: RenderJob, sink: OutputSink) {
        // A list's later pages need not be rendered for the sake of the first.
        struct Found: Error {}
        do {
            try run(job) { file in
                try sink(file)
                if file.route.path == path { throw Found() }
            }
        } catch {
            // Jobs throw only what their sink throws: all is there that was asked for.
        }
    }

    /// The addresses of the files that a job makes.
    package func routes(of job: RenderJob) -> [Route] {
        let special = shared.special
        switch job {
        case .page(let page):
            return [shared.site.pages[page].route] + longRelationRoutes(of: page)
        case .folder(let path):
            return shared.folders[path].map { routes(first: $0.route, total: $0.pages.count) } ?? []
        case .home: return [shared.folders.folders[0].route]
        case .causeTree: return [special.causeTree].compactMap(\.self)
        case .comparison: return [special.comparison].compactMap(\.self)
        case .glossary: return [special.glossary].compactMap(\.self)
        case .vocabularies: return [special.vocabularies].compactMap(\.self)
        case .vocabulary(let number): return routes(of: shared.site.vocabularies[number])
        case .coverage:
            return special.coverage.map { routes(first: $0, total: shared.causes.rows.count, size: coverageSize) } ?? []
        case .quiz: return [special.quiz].compactMap(\.self)
        case .rolePlay(let page): return [rolePlayRoute(of: page)]
        case .rolePlays: return special.rolePlays.map { routes(first: $0, total: shared.rolePlayCases.count) } ?? []
        case .health: return [special.health]
        case .search: return [special.search]
        case .notFound: return [special.notFound]
        case .offline: return [special.offline]
        case .redirects: return shared.site.redirects.map(\.from)
        case .sitemap: return sitemapRoutes
        case .feed: return [special.feed].compactMap(\.self)
        case .collection(let kind): return collectionRoutes(of: kind)
        case .theme:
            let manifest = shared.edition.portable ? [] : [WebManifest.route]
            return shared.theme.files.all.map(\.route) + manifest
        }
    }

    private func routes(first: Route, total: Int, size: Int = ListView.pageSize) -> [Route] {
        (1...max(1, (total + size - 1) / size)).map { shared.special.page($0, of: first) }
    }

    private func longRelationRoutes(of page: Site.PageIndex) -> [Route] {
        let value = shared.site.pages[page]
        let blocks =
            value.relations.map { ($0.name, $0.entries.count) } + [(RelationsView.backlinks, value.backlinks.count)]
        return blocks.filter { $0.1 > RelationView.limit }.flatMap { name, count in
            routes(first: shared.special.relation(name, of: value.route), total: count)
        }
    }

    private func routes(of vocabulary: Vocabulary) -> [Route] {
        let values = vocabulary.values.flatMap { value in
            let uses = shared.uses.groups(of: value.name, in: vocabulary.name).reduce(0) { $0 + $1.pages.count }
            return routes(first: shared.special.value(value.name, of: vocabulary.name), total: uses)
        }
        return [shared.special.vocabulary(vocabulary.name)] + values
    }
}

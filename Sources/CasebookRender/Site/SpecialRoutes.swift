import CasebookModel

/// The addresses of pages that no content file stands for. A content page that has such an address keeps it, and the
/// generated page steps aside: a folder of documentation may well hold a `search.md`.
struct SpecialRoutes: Sendable {
    let search: Route
    let notFound: Route
    /// What a browser shows for a page that it doesn't keep, where there is no network.
    let offline: Route
    let health: Route
    let coverage: Route?
    /// `nil` where there is nothing to ask.
    let quiz: Route?
    /// The list of role-play sheets; `nil` where no case has one.
    let rolePlays: Route?
    let causeTree: Route?
    let comparison: Route?
    let glossary: Route?
    /// `nil` without vocabularies.
    let vocabularies: Route?
    let sitemap: Route?
    let feed: Route?
    /// All of them, `nil` in the place of what the site doesn't have.
    let fixed: [Route?]
    private let taken: Set<String>
    private let encodings: [Route: EncodedRoute]

    init(_ site: Site, _ lists: SiteLists) {
        let taken = Set(site.pages.map(\.route.path))
        self.taken = taken
        func free(_ path: String) -> Route { Self.free(path, taken: taken) }
        search = free("search.html")
        notFound = free("404.html")
        offline = free("offline.html")
        health = free("health.html")
        let kinds = site.configuration.kinds
        let hasCauses = !site.causes.roots.isEmpty
        coverage = hasCauses && !site.methods.isEmpty ? free("coverage.html") : nil
        quiz = Quiz.hasQuestions(lists) ? free("quiz.html") : nil
        rolePlays = lists.casesToPlay.isEmpty ? nil : free("roleplay.html")
        causeTree = hasCauses ? free("\(kinds["cause"]?.folder ?? "causes")/tree.html") : nil
        comparison = site.methods.isEmpty ? nil : free("\(kinds["method"]?.folder ?? "methods")/compare.html")
        let hasTerms = site.pages.contains { $0.kind == "term" && $0.status != .retired }
        glossary = hasTerms ? free("\(kinds["term"]?.folder ?? "terms")/glossary.html") : nil
        vocabularies = site.vocabularies.isEmpty ? nil : free("vocabularies/index.html")
        let isPublic = site.configuration.url != nil
        sitemap = isPublic ? Route("sitemap.xml") : nil
        feed = isPublic ? Route("feed.xml") : nil
        var encodings: [Route: EncodedRoute] = [:]
        fixed = [
            search, notFound, offline, health, coverage, quiz, rolePlays, causeTree, comparison, glossary, vocabularies,
            sitemap, feed,
        ]
        for case let route? in fixed { encodings[route] = EncodedRoute(route) }
        for vocabulary in site.vocabularies {
            for value in vocabulary.values {
                let route = Self.value(value.name, of: vocabulary.name, taken: taken)
                encodings[route] = EncodedRoute(route)
            }
        }
        self.encodings = encodings
    }

    /// The second and later pages of a list whose first is at `first`.
    func page(_ number: Int, of first: Route) -> Route {
        guard number > 1 else { return first }
        if first.path.hasSuffix("index.html") {
            return free(String(first.path.dropLast("index.html".count)) + "page-\(number).html")
        }
        return free(String(first.path.dropLast(".html".count)) + "-\(number).html")
    }

    /// The first list page of a relation that is too long for its page.
    func relation(_ name: String, of page: Route) -> Route {
        free(String(page.path.dropLast(page.path.hasSuffix(".html") ? 5 : 0)) + "~\(name).html")
    }

    /// The role-play sheet of the case at an address.
    func rolePlay(of page: Route) -> Route { relation("roleplay", of: page) }

    func vocabulary(_ name: String) -> Route { free("vocabularies/\(name)/index.html") }

    func value(_ value: String, of vocabulary: String) -> Route { Self.value(value, of: vocabulary, taken: taken) }

    private static func value(_ value: String, of vocabulary: String, taken: Set<String>) -> Route {
        // `index` would be the vocabulary's own page.
        free("vocabularies/\(vocabulary)/\(value == "index" ? "index-" : value).html", taken: taken)
    }

    /// Ready for the routes that many pages name.
    func encoded(_ route: Route) -> EncodedRoute { encodings[route] ?? EncodedRoute(route) }

    private func free(_ path: String) -> Route { Self.free(path, taken: taken) }

    private static func free(_ path: String, taken: Set<String>) -> Route {
        var path = path
        while taken.contains(path) {
            let dot = path.lastIndex(of: ".") ?? path.endIndex
            path = path[..<dot] + "-" + path[dot...]
        }
        return Route(path)
    }
}

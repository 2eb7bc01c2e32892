import CasebookModel
import Foundation

/// Reads the files of a theme into a ``Theme``, going on behind each fault.
struct ThemeLoader {
    let files: [String: [UInt8]]
    let configuration: Configuration
    let purpose: Theme.Purpose
    let hash: ([UInt8]) -> String
    let shorten: ([UInt8]) -> [UInt8]
    private var diagnostics: [Diagnostic] = []

    init(
        files: [String: [UInt8]], configuration: Configuration, purpose: Theme.Purpose,
        hash: @escaping ([UInt8]) -> String, shorten: @escaping ([UInt8]) -> [UInt8]
    ) {
        self.files = files
        self.configuration = configuration
        self.purpose = purpose
        self.hash = hash
        self.shorten = shorten
    }

    mutating func load() -> Outcome<Theme?> {
        let catalogue = loadCatalogues()
        let words = InterfaceWords(catalogue.page)
        let sources = templateSources()
        var compiler = TemplateCompiler(sources: sources, words: catalogue.page)
        var pages: [String: PageTemplate] = [:]
        for kind in configuration.kinds.kinds {
            // A kind may name a template that the theme doesn't have: the general one shows every page.
            let name = sources[kind.template] == nil ? Self.generalTemplate : kind.template
            let schema = PageView.schema(for: kind, in: configuration.kinds)
            pages[kind.name] = compiler.compile(name, for: schema).map(PageTemplate.init)
        }
        func compile(_ name: String) -> Template {
            Self.schemas[name].flatMap { compiler.compile(name, for: $0) } ?? Template()
        }
        let retired = compile("retired")
        let tree = compile("tree")
        let list = compile("list")
        let home = compile("home")
        let causeTree = compile("cause-tree")
        let comparison = compile("comparison")
        let glossary = compile("glossary")
        let vocabulary = compile("vocabulary")
        let value = compile("value")
        let coverage = compile("coverage")
        let quiz = compile("quiz")
        let rolePlay = compile("role-play")
        let rolePlays = compile("role-plays")
        let health = compile("health")
        let search = compile("search")
        let notFound = compile("not-found")
        let offline = compile("offline")
        let redirect = compile("redirect")
        let book = compile("book")
        reportMissingTemplates(sources)
        let browserFiles = loadBrowserFiles(words: catalogue.script)
        let worker = bytes(of: bundle("worker"))
        diagnostics += compiler.diagnostics
        guard diagnostics.isEmpty else { return Outcome(nil, diagnostics.sorted(by: Diagnostic.precedes)) }
        return Outcome(
            Theme(
                pages: pages, retired: retired, tree: tree, list: list, home: home, causeTree: causeTree,
                comparison: comparison, glossary: glossary, vocabulary: vocabulary, value: value, coverage: coverage,
                quiz: quiz, rolePlay: rolePlay, rolePlays: rolePlays, health: health, search: search,
                notFound: notFound, offline: offline, redirect: redirect, book: book,
                words: words, files: browserFiles, worker: worker, assets: ThemeAssets(browserFiles, hash: hash)))
    }

    private static let generalTemplate = "page"

    /// What the templates that are there once may say, by their names. Those of content pages differ by kind.
    static let schemas: [String: ViewSchema] = [
        "retired": PageView.schema, "tree": FrameView.schema, "list": ListView.schema, "home": HomeView.schema,
        "cause-tree": CauseTreeView.schema, "comparison": ComparisonView.schema, "glossary": GlossaryView.schema,
        "vocabulary": VocabularyView.schema, "value": ValueView.schema, "coverage": CoverageView.schema,
        "quiz": QuizView.schema, "role-play": RolePlayView.schema, "role-plays": RolePlayListView.schema,
        "health": HealthView.schema, "search": BareView.schema, "not-found": BareView.schema,
        "offline": BareView.schema, "redirect": RedirectView.schema, "book": BookView.schema,
    ]

    // MARK: - Files

    /// The files of a folder, by path below it, sorted.
    private func group(_ folder: String, _ suffix: String) -> [(path: String, bytes: [UInt8])] {
        files.filter { $0.key.hasPrefix(folder + "/") && $0.key.hasSuffix(suffix) }
            .map { (path: String($0.key.dropFirst(folder.count + 1)), bytes: $0.value) }
            .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    private func place(_ path: String) -> String { configuration.templates + "/" + path }

    private func templateSources() -> [String: TemplateSource] {
        var sources: [String: TemplateSource] = [:]
        for (path, bytes) in files where path.hasSuffix(".mustache") {
            sources[String(path.dropLast(".mustache".count))] = TemplateSource(path: place(path), bytes: bytes)
        }
        return sources
    }

    private mutating func reportMissingTemplates(_ sources: [String: TemplateSource]) {
        for name in ([Self.generalTemplate] + Self.schemas.keys).sorted() where sources[name] == nil {
            report(.templateSyntax(.missingPartial(name: name)), at: .fileStart, of: name + ".mustache")
        }
    }

    private mutating func report(_ problem: Problem, at range: SourceRange, of path: String) {
        diagnostics.append(Diagnostic(problem, file: place(path), at: range))
    }

    // MARK: - Words

    /// The words of a language: those that pages show, and those that scripts say.
    private struct Catalogue: Decodable {
        var page: [String: String]
        var script: [String: String]
    }

    /// Reads all languages, so that a word that one of them lacks is found before a site in it is built.
    private mutating func loadCatalogues() -> Catalogue {
        var catalogues: [SiteLanguage: Catalogue] = [:]
        for language in SiteLanguage.allCases {
            let path = Self.cataloguePath(language)
            guard let bytes = files[path] else {
                report(.templateSyntax(.missingPartial(name: path)), at: .fileStart, of: path)
                continue
            }
            do {
                catalogues[language] = try JSONDecoder().decode(Catalogue.self, from: Data(bytes))
            } catch {
                report(.templateSyntax(.wrongUse(name: path)), at: .fileStart, of: path)
            }
        }
        let page = Set(catalogues.values.flatMap(\.page.keys)).union(InterfaceWord.allCases.map(\.rawValue)).sorted()
        let script = Set(catalogues.values.flatMap(\.script.keys)).sorted()
        for language in SiteLanguage.allCases {
            guard let catalogue = catalogues[language] else { continue }
            let path = Self.cataloguePath(language)
            for key in page where catalogue.page[key] == nil {
                report(.templateName(name: key, view: "page", near: nil), at: .fileStart, of: path)
            }
            for key in script where catalogue.script[key] == nil {
                report(.templateName(name: key, view: "script", near: nil), at: .fileStart, of: path)
            }
        }
        return catalogues[configuration.language] ?? Catalogue(page: [:], script: [:])
    }

    private static func cataloguePath(_ language: SiteLanguage) -> String { "messages/\(language.rawValue).json" }

    // MARK: - What browsers load

    private mutating func loadBrowserFiles(words: [String: String]) -> ThemeFiles {
        var modules = self.modules("scripts").filter { $0.path != ScriptBundle.wordsModule }
        modules.append(
            ScriptModule(path: ScriptBundle.wordsModule, bytes: Array(ScriptBundle.module(words: words).utf8)))
        var parts: [ThemePart: ThemePart.Files] = [:]
        var lending: Set<String> = []
        for part in ThemePart.allCases {
            let script = group(part.folder, ".js").isEmpty ? nil : bundle(part.folder, over: modules)
            lending.formUnion(script?.borrowed ?? [])
            parts[part] = ThemePart.Files(style: style(part.folder), script: script.map(bytes) ?? [])
        }
        let script = ScriptBundle(modules, lending: lending)
        report(script.faults, of: "scripts")
        return ThemeFiles(
            style: style("styles"), bookStyle: style("book"),
            earlyScript: bytes(of: bundle("early")), script: bytes(of: script), parts: parts,
            engine: bytes(of: bundle("search")), others: group("assets", ""))
    }

    /// The sheets of a folder. Each bundle ends with the site's own sheet, since a page may read several and the site has the
    /// last word in all of them.
    private func style(_ folder: String) -> [UInt8] {
        let own = group("styles", ".css").filter { $0.path == StyleBundle.ownSheet }
        return StyleBundle.join(group(folder, ".css").filter { $0.path != StyleBundle.ownSheet } + own)
    }

    private func modules(_ folder: String) -> [ScriptModule] {
        group(folder, ".js").map { ScriptModule(path: $0.path, bytes: $0.bytes) }
    }

    private mutating func bundle(_ folder: String, over base: [ScriptModule] = []) -> ScriptBundle {
        let bundle = ScriptBundle(modules(folder), over: base)
        report(bundle.faults, of: folder)
        return bundle
    }

    private func bytes(of bundle: ScriptBundle) -> [UInt8] {
        switch purpose {
        case .publishing: shorten(bundle.source)
        case .checking: bundle.source
        }
    }

    private mutating func report(_ faults: [ScriptBundle.Fault], of folder: String) {
        for fault in faults {
            report(.templateSyntax(.wrongUse(name: fault.name)), at: fault.range, of: folder + "/" + fault.module)
        }
    }
}

import CasebookModel
import Synchronization

/// Everything that more than one page needs, worked out once; read by all threads.
///
/// A class because each of the thousands of views on a page holds it: one reference instead of twenty arrays.
final class RenderContext: Sendable {
    /// Reached by way of ``site``, or part by part below: so that it shows who looks at what.
    private let whole: Site
    /// Takes down what is looked at; `nil` where nobody wants to know.
    private let lookout: Lookout?
    let theme: Theme
    let words: InterfaceWords
    let language: SiteLanguage
    let searchForm: String
    /// Parallel to `site.pages`: what other pages say of a page. Copying a whole page to read its title costs some
    /// twenty reference counts; with a nav and ten relations on each page that was two thirds of rendering.
    let briefs: Watched<PageBrief>
    /// Parallel to `site.pages`. Addresses are part of the frame: see ``FrameSignature``.
    let routes: [EncodedRoute]
    let folders: FolderTree
    let tree: TreeExtent
    let special: SpecialRoutes
    private let causeIndex: CauseIndex
    /// How conversations in cases are told apart.
    let courseSpeech: SpeechSetting
    let modelSpeech: SpeechSetting
    /// Where a page stands among the steps of a method, by page.
    let places: [Site.PageIndex: StepPlace]
    /// The records that relations come from, by the name of the block: for the labels of `role`, `verdict`, `at`.
    let qualifierFields: [String: [FieldDeclaration]]
    /// References with `?v=` behind them, by path below `assets/`.
    let assets: ThemeAssets
    let vocabularies: [String: Vocabulary]
    /// Labels and addresses of vocabulary values, by vocabulary and value.
    let values: [String: [String: NamedValue]]
    /// What a page of each kind may say, by the kind's name.
    private let fieldsByKind: [String: [FieldDeclaration]]
    let relationNames: [String]
    /// The lists right below the root, in the order in which the tree shows them.
    let topFolders: [FolderTree.Folder]
    private let valueUses: VocabularyUses
    private let latestPages: [Site.PageIndex]
    private let pinnedPages: [Site.PageIndex]
    private let casesToPlay: [Site.PageIndex]
    private let questions: (scripts: [Site.PageIndex], cases: [Site.PageIndex])
    private let pagesByKind: [String: [Site.PageIndex]]
    private let definitionsOfTerms: [Site.PageIndex: String]
    private let made: Made
    /// What a template may call the sections of a kind's pages, by the kind's name.
    private let sectionNames: [String: [String]]
    /// The site's address with a final `/`.
    private let publicRoot: String?

    /// A class, since whoever asks for a page's title gets all of it: one reference instead of four strings.
    final class PageBrief: Sendable {
        let id: String
        let title: String
        let kind: String
        let kindLabel: String
        let status: PageStatus
        let isOverdue: Bool

        init(_ page: borrowing Page, kindLabel: String) {
            id = page.id
            title = page.title
            kind = page.kind
            self.kindLabel = kindLabel
            status = page.status
            isOverdue = page.isOverdue
        }
    }

    /// What was made so far and is wanted again. Which thread comes first changes nothing.
    private final class Made: Sendable {
        /// The left columns by folder: it is the same on all pages of one. Rendering it for each took a third of the time.
        let trees = Mutex<[String: EscapedHTML]>([:])
        /// Spoken lines with the defaults of their slots, as far as lists have shown them: a script stands in many lists,
        /// and filling its line in for each took a tenth of the time.
        let lines = Mutex<[Site.PageIndex: String]>([:])
    }

    struct NamedValue: Sendable {
        let label: String
        let route: EncodedRoute
    }

    struct StepPlace: Sendable {
        var method: Int
        /// `nil` for the method's own page.
        var step: Int?
    }

    init(site: Site, theme: Theme, searchForm: String, pairing: Pairing = .inTurn) {
        whole = site
        lookout = nil
        made = Made()
        self.theme = theme
        self.searchForm = searchForm
        words = theme.words
        language = site.configuration.language
        let ((lists, special), others) = pairing.both(
            {
                let lists = SiteLists(site)
                return (lists, SpecialRoutes(site, lists))
            },
            {
                let folders = FolderTree(site, words: theme.words)
                return (VocabularyUses(site), folders, site.pages.map { EncodedRoute($0.route) })
            })
        (valueUses, folders, routes) = others
        let kindsOfPages = lists.briefs.map(\.kind)
        briefs = Watched(lists.briefs, lookout: nil)
        self.special = special
        tree = TreeExtent(site)
        assets = theme.assets
        vocabularies = Dictionary(site.vocabularies.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        values = vocabularies.mapValues { vocabulary in
            Dictionary(
                vocabulary.values.map { value in
                    let route = EncodedRoute(special.value(value.name, of: vocabulary.name))
                    return (
                        value.name, NamedValue(label: value.label.text(in: site.configuration.language), route: route)
                    )
                }, uniquingKeysWith: { first, _ in first })
        }
        var places: [Site.PageIndex: StepPlace] = [:]
        for (number, method) in site.methods.enumerated() {
            places[method.page] = StepPlace(method: number, step: nil)
            for (step, page) in method.steps.enumerated() { places[page] = StepPlace(method: number, step: step) }
        }
        self.places = places
        causeIndex = CauseIndex(site, kinds: kindsOfPages)
        courseSpeech = SpeechSetting(theme.words, .course)
        modelSpeech = SpeechSetting(theme.words, .model)
        let kinds = site.configuration.kinds
        fieldsByKind = Dictionary(uniqueKeysWithValues: kinds.kinds.map { ($0.name, kinds.fields(of: $0)) })
        relationNames = RelationsView.names(of: kinds)
        sectionNames = Dictionary(uniqueKeysWithValues: kinds.kinds.map { ($0.name, SectionsView.names(of: $0)) })
        topFolders = Self.topFolders(of: folders)
        publicRoot = site.configuration.url
        latestPages = lists.latest
        pinnedPages = lists.pinned
        casesToPlay = lists.casesToPlay
        questions = (lists.scriptsToChoose, lists.casesToDiscuss)
        let pagesByKind = Dictionary(grouping: kindsOfPages.indices) { kindsOfPages[$0] }
        self.pagesByKind = pagesByKind
        qualifierFields = Self.qualifierFields(of: site.configuration.kinds)
        definitionsOfTerms = Self.definitions(of: pagesByKind["term"] ?? [], in: site)
    }

    /// The same for a site whose pages say something else and have kept everything that others say of them: address,
    /// title, status, fields and links. Working it out anew is what a changed title costs a large site's preview.
    convenience init(_ earlier: RenderContext, site: Site) {
        self.init(earlier, site: site, made: Made(), lookout: nil)
    }

    /// The same, with somebody who takes down what is looked at.
    convenience init(_ earlier: RenderContext, lookout: Lookout) {
        self.init(earlier, site: earlier.whole, made: earlier.made, lookout: lookout)
    }

    private init(_ earlier: RenderContext, site: Site, made: Made, lookout: Lookout?) {
        whole = site
        self.lookout = lookout
        self.made = made
        theme = earlier.theme
        words = earlier.words
        language = earlier.language
        searchForm = earlier.searchForm
        briefs = Watched(earlier.briefs, lookout: lookout)
        routes = earlier.routes
        folders = earlier.folders
        tree = earlier.tree
        special = earlier.special
        causeIndex = earlier.causeIndex
        courseSpeech = earlier.courseSpeech
        modelSpeech = earlier.modelSpeech
        places = earlier.places
        qualifierFields = earlier.qualifierFields
        assets = earlier.assets
        vocabularies = earlier.vocabularies
        values = earlier.values
        fieldsByKind = earlier.fieldsByKind
        relationNames = earlier.relationNames
        topFolders = earlier.topFolders
        valueUses = earlier.valueUses
        latestPages = earlier.latestPages
        pinnedPages = earlier.pinnedPages
        casesToPlay = earlier.casesToPlay
        questions = earlier.questions
        pagesByKind = earlier.pagesByKind
        definitionsOfTerms = earlier.definitionsOfTerms
        sectionNames = earlier.sectionNames
        publicRoot = earlier.publicRoot
    }

    // MARK: - What is looked at

    /// All of the site. Whoever takes this is made again whenever anything has changed.
    var site: Site {
        lookout?.noteEverything()
        return whole
    }

    /// Causes against steps, and the causes in the order of their tree.
    var causes: CauseIndex {
        lookout?.note(.causes)
        return causeIndex
    }

    var causeTree: CauseTree {
        lookout?.note(.causes)
        return whole.causes
    }

    /// Which pages use which value of which vocabulary.
    var uses: VocabularyUses {
        lookout?.note(.uses)
        return valueUses
    }

    /// Pages by the day of their last change, newest first; those without one are left out.
    var latest: [Site.PageIndex] {
        lookout?.note(.latest)
        return latestPages
    }

    /// Time-boxed pages whose time runs, in the order of their routes.
    var pinned: [Site.PageIndex] {
        lookout?.note(.pinned)
        return pinnedPages
    }

    /// Cases with something to play, in the order of their routes.
    var rolePlayCases: [Site.PageIndex] {
        lookout?.note(.rolePlays)
        return casesToPlay
    }

    /// Scripts that say when they are to be used, and cases that give something to discuss, in the order of their routes.
    var scriptsToChoose: [Site.PageIndex] {
        lookout?.note(.questions)
        return questions.scripts
    }

    var casesToDiscuss: [Site.PageIndex] {
        lookout?.note(.questions)
        return questions.cases
    }

    // What a page says but for its body: its head. A list that shows a page's summary is not made again for a body.

    /// What a term means, in plain words; `nil` for other pages.
    func definition(of page: Site.PageIndex) -> String? {
        lookout?.noteHead(page)
        return definitionsOfTerms[page]
    }

    func fields(of page: Site.PageIndex) -> [Field] { readingHead(page) { $0.fields } }
    func relations(of page: Site.PageIndex) -> [RelationBlock] { readingHead(page) { $0.relations } }
    func backlinks(of page: Site.PageIndex) -> [Site.PageIndex] { readingHead(page) { $0.backlinks } }
    func proseTargets(of page: Site.PageIndex) -> [String: LinkTarget] { readingHead(page) { $0.proseTargets } }
    func spokenLines(of page: Site.PageIndex) -> [SpokenLine] { readingHead(page) { $0.parsed.spokenLines } }
    func defaultLine(of page: Site.PageIndex) -> SpokenLine? { readingHead(page) { $0.defaultLine } }

    func kind(of page: Site.PageIndex) -> KindDeclaration {
        lookout?.noteHead(page)
        return whole.kind(of: whole.pages[page])
    }

    /// Private: a caller could reach the body.
    private func readingHead<Value>(_ page: Site.PageIndex, _ body: (borrowing Page) -> Value) -> Value {
        lookout?.noteHead(page)
        return body(whole.pages[page])
    }

    /// Reads from a page where it lies: a copy of a page counts some twenty references up and down.
    func reading<Value>(_ page: Site.PageIndex, _ body: (borrowing Page) -> Value) -> Value {
        lookout?.note(page)
        return body(whole.pages[page])
    }

    /// A copy; see ``reading(_:_:)``.
    func page(_ page: Site.PageIndex) -> Page {
        lookout?.note(page)
        return whole.pages[page]
    }

    // What follows is part of the frame that all pages share: where it differs, every file is made again.

    var configuration: Configuration { whole.configuration }
    var edition: Edition { whole.edition }
    var methods: [Method] { whole.methods }
    var rootCauses: [Site.PageIndex] { whole.causes.roots }
    var redirects: [Redirect] { whole.redirects }
    var allVocabularies: [Vocabulary] { whole.vocabularies }
    func page(withID id: String) -> Site.PageIndex? { whole.indexByID[id] }
    func route(of page: Site.PageIndex) -> Route { whole.pages[page].route }
    /// In the order of their routes.
    func pages(ofKind kind: String) -> [Site.PageIndex] { pagesByKind[kind] ?? [] }

    // MARK: - What is made once

    /// Whether a page's left column is that of all pages in its folder; those that stand in it mark themselves.
    func sharesTree(_ page: Site.PageIndex) -> Bool {
        !whole.configuration.isImplicit && places[page] == nil && !tree.causes.contains(page)
            && folders.folder(of: page).pages.count > Self.sharingLimit
    }

    /// Below this many pages, keeping a column costs more than it saves.
    private static let sharingLimit = 8

    /// - Parameter render: The column as a page in this folder has it: its addresses count from there.
    func tree(ofFolder folder: String, render: () -> EscapedHTML) -> EscapedHTML {
        if let tree = made.trees.withLock({ $0[folder] }) { return tree }
        let tree = render()
        made.trees.withLock { $0[folder] = tree }
        return tree
    }

    func filledLine(of page: Site.PageIndex, fill: () -> String) -> String {
        lookout?.noteHead(page)
        if let line = made.lines.withLock({ $0[page] }) { return line }
        let line = fill()
        made.lines.withLock { $0[page] = line }
        return line
    }

    func sectionNames(of kind: KindDeclaration) -> [String] { sectionNames[kind.name] ?? SectionsView.names(of: kind) }

    func text(_ text: LocalizedText) -> String { text.text(in: language) }

    func fields(of kind: KindDeclaration) -> [FieldDeclaration] { fieldsByKind[kind.name] ?? [] }

    /// A route's address on the web; `nil` where the site has none.
    func publicAddress(of route: Route) -> String? {
        publicRoot.map { root in
            // A folder's page is known by the folder's address.
            var path = String(decoding: EncodedRoute(route).bytes, as: UTF8.self)
            if path == "index.html" || path.hasSuffix("/index.html") { path.removeLast("index.html".count) }
            return root + path
        }
    }
}

import CasebookModel

/// What surrounds every page: the head, the bar with the search box, the tree on the left, the bar below.
struct FrameView: SchemaView {
    let context: RenderContext
    let place: EncodedRoute
    /// Of this page; the home page has none of its own.
    let title: String?
    var summary: String?
    /// For the canonical link; `nil` for pages that search engines should not take in.
    var route: Route?
    /// The folder whose entry in the tree is the current one: the page's own where there is a page.
    let folder: String
    /// The page whose method unfolds in the tree.
    var page: Site.PageIndex?
    /// What leads to the site's root; other than the place's own where a page is served at addresses of any depth.
    var root: String

    init(
        _ context: RenderContext, place: EncodedRoute, title: String?, summary: String? = nil, route: Route?,
        folder: String = "", page: Site.PageIndex? = nil
    ) {
        self.context = context
        self.place = place
        self.title = title
        self.summary = summary
        self.route = route
        self.folder = page.map { context.folders.folder(of: $0).path } ?? folder
        self.page = page
        root = place.toRoot
    }

    static let viewName = "site"
    static let fields: [ViewField<Self>] = [
        .text("language") { $0.context.language.rawValue },
        .text("root") { $0.root },
        .flag("isPortable") { $0.context.edition.portable },
        .flag("hasDrafts") { $0.context.edition.includesDrafts },
        .text("title") { $0.context.configuration.title },
        .html("pageTitle") { $0.writeTitle(&$1) },
        .optional("summary") { $0.summary },
        .optional("canonical") { view in
            view.route.flatMap { route in view.context.publicAddress(of: route) }
        },
        .view("feed") { view in
            view.context.special.feed.map { ReferenceView("", from: view.place, to: view.context.special.encoded($0)) }
        },
        .text("style") { $0.root + $0.context.assets.style },
        .text("earlyScript") { $0.root + $0.context.assets.earlyScript },
        .text("caseStyle") { $0.style(of: .cases) },
        .text("quizStyle") { $0.style(of: .quiz) },
        .text("quizScript") { $0.script(of: .quiz) },
        .text("caseScript") { $0.script(of: .cases) },
        .text("overviewStyle") { $0.style(of: .overviews) },
        .text("pageStyle") { $0.style(of: .pages) },
        .text("pageScript") { $0.script(of: .pages) },
        .text("checklistStyle") { $0.style(of: .checklists) },
        .text("checklistScript") { $0.script(of: .checklists) },
        .text("resultsStyle") { $0.style(of: .results) },
        .text("resultsScript") { $0.script(of: .results) },
        .text("script") { $0.root + $0.context.assets.script },
        .text("searchEngine") { $0.root + $0.context.assets.engine },
        .text("searchForm") { $0.context.searchForm },
        .text("icon") { $0.root + $0.context.assets.icon },
        .text("home") { $0.root + "index.html" },
        .text("search") {
            $0.root + String(decoding: $0.context.special.encoded($0.context.special.search).bytes, as: UTF8.self)
        },
        .optional("feedback") { $0.context.configuration.feedback },
        .html("health") { $0.writeAddress(of: $0.context.special.health, &$1) },
        .html("tree") { $0.writeTree(&$1) },
        .list("methods") { $0.methods },
        .view("methodsList") { $0.folderReference(ofKind: "method") },
        .view("scriptsList") { $0.folderReference(ofKind: "script") },
        .view("casesList") { $0.folderReference(ofKind: "case") },
        .list("causes") { $0.causes },
        .view("causeTree") { $0.special($0.context.special.causeTree, .causeTree) },
        .view("comparison") { $0.special($0.context.special.comparison, .compareMethods) },
        .view("glossary") { $0.special($0.context.special.glossary, .glossary) },
        .view("vocabularies") { $0.special($0.context.special.vocabularies, .vocabularies) },
        .view("coverage") { $0.special($0.context.special.coverage, .coverage) },
        .view("quiz") { $0.special($0.context.special.quiz, .quiz) },
        .view("rolePlays") { $0.special($0.context.special.rolePlays, .rolePlays) },
        .list("folders") { $0.folders },
        .list("siblings") { $0.siblings },
    ]
    static let schema = ViewSchema(Self.self)

    private func style(of part: ThemePart) -> String { root + context.assets.partStyles[part, default: ""] }
    private func script(of part: ThemePart) -> String { root + context.assets.partScripts[part, default: ""] }

    private func writeTitle(_ html: inout HTMLBuffer) {
        if let title {
            html.text(title)
            html.markup(" · ")
        }
        html.text(context.configuration.title)
    }

    private func writeTree(_ html: inout HTMLBuffer) {
        guard let page, context.sharesTree(page) else { return context.theme.tree.render(self, to: &html) }
        html.html(
            context.tree(ofFolder: folder) {
                var shared = self
                shared.page = nil
                return EscapedHTML { context.theme.tree.render(shared, to: &$0) }
            })
    }

    /// By way of the root, which is absolute on a page that is served at any address.
    private func writeAddress(of route: Route, _ html: inout HTMLBuffer) {
        html.text(root)
        html.encoded(context.special.encoded(route).bytes)
    }

    private func special(_ route: Route?, _ word: InterfaceWord) -> ReferenceView? {
        route.map {
            ReferenceView(
                context.words[word], from: place, to: context.special.encoded($0),
                isCurrent: context.special.encoded($0) == place)
        }
    }

    private func folderReference(ofKind kind: String) -> ReferenceView? {
        guard let folder = context.configuration.kinds[kind]?.folder, let found = context.folders[folder] else {
            return nil
        }
        return ReferenceView(found.title, from: place, to: found.encodedRoute, isCurrent: self.folder == folder)
    }

    /// As many as every page can have, and the one at hand: with a column that grew with the site, a page of 100,000 took
    /// three times as long as one of 10,000, and most of it was writing the column.
    private var methods: [TreeBranchView] {
        let current = page.flatMap { context.places[$0]?.method }
        return context.methods.indices.filter { $0 < TreeExtent.branchLimit || $0 == current }.map { number in
            let method = context.methods[number]
            return branch(method.page, children: context.tree.showsSteps || current == number ? method.steps : [])
        }
    }

    private var causes: [TreeBranchView] {
        context.rootCauses.prefix(TreeExtent.branchLimit).map { branch($0, children: context.tree.children(of: $0)) }
    }

    private func branch(_ root: Site.PageIndex, children: [Site.PageIndex]) -> TreeBranchView {
        func reference(_ page: Site.PageIndex) -> ReferenceView {
            ReferenceView(
                context.briefs[page].title, from: place, to: context.routes[page], isCurrent: self.page == page)
        }
        return TreeBranchView(
            id: context.briefs[root].id, reference: reference(root), children: children.map(reference),
            isOpen: page.map { $0 == root || children.contains($0) } ?? false)
    }

    /// The folders of the root that are lists: the kinds, or the folders of a plain site.
    private var folders: [FolderLinkView] {
        context.topFolders.map { folder in
            FolderLinkView(
                reference: ReferenceView(
                    folder.title, from: place, to: folder.encodedRoute, isCurrent: self.folder == folder.path),
                kind: folder.kind?.name ?? "folder", count: folder.count)
        }
    }

    /// In a plain site, the pages beside this one: there the folder is the only order there is.
    private var siblings: [ReferenceView] {
        guard context.configuration.isImplicit, let folder = context.folders[folder] else { return [] }
        return folder.pages.prefix(Self.siblingLimit).map { sibling in
            ReferenceView(
                context.briefs[sibling].title, from: place, to: context.routes[sibling], isCurrent: sibling == page)
        }
    }

    private static let siblingLimit = 40
}

/// A method in the tree with its steps, or a cause with those right below it.
struct TreeBranchView: SchemaView {
    let id: String
    let reference: ReferenceView
    let children: [ReferenceView]
    let isOpen: Bool

    static let viewName = "branch"
    static let fields: [ViewField<Self>] = [
        .text("id") { $0.id },
        .text("title") { $0.reference.title },
        .html("href") { $1.encodedReference(from: $0.reference.from, to: $0.reference.to) },
        .flag("isCurrent") { $0.reference.isCurrent },
        .flag("isOpen") { $0.isOpen },
        .list("children") { $0.children },
    ]
    static let schema = ViewSchema(Self.self)
}

/// A folder with the number of its pages.
struct FolderLinkView: SchemaView {
    let reference: ReferenceView
    let kind: String
    let count: Int

    static let viewName = "folder"
    static let fields: [ViewField<Self>] = [
        .text("title") { $0.reference.title },
        .html("href") { $1.encodedReference(from: $0.reference.from, to: $0.reference.to) },
        .flag("isCurrent") { $0.reference.isCurrent },
        .text("kind") { $0.kind },
        .text("count") { String($0.count) },
    ]
    static let schema = ViewSchema(Self.self)
}

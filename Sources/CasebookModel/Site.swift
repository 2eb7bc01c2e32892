/// The content as a whole: pages with addresses, links that lead somewhere, relations known on both sides.
///
/// Pages are referred to by their index in `pages`.
package struct Site: Sendable {
    package typealias PageIndex = Int

    package var configuration: Configuration
    package var edition: Edition
    /// The pages that are built, sorted by route. Retired pages are among them.
    package var pages: [Page]
    package var indexByID: [String: PageIndex]
    /// Sorted by name.
    package var vocabularies: [Vocabulary]
    /// In the order of their routes.
    package var methods: [Method]
    package var causes: CauseTree
    /// Old addresses, sorted by route.
    package var redirects: [Redirect]
    /// Content files that pages refer to and that are copied, sorted by path.
    package var assets: [Asset]
    /// Groups of words that search takes for each other.
    package var synonyms: [[String]]
    /// The `index.md` of a folder, which introduces its list, by folder (`cases`, `vocabularies/channel`; empty: home).
    /// These are in `pages` too where they are pages of their own, which only happens without a kind folder.
    package var introductions: [String: PageIndex]
    /// Pages left out because they are not published: counts by status.
    package var unpublishedCounts: [PageStatus: Int]

    package init(
        configuration: Configuration, edition: Edition, pages: [Page], indexByID: [String: PageIndex],
        vocabularies: [Vocabulary], methods: [Method], causes: CauseTree, redirects: [Redirect], assets: [Asset],
        synonyms: [[String]], introductions: [String: PageIndex], unpublishedCounts: [PageStatus: Int]
    ) {
        self.configuration = configuration
        self.edition = edition
        self.pages = pages
        self.indexByID = indexByID
        self.vocabularies = vocabularies
        self.methods = methods
        self.causes = causes
        self.redirects = redirects
        self.assets = assets
        self.synonyms = synonyms
        self.introductions = introductions
        self.unpublishedCounts = unpublishedCounts
    }

    package subscript(id: String) -> Page? { indexByID[id].map { pages[$0] } }
    package func kind(of page: Page) -> KindDeclaration {
        // Parse only makes pages of known kinds.
        configuration.kinds[page.parsed.kind]!
    }
}

/// A page in its site.
///
/// One reference, whose parts are copied only where somebody changes one: stages take pages out of the site's array all the
/// time, and as a structure of eight references each such copy counted all of them, which was 4 % of a build.
package struct Page: Sendable {
    private struct Parts: Sendable {
        var parsed: ParsedPage
        var route: Route
        var links: [LinkTarget]
        var proseTargets: [String: LinkTarget]
        var relations: [RelationBlock]
        var backlinks: [Site.PageIndex]
        var isOverdue: Bool
        var isCurrent: Bool
    }

    private final class Shared: Sendable {
        let parts: Parts
        init(_ parts: Parts) { self.parts = parts }
    }

    private var shared: Shared

    package init(
        parsed: ParsedPage, route: Route, links: [LinkTarget] = [], proseTargets: [String: LinkTarget] = [:],
        relations: [RelationBlock] = [], backlinks: [Site.PageIndex] = [], isOverdue: Bool = false,
        isCurrent: Bool = true
    ) {
        shared = Shared(
            Parts(
                parsed: parsed, route: route, links: links, proseTargets: proseTargets, relations: relations,
                backlinks: backlinks, isOverdue: isOverdue, isCurrent: isCurrent))
    }

    package var parsed: ParsedPage {
        get { shared.parts.parsed }
        set { change { $0.parsed = newValue } }
    }
    package var route: Route { shared.parts.route }
    /// What each of the body's links leads to, parallel to `parsed.links`.
    package var links: [LinkTarget] {
        get { shared.parts.links }
        set { change { $0.links = newValue } }
    }
    /// What the page links of prose fields lead to, by id as written (`[[id]]`, `[[id#heading]]`).
    package var proseTargets: [String: LinkTarget] {
        get { shared.parts.proseTargets }
        set { change { $0.proseTargets = newValue } }
    }
    /// Relations in both directions, in the order in which they are shown; no block is empty, no page twice in a block.
    package var relations: [RelationBlock] {
        get { shared.parts.relations }
        set { change { $0.relations = newValue } }
    }
    /// Pages whose body or text fields link here and that no relation names, sorted by route.
    package var backlinks: [Site.PageIndex] {
        get { shared.parts.backlinks }
        set { change { $0.backlinks = newValue } }
    }
    /// Approved and past `review_by`.
    package var isOverdue: Bool { shared.parts.isOverdue }
    /// Time-boxed and inside its box on the edition's date, or without a box.
    package var isCurrent: Bool { shared.parts.isCurrent }

    private mutating func change(_ body: (inout Parts) -> Void) {
        var parts = shared.parts
        body(&parts)
        shared = Shared(parts)
    }

    package var id: String { parsed.id }
    package var kind: String { parsed.kind }
    package var title: String { parsed.title.value }
    package var status: PageStatus { parsed.status }
    package var fields: [Field] { parsed.fields }
    package var summary: String? { parsed.fields.text("summary") }
    package var aliases: [String] { parsed.fields.texts("aliases") }
}

package enum LinkTarget: Hashable, Sendable {
    case page(Site.PageIndex, anchor: String?)
    /// A copied file of the content folder.
    case asset(Route)
    /// `http:`, `https:`, `mailto:` or `tel:`, as the author wrote it.
    case external(String)
    /// Leads nowhere (reported): the words stay.
    case none
}

/// One block of relations on a page.
package struct RelationBlock: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        package var page: Site.PageIndex
        /// What the relation's record says besides the page (`role`, `verdict`, `at`), as field name and value.
        package var qualifiers: [String: String]

        package init(page: Site.PageIndex, qualifiers: [String: String] = [:]) {
            self.page = page
            self.qualifiers = qualifiers
        }
    }

    /// The field's name or its inverse's: the `data-relation` attribute.
    package var name: String
    package var label: LocalizedText
    package var isInverse: Bool
    /// Declared order on the declaring page, order of routes on the other.
    package var entries: [Entry]

    package init(name: String, label: LocalizedText, isInverse: Bool, entries: [Entry]) {
        self.name = name
        self.label = label
        self.isInverse = isInverse
        self.entries = entries
    }
}

package struct Method: Sendable {
    package var page: Site.PageIndex
    /// In the order of their numbers.
    package var steps: [Site.PageIndex]

    package init(page: Site.PageIndex, steps: [Site.PageIndex]) {
        self.page = page
        self.steps = steps
    }
}

/// The causes as a directed graph without cycles: a cause may have several parents.
package struct CauseTree: Sendable {
    /// Causes without a parent, sorted by route.
    package var roots: [Site.PageIndex]
    /// Children by parent, sorted by route.
    package var children: [Site.PageIndex: [Site.PageIndex]]
    /// Cases of a cause and of all that lie below it, each case counted once.
    package var caseCounts: [Site.PageIndex: Int]

    package init(
        roots: [Site.PageIndex] = [], children: [Site.PageIndex: [Site.PageIndex]] = [:],
        caseCounts: [Site.PageIndex: Int] = [:]
    ) {
        self.roots = roots
        self.children = children
        self.caseCounts = caseCounts
    }
}

package struct Redirect: Hashable, Sendable {
    package var from: Route
    package var to: Site.PageIndex

    package init(from: Route, to: Site.PageIndex) {
        self.from = from
        self.to = to
    }
}

package struct Asset: Hashable, Sendable {
    /// Below the content folder.
    package var path: String
    package var route: Route

    package init(path: String, route: Route) {
        self.path = path
        self.route = route
    }
}

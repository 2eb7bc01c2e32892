import CasebookModel

/// Questions that follow from what pages say: which script fits a situation, and what cases give to discuss.
///
/// The same site has the same questions in the same order: wherever something has to be picked, hashes of ids decide.
struct Quiz {
    struct Choice {
        let script: Site.PageIndex
        /// The first of a script's situations.
        let situation: FieldValue
        /// Three or four scripts, the right one among them.
        let offered: [Site.PageIndex]
    }

    struct Discussion {
        let page: Site.PageIndex
        /// Of the body's nodes.
        let questions: Range<Int>
        /// What the case teaches; empty where it doesn't say.
        let lesson: Range<Int>
    }

    let choices: [Choice]
    let discussions: [Discussion]

    /// A page of questions is to be done in one go, whatever the size of the site.
    private static let choiceLimit = 30
    private static let discussionLimit = 20

    static func hasQuestions(_ lists: SiteLists) -> Bool {
        lists.scriptsToChoose.count >= 3 || !lists.casesToDiscuss.isEmpty
    }

    init(_ context: RenderContext) {
        let scripts = context.scriptsToChoose
        let picked = Self.shuffled(scripts, "choice", context).prefix(Self.choiceLimit)
        choices = scripts.count < 3 ? [] : picked.compactMap { Self.choice($0, among: scripts, context) }
        let cases = Self.shuffled(context.casesToDiscuss, "discussion", context)
        discussions = cases.prefix(Self.discussionLimit).compactMap { Self.discussion($0, context) }
    }

    // MARK: - Scripts by situation

    /// Whether a page is approved and says when its line is to be said.
    static func asksFor(_ page: Page) -> Bool {
        page.status == .approved && !page.parsed.spokenLines.isEmpty && page.fields[field: "when"] != nil
    }

    private static func choice(_ script: Site.PageIndex, among scripts: [Site.PageIndex], _ context: RenderContext)
        -> Choice?
    {
        guard let situation = context.fields(of: script)[field: "when"]?.elements.first else { return nil }
        // What this one is related to may be right, too.
        let related = Set(context.relations(of: script).flatMap(\.entries).map(\.page))
            .union(context.backlinks(of: script)).union([script])
        let purposes = related.filter { context.briefs[$0].kind != "script" && context.briefs[$0].kind != "source" }
        let key = "\(context.briefs[script].id) "
        let others = shuffled(scripts.filter { !related.contains($0) }, key, context)
        // Those for other causes and steps come first: they are wrong for certain.
        func sharesPurpose(_ other: Site.PageIndex) -> Bool {
            context.relations(of: other).contains { $0.entries.contains { purposes.contains($0.page) } }
        }
        // A large site has thousands of scripts: most of them are never looked at.
        var wrong = Array(others.lazy.filter { !sharesPurpose($0) }.prefix(3))
        if wrong.count < 3 { wrong += others.lazy.filter(sharesPurpose).prefix(3 - wrong.count) }
        guard wrong.count >= 2 else { return nil }
        return Choice(
            script: script, situation: situation,
            offered: shuffled(wrong + [script], key + "order", context))
    }

    // MARK: - Cases

    /// Whether a page is an approved case that gives something to discuss.
    static func discusses(_ page: Page) -> Bool {
        page.kind == "case" && page.status == .approved
            && page.parsed.headings.contains { $0.level == 2 && sectionNames.contains($0.text) }
    }

    private static let sectionNames: Set<String> = ["讨论题", "討論題", "Discussion"]

    private static func discussion(_ index: Site.PageIndex, _ context: RenderContext) -> Discussion? {
        let page = context.page(index)
        let body = page.parsed.body
        let sections = BodySections(body, in: body.nodes.indices, of: context.kind(of: index)).sections
        guard let questions = sections.first(where: { $0.name == "discussion" })?.content, !questions.isEmpty else {
            return nil
        }
        let lesson = sections.first { $0.name == "lesson" }?.content ?? 0..<0
        return Discussion(page: index, questions: questions, lesson: lesson)
    }

    // MARK: - Order

    /// In an order that looks like none and stays when pages come and go. With a string put together for each, hashing all
    /// scripts for each question was 1 % of a build.
    private static func shuffled(_ pages: [Site.PageIndex], _ key: String, _ context: RenderContext) -> [Site.PageIndex]
    {
        let start = ShortHash.of(key)
        return pages.map { (hash: ShortHash.of(context.briefs[$0].id, behind: start), page: $0) }
            .sorted { $0.hash != $1.hash ? $0.hash < $1.hash : $0.page < $1.page }
            .map(\.page)
    }
}

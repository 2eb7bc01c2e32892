import CasebookModel

/// One emotion of the vocabulary with the scripts for it that most other pages lead to.
struct EmotionView: SchemaView {
    /// How many scripts the home page names for each emotion.
    static let limit = 4
    /// The vocabulary that says how callers feel; a site without it has no such part.
    private static let vocabulary = "emotion"

    /// The value's name in the vocabulary.
    let name: String
    let emotion: ReferenceView
    /// How many scripts there are for it.
    let count: Int
    let entries: [EntryView]
    /// Whether it is the one shown first where there is room for one: that with the most scripts.
    var isChosen = false

    static let viewName = "emotion"
    static let fields: [ViewField<Self>] = [
        .text("name") { $0.name },
        .text("title") { $0.emotion.title },
        .html("href") { $1.encodedReference(from: $0.emotion.from, to: $0.emotion.to) },
        .text("count") { String($0.count) },
        .flag("isChosen") { $0.isChosen },
        .list("entries") { $0.entries },
    ]
    static let schema = ViewSchema(Self.self)

    /// In the order of the vocabulary; emotions without a script are left out.
    static func all(from place: EncodedRoute, _ context: RenderContext) -> [EmotionView] {
        guard let vocabulary = context.vocabularies[vocabulary] else { return [] }
        var views = vocabulary.values.compactMap { value -> EmotionView? in
            let pages = context.uses.groups(of: value.name, in: vocabulary.name).flatMap(\.pages)
            let scripts = Set(pages).filter { context.briefs[$0].kind == "script" }
            guard !scripts.isEmpty, let named = context.values[vocabulary.name]?[value.name] else { return nil }
            return EmotionView(
                name: value.name, emotion: ReferenceView(named.label, from: place, to: named.route),
                count: scripts.count,
                entries: mostLinked(scripts, for: value.name, in: context).map {
                    EntryView(context: context, place: place, page: $0)
                })
        }
        // The first of those that have as many.
        let chosen = views.indices.reversed().max { views[$0].count < views[$1].count }
        if let chosen { views[chosen].isChosen = true }
        return views
    }

    /// Those that most pages lead to, by a relation or in their text; of equal ones, by route. Before them those whose
    /// author names this emotion first: a line that suits every caller would otherwise head each group.
    private static func mostLinked(
        _ pages: Set<Site.PageIndex>, for emotion: String, in context: RenderContext
    ) -> [Site.PageIndex] {
        let ranked = pages.map { page in
            let isFirst = context.fields(of: page).texts(vocabulary).first == emotion
            return (page: page, rank: (isFirst ? 0 : 1, -linkCount(of: page, in: context), page))
        }
        return ranked.sorted { $0.rank < $1.rank }.prefix(limit).map(\.page)
    }

    private static func linkCount(of page: Site.PageIndex, in context: RenderContext) -> Int {
        var pages = Set(context.backlinks(of: page))
        for block in context.relations(of: page) where block.isInverse { pages.formUnion(block.entries.map(\.page)) }
        return pages.count
    }
}

import CasebookModel

/// Sites by hand, with kinds of the test's own: what a page says is all in the test.
struct SampleSite {
    var configuration = Configuration(
        title: "样例 <站>", language: .simplifiedChinese, url: nil, content: "Content", templates: "Templates",
        feedback: nil, checks: [:], kinds: SampleSite.kinds, isImplicit: false)
    var edition = Edition(includesDrafts: false, portable: false, date: CalendarDate("2026-11-20")!)
    var pages: [Page] = []
    var vocabularies: [Vocabulary] = []
    var redirects: [(from: String, to: String)] = []
    var methods: [(page: String, steps: [String])] = []
    var causeRoots: [String] = []
    var causeChildren: [String: [String]] = [:]
    var introductions: [String: String] = [:]
    var relations: [(from: String, block: RelationBlock, targets: [(id: String, qualifiers: [String: String])])] = []

    /// Adds a page; its links are given by id.
    mutating func add(
        _ id: String, kind: String = "page", route: String? = nil, title: String? = nil, status: PageStatus = .approved,
        fields: [Field] = [], body: Document = Document(), spokenLines: [SpokenLine] = [], isOverdue: Bool = false
    ) {
        let nowhere = SourceRange(0, 0)
        let folder = configuration.kinds[kind]?.folder ?? ""
        let route = route ?? (folder.isEmpty ? "" : folder + "/") + id + ".html"
        let parsed = ParsedPage(
            path: id + ".md", kind: kind, kindRange: nowhere, id: id, idRange: nowhere,
            title: Located(title ?? id, at: nowhere), hasOwnTitle: true, status: status, fields: fields,
            body: KeptDocument(body),
            bodyRange: nowhere,
            bodyStartsWithTitle: body.headings.first.map { $0.level == 1 && $0.text == title } ?? false,
            spokenLines: spokenLines, usedSlots: Self.usedSlots(body), excuses: [],
            fingerprint: Fingerprint(high: 0, low: 0))
        pages.append(Page(parsed: parsed, route: Route(route), isOverdue: isOverdue))
    }

    mutating func relate(_ from: String, _ name: String, _ targets: [String], label: String? = nil) {
        let label = label ?? name
        let block = RelationBlock(name: name, label: LocalizedText(label, label), isInverse: false, entries: [])
        relations.append((from, block, targets.map { ($0, [:]) }))
    }

    func make() -> Site {
        var pages = pages.sorted { $0.route < $1.route }
        let indexByID = Dictionary(uniqueKeysWithValues: pages.indices.map { (pages[$0].id, $0) })
        for index in pages.indices {
            pages[index].links = pages[index].parsed.body.links.map { link in
                if let target = indexByID[link.target] { return .page(target, anchor: link.fragment) }
                if link.target.hasPrefix("https:") { return .external(link.target) }
                return link.form == .image && link.target.hasSuffix(".png")
                    ? .asset(Route("files/" + link.target)) : .none
            }
            for case .prose(let prose) in pages[index].fields.map(\.value.content) {
                for link in prose.document?.links ?? [] {
                    pages[index].proseTargets[link.target] = indexByID[link.target].map { .page($0, anchor: nil) }
                }
            }
        }
        for (from, block, targets) in relations {
            var block = block
            block.entries = targets.map {
                RelationBlock.Entry(page: indexByID[$0.id]!, qualifiers: $0.qualifiers)
            }
            pages[indexByID[from]!].relations.append(block)
        }
        return Site(
            configuration: configuration, edition: edition, pages: pages, indexByID: indexByID,
            vocabularies: vocabularies,
            methods: methods.map { Method(page: indexByID[$0.page]!, steps: $0.steps.map { indexByID[$0]! }) },
            causes: CauseTree(
                roots: causeRoots.map { indexByID[$0]! },
                children: Dictionary(
                    uniqueKeysWithValues: causeChildren.map { (indexByID[$0]!, $1.map { indexByID[$0]! }) })),
            redirects: redirects.map { Redirect(from: Route($0.from), to: indexByID[$0.to]!) }, assets: [],
            synonyms: [], introductions: introductions.mapValues { indexByID[$0]! }, unpublishedCounts: [:])
    }

    private static func usedSlots(_ body: Document) -> [Located<String>] {
        body.nodes.filter { $0.kind == .slot }.map { Located(body.names[Int($0.index)], at: SourceRange(0, 0)) }
    }

    // MARK: - Kinds

    static func text(_ text: String) -> LocalizedText { LocalizedText(text, text + " (en)") }

    static let kinds = KindTable(
        [
            KindDeclaration(
                name: "page", folder: "", label: text("页面"), fields: [], template: "page", approvedByDefault: true),
            KindDeclaration(
                name: "script", folder: "scripts", label: text("话术"),
                fields: [
                    FieldDeclaration("when", .list(.prose), label: text("用于")),
                    FieldDeclaration("not_when", .list(.prose), label: text("不用于")),
                    FieldDeclaration("channels", .list(.vocabulary("channel")), label: text("渠道")),
                    FieldDeclaration("listen_for", .list(.prose), label: text("留意听")),
                    FieldDeclaration(
                        "slots",
                        .keyed(
                            key: "name",
                            [
                                FieldDeclaration("label", .text, label: text("名称")),
                                FieldDeclaration("default", .text, label: text("默认值")),
                            ]), label: text("变量")),
                    FieldDeclaration(
                        "avoid",
                        .list(
                            .record(
                                [
                                    FieldDeclaration("phrase", .text, label: text("不说")),
                                    FieldDeclaration("why", .prose, label: text("为什么")),
                                    FieldDeclaration("instead", .prose, label: text("改说")),
                                ], shorthand: "phrase")), label: text("不说 / 改说")),
                    FieldDeclaration(
                        "escalate",
                        .list(
                            .record(
                                [
                                    FieldDeclaration("if", .prose, label: text("情形")),
                                    FieldDeclaration("to", .text, label: text("交给")),
                                    FieldDeclaration("within", .text, label: text("时限")),
                                ], shorthand: nil)), label: text("升级")),
                    FieldDeclaration(
                        "next", .list(.reference(Relation(to: ["script"], inverse: nil))), label: text("接下来")),
                ], template: "script", hasSpokenLines: true),
        ], commonFields: [FieldDeclaration("summary", .prose, label: text("摘要"))])

    // MARK: - Values

    static func field(_ name: String, _ content: FieldValue.Content) -> Field {
        Field(name, at: SourceRange(0, 0), FieldValue(content, at: SourceRange(0, 0)))
    }

    static func prose(_ words: String) -> FieldValue.Content { .prose(Prose(source: words, document: nil)) }

    static func list(_ contents: [FieldValue.Content]) -> FieldValue.Content {
        .list(contents.map { FieldValue($0, at: SourceRange(0, 0)) })
    }
}

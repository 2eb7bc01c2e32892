import CasebookModel

/// The pages that bring many others together.
extension Renderer {
    private var site: Site { shared.site }

    private func frame(_ route: Route, _ title: String, folder: String = "") -> FrameView {
        FrameView(shared, place: EncodedRoute(route), title: title, route: route, folder: folder)
    }

    private func crumbs(to folder: String, from here: EncodedRoute) -> [ReferenceView] {
        shared.folders.ancestors(ofFolder: folder).map { ReferenceView($0.title, from: here, to: $0.encodedRoute) }
    }

    func renderCauseTree(_ sink: OutputSink) throws {
        guard let route = shared.special.causeTree else { return }
        let here = EncodedRoute(route)
        let folder = FolderTree.folder(of: route)
        let title = shared.words[.causeTree]
        let view = CauseTreeView(
            frame: frame(route, title, folder: folder), title: title, crumbs: crumbs(to: folder, from: here),
            rows: CauseTreeView.rows(shared, place: here))
        try emit(shared.theme.causeTree, view, at: route, sink)
    }

    func renderComparison(_ sink: OutputSink) throws {
        guard let route = shared.special.comparison else { return }
        let here = EncodedRoute(route)
        let folder = FolderTree.folder(of: route)
        let title = shared.words[.compareMethods]
        func entry(_ page: Site.PageIndex) -> EntryView { EntryView(context: shared, place: here, page: page) }
        let methods = site.methods.map { method in
            ComparedMethodView(
                entry: entry(method.page),
                steps: method.steps.enumerated().map {
                    ComparedStepView(number: $0.offset + 1, entry: entry($0.element))
                })
        }
        let view = ComparisonView(
            frame: frame(route, title, folder: folder), title: title, crumbs: crumbs(to: folder, from: here),
            methods: methods)
        try emit(shared.theme.comparison, view, at: route, sink)
    }

    func renderGlossary(_ sink: OutputSink) throws {
        guard let route = shared.special.glossary else { return }
        let here = EncodedRoute(route)
        let folder = FolderTree.folder(of: route)
        let title = shared.words[.glossary]
        let terms = site.pages.indices.filter {
            shared.briefs[$0].kind == "term" && shared.briefs[$0].status != .retired
        }
        let view = GlossaryView(
            frame: frame(route, title, folder: folder), title: title, crumbs: crumbs(to: folder, from: here),
            terms: terms.map { TermView(entry: EntryView(context: shared, place: here, page: $0)) })
        try emit(shared.theme.glossary, view, at: route, sink)
    }

    // MARK: - Vocabularies

    private func values(of vocabulary: Vocabulary, from here: EncodedRoute) -> [VocabularyValueView] {
        vocabulary.values.map {
            VocabularyValueView(context: shared, place: here, vocabulary: vocabulary.name, value: $0)
        }
    }

    private func label(of vocabulary: Vocabulary) -> String { shared.text(shared.uses.label(of: vocabulary.name)) }

    func renderVocabularies(_ sink: OutputSink) throws {
        guard let route = shared.special.vocabularies else { return }
        let here = EncodedRoute(route)
        let title = shared.words[.vocabularies]
        let groups = site.vocabularies.map { vocabulary in
            VocabularyGroupView(
                reference: ReferenceView(
                    label(of: vocabulary), from: here,
                    to: EncodedRoute(shared.special.vocabulary(vocabulary.name))),
                values: values(of: vocabulary, from: here))
        }
        let view = VocabularyView(
            frame: frame(route, title), title: title, crumbs: crumbs(to: "", from: here), groups: groups)
        try emit(shared.theme.vocabulary, view, at: route, sink)
    }

    func renderVocabulary(_ vocabulary: Vocabulary, _ sink: OutputSink) throws {
        let route = shared.special.vocabulary(vocabulary.name)
        let here = EncodedRoute(route)
        let title = label(of: vocabulary)
        let view = VocabularyView(
            frame: frame(route, title), title: title, crumbs: vocabularyCrumbs(from: here),
            groups: [VocabularyGroupView(reference: nil, values: values(of: vocabulary, from: here))])
        try emit(shared.theme.vocabulary, view, at: route, sink)
        for value in vocabulary.values { try renderValue(value, of: vocabulary, sink) }
    }

    private func vocabularyCrumbs(from here: EncodedRoute) -> [ReferenceView] {
        let all = shared.special.vocabularies.map {
            ReferenceView(shared.words[.vocabularies], from: here, to: EncodedRoute($0))
        }
        return crumbs(to: "", from: here) + (all.map { [$0] } ?? [])
    }

    private func renderValue(_ value: Vocabulary.Value, of vocabulary: Vocabulary, _ sink: OutputSink) throws {
        let first = shared.special.value(value.name, of: vocabulary.name)
        let groups = shared.uses.groups(of: value.name, in: vocabulary.name)
        // One row of all uses, so that a list page may begin in the middle of a field's.
        let uses = groups.enumerated().flatMap { group in group.element.pages.map { (group: group.offset, page: $0) } }
        let title = shared.text(value.label)
        try forEachPage(first: first, total: uses.count) { route, range, pager in
            let here = EncodedRoute(route)
            let listed = groups.indices.compactMap { number -> ListGroupView? in
                let entries = uses[range].filter { $0.group == number }
                    .map { EntryView(context: shared, place: here, page: $0.page) }
                guard !entries.isEmpty else { return nil }
                let label = shared.text(groups[number].label)
                return ListGroupView(title: groups.count > 1 ? label : nil, entries: entries)
            }
            let list = ListView(
                frame: frame(route, title), title: title, kind: "vocabulary",
                crumbs: vocabularyCrumbs(from: here) + [
                    ReferenceView(
                        label(of: vocabulary), from: here,
                        to: EncodedRoute(shared.special.vocabulary(vocabulary.name)))
                ], groups: listed, total: uses.count, pager: pager)
            let view = ValueView(
                value: VocabularyValueView(context: shared, place: here, vocabulary: vocabulary.name, value: value),
                list: list)
            try emit(shared.theme.value, view, at: route, sink)
        }
    }

    // MARK: - State of the content

    func renderCoverage(_ sink: OutputSink) throws {
        guard let route = shared.special.coverage else { return }
        let here = EncodedRoute(route)
        let title = shared.words[.coverage]
        let methods = site.methods.map { method in
            CoverageMethodView(
                reference: reference(method.page, from: here), steps: method.steps.map { reference($0, from: here) })
        }
        let steps = site.methods.flatMap(\.steps).map {
            (related(to: $0, kind: "script"), related(to: $0, kind: "case"))
        }
        let causes = site.pages.indices.filter {
            shared.briefs[$0].kind == "cause" && shared.briefs[$0].status != .retired
        }
        let rows = causes.map { cause in
            let scripts = related(to: cause, kind: "script")
            let cases = related(to: cause, kind: "case")
            return CoverageRowView(
                cause: reference(cause, from: here),
                cells: steps.map { step in
                    CoverageCellView(
                        scripts: step.0.intersection(scripts).count, cases: step.1.intersection(cases).count)
                })
        }
        let view = CoverageView(
            frame: frame(route, title), title: title, crumbs: crumbs(to: "", from: here), methods: methods, rows: rows)
        try emit(shared.theme.coverage, view, at: route, sink)
    }

    private func reference(_ page: Site.PageIndex, from here: EncodedRoute) -> ReferenceView {
        ReferenceView(shared.briefs[page].title, from: here, to: shared.routes[page])
    }

    private func related(to page: Site.PageIndex, kind: String) -> Set<Site.PageIndex> {
        Set(site.pages[page].relations.flatMap(\.entries).map(\.page).filter { shared.briefs[$0].kind == kind })
    }

    func renderHealth(_ sink: OutputSink) throws {
        let route = shared.special.health
        let here = EncodedRoute(route)
        let title = shared.words[.health]
        let briefs = shared.briefs
        func entries(_ isWanted: (RenderContext.PageBrief) -> Bool) -> [EntryView] {
            briefs.indices.filter { isWanted(briefs[$0]) }.map { EntryView(context: shared, place: here, page: $0) }
        }
        let rows = site.configuration.kinds.kinds.compactMap { kind -> HealthRowView? in
            let pages = briefs.filter { $0.kind == kind.name }
            guard !pages.isEmpty else { return nil }
            return HealthRowView(
                kind: shared.text(kind.label),
                counts: PageStatus.allCases.map { status in pages.count { $0.status == status } },
                overdue: pages.count { $0.isOverdue })
        }
        let left = PageStatus.allCases.reduce(0) { $0 + (site.unpublishedCounts[$1] ?? 0) }
        let view = HealthView(
            frame: frame(route, title), title: title, crumbs: crumbs(to: "", from: here),
            statuses: PageStatus.allCases.map { PlainText(words: shared.words.label(of: $0)) }, rows: rows,
            overdue: entries(\.isOverdue),
            unpublished: site.edition.includesDrafts ? entries { $0.status == .draft || $0.status == .inReview } : [],
            leftOut: left == 0 ? nil : shared.words[.entries, left], date: site.edition.date.description)
        try emit(shared.theme.health, view, at: route, sink)
    }
}

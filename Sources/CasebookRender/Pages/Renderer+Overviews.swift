import CasebookModel

/// The pages that bring many others together.
extension Renderer {
    func frame(_ route: Route, _ title: String, folder: String = "") -> FrameView {
        FrameView(shared, place: EncodedRoute(route), title: title, route: route, folder: folder)
    }

    func crumbs(to folder: String, from here: EncodedRoute) -> [ReferenceView] {
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
        let columns = MethodColumnView.columns(shared, place: here)
        let view = ComparisonView(
            frame: frame(route, title, folder: folder), title: title, crumbs: crumbs(to: folder, from: here),
            methods: columns, rows: ComparedRowView.rows(columns))
        try emit(shared.theme.comparison, view, at: route, sink)
    }

    func renderGlossary(_ sink: OutputSink) throws {
        guard let route = shared.special.glossary else { return }
        let here = EncodedRoute(route)
        let folder = FolderTree.folder(of: route)
        let title = shared.words[.glossary]
        let terms = shared.pages(ofKind: "term").filter { shared.briefs[$0].status != .retired }
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
        let groups = shared.allVocabularies.map { vocabulary in
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
}

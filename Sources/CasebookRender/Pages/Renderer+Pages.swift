import CasebookModel

extension Renderer {
    func renderPage(_ page: Site.PageIndex, _ sink: OutputSink) throws {
        let isRetired = shared.briefs[page].status == .retired
        let template = isRetired ? PageTemplate(shared.theme.retired) : shared.theme.pages[shared.briefs[page].kind]
        // Every kind has a template, or the theme would not have loaded.
        guard let template else { return }
        let view = PageView(shared, page: page, shown: template.shown)
        try emit(template.template, view, at: view.value.route, sink)
        try renderLongRelations(of: page, sink)
    }

    /// The list pages of relations that their page shows only the beginning of.
    private func renderLongRelations(of page: Site.PageIndex, _ sink: OutputSink) throws {
        let value = shared.page(page)
        let words = shared.words[.backlinks]
        let backlinks = RelationBlock(
            name: RelationsView.backlinks, label: LocalizedText(words, words), isInverse: true,
            entries: value.backlinks.map { RelationBlock.Entry(page: $0) })
        for block in value.relations + [backlinks] where block.entries.count > RelationView.limit {
            let first = shared.special.relation(block.name, of: value.route)
            let title = "\(value.title) · \(shared.text(block.label))"
            let crumbs = shared.folders.ancestors(of: page).filter { $0.index != page }
            try renderList(first: first, total: block.entries.count, sink) { here, range, pager in
                let entries = block.entries[range].map { entry in
                    EntryView(
                        context: shared, place: here, page: entry.page, qualifiers: entry.qualifiers,
                        relation: block.name)
                }
                return ListView(
                    frame: FrameView(shared, place: here, title: title, route: nil, page: page), title: title,
                    kind: value.kind,
                    crumbs: crumbs.map { ReferenceView($0.title, from: here, to: $0.encodedRoute) }
                        + [ReferenceView(value.title, from: here, to: shared.routes[page])],
                    groups: [ListGroupView(title: nil, entries: entries)], total: block.entries.count, pager: pager)
            }
        }
    }

    func renderFolder(_ path: String, _ sink: OutputSink) throws {
        guard let folder = shared.folders[path] else { return }
        let kind = folder.kind?.name ?? "folder"
        try renderList(first: folder.route, total: folder.pages.count, sink) { here, range, pager in
            let isFirst = range.lowerBound == 0
            let entries = folder.pages[range].map { EntryView(context: shared, place: here, page: $0) }
            return ListView(
                frame: FrameView(
                    shared, place: here, title: folder.title,
                    summary: folder.index.flatMap { shared.fields(of: $0).text("summary") },
                    route: isFirst ? folder.route : nil, folder: path, page: folder.index),
                title: folder.title, kind: kind,
                crumbs: shared.folders.ancestors(ofFolder: path).dropLast()
                    .map { ReferenceView($0.title, from: here, to: $0.encodedRoute) },
                introduction: isFirst ? folder.index.map { PageView(shared, page: $0, shown: .nothing) } : nil,
                subfolders: isFirst ? subfolders(of: folder, from: here) : [],
                groups: [ListGroupView(title: nil, entries: entries)],
                strips: isFirst ? strips(of: folder, from: here) : [],
                extras: isFirst ? extras(of: folder, from: here) : [], total: folder.pages.count, pager: pager)
        }
    }

    /// Folders below one; a method's is left out, since its page is on the list as itself.
    private func subfolders(of folder: FolderTree.Folder, from here: EncodedRoute) -> [FolderLinkView] {
        folder.subfolders.map { shared.folders.folders[$0] }.filter { $0.index == nil || $0.isIntroduced }.map {
            FolderLinkView(
                reference: ReferenceView($0.title, from: here, to: $0.encodedRoute), kind: $0.kind?.name ?? "folder",
                count: $0.count)
        }
    }

    private func strips(of folder: FolderTree.Folder, from here: EncodedRoute) -> [StripView] {
        guard folder.kind?.name == "method" else { return [] }
        return shared.methods.indices.map { StripView.strip($0, from: here, shared) }
    }

    /// The pages that show a folder in another way.
    private func extras(of folder: FolderTree.Folder, from here: EncodedRoute) -> [ReferenceView] {
        let (route, word): (Route?, InterfaceWord) =
            switch folder.kind?.name {
            case "cause": (shared.special.causeTree, .causeTree)
            case "method": (shared.special.comparison, .compareMethods)
            case "term": (shared.special.glossary, .glossary)
            default: (nil, .glossary)
            }
        return route.map { [ReferenceView(shared.words[word], from: here, to: EncodedRoute($0))] } ?? []
    }

    /// Renders all pages of a list.
    ///
    /// - Parameter view: Makes the view of one page from its address, the range of entries on it, and the pager.
    func renderList(
        first: Route, total: Int, _ sink: OutputSink,
        view: (EncodedRoute, Range<Int>, PagerView?) -> ListView
    ) throws {
        try forEachPage(first: first, total: total) { route, range, pager in
            try emit(shared.theme.list, view(EncodedRoute(route), range, pager), at: route, sink)
        }
    }

    func forEachPage(
        first: Route, total: Int, size: Int = ListView.pageSize,
        _ body: (Route, Range<Int>, PagerView?) throws -> Void
    ) throws {
        let count = max(1, (total + size - 1) / size)
        for number in 1...count {
            let start = (number - 1) * size
            try body(
                shared.special.page(number, of: first), start..<min(total, start + size),
                PagerView(page: number, of: count, first: first, shared))
        }
    }

    func renderHome(_ sink: OutputSink) throws {
        let root = shared.folders.folders[0]
        let route = root.route
        let view = HomeView(
            context: shared, place: EncodedRoute(route),
            introduction: root.index.map { PageView(shared, page: $0, shown: .nothing) })
        try emit(shared.theme.home, view, at: route, sink)
    }

    func renderRedirects(_ sink: OutputSink) throws {
        for redirect in shared.redirects {
            let here = EncodedRoute(redirect.from)
            let view = RedirectView(
                frame: FrameView(shared, place: here, title: shared.words[.moved], route: nil),
                target: EntryView(context: shared, place: here, page: redirect.to))
            try emit(shared.theme.redirect, view, at: redirect.from, sink)
        }
    }

    func renderSearch(_ sink: OutputSink) throws {
        let route = shared.special.search
        let title = shared.words[.searchResults]
        let frame = FrameView(shared, place: EncodedRoute(route), title: title, route: route)
        try emit(shared.theme.search, BareView(frame: frame, title: title), at: route, sink)
    }

    /// A server shows this page at any address, so its references are absolute where the site's address is known. From disk
    /// it is only ever opened where it lies.
    func renderNotFound(_ sink: OutputSink) throws {
        let route = shared.special.notFound
        let title = shared.words[.notFound]
        var frame = FrameView(shared, place: EncodedRoute(route), title: title, route: nil)
        if let url = shared.configuration.url, !shared.edition.portable { frame.root = Self.path(of: url) }
        try emit(shared.theme.notFound, BareView(frame: frame, title: title), at: route, sink)
    }

    func renderOffline(_ sink: OutputSink) throws {
        let route = shared.special.offline
        let title = shared.words[.offline]
        let frame = FrameView(shared, place: EncodedRoute(route), title: title, route: nil)
        try emit(shared.theme.offline, BareView(frame: frame, title: title), at: route, sink)
    }

    /// `https://example.org/help/` → `/help/`.
    static func path(of url: String) -> String {
        guard let scheme = url.range(of: "://"),
            let slash = url[scheme.upperBound...].firstIndex(of: "/")
        else { return "/" }
        return String(url[slash...])
    }

    func renderTheme(_ sink: OutputSink) throws {
        for file in shared.theme.files.all { try sink(file) }
        if !shared.edition.portable { try sink(WebManifest(configuration: shared.configuration).file) }
    }
}

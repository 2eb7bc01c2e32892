import CasebookModel

/// Hashes of what rendered files are made of, by which a later build knows which of them to keep: ``Looked`` says which of
/// these a file was made of.
///
/// Settings of the build, the theme and the word lists are not among it: whoever keeps files looks after these.
package struct RenderSignatures: Sendable {
    package struct Page: Hashable, Sendable {
        /// Of all that a page says but its body, and of what Resolve says of it.
        package var head: Fingerprint
        package var whole: Fingerprint

        package init(head: Fingerprint, whole: Fingerprint) {
            self.head = head
            self.whole = whole
        }
    }

    /// Of everything on a page that isn't a page's own: addresses, ids and kinds of all pages in order, folders with their
    /// counts, the tree in the left column, which overviews there are, redirects, and what vocabularies link to. Where it is
    /// the same, an index stands for the same page.
    package let frame: Fingerprint
    /// Parallel to the site's pages.
    package let pages: [Page]
    /// Parallel to ``SiteOverviews/all``.
    package let overviews: [Fingerprint]
}

extension Renderer {
    /// - Parameters:
    ///   - hash: A good one.
    ///   - head: Of what a page's file says but for its body (fields, title, status, spoken lines); the other two hashes
    ///     are made of it and of what else there is to say.
    ///   - map: The results of a function for all numbers below a count, in order.
    package func signatures(
        hash: @escaping @Sendable ([UInt8]) -> Fingerprint, head: @escaping @Sendable (ParsedPage) -> Fingerprint,
        map: (Int, @Sendable (Int) -> RenderSignatures.Page) -> [RenderSignatures.Page]
    ) -> RenderSignatures {
        let context = shared
        let pages = map(context.routes.count) { number in
            let parsed = context.reading(number) { $0.parsed }
            let ownHead = hash(context.headKey(number, head(parsed)))
            return RenderSignatures.Page(head: ownHead, whole: hash(context.wholeKey(number, ownHead)))
        }
        return RenderSignatures(
            frame: hash(context.frameKey), pages: pages,
            overviews: SiteOverviews.all.map { hash(context.key(of: $0, pages)) })
    }
}

extension RenderContext {
    fileprivate var frameKey: [UInt8] {
        var key = KeyBytes(capacity: routes.count * 64)
        key.add(searchForm)
        for page in routes.indices {
            reading(page) { page in
                key.add(page.route.path)
                key.add(page.id)
                key.add(page.kind)
            }
        }
        for folder in folders.folders { add(folder, to: &key) }
        for method in methods {
            add(method.page, to: &key)
            key.add(method.steps.count)
            for step in method.steps { add(step, to: &key) }
        }
        key.add(tree.showsSteps)
        key.add(rootCauses.count)
        for root in rootCauses {
            add(root, to: &key)
            let children = tree.children(of: root)
            key.add(children.count)
            for child in children { add(child, to: &key) }
        }
        for route in special.fixed { key.add(route?.path) }
        for redirect in redirects {
            key.add(redirect.from.path)
            key.add(redirect.to)
        }
        for vocabulary in allVocabularies {
            for value in vocabulary.values { for link in value.links { Self.add(link, to: &key) } }
        }
        return key.bytes
    }

    fileprivate func key(of overview: SiteOverviews, _ pages: [RenderSignatures.Page]) -> [UInt8] {
        var key = KeyBytes()
        switch overview {
        case .causes: addCauses(to: &key, pages)
        case .uses: uses.add(to: &key)
        case .latest: for page in latest { key.add(page) }
        case .pinned: for page in pinned { key.add(page) }
        case .rolePlays: for page in rolePlayCases { key.add(page) }
        default:
            for page in scriptsToChoose { key.add(page) }
            key.add(-1)
            for page in casesToDiscuss { key.add(page) }
        }
        return key.bytes
    }

    /// The index of causes is made of the tree and of what causes and steps say.
    private func addCauses(to key: inout KeyBytes, _ pages: [RenderSignatures.Page]) {
        for root in causeTree.roots { key.add(root) }
        for (cause, children) in causeTree.children.sorted(by: { $0.key < $1.key }) {
            key.add(cause)
            key.add(children.count)
            for child in children { key.add(child) }
        }
        for (cause, count) in causeTree.caseCounts.sorted(by: { $0.key < $1.key }) {
            key.add(cause)
            key.add(count)
        }
        for page in self.pages(ofKind: "cause") + self.pages(ofKind: "step") { key.add(pages[page].head) }
    }

    private func add(_ folder: FolderTree.Folder, to key: inout KeyBytes) {
        key.add(folder.path)
        key.add(folder.title)
        key.add(folder.kind?.name)
        key.add(folder.index ?? -1)
        key.add(folder.isIntroduced)
        key.add(folder.pages.count)
        key.add(folder.total)
        key.add(folder.subfolders.count)
    }

    /// A page that stands in the tree.
    private func add(_ page: Site.PageIndex, to key: inout KeyBytes) {
        key.add(page)
        let brief = briefs[page]
        key.add(brief.id)
        key.add(brief.title)
        key.add(brief.kindLabel)
        key.add(brief.status.rawValue)
        key.add(brief.isOverdue)
    }

    fileprivate func headKey(_ number: Site.PageIndex, _ head: Fingerprint) -> [UInt8] {
        var key = KeyBytes(capacity: 1024)
        key.add(head)
        reading(number) { page in
            key.add(page.status.rawValue)
            key.add(page.isOverdue)
            key.add(page.isCurrent)
            key.add(page.proseTargets.count)
            for (id, target) in page.proseTargets.sorted(by: { $0.key < $1.key }) {
                key.add(id)
                Self.add(target, to: &key)
            }
            key.add(page.backlinks.count)
            for backlink in page.backlinks { key.add(backlink) }
            for block in page.relations { Self.add(block, to: &key) }
        }
        key.add(definition(of: number))
        return key.bytes
    }

    fileprivate func wholeKey(_ number: Site.PageIndex, _ head: Fingerprint) -> [UInt8] {
        var key = KeyBytes(capacity: 256)
        key.add(head)
        reading(number) { page in
            key.add(page.parsed.path)
            key.add(page.parsed.fingerprint)
            for link in page.links { Self.add(link, to: &key) }
        }
        return key.bytes
    }

    private static func add(_ target: LinkTarget, to key: inout KeyBytes) {
        switch target {
        case .page(let page, let anchor):
            key.add(0)
            key.add(page)
            key.add(anchor)
        case .asset(let route):
            key.add(1)
            key.add(route.path)
        case .external(let address):
            key.add(2)
            key.add(address)
        case .none: key.add(3)
        }
    }

    private static func add(_ block: RelationBlock, to key: inout KeyBytes) {
        key.add(block.name)
        key.add(block.label.chinese)
        key.add(block.label.english)
        key.add(block.isInverse)
        key.add(block.entries.count)
        for entry in block.entries {
            key.add(entry.page)
            key.add(entry.qualifiers.count)
            for (name, value) in entry.qualifiers.sorted(by: { $0.key < $1.key }) {
                key.add(name)
                key.add(value)
            }
        }
    }
}

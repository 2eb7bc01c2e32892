import CasebookModel

/// Hashes of what rendered pages are made of, by which a later build knows which of them to keep.
///
/// Settings of the build, the theme and the word lists are not among it: whoever keeps files looks after these.
package struct RenderSignatures: Sendable {
    /// Of everything on a page that isn't a page's own: addresses and ids of all pages in order, folders with their
    /// counts, the tree in the left column, and which overviews there are. Where it is the same, an index stands for the
    /// same page.
    package let frame: Fingerprint
    /// Parallel to the site's pages: of all that one page says and of what Resolve says of it.
    package let pages: [Fingerprint]
}

extension Renderer {
    /// - Parameters:
    ///   - hash: A good one.
    ///   - map: The results of a function for all numbers below a count, in order.
    package func signatures(
        hash: @escaping @Sendable ([UInt8]) -> Fingerprint,
        map: (Int, @Sendable (Int) -> Fingerprint) -> [Fingerprint]
    ) -> RenderSignatures {
        let context = shared
        return RenderSignatures(
            frame: hash(context.frameKey),
            pages: map(context.routes.count) { hash(context.pageKey($0)) })
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
        return key.bytes
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

    fileprivate func pageKey(_ number: Site.PageIndex) -> [UInt8] {
        var key = KeyBytes(capacity: 2048)
        reading(number) { page in
            key.add(page.parsed.path)
            key.add(Int(bitPattern: UInt(page.parsed.fingerprint.high)))
            key.add(Int(bitPattern: UInt(page.parsed.fingerprint.low)))
            key.add(page.status.rawValue)
            key.add(page.isOverdue)
            key.add(page.isCurrent)
            key.add(page.links.count)
            for link in page.links { Self.add(link, to: &key) }
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

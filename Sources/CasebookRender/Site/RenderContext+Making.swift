import CasebookModel

/// Parts of what all pages share, each worked out of the site once.
extension RenderContext {
    /// What agents use first, then the rest by name; a plain site's folders as they come.
    static func topFolders(of tree: FolderTree) -> [FolderTree.Folder] {
        let order = ["script", "case", "cause", "method", "guide", "checklist", "deadline", "figure", "term", "source"]
        func rank(_ folder: FolderTree.Folder) -> Int {
            folder.kind.flatMap { order.firstIndex(of: $0.name) } ?? order.count
        }
        let folders = tree.folders[0].subfolders.map { tree.folders[$0] }
        // Sorting is stable only by an order that decides everything.
        let ranked = folders.enumerated().map { (rank: rank($0.element), place: $0.offset) }
            .sorted { $0.rank != $1.rank ? $0.rank < $1.rank : $0.place < $1.place }
        return ranked.prefix(topFolderLimit).map { folders[$0.place] }
    }

    static func definitions(of terms: [Site.PageIndex], in site: Site) -> [Site.PageIndex: String] {
        var definitions: [Site.PageIndex: String] = [:]
        for number in terms {
            let page = site.pages[number]
            guard page.status != .retired else { continue }
            guard case .prose(let prose)? = page.fields[field: "definition"]?.content else { continue }
            definitions[number] =
                prose.document.map { document in
                    document.plainText(0..<document.nodes.count) { link in
                        site.indexByID[document.links[link].target].map { site.pages[$0].title }
                    }
                } ?? prose.source
        }
        return definitions
    }

    private static let topFolderLimit = 40

    static func qualifierFields(of kinds: KindTable) -> [String: [FieldDeclaration]] {
        var fields: [String: [FieldDeclaration]] = [:]
        func note(_ field: FieldDeclaration) {
            var type = field.type
            if case .list(let element) = type { type = element }
            guard case .record(let members, _) = type else { return }
            for member in members {
                guard case .reference(let relation) = member.type else { continue }
                let others = members.filter { $0.name != member.name }
                fields[field.name, default: []] += others
                if let inverse = relation.inverse { fields[inverse.name, default: []] += others }
            }
        }
        kinds.commonFields.forEach(note)
        for kind in kinds.kinds { kind.fields.forEach(note) }
        return fields
    }
}

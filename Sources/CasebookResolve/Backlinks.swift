import CasebookModel

/// Which pages link to a page in their words.
struct Backlinks: Sendable {
    /// Parallel to the built pages; sorted by route. Pages that a relation block names already are left out.
    let sources: [[Site.PageIndex]]

    init(_ links: LinkResolver, _ relations: RelationResolver, count: Int) {
        var sources = [[Site.PageIndex]](repeating: [], count: count)
        for index in 0..<count {
            func add(_ target: LinkTarget) {
                guard case .page(let page, _) = target, page != index, sources[page].last != index else { return }
                sources[page].append(index)
            }
            links.targets[index].forEach(add)
            links.proseTargets[index].values.forEach(add)
        }
        for index in 0..<count where !sources[index].isEmpty {
            let related = Set(relations.blocks[index].flatMap { $0.entries.map(\.page) })
            sources[index].removeAll(where: related.contains)
        }
        self.sources = sources
    }
}

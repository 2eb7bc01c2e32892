import CasebookModel

/// The causes' hierarchy, in which a cause may have several parents.
enum CauseResolver {
    static func tree(
        _ directory: PageDirectory, _ relations: RelationResolver, _ findings: inout Findings
    ) -> CauseTree {
        let causes = (0..<directory.builtCount).filter { directory.page($0).kind == "cause" }
        var parents: [Int: [Int]] = [:]
        var cases: [Int: Set<Int>] = [:]
        for cause in causes {
            for block in relations.blocks[cause] {
                let pages = block.entries.map(\.page)
                if block.name == "parents" { parents[cause] = pages }
                if block.name == "cases" { cases[cause] = Set(pages) }
            }
        }
        let cyclic = reportCycles(causes, parents, directory, &findings)
        var tree = CauseTree()
        for cause in causes {
            let broader = cyclic.contains(cause) ? [] : parents[cause] ?? []
            if broader.isEmpty { tree.roots.append(cause) }
            for parent in broader { tree.children[parent, default: []].append(cause) }
        }
        for cause in causes {
            tree.caseCounts[cause] = rolledUpCases(of: cause, tree, cases).count
        }
        return tree
    }

    /// The cases of a cause and of everything below it.
    private static func rolledUpCases(of cause: Int, _ tree: CauseTree, _ cases: [Int: Set<Int>]) -> Set<Int> {
        var found: Set<Int> = []
        var visited: Set<Int> = []
        var open = [cause]
        while let next = open.popLast() {
            guard visited.insert(next).inserted else { continue }
            found.formUnion(cases[next] ?? [])
            open += tree.children[next] ?? []
        }
        return found
    }

    /// Follows the parents upwards from every cause, depth first. Each relation that leads back to a cause on the path
    /// is a cycle, reported once, at the member with the smallest id.
    /// - Returns: The causes of these cycles. Without their parents no cycle is left: each has such a relation.
    private static func reportCycles(
        _ causes: [Int], _ parents: [Int: [Int]], _ directory: PageDirectory, _ findings: inout Findings
    ) -> Set<Int> {
        var cyclic: Set<Int> = []
        var finished: Set<Int> = []
        for cause in causes where !finished.contains(cause) {
            // Depth first with the path at hand; a stack of (cause, next parent to try) instead of recursion.
            var path: [(cause: Int, next: Int)] = [(cause, 0)]
            var places = [cause: 0]
            while let (current, next) = path.last {
                let broader = parents[current] ?? []
                guard next < broader.count else {
                    finished.insert(current)
                    places[current] = nil
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                let parent = broader[next]
                if let start = places[parent] {
                    let cycle = path[start...].map(\.cause)
                    report(cycle, directory, &findings)
                    cyclic.formUnion(cycle)
                } else if !finished.contains(parent) {
                    places[parent] = path.count
                    path.append((parent, 0))
                }
            }
        }
        return cyclic
    }

    private static func report(_ cycle: [Int], _ directory: PageDirectory, _ findings: inout Findings) {
        let ids = cycle.map { directory.page($0).id }
        let smallest = ids.indices.min { ids[$0] < ids[$1] }!
        let rotated = Array(ids[smallest...] + ids[..<smallest])
        let page = directory.page(cycle[smallest])
        let range = page.fields[field: "parents"]?.range ?? page.kindRange
        findings.report(.causeCycle(ids: rotated + [rotated[0]]), in: page, at: range)
    }
}

/// The causes in the order of their tree, and what they have at each step: worked out once, in time that grows with the
/// relations of causes and steps.
package struct CauseIndex: Sendable {
    /// A cause at its first place in the tree; others with several parents aren't repeated.
    package struct Row: Hashable, Sendable {
        package let cause: Site.PageIndex
        /// 0 for a cause without a parent.
        package let depth: Int
    }

    /// The pages that belong to a cause and a step at once, in the order in which the cause names them.
    package struct Cell: Hashable, Sendable {
        package var scripts: [Site.PageIndex] = []
        package var cases: [Site.PageIndex] = []
        /// Whether one of the cases went wrong at the step.
        package var isViolated = false

        package init() {}

        /// Something goes wrong there, and there is nothing to say.
        package var isLacking: Bool { isViolated && scripts.isEmpty }
    }

    /// Retired causes are left out, what lies below them is not.
    package let rows: [Row]
    /// Sorted as their children's relations name them.
    package let parents: [Site.PageIndex: [Site.PageIndex]]
    /// The scripts and cases that a cause names or is named by itself.
    package let scripts: [Site.PageIndex: [Site.PageIndex]]
    package let cases: [Site.PageIndex: [Site.PageIndex]]
    /// All methods' steps, in the order of the methods.
    package let steps: [Site.PageIndex]
    /// Parallel to `steps`.
    package let scriptsOfStep: [[Site.PageIndex]]
    package let casesOfStep: [[Site.PageIndex]]
    /// By cause and place in `steps`; only cells that hold anything.
    package let cells: [Site.PageIndex: [Int: Cell]]

    /// - Parameter kinds: Of all pages: asking a page for its kind copies it.
    package init(_ site: Site, kinds: [String]) {
        let isScript = kinds.map { $0 == "script" }
        let isCase = kinds.map { $0 == "case" }
        rows = Self.rows(of: site)
        var parents: [Site.PageIndex: [Site.PageIndex]] = [:]
        for row in rows {
            for child in site.causes.children[row.cause] ?? [] { parents[child, default: []].append(row.cause) }
        }
        self.parents = parents
        steps = site.methods.flatMap(\.steps)
        scriptsOfStep = steps.map { Self.pages(isScript, relatedTo: $0, site) }
        casesOfStep = steps.map { Self.pages(isCase, relatedTo: $0, site) }
        let stepsOfScript = Self.steps(of: scriptsOfStep)
        let stepsOfCase = Self.steps(of: casesOfStep)
        let violations = steps.map { Self.violations(at: $0, site) }
        var scripts: [Site.PageIndex: [Site.PageIndex]] = [:]
        var cases: [Site.PageIndex: [Site.PageIndex]] = [:]
        var cells: [Site.PageIndex: [Int: Cell]] = [:]
        for row in rows {
            let ownScripts = Self.pages(isScript, relatedTo: row.cause, site)
            let ownCases = Self.pages(isCase, relatedTo: row.cause, site)
            var own: [Int: Cell] = [:]
            for script in ownScripts {
                for step in stepsOfScript[script] ?? [] { own[step, default: Cell()].scripts.append(script) }
            }
            for page in ownCases {
                for step in stepsOfCase[page] ?? [] {
                    own[step, default: Cell()].cases.append(page)
                    if violations[step].contains(page) { own[step, default: Cell()].isViolated = true }
                }
            }
            scripts[row.cause] = ownScripts
            cases[row.cause] = ownCases
            cells[row.cause] = own
        }
        self.scripts = scripts
        self.cases = cases
        self.cells = cells
    }

    /// The causes below a cause and itself, in the order in which they are met; each once.
    package func causes(from cause: Site.PageIndex, in tree: CauseTree) -> [Site.PageIndex] {
        var found: [Site.PageIndex] = []
        var seen: Set<Site.PageIndex> = []
        var open = [cause]
        while let next = open.popLast() {
            guard seen.insert(next).inserted else { continue }
            found.append(next)
            open += (tree.children[next] ?? []).reversed()
        }
        return found
    }

    /// Whether neither a cause nor any below it has a script.
    package func hasNoScript(_ cause: Site.PageIndex, in tree: CauseTree) -> Bool {
        var seen: Set<Site.PageIndex> = []
        var open = [cause]
        while let next = open.popLast() {
            guard seen.insert(next).inserted else { continue }
            if scripts[next]?.isEmpty == false { return false }
            open += tree.children[next] ?? []
        }
        return true
    }

    // MARK: - Making

    private static func rows(of site: Site) -> [Row] {
        var rows: [Row] = []
        var seen: Set<Site.PageIndex> = []
        var open = site.causes.roots.reversed().map { Row(cause: $0, depth: 0) }
        while let row = open.popLast() {
            guard seen.insert(row.cause).inserted else { continue }
            let isRetired = site.pages[row.cause].status == .retired
            if !isRetired { rows.append(row) }
            let depth = isRetired ? row.depth : row.depth + 1
            open += (site.causes.children[row.cause] ?? []).reversed().map { Row(cause: $0, depth: depth) }
        }
        return rows
    }

    /// The related pages of a kind, each once, whichever side declared it.
    private static func pages(_ isWanted: [Bool], relatedTo page: Site.PageIndex, _ site: Site) -> [Site.PageIndex] {
        var seen: Set<Site.PageIndex> = []
        var found: [Site.PageIndex] = []
        for block in site.pages[page].relations {
            for entry in block.entries where isWanted[entry.page] && seen.insert(entry.page).inserted {
                found.append(entry.page)
            }
        }
        return found
    }

    /// The cases whose verdict on a step says so.
    private static func violations(at step: Site.PageIndex, _ site: Site) -> Set<Site.PageIndex> {
        var found: Set<Site.PageIndex> = []
        for block in site.pages[step].relations {
            for entry in block.entries where entry.qualifiers["verdict"] == "violated" { found.insert(entry.page) }
        }
        return found
    }

    private static func steps(of pages: [[Site.PageIndex]]) -> [Site.PageIndex: [Int]] {
        var steps: [Site.PageIndex: [Int]] = [:]
        for (step, pages) in pages.enumerated() {
            for page in pages { steps[page, default: []].append(step) }
        }
        return steps
    }
}

/// What is missing between causes and steps: the coverage page and the report name the same.
extension CauseIndex {
    /// A cause and a step at which cases went wrong and for which there is nothing to say.
    package struct LackingPair: Hashable, Sendable {
        package let cause: Site.PageIndex
        /// Its place in `steps`.
        package let step: Int
        package let cases: Int
    }

    /// A cause whose causes below have scripts is not without: it only gathers them.
    package func causesWithoutScript(in tree: CauseTree) -> [Site.PageIndex] {
        rows.map(\.cause).filter { hasNoScript($0, in: tree) }
    }

    package var stepsWithoutScript: [Site.PageIndex] { zip(steps, scriptsOfStep).filter { $1.isEmpty }.map(\.0) }

    /// Those with most cases first.
    package var lackingPairs: [LackingPair] {
        var found: [LackingPair] = []
        for row in rows {
            for (step, cell) in cells[row.cause] ?? [:] where cell.isLacking {
                found.append(LackingPair(cause: row.cause, step: step, cases: cell.cases.count))
            }
        }
        // A dictionary's order changes from run to run: this one decides everything.
        return found.sorted { ($1.cases, $0.cause, $0.step) < ($0.cases, $1.cause, $1.step) }
    }
}

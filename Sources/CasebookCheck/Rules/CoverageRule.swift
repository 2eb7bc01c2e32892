import CasebookModel

/// `unplaced-script`, `cause-without-script`, `step-without-script`: the gaps of the coverage table. A script with a step and
/// no cause serves any cause, so only one without both is reported; a cause whose children have scripts has them too.
struct CoverageRule: Rule {
    /// With more gaps than this a list of them would bury everything else: the first then stands for all. The site's coverage
    /// page names each.
    private static let longestList = 20

    var reach: RuleReach { .heads }

    func check(_ input: SiteChecker.Input, _ report: inout Report) {
        let site = input.site
        let isScript = site.pages.map { $0.kind == "script" && $0.status == .approved }
        var placed = Set<Site.PageIndex>()
        var served = Set<Site.PageIndex>()
        for index in site.pages.indices where ["cause", "step"].contains(site.pages[index].kind) {
            let scripts = site.pages[index].relations.flatMap(\.entries).map(\.page).filter { isScript[$0] }
            placed.formUnion(scripts)
            if !scripts.isEmpty { served.insert(index) }
        }
        // A site without scripts or without causes and steps has no such table.
        guard isScript.contains(true), site.pages.contains(where: { ["cause", "step"].contains($0.kind) }) else {
            return
        }
        addAncestors(of: &served, site)
        func gaps(_ isGap: (Site.PageIndex) -> Bool) -> [ParsedPage] {
            site.pages.indices.filter { site.pages[$0].status == .approved && isGap($0) }.map { site.pages[$0].parsed }
        }
        add(gaps { isScript[$0] && !placed.contains($0) }, .unplacedScript, Problem.unplacedScript, &report)
        add(
            gaps { site.pages[$0].kind == "cause" && !served.contains($0) }, .causeWithoutScript,
            Problem.causeWithoutScript, &report)
        add(
            gaps { site.pages[$0].kind == "step" && !served.contains($0) }, .stepWithoutScript,
            Problem.stepWithoutScript, &report)
    }

    /// Whoever lies above a cause that is served is served too.
    private func addAncestors(of served: inout Set<Site.PageIndex>, _ site: Site) {
        var parents: [Site.PageIndex: [Site.PageIndex]] = [:]
        for (parent, children) in site.causes.children {
            for child in children { parents[child, default: []].append(parent) }
        }
        var rest = Array(served)
        while let cause = rest.popLast() {
            for parent in parents[cause] ?? [] where served.insert(parent).inserted { rest.append(parent) }
        }
    }

    private func add(
        _ pages: [ParsedPage], _ id: DiagnosticID, _ problem: (Int) -> Problem, _ report: inout Report
    ) {
        // Who has excused a page by itself is held to the excuse by itself.
        let isExcused = { (page: ParsedPage) in page.excuses.contains { $0.diagnosticID == id.rawValue } }
        for page in pages where isExcused(page) { report.add(problem(1), in: page, at: page.kindRange) }
        let open = pages.filter { !isExcused($0) }
        if open.count > CoverageRule.longestList {
            report.add(problem(open.count), in: open[0], at: open[0].kindRange)
        } else {
            for page in open { report.add(problem(1), in: page, at: page.kindRange) }
        }
    }
}

import CasebookModel

/// `duplicate-title`: two results with one title can't be told apart mid-call.
struct DuplicateTitleRule: Rule {
    var reach: RuleReach { .heads }

    func check(_ input: SiteChecker.Input, _ report: inout Report) {
        guard !input.site.configuration.isImplicit else { return }
        var first: [String: ParsedPage] = [:]
        for page in input.site.pages.map(\.parsed) {
            // Steps of different methods may share a name: their breadcrumbs tell them apart.
            guard page.kind != "step" else { continue }
            if let other = first[page.title.value] {
                let note = report.note(.firstDefinition, path: other.path, at: other.title.range)
                report.add(.duplicateTitle(title: page.title.value), in: page, at: page.title.range, notes: [note])
            } else {
                first[page.title.value] = page
            }
        }
    }
}

import CasebookModel

extension Renderer {
    /// A page of the table holds at most about so many cells, and at least 20 causes.
    private static let cellLimit = 6_000

    /// Causes on a page of the table.
    var coverageSize: Int { max(20, min(ListView.pageSize, Self.cellLimit / max(1, shared.causes.steps.count))) }

    /// Causes against steps, over as many pages as it takes. What is missing stands by name on the first.
    func renderCoverage(_ sink: OutputSink) throws {
        guard let first = shared.special.coverage else { return }
        let title = shared.words[.coverage]
        let rows = shared.causes.rows
        try forEachPage(first: first, total: rows.count, size: coverageSize) { route, range, pager in
            let here = EncodedRoute(route)
            let isFirst = range.lowerBound == 0
            let view = CoverageView(
                frame: frame(route, title), title: title, crumbs: crumbs(to: "", from: here),
                methods: coverageMethods(from: here),
                rows: rows[range].map { CoverageRowView(context: shared, place: here, row: $0) },
                gaps: isFirst ? CoverageGapsView(context: shared, place: here) : nil, pager: pager)
            try emit(shared.theme.coverage, view, at: route, sink)
        }
    }

    private func coverageMethods(from here: EncodedRoute) -> [CoverageMethodView] {
        shared.methods.map { method in
            CoverageMethodView(
                reference: reference(method.page, from: here), steps: method.steps.map { reference($0, from: here) })
        }
    }

    private func reference(_ page: Site.PageIndex, from here: EncodedRoute) -> ReferenceView {
        ReferenceView(shared.briefs[page].title, from: here, to: shared.routes[page])
    }
}

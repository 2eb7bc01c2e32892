import CasebookModel

/// How many pages there are, and which need attention.
struct HealthView: SchemaView {
    let frame: FrameView
    let title: String
    let crumbs: [ReferenceView]
    let report: HealthReport
    let place: EncodedRoute

    private var context: RenderContext { frame.context }

    static let viewName = "health"
    static let fields: [ViewField<Self>] = [
        .view("site") { $0.frame },
        .text("title") { $0.title },
        .list("crumbs") { $0.crumbs },
        .list("statuses") { $0.statuses },
        .list("rows") { $0.rows },
        .html("kindChart") { $0.kindChart.write(&$1) },
        .view("overdue") { $0.pages($0.report.overdue) },
        .list("risks") { $0.risks },
        .list("owners") { $0.owners },
        .html("riskChart") { BarChart(counts: $0.risks, label: $0.context.words[.overdueByRisk]).write(&$1) },
        .html("ownerChart") { BarChart(counts: $0.owners, label: $0.context.words[.overdueByOwner]).write(&$1) },
        .view("orphans") { $0.pages($0.report.orphans) },
        .view("unlinked") { $0.pages($0.report.unlinked) },
        .view("withoutAliases") { $0.pages($0.report.withoutAliases) },
        .view("unpublished") { $0.pages($0.report.unpublished) },
        .optional("leftOut") { $0.leftOut },
        .text("date") { $0.context.edition.date.description },
    ]
    static let schema = ViewSchema(Self.self)

    private var statuses: [StatusView] {
        PageStatus.allCases.map { StatusView(status: $0, label: context.words.label(of: $0)) }
    }

    private var rows: [HealthRowView] {
        report.kinds.map { HealthRowView(kind: context.text($0.kind.label), counts: $0.counts, overdue: $0.overdue) }
    }

    private var kindChart: BarChart {
        BarChart(
            rows: rows.map { row in
                BarChart.Row(
                    label: row.kind,
                    parts: zip(PageStatus.allCases, row.counts).map { BarChart.Part(style: $0.rawValue, count: $1) })
            }, label: context.words[.pagesByStatus])
    }

    private var risks: [HealthCountView] {
        report.overdueByRisk.map { risk, count in
            HealthCountView(
                label: risk.map { context.values["risk"]?[$0]?.label ?? $0 } ?? context.words[.riskUnknown],
                count: count)
        }
    }

    /// Owners beyond these are one row.
    private static let ownerLimit = 20

    private var owners: [HealthCountView] {
        let all = report.overdueByOwner
        let rest = all.dropFirst(Self.ownerLimit)
        let shown = all.prefix(Self.ownerLimit).map { owner, count in
            HealthCountView(label: owner ?? context.words[.ownerUnknown], count: count)
        }
        guard !rest.isEmpty else { return shown }
        return shown + [
            HealthCountView(label: context.words[.andMore, rest.count], count: rest.reduce(0) { $0 + $1.count })
        ]
    }

    private func pages(_ pages: HealthReport.Pages) -> HealthListView? {
        pages.isEmpty ? nil : HealthListView(context: context, place: place, pages: pages)
    }

    /// How many pages are not published and not here: without drafts nothing is said of them but their number.
    private var leftOut: String? {
        let counts = context.site.unpublishedCounts
        let left = PageStatus.allCases.reduce(0) { $0 + (counts[$1] ?? 0) }
        return left == 0 ? nil : context.words[.entries, left]
    }
}

/// A status as the legend of a chart and the head of a table say it.
struct StatusView: SchemaView {
    let status: PageStatus
    let label: String

    static let viewName = "status"
    static let fields: [ViewField<Self>] = [
        .text("value") { $0.status.rawValue }, .text("label") { $0.label },
        .html("swatch") { BarChart.writeSwatch($0.status.rawValue, &$1) },
    ]
    static let schema = ViewSchema(Self.self)
}

struct HealthRowView: SchemaView {
    let kind: String
    let counts: [Int]
    let overdue: Int

    static let viewName = "row"
    static let fields: [ViewField<Self>] = [
        .text("kind") { $0.kind },
        .list("counts") { $0.counts.map { PlainText(words: String($0)) } },
        .text("total") { String($0.counts.reduce(0, +)) },
        .text("overdue") { String($0.overdue) },
    ]
    static let schema = ViewSchema(Self.self)
}

struct HealthCountView: SchemaView {
    let label: String
    let count: Int

    static let viewName = "count"
    static let fields: [ViewField<Self>] = [.text("label") { $0.label }, .text("count") { String($0.count) }]
    static let schema = ViewSchema(Self.self)
}

/// Pages by name: the first of them, and how many there are.
struct HealthListView: SchemaView {
    let context: RenderContext
    let place: EncodedRoute
    let pages: HealthReport.Pages

    static let viewName = "pages"
    static let fields: [ViewField<Self>] = [
        .text("count") { String($0.pages.count) },
        .list("entries") { view in
            view.pages.prefix(limit).map { EntryView(context: view.context, place: view.place, page: $0) }
        },
        .optional("more") { view in
            view.pages.count > limit ? view.context.words[.andMore, view.pages.count - limit] : nil
        },
    ]
    static let schema = ViewSchema(Self.self)

    private static let limit = 50
}

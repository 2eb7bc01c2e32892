import CasebookModel

/// The report for spreadsheets: one table, a figure in each row, so that it can be filtered and turned as its reader likes.
struct SiteReportCSV {
    let site: Site
    let report: SiteReport
    let language: ProgramLanguage

    var bytes: [UInt8] {
        var csv = CSVWriter(header: ["section", "id", "title", "measure", "value"])
        for row in report.health.kinds {
            let label = row.kind.label.text(in: language)
            for (status, count) in zip(PageStatus.allCases, row.counts) {
                csv.row(["pages", row.kind.name, label, status.rawValue, String(count)])
            }
            csv.row(["pages", row.kind.name, label, "overdue", String(row.overdue)])
        }
        for page in report.health.overdue { add("overdue", page, "review_by", day(page), &csv) }
        for page in report.dueSoon { add("due_soon", page, "review_by", day(page), &csv) }
        for page in report.withoutReviewDay { add("without_review_day", page, "owner", owner(page), &csv) }
        for queue in report.queues {
            for (measure, count) in [
                ("pages", queue.pages), ("overdue", queue.overdue.count), ("due_soon", queue.dueSoon.count),
                ("unpublished", queue.unpublished.count),
            ] {
                csv.row(["owners", queue.owner ?? "", queue.owner ?? "", measure, String(count)])
            }
        }
        if let coverage = report.coverage { addCoverage(coverage, &csv) }
        for page in report.health.orphans { add("orphans", page, "owner", owner(page), &csv) }
        for page in report.health.unlinked { add("unlinked", page, "owner", owner(page), &csv) }
        for link in report.links { add("links", link.page, "linked_from", String(link.count), &csv) }
        for row in report.aliases {
            let label = row.kind.label.text(in: language)
            csv.row(["aliases", row.kind.name, label, "pages_with_aliases", String(row.withAliases)])
            csv.row(["aliases", row.kind.name, label, "aliases", String(row.aliases)])
        }
        for month in report.growth {
            csv.row(["growth", month.name, month.name, "pages", String(month.pages)])
            csv.row(["growth", month.name, month.name, "total", String(month.total)])
        }
        return csv.bytes
    }

    private func addCoverage(_ coverage: CauseIndex, _ csv: inout CSVWriter) {
        for row in coverage.rows {
            add("coverage", row.cause, "scripts", String(coverage.scripts[row.cause]?.count ?? 0), &csv)
            add("coverage", row.cause, "cases", String(coverage.cases[row.cause]?.count ?? 0), &csv)
            for (step, cell) in (coverage.cells[row.cause] ?? [:]).sorted(by: { $0.key < $1.key }) {
                let step = site.pages[coverage.steps[step]].id
                add("coverage", row.cause, "scripts at \(step)", String(cell.scripts.count), &csv)
                add("coverage", row.cause, "cases at \(step)", String(cell.cases.count), &csv)
                if cell.isLacking { add("coverage", row.cause, "gap at \(step)", "1", &csv) }
            }
        }
    }

    private func add(
        _ section: String, _ page: Site.PageIndex, _ measure: String, _ value: String, _ csv: inout CSVWriter
    ) {
        csv.row([section, site.pages[page].id, site.pages[page].title, measure, value])
    }

    private func day(_ page: Site.PageIndex) -> String { site.pages[page].fields.date("review_by")?.description ?? "" }

    private func owner(_ page: Site.PageIndex) -> String { site.pages[page].fields.text("owner") ?? "" }
}

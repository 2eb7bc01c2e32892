import CasebookModel

/// The report for other programs: all of it, pages by their ids.
///
/// `{"date","soon","pages":[…],"unpublished","freshness":{…},"owners":[…],"coverage":{…},"orphans":[…],"unlinked":[…],
/// "links":[…],"aliases":[…],"growth":{…}}`
struct SiteReportJSON {
    let site: Site
    let report: SiteReport
    let soon: Int

    var bytes: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("date", site.edition.date.description)
            json.member("soon", soon)
            json.key("pages")
            json.array { json in for row in report.health.kinds { write(row, &json) } }
            json.member("unpublished", site.unpublishedCounts.values.reduce(0, +))
            json.key("freshness")
            json.object { json in
                ids("overdue", report.health.overdue, &json)
                ids("dueSoon", report.dueSoon, &json)
                ids("withoutReviewDay", report.withoutReviewDay, &json)
            }
            json.key("owners")
            json.array { json in for queue in report.queues { write(queue, &json) } }
            if let coverage = report.coverage {
                json.key("coverage")
                write(coverage, &json)
            }
            ids("orphans", report.health.orphans, &json)
            ids("unlinked", report.health.unlinked, &json)
            ids("withoutAliases", report.health.withoutAliases, &json)
            json.key("links")
            json.array { json in
                for link in report.links {
                    json.object { json in
                        id("id", link.page, &json)
                        json.member("count", link.count)
                    }
                }
            }
            json.key("aliases")
            json.array { json in for row in report.aliases { write(row, &json) } }
            json.key("growth")
            writeGrowth(&json)
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }

    private func write(_ row: (kind: KindDeclaration, counts: [Int], overdue: Int), _ json: inout JSONWriter) {
        json.object { json in
            json.member("kind", row.kind.name)
            for (status, number) in zip(PageStatus.allCases, row.counts) { json.member(status.rawValue, number) }
            json.member("overdue", row.overdue)
        }
    }

    private func write(_ queue: SiteReport.Queue, _ json: inout JSONWriter) {
        json.object { json in
            json.key("owner")
            if let owner = queue.owner { json.string(owner) } else { json.null() }
            json.member("pages", queue.pages)
            ids("overdue", queue.overdue, &json)
            ids("dueSoon", queue.dueSoon, &json)
            ids("unpublished", queue.unpublished, &json)
        }
    }

    private func write(_ coverage: CauseIndex, _ json: inout JSONWriter) {
        json.object { json in
            ids("steps", coverage.steps, &json)
            json.key("causes")
            json.array { json in
                for row in coverage.rows {
                    json.object { json in
                        id("id", row.cause, &json)
                        json.member("depth", row.depth)
                        ids("scripts", coverage.scripts[row.cause] ?? [], &json)
                        ids("cases", coverage.cases[row.cause] ?? [], &json)
                        json.key("cells")
                        json.array { json in write(coverage.cells[row.cause] ?? [:], coverage, &json) }
                    }
                }
            }
            ids("causesWithoutScript", coverage.causesWithoutScript(in: site.causes), &json)
            ids("stepsWithoutScript", coverage.stepsWithoutScript, &json)
        }
    }

    private func write(_ cells: [Int: CauseIndex.Cell], _ coverage: CauseIndex, _ json: inout JSONWriter) {
        for (step, cell) in cells.sorted(by: { $0.key < $1.key }) {
            json.object { json in
                id("step", coverage.steps[step], &json)
                json.member("scripts", cell.scripts.count)
                json.member("cases", cell.cases.count)
                json.member("isGap", cell.isLacking)
            }
        }
    }

    private func write(_ row: SiteReport.AliasCount, _ json: inout JSONWriter) {
        json.object { json in
            json.member("kind", row.kind.name)
            json.member("pages", row.pages)
            json.member("withAliases", row.withAliases)
            json.member("aliases", row.aliases)
        }
    }

    private func writeGrowth(_ json: inout JSONWriter) {
        json.object { json in
            json.member("by", ["updated_on", "reviewed_on"])
            json.member("undated", report.undated)
            json.key("months")
            json.array { json in
                for month in report.growth {
                    json.object { json in
                        json.member("month", month.name)
                        json.member("pages", month.pages)
                        json.member("total", month.total)
                    }
                }
            }
        }
    }

    // MARK: - Pieces

    private func ids(_ name: String, _ pages: [Site.PageIndex], _ json: inout JSONWriter) {
        json.member(name, pages.map { site.pages[$0].id })
    }

    private func id(_ name: String, _ page: Site.PageIndex, _ json: inout JSONWriter) {
        json.member(name, site.pages[page].id)
    }
}

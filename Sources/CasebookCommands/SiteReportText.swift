import CasebookModel

/// The report for people: sections with a table or a list of names each.
struct SiteReportText {
    let site: Site
    let report: SiteReport
    let language: ProgramLanguage
    let soon: Int
    let limit: Int

    var lines: [String] {
        var lines = [
            words(
                "\(site.configuration.title) · \(site.edition.date) 的情况",
                "\(site.configuration.title) · as of \(site.edition.date)"
            ).printable
        ]
        for section in [counts, freshness, owners, coverage, gaps, finding, linked, aliases, growth]
        where !section.isEmpty {
            lines += [""] + section
        }
        return lines
    }

    private func words(_ chinese: String, _ english: String) -> String {
        LocalizedText(chinese, english).text(in: language)
    }

    private func title(_ chinese: String, _ english: String, _ count: Int? = nil) -> String {
        "■ " + words(chinese, english) + (count.map { " \($0)" } ?? "")
    }

    // MARK: - Counts

    private var counts: [String] {
        let statuses = PageStatus.allCases
        let labels = statuses.map { StatusWords.label(of: $0).text(in: language) }
        var table = TextTable(
            [.left] + statuses.map { _ in .right } + [.right, .right],
            header: [words("种类", "kind")] + labels + [words("合计", "total"), words("待复核", "overdue")])
        for row in report.health.kinds {
            table.row(
                [row.kind.label.text(in: language)] + row.counts.map(String.init)
                    + [String(row.counts.reduce(0, +)), String(row.overdue)])
        }
        var lines = [title("页面", "Pages", report.health.kinds.reduce(0) { $0 + $1.counts.reduce(0, +) })] + table.lines
        let left = site.unpublishedCounts.values.reduce(0, +)
        if left > 0 {
            lines.append(
                words("另有 \(left) 页未发布，加 --drafts 一并统计。", "\(left) unpublished, not counted; --drafts counts them."))
        }
        return lines
    }

    // MARK: - Freshness

    private var freshness: [String] {
        [title("已过复核日期", "Overdue", report.health.overdue.count)] + named(report.health.overdue, due)
            + [title("\(soon) 天内到期", "Due within \(soon) days", report.dueSoon.count)] + named(report.dueSoon, due)
            + [title("没有写复核日期", "Without a day for the next review", report.withoutReviewDay.count)]
            + named(report.withoutReviewDay) { _ in "" }
    }

    private func due(_ page: Site.PageIndex) -> String {
        guard let day = site.pages[page].fields.date("review_by") else { return "" }
        let days = day.number - site.edition.date.number
        let distance =
            days < 0
            ? words("逾期 \(-days) 天", "\(-days) days over") : words("还有 \(days) 天", "in \(days) days")
        return "\(day)  \(distance)  \(site.pages[page].fields.text("owner") ?? words("未写负责岗位", "no owner"))"
    }

    private var owners: [String] {
        guard !report.queues.isEmpty else { return [] }
        var table = TextTable(
            [.left, .right, .right, .right, .right],
            header: [
                words("岗位", "owner"), words("逾期", "overdue"), words("将到期", "due soon"), words("未发布", "unpublished"),
                words("页面", "pages"),
            ])
        for queue in report.queues {
            table.row(
                queue.owner ?? words("（没有写）", "(none)"), String(queue.overdue.count), String(queue.dueSoon.count),
                String(queue.unpublished.count), String(queue.pages))
        }
        return [title("各岗位待办", "Owners' queues")] + table.lines
    }

    // MARK: - Coverage

    private var coverage: [String] {
        guard let coverage = report.coverage else { return [] }
        var table = TextTable(
            [.left, .right, .right, .right, .right],
            header: [
                words("原因", "cause"), words("话术", "scripts"), words("案例", "cases"),
                words("有话术的步骤", "steps with scripts"),
                words("缺口", "gaps"),
            ])
        for row in coverage.rows {
            let cells = coverage.cells[row.cause] ?? [:]
            table.row(
                String(repeating: "  ", count: row.depth) + site.pages[row.cause].title,
                String(coverage.scripts[row.cause]?.count ?? 0), String(coverage.cases[row.cause]?.count ?? 0),
                "\(cells.values.count { !$0.scripts.isEmpty })/\(coverage.steps.count)",
                String(cells.values.count { $0.isLacking }))
        }
        return [title("覆盖（原因 × 步骤）", "Coverage (causes × steps)")] + table.lines
    }

    private var gaps: [String] {
        guard let coverage = report.coverage else { return [] }
        let causes = coverage.causesWithoutScript(in: site.causes)
        let pairs = coverage.lackingPairs
        var lines = [title("没有话术的原因", "Causes without a script", causes.count)] + named(causes) { _ in "" }
        lines += [title("没有话术的步骤", "Steps without a script", coverage.stepsWithoutScript.count)]
        lines += named(coverage.stepsWithoutScript) { _ in "" }
        lines += [title("案例在这里出过问题、却没有话术", "Where cases went wrong and there is nothing to say", pairs.count)]
        lines += shortened(
            pairs.map { pair in
                let step = site.pages[coverage.steps[pair.step]].title
                return "  \(site.pages[pair.cause].title) × \(step)  "
                    + words("案例 \(pair.cases)", "\(pair.cases) case\(pair.cases == 1 ? "" : "s")")
            })
        return lines
    }

    // MARK: - Finding

    private var finding: [String] {
        [title("没有页面提到", "Nothing leads to", report.health.orphans.count)] + named(report.health.orphans) { _ in "" }
            + [title("只有关联、没有句子提到", "Named by fields only, by no sentence", report.health.unlinked.count)]
            + named(report.health.unlinked) { _ in "" }
    }

    private var linked: [String] {
        let counts = Dictionary(uniqueKeysWithValues: report.links.map { ($0.page, $0.count) })
        func count(_ page: Site.PageIndex) -> String { words("\(counts[page] ?? 0) 页", "from \(counts[page] ?? 0)") }
        return [title("提到最多", "Most linked")] + named(report.links.prefix(limit).map(\.page), count)
            + [title("提到最少", "Least linked")] + named(report.links.suffix(limit).reversed().map(\.page), count)
    }

    private var aliases: [String] {
        var table = TextTable(
            [.left, .right, .right, .right],
            header: [words("种类", "kind"), words("有别名", "with"), words("页面", "pages"), words("别名数", "aliases")])
        for row in report.aliases {
            table.row(
                row.kind.label.text(in: language), String(row.withAliases), String(row.pages), String(row.aliases))
        }
        return [title("别名", "Aliases")] + table.lines
    }

    private var growth: [String] {
        guard !report.growth.isEmpty else { return [] }
        var table = TextTable(
            [.left, .right, .right], header: [words("月份", "month"), words("页面", "pages"), words("累计", "total")])
        for month in report.growth { table.row(month.name, String(month.pages), String(month.total)) }
        let note = words(
            "按最近一次更新（updated_on，没有则按 reviewed_on）所在的月份；没有日期的 \(report.undated) 页。",
            "By the month of the last change (updated_on, else reviewed_on); \(report.undated) without either.")
        return [title("更新", "Changes by month")] + table.lines + [note]
    }

    // MARK: - Names

    private func named(_ pages: [Site.PageIndex], _ more: (Site.PageIndex) -> String) -> [String] {
        guard !pages.isEmpty else { return ["  " + words("没有", "none")] }
        var table = TextTable([.left, .left, .left])
        for page in pages.prefix(limit) { table.row("  " + site.pages[page].title, site.pages[page].id, more(page)) }
        return table.lines + rest(pages.count)
    }

    private func shortened(_ lines: [String]) -> [String] {
        lines.isEmpty ? ["  " + words("没有", "none")] : lines.prefix(limit).map(\.printable) + rest(lines.count)
    }

    private func rest(_ count: Int) -> [String] {
        count > limit ? ["  " + words("另外 \(count - limit) 条", "and \(count - limit) more")] : []
    }
}

/// The words for a page's status in a terminal.
enum StatusWords {
    static func label(of status: PageStatus) -> LocalizedText {
        switch status {
        case .draft: LocalizedText("草稿", "draft")
        case .inReview: LocalizedText("审核中", "in review")
        case .approved: LocalizedText("已发布", "approved")
        case .retired: LocalizedText("已停用", "retired")
        }
    }
}

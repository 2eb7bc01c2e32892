import Foundation
import Testing

/// `casebook report`, and that the pages of the site tell the same numbers.
@Suite struct ReportCommandTests {
    private struct Report: Decodable {
        struct Freshness: Decodable {
            var overdue: [String]
            var dueSoon: [String]
            var withoutReviewDay: [String]
        }
        struct Queue: Decodable {
            var owner: String?
            var pages: Int
            var overdue: [String]
            var dueSoon: [String]
        }
        struct Coverage: Decodable {
            struct Cause: Decodable {
                struct Cell: Decodable {
                    var step: String
                    var scripts: Int
                    var cases: Int
                    var isGap: Bool
                }
                var id: String
                var cells: [Cell]
            }
            var steps: [String]
            var causes: [Cause]
        }
        struct Link: Decodable {
            var id: String
            var count: Int
        }
        struct Growth: Decodable {
            struct Month: Decodable, Equatable {
                var month: String
                var pages: Int
                var total: Int
            }
            var undated: Int
            var months: [Month]
        }
        var freshness: Freshness
        var owners: [Queue]
        var coverage: Coverage?
        var orphans: [String]
        var unlinked: [String]
        var withoutAliases: [String]
        var links: [Link]
        var growth: Growth
    }

    private func report(_ folder: URL, _ options: String...) async throws -> Report {
        let run = try await CasebookProgram.run(["report", "--format", "json"] + options, in: folder)
        try #require(run.status == 0, "\(run.errors)")
        return try JSONDecoder().decode(Report.self, from: run.output)
    }

    /// Four guides with days: long over, just over, soon, much later; and one without any.
    private func desk() throws -> TemporaryFolder {
        let folder = try SmallSite.tiny()
        for (id, day, owner, changed) in [
            ("old", "2026-01-31", "投诉岗", "2025-12-01"), ("late", "2026-03-01", "=投诉岗", "2026-01-02"),
            ("today", "2026-03-02", "投诉岗", "2026-01-03"), ("soon", "2026-03-12", "培训组", "2026-02-01"),
            ("far", "2026-03-13", "培训组", "2026-02-02"),
        ] {
            let more = "review_by: \(day)\nowner: \(owner)\nupdated_on: \(changed)\naliases: [别名\(id)]\nrelated: a\n"
            try folder.write("Content/guides/\(id).md", SmallSite.guide("指南\(id)", more: more, body: "见[[soon]]。"))
        }
        return folder
    }

    @Test func `days, owners, links and months are counted`() async throws {
        let folder = try desk()
        let report = try await report(folder.root, "--date", "2026-03-02", "--soon", "10")
        #expect(report.freshness.overdue == ["old", "late"])
        #expect(report.freshness.dueSoon == ["today", "soon"])
        #expect(report.freshness.withoutReviewDay == ["a"])
        #expect(report.owners.map(\.owner) == ["投诉岗", "=投诉岗", "培训组", nil])
        #expect(report.owners.map(\.pages) == [2, 1, 2, 1])
        #expect(report.owners[0].overdue == ["old"])
        #expect(report.owners[0].dueSoon == ["today"])
        // Five guides relate to it and the home page links to it; four link to the other.
        #expect(report.links.prefix(2).map { "\($0.id) \($0.count)" } == ["a 6", "soon 4"])
        #expect(report.orphans == [])
        #expect(report.unlinked == ["far", "late", "old", "today"])
        #expect(report.withoutAliases == ["a"])
        #expect(
            report.growth.months == [
                .init(month: "2025-12", pages: 1, total: 1), .init(month: "2026-01", pages: 3, total: 4),
                .init(month: "2026-02", pages: 2, total: 6),
            ])
        #expect(report.coverage == nil)
    }

    @Test func `text keeps its columns in line, and says the same in two languages`() async throws {
        let folder = try desk()
        let chinese = try await folder.casebook("report", "--date", "2026-03-02", "--soon", "10", "--language", "zh")
            .text
        #expect(
            chinese.contains(
                """
                ■ 已过复核日期 2
                  指南old   old   2026-01-31  逾期 30 天  投诉岗
                  指南late  late  2026-03-01  逾期 1 天  =投诉岗
                ■ 10 天内到期 2
                  指南today  today  2026-03-02  还有 0 天  投诉岗
                  指南soon   soon   2026-03-12  还有 10 天  培训组
                """), "\(chinese)")
        #expect(
            chinese.contains(
                """
                ■ 各岗位待办
                岗位        逾期  将到期  未发布  页面
                投诉岗         1       1       0     2
                =投诉岗        1       0       0     1
                培训组         0       1       0     2
                （没有写）     0       0       0     1
                """), "\(chinese)")
        let english = try await folder.casebook("report", "--date", "2026-03-02", "--limit", "1").text
        #expect(
            english.contains("■ Overdue 2\n  指南old  old  2026-01-31  30 days over  投诉岗\n  and 1 more\n"), "\(english)")
    }

    @Test func `the table for spreadsheets begins with a mark, and holds no formula`() async throws {
        let folder = try desk()
        let run = try await folder.casebook("report", "--date", "2026-03-02", "--format", "csv")
        #expect(run.output.starts(with: [0xEF, 0xBB, 0xBF]))
        let rows = run.text.dropFirst().components(separatedBy: "\r\n")
        #expect(rows.first == "section,id,title,measure,value")
        #expect(rows.contains("overdue,old,指南old,review_by,2026-01-31"))
        #expect(rows.contains("owners,'=投诉岗,'=投诉岗,overdue,1"))
        #expect(rows.last == "")
    }

    @Test func `the site's health and coverage pages tell the same numbers`() async throws {
        let folder = try TemporaryFolder(named: "out")
        let source = Fixture.repository
        let date = "2027-09-01"
        let build = try await CasebookProgram.run(
            ["build", "--output", folder.url("site").path, "--date", date, "--language", "en"], in: source)
        try #require(build.status == 0, "\(build.errors)")
        let report = try await report(source, "--date", date)
        let health = try folder.text("site/health.html")
        func count(_ section: String) throws -> Int {
            let start = try #require(health.range(of: "<section class=\"\(section)\">"), "\(section)")
            let rest = health[start.upperBound...]
            let part = rest[..<(rest.range(of: "</h2>")?.lowerBound ?? rest.endIndex)]
            return part.firstMatch(of: /class="count">([0-9]+)/).flatMap { Int($0.1) } ?? 0
        }
        #expect(report.freshness.overdue.count > 5)
        #expect(try count("overdue") == report.freshness.overdue.count)
        #expect(try count("orphans") == report.orphans.count)
        #expect(try count("unlinked") == report.unlinked.count)
        #expect(try count("without-aliases") == report.withoutAliases.count)
        let coverage = try #require(report.coverage)
        #expect(coverage.causes.count > 5)
        #expect(coverage.steps.count > 10)
        let page = try folder.text("site/coverage.html")
        let gaps = coverage.causes.flatMap(\.cells).count { $0.isGap }
        #expect(gaps > 0)
        #expect(page.contains("<span class=\"count\">\(gaps)</span>") || page.contains(">\(gaps)<"), "\(gaps)")
    }

    @Test func `what is wrong with the content is said, and the rest told`() async throws {
        let folder = try SmallSite.tiny()
        try folder.write("Content/guides/b.md", SmallSite.guide("乙", body: "[[nowhere]]"))
        let run = try await folder.casebook("report")
        #expect(run.status == 0)
        #expect(run.errors == "The content has 1 error, so this may not be everything; casebook check names them.\n")
        #expect(run.text.contains("乙"))
        try folder.write("casebook.yml", "titel: 小站\n")
        let broken = try await folder.casebook("report")
        #expect(broken.status == 1)
        #expect(broken.errors.contains("casebook.yml:1:1: error:"), "\(broken.errors)")
    }
}

import Foundation
import Testing

/// Options, exit statuses and the JSON report: what scripts rely on.
@Suite struct CommandLineTests {
    @Test(arguments: [
        "build", "check", "check --format json", "build --quiet", "build --timings --no-cache", "--help", "--version",
        "help build", "build --drafts --portable --strict --jobs 2 --date 2026-02-01",
    ])
    func endsWell(line: String) async throws { try await expect(line, status: 0) }

    @Test(arguments: [
        "publish", "build --unknown", "build --jobs 0", "build --jobs two", "build --date 2026-02-30",
        "build --date yesterday", "build --language fr", "build --format xml", "build extra", "build --source nowhere",
        "check --source casebook.yml", "search --limit 0 x", "search",
    ])
    func isAUsageError(line: String) async throws { try await expect(line, status: 64) }

    @Test(arguments: ["search 安抚 --output nowhere", "build --output casebook.yml", "build --output casebook.yml/Site"])
    func isADiskError(line: String) async throws { try await expect(line, status: 74) }

    private func expect(_ line: String, status: Int32) async throws {
        let folder = try SmallSite.clean()
        let run = try await CasebookProgram.run(line.split(separator: " ").map(String.init), in: folder.root)
        #expect(run.status == status, "\(run.errors)")
        if status != 0 {
            #expect(run.text == "", "what went wrong is not a result")
            #expect(run.errors != "")
            #expect(try folder.paths().filter { $0.hasPrefix("Site/") } == [])
        }
    }

    @Test func aCleanSiteSaysLittleAndQuietNothing() async throws {
        let folder = try SmallSite.clean()
        let loud = try await folder.casebook("build")
        #expect(loud.text == "")
        #expect(
            loud.words.replacing(/[0-9]+ files/, with: "N files") == """
                9 pages, 0 errors, 0 warnings; N files written, 0 unchanged, 0 removed (0.000 s)
                casebook.yml gives no url, so there is no sitemap.xml, feed.xml or canonical link.

                """)
        let quiet = try await folder.casebook("build", "--quiet")
        #expect(quiet.text == "")
        #expect(quiet.errors == "")
    }

    @Test func jsonHasTheAgreedShape() async throws {
        let folder = try SmallSite.tiny()
        let clean = try await folder.casebook("check", "--format", "json")
        #expect(
            clean.json == """
                {"diagnostics":[],"summary":{"pages":2,"errors":0,"warnings":0,"written":0,"unchanged":0,"removed":0,\
                "seconds":0.000},"remarks":[]}

                """)
        try folder.write("Content/guides/b.md", SmallSite.guide("甲", more: "id: a\n", body: "见[[a]]和[[\"c]]。"))
        let found = try await folder.casebook("build", "--format", "json")
        #expect(found.status == 1)
        #expect(found.errors == "")
        #expect(
            found.json == """
                {"diagnostics":[\
                {"id":"orphan-page","severity":"warning","file":"Content/guides/b.md","line":2,"column":1,\
                "message":"no page leads here","help":"link to it from a page where readers would look for it.","notes":[]},\
                {"id":"duplicate-title","severity":"warning","file":"Content/guides/b.md","line":2,"column":8,\
                "message":"two pages are titled \\"甲\\"","help":"make the titles tell them apart in search results.",\
                "notes":[{"file":"Content/guides/a.md","line":2,"column":8,"message":"the other one is here"}]},\
                {"id":"duplicate-id","severity":"error","file":"Content/guides/b.md","line":6,"column":5,\
                "message":"two pages have the id \\"a\\"","help":"give one of them another id.",\
                "notes":[{"file":"Content/guides/a.md","line":2,"column":1,"message":"the other one is here"}]},\
                {"id":"unresolved-link","severity":"error","file":"Content/guides/b.md","line":9,"column":8,\
                "message":"no page for link \\"\\"c\\"","help":"check the spelling or create the page.","notes":[]}],\
                "summary":{"pages":3,"errors":2,"warnings":2,"written":0,"unchanged":0,"removed":0,"seconds":0.000},"remarks":[]}

                """)
    }

    @Test func strictFailsOnWarningsAndPublishesNothing() async throws {
        let folder = try SmallSite.tiny()
        try folder.write("Content/guides/lonely.md", SmallSite.guide("独自"))
        for command in ["check", "build"] {
            #expect(try await folder.casebook(command, "--strict").status == 1)
        }
        #expect(!folder.exists("Site"))
        let run = try await folder.casebook("build")
        #expect(run.status == 0)
        #expect(run.errors.contains("[orphan-page]"))
        #expect(folder.exists("Site/guides/lonely.html"))
    }

    @Test func strictCountsNeitherNotesNorDrafts() async throws {
        let folder = try SmallSite.tiny()
        try folder.write("Content/guides/a.md", SmallSite.guide("甲", more: "review_by: 2026-05-01\n"))
        try folder.write("Content/guides/draft.md", "---\ntitle: 草稿\nunknown: 1\n---\n\n[[nowhere]] <b>x</b>\n")
        for drafts in [[], ["--drafts"]] {
            let run = try await CasebookProgram.run(
                ["build", "--strict", "--date", "2026-06-01", "--format", "json"] + drafts, in: folder.root)
            #expect(run.status == 0)
            let severities = Set(try run.report().diagnostics.map { "\($0.severity) \($0.id)" })
            #expect(
                severities.isSuperset(of: ["note overdue-review", "warning unknown-key", "warning unresolved-link"]))
            #expect(!severities.contains { $0.hasPrefix("error") })
        }
    }

    @Test(arguments: [("2026-05-01", false), ("2026-05-02", true)])
    func aReviewIsOverdueOnTheDayAfter(date: String, overdue: Bool) async throws {
        let folder = try SmallSite.tiny()
        try folder.write("Content/guides/a.md", SmallSite.guide("甲", more: "review_by: 2026-05-01\n"))
        let run = try await folder.build("--date", date, "--format", "json")
        #expect(try run.report().diagnostics.map(\.id) == (overdue ? ["overdue-review"] : []))
        #expect(try folder.text("Site/guides/a.html").contains("待复核") == overdue)
    }

    @Test func privateDataFailsEvenInADraft() async throws {
        let folder = try SmallSite.tiny()
        try folder.write("Content/guides/draft.md", "---\ntitle: 草稿\n---\n\n手机 13812345678\n")
        let run = try await folder.casebook("build", "--format", "json")
        #expect(run.status == 1)
        #expect(try run.report().diagnostics.map(\.brief) == ["Content/guides/draft.md:5:4: error private-data"])
        #expect(!run.text.contains("13812345678"), "logs are shared")
    }

    @Test(
        arguments: [
            ([:], "页，"), (["LANG": "zh_CN.UTF-8"], "页，"), (["LANG": "en_GB.UTF-8"], "pages,"),
            (["LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"], "pages,"),
        ] as [([String: String], String)])
    func speaksTheLocalesLanguage(environment: [String: String], word: String) async throws {
        let folder = try SmallSite.tiny()
        let run = try await CasebookProgram.run(["check"], in: folder.root, environment: environment)
        #expect(run.errors.contains(word), "\(run.errors)")
    }

    @Test func outputGoesWhereItIsToldTo() async throws {
        let folder = try SmallSite.clean(named: "源 文件")
        let run = try await CasebookProgram.run(
            ["build", "--source", "源 文件", "--output", "发布/网站"], in: folder.root.deletingLastPathComponent())
        #expect(run.status == 0, "\(run.errors)")
        #expect(folder.exists("../发布/网站/index.html"))
        #expect(!folder.exists("Site"))
    }
}

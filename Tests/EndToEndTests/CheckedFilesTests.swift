import Foundation
import Testing

/// What is checked in files that are no pages: word lists with excuses, drawings, tables of data. All numbers are invented.
@Suite struct CheckedFilesTests {
    @Test func aLineOfAWordListIsExcusedAndAnExcuseThatIsNotNeededIsReported() async throws {
        let folder = try SmallSite.tiny()
        try folder.write(
            "Content/vocabularies/channel.yml",
            "phone: {label: 电话, aliases: [热线]}\n# casebook-allow: duplicate-alias 两处都叫热线，下季度改名\nhot: {label: 热线}\n")
        try folder.write("Content/synonyms.yml", "- [客服电话, '13812345678'] # casebook-allow: private-data 虚构\n")
        try folder.write("casebook.yml", "title: 小站 13812345678 # casebook-allow: private-data 虚构\n")
        #expect(try await folder.casebook("check", "--strict").status == 0)
        try folder.write("Content/synonyms.yml", "# casebook-allow: private-data 虚构\n- [客服电话, 热线电话]\n")
        let run = try await folder.casebook("check", "--format", "json")
        #expect(
            try run.report().diagnostics.map(\.brief) == ["Content/synonyms.yml:1:3: warning unused-excuse"])
    }

    @Test func aConfigurationThatCannotBeReadIsNotExcused() async throws {
        let folder = try SmallSite.tiny()
        try folder.write("casebook.yml", "# casebook-allow: unknown-key 先留着\ntitel: 小站\n")
        let run = try await folder.casebook("check", "--format", "json")
        #expect(run.status == 1)
        #expect(try run.report().diagnostics.map(\.brief) == ["casebook.yml:2:1: error unknown-key"])
    }

    @Test func checksCanBeWeighedByTheirNewNames() async throws {
        let folder = try SmallSite.tiny()
        try folder.write("Content/guides/a.md", SmallSite.guide(String(repeating: "长", count: 31)))
        #expect(try await folder.casebook("check", "--strict").status == 1)
        try folder.write("casebook.yml", "title: 小站\nchecks: {long-title: off}\n")
        #expect(try await folder.casebook("check", "--strict").status == 0)
        try folder.write("casebook.yml", "title: 小站\nchecks: {long-title: error}\n")
        #expect(try await folder.casebook("check").status == 1)
    }

    @Test func aDrawingIsPublishedWithoutItsScript() async throws {
        let folder = try SmallSite.tiny()
        try folder.write("Content/guides/a.md", SmallSite.guide("甲", body: "![图](flow.svg)，[表](data.csv)"))
        try folder.write("Content/guides/flow.svg", "<svg><script>alert(1)</script><g onload=\"x()\"/></svg>")
        try folder.write("Content/guides/data.csv", "姓名,电话\n张某,无\n")
        let run = try await folder.casebook("build", "--format", "json")
        #expect(try run.report().diagnostics.map(\.brief) == ["Content/guides/flow.svg:1:1: warning unsafe-asset"])
        #expect(try folder.text("Site/guides/flow.svg") == "<svg><g/></svg>")
        #expect(try await folder.casebook("build", "--strict").status == 1)
    }

    @Test func privateDataInATextFileThatAPagePublishesIsFound() async throws {
        let folder = try SmallSite.tiny()
        try folder.write("Content/guides/data.csv", "姓名,电话\n张某,13812345678\n")
        #expect(try await folder.casebook("check").status == 0, "nobody refers to it, so it isn't published")
        try folder.write("Content/guides/a.md", SmallSite.guide("甲", body: "[表](data.csv)"))
        let run = try await folder.casebook("build")
        #expect(run.status == 1)
        #expect(run.errors.contains("Content/guides/data.csv:2:4: error: this looks like a mobile number: 138****5678"))
        #expect(!run.errors.contains("13812345678"))
        try folder.write(
            "casebook.yml", "title: 小站\nprivacy: {exceptions: ['13812345678']} # casebook-allow: private-data 虚构\n")
        #expect(try await folder.casebook("build").status == 0)
    }

    @Test func theEndOfAReportNamesTheExplanationOfItsHeaviestFinding() async throws {
        let folder = try SmallSite.tiny()
        try folder.write("Content/guides/a.md", SmallSite.guide("甲", body: "<b>\n\n[[nobody]]"))
        let run = try await folder.casebook("check")
        #expect(run.errors.hasSuffix("why it matters and how to mend it: casebook explain unresolved-link\n"))
        try folder.write("Content/guides/a.md", SmallSite.guide("甲", more: "review_by: 2026-01-01\n"))
        #expect(try await !folder.casebook("check").errors.contains("explain"))
    }
}

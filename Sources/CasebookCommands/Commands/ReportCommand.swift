import ArgumentParser
import CasebookBuild
import CasebookModel

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "覆盖、时效、各岗位待办、孤立页面和数量 · coverage, freshness, owners' queues, orphans, counts")

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, csv
    }

    @Option(help: "结果的写法 · how the report is written")
    var format = Format.text

    @Option(help: ArgumentHelp("几天内到期算即将到期 · days within which a review is due soon", valueName: "DAYS"))
    var soon = 30

    @Option(help: "名单最多几条（只影响 text） · names in each list of the text")
    var limit = 10

    @OptionGroup var folder: SiteSource

    func validate() throws {
        if soon < 0 { throw ValidationError("--soon \(soon)：不能小于 0 · not below 0") }
        if limit < 1 { throw ValidationError("--limit \(limit)：至少 1 · at least 1") }
    }

    func run() throws {
        try CommandFailure.reported(in: folder.language) {
            let site = try folder.site()
            let report = SiteReport(site, dueWithin: soon)
            switch format {
            case .text:
                let text = SiteReportText(
                    site: site, report: report, language: folder.language, soon: soon, limit: limit)
                Terminal.result(text.lines.joined(separator: "\n") + "\n")
            case .json: Terminal.result(SiteReportJSON(site: site, report: report, soon: soon).bytes)
            case .csv: Terminal.result(SiteReportCSV(site: site, report: report, language: folder.language).bytes)
            }
        }
    }
}

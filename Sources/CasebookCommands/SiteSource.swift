import ArgumentParser
import CasebookBuild
import CasebookFiles
import CasebookModel
import CasebookTheme

/// As typed: options of commands that tell about the site as it would be built.
struct SiteSource: ParsableArguments {
    @Option(help: "有 casebook.yml 的文件夹 · folder with casebook.yml")
    var source = "."

    @Flag(help: "连同草稿 · drafts too")
    var drafts = false

    @Option(help: "以这一天为准判断是否逾期，默认今天 · day that reviews are held against (YYYY-MM-DD); today by default")
    var date: String?

    @OptionGroup var words: WordOptions

    var language: ProgramLanguage { words.language }

    func validate() throws {
        if let date, CalendarDate(date) == nil {
            throw ValidationError("--date \(date)：写成 2026-08-14 的样子 · write it like 2026-08-14")
        }
    }

    var build: SiteBuild {
        SiteBuild(
            BuildRequest(
                source: DiskPath(source), output: nil,
                edition: Edition(
                    includesDrafts: drafts, portable: false, date: date.flatMap { CalendarDate($0) } ?? Today.date),
                isStrict: false, jobs: Processors.count, theme: DefaultTheme.files))
    }

    /// The site, whatever is wrong with single pages; how much that is, is said.
    func site() throws -> Site {
        let (resolved, report) = try asking { () throws(BuildFailure) in try build.resolvedSite() }
        guard let resolved else { throw refusal(report) }
        if resolved.errorCount > 0 {
            let count = resolved.errorCount
            Terminal.say(
                LocalizedText(
                    "内容里有 \(count) 个错误，下面的结果可能不全；casebook check 会逐条说明。",
                    "The content has \(count) error\(count == 1 ? "" : "s"), so this may not be everything; casebook check names them."
                ).text(in: language))
        }
        return resolved.site
    }

    /// The index of a page of the site. Near misses, former ids and unpublished pages are told apart.
    func page(_ id: String, in site: Site) throws -> Site.PageIndex {
        if let page = site.indexByID[id] { return page }
        throw CommandFailure(unknownID: id, in: site)
    }

    func asking<Value>(_ body: () throws(BuildFailure) -> Value) throws -> Value {
        do throws(BuildFailure) { return try body() } catch { throw CommandFailure(error) }
    }

    /// Says what keeps the site from being looked at.
    func refusal(_ report: BuildReport) -> ExitCode {
        let text = DiagnosticText(language: language, lines: report.lines)
        for diagnostic in report.diagnostics { Terminal.say(text.text(of: diagnostic)) }
        return .refused
    }
}

import ArgumentParser
import CasebookBuild
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

    func validate() throws { try SourceOptions.validate(date: date) }

    /// For what is made of the site as it will look.
    var build: SiteBuild { build(with: DefaultTheme.files) }

    private func build(with theme: [String: [UInt8]]) -> SiteBuild {
        SiteBuild(BuildRequest(source: source, drafts: drafts, date: date, theme: theme))
    }

    /// The site, whatever is wrong with single pages; how much that is, is said.
    func site() throws -> Site {
        let (resolved, report) = try CommandFailure.asking { () throws(BuildFailure) in
            try build(with: [:]).resolvedSite()
        }
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

    /// Says what keeps the site from being looked at.
    func refusal(_ report: BuildReport) -> ExitCode {
        Terminal.say(report.diagnostics, lines: report.lines, in: language)
        return .refused
    }
}

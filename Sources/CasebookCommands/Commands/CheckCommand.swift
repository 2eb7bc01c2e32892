import ArgumentParser
import CasebookBuild
import CasebookModel

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "只检查，不生成 · everything but writing")

    @Option(
        help: ArgumentHelp(
            "线上网站的 site-manifest.json（或网站文件夹）：已发布的网址不能失效 · of the published site, or its folder: its addresses must stay alive",
            valueName: "FILE"))
    var against: String?

    @OptionGroup var source: SourceOptions
    @OptionGroup var report: ReportOptions

    func run() throws {
        let printer = ReportPrinter(options: report, source: source.source, isStrict: source.strict)
        var request = source.request
        try CommandFailure.reported(in: report.words.language) {
            request.published = try against.map { PublishedSite(try PublishedManifest.read($0)) }
        }
        do {
            try printer.finish(SiteBuild(request).check(), isBuild: false)
        } catch let failure as BuildFailure {
            throw printer.finish(failure)
        }
    }
}

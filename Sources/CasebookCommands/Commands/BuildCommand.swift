import ArgumentParser
import CasebookBuild

struct BuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "build", abstract: "生成网站 · build the site")

    @OptionGroup var source: SourceOptions
    @OptionGroup var report: ReportOptions

    func run() throws {
        let printer = ReportPrinter(options: report, source: source.source, isStrict: source.strict)
        do {
            try printer.finish(SiteBuild(source.request).build(), isBuild: true)
        } catch let failure as BuildFailure {
            throw printer.finish(failure)
        }
    }
}

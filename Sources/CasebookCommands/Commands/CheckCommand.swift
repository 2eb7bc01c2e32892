import ArgumentParser
import CasebookBuild

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "只检查，不生成 · everything but writing")

    @OptionGroup var source: SourceOptions
    @OptionGroup var report: ReportOptions

    func run() throws {
        let printer = ReportPrinter(options: report, isStrict: source.strict)
        do {
            try printer.finish(SiteBuild(source.request).check(), isBuild: false)
        } catch let failure as BuildFailure {
            throw printer.finish(failure)
        }
    }
}

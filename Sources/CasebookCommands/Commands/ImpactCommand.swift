import ArgumentParser
import CasebookBuild
import CasebookModel

struct ImpactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "impact", abstract: "改这一页会牵动哪些页 · which pages change if this one does")

    @Argument(help: ArgumentHelp("页面的 id · the page's id", valueName: "ID"))
    var id: String

    @Option(help: "结果的写法 · how the result is written")
    var format = AnswerFormat.text

    @OptionGroup var folder: SiteSource

    func run() throws {
        try CommandFailure.reported(in: folder.language) {
            let found = try CommandFailure.asking { () throws(BuildFailure) in try folder.build.impact(of: id) }
            guard let site = found.site else { throw folder.refusal(found.report) }
            guard let impact = found.impact else { throw CommandFailure(unknownID: id, in: site) }
            switch format {
            case .text:
                let text = ImpactText(impact: impact, language: folder.language)
                Terminal.result(text.lines.joined(separator: "\n") + "\n")
            case .json: Terminal.result(ImpactJSON(impact: impact).bytes)
            }
        }
    }
}

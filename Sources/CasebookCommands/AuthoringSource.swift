import ArgumentParser
import CasebookAuthoring
import CasebookBuild
import CasebookFiles
import CasebookModel
import CasebookText

/// As typed: options of commands that make or look at source files and build nothing.
struct AuthoringSource: ParsableArguments {
    @Option(help: "有 casebook.yml 的文件夹 · folder with casebook.yml")
    var source = "."

    @OptionGroup var words: WordOptions

    /// The folder's contents. A configuration that can't be read is reported and ends the command.
    func contents() throws -> SiteContents {
        let request = request
        let (contents, report) = try CommandFailure.asking { () throws(BuildFailure) in
            try SiteBuild(request).contents()
        }
        if let contents { return contents }
        Terminal.say(report.diagnostics, lines: report.lines, in: words.language)
        throw ExitCode.refused
    }

    /// The content with drafts, and nothing to render it with.
    var request: BuildRequest { BuildRequest(source: source, drafts: true) }

    func kind(called name: String, in contents: SiteContents) throws -> KindDeclaration {
        if let kind = contents.surroundings.kind(called: name) { return kind }
        let kinds = contents.configuration.kinds.kinds
        if contents.configuration.isImplicit {
            throw CommandFailure(
                "“\(source)”里没有 casebook.yml，只有 page 一种页面。要用案例、话术等种类，先运行 casebook init，或用 --source 指明文件夹",
                "there is no casebook.yml in \(source), so there is no kind but page; run casebook init first, or name the folder with --source"
            )
        }
        let near =
            nearestName(to: name, among: kinds.map(\.name)) ?? nearestName(to: name, among: kinds.map(\.label.chinese))
        throw CommandFailure(
            "没有种类“\(name)”\(near.map { "，是不是“\($0)”？" } ?? "。")可用的有：\(kinds.map { "\($0.name) \($0.label.chinese)" }.joined(separator: "，"))",
            "there is no kind \"\(name)\"\(near.map { "; did you mean \"\($0)\"?" } ?? ".") Kinds: \(kinds.map(\.name).joined(separator: ", "))"
        )
    }

    /// A path as the user has to type it from where the command was run.
    func typed(_ path: String) -> String { source == "." ? path : DiskPath(source).appending(path).description }

    /// What has to stand behind another command so that it looks at the same folder.
    var asOption: String { source == "." ? "" : " --source \(source)" }
}

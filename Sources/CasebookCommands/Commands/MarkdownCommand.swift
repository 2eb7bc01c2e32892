import ArgumentParser
import CasebookBuild
import CasebookModel

struct MarkdownCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "markdown",
        abstract: "标准输入的 Markdown 转成 HTML 片段 · CommonMark and GFM on stdin to an HTML fragment on stdout")

    @OptionGroup var words: WordOptions

    func run() throws {
        do {
            Terminal.result(try MarkdownFragment.html(Terminal.readInput()))
        } catch {
            Terminal.say(error.diagnostics, in: words.language)
            throw ExitCode.refused
        }
    }
}

import ArgumentParser
import CasebookBuild
import CasebookFiles
import CasebookLanguageServer
import CasebookModel
import Glibc

struct LanguageServerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lsp", abstract: "供编辑器使用的语言服务（标准输入输出） · language server for editors on stdin/stdout",
        discussion: """
            由编辑器启动：边写边查、补全 id 与取值、悬停说明、跳到定义。设置见 Documentation/editors.md。
            Started by an editor: findings while typing, completion, hover, definition. See Documentation/editors.md.
            """)

    @Option(help: "有 casebook.yml 的文件夹，默认是编辑器打开的文件夹 · folder with casebook.yml; the editor's folder by default")
    var source: String?

    @OptionGroup var words: WordOptions

    func run() throws {
        var server = LanguageServer(
            BuildRequest(source: source ?? "."), isSourceGiven: source != nil, language: words.language,
            version: Casebook.version)
        throw ExitCode(server.run(input: STDIN_FILENO, output: STDOUT_FILENO))
    }
}

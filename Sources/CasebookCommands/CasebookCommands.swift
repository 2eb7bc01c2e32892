import ArgumentParser
import Glibc

/// What the user types, what the terminal says, and the exit status. Everything else is Build's work.
///
/// Exit status: 0 done; 1 content has errors (or warnings with `--strict`) and nothing was published; 64 usage;
/// 74 disk.
package func runCasebook() -> Never {
    // Output that nobody reads any more (`casebook … | head`) ends the run quietly.
    signal(SIGPIPE, SIG_DFL)
    Casebook.main()
    exit(0)
}

struct Casebook: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "casebook",
        abstract: "投诉处理知识库生成器 · builds a static knowledge base for complaint handling from Markdown",
        version: version,
        subcommands: [
            BuildCommand.self, CheckCommand.self, DiffCommand.self, ExplainCommand.self, ExportCommand.self,
            ImpactCommand.self,
            InitCommand.self, LanguageServerCommand.self, MarkdownCommand.self, NewCommand.self, RenameCommand.self,
            ReportCommand.self, SchemaCommand.self, SearchCommand.self, ServeCommand.self,
        ])

    static let version = "0.1.0"
}

/// The exit statuses that other programs rely on.
extension ExitCode {
    static let refused = ExitCode(1)
    static let disk = ExitCode(74)
}

import ArgumentParser
import CasebookAuthoring
import CasebookBuild
import CasebookFiles
import CasebookModel

struct RenameCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename", abstract: "到处改掉一个 id，旧网址照样能用 · an id, everywhere; old addresses stay alive")

    @Argument(help: ArgumentHelp("现在的 id · the id as it is", valueName: "OLD"))
    var old: String

    @Argument(
        help: ArgumentHelp("新的 id；步骤只写 / 后面的部分也行 · the new id; a step's part behind the / is enough", valueName: "NEW"))
    var new: String

    @Flag(name: .customLong("dry-run"), help: "只说会改什么，不动文件 · say what would change, and change nothing")
    var isDryRun = false

    @OptionGroup var folder: AuthoringSource

    private var language: ProgramLanguage { folder.words.language }

    func run() throws {
        try CommandFailure.reported(in: language) {
            let contents = try folder.contents()
            let job = try RenameJob(old, to: new, in: contents, folder)
            try refuseFindings(job)
            if !isDryRun { try job.apply() }
            tell(job)
        }
    }

    /// Nothing is written that would leave the content worse than it was.
    private func refuseFindings(_ job: RenameJob) throws {
        let report = try CommandFailure.asking { () throws(BuildFailure) in try job.trial.newFindings() }
        let worse = report.diagnostics.filter { $0.severity > .note }
        guard !worse.isEmpty else { return }
        Terminal.say(worse, lines: report.lines, in: language)
        throw CommandFailure(
            "没有改动任何文件：这样改会带来上面的问题", "nothing was changed: the new id would bring the findings above",
            status: .refused)
    }

    // MARK: - What is said

    private func tell(_ job: RenameJob) {
        for line in job.lines(in: language) { Terminal.result(line + "\n") }
        let count = job.fileCount
        let done =
            isDryRun
            ? LocalizedText(
                "试运行，没有改动文件；会改 \(count) 个文件。去掉 --dry-run 就照此改。",
                "A dry run, nothing was changed: \(count) file\(count == 1 ? "" : "s"). Without --dry-run it is done.")
            : LocalizedText(
                "已把 \(old) 改为 \(job.newID)，改了 \(count) 个文件；旧网址会转到新页面。",
                "\(old) is \(job.newID) now, \(count) file\(count == 1 ? "" : "s") changed; old addresses lead to the new page."
            )
        Terminal.say(done.text(in: language))
    }
}

import ArgumentParser
import CasebookAuthoring
import CasebookFiles
import CasebookModel
import CasebookTheme

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "建一个马上就能生成的知识库 · a new knowledge base that builds at once")

    @Argument(help: ArgumentHelp("文件夹，不存在或是空的 · a folder that is empty or not there yet", valueName: "DIR"))
    var folder: String

    @Option(help: "知识库的名称 · title of the knowledge base")
    var title: String?

    @Option(help: "样例页面的审核日期，默认今天 · day of the pages' review (YYYY-MM-DD); today by default")
    var date: String?

    @OptionGroup var words: WordOptions

    func validate() throws { try SourceOptions.validate(date: date) }

    func run() throws {
        try CommandFailure.reported(in: words.language) {
            let disk = LocalFileSystem()
            let root = DiskPath(folder)
            try refuseOccupied(root, disk)
            let day = date.flatMap { CalendarDate($0) } ?? Today.date
            var kept: [String] = []
            let files = Starter.files(in: words.language, title: title.map { YAMLText.scalar($0) }, on: day)
            for file in files {
                let path = root.appending(file.path)
                try disk.makeFolders(path.parent)
                do throws(FileError) {
                    try disk.create(path, file.bytes)
                } catch {
                    // Only dot files can be there: `.gitignore` of a repository that was made first.
                    guard error.code == FileError.exists else { throw error }
                    kept.append(file.path)
                }
            }
            tell(files.count - kept.count, kept)
        }
    }

    /// Nothing of somebody's own is written between: a folder that holds more than dot files is left alone.
    private func refuseOccupied(_ root: DiskPath, _ disk: LocalFileSystem) throws {
        guard let status = try disk.statusIfPresent(root) else { return }
        guard status.kind == .folder || status.kind == .link else {
            throw CommandFailure("“\(folder)”不是文件夹", "\(folder) is not a folder")
        }
        let occupied = try disk.list(disk.realPath(root)).map { String(decoding: $0.name, as: UTF8.self) }
            .filter { !$0.hasPrefix(".") }.sorted()
        guard let first = occupied.first else { return }
        throw CommandFailure(
            "“\(folder)”里已经有文件（如“\(first)”），没有改动；请换一个空文件夹",
            "\(folder) holds files already (\(first)) and was left as it is; choose an empty folder")
    }

    private func tell(_ count: Int, _ kept: [String]) {
        for path in kept {
            Terminal.say(LocalizedText("保留了原有的 \(path)。", "Kept the \(path) that was there.").text(in: words.language))
        }
        Terminal.result("\(folder)\n")
        let option = folder == "." ? "" : " --source \(folder)"
        Terminal.say(
            LocalizedText(
                """
                已建好知识库：\(count) 个文件，都是虚构的样例，可以逐页换成自己的。接下来：
                  1. casebook serve\(option)  在浏览器里看。
                  2. 打开 README.md，里面写着怎样加页面、怎样审核和发布。
                  3. casebook new case 标题\(option)  写第一个案例。
                """,
                """
                A new knowledge base: \(count) files, all of them invented examples to be replaced one by one. What to do next:
                  1. casebook serve\(option)  shows it in a browser.
                  2. README.md says how to add, review and publish pages.
                  3. casebook new case TITLE\(option)  begins the first case.
                """
            ).text(in: words.language))
    }
}

import ArgumentParser
import CasebookAuthoring
import CasebookBuild
import CasebookFiles
import CasebookModel

struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "新建一个页面的草稿 · a page from its kind's skeleton")

    @Argument(help: ArgumentHelp("种类：case、script……或 案例、话术…… · kind of page", valueName: "KIND"))
    var kind: String

    @Argument(help: ArgumentHelp("标题 · title", valueName: "TITLE"))
    var title: String?

    @Option(help: ArgumentHelp("网址里的名字，默认用标题的拼音 · id; the title's pinyin by default", valueName: "ID"))
    var id: String?

    @Option(help: ArgumentHelp("新步骤所属的方法 · the method of a new step", valueName: "ID"))
    var method: String?

    @Option(help: ArgumentHelp("负责岗位 · owner, a role", valueName: "ROLE"))
    var owner: String?

    @Option(
        help: ArgumentHelp(
            "带入已有的文档（docx、doc、html、txt、md）或表格（csv、xlsx，每行一页） · take over a document, or a table with a page a row",
            valueName: "FILE"))
    var from: String?

    @Option(
        name: .customLong("map"),
        help: ArgumentHelp("表格的哪一列填哪个字段，可以重复 · which column fills which field; repeatable", valueName: "列名=字段"))
    var maps: [String] = []

    @Flag(name: .customLong("dry-run"), help: "只看表格会怎样带入，不写文件 · show what a table would become, write nothing")
    var isDryRun = false

    @OptionGroup var folder: AuthoringSource

    private var language: ProgramLanguage { folder.words.language }

    func validate() throws {
        if let title, title.allSatisfy(\.isWhitespace) { throw ValidationError("标题是空的 · the title is empty") }
        if isTable, title != nil || id != nil || method != nil {
            throw ValidationError("从表格带入时，标题和 id 来自表格 · titles and ids come from the table")
        }
        if !isTable, isDryRun || !maps.isEmpty {
            throw ValidationError("--map 和 --dry-run 只用于表格 · --map and --dry-run are for tables")
        }
    }

    func run() throws {
        try CommandFailure.reported(in: language) {
            let contents = try folder.contents()
            let kind = try folder.kind(called: kind, in: contents)
            if let from, isTable {
                let drafts = TableDrafts(
                    folder: folder, contents: contents, kind: kind, given: given, wishes: maps, isDryRun: isDryRun)
                try drafts.run(DiskPath(from))
            } else if let from {
                try takeOver(DiskPath(from), as: kind, contents)
            } else {
                try begin(kind, contents)
            }
        }
    }

    private var isTable: Bool { from.map { TableReader.extensions.contains(DiskPath($0).fileExtension) } ?? false }

    /// What every new page is told besides its title.
    private var given: [String: [String]] {
        owner.map { ["owner": ["owner: \(YAMLText.scalar($0))"]] } ?? [:]
    }

    private func begin(_ kind: KindDeclaration, _ contents: SiteContents) throws {
        guard let title else { throw ValidationError("还要写标题 · a title is needed") }
        let place = try place(kind, title, contents)
        try NewPageFile(contents).write(skeleton(of: kind, title).markdown(in: contents.surroundings), at: place)
        tell(kind, title, place, contents)
    }

    private func takeOver(_ file: DiskPath, as kind: KindDeclaration, _ contents: SiteContents) throws {
        let markdown = try DocumentReader(file).markdown()
        let sorted = DocumentSorter(
            markdown, for: kind, title: title, language: contents.configuration.language)
        let title = title ?? sorted.title ?? file.stem
        var skeleton = skeleton(of: kind, title)
        skeleton.body = sorted.body
        let place = try place(kind, title, contents)
        let text = skeleton.markdown(in: contents.surroundings)
        try NewPageFile(contents).write(text, at: place)
        tell(kind, title, place, contents)
        ImportReport(folder.words).tell(sorted)
        ImportReport(folder.words).tell(
            contents.privateData(in: Array(text.utf8), file: contents.pathPrefix + place.path))
    }

    private func skeleton(of kind: KindDeclaration, _ title: String) -> Skeleton {
        var skeleton = Skeleton(of: kind, title: title)
        skeleton.given = given
        return skeleton
    }

    private func place(_ kind: KindDeclaration, _ title: String, _ contents: SiteContents) throws -> PagePlace {
        do throws(PagePlace.Refusal) {
            return try PagePlace(for: kind, title: title, wanted: id, method: method, in: contents.surroundings)
        } catch {
            throw error.failure
        }
    }

    // MARK: - What is said

    private func tell(_ kind: KindDeclaration, _ title: String, _ place: PagePlace, _ contents: SiteContents) {
        Terminal.result(folder.typed(contents.pathPrefix + place.path) + "\n")
        // Steps of different methods may share a name.
        if kind.name != "step",
            let other = contents.pages.first(where: { $0.title.value == title && $0.kind != "step" })
        {
            let path = contents.pathPrefix + other.path
            say("注意：\(path) 也叫“\(title)”，请改一个标题，免得分不清。", "Mind: \(path) is called \"\(title)\", too.")
        }
        let label = kind.label.text(in: language)
        say(
            "已新建草稿：\(label)“\(title)”，id 是 \(place.id)。接下来：",
            "A draft of a new page: \(label) \"\(title)\", id \(place.id). What to do next:")
        let option = folder.asOption
        var steps = [
            LocalizedText("用编辑器打开这个文件，照 # 后面的提示填写。", "Open the file and fill it in; the comments say how.")
        ]
        if kind.name == "method" {
            steps.append(
                LocalizedText(
                    "casebook new step 标题 --method \(place.id)\(option)  逐个加上步骤。",
                    "casebook new step TITLE --method \(place.id)\(option)  adds its steps, one by one."))
        }
        steps += [
            LocalizedText(
                "casebook check\(option)  看还缺什么；草稿里的问题只是警告。",
                "casebook check\(option)  says what is missing; in a draft that is only a warning."),
            LocalizedText(
                "casebook serve\(option)  在浏览器里边写边看。", "casebook serve\(option)  shows it in a browser while you write."
            ),
            LocalizedText(
                "审核通过后，把 status 改成 approved，填上 reviewed_on 和 reviewed_by。",
                "After its review set status to approved, and fill in reviewed_on and reviewed_by."),
        ]
        for (number, step) in steps.enumerated() {
            say("  \(number + 1). \(step.chinese)", "  \(number + 1). \(step.english)")
        }
    }

    private func say(_ chinese: String, _ english: String) {
        Terminal.say(LocalizedText(chinese, english).text(in: language).printable)
    }
}

import Foundation
import TestSupport
import Testing

/// `casebook new … --from`: what becomes of documents and tables that exist already.
@Suite struct ImportTests {
    private static let pandoc = URL(filePath: "/usr/bin/pandoc")
    private static let office = URL(filePath: "/usr/bin/soffice")

    /// A write-up as people have them: half of its headings are headings, and half of its sentences stand where Markdown has
    /// no place for them.
    private static let document = """
        ---
        title: 营业厅排队投诉案例
        subtitle: 供内部培训使用
        ---

        这份材料由培训组整理。

        ## 一、案情背景

        客户在网点排队，**等了两个小时**。只有[一个窗口]{.underline}开着。

        （二）处理过程：

        1. 值班经理先请客户坐下。
        2. 然后问清要办什么。

        ### 与客户沟通的要点

        先听完再说[^1]。说话要慢。

        [^1]: 听的时候做记录。

        +--------+------------------+
        | 时间   | 事情             |
        +========+==================+
        | 上午   | 客户来电。       |
        |        |                  |
        |        | 要求见负责人。   |
        +--------+------------------+
        | 下午   | - 回电一次。     |
        |        | - 上门一次。     |
        +--------+------------------+

        : 来往记录一览。

        **三、处理结果**

        客户说：“这样就好。”价格是 3*4 元，见 [附件]{.smallcaps} 与 H~2~O。

        ## 附件清单

        录音一份。

        > 原话照录，一字不改。

        ## 经验教训

        以后先贴告示。

        思考题：如果是您，第一句话怎么说？
        """

    private static let sentences = [
        "营业厅排队投诉案例", "供内部培训使用", "这份材料由培训组整理。", "客户在网点排队，等了两个小时。", "只有一个窗口开着。", "值班经理先请客户坐下。", "然后问清要办什么。",
        "与客户沟通的要点", "先听完再说", "听的时候做记录。", "说话要慢。", "上午", "客户来电。", "要求见负责人。", "回电一次。", "上门一次。", "来往记录一览。",
        "客户说：“这样就好。”", "价格是 3*4 元", "附件", "H₂O", "附件清单", "录音一份。", "原话照录，一字不改。", "以后先贴告示。", "如果是您，第一句话怎么说？",
    ]

    /// A knowledge base with the document in the given format.
    private func desk(_ format: String, _ document: String = document) async throws -> TemporaryFolder {
        let folder = try TemporaryFolder(named: "desk")
        let start = try await CasebookProgram.run(["init", ".", "--language", "zh"], in: folder.root)
        try #require(start.status == 0, "\(start.errors)")
        try folder.write("old/source.md", document)
        let made = try await CasebookProgram.run(
            ImportTests.pandoc, ["--standalone", "old/source.md", "-o", "old/report.\(format)"], in: folder.root)
        try #require(made.status == 0, "\(made.errors)")
        return folder
    }

    /// A page's words: without the marks of Markdown.
    private func words(_ text: String) -> String { text.replacing("\\", with: "").replacing("**", with: "") }

    @Test(arguments: ["docx", "html"])
    func `every sentence of a document stands in the draft, most of them under their sections`(format: String)
        async throws
    {
        let folder = try await desk(format)
        let run = try await folder.casebook("new", "case", "--from", "old/report.\(format)")
        #expect(run.status == 0, "\(run.errors)")
        let file = run.text.trimmingCharacters(in: .newlines)
        let text = try folder.text(file)
        let words = words(text)
        for sentence in ImportTests.sentences {
            #expect(words.contains(sentence), "\(sentence)\n\(text)")
        }
        #expect(text.contains("status: draft\n"))
        #expect(text.contains("## 背景\n\n客户在网点排队"))
        #expect(text.contains("### 与客户沟通的要点\n\n先听完再说"), "\(text)")
        #expect(text.contains("## 结果\n\n客户说"))
        #expect(text.contains("## 启示\n\n以后先贴告示。"))
        #expect(text.contains("## 讨论题\n\n如果是您"))
        #expect(!text.contains("<"), "\(text)")
        let rest = try #require(text.split(separator: "## 还没有归类的内容").last)
        #expect(rest.contains("这份材料由培训组整理。") && rest.contains("### 附件清单") && rest.contains("录音一份。"))
        #expect(run.errors.contains("Nothing was found for: 经过, 问题."), "\(run.errors)")
        #expect(run.errors.contains("they stand at the end under \"Not sorted yet\""))
        try await folder.build("--drafts", "--strict")
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: office.path)), arguments: ["doc", "odt", "rtf"])
    func `other word processors' files come through LibreOffice`(format: String) async throws {
        let folder = try await desk("docx")
        let made = try await CasebookProgram.run(
            ImportTests.office,
            [
                "-env:UserInstallation=file://\(folder.url("profile").path)", "--headless", "--convert-to", format,
                "--outdir", "old", "old/report.docx",
            ],
            in: folder.root)
        try #require(made.status == 0, "\(made.errors)")
        let run = try await folder.casebook("new", "case", "旧文件", "--from", "old/report.\(format)")
        #expect(run.status == 0, "\(run.errors)")
        let words = words(try folder.text("Content/cases/jiu-wen-jian.md"))
        for sentence in ImportTests.sentences where sentence != "H₂O" {
            #expect(words.contains(sentence), "\(sentence)\n\(words)")
        }
    }

    @Test func `comments and marked changes of Word are taken along without their authors`() async throws {
        let folder = try await desk(
            "docx",
            "## 背景\n\n客户来电。[这里要核实。]{.comment-start id=\"0\" author=\"张三丰\" date=\"2026-01-05T00:00:00Z\"}[]{.comment-end id=\"0\"}\n\n[新加的一句。]{.insertion author=\"张三丰\" date=\"2026-01-05T00:00:00Z\"}[删去的一句。]{.deletion author=\"张三丰\" date=\"2026-01-05T00:00:00Z\"}\n"
        )
        let run = try await folder.casebook("new", "case", "带批注", "--from", "old/report.docx")
        #expect(run.status == 0, "\(run.errors)")
        let text = try folder.text("Content/cases/dai-pi-zhu.md")
        #expect(text.contains("客户来电。〔批注：这里要核实。〕"), "\(text)")
        #expect(text.contains("新加的一句。"))
        #expect(!text.contains("删去的一句"))
        #expect(!text.contains("张三丰"))
    }

    @Test func `text of Windows is read, and what it calls sections too`() async throws {
        let folder = try await desk("docx")
        let text = "某客户投诉\r\n\r\n一、背景\r\n\r\n　　客户急用*现金*。\r\n\r\n经过：他等了1. 个小时。\r\n"
        try folder.write("old/old.txt", try #require(gb18030(text)))
        let run = try await folder.casebook("new", "案例", "--from", "old/old.txt")
        #expect(run.text == "Content/cases/mou-ke-hu-tou-su.md\n", "\(run.errors)")
        let page = try folder.text("Content/cases/mou-ke-hu-tou-su.md")
        #expect(page.contains("## 背景\n\n客户急用\\*现金\\*。\n\n## 经过\n\n他等了1. 个小时。\n"), "\(page)")
    }

    private func gb18030(_ text: String) -> Data? {
        text.data(using: String.Encoding(rawValue: 0x8000_0632))
    }

    @Test func `private data of a document is said at once, and masked`() async throws {
        let folder = try await desk("html", "## 背景\n\n客户张某，电话 13812345678。\n")
        let run = try await folder.casebook("new", "case", "有电话", "--from", "old/report.html")
        #expect(run.status == 0)
        #expect(run.errors.contains("[private-data]"), "\(run.errors)")
        #expect(run.errors.contains("take it out before you commit"))
        #expect(!run.errors.contains("13812345678"))
        let build = try await folder.casebook("build", "--drafts")
        #expect(build.status == 1)
    }

    @Test(arguments: [
        ("old/report.docx", "importing such a file takes pandoc, which isn't installed here: sudo apt install pandoc"),
        (
            "old/report.doc",
            "reading .doc takes soffice, which isn't installed here: sudo apt install libreoffice-writer-nogui"
        ),
        ("old/t.xlsx", "what reads .xlsx isn't installed: sudo apt install xlsx2csv; or save the table as CSV"),
    ])
    func `what isn't installed is named with its command`(file: String, words: String) async throws {
        let folder = try await desk("docx")
        try folder.write("old/report.doc", "x")
        try folder.write("old/t.xlsx", "x")
        let title = file.hasSuffix("xlsx") ? [] : ["甲"]
        let run = try await CasebookProgram.run(
            ["new", "case"] + title + ["--from", file, "--language", "en"], in: folder.root,
            environment: ["PATH": "/nonexistent"])
        #expect(run.status == 74)
        #expect(run.errors == "casebook: \(words)\n")
    }

    @Test(arguments: [
        ("old/none.docx", 74, "no such file"), ("old/pic.png", 64, "files of the type \"png\" are not known"),
        ("old/bad.docx", 1, "pandoc can't read the file"), ("old/bin.txt", 1, "is no text in UTF-8, UTF-16 or GB18030"),
    ])
    func `a file that can't be read is said, and nothing is written`(file: String, status: Int, words: String)
        async throws
    {
        let folder = try await desk("docx")
        try folder.write("old/pic.png", "x")
        try folder.write("old/bad.docx", "no zip")
        try folder.write("old/bin.txt", Data([0, 1, 2]))
        let before = try folder.tree("Content")
        let run = try await folder.casebook("new", "case", "甲", "--from", file)
        #expect(run.status == Int32(status), "\(run.errors)")
        #expect(run.errors.contains(words), "\(run.errors)")
        #expect(differences(before, try folder.tree("Content")) == [])
    }

    // MARK: - Tables

    private static let table = """
        话术名称,话术内容,适用场景,渠道,风险
        查进度,"我马上去查，
        查到给您回话。",客户来催,电话,低
        查进度,重复的一行,客户来催,电话,低
        ,,,,
        ,,,,
        带电话,请拨 13812345678。,客户要电话,电话,低

        """

    @Test(arguments: [[], [0xEF, 0xBB, 0xBF]] as [[UInt8]])
    func `a table is planned first, then written, and never over what is there`(mark: [UInt8]) async throws {
        let folder = try await desk("docx")
        try folder.write("old/t.csv", Data(mark) + Data(ImportTests.table.utf8))
        let before = try folder.tree("Content")
        let paths = "Content/scripts/cha-jin-du.md\nContent/scripts/dai-dian-hua.md\n"

        let plan = try await folder.casebook("new", "script", "--from", "old/t.csv", "--dry-run")
        #expect(plan.status == 0)
        #expect(plan.text == paths)
        #expect(differences(before, try folder.tree("Content")) == [])
        for words in [
            "  话术内容 → what is said\n", "row 2 → Content/scripts/cha-jin-du.md  查进度\n",
            "row 3 is left out: its title or its words are those of row 2\n",
            "row 4–5 is left out: it is empty\n", "[private-data]",
            "5 rows: 2 drafts would be made, 3 rows left out. Nothing was written",
        ] { #expect(plan.errors.contains(words), "\(words)\n\(plan.errors)") }
        #expect(!plan.errors.contains("13812345678"))

        let run = try await folder.casebook("new", "script", "--from", "old/t.csv", "--owner", "客服组")
        #expect(run.status == 0)
        #expect(run.text == paths)
        let page = try folder.text("Content/scripts/cha-jin-du.md")
        #expect(page.contains("> 我马上去查，\n>\n> 查到给您回话。\n"), "\(page)")
        #expect(page.contains("\nowner: 客服组\n"))

        let written = try folder.tree("Content")
        let again = try await folder.casebook("new", "script", "--from", "old/t.csv")
        #expect(again.status == 1)
        #expect(
            again.errors.contains("row 2 is left out: there is a page of this title: Content/scripts/cha-jin-du.md"),
            "\(again.errors)")
        #expect(differences(written, try folder.tree("Content")) == [])
    }

    @Test func `a table in GB18030 builds as drafts`() async throws {
        let folder = try await desk("docx")
        let text = ImportTests.table.replacing("13812345678", with: "我们的热线")
        try folder.write("old/t.csv", try #require(gb18030(text)))
        let run = try await folder.casebook("new", "话术", "--from", "old/t.csv")
        #expect(run.status == 0, "\(run.errors)")
        try await folder.build("--drafts", "--strict")
    }

    @Test(arguments: [
        (["--from", "old/t.csv", "--map", "话术内容=title", "--map", "话术名称=title"], 64, "title takes one column"),
        (["--from", "old/t.csv", "--map", "内容=title"], 64, "the table has no column \"内容\""),
        (["甲", "--from", "old/t.csv"], 64, "titles and ids come from the table"),
        (["甲", "--dry-run"], 64, "--map and --dry-run are for tables"),
        (["--from", "old/open.csv"], 1, "the quotes of row 2 are not closed"),
        (["--from", "old/empty.csv"], 1, "row 1 of old/empty.csv holds no names of columns"),
    ])
    func `a table that can't be taken over is refused`(arguments: [String], status: Int, words: String) async throws {
        let folder = try await desk("docx")
        try folder.write("old/t.csv", ImportTests.table)
        try folder.write("old/open.csv", "标题,话术\n甲,\"没有结束\n")
        try folder.write("old/empty.csv", "\n")
        let before = try folder.tree("Content")
        let run = try await CasebookProgram.run(["new", "script"] + arguments + ["--language", "en"], in: folder.root)
        #expect(run.status == Int32(status), "\(run.errors)")
        #expect(run.errors.contains(words), "\(run.errors)")
        #expect(differences(before, try folder.tree("Content")) == [])
    }
}

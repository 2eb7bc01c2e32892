import CasebookModel
import CasebookParse
import Testing

@testable import CasebookAuthoring

@Suite struct TableImportTests {
    private static let kind = BuiltInKinds.table["script"]!

    private static func vocabulary(_ name: String, _ text: String) -> Vocabulary {
        let source = SourceFile(
            path: "vocabularies/\(name).yml", bytes: Array(text.utf8), fingerprint: Fingerprint(high: 0, low: 0))
        return WordListParser(pathPrefix: "").vocabulary(source).value
    }

    private static let surroundings = Surroundings(
        kinds: BuiltInKinds.table,
        vocabularies: [
            vocabulary(
                "channel",
                "phone: {label: 电话, label_en: Phone, aliases: [热线]}\nonline: {label: 在线, label_en: Online, aliases: [在线客服]}\n"
            ),
            vocabulary("risk", "low: {label: 低, label_en: Low, aliases: [低风险]}\nhigh: {label: 高, label_en: High}\n"),
        ],
        pages: [page("scripts/soothe.md", title: "安抚话术")], language: .simplifiedChinese, pathPrefix: "Content/")

    private func mapping(_ headers: [String], _ wishes: [String] = [], _ kind: KindDeclaration = kind)
        throws(ColumnMapping.Refusal) -> ColumnMapping
    {
        try ColumnMapping(headers: headers, wishes: wishes, kind: kind, in: TableImportTests.surroundings)
    }

    private func table(_ rows: [[String]], _ wishes: [String] = []) throws -> TableImport {
        TableImport(
            rows, mapping: try mapping(rows[0], wishes), kind: TableImportTests.kind, in: TableImportTests.surroundings)
    }

    @Test func `a cell that an export made text says what it said before`() throws {
        let said = ["=1+1 的事我来办。", "'引号'里的话。"]
        var csv = CSVWriter(header: ["标题", "话术"])
        for (index, line) in said.enumerated() { csv.row(["话术\(index)", line]) }
        let rows = try SeparatedValues.rows(of: String(decoding: csv.bytes.dropFirst(3), as: UTF8.self))
        #expect(rows[1][1] == "'=1+1 的事我来办。")
        let drafts = try table(rows).drafts
        #expect(drafts.count == 2)
        // Marks of Markdown are escaped.
        let pages = drafts.map { $0.markdown.replacing("\\", with: "") }
        #expect(zip(pages, said).allSatisfy { page, line in page.contains("> \(line)\n") })
    }

    /// A draft as the program reads it.
    private func parsed(_ draft: TableImport.Draft) -> ParsedPage {
        let source = SourceFile(
            path: draft.place.path, bytes: Array(draft.markdown.utf8), fingerprint: Fingerprint(high: 0, low: 0))
        let options = PageParser.Options(
            kinds: BuiltInKinds.table, isImplicit: false, pathPrefix: "", channels: ["电话": "phone", "在线": "online"])
        return PageParser(options: options).parse(source).value!
    }

    @Test(arguments: [
        ("话术名称", "title"), ("标题", "title"), ("Title", "title"), ("话术内容", "line"), ("标准话术*", "line"), ("话术2", "line"),
        ("电话话术", "line:phone"),
        ("在线客服回复", "line:online"), ("适用场景（必填）", "when"), ("问题", "when"), ("渠道", "channels"), ("Channels", "channels"),
        ("风险 等级", "risk"),
        ("关键词", "aliases"), ("服务禁语", "avoid"), ("负责部门", "owner"), ("序号", "-"), ("电话", "rest"), ("状态", "rest"),
        ("备注", "rest"), ("ID", "id"),
    ])
    func `columns are known by their headers`(header: String, target: String) throws {
        let headers = target == "title" ? [header] : ["标题", header]
        #expect(try mapping(headers).columns.last?.target.name == target)
    }

    @Test func `what the author says goes before what a header looks like`() throws {
        let mapping = try mapping(["话术名称", "内容", "备注"], ["内容=summary", "备注=-", "话术名称=line:热线", "内容=title"])
        #expect(mapping.columns.map(\.target.name) == ["line:phone", "title", "-"])
    }

    @Test func `a mapping that can't be is refused`() {
        #expect(throws: ColumnMapping.Refusal.unknownColumn("标提", near: "标题", known: ["标题", "内容"])) {
            try mapping(["标题", "内容"], ["标提=title"])
        }
        #expect(throws: ColumnMapping.Refusal.notAPair("标题")) { try mapping(["标题"], ["标题"]) }
        #expect(throws: ColumnMapping.Refusal.noTitle(headers: ["甲", "乙"])) { try mapping(["甲", "乙"]) }
        #expect(throws: ColumnMapping.Refusal.twice(.title, ["甲", "乙"])) {
            try mapping(["甲", "乙"], ["甲=title", "乙=title"])
        }
        do throws(ColumnMapping.Refusal) {
            _ = try mapping(["标题"], ["标题=sumary"])
            Issue.record("taken")
        } catch {
            guard case .unknownTarget("sumary", near: "summary", _) = error else {
                Issue.record("\(error)")
                return
            }
        }
    }

    @Test func `a row becomes a draft with everything that it says`() throws {
        let table = try table([
            ["标题", "话术", "在线话术", "场景", "渠道", "风险", "关键词", "禁语", "激烈程度", "生效日", "备注"],
            [
                "查进度", "{客户称呼}，我马上查。\n查到就回。", "马上查。", "1. 客户来催；2. 没有消息", "电话、在线客服", "低风险", "催单,进度", "您别急；等着", "2",
                "2026年1月5日",
                "内部*使用",
            ],
        ])
        let page = parsed(try #require(table.drafts.first))
        #expect(table.skipped.isEmpty)
        #expect(table.drafts[0].remarks == [])
        #expect(page.id == "cha-jin-du")
        #expect(page.title.value == "查进度")
        #expect(page.status == .draft)
        #expect(page.spokenLines.map(\.text) == ["{客户称呼}，我马上查。\n查到就回。", "马上查。"])
        #expect(page.spokenLines.map(\.variant) == [nil, "online"])
        #expect(page.usedSlots.map(\.value) == ["客户称呼"])
        #expect(page.fields.texts("when") == ["客户来催", "没有消息"])
        #expect(page.fields.texts("channels") == ["phone", "online"])
        #expect(page.fields.text("risk") == "low")
        #expect(page.fields.texts("aliases") == ["催单", "进度"])
        #expect(page.fields.list("avoid").map { $0.fields.text("phrase") } == ["您别急", "等着"])
        #expect(page.fields.integer("intensity") == 2)
        #expect(page.fields.date("valid_from") == CalendarDate("2026-01-05"))
        #expect(table.drafts[0].markdown.hasSuffix("## 表格里的其他内容\n\n**备注**\n\n内部\\*使用\n"))
    }

    @Test func `a value that its field doesn't take is said, and kept`() throws {
        let table = try table([["标题", "话术", "渠道", "风险", "激烈程度"], ["甲", "好", "电话;短信", "中等", "很高"]])
        let draft = try #require(table.drafts.first)
        #expect(
            draft.remarks == [
                .unfit(header: "渠道", value: "短信", field: "channels"),
                .unfit(header: "激烈程度", value: "很高", field: "intensity"),
                .unfit(header: "风险", value: "中等", field: "risk"),
            ])
        for words in ["**渠道**\n\n短信", "**风险**\n\n中等", "**激烈程度**\n\n很高", "channels: [phone]"] {
            #expect(draft.markdown.contains(words), "\(words)")
        }
    }

    @Test func `rows that are empty or repeat something are left out, with their numbers`() throws {
        let table = try table([
            ["标题", "话术"], ["甲", "说甲"], ["", " "], ["甲", "说乙"], ["丙", "说甲"], ["安抚话术", "别的"], ["！", "叹号"], ["", ""],
            ["丁", ""], ["", "说戊，好"],
        ])
        #expect(table.drafts.map(\.row) == [2, 9, 10])
        #expect(table.drafts.map(\.title) == ["甲", "丁", "说戊，好"])
        #expect(table.drafts.map(\.remarks) == [[], [.noLine], [.titleMadeUp]])
        #expect(table.skipped.map(\.row) == [3, 4, 5, 6, 7, 8])
        #expect(
            table.skipped.map(\.reason) == [
                .empty, .sameAsRow(2), .sameAsRow(2), .sameAsPage("scripts/soothe.md"), .place(.noIDInTitle("！")),
                .empty,
            ])
    }

    @Test func `titles that sound alike get ids of their own`() throws {
        let table = try table([["标题", "话术"], ["查账", "一"], ["查帐", "二"], ["察账", "三"]])
        #expect(table.drafts.map(\.place.id) == ["cha-zhang", "cha-zhang-2", "cha-zhang-3"])
    }

    @Test func `a row shorter than the header, or longer, is read as far as it goes`() throws {
        let rows = [["标题", "", "场景 "], ["甲"], ["乙", "", "场景", "多出来的", " "]]
        let headers = TableImport.headers(of: rows, language: .simplifiedChinese)
        #expect(headers == ["标题", "", "场景", "列 4", ""])
        let table = TableImport(
            rows, mapping: try mapping(headers), kind: TableImportTests.kind, in: TableImportTests.surroundings)
        #expect(table.drafts.map(\.title) == ["甲", "乙"])
        #expect(table.drafts[1].markdown.contains("**列 4**\n\n多出来的"))
    }
}

import CasebookModel
import Testing

@testable import CasebookParse

@Suite struct PositionTests {
    /// Every value stands after Chinese text, so that bytes, scalars and characters differ.
    private static let text = """
        ---
        title: 排队：中午
        summary: '单引号“里”有 '' 引号'  # 注释
        caveat: "双引号 \\" 与 \\\\"
        change: 两行的
          普通文字
        aliases: [排队, '等 候', "叫\\"号", 中午👍 ]
        tags:
          - 一
          - '二'
        owner: |
          块状文字
        reviewed_by: >-
          折叠文字
        sources: [{id: iso-10002, at: '第 3 页'}, tarp]
        status: approved
        reviewed_on: 2026-01-02
        ---
        正文
        """

    @Test(arguments: [
        ("title", "2:8", "排队：中午"),
        ("summary", "3:10", "'单引号“里”有 '' 引号'"),
        ("caveat", "4:9", "\"双引号 \\\" 与 \\\\\""),
        ("change", "5:9", "两行的"),
        ("aliases", "7:10", ""),
        ("tags", "9:3", ""),
        ("owner", "11:8", "|"),
        ("reviewed_by", "13:14", ">-"),
        ("status", "16:9", "approved"),
        ("reviewed_on", "17:14", "2026-01-02"),
    ])
    func `a value's range is where it was written, quotes and all`(field: String, place: String, written: String) throws
    {
        let outcome = parse(PositionTests.text, "guides/g.md")
        #expect(outcome.diagnostics.isEmpty)
        let value = try #require(outcome.page.fields[field: field])
        let position = LineTable(Array(PositionTests.text.utf8)).position(of: value.range.start)
        #expect("\(position.line):\(position.column)" == place)
        #expect(words(value.range, of: PositionTests.text) == written)
    }

    @Test(arguments: [
        ("aliases", 0, "7:11", "排队"), ("aliases", 1, "7:15", "'等 候'"), ("aliases", 2, "7:22", "\"叫\\\"号\""),
        ("aliases", 3, "7:30", "中午👍"), ("tags", 0, "9:5", "一"), ("tags", 1, "10:5", "'二'"),
    ])
    func `so are the elements of lists`(field: String, index: Int, place: String, written: String) throws {
        let element = parse(PositionTests.text, "guides/g.md").page.fields.list(field)[index]
        let position = LineTable(Array(PositionTests.text.utf8)).position(of: element.range.start)
        #expect("\(position.line):\(position.column)" == place)
        #expect(words(element.range, of: PositionTests.text) == written)
    }

    @Test(arguments: [(0, "id", "iso-10002"), (0, "at", "'第 3 页'"), (1, "id", "tarp")])
    func `and the fields of records`(index: Int, field: String, written: String) throws {
        let record = parse(PositionTests.text, "guides/g.md").page.fields.list("sources")[index]
        let value = try #require(record.fields[field: field])
        #expect(words(value.range, of: PositionTests.text) == written)
    }

    @Test func `positions hold with CRLF and behind a byte order mark`() throws {
        for text in [PositionTests.text.replacing("\n", with: "\r\n"), "\u{FEFF}" + PositionTests.text] {
            let page = parse(text, "guides/g.md").page
            for (field, written) in [("status", "approved"), ("owner", "|"), ("title", "排队：中午")] {
                let value = try #require(page.fields[field: field])
                #expect(words(value.range, of: text) == written)
            }
        }
    }

    @Test func `links of text fields are found one behind the other`() throws {
        let text = """
            ---
            title: t
            summary: '先 soothe 再 [[soothe]]，又 [[soothe|一次]]，见 [页](other.md)'
            ---
            """
        guard case .prose(let prose)? = parse(text, "guides/g.md").page.fields[field: "summary"]?.content else {
            Issue.record("summary is prose")
            return
        }
        let links = try #require(prose.document?.links)
        let positions = links.map { LineTable(Array(text.utf8)).position(of: $0.range.start).column }
        #expect(positions == [22, 35, 55])
        #expect(links.map { words($0.range, of: text) } == ["[[soothe", "[[soothe", "other.md"])
    }

    @Test(arguments: [
        ("看 [[soothe]] 和 [[soothe|安抚]]。", ["[[soothe]]@1:3", "[[soothe@1:16"]),
        ("a [a](a) b", ["a@1:7"]),
        ("[甲](x.md) [乙](x.md)", ["x.md@1:5", "x.md@1:15"]),
        ("[![图](a.png)](b.md)", ["b.md@1:15", "a.png@1:7"]),
        ("[甲](<x y.md>)", ["x y.md@1:6"]),
        ("[甲][r]\n\n[r]: x.md", ["甲@1:2"]),
        ("<https://example.org/x> www.example.org", ["https://example.org/x@1:2", "www.example.org@1:25"]),
        ("# 标题 [[a]]\n\n- 列表 [[b]]\n\n> 引用 [[c]]", ["[[a]]@1:6", "[[b]]@3:6", "[[c]]@5:6"]),
        ("| 甲 | 乙 |\n|--|--|\n| [[a\\|词]] | [[b]] |\n| x | [y](c.md) |", ["[[a@3:3", "[[b]]@3:14", "c.md@4:11"]),
        ("[甲](x.md#节) [乙](#节)", ["x.md@1:5", "#节@1:17"]),
        ("多行\n第二行 [[a]]\n[[b]]", ["[[a]]@2:5", "[[b]]@3:1"]),
        ("[a](b&amp;c) [[d]]", ["a@1:2", "[[d]]@1:14"]),
    ])
    func `a link's place is its destination, or its words where that can't be found`(markdown: String, places: [String])
    {
        for text in [markdown, markdown + "\n", markdown + "\n\n# 尾 x.md a [[a]] [[b]]\n"] {
            let page = parse(text, isImplicit: true).page
            let lines = LineTable(Array(text.utf8))
            let found = page.body.links.map { link in
                let position = lines.position(of: link.range.start)
                return "\(words(link.range, of: text))@\(position.line):\(position.column)"
            }
            #expect(Array(found.prefix(places.count)) == places)
        }
    }

    @Test func `headings, blocks and spoken lines know where they begin in the whole file`() {
        let text = "---\ntitle: t\nsummary: s\nwhen: w\nchannels: phone\nrisk: low\n---\n> 您好，{称呼}。\n\n## 电话\n\n> 喂\n"
        let page = parse(text, "scripts/s.md").page
        #expect(page.spokenLines.map { words($0.range, of: text) } == ["> 您好，{称呼}。", "> 喂"])
        #expect(page.usedSlots.map { words($0.range, of: text) } == ["{称呼}"])
        #expect(page.body.headings.map { words($0.range, of: text) } == ["## 电话"])
    }
}

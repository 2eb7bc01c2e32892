import CasebookModel
import Testing

@testable import CasebookParse

@Suite struct ExcuseTests {
    @Test(arguments: [
        ("甲 <!-- casebook-allow: raw-html 示例 -->", "raw-html", "示例"),
        ("<!--casebook-allow:raw-html 两个 词 -->", "raw-html", "两个 词"),
        ("# casebook-allow: unknown-key 旧字段", "unknown-key", "旧字段"),
        ("title: t # casebook-allow: private-data 虚构", "private-data", "虚构"),
        ("<!-- casebook-allow: raw-html -->", "raw-html", ""),
        ("<!-- casebook-allow: -->", "", ""),
        ("<!-- casebook-allow:   raw-html    理由   --> 后文", "raw-html", "理由"),
    ])
    func `an excuse names a finding and a reason`(line: String, id: String, reason: String) {
        let excuses = Excuses.find(in: Array("一\n\(line)\n三\n四\n".utf8))
        #expect(excuses.map(\.diagnosticID) == [id])
        #expect(excuses.map(\.reason) == [reason])
    }

    @Test(arguments: [
        "casebook-allow: raw-html 没有注释", "<!-- 先说 casebook-allow: raw-html x -->", "`casebook-allow`",
        "<!-- casebook-allow raw-html x -->",
    ])
    func `other mentions are none`(line: String) {
        #expect(Excuses.find(in: Array(line.utf8)).isEmpty)
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `an excuse covers its own line and the one below`(lineEnd: String) throws {
        let text = ["一", "<!-- casebook-allow: raw-html 理由 -->", "三<b>", "四"].joined(separator: lineEnd)
        let excuse = try #require(Excuses.find(in: Array(text.utf8)).first)
        let lines = LineTable(Array(text.utf8))
        #expect(lines.position(of: excuse.lines.start) == SourcePosition(line: 2, column: 1))
        #expect(lines.position(of: excuse.lines.end) == SourcePosition(line: 3, column: 5))
        #expect(words(excuse.range, of: text) == "casebook-allow: raw-html 理由 -->")
    }

    @Test func `an excuse on the last line covers it alone`() throws {
        for text in ["一\n<!-- casebook-allow: raw-html 理由 -->", "一\n<!-- casebook-allow: raw-html 理由 -->\n"] {
            let excuse = try #require(Excuses.find(in: Array(text.utf8)).first)
            #expect(excuse.lines.start == 4)
            #expect(excuse.lines.end <= text.utf8.count)
        }
    }

    @Test func `an excuse at a line's end is a comment and stays off the page`() {
        let page = parse("---\ntitle: t\n---\n甲<!-- casebook-allow: raw-html 理由 -->\n", "guides/g.md").page
        #expect(page.body.outline == "paragraph(\"甲\")")
        #expect(page.excuses.count == 1)
    }
}

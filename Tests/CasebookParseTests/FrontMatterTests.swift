import CasebookModel
import TestSupport
import Testing

@testable import CasebookParse

@Suite struct FrontMatterTests {
    @Test(arguments: [
        // Never closes.
        ("---\ntitle: 甲\n正文", ["1:1 front-matter-syntax 页首的 --- 没有收尾"]),
        ("---\r\ntitle: 甲\r\n", ["1:1 front-matter-syntax 页首的 --- 没有收尾"]),
        ("\u{FEFF}---\ntitle: 甲\n", ["1:1 front-matter-syntax 页首的 --- 没有收尾"]),
        // Not a mapping.
        ("---\n只有一句话\n---\n", ["2:1 front-matter-syntax 页首内容不是“字段: 值”的形式"]),
        ("---\n- a\n- b\n---\n", ["2:1 front-matter-syntax 页首内容不是“字段: 值”的形式"]),
        // What a Chinese keyboard does.
        ("---\ntitle：甲\n---\n", ["2:6 front-matter-syntax 字段名后面用了中文冒号“：”"]),
        ("---\ntitle: 甲\nsummary：乙\nstatus: draft\n---\n", ["3:8 front-matter-syntax 字段名后面用了中文冒号“：”"]),
        ("---\ntitle: 甲\nsummary：乙\n---\n", ["3:8 front-matter-syntax 字段名后面用了中文冒号“：”"]),
        // YAML's own slips.
        ("---\ntitle: 甲: 乙\n---\n", ["2:9 front-matter-syntax 值里有“: ”（冒号加空格），这一行就读不懂了"]),
        ("---\ntitle: 甲\n\ttags: a\n---\n", ["3:1 front-matter-syntax 用了制表符（Tab）缩进"]),
        ("---\ntitle: '甲\n---\n正文", ["3:1 front-matter-syntax 写法有误：引号没有收尾"]),
        ("---\ntitle: @甲\n---\n", ["2:8 front-matter-syntax 写法有误：值不能以 @、` 或 % 开头，请用引号括起来"]),
        ("---\ntitle: *甲\n---\n", ["2:9 front-matter-syntax 写法有误：以 * 或 & 开头的值要用引号括起来"]),
        ("---\ntitle: *a\n---\n", ["2:8 front-matter-syntax 写法有误：* 后面的名称没有定义；以 * 开头的值要用引号括起来"]),
        ("---\ntags: [甲，乙\nid: x\n---\n", ["3:3 front-matter-syntax 写法有误：方括号 [ ] 里缺少英文逗号，或者没有收尾的 ]"]),
        ("---\ntitle: 甲\nid: x\ntitle: 乙\n---\n", ["4:1 front-matter-syntax 字段“title”写了两次"]),
        ("---\ntitle: 甲\nsources:\n  - title: x\ntitle: 乙\n---\n", ["5:1 front-matter-syntax 字段“title”写了两次"]),
        ("---\nsources:\n  - id: x\n    id: y\n---\n", ["4:5 front-matter-syntax 字段“id”写了两次"]),
        ("---\nx: {id: x, id: y}\n---\nid: z\n", ["2:5 front-matter-syntax 字段“id”写了两次"]),
        ("---\ntitle: 甲\u{1}\n---\n", ["2:9 front-matter-syntax 写法有误：含有看不见的控制字符"]),
    ])
    func `front matter that can't be read is one finding with its place`(text: String, found: [String]) {
        #expect(findings(text, "guides/g.md") == found)
        #expect(parse(text, "guides/g.md").page.isBroken)
    }

    @Test(arguments: [
        ("---\ntitle: 甲\n---\n正文\n", "正文"), ("---\r\ntitle: 甲\r\n---\r\n正文\r\n", "正文"),
        ("---\rtitle: 甲\r---\r正文\r", "正文"),
        ("\u{FEFF}---\ntitle: 甲\n---\n正文", "正文"), ("---\ntitle: 甲\n...\n正文", "正文"), ("---  \ntitle: 甲\n--- \n正文", "正文"),
        ("---\n\n# 注释\ntitle: 甲\n---\n正文", "正文"), ("---\n\ntitle: 甲\n---\n正文", "正文"),
        ("---\n{title: 甲}\n---\n正文", "正文"),
        ("---\n\"title\": 甲\n---\n正文", "正文"), ("---\ntitle: |\n  甲\n---\n正文", "正文"), ("---\ntitle: 甲\n---", ""),
    ])
    func `front matter is found with any line ends, byte order marks and both ends`(text: String, words: String) {
        let outcome = parse(text, "guides/g.md")
        #expect(outcome.diagnostics.isEmpty)
        #expect(outcome.page.title.value == "甲")
        #expect(outcome.page.body.plainText(0..<outcome.page.body.nodes.count) { _ in nil } == words)
    }

    @Test(arguments: [
        (
            "---\n\n正文里没有字段。\n\n---\n\n再来一段。\n",
            "thematicBreak paragraph(\"正文里没有字段。\") thematicBreak paragraph(\"再来一段。\")"
        ),
        ("---\n\n# 标题\n", "thematicBreak h1[标题](\"标题\")"),
        ("---\n\n# 标题\n\n---\n", "thematicBreak h1[标题](\"标题\") thematicBreak"),
        ("---", "thematicBreak"),
        ("---\n", "thematicBreak"),
        ("----\ntitle: 甲\n---\n", "thematicBreak h2[title-甲](\"title: 甲\")"),
        ("\n---\ntitle: 甲\n---\n", "thematicBreak h2[title-甲](\"title: 甲\")"),
    ])
    func `a thematic break at the top is no front matter`(text: String, outline: String) {
        let page = parse(text, isImplicit: true).page
        #expect(page.body.outline == outline)
        #expect(!page.isBroken)
    }

    @Test(arguments: ["---\n---\n正文", "---\n# 只有注释\n---\n正文", "---\n\n\n---\n\n正文"])
    func `empty front matter lacks what a kind requires and nothing else`(text: String) {
        #expect(
            findings(text, "terms/t.md").filter { !$0.contains("missing-field") } == [])
        #expect(findings(text, "terms/t.md").count == 2)
    }

    @Test func `anchors and aliases stand for their values`() {
        let outcome = parse("---\ntitle: &a 甲\naliases: [*a, 乙]\n---\n", "guides/g.md")
        #expect(outcome.diagnostics.isEmpty)
        #expect(outcome.page.fields.texts("aliases") == ["甲", "乙"])
    }

    @Test func `many aliases are refused before they are composed`() {
        var yaml = "---\na0: &a0 [x, x]\n"
        for level in 1..<40 { yaml += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        #expect(findings(yaml + "---\n", "guides/g.md") == ["2:1 front-matter-syntax 这里用了 78 处 YAML 别名（*名称），最多允许 16 处"])
    }

    @Test(arguments: ["\t", "\u{85}", "\u{2028}", "\r"])
    func `no blank hides an alias from the count`(blank: String) {
        let aliases = Array(repeating: "\(blank)*a", count: 17).joined(separator: ",")
        #expect(findings("---\nx: &a y\nz: [\(aliases)]\n---\n", "guides/g.md").first?.contains("17 处 YAML 别名") == true)
    }

    @Test func `emphasis and ampersands in words are no aliases`() {
        let words = Array(repeating: "*强调* 与 A & B、**粗体**", count: 40).joined()
        #expect(findings("---\ntitle: t\nsummary: '\(words)'\n---\n", "guides/g.md") == [])
    }

    @Test func `values may be nested, but not without end`() {
        #expect(
            findings("---\ntitle: t\ntags: \(String(repeating: "[", count: 200))\n---\n", "guides/g.md") == [
                "2:1 front-matter-syntax 这里的嵌套超过 32 层"
            ])
        let list = String(repeating: "- ", count: 200)
        #expect(
            findings("---\ntitle: t\ntags:\n  \(list)x\n---\n", "guides/g.md") == [
                "2:1 front-matter-syntax 这里的嵌套超过 32 层"
            ])
    }

    @Test func `a long list with carriage returns alone is not nested`() {
        let list = (0..<300).map { "- 别名\($0)\r" }.joined()
        #expect(findings("---\rtitle: t\raliases:\r\(list)---\r", "guides/g.md") == [])
    }

    @Test func `more than 256 KB are refused`() {
        let text = "---\ntitle: \(String(repeating: "甲", count: 100_000))\n---\n"
        #expect(findings(text, "guides/g.md") == ["2:1 front-matter-syntax 页首有 300 KB，最多允许 262 KB"])
    }

    @Test(.timeLimit(.minutes(20))) func `a line of 60,000 values is placed as fast as it is read`() throws {
        let values = (0..<60_000).map { "甲\($0 % 10)" }.joined(separator: ",")
        let text = "---\ntitle: t\naliases: [\(values.prefix(80_000))]\n---\n"
        var page: ParsedPage?
        let time = threadTime { page = parse(text, "guides/g.md").value }
        let last = try #require(page?.fields.list("aliases").last)
        #expect(words(last.range, of: text) == last.text)
        #expect(time < .seconds(10))
    }

    @Test func `ten thousand unknown keys cost a suggestion for the first few only`() {
        let text = "---\ntitle: t\n" + (0..<10_000).map { "sumary\($0): x\n" }.joined() + "---\n"
        var found: [Diagnostic] = []
        let time = threadTime { found = parse(text, "guides/g.md").diagnostics }
        #expect(found.count == 10_000)
        #expect(time < .seconds(10))
    }
}

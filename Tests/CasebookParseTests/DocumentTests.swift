import CasebookModel
import TestSupport
import Testing

@testable import CasebookParse

@Suite struct DocumentTests {
    @Test(arguments: [
        // Blocks.
        ("甲\n乙", "paragraph(\"甲\" softBreak \"乙\")"),
        ("甲  \n乙\\\n丙", "paragraph(\"甲\" lineBreak \"乙\" lineBreak \"丙\")"),
        ("# 一\n\n###### 六 ##\n\n二\n--", "h1[一](\"一\") h6[六](\"六\") h2[二](\"二\")"),
        ("> 甲\n>\n> > 乙", "quotation(paragraph(\"甲\") quotation(paragraph(\"乙\")))"),
        ("- 甲\n- 乙", "tightBullets(item(paragraph(\"甲\")) item(paragraph(\"乙\")))"),
        ("- 甲\n\n- 乙", "bullets(item(paragraph(\"甲\")) item(paragraph(\"乙\")))"),
        ("3. 甲\n4. 乙", "tightOrdered@3(item(paragraph(\"甲\")) item(paragraph(\"乙\")))"),
        ("1) 甲\n\n   乙", "ordered@1(item(paragraph(\"甲\") paragraph(\"乙\")))"),
        ("- [ ] 甲\n- [x] 乙\n- 丙", "tightBullets(todo(paragraph(\"甲\")) done(paragraph(\"乙\")) item(paragraph(\"丙\")))"),
        ("- a\n  - b", "tightBullets(item(paragraph(\"a\") tightBullets(item(paragraph(\"b\")))))"),
        ("```swift x\nlet a\n```\n\n    缩进", "codeBlock[swift x] \"let a⏎\" codeBlock \"缩进⏎\""),
        ("~~~\n~~~", "codeBlock \"\""),
        ("***", "thematicBreak"),
        (
            "| 甲 | 乙 | 丙 | 丁 |\n|---|:--|:-:|--:|\n| a | **b** |  |",
            "table(head(th(\"甲\") th-left(\"乙\") th-centre(\"丙\") th-right(\"丁\")) row(td(\"a\") td-left(strong(\"b\")) td-centre td-right))"
        ),
        // Inlines.
        (
            "*甲* **乙** ~~丙~~ ***丁***",
            "paragraph(emphasis(\"甲\") \" \" strong(\"乙\") \" \" strikethrough(\"丙\") \" \" emphasis(strong(\"丁\")))"
        ),
        ("`a b` `` ` ``", "paragraph(code \"a b\" \" \" code \"`\")"),
        ("[甲](x.md '题') [乙](#节) [丙]()", "paragraph(link[x.md '题'](\"甲\") \" \" link[#节](\"乙\") \" \" link[](\"丙\"))"),
        ("[甲][r]\n\n[r]: x.md", "paragraph(link[x.md](\"甲\"))"),
        ("![替 *代* `码`](a.png '题')", "paragraph(image[a.png '题'] \"替 代 码\")"),
        ("[![图](a.png)](b.md)", "paragraph(link[b.md](image[a.png] \"图\"))"),
        (
            "<https://a.example/x> www.a.example",
            "paragraph(link[https://a.example/x](\"https://a.example/x\") \" \" link[http://www.a.example](\"www.a.example\"))"
        ),
        ("&amp; &copy; &#x4E2D; \\* \\[", "paragraph(\"& © 中 * [\")"),
        ("a_b_c*d [x] !y ~z ]", "paragraph(\"a_b_c*d [x] !y ~z ]\")"),
        ("\u{0}", "paragraph(\"\u{FFFD}\")"),
        // Footnotes, in the order of their first use.
        (
            "甲[^b] 乙[^a] 丙[^b]\n\n[^a]: 一\n[^b]: 二\n[^c]: 没用",
            "paragraph(\"甲\" ref1.1 \" 乙\" ref2.1 \" 丙\" ref1.2) footnote1(paragraph(\"二\")) footnote2(paragraph(\"一\"))"
        ),
        ("甲[^x]", "paragraph(\"甲[^x]\")"),
        ("", ""), ("\n \n\t\n", ""),
    ])
    func `every construct of Markdown becomes a node`(markdown: String, outline: String) {
        #expect(body(markdown).outline == outline)
    }

    @Test(arguments: [
        ("[[soothe]]", "paragraph(page[soothe])"),
        ("见[[soothe|安抚]]。", "paragraph(\"见\" page[soothe] \"安抚\" \"。\")"),
        ("[[noon-queue#背景]]", "paragraph(page[noon-queue#背景])"),
        ("[[#背景|上文]]", "paragraph(page[#背景] \"上文\")"),
        ("[[six-steps/vent]]", "paragraph(page[six-steps/vent])"),
        ("[[ soothe | 安 抚 ]]", "paragraph(page[soothe] \"安 抚\")"),
        ("[[a|b|c]]", "paragraph(page[a] \"b|c\")"),
        ("[[a_b_c]] [[安抚*]]", "paragraph(page[a_b_c] \" \" page[安抚*])"),
        ("**[[a]]**", "paragraph(strong(page[a]))"),
        ("# 见 [[a]]", "h1[见-a](\"见 \" page[a])"),
        ("| [[a\\|词]] |\n|--|", "table(head(th(page[a] \"词\")))"),
        ("![[soothe]]", "paragraph(loneCard[soothe])"),
        (
            "![[ soothe ]]\n\n> ![[b]]\n\n- ![[c]]",
            "paragraph(loneCard[soothe]) quotation(paragraph(card[b])) tightBullets(item(paragraph(card[c])))"
        ),
        ("看 ![[soothe]]", "paragraph(\"看 \" card[soothe])"),
        ("![[a]] ![[b]]", "paragraph(card[a] \" \" card[b])"),
        ("a![[b]]", "paragraph(\"a\" card[b])"),
        // Not marks.
        ("`[[a]]`", "paragraph(code \"[[a]]\")"),
        ("    [[a]]", "codeBlock \"[[a]]⏎\""),
        ("[[]] [[ ]] [[|a]] [a] [[a] [[a", "paragraph(\"[[]] [[ ]] [[|a]] [a] [[a] [[a\")"),
        ("[[[a]]]", "paragraph(\"[\" page[a] \"]\")"),
        ("[[a\nb]]", "paragraph(\"[[a\" softBreak \"b]]\")"),
        ("\\[[a]] \\!\\[\\[a]]", "paragraph(\"[[a]] ![[a]]\")"),
        // Slots are for spoken lines only.
        ("> 您好，{称呼}", "quotation(paragraph(\"您好，{称呼}\"))"),
        ("\\{称呼}", "paragraph(\"{称呼}\")"),
    ])
    func `page links and cards are marks in plain words only`(markdown: String, outline: String) {
        #expect(body(markdown).outline == outline)
    }

    @Test(arguments: [
        ("> [!NOTE]\n> 甲", "note(paragraph(\"甲\"))"),
        ("> [!tip]\n> 甲\n>\n> 乙", "tip(paragraph(\"甲\") paragraph(\"乙\"))"),
        ("> [!IMPORTANT]\n> - 甲", "important(tightBullets(item(paragraph(\"甲\"))))"),
        ("> [!WARNING]", "warning"),
        ("> [!CAUTION]\\\n> 甲", "caution(paragraph(\"甲\"))"),
        ("> [!NOTE] 甲", "quotation(paragraph(\"[!NOTE] 甲\"))"),
        ("> [!OTHER]\n> 甲", "quotation(paragraph(\"[!OTHER]\" softBreak \"甲\"))"),
        ("> 甲\n> [!NOTE]", "quotation(paragraph(\"甲\" softBreak \"[!NOTE]\"))"),
        ("- > [!NOTE]\n  > 甲", "tightBullets(item(note(paragraph(\"甲\"))))"),
    ])
    func `GitHub's alerts are callouts`(markdown: String, outline: String) {
        #expect(body(markdown).outline == outline)
    }

    @Test(arguments: [
        ("甲<!-- 注 -->乙", "paragraph(\"甲乙\")", []),
        ("<!-- 注 -->\n\n甲", "paragraph(\"甲\")", []),
        ("<!-- 注\n\n还是注 -->\n甲", "paragraph(\"甲\")", []),
        ("<!-- 一 --> <!-- 二 -->", "", []),
        ("<div>\n<!-- 秘密 -->\n甲\n</div>", "htmlBlock \"<div>⏎⏎甲⏎</div>⏎\"", ["4:1 raw-html HTML 代码会原样显示为文字：<div>"]),
        ("<!-- 秘密 --> **甲**", "htmlBlock \" **甲**⏎\"", ["4:1 raw-html HTML 代码会原样显示为文字：**甲**"]),
        ("<!-- 没有收尾\n\n甲", "htmlBlock \"<!-- 没有收尾⏎⏎甲⏎\"", ["4:1 raw-html HTML 代码会原样显示为文字：<!-- 没有收尾"]),
        (
            "甲 <b>乙</b>", "paragraph(\"甲 \" inlineHTML \"<b>\" \"乙\" inlineHTML \"</b>\")",
            ["4:3 raw-html HTML 代码会原样显示为文字：<b>", "4:7 raw-html HTML 代码会原样显示为文字：</b>"]
        ),
        ("`<b>` 与 \\<b>", "paragraph(code \"<b>\" \" 与 <b>\")", []),
        (
            "[甲](x.md) &lt;b&gt;", "paragraph(link[x.md](\"甲\") \" <b>\")", []
        ),
        (
            "<p title=\"\(String(repeating: "长", count: 50))\">",
            "htmlBlock \"<p title=\"\(String(repeating: "长", count: 50))\">⏎\"",
            ["4:1 raw-html HTML 代码会原样显示为文字：<p title=\"\(String(repeating: "长", count: 30))…"]
        ),
    ])
    func `comments are dropped, other HTML is shown and reported`(markdown: String, outline: String, found: [String]) {
        let text = "---\ntitle: t\n---\n\(markdown)\n"
        #expect(body(markdown + "\n").outline == outline)
        #expect(findings(text, "guides/g.md") == found)
    }

    @Test(arguments: [
        ("# 退款 流程", "退款-流程"), ("# Refund Process", "refund-process"), ("# a_b-c", "a_b-c"), ("# 1.2 版本！", "12-版本"),
        ("# ÀÉ", "àé"),
        ("# ???", "section"), ("#", "section"), ("# `码` *斜*", "码-斜"), ("# [甲](x.md)", "甲"), ("# İ", "i̇"),
    ])
    func `anchors are GitHub's`(markdown: String, anchor: String) {
        #expect(body(markdown).headings.map(\.anchor) == [anchor])
    }

    @Test func `repeated headings get numbers that no other heading has`() {
        #expect(
            body("# a\n# a\n# a-1\n# A\n# a-1\n> # a").headings.map(\.anchor) == [
                "a", "a-1", "a-1-1", "a-2", "a-1-2", "a-3",
            ])
    }

    @Test func `twenty thousand equal headings take no longer than others`() {
        let time = threadTime {
            #expect(body(String(repeating: "# a\n", count: 20_000)).headings.last?.anchor == "a-19999")
        }
        #expect(time < .seconds(5))
    }

    @Test func `headings say their level, words and line`() {
        let text = "---\ntitle: t\n---\n# 一 **二**\r\n\r\n三\r\n===\r\n"
        let headings = parse(text, "guides/g.md").page.body.headings
        #expect(headings.map(\.text) == ["一 二", "三"])
        #expect(headings.map(\.level) == [1, 1])
        #expect(headings.map { words($0.range, of: text) } == ["# 一 **二**", "三"])
    }

    @Test func `plain Markdown knows none of Casebook's marks`() {
        let outcome = PlainMarkdown.parse(Array("---\n\n[[a]] ![[b]] {c} <!-- d -->\n\n> [!NOTE]\n> e".utf8))
        #expect(outcome.diagnostics.isEmpty)
        #expect(
            outcome.value?.outline
                == "thematicBreak paragraph(\"[[a]] ![[b]] {c} \" inlineHTML \"<!-- d -->\") quotation(paragraph(\"[!NOTE]\" softBreak \"e\"))"
        )
        #expect(PlainMarkdown.parse([0x61, 0xFF]).diagnostics.map(\.problem) == [.notUTF8(byte: 0xFF)])
    }

    /// libcmark-gfm cuts such labels by the length of their last line, in the middle of a character if need be.
    @Test(arguments: [
        "甲[^脚注\n第二行]乙", "甲[^脚注很长很长\n二]乙", "[^甲 [乙]\n丙]丁", "- [^甲\n  乙]", "> [^甲\n> 乙**丙**] [^丁]", "[^甲\r\n乙",
        "\u{1}[^甲\n乙]", "[^甲`乙]\n丙` 丁]", "[^甲<b c=\"]\n丙\"> 丁]",
    ])
    func `a footnote's label over two lines is words, and none is lost`(markdown: String) throws {
        let bytes = Array(markdown.utf8)
        for document in [body(markdown), try #require(PlainMarkdown.parse(bytes).value)] {
            let text = try #require(String(validating: document.text, as: UTF8.self))
            let han = { (text: String) in text.filter { $0.unicodeScalars.first!.properties.isIdeographic } }
            #expect(han(text) == han(markdown))
            #expect(text.contains("[^"))
        }
    }

    @Test func `a footnote on one line stays one beside them`() {
        let document = body("甲[^一] [^二\n三]\n\n[^一]: 乙\n")
        #expect(document.nodes.contains { $0.kind == .footnoteReference })
    }
}

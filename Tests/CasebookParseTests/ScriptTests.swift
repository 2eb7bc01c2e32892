import CasebookModel
import Testing

@testable import CasebookParse

@Suite struct ScriptTests {
    @Test func `leading quotations are default lines, those under a channel's heading its variants`() {
        let page = script(
            """
            > 您好，{称呼}。
            > 请稍候。

            > 另一种：{称呼}，{金额}元。

            ## 电话

            > 喂，**{称呼}**。

            说明。

            > 又一句。

            ## 在线

            > 亲

            ### 小节

            > 只是引文，{不是变量}。

            ## 用法

            > 引文

            > [!NOTE]
            > 提醒
            """)
        #expect(
            page.spokenLines.map { "\($0.variant ?? "-") \($0.anchor) \($0.text)" } == [
                "- line-1 您好，{称呼}。请稍候。", "- line-2 另一种：{称呼}，{金额}元。", "phone line-3 喂，{称呼}。", "phone line-4 又一句。",
                "online line-5 亲",
            ])
        #expect(page.usedSlots.map(\.value) == ["称呼", "金额"])
        #expect(page.spokenLines.map { page.body.nodes[Int($0.node)].index } == [0, 1, 2, 3, 4])
    }

    @Test func `a title as the first heading doesn't end the leading lines`() {
        #expect(script("# 安抚\n\n> 您好\n\n## 别的\n\n> 引文").spokenLines.map(\.text) == ["您好"])
        #expect(script("开头\n\n# 安抚\n\n> 引文").spokenLines.isEmpty)
        #expect(script("## 安抚\n\n> 引文").spokenLines.isEmpty)
    }

    @Test(arguments: ["电话", " 电话 ", "phone", "PHONE", "**电话**"])
    func `headings name channels by value, label or alias, without regard to case`(heading: String) {
        #expect(script("## \(heading)\n\n> 喂").spokenLines.map(\.variant) == ["phone"])
    }

    @Test(arguments: [
        ("> 您好，{称呼}", "spoken0(paragraph(\"您好，\" slot[称呼]))"),
        ("> {a}{b} {c d}", "spoken0(paragraph(slot[a] slot[b] \" \" slot[c d]))"),
        ("> \\{称呼}", "spoken0(paragraph(\"{称呼}\"))"),
        ("> \\{称呼} {称呼}", "spoken0(paragraph(\"{称呼} \" slot[称呼]))"),
        ("> \\\\{称呼}", "spoken0(paragraph(\"\\\" slot[称呼]))"),
        ("> \\\\\\{称呼}", "spoken0(paragraph(\"\\{称呼}\"))"),
        (
            "> {} { } {a{b} {\(String(repeating: "长", count: 41))}",
            "spoken0(paragraph(\"{} \" slot[ ] \" {a\" slot[b] \" {\(String(repeating: "长", count: 41))}\"))"
        ),
        ("> {\(String(repeating: "长", count: 40))}", "spoken0(paragraph(slot[\(String(repeating: "长", count: 40))]))"),
        ("> `{a} \\{b}`", "spoken0(paragraph(code \"{a} \\{b}\"))"),
        ("> {a\n> b}", "spoken0(paragraph(\"{a\" softBreak \"b}\"))"),
        ("> **{a}** [{b}](x.md)", "spoken0(paragraph(strong(slot[a]) \" \" link[x.md](slot[b])))"),
        ("> - {a}\n>\n> > {b}", "spoken0(tightBullets(item(paragraph(slot[a]))) quotation(paragraph(slot[b])))"),
        ("> 甲\n\n{a} \\{b}", "spoken0(paragraph(\"甲\")) paragraph(\"{a} {b}\")"),
        ("> 甲\n\n```\\{x\n\\{y\n```", "spoken0(paragraph(\"甲\")) codeBlock[\\{x] \"\\{y⏎\""),
        ("> [甲](\\{x \"\\{y\") ![\\{z](a.png)", "spoken0(paragraph(link[{x '{y'](\"甲\") \" \" image[a.png] \"{z\"))"),
        ("> \u{80}\u{81} \\{a}", "spoken0(paragraph(\"\u{80}\u{81} {a}\"))"),
        ("> [!NOTE]\n> {a}", "note(paragraph(\"{a}\"))"),
        ("- > {a}", "tightBullets(item(quotation(paragraph(\"{a}\"))))"),
        ("> <b>\\{a}</b>", "spoken0(paragraph(inlineHTML \"<b>\" \"{a}\" inlineHTML \"</b>\"))"),
    ])
    func `slots and literal braces in spoken lines`(markdown: String, outline: String) {
        #expect(script(markdown).body.outline == outline)
    }

    @Test func `a slot's place is its first use, not a literal brace before it`() {
        let text = "---\ntitle: t\nsummary: s\nwhen: w\nchannels: phone\nrisk: low\n---\n> 您好 {甲}，{乙}，{甲}\n"
        let page = parse(text, "scripts/s.md").page
        #expect(page.usedSlots.map { LineTable(Array(text.utf8)).position(of: $0.range.start).column } == [6, 10])
    }
}

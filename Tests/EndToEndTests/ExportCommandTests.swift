import Foundation
import Testing

/// `casebook export`: what other programs and printers get.
@Suite struct ExportCommandTests {
    private static let script = """
        ---
        title: 安抚话术
        summary: 先安抚。
        status: approved
        reviewed_on: 2026-01-10
        reviewed_by: 质检组
        aliases: [先安抚, "劝\\"劝\\""]
        when: ["客户着急，先看[[a]]", 第二种]
        slots:
          称呼: {label: 怎么称呼, kind: text, default: 女士, pii: true, required: true}
          时限: {label: 多久, kind: menu, options: [当天, 明天], default: 明天}
          补充: {label: 要不要补一句, kind: toggle, default: 我再说一遍。}
          2号: {kind: text, default: 窗口}
        channels: [phone, online]
        risk: low
        ---

        > {称呼}，我听到了，{时限}回您。{补充}见[[a]]。
        >
        > 第二段 \\{不是变量} {{2号}

        ## 电话

        > =1+1 的事我来办，{称呼}。

        > 另一种说法，"引号"。

        ## 要点

        > 这是引文。

        """

    private func desk() throws -> TemporaryFolder {
        let folder = try SmallSite.tiny()
        try folder.write("casebook.yml", "title: 小站\nurl: https://example.org/kb/\n")
        try folder.write("Content/index.md", "# 首页\n\n[[a]]、[[soothe]]、[[calm]]\n")
        try folder.write(
            "Content/vocabularies/channel.yml",
            "phone: {label: 电话, label_en: Phone}\nonline: {label: 在线, label_en: Online}\n")
        try folder.write("Content/vocabularies/risk.yml", "low: {label: 低}\nhigh: {label: 高}\n")
        try folder.write("Content/scripts/soothe.md", ExportCommandTests.script)
        // The same initials, by other characters.
        let other =
            "---\ntitle: 安抚换说\nsummary: 换个说法。\nstatus: approved\nreviewed_on: 2026-01-10\nreviewed_by: 质检组\nwhen: 别的\nchannels: phone\nrisk: low\n---\n\n> 我在听。\n"
        try folder.write("Content/scripts/calm.md", other)
        try folder.write(
            "Content/scripts/draft.md", other.replacing("status: approved\n", with: "").replacing("我在听", with: "草稿里的话"))
        return folder
    }

    @Test func `approved lines become matches with forms, nothing private stored, no trigger twice`() async throws {
        let folder = try desk()
        let run = try await folder.casebook("export", "espanso")
        #expect(run.status == 0, "\(run.errors)")
        #expect(
            run.text == #"""
                # 小站 · casebook export espanso
                matches:
                  - triggers: [":calm:", ":afhs:"]
                    label: "安抚换说"
                    replace: "我在听。"
                  - triggers: [":soothe:", ":afhs-2:"]
                    label: "安抚话术"
                    search_terms: ["先安抚", "劝\"劝\""]
                    replace: "{{form.chenghu}}，我听到了，{{form.shixian}}回您。{{form.buchong}}见甲。\n第二段 {不是变量} {{{form.slot2hao}}"
                    vars:
                      - name: form
                        type: form
                        inject_vars: false
                        params:
                          layout: "怎么称呼: [[chenghu]]\n多久: [[shixian]]\n要不要补一句: [[buchong]]\n2号: [[slot2hao]]"
                          fields:
                            chenghu:
                              multiline: false
                            shixian:
                              type: choice
                              values: ["当天", "明天"]
                              default: "明天"
                            buchong:
                              type: choice
                              values: ["我再说一遍。", ""]
                            slot2hao:
                              multiline: false
                              default: "窗口"
                  - triggers: [":soothe-phone:", ":afhs-dh:"]
                    label: "安抚话术 · 电话"
                    search_terms: ["先安抚", "劝\"劝\""]
                    replace: "=1+1 的事我来办，{{form.chenghu}}。"
                    vars:
                      - name: form
                        type: form
                        inject_vars: false
                        params:
                          layout: "怎么称呼: [[chenghu]]"
                          fields:
                            chenghu:
                              multiline: false
                  - triggers: [":soothe-phone-2:", ":afhs-dh-2:"]
                    label: "安抚话术 · 电话 (2)"
                    search_terms: ["先安抚", "劝\"劝\""]
                    replace: "另一种说法，\"引号\"。"

                """#)
        #expect(!run.text.contains("女士"))
        let drafts = try await folder.casebook("export", "espanso", "--drafts")
        #expect(drafts.status == 64)
    }

    @Test func `a site's title can't break the file for Espanso`() async throws {
        let folder = try desk()
        // YAML has no way to say the first one, and the others end a comment.
        try folder.write("casebook.yml", #"title: "小\u0001站\nmatches: []\u2028x""# + "\n")
        let run = try await folder.casebook("export", "espanso")
        #expect(run.text.split(separator: "\n").first == "# 小站 matches: [] x · casebook export espanso")
        #expect(run.text.split(separator: "\n").dropFirst().first == "matches:")
    }

    @Test func `the table has a line in each row, and no cell is a formula`() async throws {
        let folder = try desk()
        let run = try await folder.casebook("export", "csv", "--output", "lines.csv")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors == "wrote lines.csv\n")
        let data = try folder.data("lines.csv")
        #expect(data.starts(with: [0xEF, 0xBB, 0xBF]))
        let text = String(decoding: data.dropFirst(3), as: UTF8.self)
        let rest = "客户着急，先看甲；第二种"
        #expect(
            text.components(separatedBy: "\r\n") == [
                "id,title,channel,when,line,slots,risk,reviewed_on,url",
                "calm,安抚换说,,别的,我在听。,,低,2026-01-10,https://example.org/kb/scripts/calm.html#line-1",
                "soothe,安抚话术,,\(rest),\"{称呼}，我听到了，{时限}回您。{补充}见甲。\n第二段 {不是变量} {{2号}\",{称呼} 怎么称呼；{时限} 多久（明天）；{补充} 要不要补一句（我再说一遍。）；{2号} 2号（窗口）,低,2026-01-10,https://example.org/kb/scripts/soothe.html#line-1",
                "soothe,安抚话术,电话,\(rest),'=1+1 的事我来办，{称呼}。,{称呼} 怎么称呼,低,2026-01-10,https://example.org/kb/scripts/soothe.html#line-2",
                "soothe,安抚话术,电话,\(rest),\"另一种说法，\"\"引号\"\"。\",,低,2026-01-10,https://example.org/kb/scripts/soothe.html#line-3",
                "",
            ])
    }

    @Test func `a book is one page whose links are anchors, with a policy for its own style alone`() async throws {
        let folder = try desk()
        try folder.write("Content/guides/p.png", Data([0x89, 0x50, 0x4E, 0x47]))
        try folder.write(
            "Content/guides/b.md",
            SmallSite.guide("乙", body: "## 做法\n\n![图](p.png) [[a]] [[soothe#要点]] [[#做法]]\n\n脚注[^1]\n\n[^1]: 说明。"))
        let run = try await folder.casebook("export", "book", "--date", "2026-03-01")
        #expect(run.status == 0, "\(run.errors)")
        let html = run.text
        #expect(html.contains("<img src=\"data:image/png;base64,iVBORw==\""))
        #expect(html.contains("href=\"#soothe:%E8%A6%81%E7%82%B9\""))
        #expect(html.contains("href=\"#b:%E5%81%9A%E6%B3%95\""))
        #expect(html.contains("<h4 id=\"b:做法\">"), "\(html.suffix(3000))")
        #expect(html.contains("id=\"b:fn:1\""))
        #expect(!html.contains("<script") && !html.contains("data-copy") && !html.contains("草稿里的话"))
        let ids = html.matches(of: #/ id="([^"]*)"/#).map { String($0.1) }
        #expect(Set(ids).count == ids.count)
        for link in html.matches(of: #/href="#([^"]*)"/#) {
            #expect(ids.contains(String(link.1).removingPercentEncoding ?? ""), "\(link.1)")
        }
        let style = try #require(html.firstMatch(of: #/<style>(?<style>[^<]*)</style>/#))
        #expect(html.contains("style-src 'sha256-\(try await digest(String(style.style), folder))'"))
        #expect(html == (try await folder.casebook("export", "book", "--date", "2026-03-01")).text)
        let drafts = try await folder.casebook("export", "book", "--drafts")
        #expect(drafts.text.contains("草稿里的话"))
    }

    private func digest(_ text: String, _ folder: TemporaryFolder) async throws -> String {
        try folder.write("style.css", text)
        let run = try await CasebookProgram.run(
            URL(filePath: "/usr/bin/sha256sum"), [folder.url("style.css").path], in: folder.root)
        let hex = run.text.prefix(64)
        let bytes = stride(from: 0, to: 64, by: 2).compactMap { offset in
            UInt8(hex.dropFirst(offset).prefix(2), radix: 16)
        }
        return Data(bytes).base64EncodedString()
    }

    @Test(arguments: [
        ("soothe", ["安抚话术"]), ("script", ["安抚换说", "安抚话术"]), ("话术", ["安抚换说", "安抚话术"]),
    ])
    func `a part of a book is a page or a kind`(only: String, titles: [String]) async throws {
        let folder = try desk()
        let run = try await folder.casebook("export", "book", "--only", only)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.text.matches(of: #/<h3>([^<]*)</h3>/#).map { String($0.1) } == titles)
    }

    @Test func `a method's book holds its steps in order`() async throws {
        let folder = try SmallSite.clean()
        let method = try #require(try folder.paths("Content/methods").first { $0.hasSuffix("/index.md") })
        let id = String(method.split(separator: "/")[0])
        let run = try await folder.casebook("export", "book", "--only", id)
        #expect(run.status == 0, "\(run.errors)")
        let steps = try folder.paths("Content/methods/\(id)").filter { $0 != "index.md" }
        #expect(run.text.matches(of: #/<article class="book-page"/#).count == steps.count + 1)
        #expect(run.text.matches(of: #/<li class="step">/#).count == steps.count)
    }

    @Test func `nothing is exported of content with errors`() async throws {
        let folder = try desk()
        try folder.edit("Content/scripts/soothe.md", "我听到了", "[[nowhere]]")
        let run = try await folder.casebook("export", "espanso", "--output", "out.yml")
        #expect(run.status == 1)
        #expect(run.errors.contains("[unresolved-link]"), "\(run.errors)")
        #expect(run.errors.hasSuffix("casebook: the content has errors, nothing was exported\n"), "\(run.errors)")
        #expect(!folder.exists("out.yml"))
    }

    @Test(arguments: [
        (
            ["export", "book", "--only", "sooth"],
            "casebook: no page has the id \"sooth\"; did you mean \"soothe\"?; nor is it a kind: case, cause,"
        ),
        (["export", "csv", "--only", "soothe"], "--only is for book"),
        (["export", "pdf"], "espanso"),
    ])
    func `what can't be exported is refused`(arguments: [String], words: String) async throws {
        let folder = try desk()
        let run = try await CasebookProgram.run(arguments + ["--language", "en"], in: folder.root)
        #expect(run.status == 64)
        #expect(run.errors.contains(words), "\(run.errors)")
        #expect(run.text == "")
    }
}

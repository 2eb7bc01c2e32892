import CasebookCheck
import CasebookModel
import TestSupport
import Testing

@Suite struct PolicyTests {
    /// A guide that home leads to, so that it is no orphan.
    private func check(_ text: String, configuration: String = "", path: String = "guides/g.md") -> [String] {
        Checked([path: text, "index.md": "# 首页\n\n[g](\(path))"], configuration: configuration).findings
    }

    // MARK: - Excuses

    @Test(arguments: [
        ("甲 <b> <!-- casebook-allow: raw-html 示例 -->\n", []),
        ("<!-- casebook-allow: raw-html 示例 -->\n甲 <b>\n", []),
        ("<!-- casebook-allow: raw-html 示例 -->\n甲 <b> <i>\n", []),
        (
            "<!-- casebook-allow: raw-html 示例 -->\n\n甲 <b>\n",
            [
                "7:6 warning unused-excuse 这里不需要豁免“raw-html”：没有这个问题", "9:3 warning raw-html HTML 代码会原样显示为文字：<b>",
            ]
        ),
        (
            "甲 <b>\n<!-- casebook-allow: raw-html 示例 -->\n",
            [
                "7:3 warning raw-html HTML 代码会原样显示为文字：<b>", "8:6 warning unused-excuse 这里不需要豁免“raw-html”：没有这个问题",
            ]
        ),
        (
            "<!-- casebook-allow: raw-html -->\n甲 <b>\n",
            [
                "7:6 warning unused-excuse 豁免“raw-html”没有写理由", "8:3 warning raw-html HTML 代码会原样显示为文字：<b>",
            ]
        ),
        (
            "<!-- casebook-allow: raw-htm 示例 -->\n甲 <b>\n",
            [
                "7:6 warning unused-excuse 没有名为“raw-htm”的检查", "8:3 warning raw-html HTML 代码会原样显示为文字：<b>",
            ]
        ),
        ("<!-- casebook-allow: -->\n", ["7:6 warning unused-excuse casebook-allow 后面没有写豁免哪一项"]),
        ("<!-- casebook-allow: unresolved-link 以后会有 -->\n[[nobody]]\n", []),
        ("虚构号码 13812345678 <!-- casebook-allow: private-data 虚构 -->\n", []),
    ])
    func `an excuse with a reason covers its line and the one below, and is used`(body: String, expected: [String]) {
        #expect(check(page("title: t", body)) == expected.map { "guides/g.md:\($0)" })
    }

    @Test func `front matter is excused by comments of its own`() {
        #expect(check(page("title: t\nowner: 13812345678 # casebook-allow: private-data 虚构")) == [])
        #expect(check(page("title: t\n# casebook-allow: unknown-key 旧字段\nlayout: x")) == [])
        #expect(
            check(
                "---\n# casebook-allow: missing-field 待补\nsummary: s\nstatus: approved\nreviewed_on: 2026-01-01\nreviewed_by: x\n---\n# t",
                path: "terms/t.md") == [])
    }

    @Test func `an excuse on the last line works`() {
        #expect(check(page("title: t", "甲 <b> <!-- casebook-allow: raw-html 示例 -->")) == [])
    }

    // MARK: - Severities

    @Test(arguments: [
        ("raw-html: error", "error"), ("raw-html: warning", "warning"), ("raw-html: note", "note"),
    ])
    func `the site's own severity replaces a finding's`(setting: String, severity: String) {
        #expect(
            check(page("title: t", "<b>"), configuration: "checks: {\(setting)}") == [
                "guides/g.md:7:1 \(severity) raw-html HTML 代码会原样显示为文字：<b>"
            ])
    }

    @Test func `a check that is off finds nothing, and its excuse is not needed`() {
        #expect(check(page("title: t", "<b>"), configuration: "checks: {raw-html: off}") == [])
        #expect(check(page("title: t", "[[nobody]]"), configuration: "checks: {unresolved-link: off}") == [])
        #expect(
            check(
                page("title: t", "<!-- casebook-allow: raw-html x -->"), configuration: "checks: {unused-excuse: off}")
                == [])
    }

    // MARK: - Unpublished pages

    @Test(arguments: ["draft", "in_review"])
    func `in unpublished pages errors are warnings that strict passes over, but for three`(status: String) {
        let text = "---\ntitle: t\nstatus: \(status)\nlayout: x\n---\n[[nobody]] <b> 虚构 13812345678\n"
        #expect(
            check(text) == [
                "guides/g.md:4:1 (warning) unknown-key “指南”里没有字段“layout”",
                "guides/g.md:6:1 (warning) unresolved-link 链接“nobody”找不到对应的页面",
                "guides/g.md:6:12 (warning) raw-html HTML 代码会原样显示为文字：<b>",
                "guides/g.md:6:19 (error) private-data 疑似手机号：138****5678",
                "index.md:3:5 error unpublished-target 已发布的页面指向还没有发布的“g”（status: \(status)）",
            ])
    }

    @Test func `front matter that can't be read is an error whatever the page's status was`() {
        #expect(
            check("---\ntitle: [\nstatus: draft\n---\n").contains(
                "guides/g.md:4:1 error front-matter-syntax 写法有误：方括号 [ ] 里缺少英文逗号，或者没有收尾的 ]"))
    }

    @Test func `a mistyped status doesn't unpublish a page with a warning`() {
        #expect(
            check("---\ntitle: t\nstatus: aproved\nreviewed_on: 2026-01-01\nreviewed_by: x\n---\n") == [
                "guides/g.md:3:9 error unknown-value 字段“status”不能取值“aproved”"
            ])
    }

    // MARK: - Folders without configuration

    @Test func `in a plain folder findings are warnings, but for what makes no site`() {
        let checked = Checked(
            [
                "a.md": "[[nobody]] <b> ![x](gone.png) 虚构 13812345678\n", "b.md": "---\ntitle: [\n---\n",
                "c.md": String(repeating: "[", count: 501),
                "search.md": "# s", "search-page.md": "# t",
            ], isImplicit: true)
        #expect(
            checked.findings.map { $0.split(separator: " ").prefix(3).joined(separator: " ") } == [
                "a.md:1:1 warning missing-field", "a.md:1:1 warning unresolved-link", "a.md:1:12 warning raw-html",
                "a.md:1:21 warning missing-asset",
                "a.md:1:34 warning private-data", "b.md:3:1 error front-matter-syntax",
                "c.md:1:1 error too-complex",
                "search.md:1:1 error address-clash",
            ])
    }

    @Test func `the same findings come in the same order, whatever order they were found in`() {
        let files = [
            "guides/g.md": page("title: t", "<b> [[x]] <i> [[y]] <!-- casebook-allow: raw-htm x -->\n"),
            "guides/h.md": page("title: t", "[[z]]"),
        ]
        let checked = Checked(files)
        var generator = Generator(state: 53)
        let policy = FindingsPolicy(configuration: Configuration.sample, pathPrefix: "", pages: [])
        for _ in 0..<20 {
            var shuffled = checked.diagnostics
            for index in shuffled.indices { shuffled.swapAt(index, generator.below(shuffled.count)) }
            #expect(policy.apply(to: shuffled) == checked.diagnostics)
        }
        #expect(checked.diagnostics.count > 6)
    }
}

extension Configuration {
    fileprivate static let sample = Configuration(
        title: "t", language: .simplifiedChinese, url: nil, content: "", templates: "", feedback: nil, checks: [:],
        kinds: KindTable([], commonFields: []), isImplicit: false)
}

import CasebookModel
import TestSupport
import Testing

@Suite struct RuleTests {
    // MARK: - Sections

    private static let caseFront =
        "title: 案\nsummary: s\ncauses: c\nchannels: phone\nemotion: angry\nintensity: 1\npolarity: bad\nanonymised: true"

    @Test(arguments: [
        (["背景", "经过", "问题", "处理", "结果", "启示", "讨论题"], []),
        (["背景", "经过", "问题", "处理", "结果", "启示"], ["26:1 缺少小节“讨论题”"]),
        ([], ["背景", "经过", "问题", "处理", "结果", "启示", "讨论题"].map { "14:1 缺少小节“\($0)”" }),
        (["经过", "背景", "问题", "处理", "结果", "启示", "讨论题"], ["16:1 小节“背景”应当放在“经过”之前"]),
        (["背景", "问题", "处理", "结果", "启示", "讨论题", "经过"], ["26:1 小节“经过”应当放在“问题”之前"]),
        (["Background", "Course", "问题", "处理", "结果", "启示", "讨论题", "附"], []),
    ])
    func `a case has its sections in their order`(sections: [String], expected: [String]) {
        let text = page(RuleTests.caseFront, sections.map { "## \($0)\n\n" }.joined())
        let found = Checked(["cases/a.md": text]).findings(.missingSection)
        #expect(found.count == expected.count)
        #expect(Set(found) == Set(expected.map { "cases/a.md:\($0)" }), "\(found)")
    }

    @Test func `headings of another level are no sections`() {
        let text = page(RuleTests.caseFront, "# 背景\n\n### 经过\n\n> ## 问题\n")
        #expect(Checked(["cases/a.md": text]).findings(.missingSection).count == 6)
    }

    @Test(arguments: [
        ("> 您好\n", []), ("您好\n", ["scripts/s.md:11:1 这条话术没有可以说出口的句子"]),
        ("## 用法\n\n> 引文\n", ["scripts/s.md:11:1 这条话术没有可以说出口的句子"]),
    ])
    func `a script has something to say`(body: String, expected: [String]) {
        #expect(Checked(["scripts/s.md": script("", body)]).findings(.missingSection) == expected)
    }

    // MARK: - Vocabularies

    @Test(arguments: [
        ("channels: phone", []), ("channels: [phone, online]", []),
        ("channels: [phone, onlin]", [("3:19", "字段“channels”不能取值“onlin”", "是不是“online”？")]),
        ("channels: 电话", [("3:11", "字段“channels”不能取值“电话”", "是不是“phone”？")]),
        ("channels: 热线", [("3:11", "字段“channels”不能取值“热线”", "是不是“phone”？")]),
        ("channels: 传真", [("3:11", "字段“channels”不能取值“传真”", "可用的值：phone、online。")]),
        (
            "emotion: angry",
            [("3:10", "字段“emotion”的值“angry”查不到：没有词表“emotion”", "新建 vocabularies/emotion.yml，写上 angry: {label: …}。")]
        ),
        ("risk: medium", [("3:7", "字段“risk”不能取值“medium”", "可用的值：low、high。")]),
    ])
    func `vocabulary fields take the words of their vocabulary`(written: String, expected: [(String, String, String)]) {
        let checked = Checked(vocabularies.merging(["scripts/s.md": page("title: 话\n\(written)")]) { $1 })
        let found = checked.diagnostics.filter { $0.id == .unknownValue }
        #expect(found.map { checked.place($0.file, $0.range) } == expected.map { "scripts/s.md:\($0.0)" })
        #expect(found.map { $0.problem.wording.chinese } == expected.map { Words($0.1, help: $0.2) })
    }

    // MARK: - Slots

    @Test(arguments: [
        ("slots: {称呼: }", "> {称呼}，您好\n", [], []),
        ("slots: {称呼: }", "> {称乎}，您好\n", ["scripts/s.md:12:3 变量 {称乎} 没有声明"], ["scripts/s.md:7:9 声明了变量“称呼”，话术里却没有用到"]),
        ("", "> {称呼} {称呼}\n\n> {金额}\n", ["scripts/s.md:11:3 变量 {称呼} 没有声明", "scripts/s.md:13:3 变量 {金额} 没有声明"], []),
        ("slots: {称呼: }", "> 您好\n\n## 用法\n\n> {称呼}\n", [], ["scripts/s.md:7:9 声明了变量“称呼”，话术里却没有用到"]),
        ("", "> \\{称呼}\n", [], []),
        ("slots: [{name: 称呼}]", "> {称呼}\n", [], []),
    ])
    func `slots are declared and used`(front: String, body: String, undeclared: [String], unused: [String]) {
        let checked = Checked(vocabularies.merging(["scripts/s.md": script(front, body)]) { $1 })
        #expect(checked.findings(.undeclaredSlot) == undeclared)
        #expect(checked.findings(.unusedSlot) == unused)
    }

    // MARK: - Wording

    private static let forbidden = """
        - {pattern: 不可能, reason: 把话说死, instead: 我先核实, except: [不可能三角]}
        - {pattern: '/绝对(不|没)/', reason: 承诺, severity: warning}
        """

    @Test(arguments: [
        ("> 这不可能。\n", ["scripts/s.md:11:1 话术里不宜说“不可能”：把话说死"]),
        ("> 这叫不可能三角。\n", []),
        ("> 不可能三角，也不可能。\n", ["scripts/s.md:11:1 话术里不宜说“不可能”：把话说死"]),
        ("> 好。\n\n## 电话\n\n> 这**不可能**\n", ["scripts/s.md:15:1 话术里不宜说“不可能”：把话说死"]),
        ("> 绝对没有\n", ["scripts/s.md:11:1 话术里不宜说“绝对没”：承诺"]),
        ("> 绝对是\n", []),
        ("> 好。\n\n## 用法\n\n> 不可能\n\n不可能。\n", []),
        ("> 不可\n> 能\n", ["scripts/s.md:11:1 话术里不宜说“不可能”：把话说死"]),
    ])
    func `spoken lines keep to the wording list`(body: String, expected: [String]) {
        let checked = Checked(
            vocabularies.merging(["scripts/s.md": script("avoid: [不可能]", body)]) { $1 }, forbidden: RuleTests.forbidden)
        #expect(
            checked.findings(.forbiddenWording).map {
                $0.replacing(":12:", with: ":11:").replacing(":16:", with: ":15:")
            } == expected)
    }

    @Test func `a finding of the wording list has the list's severity and place`() throws {
        let checked = Checked(["scripts/s.md": script("", "> 绝对不\n")], forbidden: RuleTests.forbidden)
        let found = try #require(checked.diagnostics.first { $0.id == .forbiddenWording })
        #expect(found.severity == .warning)
        #expect(found.notes.map(\.subject) == [.forbiddenHere])
        #expect(found.notes.map { checked.place($0.file, $0.range) } == ["forbidden.yml:2:13"])
    }

    @Test func `a pattern that takes too long is found once, on a line that it takes too long on`() {
        let forbidden = "- {pattern: '/(哈|哈哈)+吧/', reason: x}\n- {pattern: 不可能, reason: y}\n"
        let long = String(repeating: "哈", count: 200)
        let checked = Checked(
            ["scripts/s.md": script("", "> 您好\n\n## 电话\n\n> \(long)不可能\n\n> \(long)\n")], forbidden: forbidden)
        #expect(checked.findings(.tooComplex) == ["scripts/s.md:15:1 规则“/(哈|哈哈)+吧/”在这里要查找太久，没有查完"])
        #expect(checked.findings(.forbiddenWording) == ["scripts/s.md:15:1 话术里不宜说“不可能”：y"])
    }

    @Test(arguments: [
        "- {pattern: 好, reason: r, except: ['']}", "- {pattern: '/(好)?/', reason: r}", "- {pattern: '/^/', reason: r}",
        "- {pattern: '/\\b/', reason: r}",
    ])
    func `patterns that match nothing, and empty exceptions, hang nothing`(forbidden: String) {
        let checked = Checked(["scripts/s.md": script("", "> 您好👍\n")], forbidden: forbidden)
        #expect(checked.findings(.forbiddenWording).count <= 1)
    }

    // MARK: - Reviews

    @Test(arguments: [
        ("title: t\nstatus: approved\nreviewed_on: 2026-01-01\nreviewed_by: 质检组", []),
        ("title: t\nstatus: approved\nreviewed_on: 2026-01-01", ["guides/g.md:3:9 页面标为已审核，却没有写 reviewed_by"]),
        ("title: t\nstatus: approved", ["guides/g.md:3:9 页面标为已审核，却没有写 reviewed_on 和 reviewed_by"]),
        ("title: t\nstatus: draft", []), ("title: t\nstatus: retired", []),
    ])
    func `an approved page says who reviewed it and when`(front: String, expected: [String]) {
        #expect(Checked(["guides/g.md": "---\n\(front)\n---\n"]).findings(.unreviewedApproval) == expected)
    }

    @Test func `a plain page needs no review`() {
        #expect(Checked(["about.md": "# 关于"]).findings(.unreviewedApproval) == [])
    }

    @Test(arguments: [
        ("2026-06-01", []), ("2026-05-31", ["guides/g.md:3:12 note overdue-review 应在 2026-05-31 之前复核，已经过期"]),
    ])
    func `a review that is due is a note from the day after`(due: String, expected: [String]) {
        #expect(
            Checked(
                ["guides/g.md": page("title: t\nreview_by: \(due)"), "index.md": "# h\n\n[[g]]"], date: "2026-06-01"
            ).findings == expected)
    }

    // MARK: - Orphans

    @Test(arguments: [
        (["guides/a.md": page()], ["guides/a.md:2:1 没有任何页面指向这一页"]),
        (["guides/a.md": page(), "index.md": "# h\n\n[[a]]"], []),
        (["guides/a.md": page(), "guides/b.md": page("title: u\nrelated: [a]")], []),
        (["guides/a.md": page("title: t", "[[a]]")], ["guides/a.md:2:1 没有任何页面指向这一页"]),
        (["guides/a.md": page("title: t\nrelated: [a]")], ["guides/a.md:2:1 没有任何页面指向这一页"]),
        (["guides/a.md": page("title: t\nstatus: retired")], []),
        (["guides/a.md": page("title: t\nstatus: draft")], []),
        (
            ["guides/a.md": page(), "guides/b.md": page("title: u\nstatus: draft", "[[a]]")],
            ["guides/a.md:2:1 没有任何页面指向这一页"]
        ),
        (
            [
                "methods/m/index.md": page(), "methods/m/1-a.md": page("title: u"), "index.md": "# h",
                "guides/index.md": "# g",
            ], []
        ),
        (["scripts/a.md": page("title: t\nsources: [d]"), "sources/d.md": page("title: u")], []),
        (["about.md": "# 关于"], ["about.md:1:1 没有任何页面指向这一页"]),
    ])
    func `a page that no other leads to is an orphan`(files: [String: String], expected: [String]) {
        #expect(Checked(files).findings(.orphanPage) == expected)
    }

    // MARK: - Titles

    @Test func `two built pages of one title are reported at the second, with the first`() throws {
        let checked = Checked([
            "guides/a.md": page("title: 同名"), "guides/b.md": page("title: 同名"), "cases/c.md": page("title: 同名"),
            "guides/d.md": page("title: 同名\nstatus: draft"),
            "methods/m/index.md": page("title: m"), "methods/m/1-a.md": page("title: 同名"),
        ])
        #expect(checked.findings(.duplicateTitle) == ["guides/a.md:2:8 有两个页面都叫“同名”", "guides/b.md:2:8 有两个页面都叫“同名”"])
        let notes = checked.diagnostics.filter { $0.id == .duplicateTitle }.flatMap(\.notes)
        #expect(notes.map { checked.place($0.file, $0.range) } == ["cases/c.md:2:8", "cases/c.md:2:8"])
    }

    // MARK: - Broken pages

    @Test func `of a page that can't be read nothing is said but that`() {
        let checked = Checked([
            "cases/a.md": "---\ntitle: [\n---\n> {a}\n",
            "scripts/b.md": page("title: t") + String(repeating: "[", count: 501),
        ])
        #expect(
            checked.findings.map { $0.split(separator: " ").prefix(3).joined(separator: " ") }.filter {
                !$0.contains("missing-field")
            } == [
                "cases/a.md:3:1 error front-matter-syntax", "scripts/b.md:7:1 error too-complex",
            ])
    }

    // MARK: - Keys without configuration

    @Test func `a key that nobody declares is one finding, with a count`() {
        let checked = Checked(
            [
                "b.md": "---\nlayout: x\nauthor: y\n---\n# b", "a.md": "---\ntitle: t\nlayout: z\n---\n",
                "c.md": "---\nlayout: q\n---\n# c",
            ], isImplicit: true)
        #expect(
            checked.findings == [
                "a.md:3:1 warning unknown-key 3 个页面用了字段“layout”，它不起作用",
                "b.md:3:1 warning unknown-key 1 个页面用了字段“author”，它不起作用",
            ])
    }

    @Test(.timeLimit(.minutes(20))) func `two thousand pages that cite one source take a moment`() {
        var files = ["sources/d.md": page("title: 源")]
        for index in 0..<2000 { files["guides/g\(index).md"] = page("title: t\(index)\nsources: [d]") }
        let time = threadTime { #expect(Checked(files).findings(.orphanPage) == []) }
        #expect(time < .seconds(30))
    }

    // MARK: - Search tests

    @Test(arguments: [
        ("a", []), ("[a, b]", []),
        ("soth", [("1:22", "是不是“sooth”？")]),
        ("[a, old]", [("1:26", "是不是“a”？")]),
        ("nobody", [("1:22", "检查拼写，或新建这一页。")]),
    ])
    func `the pages that search tests expect are there, published or not`(
        expected: String, found: [(String, String)]
    ) {
        let checked = Checked(
            [
                "guides/a.md": page("title: 甲\nformer_ids: old"), "guides/b.md": page("title: 乙\nstatus: draft"),
                "guides/sooth.md": page("title: 丙"),
            ],
            searchTests: "- {query: q, expect: \(expected)}")
        let diagnostics = checked.diagnostics.filter { $0.id == .unresolvedRelation }
        #expect(
            diagnostics.map { checked.place($0.file, $0.range) } == found.map { "search-tests.yml:\($0.0)" })
        #expect(diagnostics.map(\.problem.wording.chinese.help) == found.map(\.1))
    }
}

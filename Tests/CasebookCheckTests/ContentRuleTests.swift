import CasebookModel
import Testing

/// Rules about what content says and how it hangs together: coverage, names, lengths, terms.
@Suite struct ContentRuleTests {
    // MARK: - Methods

    private static let method = [
        "methods/m/index.md": page("title: 三步法", "1. [[m/a]]\n"),
        "methods/m/1-a.md": page("title: 甲\ngoal: g\nactions: [a]\ndone_when: d"),
        "methods/m/2-b.md": page("title: 乙\ngoal: g\nactions: [a]\ndone_when: d"),
        "methods/m/3-c.md": page("title: 丙\ngoal: g\nactions: [a]\ndone_when: d"),
    ]

    private static func caseText(_ steps: String) -> String {
        page(
            "title: 案\nsummary: s\ncauses: c\nchannels: phone\nemotion: angry\nintensity: 1\npolarity: bad\nanonymised: true\n\(steps)"
        )
    }

    @Test(arguments: [
        ("steps: [{step: m/a, verdict: shown}]", ["10:8 案例用了“三步法”，却没有交代 m/b、m/c"]),
        ("steps: [{step: m/c, verdict: shown}, {step: m/a, verdict: violated}]", ["10:8 案例用了“三步法”，却没有交代 m/b"]),
        ("steps: [{step: m/a, verdict: shown}, {step: m/b, verdict: shown}, {step: m/c, verdict: not_reached}]", []),
        ("steps: []", []), ("tags: [x]", []), ("steps: [{step: m/nobody, verdict: shown}]", []),
    ])
    func `a case that names a step says of every step how it went`(steps: String, expected: [String]) {
        let checked = Checked(ContentRuleTests.method.merging(["cases/k.md": ContentRuleTests.caseText(steps)]) { $1 })
        #expect(checked.findings(.incompleteMethod) == expected.map { "cases/k.md:\($0)" })
    }

    @Test func `a step that isn't published is not asked for`() {
        var files = ContentRuleTests.method
        files["methods/m/3-c.md"] = "---\ntitle: 丙\nstatus: draft\n---\n"
        files["cases/k.md"] = ContentRuleTests.caseText(
            "steps: [{step: m/a, verdict: shown}, {step: m/b, verdict: shown}]")
        #expect(Checked(files).findings(.incompleteMethod) == [])
    }

    @Test func `a step may be named by the id that it had before`() {
        var files = ContentRuleTests.method
        files["methods/m/1-a.md"] = page("title: 甲\nformer_ids: [m/old]\ngoal: g\nactions: [a]\ndone_when: d")
        files["cases/k.md"] = ContentRuleTests.caseText("steps: [{step: m/old, verdict: shown}]")
        #expect(
            Checked(files).findings(.incompleteMethod) == ["cases/k.md:10:8 案例用了“三步法”，却没有交代 m/b、m/c"])
    }

    // MARK: - Coverage

    private static func cause(_ more: String) -> String {
        page("title: 因\nsigns: [s]\ncountermeasures: [c]\n\(more)")
    }

    @Test func `scripts without a place, and causes and steps without a script, are notes`() {
        let checked = Checked(
            ContentRuleTests.method.merging([
                "scripts/placed.md": script(), "scripts/free.md": script(),
                "causes/above.md": ContentRuleTests.cause("tags: []"),
                "causes/below.md": ContentRuleTests.cause("parents: [above]\nscripts: [placed]"),
                "causes/bare.md": ContentRuleTests.cause("scripts: []"),
                "methods/m/2-b.md": page("title: 乙\ngoal: g\nactions: [a]\ndone_when: d\nscripts: [placed]"),
            ]) { $1 })
        let gaps: Set<DiagnosticID> = [.unplacedScript, .causeWithoutScript, .stepWithoutScript]
        let found = checked.diagnostics.filter { gaps.contains($0.id) }
        #expect(found.allSatisfy { $0.severity == .note })
        #expect(
            found.map { "\(checked.place($0.file, $0.range)) \($0.problem.wording.chinese.message)" } == [
                "causes/bare.md:2:1 这个投诉原因还没有一条话术", "methods/m/1-a.md:2:1 这一步还没有一条话术",
                "methods/m/3-c.md:2:1 这一步还没有一条话术", "scripts/free.md:2:1 这条话术没有归到任何步骤或投诉原因",
            ])
    }

    @Test func `of more than twenty gaps the first stands for all, but for those that are excused by themselves`() {
        var files = ["causes/c.md": ContentRuleTests.cause("scripts: [s00]")]
        for index in 0..<23 { files["scripts/s\(index < 10 ? "0" : "")\(index).md"] = script() }
        #expect(Checked(files).findings(.unplacedScript) == ["scripts/s01.md:2:1 22 条话术没有归到任何步骤或投诉原因，这里是第一处"])
        files["scripts/s01.md"] = script().replacing(
            "---\ntitle", with: "---\n# casebook-allow: unplaced-script 只在柜面备用\ntitle")
        let checked = Checked(files)
        #expect(checked.findings(.unplacedScript) == ["scripts/s02.md:2:1 21 条话术没有归到任何步骤或投诉原因，这里是第一处"])
        #expect(checked.findings(.unusedExcuse) == [])
    }

    @Test func `a site without causes and steps has no gaps`() {
        #expect(Checked(["scripts/s.md": script()]).findings(.unplacedScript) == [])
        #expect(Checked(["causes/c.md": ContentRuleTests.cause("tags: []")]).findings(.causeWithoutScript) == [])
    }

    // MARK: - Aliases

    @Test(arguments: [
        ("title: 乙\naliases: [丙, 丁]", []),
        ("title: 乙\naliases: [丙, 丁, 丙]", ["3:17 别名“丙”写了两次"]),
        ("title: 乙\naliases: [乙]", ["3:11 别名“乙”就是这一页的标题"]),
        ("title: 乙\naliases: [甲]", ["3:11 别名“甲”是另一页“a”的标题"]),
        ("title: 乙\naliases: [ＡＴＭ吃錢]", ["3:11 别名“ＡＴＭ吃錢”，“a”也在用"]),
        ("title: 乙\nstatus: retired\naliases: [甲, atm吃钱]", []),
    ])
    func `an alias leads to one page`(front: String, expected: [String]) {
        let checked = Checked([
            "guides/a.md": page("title: 甲\naliases: [atm吃钱]"), "guides/b.md": page(front),
        ])
        #expect(checked.findings(.duplicateAlias) == expected.map { "guides/b.md:\($0)" })
    }

    @Test func `steps of two methods may share aliases, values of a vocabulary may not share words`() {
        let step = "goal: g\nactions: [a]\ndone_when: d\naliases: [赔礼]"
        let checked = Checked([
            "methods/m/index.md": page("title: 一"), "methods/m/1-a.md": page("title: 甲\n\(step)"),
            "methods/n/index.md": page("title: 二"), "methods/n/1-a.md": page("title: 乙\n\(step)"),
            "vocabularies/channel.yml": "phone: {label: 电话, aliases: [热线]}\nhot: {label: 热线}\n",
        ])
        #expect(checked.findings(.duplicateAlias) == ["vocabularies/channel.yml:2:1 “热线”已经是取值“phone”的叫法"])
    }

    // MARK: - Lengths

    @Test(arguments: [
        (String(repeating: "长", count: 30), []), (String(repeating: "long", count: 15), []),
        (String(repeating: "长", count: 31), ["guides/g.md:2:8 标题有 31 个字，最好不超过 30 个"]),
        (String(repeating: "long", count: 15) + "er", ["guides/g.md:2:8 标题有 31 个字，最好不超过 30 个"]),
    ])
    func `a title fits into two lines`(title: String, expected: [String]) {
        #expect(Checked(["guides/g.md": page("title: \(title)")]).findings(.longTitle) == expected)
    }

    @Test(arguments: [
        (String(repeating: "说", count: 60) + "。", []),
        (String(repeating: "说", count: 40) + "。" + String(repeating: "说", count: 40), []),
        (
            "好。" + String(repeating: "说", count: 61) + "！",
            ["scripts/s.md:11:1 “说说说说说说说说说说……”这一句有 61 个字，一口气说不完"]
        ),
    ])
    func `a spoken sentence takes one breath`(line: String, expected: [String]) {
        let found = Checked(["scripts/s.md": script("", "> \(line)\n")]).findings(.longSentence)
        #expect(found.map { $0.replacing(":11:3", with: ":11:1") } == expected)
        #expect(Checked(["scripts/s.md": script("", "> 好\n\n\(line)\n")]).findings(.longSentence) == [])
    }

    // MARK: - Wording beside spoken lines

    @Test(arguments: [
        ("avoid: [{phrase: 保证, why: w, instead: 保证办好}]", "> 您好\n", ["11:41 话术里不宜说“保证”：结果不在手里"]),
        ("avoid: [{phrase: 保证, why: w, instead: 尽力}]", "> 您好\n", []),
        (
            "slots: {程度: {label: l, kind: menu, options: [尽力, 保证]}}", "> 我{程度}办\n", ["7:53 话术里不宜说“保证”：结果不在手里"]
        ),
        ("slots: {词: {label: l, kind: text, default: 证}}", "> 我保{词}\n", ["7:43 话术里不宜说“保证”：结果不在手里"]),
    ])
    func `what is said instead, and what fills a slot, keeps to the wording list`(
        front: String, body: String, expected: [String]
    ) {
        let checked = Checked(
            ["scripts/s.md": script(front, body)], forbidden: "- {pattern: 保证, reason: 结果不在手里}")
        #expect(checked.findings(.forbiddenWording).count == expected.count, "\(checked.findings)")
        #expect(
            checked.findings(.forbiddenWording).map { $0.drop { $0 != " " } } == expected.map { $0.drop { $0 != " " } })
    }

    @Test func `a checklist's questions and the list's own advice keep to the wording list`() {
        let checked = Checked(
            ["checklists/c.md": page("title: 单\nitems: [{text: t, ask: 我保证行吗}]")],
            forbidden: "- {pattern: 保证, reason: r, instead: 我向您保证尽力}")
        #expect(
            checked.findings(.forbiddenWording) == [
                "checklists/c.md:3:24 话术里不宜说“保证”：r", "forbidden.yml:1:13 话术里不宜说“保证”：r",
            ])
    }

    @Test func `each pattern is found beside others: phrases, expressions, those that look around`() {
        let patterns = ["/保证(能)?退/", "/(能)?退款/", "保证", "/^我/", "/不(知道|清楚)/", "/退$/"]
        let list = patterns.map { "- {pattern: '\($0)', reason: '\($0)'}" }.joined(separator: "\n")
        func found(_ line: String) -> Set<String> {
            let found = Checked(["scripts/s.md": script("", "> \(line)\n")], forbidden: list).findings(
                .forbiddenWording)
            return Set(found.compactMap { $0.split(separator: "：").last.map(String.init) })
        }
        // Two of these hit the same characters.
        #expect(found("我保证能退款") == ["/保证(能)?退/", "/(能)?退款/", "保证", "/^我/"])
        #expect(found("这个保证能退") == ["/保证(能)?退/", "保证", "/退$/"])
        #expect(found("这个不清楚") == ["/不(知道|清楚)/"])
        #expect(found("这就去核实") == [])
    }

    // MARK: - Terms

    private static let term = page("title: 吞钞\ndefinition: d\naliases: [机器吃钱, 卡钞]")

    @Test(arguments: [
        ("先说吞钞。\n\n再说吞钞和机器吃钱。", ["guides/g.md:7:1 “吞钞”有术语页，这一页没有链接过去"]),
        ("机器吃钱了", ["guides/g.md:7:1 “机器吃钱”有术语页，这一页没有链接过去"]),
        ("卡钞了", []), ("[[t|吞钞]]以后，吞钞。", []), ("> 吞钞\n\n## 吞钞\n\n`吞钞`", []), ("[吞钞](a.md)", []),
    ])
    func `a page that uses a term leads to it`(body: String, expected: [String]) {
        let checked = Checked([
            "terms/t.md": ContentRuleTests.term, "guides/g.md": page("title: 指", body), "guides/a.md": page("title: 另"),
        ])
        #expect(checked.findings(.unlinkedTerm) == expected)
    }

    @Test func `a relation is a way to a term too, and words of the whole trade need none`() {
        let related = Checked([
            "terms/t.md": ContentRuleTests.term, "guides/g.md": page("title: 指\nrelated: [t]", "吞钞"),
        ])
        #expect(related.findings(.unlinkedTerm) == [])
        var files = ["terms/t.md": ContentRuleTests.term]
        for index in 0..<6 { files["guides/g\(index).md"] = page("title: 指\(index)", "吞钞") }
        #expect(Checked(files).findings(.unlinkedTerm) == [])
        files["guides/g5.md"] = page("title: 指5", "无")
        #expect(Checked(files).findings(.unlinkedTerm).count == 5)
    }
}

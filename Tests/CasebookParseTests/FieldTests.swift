import CasebookModel
import TestSupport
import Testing

@testable import CasebookParse

@Suite struct FieldTests {
    private static let kinds = KindTable(
        [
            KindDeclaration(
                name: "page", folder: "", label: LocalizedText("样页", "Sample"),
                fields: [
                    field("text", .text), field("prose", .prose), field("number", .integer(nil)),
                    field("level", .integer(1...3)),
                    field("day", .date), field("flag", .flag), field("promise", .affirmation),
                    field("choice", .choice([Choice("red", LocalizedText("红")), Choice("green", LocalizedText("绿"))])),
                    field("word", .vocabulary("channel")), field("page", .reference(Relation(to: [], inverse: nil))),
                    field("texts", .list(.text)), field("numbers", .list(.integer(nil))),
                    field(
                        "record", .record([field("a", .text, .required), field("b", .integer(nil))], shorthand: "a")),
                    field("strict", .record([field("a", .text)], shorthand: nil)),
                    field(
                        "records", .list(.record([field("a", .text, .required), field("b", .flag)], shorthand: "a"))),
                    field("keyed", .keyed(key: "name", [field("label", .text), field("max", .integer(nil))])),
                ], template: "page", approvedByDefault: true)
        ], commonFields: [field("title", .text, .required)])

    private static func field(_ name: String, _ type: FieldType, _ requirement: FieldRequirement = .optional)
        -> FieldDeclaration
    {
        FieldDeclaration(name, type, requirement, label: LocalizedText(name))
    }

    /// A value in one line, to compare with what was written.
    private func show(_ value: FieldValue?) -> String {
        switch value?.content {
        case .text(let text): "text \(text.debugDescription)"
        case .prose(let prose): "prose \(prose.source)" + (prose.document.map { " → \($0.outline)" } ?? "")
        case .integer(let integer): "integer \(integer)"
        case .date(let date): "date \(date)"
        case .flag(let flag): "flag \(flag)"
        case .value(let value): "value \(value)"
        case .reference(let id): "reference \(id)"
        case .list(let values): "[\(values.map { show($0) }.joined(separator: ", "))]"
        case .record(let fields): "{\(fields.map { "\($0.name): \(show($0.value))" }.joined(separator: ", "))}"
        case .keyed(let records):
            "<\(records.map { "\($0.name.value): \(show(FieldValue(.record($0.fields), at: .fileStart)))" }.joined(separator: ", "))>"
        case nil: "nothing"
        }
    }

    @Test(arguments: [
        ("text: 甲", "text \"甲\""), ("text: 12", "text \"12\""), ("text: 2026-01-02", "text \"2026-01-02\""),
        ("text: true", "text \"true\""),
        ("text: ''", "text \"\""), ("text: |\n  一\n  二\n", "text \"一\\n二\""), ("text: >\n  一\n  二\n", "text \"一 二\""),
        ("text:", "nothing"), ("text: ~", "nothing"), ("text: null", "nothing"), ("text: 'null'", "text \"null\""),
        ("prose: 没有标记的话。", "prose 没有标记的话。"),
        ("prose: '见 [[a]] 和 **重点**'", "prose 见 [[a]] 和 **重点** → paragraph(\"见 \" page[a] \" 和 \" strong(\"重点\"))"),
        ("number: 12", "integer 12"), ("number: -3", "integer -3"), ("number: 0", "integer 0"),
        ("level: 3", "integer 3"),
        ("day: 2026-08-14", "date 2026-08-14"), ("day: '2026-08-14'", "date 2026-08-14"), ("flag: true", "flag true"),
        ("flag: false", "flag false"),
        ("promise: true", "flag true"), ("choice: red", "value red"), ("choice: 'red'", "value red"),
        ("word: anything", "value anything"),
        ("page: six-steps/vent", "reference six-steps/vent"), ("texts: [甲, 12]", "[text \"甲\", text \"12\"]"),
        ("texts: 甲", "[text \"甲\"]"),
        ("texts:\n- 甲\n- ~\n-\n- 乙", "[text \"甲\", text \"乙\"]"), ("texts: []", "[]"), ("numbers: 5", "[integer 5]"),
        ("record: {a: 甲, b: 2}", "{a: text \"甲\", b: integer 2}"), ("record: 甲", "{a: text \"甲\"}"),
        ("strict: {a: 甲}", "{a: text \"甲\"}"),
        ("records: [甲, {a: 乙, b: true}]", "[{a: text \"甲\"}, {a: text \"乙\", b: flag true}]"),
        ("records: {a: 甲}", "[{a: text \"甲\"}]"),
        ("keyed: {称呼: {label: 称呼, max: 3}, 金额: }", "<称呼: {label: text \"称呼\", max: integer 3}, 金额: {}>"),
        ("keyed:\n- name: 称呼\n  label: 甲\n- name: 金额", "<称呼: {label: text \"甲\"}, 金额: {}>"),
    ])
    func `a value of the declared type is read`(written: String, value: String) {
        let text = "---\ntitle: t\n\(written)\n---\n"
        let outcome = parse(text, kinds: FieldTests.kinds)
        #expect(findings(outcome.diagnostics, in: Array(text.utf8)) == [])
        #expect(show(outcome.page.fields.first { $0.name != "title" }?.value) == value)
    }

    @Test(arguments: [
        ("text: [甲]", ["3:7 wrong-type 字段“text”应当是文字，这里是“[…]”"]),
        ("text: {a: 甲}", ["3:7 wrong-type 字段“text”应当是文字，这里是“{…}”"]),
        ("number: 十二", ["3:9 wrong-type 字段“number”应当是整数，这里是“十二”"]),
        ("number: '12'", ["3:9 wrong-type 字段“number”应当是整数，这里是“'12'”"]),
        ("number: 1.5", ["3:9 wrong-type 字段“number”应当是整数，这里是“1.5”"]),
        ("number: 99999999999999999999", ["3:9 wrong-type 字段“number”应当是整数，这里是“99999999999999999999”"]),
        ("level: 4", ["3:8 wrong-type 字段“level”应当是 1 到 3 的整数，这里是“4”"]),
        ("day: 2026-8-14", ["3:6 wrong-type 字段“day”应当是日期，这里是“2026-8-14”"]),
        ("day: 2026-02-30", ["3:6 wrong-type 字段“day”应当是日期，这里是“2026-02-30”"]),
        ("flag: 是", ["3:7 wrong-type 字段“flag”应当是 true 或 false，这里是“是”"]),
        ("flag: 'true'", ["3:7 wrong-type 字段“flag”应当是 true 或 false，这里是“'true'”"]),
        ("promise: false", ["3:10 wrong-type 字段“promise”应当是 true，这里是“false”"]),
        ("choice: rde", ["3:9 unknown-value 字段“choice”不能取值“rde”"]),
        ("page: [a, b]", ["3:7 wrong-type 字段“page”应当是页面的 id，这里是“[…]”"]),
        ("texts: [甲, [乙]]", ["3:12 wrong-type 字段“texts”应当是文字，这里是“[…]”"]),
        ("texts: {a: 甲}", ["3:8 wrong-type 字段“texts”应当是列表，这里是“{…}”"]),
        ("numbers: [1, 二, 3]", ["3:14 wrong-type 字段“numbers”应当是整数，这里是“二”"]),
        ("record: {b: 2}", ["3:10 missing-field “record”缺少字段“a”"]),
        ("record: {a: 甲, c: 2}", ["3:16 unknown-key “record”里没有字段“c”"]),
        ("strict: 甲", ["3:9 wrong-type 字段“strict”应当是一组“字段: 值”，这里是“甲”"]),
        ("records: [[甲]]", ["3:11 wrong-type 字段“records”应当是一组“字段: 值”，这里是“[…]”"]),
        ("keyed: 甲", ["3:8 wrong-type 字段“keyed”应当是以名称开头的若干组“字段: 值”，这里是“甲”"]),
        ("keyed: {称呼: 甲}", ["3:13 wrong-type 字段“keyed.称呼”应当是一组“字段: 值”，这里是“甲”"]),
        ("keyed: {称呼: {labl: 甲}}", ["3:14 unknown-key “keyed.称呼”里没有字段“labl”"]),
        ("keyed: [{label: 甲}]", ["3:9 wrong-type 字段“keyed”应当是以名称开头的若干组“字段: 值”，这里是“{…}”"]),
        ("keyed:\n- name: 甲\n- name: 甲", ["5:9 front-matter-syntax 字段“甲”写了两次"]),
        ("txet: 甲", ["3:1 unknown-key “样页”里没有字段“txet”"]),
        ("? [a, b]\n: 甲", ["3:3 unknown-key “样页”里没有字段“?”"]),
        ("text: \(String(repeating: "长", count: 60)): x", ["3:67 front-matter-syntax 值里有“: ”（冒号加空格），这一行就读不懂了"]),
        (
            "number: \(String(repeating: "长", count: 60))",
            ["3:9 wrong-type 字段“number”应当是整数，这里是“\(String(repeating: "长", count: 40))…”"]
        ),
    ])
    func `a value of another type is a finding at its place`(written: String, found: [String]) {
        #expect(findings("---\ntitle: t\n\(written)\n---\n", kinds: FieldTests.kinds) == found)
    }

    @Test(arguments: [
        ("sumary: 甲", "是不是“summary”？"), ("标题: 甲", "删掉它，或在 casebook.yml 的 kinds 里声明它。"), ("Titel: 甲", "是不是“title”？"),
        ("staus: draft", "是不是“status”？"), ("status: aproved", "是不是“approved”？"),
        ("evidence: guess", "可用的值：practice、training、opinion、anecdote、derived。"),
        ("kind: scirpt", "是不是“script”？"),
    ])
    func `a near miss is offered, else what there is`(written: String, help: String) {
        let diagnostics = parse("---\ntitle: t\n\(written)\n---\n", "guides/g.md").diagnostics
        #expect(diagnostics.map { $0.problem.wording.chinese.help } == [help])
    }

    @Test(arguments: [
        ("", ["summary", "causes", "channels", "emotion", "intensity", "polarity", "anonymised"]),
        (
            "summary:\ncauses: []\nchannels: [~]\nemotion: angry",
            ["summary", "causes", "channels", "intensity", "polarity", "anonymised"]
        ),
        ("summary: s\ncauses: c\nchannels: x\nemotion: angry\nintensity: 9\npolarity: no\nanonymised: false", []),
    ])
    func `required fields that are not there are missing, wrong ones are only wrong`(written: String, missing: [String])
    {
        let diagnostics = parse("---\ntitle: t\n\(written)\n---\n", "cases/c.md").diagnostics
        let expected = missing.map { Problem.missingField(field: $0, place: LocalizedText("案例", "Case")) }
        #expect(Set(diagnostics.filter { $0.id == .missingField }.map(\.problem)) == Set(expected))
        #expect(diagnostics.filter { $0.id == .missingField }.allSatisfy { $0.range == SourceRange(4, 4) })
    }

    @Test func `escalation is required where the risk is high`() {
        let head = "---\ntitle: t\nsummary: s\nwhen: w\nchannels: phone\n"
        #expect(
            findings(head + "risk: high\n---\n> x\n", "scripts/s.md") == [
                "2:1 missing-field risk 是 high 时必须写字段“escalate”"
            ])
        #expect(findings(head + "risk: high\nescalate: [{if: 甲, to: 乙}]\n---\n> x\n", "scripts/s.md") == [])
        #expect(findings(head + "risk: low\n---\n> x\n", "scripts/s.md") == [])
    }

    @Test(arguments: [
        ("title: 甲", "甲", true), ("title: ''", "首节", false), ("title:", "首节", false), ("id: x", "首节", false),
    ])
    func `the title is the field, else the first heading`(written: String, title: String, isOwn: Bool) {
        let page = parse("---\n\(written)\n---\n## 首节\n\n## 次节\n", "guides/g.md").page
        #expect(page.title.value == title)
        #expect(page.hasOwnTitle == isOwn)
    }

    @Test func `a page without any title is called by its file and reported`() {
        #expect(findings("正文", "guides/排 队.md") == ["1:1 missing-field 页面没有标题"])
        #expect(parse("正文", "guides/排 队.md").page.title.value == "排 队")
        #expect(parse("正文", "排队/index.md").page.title.value == "排队")
    }

    @Test(arguments: [
        ("# 甲\n正文", true), ("#  甲  \n", true), ("## 甲\n", false), ("# 乙\n", false), ("正文\n\n# 甲\n", false),
    ])
    func `a first heading that says the title again is known`(body: String, starts: Bool) {
        #expect(parse("---\ntitle: 甲\n---\n" + body).page.bodyStartsWithTitle == starts)
    }

    @Test(arguments: [
        ("guides/g.md", "", PageStatus.draft), ("page.md", "", .approved),
        ("guides/g.md", "status: approved", .approved),
        ("guides/g.md", "status: in_review", .inReview), ("guides/g.md", "status: retired", .retired),
        // A status that can't be read may have been meant to publish the page.
        ("guides/g.md", "status: aproved", .approved), ("guides/g.md", "status: [approved]", .approved),
        ("guides/g.md", "status:", .draft), ("guides/g.md", "title: [", .approved),
    ])
    func `a page's status is what is written, or the kind's, or what lets findings count`(
        path: String, written: String, status: PageStatus
    ) {
        #expect(parse("---\ntitle2: t\n\(written)\n---\n", path).page.status == status)
    }

    @Test func `text without marks is never parsed and would parse to itself`() {
        var generator = Generator(state: 17)
        let pieces = [
            "客户", "。", "a", "B", "1", " ", "-", "+", "=", "(", ")", "{", "}", "\"", "'", "/", ".", "www", "http:", ":",
            ";", ",", "é", "^", "$",
            "%", "?", "“", "—", "👍", "\u{3000}", "\u{A0}", "~", "!", "|",
        ]
        var plain = 0
        for _ in 0..<5000 {
            let text = (0..<1 + generator.below(8)).map { _ in generator.pick(pieces) }.joined()
            guard !Prose.needsParsing(text) else { continue }
            plain += 1
            let bytes = Array(text.utf8)
            let options = MarkdownParser.Options(casebookSyntax: true, variants: nil)
            let document = MarkdownParser.parse(bytes, SourceRange(0, bytes.count), options: options, file: "f").value
                .document
            #expect(document.outline == "paragraph(\"\(text)\")")
        }
        #expect(plain > 1000)
    }
}

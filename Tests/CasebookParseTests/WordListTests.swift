import CasebookModel
import TestSupport
import Testing

@testable import CasebookParse

@Suite struct WordListTests {
    private let parser = WordListParser(pathPrefix: "Content/")

    private func file(_ text: String, _ path: String) -> SourceFile { source(Array(text.utf8), path) }

    private func found(_ diagnostics: [Diagnostic], _ text: String) -> [String] {
        findings(diagnostics, in: Array(text.utf8))
    }

    // MARK: - Vocabularies

    @Test func `a vocabulary keeps the order of its file`() throws {
        let text = """
            phone:
              label: 电话
              label_en: Phone
              aliases: [热线, 来电]
              description: |
                打进来的，见 [[call-back]]。
            online: {label: 在线}
            """
        let outcome = parser.vocabulary(file(text, "vocabularies/channel.yml"))
        #expect(outcome.diagnostics.isEmpty)
        let vocabulary = outcome.value
        #expect(vocabulary.name == "channel")
        #expect(vocabulary.values.map(\.name) == ["phone", "online"])
        #expect(vocabulary.values.map(\.label) == [LocalizedText("电话", "Phone"), LocalizedText("在线")])
        #expect(vocabulary["phone"]?.aliases == ["热线", "来电"])
        #expect(vocabulary["phone"]?.description.outline == "paragraph(\"打进来的，见 \" page[call-back] \"。\")")
        let link = try #require(vocabulary["phone"]?.description.links.first)
        #expect(LineTable(Array(text.utf8)).position(of: link.range.start).line == 5)
        #expect(vocabulary["online"].map { words($0.nameRange, of: text) } == "online")
    }

    @Test(arguments: [
        ("phone: {label_en: Phone}", ["1:1 missing-field “phone”缺少字段“label”"]),
        ("phone: {lable: 电话, label: 电话}", ["1:9 unknown-key “channel.phone”里没有字段“lable”"]),
        (
            "phone: 电话",
            ["1:1 missing-field “phone”缺少字段“label”", "1:8 wrong-type 字段“channel.phone”应当是一组“字段: 值”，这里是“电话”"]
        ),
        ("'a/b': {label: 电话}", ["1:1 wrong-type “a/b”不能用作 id 或文件夹名"]),
        ("- value: phone\n  label: 电话\n- value: phone\n  label: 电话", ["3:10 front-matter-syntax 字段“phone”写了两次"]),
        ("just text", ["1:1 wrong-type 字段“channel”应当是以名称开头的若干组“字段: 值”，这里是“just text”"]),
        (
            "phone: {label: 电话, description: '<b>粗</b>'}",
            [
                "1:33 raw-html HTML 代码会原样显示为文字：</b>", "1:33 raw-html HTML 代码会原样显示为文字：<b>",
            ]
        ),
    ])
    func `what is wrong in a vocabulary is found`(text: String, expected: [String]) {
        #expect(found(parser.vocabulary(file(text, "vocabularies/channel.yml")).diagnostics, text) == expected)
    }

    @Test func `an empty vocabulary has no values, a repeated value counts once`() {
        #expect(parser.vocabulary(file("", "vocabularies/a.yaml")).value.values.isEmpty)
        #expect(parser.vocabulary(file("", "vocabularies/a.yaml")).value.name == "a")
        #expect(
            parser.vocabulary(file("- {value: a, label: 一}\n- {value: a, label: 二}", "vocabularies/a.yml")).value.values
                .count == 1)
    }

    @Test func `twenty thousand values take a moment`() {
        let text = (0..<20_000).map { "v\($0): {}\n" }.joined()
        let time = threadTime {
            #expect(parser.vocabulary(file(text, "vocabularies/a.yml")).value.values.count == 20_000)
        }
        #expect(time < .seconds(10))
    }

    // MARK: - Synonyms

    @Test(arguments: [
        ("- [吞钞, 吃钱]\n- [a, b, c]", [["吞钞", "吃钱"], ["a", "b", "c"]], []),
        ("", [], []),
        ("- [一个]\n- ['', 空]", [], []),
        ("a: b", [], ["1:1 wrong-type 字段“synonyms”应当是列表，这里是“{…}”"]),
        ("- 吞钞\n- [a, b]", [["a", "b"]], ["1:3 wrong-type 字段“synonyms”应当是列表，这里是“吞钞”"]),
        ("- [a, [b]]", [], ["1:7 wrong-type 字段“synonyms”应当是文字，这里是“[…]”"]),
    ])
    func `synonyms are groups of two words or more`(text: String, groups: [[String]], expected: [String]) {
        let outcome = parser.synonyms(file(text, "synonyms.yml"))
        #expect(outcome.value == groups)
        #expect(found(outcome.diagnostics, text) == expected)
    }

    // MARK: - Search tests

    @Test func `a search test has a query and what it has to find`() {
        let text = """
            - {query: 吞钞, expect: retained-cash}
            - query: 95588
              expect: [a, six-steps/vent]
              top: 1
              class: typo
            """
        let outcome = parser.searchTests(file(text, "search-tests.yml"))
        #expect(outcome.diagnostics.isEmpty)
        #expect(outcome.value.map(\.query.value) == ["吞钞", "95588"])
        #expect(outcome.value.map { $0.expected.map(\.value) } == [["retained-cash"], ["a", "six-steps/vent"]])
        #expect(outcome.value.map(\.top) == [3, 1])
        #expect(outcome.value.map(\.queryClass) == [nil, .typo])
        #expect(words(outcome.value[1].expected[1].range, of: text) == "six-steps/vent")
        #expect(words(outcome.value[0].query.range, of: text) == "吞钞")
    }

    @Test(arguments: [
        ("", []),
        ("- {query: q}", ["1:4 missing-field “search-tests”缺少字段“expect”"]),
        ("- {expect: a}", ["1:4 missing-field “search-tests”缺少字段“query”"]),
        ("- {query: '', expect: a}", ["1:11 missing-field “search-tests”缺少字段“query”"]),
        ("- {query: q, expect: []}", ["1:4 missing-field “search-tests”缺少字段“expect”"]),
        ("- {query: q, expect: a, top: 0}", ["1:30 wrong-type 字段“top”应当是 1 到 100 的整数，这里是“0”"]),
        ("- {query: q, expect: a, class: exakt}", ["1:32 unknown-value 字段“class”不能取值“exakt”"]),
        ("- {query: q, expect: a, tpo: 1}", ["1:25 unknown-key “search-tests”里没有字段“tpo”"]),
        ("- {query: [q], expect: a}", ["1:11 wrong-type 字段“query”应当是文字，这里是“[…]”"]),
        ("- 吞钞", ["1:3 wrong-type 字段“search-tests”应当是一组“字段: 值”，这里是“吞钞”"]),
    ])
    func `what is wrong in the search tests is found`(text: String, expected: [String]) {
        #expect(found(parser.searchTests(file(text, "search-tests.yml")).diagnostics, text) == expected)
    }

    // MARK: - Forbidden wording

    @Test func `forbidden wording has a pattern, a reason and what to say instead`() {
        let text = """
            - pattern: 不可能
              reason: 把话说死
              instead: 我先核实
              severity: warning
              except: [不可能三角]
            - {pattern: '/绝对(不|没)/', reason: 承诺}
            """
        let outcome = parser.forbiddenWording(file(text, "forbidden.yml"))
        #expect(outcome.diagnostics.isEmpty)
        #expect(outcome.value.map(\.pattern.value) == ["不可能", "/绝对(不|没)/"])
        #expect(outcome.value.map(\.severity) == [.warning, .error])
        #expect(outcome.value[0].instead == "我先核实")
        #expect(outcome.value[0].except == ["不可能三角"])
        #expect(words(outcome.value[0].pattern.range, of: text) == "不可能")
    }

    @Test(arguments: [
        ("- {reason: x}", ["1:4 missing-field “forbidden”缺少字段“pattern”"]),
        ("- {pattern: x}", ["1:4 missing-field “forbidden”缺少字段“reason”"]),
        ("- {pattern: '/(/', reason: x}", ["1:13 wrong-type “/(/”不是正确的正则表达式"]),
        ("- {pattern: '/(a+)+$/', reason: x}", ["1:13 too-complex 规则“/(a+)+$/”在重复里又套了重复，查找可能永远不结束"]),
        ("- {pattern: x, reason: y, severity: fatal}", ["1:37 unknown-value 字段“severity”不能取值“fatal”"]),
        ("- {pattern: x, reason: y, sevrity: note}", ["1:27 unknown-key “forbidden”里没有字段“sevrity”"]),
        ("- 不可能", ["1:3 wrong-type 字段“forbidden”应当是一组“字段: 值”，这里是“不可能”"]),
    ])
    func `what is wrong in the wording list is found`(text: String, expected: [String]) {
        #expect(found(parser.forbiddenWording(file(text, "forbidden.yml")).diagnostics, text) == expected)
    }

    @Test func `a slash alone is a phrase`() {
        let outcome = parser.forbiddenWording(
            file("- {pattern: /, reason: x}\n- {pattern: //, reason: x}", "forbidden.yml"))
        #expect(outcome.diagnostics.isEmpty)
        #expect(outcome.value.map(\.pattern.value) == ["/", "//"])
    }

    @Test func `a word list that is no UTF-8 is named with its path`() {
        let diagnostics = parser.synonyms(source([0x2D, 0x20, 0xFE], "synonyms.yml")).diagnostics
        #expect(diagnostics.map(\.file) == ["Content/synonyms.yml"])
        #expect(diagnostics.map(\.problem) == [.notUTF8(byte: 0xFE)])
    }
}

import CasebookModel
import Testing

@testable import CasebookParse

@Suite struct ConfigurationTests {
    private func found(_ text: String) -> [String] {
        findings(ConfigurationParser.parse(Array(text.utf8)).diagnostics, in: Array(text.utf8))
    }

    @Test func `an empty file and one of comments give the defaults`() {
        for text in ["", "# nothing\n", "\u{FEFF}"] {
            let outcome = ConfigurationParser.parse(Array(text.utf8))
            #expect(outcome.diagnostics.isEmpty)
            #expect(outcome.value.title == "Casebook")
            #expect(outcome.value.content == "Content")
            #expect(outcome.value.kinds == BuiltInKinds.table)
            #expect(!outcome.value.isImplicit)
        }
    }

    @Test func `every key is read`() {
        let text = """
            title: 投诉处理
            language: zh-Hant
            url: https://kb.example.org/a
            content: pages
            templates: theme
            feedback: mailto:kb@example.org
            checks: {orphan-page: off, raw-html: error, duplicate-title: note, missing-section: warning}
            kinds:
            """
        let outcome = ConfigurationParser.parse(Array(text.utf8))
        #expect(outcome.diagnostics.isEmpty)
        let configuration = outcome.value
        #expect(configuration.title == "投诉处理")
        #expect(configuration.language == .traditionalChinese)
        #expect(configuration.url == "https://kb.example.org/a/")
        #expect(configuration.content == "pages")
        #expect(configuration.templates == "theme")
        #expect(configuration.feedback == "mailto:kb@example.org")
        #expect(
            configuration.checks == [
                "orphan-page": nil, "raw-html": .error, "duplicate-title": .note, "missing-section": .warning,
            ])
    }

    @Test(arguments: [
        ("titel: x", ["1:1 unknown-key “casebook.yml”里没有字段“titel”"]),
        ("language: zh", ["1:11 unknown-value 字段“language”不能取值“zh”"]),
        ("url: ftp://x", ["1:6 unknown-value 字段“url”不能取值“ftp://x”"]),
        ("url: 'https://'", ["1:6 unknown-value 字段“url”不能取值“https://”"]),
        ("feedback: http://x.example", ["1:11 unknown-value 字段“feedback”不能取值“http://x.example”"]),
        ("title: [a]", ["1:8 wrong-type 字段“title”应当是文字，这里是“[…]”"]),
        ("checks: off", ["1:9 wrong-type 字段“checks”应当是“名称: 值”的集合，这里是“off”"]),
        ("checks: {orphan-pages: off}", ["1:10 unknown-key “checks”里没有字段“orphan-pages”"]),
        ("checks: {orphan-page: of}", ["1:23 unknown-value 字段“orphan-page”不能取值“of”"]),
        ("kinds: [a]", ["1:8 wrong-type 字段“kinds”应当是“名称: 值”的集合，这里是“[…]”"]),
        ("- a", ["1:1 front-matter-syntax 页首内容不是“字段: 值”的形式"]),
        ("title: a: b", ["1:9 front-matter-syntax 值里有“: ”（冒号加空格），这一行就读不懂了"]),
        ("title: x\ntitle: y", ["2:1 front-matter-syntax 字段“title”写了两次"]),
    ])
    func `what is wrong in the file is found with its place`(text: String, expected: [String]) {
        #expect(found(text) == expected)
    }

    @Test func `a pattern of privacy that nobody can look for is refused at its place`() {
        let text = "privacy:\n  patterns:\n    - 客户号\n    - '([0-9]+)+号'\n"
        let outcome = ConfigurationParser.parse(Array(text.utf8))
        #expect(
            findings(outcome.diagnostics, in: Array(text.utf8), .english) == [
                "4:7 too-complex the pattern \"([0-9]+)+号\" repeats a repetition: looking for it may never end"
            ])
        #expect(outcome.value.privacy.patterns == ["客户号"])
    }

    @Test func `privacy lists patterns and exceptions, and a bad pattern is found`() {
        let text = "privacy:\n  patterns: ['客户号[0-9]{6}', '[']\n  exceptions: [010-12345678]\n  pattern: x\n"
        let outcome = ConfigurationParser.parse(Array(text.utf8))
        #expect(outcome.value.privacy == PrivacyRules(patterns: ["客户号[0-9]{6}"], exceptions: ["010-12345678"]))
        #expect(outcome.diagnostics.map(\.id) == [.unknownKey, .wrongType])
    }

    @Test func `bytes that are no UTF-8 stop the reading`() {
        let outcome = ConfigurationParser.parse([0x61, 0x3A, 0x20, 0xFF])
        #expect(outcome.diagnostics.map(\.problem) == [.notUTF8(byte: 0xFF)])
        #expect(outcome.diagnostics.map(\.range) == [SourceRange(3, 3)])
    }

    // MARK: - Kinds

    /// A kind that the program has never heard of, with fields of every type.
    private static let drill = """
        kinds:
          drill:
            folder: drills
            label: 演练
            label_en: Drill
            template: drill
            weight: 1.5
            spoken_lines: true
            sections: [{label: 场景, label_en: Scene, required: true}, 点评]
            fields:
              goal: {type: prose, required: true, label: 目标, label_en: Goal, help: 一句话, help_en: One sentence}
              minutes: {type: integer}
              held_on: {type: date}
              recorded: {type: flag}
              level: {type: choice, values: [easy, hard]}
              channel: {type: vocabulary, vocabulary: channel, list: true}
              note:
              trains: {type: page, kinds: [step, drill], list: true, label: 练习, inverse: drills, inverse_label: 演练, inverse_label_en: Drills}
        """

    @Test func `a declared kind is read like the program's own`() throws {
        let outcome = ConfigurationParser.parse(Array(ConfigurationTests.drill.utf8))
        #expect(outcome.diagnostics.isEmpty)
        let kind = try #require(outcome.value.kinds["drill"])
        #expect(kind.folder == "drills")
        #expect(kind.label == LocalizedText("演练", "Drill"))
        #expect(kind.template == "drill")
        #expect(kind.searchWeight == 1.5)
        #expect(kind.hasSpokenLines)
        #expect(
            kind.sections == [
                SectionDeclaration(LocalizedText("场景", "Scene"), required: true),
                SectionDeclaration(LocalizedText("点评"), required: false),
            ])
        let trains = Relation(to: ["step", "drill"], inverse: RelationLabel("drills", LocalizedText("演练", "Drills")))
        #expect(
            kind.fields.map(\.type) == [
                .prose, .integer(nil), .date, .flag,
                .choice([Choice("easy", LocalizedText("easy")), Choice("hard", LocalizedText("hard"))]),
                .list(.vocabulary("channel")), .text, .list(.reference(trains)),
            ])
        #expect(kind.field("goal")?.requirement == .required)
        #expect(kind.field("goal")?.label == LocalizedText("目标", "Goal"))
        #expect(kind.field("goal")?.help == LocalizedText("一句话", "One sentence"))
        #expect(kind.field("note")?.label == LocalizedText("note"))
    }

    @Test func `its pages are parsed and checked by the declaration`() throws {
        let kinds = ConfigurationParser.parse(Array(ConfigurationTests.drill.utf8)).value.kinds
        let right = """
            ---
            title: 吞钞演练
            goal: 见 [[soothe]]
            minutes: 15
            held_on: 2026-05-06
            recorded: true
            level: hard
            channel: phone
            note: 记
            trains: [six-steps/vent]
            ---
            > 您好

            ## 场景
            """
        let outcome = parse(right, "drills/cash.md", kinds: kinds)
        #expect(findings(outcome.diagnostics, in: Array(right.utf8)) == [])
        #expect(outcome.page.kind == "drill")
        #expect(outcome.page.spokenLines.map(\.text) == ["您好"])
        #expect(outcome.page.fields.texts("trains") == ["six-steps/vent"])
        let wrong = "---\ntitle: t\nminuts: 5\nminutes: 很久\nlevel: hrad\n---\n"
        #expect(
            findings(wrong, "drills/cash.md", kinds: kinds) == [
                "2:1 missing-field “演练”缺少字段“goal”", "3:1 unknown-key “演练”里没有字段“minuts”",
                "4:10 wrong-type 字段“minutes”应当是整数，这里是“很久”",
                "5:8 unknown-value 字段“level”不能取值“hrad”",
            ])
    }

    @Test func `a field may be added to a kind that is there, or replace one of its`() throws {
        let text =
            "kinds: {case: {label: 个案, fields: {purposes: {type: vocabulary, vocabulary: purpose, list: true}, industry: {type: text}}}}"
        let outcome = ConfigurationParser.parse(Array(text.utf8))
        #expect(outcome.diagnostics.isEmpty)
        let kind = try #require(outcome.value.kinds["case"])
        #expect(kind.label.chinese == "个案")
        #expect(kind.field("purposes")?.type == .list(.vocabulary("purpose")))
        #expect(kind.field("industry")?.type == .text)
        #expect(kind.fields.count == (BuiltInKinds.table["case"]?.fields.count ?? 0) + 1)
        #expect(kind.sections.count == 7)
    }

    @Test(arguments: [
        ("drill: {label: 演练}", ["1:9 missing-field “kinds.drill”缺少字段“folder”"]),
        ("drill: 演练", ["1:16 wrong-type 字段“drill”应当是“名称: 值”的集合，这里是“演练”"]),
        ("drill: {folder: drills, fodler: x}", ["1:33 unknown-key “kinds.drill”里没有字段“fodler”"]),
        ("drill: {folder: a/b}", ["1:25 wrong-type “a/b”不能用作 id 或文件夹名"]),
        ("drill: {folder: ..}", ["1:25 wrong-type “..”不能用作 id 或文件夹名"]),
        ("drill: {folder: search}", ["1:25 address-clash 网址“search/”已经有页面在用（只差大小写也算相同）"]),
        ("drill: {folder: API}", ["1:25 address-clash 网址“API/”已经有页面在用（只差大小写也算相同）"]),
        ("drill: {folder: cases}", ["1:25 address-clash 网址“cases/”已经有页面在用（只差大小写也算相同）"]),
        ("../x: {folder: drills}", ["1:9 wrong-type “../x”不能用作 id 或文件夹名"]),
        ("case: {folder: others}", ["1:24 unknown-value 字段“folder”不能取值“others”"]),
        ("drill: {folder: drills, weight: 很高}", ["1:41 unknown-value 字段“weight”不能取值“很高”"]),
        ("drill: {folder: drills, weight: nan}", ["1:41 unknown-value 字段“weight”不能取值“nan”"]),
        ("drill: {folder: drills, weight: 99}", ["1:41 unknown-value 字段“weight”不能取值“99”"]),
        ("drill: {folder: drills, sections: [{required: true}]}", ["1:45 missing-field “sections”缺少字段“label”"]),
        ("drill: {folder: drills, fields: {a: {type: numbr}}}", ["1:52 unknown-value 字段“type”不能取值“numbr”"]),
        ("drill: {folder: drills, fields: {a: {type: choice}}}", ["1:42 missing-field “fields.a”缺少字段“values”"]),
        ("drill: {folder: drills, fields: {a: {type: vocabulary}}}", ["1:42 missing-field “fields.a”缺少字段“vocabulary”"]),
        ("drill: {folder: drills, fields: {a: {type: page, kinds: [stpe]}}}", ["1:66 unknown-kind 没有“stpe”这种页面"]),
        ("drill: {folder: drills, fields: [{name: a, type: page, kinds: stpe}]}", ["1:71 unknown-kind 没有“stpe”这种页面"]),
    ])
    func `a declaration that says nothing sensible is found with its place`(declaration: String, expected: [String]) {
        #expect(found("kinds: {\(declaration)}") == expected)
    }

    @Test func `the built-in table holds together`() {
        let kinds = BuiltInKinds.table
        let names = Set(kinds.kinds.map(\.name))
        #expect(
            names == [
                "case", "cause", "method", "step", "script", "guide", "checklist", "figure", "term", "deadline",
                "source", "page",
            ])
        for kind in kinds.kinds {
            let fields = kinds.fields(of: kind)
            #expect(Set(fields.map(\.name)).count == fields.count)
            for field in fields {
                #expect(!field.label.chinese.isEmpty && !field.label.english.isEmpty)
                if case .requiredWhen(let other, _) = field.requirement {
                    #expect(fields.contains { $0.name == other })
                }
                for relation in relations(of: field.type) { #expect(names.isSuperset(of: relation.targetKinds)) }
            }
        }
    }

    private func relations(of type: FieldType) -> [Relation] {
        switch type {
        case .reference(let relation): [relation]
        case .list(let element): relations(of: element)
        case .record(let fields, _), .keyed(_, let fields): fields.flatMap { relations(of: $0.type) }
        default: []
        }
    }
}

import TestSupport

/// A knowledge base as text by path, made from a seed, with every kind of page and everything that pages share.
struct MutableSource {
    /// By path below the source folder.
    private(set) var files: [String: [UInt8]] = [:]
    /// What files said before they were last changed.
    private var earlier: [String: [UInt8]] = [:]
    private var random: Generator
    private var newPages = 0

    init(pages: Int, seed: UInt64) {
        random = Generator(state: seed)
        put("casebook.yml", Self.configuration)
        put("Content/index.md", "# 首页\n\n欢迎。见[[guide-0]]。\n")
        let vocabularies = [
            ("channel", ["phone", "counter"]), ("emotion", ["angry", "sad"]), ("risk", ["low", "high"]),
        ]
        for (name, values) in vocabularies {
            put("Content/vocabularies/\(name).yml", values.map { "\($0):\n  label: \(word())\($0)\n" }.joined())
        }
        put("Content/synonyms.yml", "- [退款, 退钱]\n- [排队, 等候]\n")
        put("Content/forbidden.yml", "- pattern: 您听错了\n  reason: 指责\n  severity: error\n")
        put("Content/search-tests.yml", Self.searchTests)
        put("Content/images/plan.svg", Self.drawing(1))
        put("Content/methods/two-steps/index.md", page("两步法", "summary: 先听后说。", body: "两步就够。"))
        for (number, slug) in ["listen", "answer"].enumerated() {
            put(
                "Content/methods/two-steps/\(number + 1)-\(slug).md",
                page(
                    number == 0 ? "倾听" : "答复",
                    "goal: 说完\nactions: [记下]\ndone_when: 停下\nscripts: [script-\(number)]", body: sentences()))
        }
        for number in 0..<max(1, pages / 4) { put("Content/scripts/script-\(number).md", script(number)) }
        for number in 0..<max(2, pages / 20) { put("Content/causes/cause-\(number).md", cause(number)) }
        for number in 0..<max(1, pages / 10) { put("Content/terms/term-\(number).md", term(number)) }
        for number in 0..<max(1, pages / 10) { put("Content/drills/drill-\(number).md", drill(number)) }
        for number in 0..<max(1, pages / 4) { put("Content/guides/guide-\(number).md", guide(number)) }
        for number in 0..<max(1, pages / 5) { put("Content/cases/case-\(number).md", caseStudy(number)) }
    }

    subscript(path: String) -> String? { files[path].map { String(decoding: $0, as: UTF8.self) } }

    mutating func put(_ path: String, _ text: String) { put(path, Array(text.utf8)) }

    mutating func put(_ path: String, _ bytes: [UInt8]) {
        if let old = files[path] { earlier[path] = old }
        files[path] = bytes
    }

    mutating func remove(_ path: String) {
        if let old = files.removeValue(forKey: path) { earlier[path] = old }
    }

    /// The path of some file that a folder has, `nil` where it has none.
    mutating func some(_ folder: String, _ ending: String = ".md") -> String? {
        let paths = files.keys.filter { $0.hasPrefix("Content/" + folder) && $0.hasSuffix(ending) }.sorted()
        return paths.isEmpty ? nil : random.pick(paths)
    }

    mutating func somePage() -> String { some(random.pick(["scripts/", "guides/", "cases/", "terms/", "causes/"]))! }

    mutating func below(_ limit: Int) -> Int { random.below(limit) }
    mutating func pick<Element>(_ elements: [Element]) -> Element { random.pick(elements) }

    mutating func revertSomething() {
        let paths = earlier.keys.sorted()
        guard !paths.isEmpty else { return }
        let path = random.pick(paths)
        put(path, earlier[path]!)
    }

    /// Words that no other page has.
    mutating func newID() -> String {
        newPages += 1
        return "new-\(newPages)"
    }

    mutating func edit(_ path: String, _ old: String, _ new: String) {
        guard let text = self[path] else { return }
        put(path, text.replacing(old, with: new, maxReplacements: 1))
    }

    // MARK: - Words

    private static let words = [
        "客户", "退款", "排队", "等候", "坐席", "网点", "工单", "到账", "延误", "解释", "倾听", "道歉", "回电", "主管", "银行卡",
        "手续费", "保险", "审核", "凭条", "登记", "时间", "答复", "办法", "情绪", "原因", "记录", "核对", "重复扣款",
    ]

    mutating func word() -> String { random.pick(Self.words) }

    mutating func sentences() -> String {
        (0..<2 + random.below(3)).map { _ in (0..<6).map { _ in word() }.joined() + "。" }.joined()
    }

    /// `[[some page]]`, by ids that may have left since: then the finding is the same warm and cold.
    mutating func link() -> String {
        random.pick([
            "[[guide-0]]", "[[guide-1|另见]]", "[[script-0]]", "[[term-0]]", "[[two-steps/listen]]", "[[cause-0]]",
        ])
    }

    // MARK: - Pages

    func page(_ title: String, _ fields: String, body: String) -> String {
        "---\ntitle: \(title)\nstatus: approved\nreviewed_on: 2026-01-10\nreviewed_by: 质检组\n\(fields)\n---\n\n\(body)\n"
    }

    mutating func script(_ number: Int) -> String {
        page(
            "话术\(number)\(word())",
            """
            summary: \(word())时这样说。
            aliases: [\(word())怎么说\(number)]
            when: [\(word())]
            channels: [\(random.pick(["phone", "counter"]))]
            emotion: [angry]
            risk: low
            slots:
              称呼: {label: 称呼, kind: text, default: 您, pii: true}
            review_by: 2026-1\(random.below(3))-15
            updated_on: 2026-0\(1 + random.below(9))-11
            change: 更正
            """, body: "> {称呼}好，\(sentences())\n\n## 要点\n\n\(sentences())\(link())")
    }

    mutating func cause(_ number: Int) -> String {
        let parents = number > 1 ? "\nparents: [cause-\(random.below(number))]" : ""
        return page(
            "原因\(number)\(word())", "signs: [\(word())]\ncountermeasures: [\(word())]\nscripts: [script-0]\(parents)",
            body: sentences())
    }

    mutating func term(_ number: Int) -> String {
        page("术语\(number)\(word())", "definition: 指\(sentences())", body: sentences() + link())
    }

    mutating func drill(_ number: Int) -> String {
        page(
            "演练\(number)", "place: \(word())\nlevel: 入门\ntrains: [guide-0]", body: "## 场景\n\n\(sentences())")
    }

    mutating func guide(_ number: Int) -> String {
        let extra = random.pick(["![[script-0]]", "![平面图](../images/plan.svg)", "| 一 | 二 |\n|---|---|\n| 三 | 四 |", ""])
        return page(
            "指南\(number)\(word())", "tags: [\(word())]\nsummary: \(word())\(word())\nrelated: [term-0]",
            body: "\(sentences())\(link())\n\n## \(word())\n\n- \(word())\n- \(link())\n\n\(extra)")
    }

    mutating func caseStudy(_ number: Int) -> String {
        let sections = ["背景", "经过", "问题", "处理", "结果", "启示", "讨论题"].map { "## \($0)\n\n\(sentences())" }
        return page(
            "案例\(number)\(word())",
            """
            summary: \(word())\(word())。
            causes: [cause-\(random.below(2))]
            scripts:
              - {script: script-0, role: used}
            steps:
              - {step: two-steps/listen, verdict: shown}
              - {step: two-steps/answer, verdict: not_reached}
            channels: [counter]
            emotion: [angry]
            intensity: \(1 + random.below(3))
            polarity: bad
            anonymised: true
            """, body: sections.joined(separator: "\n\n"))
    }

    static func drawing(_ size: Int) -> String {
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(size) 9\"><path d=\"M0 0h\(size)\"/></svg>\n"
    }

    /// One of them fails, and is excused.
    static let searchTests = """
        - {query: 两步法, expect: two-steps}
        - {query: 欢迎, expect: [guide-0], top: 100} # casebook-allow: search-test 首页不算
        - {query: 指南0, expect: guide-0, top: 100}

        """

    static let configuration = """
        title: 变动的站点
        url: https://kb.example.org/
        kinds:
          drill:
            folder: drills
            label: 演练
            label_en: Drill
            weight: 1.5
            sections:
              - {label: 场景, label_en: Scene, required: true}
            fields:
              place: {type: text, required: true, label: 地点, label_en: Place}
              level: {type: choice, values: [入门, 进阶], label: 程度, label_en: Level}
              trains: {type: page, kinds: [guide], list: true, label: 练习的指南, label_en: Trains, inverse: drills, inverse_label: 相关演练, inverse_label_en: Drills}

        """
}

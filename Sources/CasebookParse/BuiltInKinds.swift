import CasebookModel

/// The kinds that Casebook knows without being told. A site adds kinds and fields in `casebook.yml`.
package enum BuiltInKinds {
    package static let table = KindTable(kinds, commonFields: commonFields)

    /// The only kind where there is no `casebook.yml`.
    package static let plainTable = KindTable([page], commonFields: commonFields)

    static let kinds = [
        caseKind, cause, method, step, script, guide, checklist, figure, term, deadline, source, page,
    ]

    // MARK: - Fields of every kind

    /// Fields that every page may have, in the order in which a skeleton shows them. `id`, `kind` and `title` are read
    /// before the kind is known and stand here for their words.
    package static let commonFields: [FieldDeclaration] = [
        FieldDeclaration(
            "id", .text, label: text("编号", "Id"),
            help: text("网址和引用用的名字，默认是文件名；发布后不再改。", "The name in addresses and references; the file's name by default.")),
        FieldDeclaration(
            "kind", .text, label: text("种类", "Kind"), help: text("默认由文件夹决定。", "Given by the folder by default.")),
        FieldDeclaration("title", .text, .required, label: text("标题", "Title")),
        FieldDeclaration(
            "summary", .prose, label: text("摘要", "Summary"),
            help: text("一句话，出现在列表和搜索结果里。", "One sentence for lists and results.")),
        FieldDeclaration(
            "aliases", .list(.text), label: text("别名", "Also called"),
            help: text("客户和同事会用的说法，搜索时同样能找到。", "What customers and colleagues call it; search finds them too.")),
        FieldDeclaration("tags", .list(.text), label: text("标签", "Tags")),
        FieldDeclaration("status", .choice(statuses), label: text("状态", "Status")),
        FieldDeclaration(
            "owner", .text, label: text("负责岗位", "Owner"), help: text("写岗位，不写人名。", "A role, not a person.")),
        FieldDeclaration("reviewed_on", .date, label: text("审核日期", "Reviewed on")),
        FieldDeclaration("reviewed_by", .text, label: text("审核岗位", "Reviewed by")),
        FieldDeclaration("review_by", .date, label: text("下次复核", "Review by")),
        FieldDeclaration("updated_on", .date, label: text("更新日期", "Updated on")),
        FieldDeclaration(
            "change", .text, label: text("更新内容", "Change"), help: text("一句话说明改了什么。", "What changed, in one line.")),
        FieldDeclaration("valid_from", .date, label: text("生效日期", "Valid from")),
        FieldDeclaration("valid_until", .date, label: text("失效日期", "Valid until")),
        FieldDeclaration(
            "pinned", .flag, label: text("置顶", "Pinned"),
            help: text("在首页置顶，到失效日期为止。", "Heads the home page until valid_until.")),
        FieldDeclaration(
            "replaced_by", .reference(Relation(to: [], inverse: inverse("replaces", "取代了", "Replaces"))),
            label: text("已由此页取代", "Replaced by")),
        FieldDeclaration("former_ids", .list(.text), label: text("曾用编号", "Former ids")),
        FieldDeclaration(
            "sources",
            .list(
                .record(
                    [
                        FieldDeclaration(
                            "id",
                            .reference(Relation(to: ["source"], inverse: inverse("cited_by", "被引用于", "Cited by"))),
                            .required, label: text("来源", "Source")),
                        FieldDeclaration("at", .text, label: text("位置", "At")),
                    ], shorthand: "id")),
            label: text("来源", "Sources")),
        FieldDeclaration("evidence", .choice(evidences), label: text("依据", "Evidence")),
        FieldDeclaration("caveat", .prose, label: text("注意", "Caveat")),
        FieldDeclaration(
            "conflicts_with",
            .list(
                .reference(
                    Relation(to: [], inverse: inverse("conflicts_with", "说法不一致", "Conflicts with"), symmetric: true))),
            label: text("说法不一致", "Conflicts with")),
        FieldDeclaration(
            "related", .list(.reference(Relation(to: [], inverse: inverse("related", "相关", "Related")))),
            label: text("相关", "Related")),
        FieldDeclaration(
            "pinyin", .text, label: text("拼音", "Pinyin"),
            help: text("标题的读音，自动注音不对时才写。", "The title's reading, where the automatic one is wrong.")),
    ]

    private static let statuses = [
        Choice("draft", text("草稿", "Draft")), Choice("in_review", text("审核中", "In review")),
        Choice("approved", text("已审核", "Approved")), Choice("retired", text("已停用", "Retired")),
    ]

    private static let evidences = [
        Choice("practice", text("实践", "Practice")), Choice("training", text("培训材料", "Training material")),
        Choice("opinion", text("观点", "Opinion")), Choice("anecdote", text("轶事", "Anecdote")),
        Choice("derived", text("整理推导", "Derived")),
    ]

    // MARK: - Kinds

    private static let caseKind = KindDeclaration(
        name: "case", folder: "cases", label: text("案例", "Case"),
        fields: [
            requiredSummary,
            FieldDeclaration(
                "causes", .list(.reference(Relation(to: ["cause"], inverse: inverse("cases", "案例", "Cases")))),
                .required,
                label: text("投诉原因", "Causes")),
            FieldDeclaration(
                "scripts",
                .list(
                    .record(
                        [
                            FieldDeclaration(
                                "script",
                                .reference(Relation(to: ["script"], inverse: inverse("cases", "案例", "Cases"))),
                                .required, label: text("话术", "Script")),
                            FieldDeclaration(
                                "role",
                                .choice([
                                    Choice("used", text("用了", "Used")),
                                    Choice("should_have", text("该用未用", "Should have been used")),
                                ]), .required, label: text("角色", "Role")),
                        ], shorthand: nil)),
                label: text("话术", "Scripts")),
            FieldDeclaration(
                "steps",
                .list(
                    .record(
                        [
                            FieldDeclaration(
                                "step", .reference(Relation(to: ["step"], inverse: inverse("cases", "案例", "Cases"))),
                                .required,
                                label: text("步骤", "Step")),
                            FieldDeclaration(
                                "verdict",
                                .choice([
                                    Choice("shown", text("做到", "Shown")), Choice("violated", text("违背", "Violated")),
                                    Choice("not_reached", text("未走到", "Not reached")),
                                ]), .required, label: text("评价", "Verdict")),
                        ], shorthand: nil)),
                label: text("步骤", "Steps")),
            FieldDeclaration("channels", .list(.vocabulary("channel")), .required, label: text("渠道", "Channels")),
            FieldDeclaration("emotion", .list(.vocabulary("emotion")), .required, label: text("情绪", "Emotion")),
            intensity(.required),
            FieldDeclaration("industry", .list(.vocabulary("industry")), label: text("行业", "Industry")),
            FieldDeclaration(
                "complaint_type", .list(.vocabulary("complaint_type")), label: text("投诉类型", "Complaint type")),
            FieldDeclaration("difficulty", .vocabulary("difficulty"), label: text("投诉难度", "Difficulty")),
            FieldDeclaration("needs", .list(.vocabulary("need")), label: text("心理诉求", "Needs")),
            FieldDeclaration(
                "polarity",
                .choice([
                    Choice("good", text("做得好", "Good")), Choice("bad", text("做得不好", "Bad")),
                    Choice("mixed", text("有得有失", "Mixed")),
                ]), .required, label: text("评价", "Polarity")),
            FieldDeclaration(
                "anonymised", .affirmation, .required, label: text("已去除个人信息", "Anonymised"),
                help: text("确认没有姓名、电话、账号后写 true。", "Write true once no name, number or account is left.")),
        ],
        sections: [
            section("背景", "Background"), section("经过", "Course"), section("问题", "Problem"), section("处理", "Handling"),
            section("结果", "Result"), section("启示", "Lesson"), section("讨论题", "Discussion"),
        ],
        template: "case", searchWeight: 1)

    private static let cause = KindDeclaration(
        name: "cause", folder: "causes", label: text("投诉原因", "Cause"),
        fields: [
            FieldDeclaration(
                "parents",
                .list(.reference(Relation(to: ["cause"], inverse: inverse("children", "细分原因", "Narrower causes")))),
                label: text("上级原因", "Broader causes")),
            FieldDeclaration("signs", .list(.prose), .required, label: text("听到这些话", "Signs to hear")),
            FieldDeclaration("countermeasures", .list(.prose), .required, label: text("应对", "Countermeasures")),
            scripts(inverse: inverse("causes", "针对的原因", "Causes")),
        ], template: "cause", searchWeight: 1)

    private static let method = KindDeclaration(
        name: "method", folder: "methods", label: text("方法", "Method"), fields: [], template: "method",
        searchWeight: 1.1)

    private static let step = KindDeclaration(
        name: "step", folder: "", label: text("步骤", "Step"),
        fields: [
            FieldDeclaration("goal", .prose, .required, label: text("目标", "Goal")),
            FieldDeclaration("actions", .list(.prose), .required, label: text("做什么", "Actions")),
            FieldDeclaration("done_when", .list(.prose), .required, label: text("做到什么程度", "Done when")),
            scripts(inverse: inverse("steps", "所在步骤", "Steps")),
            avoid,
        ], template: "step", searchWeight: 1.1)

    private static let script = KindDeclaration(
        name: "script", folder: "scripts", label: text("话术", "Script"),
        fields: [
            requiredSummary,
            FieldDeclaration("when", .list(.prose), .required, label: text("用于", "Use when")),
            FieldDeclaration("not_when", .list(.prose), label: text("不用于", "Not when")),
            FieldDeclaration(
                "slots",
                .keyed(
                    key: "name",
                    [
                        FieldDeclaration("label", .text, label: text("名称", "Label")),
                        FieldDeclaration(
                            "kind",
                            .choice([
                                Choice("text", text("文字", "Text")), Choice("number", text("数字", "Number")),
                                Choice("date", text("日期", "Date")), Choice("menu", text("选项", "Menu")),
                                Choice("toggle", text("开关", "Toggle")),
                            ]), label: text("类型", "Kind")),
                        FieldDeclaration("default", .text, label: text("默认值", "Default")),
                        FieldDeclaration("options", .list(.text), label: text("选项", "Options")),
                        FieldDeclaration("required", .flag, label: text("必填", "Required")),
                        FieldDeclaration("pii", .flag, label: text("个人信息", "Personal data")),
                    ]),
                label: text("变量", "Slots")),
            FieldDeclaration("channels", .list(.vocabulary("channel")), .required, label: text("渠道", "Channels")),
            FieldDeclaration("emotion", .list(.vocabulary("emotion")), label: text("情绪", "Emotion")),
            intensity(.optional),
            FieldDeclaration("risk", .vocabulary("risk"), .required, label: text("风险", "Risk")),
            avoid,
            FieldDeclaration(
                "escalate",
                .list(
                    .record(
                        [
                            FieldDeclaration("if", .prose, .required, label: text("情形", "If")),
                            FieldDeclaration("to", .prose, .required, label: text("交给", "To")),
                            FieldDeclaration("within", .text, label: text("时限", "Within")),
                        ], shorthand: nil)),
                .requiredWhen(field: "risk", equals: "high"), label: text("升级", "Escalate")),
            FieldDeclaration(
                "next", .list(.reference(Relation(to: ["script"], inverse: inverse("previous", "之前说", "Comes after")))),
                label: text("接下来", "Next")),
            FieldDeclaration("listen_for", .list(.prose), label: text("留意听", "Listen for")),
        ], template: "script", searchWeight: 1.2, hasSpokenLines: true)

    private static let guide = KindDeclaration(
        name: "guide", folder: "guides", label: text("指南", "Guide"), fields: [], template: "page", searchWeight: 1)

    private static let checklist = KindDeclaration(
        name: "checklist", folder: "checklists", label: text("清单", "Checklist"),
        fields: [
            FieldDeclaration(
                "items",
                .list(
                    .record(
                        [
                            FieldDeclaration("text", .prose, .required, label: text("内容", "Text")),
                            FieldDeclaration("required", .flag, label: text("必须", "Required")),
                            FieldDeclaration("ask", .prose, label: text("这样问", "Ask")),
                            FieldDeclaration("why", .prose, label: text("为什么", "Why")),
                        ], shorthand: "text")),
                .required, label: text("清单项", "Items"))
        ], template: "checklist", searchWeight: 1.1)

    private static let figure = KindDeclaration(
        name: "figure", folder: "figures", label: text("数据", "Figure"),
        fields: [
            FieldDeclaration("value", .text, .required, label: text("数值", "Value")),
            FieldDeclaration("unit", .text, label: text("单位", "Unit")),
            FieldDeclaration("claim", .prose, .required, label: text("说法", "Claim")),
            FieldDeclaration("year", .integer(1900...2200), .required, label: text("年份", "Year")),
            FieldDeclaration("population", .prose, label: text("范围", "Population")),
            commonFields.first { $0.name == "sources" }!.required(),
        ], template: "figure", searchWeight: 0.8)

    private static let term = KindDeclaration(
        name: "term", folder: "terms", label: text("术语", "Term"),
        fields: [
            FieldDeclaration("definition", .prose, .required, label: text("定义", "Definition")),
            FieldDeclaration(
                "see_also", .list(.reference(Relation(to: [], inverse: inverse("see_also", "参见", "See also")))),
                label: text("参见", "See also")),
        ], template: "term", searchWeight: 0.9)

    private static let deadline = KindDeclaration(
        name: "deadline", folder: "deadlines", label: text("时限", "Deadline"),
        fields: [
            FieldDeclaration("trigger", .prose, .required, label: text("起点", "Trigger")),
            FieldDeclaration("days", .integer(0...3650), .required, label: text("天数", "Days")),
            FieldDeclaration("extension", .prose, label: text("延长", "Extension")),
            FieldDeclaration("approver", .prose, label: text("批准人", "Approver")),
            FieldDeclaration("notice", .prose, label: text("告知", "Notice")),
            FieldDeclaration("basis", .prose, .required, label: text("依据条文", "Basis")),
            FieldDeclaration("effective_from", .date, .required, label: text("施行日期", "Effective from")),
        ], template: "deadline", searchWeight: 1)

    private static let source = KindDeclaration(
        name: "source", folder: "sources", label: text("来源", "Source"),
        fields: [
            FieldDeclaration("author", .text, label: text("作者", "Author")),
            FieldDeclaration("publication", .text, label: text("刊物", "Publication")),
            FieldDeclaration("date", .text, label: text("日期", "Date")),
            FieldDeclaration("url", .text, label: text("网址", "Address")),
        ], template: "source", searchWeight: 0.6)

    static let page = KindDeclaration(
        name: "page", folder: "", label: text("页面", "Page"), fields: [], template: "page", searchWeight: 0.9,
        approvedByDefault: true)

    // MARK: - Fields of several kinds

    private static let requiredSummary = commonFields.first { $0.name == "summary" }!.required()

    private static let avoid = FieldDeclaration(
        "avoid",
        .list(
            .record(
                [
                    FieldDeclaration("phrase", .text, .required, label: text("不说", "Don't say")),
                    FieldDeclaration("why", .prose, label: text("为什么", "Why")),
                    FieldDeclaration("instead", .prose, label: text("改说", "Say instead")),
                ], shorthand: "phrase")),
        label: text("不说 / 改说", "Avoid"))

    private static func scripts(inverse: RelationLabel) -> FieldDeclaration {
        FieldDeclaration(
            "scripts", .list(.reference(Relation(to: ["script"], inverse: inverse))), label: text("话术", "Scripts"))
    }

    private static func intensity(_ requirement: FieldRequirement) -> FieldDeclaration {
        FieldDeclaration(
            "intensity", .integer(1...3), requirement, label: text("激烈程度", "Intensity"),
            help: text("1 轻微，2 明显，3 激烈。", "1 slight, 2 marked, 3 fierce."))
    }

    private static func section(_ chinese: String, _ english: String) -> SectionDeclaration {
        SectionDeclaration(text(chinese, english), required: true)
    }

    private static func text(_ chinese: String, _ english: String) -> LocalizedText { LocalizedText(chinese, english) }

    private static func inverse(_ name: String, _ chinese: String, _ english: String) -> RelationLabel {
        RelationLabel(name, text(chinese, english))
    }
}

extension FieldDeclaration {
    /// The same field, required.
    fileprivate func required() -> FieldDeclaration {
        var declaration = self
        declaration.requirement = .required
        return declaration
    }
}

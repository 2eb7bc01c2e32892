import CasebookModel
import CasebookParse
import Testing

@testable import CasebookAuthoring

@Suite struct SkeletonTests {
    /// A kind with a field of each form.
    private static let kind = KindDeclaration(
        name: "drill", folder: "drills", label: LocalizedText("演练", "Drill"),
        fields: [
            FieldDeclaration(
                "place", .text, .required, label: LocalizedText("地点", "Place"), help: LocalizedText("在哪里练。", "Where.")),
            FieldDeclaration("goals", .list(.prose), .required, label: LocalizedText("目标", "Goals")),
            FieldDeclaration(
                "items",
                .list(
                    .record(
                        [
                            FieldDeclaration("text", .prose, .required, label: LocalizedText("内容", "Text")),
                            FieldDeclaration("ask", .prose, label: LocalizedText("这样问", "Ask")),
                        ], shorthand: "text")), .required, label: LocalizedText("清单项", "Items")),
            FieldDeclaration(
                "trains", .list(.reference(Relation(to: ["step"], inverse: nil))), label: LocalizedText("步骤", "Steps")),
            FieldDeclaration("level", .integer(1...3), label: LocalizedText("程度", "Level")),
            FieldDeclaration("risk", .vocabulary("risk"), label: LocalizedText("风险", "Risk")),
            FieldDeclaration(
                "escalate", .text, .requiredWhen(field: "risk", equals: "high"), label: LocalizedText("升级", "Escalate")),
            FieldDeclaration(
                "slots", .keyed(key: "name", [FieldDeclaration("label", .text, label: LocalizedText("名称", "Label"))]),
                label: LocalizedText("变量", "Slots")),
        ],
        sections: [SectionDeclaration(LocalizedText("场景", "Scene"), required: true)], template: "generic",
        hasSpokenLines: true)

    private func surroundings(_ language: SiteLanguage) -> Surroundings {
        let common = [
            FieldDeclaration("title", .text, .required, label: LocalizedText("标题", "Title")),
            FieldDeclaration(
                "status", .choice([Choice("draft", LocalizedText("草稿", "Draft"))]), label: LocalizedText("状态", "Status")
            ),
            FieldDeclaration("former_ids", .list(.text), label: LocalizedText("曾用编号", "Former ids")),
        ]
        let step = BuiltInKinds.table["step"]!
        return Surroundings(
            kinds: KindTable([SkeletonTests.kind, step], commonFields: common), vocabularies: [],
            pages: [page("methods/m/1-listen.md", title: "听清")], language: language, pathPrefix: "Content/")
    }

    @Test func `what is required stands there empty, the rest as comments, each under its hint`() {
        var skeleton = Skeleton(of: SkeletonTests.kind, title: "夜间: 演练")
        skeleton.given["level"] = ["level: 2"]
        #expect(
            skeleton.markdown(in: surroundings(.simplifiedChinese)) == """
                ---
                title: '夜间: 演练'
                # 写明“必填”的都填好，审核时才能通过；其余的用得上再填，去掉行首的 # 即可。

                # 地点（必填）：在哪里练。
                place:

                # 目标（必填，可写几个）
                goals:
                  -

                # 清单项（必填，可写几个）
                items:
                  - text:  # 内容（必填）
                    #ask:  # 这样问

                # 程度：1–3
                level: 2

                # 状态：draft 草稿
                status: draft

                # 步骤（可写几个）：m/listen 听清
                #trains: []
                # 风险：可用的值见 Content/vocabularies/risk.yml
                #risk:
                # 升级（risk: high 时必填）
                #escalate:
                # 变量
                #slots:
                #  名称:
                #    label:  # 名称

                # 正文里行首有 > 的段落就是要说的话，花括号里的字换成能直接说出口的一句；“## 电话”这样的小标题下面写那个渠道的说法。
                ---

                > {要说的话}

                ## 场景

                """)
    }

    @Test func `an English site gets English hints, one in traditional characters its own`() {
        let skeleton = Skeleton(of: SkeletonTests.kind, title: "Night")
        let english = skeleton.markdown(in: surroundings(.english))
        #expect(english.contains("\n# Place (required): Where.\nplace:\n"), "\(english)")
        #expect(english.contains("\n# Steps (one or several): m/listen 听清\n#trains: []\n"))
        #expect(english.contains("\n> {words to say}\n\n## Scene\n"))
        let traditional = skeleton.markdown(in: surroundings(.traditionalChinese))
        #expect(traditional.contains("\n# 清單項目（必填，可寫幾個）\n"), "\(traditional)")
        #expect(traditional.contains("\n> {要說的話}\n"))
    }

    /// Uncommenting is all that an author has to do.
    @Test(arguments: BuiltInKinds.table.kinds.map(\.name)) func `every line is YAML once its mark is taken away`(
        name: String
    ) throws {
        let kind = try #require(BuiltInKinds.table[name])
        let surroundings = Surroundings(
            kinds: BuiltInKinds.table, vocabularies: [], pages: [], language: .simplifiedChinese, pathPrefix: "")
        let lines = Skeleton(of: kind, title: "题").markdown(in: surroundings).split(
            separator: "\n", omittingEmptySubsequences: false)
        let open = lines.map { line in
            line.hasPrefix("#") && !line.hasPrefix("# ") && !line.hasPrefix("##") ? line.dropFirst() : line
        }
        // Parts of a record are uncommented likewise.
        let text = open.map { $0.replacing(/^( +)#([a-z_]+:)/) { "\($0.1)\($0.2)" } }.joined(separator: "\n")
        let source = SourceFile(
            path: "\(kind.folder.isEmpty ? "x" : kind.folder)/a.md", bytes: Array(text.utf8),
            fingerprint: Fingerprint(high: 0, low: 0))
        let options = PageParser.Options(kinds: BuiltInKinds.table, isImplicit: false, pathPrefix: "", channels: [:])
        let outcome = PageParser(options: options).parse(source)
        let found = outcome.diagnostics.map(\.id.rawValue).filter {
            $0 != "missing-field" && (name != "step" || $0 != "unknown-key")
        }
        #expect(found == [], "\(text)")
        #expect(outcome.value?.isBroken == false)
    }
}

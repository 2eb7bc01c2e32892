import CasebookModel
import CasebookText

/// What a kind's fields are called in other people's tables.
struct TargetNames {
    private let kind: KindDeclaration
    private let fields: [FieldDeclaration]
    private let channels: [Vocabulary.Value]
    private let byName: [String: ColumnTarget]

    /// What a page gets from its place or its review: a table doesn't say it.
    private static let notFilled: Set<String> = [
        "id", "kind", "title", "status", "reviewed_on", "reviewed_by", "former_ids", "replaced_by", "anonymised",
    ]

    init(_ kind: KindDeclaration, _ surroundings: Surroundings) {
        self.kind = kind
        fields = surroundings.kinds.fields(of: kind).filter { !TargetNames.notFilled.contains($0.name) }
        channels = kind.hasSpokenLines ? surroundings.vocabulary("channel")?.values ?? [] : []
        var byName: [String: ColumnTarget] = [:]
        func add(_ names: [String], _ target: ColumnTarget) {
            for name in names where byName[TargetNames.plain(name)] == nil { byName[TargetNames.plain(name)] = target }
        }
        if kind.hasSpokenLines { add(TargetNames.lines, .line(variant: nil)) }
        add(TargetNames.titles, .title)
        add(["id"], .id)
        add(["序号", "no.", "no", "number"], .none)
        for field in fields {
            let labels = SiteLanguage.allCases.map { field.label.text(in: $0) }
            add([field.name] + labels + (TargetNames.near[field.name] ?? []), .field(field.name))
        }
        self.byName = byName
    }

    /// Every target that `--map` may name.
    var all: [ColumnTarget] {
        let lines: [ColumnTarget] =
            kind.hasSpokenLines ? [.line(variant: nil)] + channels.map { .line(variant: $0.name) } : []
        return [.title, .id] + lines + fields.map { .field($0.name) } + [.rest, .none]
    }

    func target(named name: String) -> ColumnTarget? {
        if name.hasPrefix("line:"), kind.hasSpokenLines {
            let wanted = TargetNames.plain(String(name.dropFirst(5)))
            return channels.first { $0.names.contains { TargetNames.plain($0) == wanted } }.map {
                .line(variant: $0.name)
            }
        }
        return all.first { $0.name == name } ?? (name == "body" ? .rest : nil)
    }

    /// `nil` where nothing is called so.
    func target(ofHeader header: String) -> ColumnTarget? {
        let name = TargetNames.plain(header)
        if let target = byName[name] { return target }
        // 话术1, 话术2: several lines, or several values of a list.
        let unnumbered = String(name.reversed().drop { $0.isNumber }.reversed())
        if unnumbered != name, let target = byName[unnumbered], takesSeveral(target) { return target }
        // 电话话术, 在线回复: words for a channel.
        for value in channels {
            for channel in value.names.map(TargetNames.plain) where name.hasPrefix(channel) {
                if byName[String(name.dropFirst(channel.count))] == .line(variant: nil) {
                    return .line(variant: value.name)
                }
            }
        }
        return nil
    }

    func takesSeveral(_ target: ColumnTarget) -> Bool {
        switch target {
        case .title, .id: return false
        case .line, .rest, .none: return true
        case .field(let name):
            if case .list? = fields.first(where: { $0.name == name })?.type { return true }
            return false
        }
    }

    /// A header without case, blanks and what stands in brackets: `适用场景（必填）*` is 适用场景.
    private static func plain(_ header: String) -> String {
        var name = ""
        var depth = 0
        for character in fold(header) {
            switch character {
            case "(", "[", "【": depth += 1
            case ")", "]", "】": depth = max(0, depth - 1)
            case _ where character.isWhitespace || "*:_-#/".contains(character): break
            default: if depth == 0 { name.append(character) }
            }
        }
        return name
    }

    private static let titles = ["title", "标题", "名称", "话术名称", "话术标题", "案例名称", "案例标题", "主题", "题目", "name", "subject"]

    private static let lines = [
        "话术", "话术内容", "标准话术", "参考话术", "推荐话术", "建议话术", "话术正文", "话术原文", "应答", "应答话术", "标准应答", "回答", "答复", "答复话术", "回复",
        "回复话术", "回复内容",
        "说法", "用语", "规范用语", "要说的话", "答案", "内容", "line", "script", "text", "answer", "reply", "response", "words",
        "wording", "content",
    ]

    private static let near: [String: [String]] = [
        "summary": ["摘要", "概要", "简介", "简述", "一句话说明", "说明", "description", "abstract"],
        "when": [
            "场景", "适用场景", "使用场景", "应用场景", "情景", "情形", "适用情形", "适用情况", "什么时候用", "何时使用", "用于", "问题", "客户问题", "常见问题", "问法",
            "scenario",
            "scene", "situation", "use when", "question",
        ],
        "not_when": ["不适用", "不适用场景", "不适用情形", "不用于", "禁用场景", "do not use when"],
        "channels": ["渠道", "适用渠道", "服务渠道", "channel"],
        "emotion": ["客户情绪", "情绪状态", "emotions", "mood"],
        "intensity": ["激烈程度", "情绪强度", "强度", "情绪等级"],
        "risk": ["风险等级", "风险级别", "风险程度", "risk level"],
        "aliases": ["关键词", "关键字", "又名", "别称", "搜索词", "相似问", "相似问法", "同义说法", "keywords", "alias"],
        "tags": ["分类", "类别", "话术分类", "所属分类", "tag", "category"],
        "owner": ["负责部门", "责任部门", "归口部门", "负责岗", "department"],
        "avoid": ["禁忌", "禁忌用语", "禁用语", "服务禁语", "禁语", "避免用语", "不能说", "不要说", "don't say", "do not say"],
        "listen_for": ["留意", "关注点", "倾听要点", "listen"],
        "caveat": ["注意事项", "提醒", "caution"],
        "definition": ["释义", "解释", "含义", "meaning"],
        "signs": ["表现", "迹象", "客户原话", "典型表现"],
        "countermeasures": ["对策", "应对措施", "应对办法", "措施"],
        "review_by": ["复核日期", "到期日"],
        "valid_from": ["生效日", "启用日期"],
        "valid_until": ["有效期", "有效期至", "截止日期"],
    ]
}

extension Vocabulary.Value {
    /// Everything that the value is called.
    var names: [String] { [name] + SiteLanguage.allCases.map { label.text(in: $0) } + aliases }
}

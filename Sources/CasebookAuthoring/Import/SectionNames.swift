import CasebookModel
import CasebookText

/// Which section of a kind a heading of somebody else's document means.
struct SectionNames {
    struct Match: Hashable {
        var section: Int
        /// The heading says no more than the section's own does, so that it needn't be kept.
        var isExact: Bool
    }

    /// Folded names, each with the number of its section.
    private let names: [(name: String, section: Int)]

    init(_ sections: [SectionDeclaration]) {
        var names: [(String, Int)] = []
        for (number, section) in sections.enumerated() {
            let labels = SiteLanguage.allCases.map { section.label.text(in: $0) }
            for name in labels + (SectionNames.near[section.label.chinese] ?? []) {
                names.append((fold(name).filter { !$0.isWhitespace }, number))
            }
        }
        self.names = names
    }

    /// - Parameter takesPart: Also where the heading only holds a name (`张女士投诉的处理经过`).
    func match(_ heading: String, takesPart: Bool) -> Match? {
        let heading = SectionNames.plain(heading)
        if let exact = names.first(where: { $0.name == heading }) {
            return Match(section: exact.section, isExact: true)
        }
        guard takesPart, heading.count <= 30 else { return nil }
        let ending = names.filter { heading.hasSuffix($0.name) }.max { $0.name.count < $1.name.count }
        if let found = ending ?? names.filter({ heading.contains($0.name) }).max(by: { $0.name.count < $1.name.count })
        {
            return Match(section: found.section, isExact: false)
        }
        return nil
    }

    /// A heading without numbering, brackets, marks of Markdown and what stands around: `（二）**处理过程：**` is 处理过程.
    static func plain(_ heading: String) -> String {
        var text = fold(heading.filter { !"*_`\\#".contains($0) }).trimmed
        // `一、` `（一）` `(1)` `1.` `1.2` `第一部分：`, in the half width of folded text.
        let numbering =
            /^((第[一二三四五六七八九十0-9]+[章节部分条步]*[、.:]?)|([(][一二三四五六七八九十0-9]+[)])|([一二三四五六七八九十]+[、.):])|([0-9]+([.][0-9]+)*[、.):]?\s*))/
        text = text.replacing(numbering, with: "").trimmed
        text = text.filter { !"【】[]《》<>「」『』“”\"".contains($0) }
        while let last = text.last, ":：。.、，,;；".contains(last) || last.isWhitespace { text.removeLast() }
        return text.filter { !$0.isWhitespace }
    }

    /// What people call the sections of cases, by the Chinese label of the section. None stands under two of them.
    private static let near: [String: [String]] = [
        "背景": [
            "案例背景", "案情背景", "事件背景", "投诉背景", "背景介绍", "背景情况", "背景说明", "基本情况", "客户情况", "客户背景", "客户信息", "概况", "案例概况",
            "案例简介", "案情简介", "事件简介", "简介", "概述", "案例概述", "事件概述", "起因", "缘由", "事件起因", "前情", "context", "introduction",
            "overview",
        ],
        "经过": [
            "案情", "案例经过", "案情经过", "事件经过", "事情经过", "投诉经过", "来电经过", "详细经过", "过程", "事件过程", "投诉过程", "情景再现", "情景还原", "场景再现",
            "场景还原", "通话内容", "通话记录", "通话经过", "录音内容", "对话", "对话内容", "对话实录", "投诉内容", "投诉事项", "反映内容", "案例描述", "案情描述",
            "事件描述", "问题描述",
            "情况描述", "案例内容", "事实经过", "course of events", "what happened", "events", "timeline", "description",
        ],
        "问题": [
            "问题分析", "案例分析", "案情分析", "原因", "原因分析", "投诉原因", "投诉原因分析", "问题原因", "问题所在", "存在问题", "存在的问题", "主要问题", "分析", "症结",
            "焦点",
            "争议焦点", "投诉焦点", "难点", "疑难点", "诉求", "客户诉求", "诉求分析", "客户需求", "心理分析", "客户心理分析", "problems", "issue", "issues",
            "analysis",
            "cause", "causes", "root cause",
        ],
        "处理": [
            "处理过程", "处理经过", "处理情况", "处理措施", "处理方法", "处理方案", "处理步骤", "处理流程", "处理技巧", "处置", "处置过程", "处置措施", "处置情况", "解决",
            "解决方案",
            "解决办法", "解决过程", "解决措施", "应对", "应对措施", "应对策略", "应对技巧", "应对话术", "办理情况", "办理过程", "采取措施", "采取的措施", "措施", "沟通过程",
            "沟通技巧",
            "调查处理", "调查情况", "how it was handled", "actions", "actions taken", "response", "resolution",
        ],
        "结果": [
            "处理结果", "处置结果", "办理结果", "投诉结果", "案例结果", "最终结果", "结局", "结案", "结案情况", "后续", "后续情况", "后续跟进", "跟进情况", "客户反馈",
            "客户反应", "反馈",
            "回访", "回访情况", "回访结果", "处理效果", "效果", "results", "outcome", "follow-up",
        ],
        "启示": [
            "案例启示", "启发", "总结", "案例总结", "经验", "经验总结", "经验教训", "教训", "反思", "案例反思", "点评", "案例点评", "专家点评", "评析", "案例评析",
            "心得", "心得体会",
            "体会", "感悟", "感想", "改进", "改进措施", "改进建议", "改进方向", "整改", "整改措施", "建议", "小结", "lessons",
            "lessons learned", "takeaways",
            "summary", "conclusion", "recommendations",
        ],
        "讨论题": [
            "讨论", "问题讨论", "讨论问题", "讨论话题", "思考", "思考题", "思考与讨论", "练习", "练习题", "课后思考", "互动", "提问", "questions",
            "discussion questions",
            "for discussion",
        ],
    ]
}

import CasebookModel
import CasebookParse
import TestSupport
import Testing

@testable import CasebookAuthoring

@Suite struct DocumentSorterTests {
    private static let kind = BuiltInKinds.table["case"]!

    private func sorted(_ markdown: String, title: String? = nil) -> DocumentSorter {
        DocumentSorter(markdown, for: DocumentSorterTests.kind, title: title, language: .simplifiedChinese)
    }

    /// The text of each section that has any, by its heading.
    private func sections(_ sorter: DocumentSorter) -> [String: String] {
        var sections: [String: String] = [:]
        for part in sorter.body.split(separator: "## ", omittingEmptySubsequences: true)
        where sorter.body.contains("\n## \(part)") || sorter.body.hasPrefix("## \(part)") {
            let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
            let text = lines.count > 1 ? String(lines[1]) : ""
            if text.contains(where: { !$0.isWhitespace }) { sections[String(lines[0])] = text }
        }
        return sections
    }

    @Test(arguments: [
        ("背景", "背景"), ("一、案情背景", "背景"), ("（二）处理过程：", "处理"), ("3. 处理结果", "结果"), ("【案例启示】", "启示"), ("第四部分 经验教训", "启示"),
        ("**经 过**", "经过"), ("Lessons learned", "启示"), ("思考題", "讨论题"), ("1.2 原因分析", "问题"), ("What happened", "经过"),
        ("五）反思", "启示"),
        ("处理", "处理"), ("背　景", "背景"), ("问题描述", "经过"),
    ])
    func `a heading of another name is a section`(heading: String, section: String) {
        let sorter = sorted("# 某案例\n\n## \(heading)\n\n正文在此。\n")
        #expect(sorter.filled == [section], "\(sorter.body)")
        #expect(sorter.unplacedCount == 0)
        #expect(sorter.title == "某案例")
        #expect(sorter.body.contains("## \(section)\n\n正文在此。\n"))
    }

    @Test(arguments: ["背景", "**背景**", "一、背景", "背景：", "【背景】", "背景\n===", "1. 背景"])
    func `what only looks like a heading serves as one`(heading: String) {
        #expect(sorted("\(heading)\n\n正文在此。\n").filled == ["背景"])
    }

    @Test func `words behind a label go under it`() {
        let sorter = sorted("背景：客户急用现金。\n\n**经过：**他等了很久。\n\n客户：“到底还要多久？”\n")
        #expect(sorter.body.hasPrefix("## 背景\n\n客户急用现金。\n\n## 经过\n\n他等了很久。\n\n客户：“到底还要多久？”\n"), "\(sorter.body)")
    }

    @Test func `headings inside a section stay there, others go to the end with their text`() {
        let sorter = sorted(
            """
            # 案例

            开头的话。

            ## 处理过程

            先听。

            ### 与客户沟通的要点

            多问一句。

            ## 附件清单

            录音一份。

            ## 结果与启示

            以后先听。
            """)
        #expect(sorter.body.contains("## 处理\n\n先听。\n\n### 与客户沟通的要点\n\n多问一句。\n"), "\(sorter.body)")
        #expect(sorter.body.contains("## 启示\n\n### 结果与启示\n\n以后先听。\n"))
        #expect(sorter.body.hasSuffix("## 还没有归类的内容\n\n开头的话。\n\n### 附件清单\n\n录音一份。\n"))
        #expect(sorter.filled == ["处理", "启示"])
        #expect(sorter.empty == ["背景", "经过", "问题", "结果", "讨论题"])
        #expect(sorter.unplacedCount == 3)
    }

    @Test func `a section that comes twice keeps the second heading`() {
        let sorter = sorted("## 原因分析\n\n甲。\n\n## 症结\n\n乙。\n")
        #expect(sorter.body.contains("## 问题\n\n甲。\n\n### 症结\n\n乙。\n"))
    }

    @Test func `a title that differs from the one asked for stays`() {
        #expect(sorted("# 原来的标题\n\n## 背景\n\n甲。\n", title: "新标题").body.contains("### 原来的标题"))
        #expect(!sorted("# 标题\n\n## 背景\n\n甲。\n", title: "标题").body.contains("### 标题"))
    }

    @Test func `code, tables, lists and quotations are left as they are`() {
        let block = "```\n# 背景\n```\n\n| 问题 | 结果 |\n|---|---|\n| 甲 | 乙 |\n\n1.  背景不明\n    - 结果：未知\n\n> 处理\n"
        let sorter = sorted("## 经过\n\n\(block)")
        #expect(sorter.filled == ["经过"])
        #expect(sorter.body.contains("## 经过\n\n\(block)"), "\(sorter.body)")
    }

    @Test func `no line of a document is lost, whatever its headings`() {
        let headings = [
            "# 一、案情", "## 处理", "### 别的", "**粗体**", "背景", "结果：好", "1. 启示", "- 讨论题", "> 引用", "", "## 结果与后续安排", "---",
            "问题\n---",
        ]
        var generator = Generator(state: 7)
        for _ in 0..<100 {
            var lines: [String] = []
            var sentences: [String] = []
            for number in 0..<generator.below(20) + 1 {
                lines.append(generator.pick(headings))
                if generator.below(3) > 0 { lines.append("") }
                sentences.append("第\(number)句，共\(generator.below(900))字。")
                lines.append(sentences[number])
                if generator.below(3) > 0 { lines.append("") }
            }
            let sorter = sorted(lines.joined(separator: "\n"))
            let whole = (sorter.title ?? "") + sorter.body
            for sentence in sentences { #expect(whole.contains(sentence), "\(lines)") }
            for word in ["别的", "粗体", "引用", "好", "与后续安排"] {
                let count = { (text: String) in text.split(separator: word, omittingEmptySubsequences: false).count }
                #expect(count(whole) == count(lines.joined(separator: "\n")), "\(word) in \(lines)")
            }
        }
    }

    @Test func `a kind without sections takes everything as its body`() {
        let guide = BuiltInKinds.table["guide"]!
        let sorter = DocumentSorter("# 标题\n\n甲。\n\n## 背景\n\n乙。\n", for: guide, title: nil, language: .simplifiedChinese)
        #expect(sorter.title == "标题")
        #expect(sorter.body == "甲。\n\n### 背景\n\n乙。\n")
    }

    @Test(arguments: [
        ("1. 先听", "1\\. 先听\n"), ("# 井号", "\\# 井号\n"), ("　　缩进", "缩进\n"),
        ("a*b_c [d] <e>", "a\\*b\\_c \\[d\\] \\<e>\n"),
        ("甲\r\n乙\n\n\n丙", "甲\n\n乙\n\n丙\n"), ("- 项", "\\- 项\n"), ("2026.1.5 来电", "2026\\.1.5 来电\n"), ("{称呼}", "{称呼}\n"),
    ])
    func `plain text shows the same words`(text: String, markdown: String) {
        #expect(PlainText.markdown(text) == markdown)
    }
}

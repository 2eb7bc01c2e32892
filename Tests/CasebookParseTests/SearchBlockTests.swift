import CasebookModel
import TestSupport
import Testing

@testable import CasebookParse

@Suite struct SearchBlockTests {
    @Test func `headings, spoken lines and runs of other blocks are units`() {
        let page = script("> 一\n\n段\n\n段\n\n## 电话\n\n> 二\n\n- 表\n\n\(String(repeating: "长", count: 200))\n\n尾")
        let blocks = page.body.blocks.map {
            "\($0.field) \($0.nodes.lowerBound)..<\($0.nodes.upperBound) \($0.anchor) \($0.heading ?? -1)"
        }
        #expect(
            blocks == [
                "spoken 0..<3 line-1 -1", "body 3..<7 b2 -1", "heading 7..<9 电话 0", "spoken 9..<12 line-2 0",
                "body 12..<16 b5 0",
                "body 16..<18 b6 0", "body 18..<20 b7 0",
            ])
    }

    @Test func `anchors are unique, headings have the first choice`() {
        let anchors = script("> 一\n\n段\n\n# line-1\n\n# b2\n\n段").body.blocks.map(\.anchor)
        #expect(anchors == ["line-1-1", "b2-1", "line-1", "b2", "b5"])
    }

    @Test func `every top-level node of any document is in exactly one unit`() {
        var generator = Generator(state: 23)
        let pieces = [
            "> 引 {名}\n", "段落\n", "\n", "# 标题\n", "## 电话\n", "- 表\n", "1. 序\n", "```\n码\n```\n",
            "| a | b |\n|--|--|\n| c | d |\n", "<div>\n", "***\n",
            "> [!NOTE]\n> 醒\n", "![[卡]]\n", "甲[^1]\n\n[^1]: 注\n", "<!-- 注 -->\n",
            "\(String(repeating: "很长的段落。", count: 60))\n", "    码\n",
            "> > 深\n", "[[页#节|词]] **粗** `码`\n",
        ]
        for _ in 0..<1500 {
            let document = script((0..<generator.below(14)).map { _ in generator.pick(pieces) }.joined()).body
            expectWhole(document)
        }
        for file in shippedPages { expectWhole(parse(file.bytes, file.path).page.body) }
        #expect(shippedPages.count > 100)
    }

    private func expectWhole(_ document: Document) {
        var next: Int32 = 0
        for block in document.blocks {
            #expect(block.nodes.lowerBound == next && block.nodes.upperBound > next)
            next = block.nodes.upperBound
        }
        #expect(Int(next) == document.nodes.count)
        #expect(Set(document.blocks.map(\.anchor)).count == document.blocks.count)
        expectNested(document, 0..<document.nodes.count)
    }

    /// Children lie inside their parents, words inside the buffer, indices inside their arrays.
    private func expectNested(_ document: Document, _ range: Range<Int>) {
        var index = range.lowerBound
        while index < range.upperBound {
            let node = document.nodes[index]
            #expect(Int(node.end) > index && Int(node.end) <= range.upperBound)
            #expect(node.textStart >= 0 && node.textStart <= node.textEnd && Int(node.textEnd) <= document.text.count)
            expectNested(document, index + 1..<Int(node.end))
            index = Int(node.end)
        }
    }
}

import CasebookModel
import Testing

/// Documents made by hand: what the parser makes of Markdown is its own tests' business.
@Suite struct PlainTextTests {
    @Test(arguments: [
        ("退款", "流程", "退款流程"),
        ("退款，", "请稍候", "退款，请稍候"),
        ("refund", "process", "refund process"),
        ("退款", "refund", "退款 refund"),
        ("refund", "退款", "refund 退款"),
        ("환불", "절차", "환불 절차"),
        ("かな", "カナ", "かなカナ"),
    ])
    func `a line break is nothing between Han and a space elsewhere`(before: String, after: String, plain: String) {
        var document = Document()
        document.add(.text, before)
        document.add(.softBreak)
        document.add(.text, after)
        #expect(document.plainText(0..<3, title: { _ in nil }) == plain)
    }

    @Test(arguments: [NodeKind.strong, .emphasis, .strikethrough, .link])
    func `a line break before emphasised Han is nothing too`(container: NodeKind) {
        var document = Document()
        document.add(.text, "退款")
        document.add(.softBreak)
        document.add(container, end: 5)
        document.add(.emphasis, end: 5)
        document.add(.text, "流程")
        #expect(document.plainText(0..<5, title: { _ in nil }) == "退款流程")
    }

    @Test func `a line break at the edge of a document is a space`() {
        var document = Document()
        document.add(.softBreak)
        document.add(.strong, end: 2)
        #expect(document.softBreakNeedsSpace(after: 0))
        #expect(document.softBreakNeedsSpace(after: 1))
    }

    @Test func `blocks are parted by one line end, links show words, title or id, slots their braces`() {
        var document = Document()
        document.links = ["soothe", "soothe", "gone"].map {
            Link(form: .page, target: $0, fragment: nil, range: .fileStart)
        }
        document.names = ["称呼"]
        document.add(.paragraph, end: 4)
        document.add(.text, "见")
        document.add(.pageLink, "安抚", index: 0)
        document.add(.pageLink, index: 1)
        document.add(.paragraph, end: 8)
        document.add(.pageLink, index: 2)
        document.add(.lineBreak)
        document.add(.slot, index: 0)
        document.add(.codeBlock, "a\n")
        document.add(.card, index: 0)
        let plain = document.plainText(0..<10) { $0 == 1 ? "安抚客户" : nil }
        #expect(plain == "见安抚安抚客户\ngone\n{称呼}\na\n")
    }
}

extension Document {
    fileprivate mutating func add(_ kind: NodeKind, _ words: String = "", index: Int32 = -1, end: Int32? = nil) {
        let start = Int32(text.count)
        text += words.utf8
        nodes.append(
            Node(kind, index: index, end: end ?? Int32(nodes.count + 1), textStart: start, textEnd: Int32(text.count)))
    }
}

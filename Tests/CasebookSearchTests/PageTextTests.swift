import CasebookModel
import Testing

@testable import CasebookSearch

@Suite struct PageTextTests {
    private func words(_ page: Page, _ site: Site) -> [String] {
        let text = PageText(page, in: site)
        return text.blocks.map { String(decoding: text.bytes[$0.range], as: UTF8.self) }
    }

    @Test func `a slot is its default, or its name in braces`() {
        let slots: FieldValue.Content = .keyed([
            (name: Located("方式", at: TestSite.nowhere), fields: [TestSite.field("default", .text("短信"))]),
            (name: Located("称呼", at: TestSite.nowhere), fields: []),
        ])
        let page = TestSite.page(
            "a", kind: "script", title: "标题", fields: [TestSite.field("slots", slots)],
            [.spoken("{称呼}，我用{方式}通知您。"), .text("{方式}要留底。")])
        #expect(words(page, TestSite.site([page])) == ["{称呼}，我用短信通知您。", "短信要留底。"])
    }

    @Test func `text fields are blocks, values of vocabularies and scales are not`() {
        let page = TestSite.page(
            "a", kind: "script", title: "标题",
            fields: [
                TestSite.field("when", TestSite.texts(["第一", "第二"])),
                TestSite.field("channels", .list([FieldValue(.value("phone"), at: TestSite.nowhere)])),
                TestSite.field("intensity", .integer(3)),
                TestSite.field("days", .integer(15)),
                TestSite.field("reviewed_by", .text("质检组")),
                TestSite.field(
                    "sources",
                    .list([
                        FieldValue(
                            .record([
                                TestSite.field("id", .reference("source")), TestSite.field("at", .text("P62")),
                            ]), at: TestSite.nowhere)
                    ])),
                TestSite.field(
                    "avoid",
                    .list([
                        FieldValue(
                            .record([TestSite.field("phrase", .text("不行")), TestSite.field("instead", .text("我来想办法"))]),
                            at: TestSite.nowhere)
                    ])),
            ], [.text("正文")])
        #expect(words(page, TestSite.site([page])) == ["第一\n第二", "15", "不行\n我来想办法", "正文", "质检组"])
    }

    @Test func `a link without words shows the title of its page`() {
        var document = Document()
        document.text = Array("见".utf8)
        document.links = [Link(form: .page, target: "b", fragment: nil, range: TestSite.nowhere)]
        document.nodes = [
            .init(.paragraph, end: 3), .init(.text, end: 2, textStart: 0, textEnd: 3),
            .init(.pageLink, index: 0, end: 3),
        ]
        document.blocks = [Block(field: .body, nodes: 0..<3, anchor: "b1", heading: nil)]
        var page = TestSite.page(
            "a", title: "甲",
            fields: [TestSite.field("definition", .prose(Prose(source: "见[[b]]", document: document)))],
            body: document)
        let other = TestSite.page("b", title: "乙页")
        page.links = [.page(1, anchor: nil)]
        page.proseTargets = ["b": .page(1, anchor: nil)]
        #expect(words(page, TestSite.site([page, other])) == ["见乙页", "见乙页"])
    }

    @Test func `spoken lines keep their variant and are not cut`() {
        let long = String(repeating: "我在听。", count: 80)
        let page = TestSite.page("a", kind: "script", title: "标题", [.spoken(long, variant: "phone"), .text(long)])
        let text = PageText(page, in: TestSite.site([page]))
        #expect(text.blocks.map(\.field) == [.spoken, .body, .body])
        #expect(text.blocks[0].variant == "phone")
        #expect(text.blocks[1].anchor == text.blocks[2].anchor)
    }

    @Test(arguments: [
        ("", []),
        ("短", ["短"]),
        (String(repeating: "字", count: 400), [String(repeating: "字", count: 400)]),
        (
            String(repeating: "他说：“好。”", count: 40),
            [String(repeating: "他说：“好。”", count: 25), String(repeating: "他说：“好。”", count: 15)]
        ),
        (
            String(repeating: "a", count: 150) + "\n" + String(repeating: "b", count: 150),
            [String(repeating: "a", count: 150) + "\n", String(repeating: "b", count: 150)]
        ),
        (
            String(repeating: "v1.2 end. ", count: 30),
            [
                String(repeating: "v1.2 end. ", count: 17) + "v1.2 end.",
                String(repeating: " v1.2 end.", count: 12) + " ",
            ]
        ),
    ])
    func `long text is cut at sentence and line ends only`(text: String, expected: [String]) {
        let bytes = Array(text.utf8)
        let found = pieces(of: bytes, 0..<bytes.count).map { String(decoding: bytes[$0], as: UTF8.self) }
        #expect(found == expected)
        #expect(found.joined() == text)
    }
}

import CasebookModel

@testable import CasebookSearch

/// The site behind `Tests/Fixtures/search`: small, with what both engines have to treat alike.
enum FixtureSite {
    static let site = TestSite.site(pages, synonyms: [["骂人", "辱骂", "说脏话"], ["ATM", "自助柜员机"]])

    static var index: [UInt8] {
        searchFiles(of: site, parts: [indexPart(of: site, pages: site.pages.indices)])
            .first { $0.route == CasebookSearch.indexRoute }?.bytes ?? []
    }

    private static let pages = [
        TestSite.page(
            "soothe", kind: "script", title: "安抚话术", aliases: ["客户一直骂人怎么办", "消消气"], summary: "让客户知道有人听懂了。",
            fields: [
                TestSite.field("when", TestSite.texts(["客户情绪激动，第一轮倾诉之后", "客户在电话里辱骂坐席"])),
                TestSite.field("channels", .list([FieldValue(.value("phone"), at: TestSite.nowhere)])),
                TestSite.field(
                    "slots",
                    .keyed([
                        (
                            name: Located("称呼", at: TestSite.nowhere),
                            fields: [TestSite.field("default", .text("您"))]
                        )
                    ])),
            ],
            [
                .spoken("{称呼}别着急，您慢慢说，我在听。这件事我来负责到底。"),
                .heading("电话"), .spoken("您先消消气，我记下来了，马上为您查。", variant: "phone"),
                .heading("用法"), .text("语速放慢，不打断，等客户说完第一轮再说这句。"),
            ]),
        TestSite.page(
            "cash-retained", kind: "script", title: "吞钞话术", aliases: ["机器吃了我的钱", "ATM吞钱"], summary: "先消除钱没了的担心。",
            [
                .spoken("您放心，机器里的每一笔都有记录，钱不会丢。"),
                .text("登记卡号后四位、金额和时间。吞钞后二十四小时内清机核对，三个工作日到账。"),
            ]),
        TestSite.page("retained-cash", title: "吞钞", summary: "自助设备收进现金，既没有入账也没有退回。", [.text("客户常说机器吃钱。")]),
        TestSite.page(
            "iso-10002", title: "ISO 10002 投诉处理指南", aliases: ["iso10002"],
            [.text("国际标准 ISO-10002:2018 给出投诉处理的阶段。"), .text("版本 v2.1，见附录 B-3。")]),
        TestSite.page("iso-9001", title: "ISO 9001", [.text("质量管理体系，与 ISO 10002 互相引用。isolation 与此无关。")]),
        TestSite.page("old-line", title: "旧版安抚话术", status: .retired, [.text("请改用新的安抚话术。")]),
        TestSite.page("late", title: "待复核的安抚说法", isOverdue: true, [.text("安抚时先复述，再致歉。")]),
        TestSite.page("fresh", title: "已复核的安抚说法", [.text("安抚时先复述，再致歉。")]),
        TestSite.page("traditional", title: "繁體頁面", summary: "銀行櫃檯的說明。", [.text("請在櫃檯辦理，帶上證件。")]),
        TestSite.page("wrong-order", title: "先后", [.text("处理完再投，诉求另记。投诉另行处理。")]),
        TestSite.page("long", title: "长页面", (1...45).map { .text("第\($0)段：" + longPieces[$0 % longPieces.count]) }),
        TestSite.page("time-lost", kind: "cause", title: "时间被延误", aliases: ["等太久"], [.text("排队九十分钟，没有人解释。")]),
        TestSite.page("empty", title: "空页"),
        TestSite.page("emoji", title: "表情😀与𠮷字", [.text("e\u{301}tude 与 étude 是一个词；ｶﾞ 与 ガ 是一个字。")]),
    ]

    private static let longPieces = ["排队时先报时间。", "升级之前先核对金额。", "尾部才有的词：兜底条款。", "重复的句子。"]
}

import CasebookModel

@testable import CasebookSearch

/// The site behind `Tests/Fixtures/search`: small, with what both engines have to treat alike.
enum FixtureSite {
    static let site = TestSite.site(pages, synonyms: [["骂人", "辱骂", "说脏话"], ["ATM", "自助柜员机"], ["赔偿", "赔钱", "补偿"]])

    /// By name.
    static func files(_ form: SearchForm) -> [String: [UInt8]] { form == .single ? single : sharded }

    private static let single = searchFiles(of: site, form: .single, hash: TestSite.hash)
    private static let sharded = searchFiles(of: site, form: .sharded, hash: TestSite.hash)

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
        TestSite.page(
            "complaint-purposes", title: "投诉的三个目的", aliases: ["客户到底要什么"], summary: "得到重视、热情接待、圆满解决。",
            fields: [TestSite.field("tags", TestSite.texts(["银行"]))],
            [.heading("得到重视"), .text("先听完，再说规定。"), .heading("银行的回应"), .text("每一步都说清楚。")]),
        TestSite.page(
            "card-retained", kind: "script", title: "ATM吞卡", aliases: ["卡退不出来"],
            fields: [
                TestSite.field("channels", .list([FieldValue(.value("online"), at: TestSite.nowhere)]))
            ], [.spoken("您的卡在机器里是安全的，请带证件来取。")]),
        TestSite.page("branch-code", title: "行号", aliases: ["联行号"], [.text("查长期不用的行号，先问开户的银行。")]),
        TestSite.page(
            "escalation", title: "Escalation procedure", aliases: ["handover"], [.text("When to escalate a complaint.")]
        ),
        TestSite.page("compensation", title: "补偿要有理由", aliases: ["赔偿"], [.text("付钱之前先弄清期望。")]),
        TestSite.page("beyond-us", title: "办不了", [.text("说清楚谁能办。")]),
        TestSite.page(
            "no-longer", title: "说不了", fields: [TestSite.field("pinyin", .text("shuo bu le"))], [.text("客户自己挂机。")]),
        TestSite.page("when-to-soothe", title: "什么时候安抚", [.text("先看他说话快不快。")]),
        TestSite.page("empty", title: "空页"),
        TestSite.page("emoji", title: "表情😀与𠮷字", [.text("e\u{301}tude 与 étude 是一个词；ｶﾞ 与 ガ 是一个字。")]),
    ]

    private static let longPieces = ["排队时先报时间。", "升级之前先核对金额。", "尾部才有的词：兜底条款。", "重复的句子。"]
}

import CasebookModel

/// Sites of any size from a number: the same number, the same site.
struct RandomSite {
    private var state: UInt64
    private static let words = [
        "投诉", "银行", "吞钞", "行长", "排队", "长期", "客户", "重庆", "道歉", "安抚", "櫃檯", "說明", "退款", "赔偿", "会计", "一", "𠮷字",
        "ATM", "iso-10002", "v2.1", "the", "a", "étude", "カード", "App登录", "女", "略", "2026", "哦",
    ]
    private static let separators = ["", "", "", "，", "。", " ", "\n"]

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func number(below limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
    }

    private mutating func chance(_ percent: Int) -> Bool { number(below: 100) < percent }

    private mutating func text(words count: Int) -> String {
        var text = ""
        for _ in 0..<count {
            text += RandomSite.words[number(below: RandomSite.words.count)]
            text += RandomSite.separators[number(below: RandomSite.separators.count)]
        }
        return text
    }

    private mutating func texts(_ most: Int) -> [String] {
        (0..<number(below: most + 1)).map { _ in text(words: 1 + number(below: 3)) }
    }

    /// - Parameters:
    ///   - words: Most words of a block.
    ///   - common: Words that nearly every page has.
    mutating func site(pages count: Int, words: Int, almostEverywhere common: String? = nil) -> Site {
        var pages = (0..<count).map { page($0, words: words, common) }
        for number in pages.indices { connect(&pages, number) }
        var site = TestSite.site(pages, synonyms: [["投诉", "抱怨"]])
        site.methods = count > 3 ? [Method(page: 0, steps: [1, 2])] : []
        return site
    }

    private mutating func page(_ number: Int, words: Int, _ common: String?) -> Page {
        let kind = ["script", "cause", "term"][self.number(below: 3)]
        var fields: [Field] = []
        if chance(40) { fields.append(TestSite.field("tags", TestSite.texts(texts(2)))) }
        if chance(40) {
            let names = chance(30) ? ["phone", "online"] : ["phone"]
            let values = names.map { FieldValue(.value($0), at: TestSite.nowhere) }
            fields.append(TestSite.field("channels", .list(values)))
        }
        var parts: [TestSite.Part] = []
        if let common, chance(97) { parts = [chance(20) ? .spoken(common + common) : .text(common)] }
        for _ in 0..<self.number(below: 4) {
            switch self.number(below: 4) {
            case 0: parts.append(.heading(text(words: 2)))
            case 1: parts.append(.spoken(text(words: 1 + self.number(below: words))))
            default: parts.append(.text(text(words: 1 + self.number(below: words))))
            }
        }
        if chance(2) { parts += (0..<40).map { .text("第\($0)段投诉") } }
        return TestSite.page(
            "\(kind)-\(number)", kind: kind, title: text(words: 1 + self.number(below: 4)), aliases: texts(2),
            summary: chance(50) ? text(words: 3) : nil,
            status: chance(10) ? [.draft, .retired, .inReview][self.number(below: 3)] : .approved,
            isOverdue: chance(10), fields: fields, parts)
    }

    /// Links and relations. Indices are those of the pages as they will be sorted or not: any page may link to any.
    private mutating func connect(_ pages: inout [Page], _ number: Int) {
        if chance(40) {
            pages[number].backlinks = (0..<self.number(below: 25)).map { _ in self.number(below: pages.count) }
        }
        let label = LocalizedText("", "")
        if chance(40) {
            let entry = RelationBlock.Entry(page: self.number(below: pages.count))
            let name = pages[number].kind == "cause" && chance(50) ? "parents" : "causes"
            pages[number].relations.append(
                RelationBlock(name: name, label: label, isInverse: chance(50), entries: [entry]))
        }
    }
}

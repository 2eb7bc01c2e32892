import Testing

@testable import CasebookSearch

/// How queries that nothing matches as typed are understood, and that each hit says how.
@Suite struct LadderTests {
    private let engine: SearchEngine

    init() throws { engine = try SearchEngine(SearchStore(FixtureSite.files(.sharded))) }

    struct Example: CustomTestStringConvertible {
        let query: String
        let id: String
        let match: SearchMatch
        let words: [String]

        init(_ query: String, _ id: String, _ match: SearchMatch, _ words: [String] = []) {
            (self.query, self.id, self.match, self.words) = (query, id, match, words)
        }

        var testDescription: String { query }
    }

    @Test(arguments: [
        Example("吞钞话术", "cash-retained", .exact), Example("ＡＴＭ吞卡", "card-retained", .exact),
        Example("安抚话术怎么办", "soothe", .relaxed, ["怎么办"]),
        Example("请问兜底条款", "long", .relaxed, ["请问"]),
        Example("自助柜员机吞卡", "card-retained", .synonym, ["ATM"]),
        Example("赔钱", "compensation", .synonym, ["赔偿"]),
        Example("说脏话", "soothe", .synonym, ["骂人"]),
        Example("按抚", "soothe", .typo, ["安抚"]), Example("吞抄话术", "cash-retained", .typo, ["吞钞话术"]),
        Example("头诉的三个目地", "complaint-purposes", .typo, ["投诉的三个目的"]),
        Example("escalatoin", "escalation", .typo, ["escalation"]),
        Example("procedrue", "escalation", .typo, ["procedure"]),
        Example("anfu", "soothe", .pinyin, ["安抚"]), Example("an'fu", "soothe", .pinyin, ["安抚"]),
        Example("an fu", "soothe", .pinyin, ["安抚"]), Example("anf", "soothe", .pinyin, ["安抚"]),
        Example("afhs", "soothe", .pinyin, ["安抚话术"]), Example("tchs", "cash-retained", .pinyin, ["吞钞话术"]),
        Example("tunchaohuashu", "cash-retained", .pinyin, ["吞钞话术"]),
        Example("tousu三个目的", "complaint-purposes", .pinyin, ["投诉"]),
        Example("t诉的三个目的", "complaint-purposes", .pinyin, ["投"]),
        Example("hanghao", "branch-code", .pinyin, ["行号"]), Example("lhh", "branch-code", .pinyin, ["联行号"]),
        // One pair of characters under two readings; one letter a syllable, though sh is one as well.
        Example("bbl", "beyond-us", .pinyin, ["办不了"]), Example("sbl", "no-longer", .pinyin, ["说不了"]),
        Example("smshaf", "when-to-soothe", .pinyin, ["什么时候安抚"]),
        Example("shmshhaf", "when-to-soothe", .pinyin, ["什么时候安抚"]),
        // All characters that mean something in one name, in another order or with others between them.
        Example("卡吞了", "card-retained", .relaxed), Example("退卡", "card-retained", .relaxed),
        Example("yinhangdehuiying", "complaint-purposes", .pinyin, ["银行的回应"]),
        Example("huashuanfu", "soothe", .pinyin, ["话术", "安抚"]),
        Example("是不是赔钱呀", "compensation", .synonym, ["赔偿"]), Example("我的赔偿呢", "compensation", .relaxed, ["我的", "呢"]),
        Example("质量管理 兑换", "iso-9001", .relaxed, ["兑换"]),
    ])
    func `the answer comes from the first way that has one`(example: Example) throws {
        let hit = try #require(try engine.search(example.query, limit: 10).hits.first)
        #expect(hit.id == example.id)
        #expect(hit.match == example.match)
        #expect(hit.words == example.words)
    }

    @Test(arguments: ["机器把我的钱吃了怎么办", "我的钱被机器吃了", "客户老是骂人我该说什么", "卡退不出来了怎么办"])
    func `customers' own sentences find the page that is about them`(query: String) throws {
        let expected = ["机": "cash-retained", "我": "cash-retained", "客": "soothe", "卡": "card-retained"]
        #expect(try engine.search(query, limit: 3).hits.first?.id == expected[String(query.prefix(1))])
    }

    @Test(arguments: ["escalapion", "投訴", "安抚"]) func `what is found as typed is not replaced`(query: String) throws {
        let matches = try Set(engine.search(query, limit: 50).hits.map(\.match))
        #expect(matches == (query == "escalapion" ? [.typo] : [.exact]))
    }

    @Test(arguments: [
        "绿色火星", "qqqq", "zzzzzzzz", "如何是好", "量子纠缠", "机场大巴", "话剧演出", "钱塘江大潮", "机器人足球世界杯", "时间简史作者是谁",
    ])
    func `where the site has nothing, nothing is invented`(query: String) throws {
        #expect(try engine.search(query, limit: 10).hits.isEmpty)
    }

    @Test func `a synonym counts in a sentence`() throws {
        let hits = try engine.search("客户在电话里说脏话不停", limit: 3).hits
        #expect(hits.first?.id == "soothe")
    }

    // MARK: - Few results

    private static let fewResults = TestSite.site(
        [
            TestSite.page("mention", title: "旧事", [.text("有人辱骂坐席，三分钟后挂机。")]),
            TestSite.page("named", title: "客户骂人时", [.text("先听他说完。")]),
            TestSite.page("tagged", title: "住院", fields: [TestSite.field("tags", TestSite.texts(["除外责任"]))]),
            TestSite.page("explained", title: "除外责任解释话术", [.text("挂机之前三分钟说清楚。")]),
        ], synonyms: [["辱骂", "骂人"]])

    struct Few: CustomTestStringConvertible {
        let query: String
        let hits: [String]
        var testDescription: String { query }
    }

    @Test(arguments: [
        // In a text only: other words come behind. In a title, or no word of a group: nothing does.
        Few(query: "辱骂", hits: ["mention exact", "named synonym"]),
        Few(query: "骂人", hits: ["named exact"]),
        Few(query: "挂机之前", hits: ["explained exact"]),
        // Without 请问 only one page has it; the other has part of it.
        Few(query: "请问三分钟后挂机", hits: ["mention relaxed", "explained relaxed"]),
        // A tag is no name.
        Few(query: "除外责任", hits: ["explained exact", "tagged exact"]),
    ])
    func `few results have less likely ones behind them, unless they are what was typed`(few: Few) throws {
        let files = searchFiles(of: Self.fewResults, form: .single, hash: TestSite.hash)
        let hits = try SearchEngine(SearchStore(files)).search(few.query, limit: 10).hits
        #expect(hits.map { "\($0.id) \($0.match)" } == few.hits)
        #expect(hits.map(\.score) == hits.map(\.score).sorted(by: >))
    }

    // MARK: - Filters

    @Test func `filters narrow every way of being found`() throws {
        let phone = SearchFilters(["channels": ["phone"]])
        #expect(try engine.search("吞卡", filters: phone, limit: 9).hits.allSatisfy { $0.id == "soothe" })
        #expect(try engine.search("anfu", filters: phone, limit: 9).hits.map(\.id) == ["soothe"])
        let both = SearchFilters(["channels": ["phone", "online"]])
        #expect(
            try Set(engine.search("客户 机器", filters: both, limit: 9).hits.map(\.id)).isSubset(of: [
                "soothe", "card-retained",
            ]))
        #expect(try engine.search("安抚", filters: SearchFilters(["channels": ["nowhere"]]), limit: 9).hits.isEmpty)
        #expect(try engine.search("安抚", filters: SearchFilters(["nothing": ["phone"]]), limit: 9).hits.isEmpty)
    }

    @Test func `filters alone list their pages in the order of the index`() throws {
        let answer = try engine.search("", filters: SearchFilters(["kind": ["script"]]), limit: 50)
        #expect(answer.hits.map(\.id) == ["card-retained", "cash-retained", "soothe"])
        #expect(answer.total == 3)
        #expect(try engine.search("", limit: 50).hits.isEmpty)
    }

    @Test func `counts say what another choice in the same field would leave`() throws {
        let answer = try engine.search(
            "安抚", filters: SearchFilters(["kind": ["script"]]), limit: 1, countsFacets: true)
        #expect(answer.hits.map(\.id) == ["soothe"])
        func count(_ field: String, _ value: String) -> Int? {
            answer.facets.first { $0.field == field }?.values.first { $0.name == value }?.count
        }
        #expect(count("kind", "script") == 1)
        #expect(count("kind", "term") == 4)
        #expect(count("channels", "phone") == 1)
        #expect(count("channels", "online") == 0)
    }
}

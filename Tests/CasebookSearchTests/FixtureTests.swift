import CasebookModel
import Foundation
import Testing

@testable import CasebookSearch

/// One index in both forms, queries and the answers to them, in `Tests/Fixtures/search`; the browser test runs the same
/// through the JavaScript engine. After a change of index or ranking, `CASEBOOK_RECORD=1` writes them anew; that run
/// fails, so that it can't pass unseen.
@Suite struct FixtureTests {
    private struct Recorded: Codable, Equatable {
        var query: String
        var filters: [String: [String]]
        var limit: Int
        var total: Int
        var isTotalExact: Bool
        var hits: [Hit]
        /// By field and value, those above 0.
        var facets: [String: [String: Int]]
    }

    private struct Hit: Codable, Equatable {
        var rank: Int
        var id: String
        var url: String
        var anchor: String
        var title: String
        var kind: String
        var score: Double
        var match: String
        var snippet: String
        var words: [String]

        init(_ hit: SearchHit) {
            rank = hit.rank
            id = hit.id
            url = hit.url
            anchor = hit.anchor
            title = hit.title
            kind = hit.kind
            score = hit.score
            match = hit.match.rawValue
            snippet = hit.snippet
            words = hit.words
        }
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Fixtures/search").standardizedFileURL

    private static let plain = [
        // As typed: words, phrases, other widths, cases and characters; one character; parts of words.
        "吞钞", "吞鈔", "ＡＴＭ", "atm吞卡", "机器吃了我的钱", "安抚", "安抚话术", "安抚 话术", "骂人", "投诉处理", "投诉", "诉", "的", "行号", "目的",
        "iso", "iso 10002", "ISO-10002", "iso1000", "is", "v2.1", "B-3", "b3", "櫃檯", "柜台", "銀行", "银行", "兜底条款", "第44段",
        "第45段：排队",
        "排队", "尾部才有的词", "排队时先报时间", "étude", "ETUDE", "ｶﾞ", "𠮷", "𠮷字", "消消气", "等太久", "时间 延误", "延误时间", "称呼", "慢慢说",
        "记录 到账", "质量管理 安抚", "卡退不出来", "escalation", "Escalation procedure", "handover", "complaint", "客户", "客户 银行",
        "投诉 银行 处理",
        // Without fillers.
        "客户一直骂人怎么办", "安抚话术怎么办", "请问吞钞怎么处理", "兜底条款是什么", "请问", "怎么办",
        // Synonyms.
        "说脏话", "辱骂", "赔钱", "自助柜员机", "自助柜员机吞卡", "客户总是说脏话", "要赔钱",
        // Other characters of the same sound, and letters out of place.
        "头诉", "按抚", "吞抄", "吞抄话术", "头诉的三个目地", "航号", "因行", "escalatoin", "procedrue", "complant", "hanover",
        "escalation procedrue",
        // Pinyin.
        "anfu", "an fu", "an'fu", "anf", "af", "afhs", "tousu", "tous", "ts", "tunchao", "tunc", "tc", "tchs", "t",
        "tou", "xian", "hanghao",
        "lianhanghao", "lhh", "yinhang", "yh", "changqi", "tousu三个目的", "t诉", "投s", "投su的三个目的", "anfu huashu", "吞c话术",
        "zh", "lv", "xyz", "bbl", "sbl", "bl", "buliao", "smshaf", "shmshhaf", "smsh安抚", "qwrt", "complaznt",
        // Sentences.
        "机器把我的钱吃了怎么办", "我的钱被机器吃了", "我的卡在机器里取不出来", "客户在电话里说脏话不停", "到底要什么才满意", "没有人给我解释要等多久",
        "卡吞了", "骂的客户", "退卡", "诉投", "机器人足球世界杯", "时间简史作者是谁", "量子纠缠", "话剧演出", "机场大巴",
        "质量管理 兑换", "吞钞话术流程", "没有这样的词吗", "时间 兑换 延误",
        // Nothing in it, or nothing like it.
        "", " ", "，。！", "-", "x", "😀", "\u{FFFD}", "\u{0}", "一二三四五六七八九十", "绿色火星", "qqqq", "zzzzzzzzzzzz", "__proto__",
        "constructor",
        "\"]}<script>", "不 是 的 了",
    ]

    private static let queries: [(query: String, filters: [String: [String]], limit: Int)] =
        plain.map { ($0, [:], 10) } + [
            ("安抚", [:], 2), ("的", [:], 100), ("安抚", [:], 0), ("安抚", ["kind": ["script"]], 10),
            ("安抚", ["channels": ["phone"]], 10), ("吞", ["channels": ["online"], "kind": ["script"]], 10),
            ("吞", ["kind": ["script", "term"]], 10), ("", ["kind": ["script"]], 10),
            ("", ["kind": ["cause", "script"]], 2),
            ("anfu", ["kind": ["term"]], 10), ("头诉", ["kind": ["term"]], 3), ("安抚", ["channels": ["nowhere"]], 10),
            ("卡吞了", ["channels": ["phone"]], 10), ("我的钱被机器吃了", ["channels": ["online"]], 10),
            ("客户一直骂人怎么办", ["channels": ["phone"]], 10), ("机器把我的钱吃了怎么办", ["kind": ["script"]], 10),
        ]

    private static func answers(_ files: [String: [UInt8]]) throws -> [Recorded] {
        let engine = try SearchEngine(SearchStore(files))
        return try queries.map { query, filters, limit in
            let answer = try engine.search(
                query, filters: SearchFilters(filters.mapValues { Set($0) }), limit: limit, countsFacets: true)
            var facets: [String: [String: Int]] = [:]
            for facet in answer.facets {
                for value in facet.values where value.count > 0 {
                    facets[facet.field, default: [:]][value.name] = value.count
                }
            }
            return Recorded(
                query: query, filters: filters, limit: limit, total: answer.total, isTotalExact: answer.isTotalExact,
                hits: answer.hits.map(Hit.init), facets: facets)
        }
    }

    /// The files of the sharded form as one object, by name, each on a line.
    private static func joined(_ files: [String: [UInt8]]) -> Data {
        let lines = files.keys.sorted().map { name in
            "\"\(name)\":" + String(decoding: files[name]!, as: UTF8.self).trimmingCharacters(in: .newlines)
        }
        return Data(("{\n" + lines.joined(separator: ",\n") + "\n}\n").utf8)
    }

    @Test func `queries give the recorded answers in both forms`() throws {
        let single = FixtureSite.files(.single)
        let sharded = FixtureSite.files(.sharded)
        let answers = try Self.answers(single)
        let files = [
            "index.json": Data(single["index"]!), "folding.json": Data(single["folding"]!),
            "readings.json": Data(single["readings"]!), "sharded.json": Self.joined(sharded),
        ]
        let answersFile = Self.folder.appending(path: "queries.json")
        if ProcessInfo.processInfo.environment["CASEBOOK_RECORD"] != nil {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            for (name, data) in files { try data.write(to: Self.folder.appending(path: name)) }
            try (encoder.encode(answers) + Data("\n".utf8)).write(to: answersFile)
            Issue.record("recorded \(answers.count) answers")
            return
        }
        for (name, data) in files {
            #expect(try Data(contentsOf: Self.folder.appending(path: name)) == data, "\(name)")
        }
        let recorded = try JSONDecoder().decode([Recorded].self, from: try Data(contentsOf: answersFile))
        #expect(recorded.count == answers.count)
        for (answer, recorded) in zip(answers, recorded) { #expect(answer == recorded) }
        for (one, other) in zip(answers, try Self.answers(sharded)) {
            #expect(one.hits == other.hits, "\(one.query)")
        }
    }
}

import Foundation
import Testing

@testable import CasebookSearch

/// One index, queries and the lists that they give, in `Tests/Fixtures/search`; the browser test runs the same through the
/// JavaScript engine. After a change of index or ranking, `CASEBOOK_RECORD=1` writes them anew; that run fails, so that it
/// can't pass unseen.
@Suite struct FixtureTests {
    private struct Answer: Codable, Equatable {
        var query: String
        var limit: Int
        var hits: [Hit]
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

    private static let queries: [(String, Int)] =
        [
            "吞钞", "吞鈔", "ＡＴＭ", "atm吞钱", "机器吃了我的钱", "安抚", "安抚话术", "安抚 话术", "客户一直骂人怎么办", "骂人", "说脏话", "投诉处理", "投诉", "诉",
            "的", "iso", "iso 10002", "ISO-10002", "iso1000", "is", "v2.1", "B-3", "b3", "櫃檯", "柜台", "銀行", "兜底条款",
            "第44段", "第45段：排队", "排队",
            "尾部才有的词", "排队时先报时间", "吞抄话术", "吞钞话术流程", "没有这样的词吗", "客户总是说脏话", "étude", "ETUDE", "ｶﾞ", "😀", "𠮷", "𠮷字", "消消气",
            "等太久", "时间 延误", "延误时间", "", " ", "，。！", "-", "x", "称呼", "慢慢说", "记录 到账", "质量管理 安抚", "一二三四五六七八九十",
        ].map { ($0, 10) } + [("安抚", 2), ("的", 100), ("安抚", 0)]

    @Test func `queries give the recorded lists`() throws {
        let index = FixtureSite.index
        let engine = SearchEngine(try SearchIndexReader(index))
        let answers = try Self.queries.map { query, limit in
            Answer(query: query, limit: limit, hits: try engine.search(query, limit: limit).map(Hit.init))
        }
        let indexFile = Self.folder.appending(path: "index.json")
        let answersFile = Self.folder.appending(path: "queries.json")
        let tableFile = Self.folder.appending(path: "folding.json")
        if ProcessInfo.processInfo.environment["CASEBOOK_RECORD"] != nil {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try Data(index).write(to: indexFile)
            try Data(foldingFile()).write(to: tableFile)
            try (encoder.encode(answers) + Data("\n".utf8)).write(to: answersFile)
            Issue.record("recorded \(answers.count) answers")
            return
        }
        #expect(try Array(Data(contentsOf: indexFile)) == index)
        #expect(try Array(Data(contentsOf: tableFile)) == foldingFile())
        let recorded = try JSONDecoder().decode([Answer].self, from: try Data(contentsOf: answersFile))
        #expect(recorded.count == answers.count)
        for (answer, recorded) in zip(answers, recorded) { #expect(answer == recorded) }
    }
}

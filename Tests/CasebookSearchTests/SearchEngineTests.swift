import CasebookModel
import CasebookText
import Testing

@testable import CasebookSearch

@Suite struct SearchEngineTests {
    private let engine: SearchEngine

    init() throws { engine = try SearchEngine(SearchStore(FixtureSite.files(.single))) }

    private func ids(_ query: String, limit: Int = 50) throws -> [String] {
        try engine.search(query, limit: limit).hits.map(\.id)
    }

    @Test func `the page whose title or alias was typed comes first`() throws {
        for page in FixtureSite.site.pages {
            for name in [page.title] + page.aliases { #expect(try ids(name).first == page.id, "\(name)") }
        }
    }

    @Test func `everything that a page says is found, and nothing else is called exact`() throws {
        var checked = 0
        let texts = FixtureSite.site.pages.map { page -> [String] in
            let text = PageText(page, in: FixtureSite.site)
            return [text.title, text.summary] + text.aliases
                + text.blocks.map { String(decoding: text.bytes[$0.range], as: UTF8.self) }
        }
        let folded = texts.map { $0.map { foldedScalars($0) } }
        for text in texts.flatMap({ $0 }) {
            let scalars = Array(text.unicodeScalars)
            for length in 1...6 where length <= scalars.count {
                for start in stride(from: 0, through: scalars.count - length, by: 3) {
                    let span = scalars[start..<start + length]
                    guard span.allSatisfy({ (0x4E00...0x9FFF).contains($0.value) }) else { continue }
                    let query = String(String.UnicodeScalarView(span))
                    let wanted = foldedScalars(query)
                    let truth = folded.indices.filter { page in folded[page].contains { contains($0, wanted) } }
                        .map { FixtureSite.site.pages[$0].id }
                    let hits = try engine.search(query, limit: 100).hits
                    #expect(hits.map(\.id).sorted() == truth.sorted(), "\(query)")
                    #expect(hits.allSatisfy { $0.match == .exact })
                    checked += 1
                }
            }
        }
        #expect(checked > 300)
    }

    private func contains(_ text: [UInt32], _ part: [UInt32]) -> Bool {
        part.count <= text.count
            && (0...text.count - part.count).contains { text[$0..<$0 + part.count].elementsEqual(part) }
    }

    @Test(arguments: [("吞钞", "吞鈔"), ("柜台", "櫃檯"), ("atm", "ＡＴＭ"), ("étude", "E\u{301}TUDE"), ("iso10002", "ISO-10002")])
    func `spellings of one word give one list`(one: String, other: String) throws {
        #expect(try !ids(one).isEmpty)
        #expect(try ids(one) == ids(other))
    }

    @Test func `a word at the end is found while it is being typed, a finished one as it is`() throws {
        #expect(try ids("iso 1000") == ["iso-10002", "iso-9001"])
        #expect(try ids("iso ").contains("iso-9001"))
        #expect(try Set(ids("isol")) == ["iso-9001"])
        #expect(try engine.search("isol 9001", limit: 9).hits.allSatisfy { $0.match == .relaxed })
    }

    @Test func `pairs that stand apart are no match for a phrase`() throws {
        let hits = try engine.search("投诉处理", limit: 10).hits
        #expect(hits.map(\.id) == ["iso-10002"])
    }

    @Test func `a phrase behind the last counted block of a long page is found, at its place`() throws {
        let hit = try #require(try engine.search("第42段：尾部才有的词", limit: 10).hits.first)
        #expect(hit.id == "long")
        #expect(hit.anchor == "b42")
        #expect(hit.match == .exact)
    }

    @Test func `retired and overdue pages come behind`() throws {
        let found = try ids("安抚")
        #expect(try #require(found.firstIndex(of: "fresh")) < #require(found.firstIndex(of: "late")))
        #expect(found.last == "old-line")
        #expect(try ids("旧版安抚话术").first == "old-line")
    }

    @Test func `a result opens at the block that holds most of the query`() throws {
        #expect(try engine.search("慢慢说", limit: 1).hits.map(\.anchor) == ["line-1"])
        #expect(try engine.search("马上为您查", limit: 1).hits.map(\.anchor) == ["line-2"])
        #expect(try engine.search("安抚话术", limit: 1).hits.map(\.anchor) == [""])
    }

    @Test(arguments: [
        "", " ", "，。！？", "-_./", "\u{0}\u{1}\u{7F}", "\u{FFFD}", "\u{301}", "😀😀😀", "\u{202E}", "的的的的的",
        String(repeating: "投诉", count: 5000), String(repeating: "x", count: 10_000),
        String(repeating: "a ", count: 5000),
        String(repeating: "\u{301}", count: 10_000), "\"]}<script>", "*", "a*", "__proto__", "constructor",
    ])
    func `any query has an answer`(query: String) throws {
        let hits = try engine.search(query, limit: 5).hits
        #expect(hits.count <= 5)
        #expect(hits.map(\.rank) == Array(1..<(hits.count + 1)))
    }

    @Test func `scores fall, each page comes once, and a limit cuts the same list`() throws {
        for query in ["安抚", "的", "客户", "排队 升级"] {
            let hits = try engine.search(query, limit: 100).hits
            #expect(Set(hits.map(\.id)).count == hits.count)
            #expect(zip(hits, hits.dropFirst()).allSatisfy { $0.score >= $1.score })
            #expect(try engine.search(query, limit: 2).hits == Array(hits.prefix(2)))
        }
    }

    @Test func `hits are written as the command prints them`() throws {
        let hit = SearchHit(
            rank: 1, id: "a", url: "甲/a.html", anchor: "", title: "“甲”\n", kind: "term", score: 2.5, match: .exact,
            snippet: "\"", words: [], page: 0)
        let expected =
            #"[{"rank":1,"id":"a","url":"甲/a.html","anchor":"","title":"“甲”\n","kind":"term","score":2.5,"match":"exact","snippet":"\""}]"#
        #expect(String(decoding: encodeHits([hit]), as: UTF8.self) == expected + "\n")
        #expect(String(decoding: encodeHits([]), as: UTF8.self) == "[]\n")
    }
}

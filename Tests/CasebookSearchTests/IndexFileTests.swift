import CasebookModel
import CasebookText
import Testing

@testable import CasebookSearch

/// Which files there are, and what stands in them besides postings.
@Suite struct IndexFileTests {
    private func files(_ site: Site, form: SearchForm? = nil) -> [String: [UInt8]] {
        searchFiles(of: site, form: form, hash: TestSite.hash)
    }

    private func records(_ site: Site) throws -> [[String: Any]] {
        let index = try IndexFiles(files(site, form: .sharded))
        let count = index.files.keys.count { $0.hasPrefix("d/") }
        return try (0..<count).flatMap { try index.object("d/\($0)")["pages"] as? [[String: Any]] ?? [] }
    }

    @Test func `the single form holds the files of the sharded one, without hints`() throws {
        let sharded = files(FixtureSite.site, form: .sharded)
        let single = files(FixtureSite.site, form: .single)
        #expect(single.keys.sorted() == ["folding", "index", "readings"])
        #expect(sharded["index"] == nil)
        let index = String(decoding: try #require(single["index"]), as: UTF8.self)
        for (name, bytes) in sharded where name.contains("/") {
            var file = String(decoding: bytes, as: UTF8.self)
            if name.hasPrefix("t/") { file = file.replacing(/:[A-Za-z0-9+\/]+(?=[ ;"])/, with: "") }
            #expect(index.contains("\"\(name)\":" + file), "\(name)")
        }
        for name in ["folding", "readings"] { #expect(single[name] == sharded[name]) }
        let roots = try [IndexFiles(sharded).root, IndexFiles(single).root]
        #expect(Set(roots[1].keys).subtracting(roots[0].keys) == ["files"])
        #expect((roots[1]["files"] as? [String: Any])?.count == sharded.count - 3)
    }

    @Test func `every file begins with the format`() {
        for (name, bytes) in files(FixtureSite.site, form: .sharded) {
            #expect(bytes.starts(with: Array("{\"format\":4,".utf8)), "\(name)")
        }
    }

    @Test func `size decides about the form`() throws {
        #expect(files(FixtureSite.site)["index"] != nil)
        let long = String(repeating: "排队时先报时间。升级之前先核对金额。", count: 1100)
        let pages = (0..<10).map { TestSite.page("p\($0)", title: "长页面", [.text(long)]) }
        #expect(files(TestSite.site(pages))["root"] == nil)
        let more = (0..<20).map { TestSite.page("p\($0)", title: "长页面", [.text(long)]) }
        #expect(files(TestSite.site(more))["root"] != nil)
    }

    @Test(arguments: [SearchForm.single, .sharded]) func `any other word is another version`(form: SearchForm) throws {
        func version(_ title: String, synonyms: [[String]] = []) throws -> String {
            let site = TestSite.site([TestSite.page("a", title: title)], synonyms: synonyms)
            return try #require(try IndexFiles(files(site, form: form)).root["version"] as? String)
        }
        #expect(try version("投诉") == version("投诉"))
        #expect(try version("投诉").count == 16)
        #expect(try version("投诉") != version("投诉！"))
        #expect(try version("投诉") != version("投诉", synonyms: [["a", "b"]]))
    }

    @Test func `a portable site gets the same JSON in scripts`() throws {
        var site = FixtureSite.site
        site.edition.portable = true
        let plan = SearchPlan(site)
        let part = indexPart(of: plan, pages: 0..<plan.pageCount, cutAt: plan.sliceBounds(1))
        let terms = try mergedTerms(of: part.terms, firstPages: [0], in: plan)
        let index = try IndexLayout(plan, parts: [part], terms: [terms], form: .sharded, hash: TestSite.hash)
        let written = index.outputs()
        let plain = files(site, form: .sharded)
        #expect(written.count == 2 * plain.count)
        for (name, json) in plain {
            let script = try #require(written["search/\(name).js"])
            let expected = "casebookSearchFile(\"\(name)\", " + String(decoding: json, as: UTF8.self) + ");\n"
            #expect(String(decoding: script, as: UTF8.self) == expected)
            #expect(written["search/\(name).json"] == json)
        }
    }

    @Test func `a site without pages has an index without terms`() throws {
        let index = try IndexFiles(files(TestSite.site([]), form: .sharded))
        #expect(try index.terms(0).isEmpty)
        #expect(index.boundaries.isEmpty && index.lane.isEmpty)
    }

    @Test func `records come in the order of the pages and say where a page belongs`() throws {
        var parent = TestSite.page("time", kind: "cause", title: "时间")
        parent.backlinks = [0]
        var child = TestSite.page("delay", kind: "cause", title: "延误")
        child.relations = [
            RelationBlock(
                name: "parents", label: LocalizedText("上级", "Parents"), isInverse: false, entries: [.init(page: 1)])
        ]
        let phone = TestSite.field("channels", .list([FieldValue(.value("phone"), at: TestSite.nowhere)]))
        let line = TestSite.page("line", kind: "script", title: "话术", status: .draft, isOverdue: true, fields: [phone])
        let site = TestSite.site([parent, child, line, TestSite.page("word", title: "词")])
        let records = try records(site)
        #expect(records.map { $0["id"] as? String } == ["delay", "time", "word", "line"])
        #expect(records.map { $0["place"] as? String } == ["时间", nil, nil, nil])
        #expect(records[3]["status"] as? String == "draft" && records[3]["overdue"] as? Bool == true)
        #expect(records[3]["facets"] as? [[Int]] == [[2, 0]])
        #expect(records.allSatisfy { $0["inbound"] == nil && $0["lengths"] == nil })
        let facets = try IndexFiles(files(site, form: .sharded)).root["facets"] as? [[String: Any]] ?? []
        #expect(facets.map { $0["field"] as? String } == ["kind", "causes", "channels"])
    }

    @Test func `many values are in the facet's own file`() throws {
        let causes = (0..<65).map { TestSite.page("c\(100 + $0)", kind: "cause", title: "原因\($0)") }
        func facet(_ count: Int) throws -> (root: [String: Any], file: [String: Any]) {
            let index = try IndexFiles(files(TestSite.site(Array(causes.prefix(count))), form: .sharded))
            let facets = try #require(index.root["facets"] as? [[String: Any]])
            return (try #require(facets.first { $0["field"] as? String == "causes" }), try index.object("f/causes"))
        }
        #expect((try facet(64).root["values"] as? [[String]])?.count == 64)
        #expect(try facet(64).file["labels"] == nil)
        #expect(try facet(65).root["values"] == nil)
        #expect((try facet(65).file["labels"] as? [[String]])?.last == ["c164", "原因64"])
    }

    @Test(arguments: [("chong qing", ["cq"]), ("zhong qing", ["zq"]), ("lüe", ["cq"]), ("chong", ["cq"])])
    func `an author's pinyin replaces a title's own where it fits`(pinyin: String, keys: [String]) throws {
        let page = TestSite.page("a", title: "重庆", fields: [TestSite.field("pinyin", .text(pinyin))])
        let index = try IndexFiles(files(TestSite.site([page]), form: .sharded))
        #expect(index.lane.flatMap(\.self).filter { $0.count == 2 } == keys)
    }

    @Test(arguments: [
        (8, 399, 11), (8, 400, nil), (7, 7, nil), (8, 8, 0), (100, 100, 0), (71, 100, 0), (70, 100, 1), (50, 100, 2),
        (2001, 100_000, 11), (2000, 100_000, nil),
    ]) func `a term's class follows from its pages`(pages: Int, total: Int, expected: Int?) {
        #expect(TermClass.listed(pages: pages, of: total) == expected)
    }

    @Test func `the root's folding table holds what the site's texts need`() throws {
        let folds = try #require(try IndexFiles(files(FixtureSite.site)).root["folds"] as? String)
        for pair in ["體体", "頁页", "銀银", "櫃柜", "檯台", "說说", "請请", "辦办", "帶带", "證证"] { #expect(folds.contains(pair)) }
        #expect(!folds.contains("鈔钞"))
    }

    @Test func `the readings are small and hold every ordinary character`() throws {
        let index = try IndexFiles(files(FixtureSite.site))
        let syllables = try #require(try index.object("readings")["syllables"] as? [String: String])
        let hang = try IndexFiles.ascending(try #require(syllables["hang"]))
        for character in "行航杭" { #expect(hang.contains(Int(character.unicodeScalars.first!.value))) }
        #expect(syllables.count > 380)
        // About 15 KB gzipped.
        #expect(index.files["readings"]!.count < 30_000)
    }
}

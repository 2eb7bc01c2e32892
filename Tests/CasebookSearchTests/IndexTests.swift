import CasebookModel
import CasebookText
import Testing

@testable import CasebookSearch

@Suite struct IndexTests {
    private func files(_ site: Site, cuts: [Int]) -> [OutputFile] {
        let ends = cuts + [site.pages.count]
        let starts = [0] + cuts
        return searchFiles(of: site, parts: zip(starts, ends).map { indexPart(of: site, pages: $0..<$1) })
    }

    @Test(arguments: [[], [1], [7], [3, 9], [0, 5, 5], Array(1...13)])
    func `where the parts are cut doesn't matter`(cuts: [Int]) {
        #expect(files(FixtureSite.site, cuts: cuts).map(\.bytes) == files(FixtureSite.site, cuts: []).map(\.bytes))
    }

    @Test func `every term of every page is in the index at its place`() throws {
        let site = FixtureSite.site
        let index = try SearchIndexReader(FixtureSite.index)
        var expected: [String: [Int: Int]] = [:]
        for (number, page) in site.pages.enumerated() {
            let text = PageText(page, in: site)
            let head = [text.title, text.summary] + text.aliases + text.tags
            let blocks = [head] + text.blocks.map { [String(decoding: text.bytes[$0.range], as: UTF8.self)] }
            for (block, texts) in blocks.enumerated() {
                for term in texts.flatMap({ terms(of: $0) }) {
                    expected[term, default: [:]][BlockAddress.address(page: number, block: block), default: 0] += 1
                }
            }
        }
        #expect(expected.count > 300)
        for (term, places) in expected {
            var found: [Int: Int] = [:]
            index.forEachTerm(foldedScalars(term), isPrefix: false) { lists in
                for list in lists.split(separator: UInt8(ascii: ",")) {
                    PostingCode.decode(list) { found[$0.address, default: 0] += $0.count }
                }
            }
            #expect(found == places, "\(term)")
        }
    }

    @Test func `a site without pages has an index that finds nothing`() throws {
        let index = try SearchIndexReader(files(TestSite.site([]), cuts: [])[1].bytes)
        #expect(try SearchEngine(index).search("投诉", limit: 10).isEmpty)
    }

    @Test func `a portable site gets the same JSON in scripts`() throws {
        var site = FixtureSite.site
        site.edition.portable = true
        let files = files(site, cuts: [])
        #expect(
            files.map(\.route.path) == [
                "search/folding.js", "search/folding.json", "search/index.js", "search/index.json",
            ])
        let script = String(decoding: files[2].bytes, as: UTF8.self)
        let json = String(decoding: files[3].bytes, as: UTF8.self)
        #expect(script == "casebookSearchFile(\"index\", " + json + ");\n")
    }

    @Test func `the folding table in the index holds what its texts need`() {
        let text = String(decoding: FixtureSite.index, as: UTF8.self)
        for pair in ["體体", "頁页", "銀银", "櫃柜", "檯台", "說说", "請请", "辦办", "帶带", "證证"] { #expect(text.contains(pair)) }
        #expect(!text.contains("鈔钞"))
    }
}

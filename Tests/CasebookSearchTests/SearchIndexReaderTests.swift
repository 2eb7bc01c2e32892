import Testing

@testable import CasebookSearch

@Suite struct SearchIndexReaderTests {
    @Test func `an index that is cut short is damaged wherever the cut is`() {
        let index = FixtureSite.index
        for end in stride(from: 0, to: index.count - 2, by: 37) {
            #expect(throws: SearchIndexError.damaged) { try SearchIndexReader(Array(index[..<end])) }
        }
    }

    @Test(arguments: [
        "", "null", "[]", "{}", "<!DOCTYPE html><title>404</title>", "{\"format\":\"1\"}", "{\"format\":1}x",
        "{\"format\":1,\"pages\":1}",
        "{\"format\":1,\"pages\":-1}", "{\"format\":1,\"terms\":[]}", "{\"format\":1,\"packs\":[{}]}",
        "{\"format\":1,\"x\":" + String(repeating: "[", count: 100_000),
    ])
    func `what is no index is damaged`(text: String) {
        #expect(throws: SearchIndexError.damaged) { try SearchIndexReader(Array(text.utf8)) }
    }

    @Test func `an index of another version is named as such`() {
        let text = #"{"format":2,"shards":{"a":1}}"#
        #expect(throws: SearchIndexError.unknownVersion(2)) { try SearchIndexReader(Array(text.utf8)) }
    }

    @Test func `a record that is none is found out when it is asked for`() throws {
        let text = #"{"format":1,"pages":1,"terms":{"投":"诉 A"},"packs":[[{"id":7}]]}"#
        let engine = SearchEngine(try SearchIndexReader(Array(text.utf8)))
        #expect(throws: SearchIndexError.damaged) { try engine.search("投诉", limit: 1) }
        #expect(try engine.search("其他", limit: 1).isEmpty)
    }

    @Test func `escapes of other writers are read`() throws {
        let record = #"{"id":"\u0061","url":"a.html","title":"\u6295\ud83d\ude00\"\\\/\n","kind":0,"blocks":[]}"#
        let text = "{\"format\":1,\"pages\":1,\"lengths\":[1,1],\"terms\":{\"投\":\"诉 A\"},\"packs\":[[\(record)]]}"
        let hits = try SearchEngine(try SearchIndexReader(Array(text.utf8))).search("投诉", limit: 1)
        #expect(hits.map(\.id) == ["a"])
        #expect(hits.map(\.title) == ["投😀\"\\/\n"])
    }
}

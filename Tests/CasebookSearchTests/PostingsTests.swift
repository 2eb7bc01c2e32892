import Testing

@testable import CasebookSearch

@Suite struct PostingsTests {
    @Test func `a list is written as documented`() {
        var bytes: [UInt8] = []
        PostingCode.append(Posting(address: 1, count: 1), after: 0, to: &bytes)
        PostingCode.append(Posting(address: 33, count: 3), after: 1, to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "C" + "hC" + "D")
    }

    @Test func `any list comes back as it was`() {
        var state: UInt64 = 3
        for _ in 0..<200 {
            var postings: [Posting] = []
            var bytes: [UInt8] = []
            var address = 0
            for _ in 0..<50 {
                state = state &* 6_364_136_223_846_793_005 &+ 1
                let posting = Posting(address: address + Int(state >> 40) % 100_000, count: 1 + Int(state >> 34) % 40)
                PostingCode.append(posting, after: address, to: &bytes)
                postings.append(posting)
                address = posting.address + 1
                PostingCode.append(Posting(address: address, count: 1), after: posting.address, to: &bytes)
                postings.append(Posting(address: address, count: 1))
            }
            var decoded: [Posting] = []
            PostingCode.decode(bytes[...]) { decoded.append($0) }
            #expect(decoded == postings)
        }
    }

    @Test func `a list of titles is written as documented`() {
        var bytes: [UInt8] = []
        PostingCode.append(32, detail: 4 << 2 | 1, after: 0, .title, to: &bytes)
        PostingCode.append(96, detail: 31 << 2 | 3, after: 32, .title, to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "gB" + "R" + "gC" + "/D")
        var decoded: [HeadPosting] = []
        PostingCode.decodeHeads(bytes[...]) { decoded.append($0) }
        #expect(
            decoded == [HeadPosting(address: 32, length: 4, links: 1), HeadPosting(address: 96, length: 31, links: 3)])
    }

    @Test func `every byte has its value as a digit`() {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        for byte in UInt8.min...UInt8.max { #expect(PostingCode.value(of: byte) == digits.firstIndex(of: byte) ?? 127) }
    }

    @Test(arguments: ["", "g", "D", "hC", "Dg", "*", "C*C", "////////////////////////"])
    func `a list that breaks off gives what was whole`(text: String) {
        var decoded: [Posting] = []
        PostingCode.decode(Array(text.utf8)[...]) { decoded.append($0) }
        #expect(decoded.count <= text.utf8.count)
    }
}

import Testing

@testable import CasebookLanguageServer

@Suite struct MessageStreamTests {
    @Test func messagesAreCutWhereverTheBytesWereDivided() throws {
        let messages = ["{\"a\":1}", "", "{\"词\":\"二\"}"].map { Array($0.utf8) }
        let bytes = messages.flatMap(MessageStream.framed)
        for cut in 0...bytes.count {
            var stream = MessageStream()
            var found: [[UInt8]] = []
            for part in [bytes[..<cut], bytes[cut...]] {
                stream.append(part)
                while let message = try stream.next() { found.append(message) }
            }
            #expect(found == messages)
        }
    }

    @Test func otherHeadersAreReadOver() throws {
        var stream = MessageStream()
        stream.append("Content-Type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length:2\r\n\r\n{}".utf8)
        #expect(try stream.next() == Array("{}".utf8))
    }

    @Test(arguments: [
        "Content-Length: -1\r\n\r\n", "Content-Length: many\r\n\r\n", "Something: else\r\n\r\n",
        "Content-Length: 99999999999\r\n\r\n", String(repeating: "x", count: 5_000),
    ])
    func aHeaderWithoutALengthEndsIt(_ header: String) {
        var stream = MessageStream()
        stream.append(header.utf8)
        #expect(throws: MessageStream.BrokenHeader.self) { try stream.next() }
    }
}

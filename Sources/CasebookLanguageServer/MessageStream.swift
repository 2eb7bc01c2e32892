/// Cuts a stream of bytes into the messages of the language server protocol: header lines, an empty line, JSON.
///
/// Source: Language Server Protocol 3.17, "Base Protocol".
struct MessageStream {
    /// The bytes are no such stream: where the next message begins can't be known any more.
    struct BrokenHeader: Error {}

    private static let longestHeader = 4_096
    /// Bytes. No page comes near; without a bound a wrong number would wait for ever.
    private static let longestMessage = 64_000_000

    private var rest: [UInt8] = []

    mutating func append(_ bytes: some Sequence<UInt8>) { rest += bytes }

    /// The next whole message; `nil` until more of it has come.
    mutating func next() throws(BrokenHeader) -> [UInt8]? {
        guard let headerEnd = endOfHeader() else {
            if rest.count > MessageStream.longestHeader { throw BrokenHeader() }
            return nil
        }
        guard let length = MessageStream.contentLength(rest[..<headerEnd]), length <= MessageStream.longestMessage
        else {
            throw BrokenHeader()
        }
        guard rest.count >= headerEnd + length else { return nil }
        let message = Array(rest[headerEnd..<headerEnd + length])
        rest.removeFirst(headerEnd + length)
        return message
    }

    /// A message with its header in front.
    static func framed(_ message: [UInt8]) -> [UInt8] {
        Array("Content-Length: \(message.count)\r\n\r\n".utf8) + message
    }

    /// Behind the empty line.
    private func endOfHeader() -> Int? {
        let end = Array("\r\n\r\n".utf8)
        guard rest.count >= end.count else { return nil }
        let last = min(rest.count, MessageStream.longestHeader) - end.count
        return last < 0 ? nil : (0...last).first { rest[$0...].starts(with: end) }.map { $0 + end.count }
    }

    private static func contentLength(_ header: ArraySlice<UInt8>) -> Int? {
        for line in String(decoding: header, as: UTF8.self).split(separator: "\r\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "content-length" else { continue }
            return Int(parts[1].filter { $0 != " " }).flatMap { $0 >= 0 ? $0 : nil }
        }
        return nil
    }
}

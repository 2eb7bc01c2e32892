/// The first part of an HTTP/1.1 request. Read strictly: whoever writes it otherwise is no browser.
struct RequestHead: Sendable {
    enum Fault: Error {
        case malformed
    }

    /// As written.
    let method: String
    let target: String
    let isVersion11: Bool
    /// Names in lower case, in the order written.
    private let headers: [(name: String, value: String)]

    private static let mostHeaders = 100

    /// - Parameter bytes: Up to the empty line, that one left out.
    init(_ bytes: some Collection<UInt8>) throws(Fault) {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .malformed }
        var lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        if lines.last == "" { lines.removeLast() }
        guard let first = lines.first, lines.count <= Self.mostHeaders + 1 else { throw .malformed }
        let parts = first.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, Self.isToken(parts[0]), parts[1].utf8.first == UInt8(ascii: "/"),
            parts[1].utf8.allSatisfy({ (0x21..<0x7F).contains($0) }), ["HTTP/1.1", "HTTP/1.0"].contains(parts[2])
        else { throw .malformed }
        method = String(parts[0])
        target = String(parts[1])
        isVersion11 = parts[2] == "HTTP/1.1"
        var headers: [(name: String, value: String)] = []
        for line in lines.dropFirst() {
            guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")), Self.isToken(line[..<colon]) else {
                throw .malformed
            }
            let value = line[line.utf8.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else { throw .malformed }
            headers.append((line[..<colon].lowercased(), String(value).trimmingBlanks))
        }
        self.headers = headers
    }

    /// `nil` where the header is missing or stands there more than once.
    subscript(name: String) -> String? {
        let found = headers.filter { $0.name == name }
        return found.count == 1 ? found[0].value : nil
    }

    func has(_ name: String) -> Bool { headers.contains { $0.name == name } }

    private static func isToken(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        var text = self[...]
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return String(text)
    }
}

/// What a request asks for: a path below the site's root and the query.
///
/// A path is a name to be looked up among the addresses of the site, never one on disk. What is no plain name is refused
/// anyway, so that nothing depends on it.
struct RequestTarget: Sendable {
    /// Percent-decoded, without the leading `/`.
    let path: String
    /// Percent-decoded values by name.
    let query: [String: String]

    /// - Returns: `nil` for what no address of a site looks like: broken escapes, control characters, escaped slashes,
    ///   backslashes, and parts that lead up.
    init?(_ target: String) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard let written = parts.first, written.utf8.first == UInt8(ascii: "/") else { return nil }
        var names: [String] = []
        for part in written.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard let name = Self.decoded(part), name != ".", name != "..",
                name.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "\\") }
                )
            else { return nil }
            names.append(name)
        }
        path = names.joined(separator: "/")
        var query: [String: String] = [:]
        for pair in (parts.count > 1 ? parts[1] : "").split(separator: "&") {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decoded(halves[0]), let value = Self.decoded(halves.count > 1 ? halves[1] : "") else {
                return nil
            }
            query[name] = value
        }
        self.query = query
    }

    /// Decoded once: what is still escaped then is a part of the name.
    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(Self.digit), let low = rest.popFirst().flatMap(Self.digit) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

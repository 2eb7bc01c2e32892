import CasebookModel

/// A route, percent-encoded once: a page names some fifty others, and a site of 10,000 pages would encode half a million
/// times otherwise. Gives the same references as ``Route/reference(to:anchor:)``.
struct EncodedRoute: Hashable, Sendable {
    let bytes: [UInt8]

    init(_ route: Route) {
        var encoded: [UInt8] = []
        encoded.reserveCapacity(route.path.utf8.count)
        Self.append(route.path, keeping: UInt8(ascii: "/"), to: &encoded)
        bytes = encoded
    }

    /// Percent-encodes as ``Route/appendEncoded(_:to:)`` does, byte by byte into a buffer.
    static func append(_ text: String, keeping kept: UInt8? = nil, to target: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: ":"),
                UInt8(ascii: "@")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: ","):
                target.append(byte)
            case kept:
                target.append(byte)
            default:
                target.append(UInt8(ascii: "%"))
                target.append(hexDigit(byte >> 4))
                target.append(hexDigit(byte & 15))
            }
        }
    }

    static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }

    /// Appends the relative reference that leads from a page at `from` to this route.
    func appendReference(from: EncodedRoute, anchor: String?, to target: inout [UInt8]) {
        let slash = UInt8(ascii: "/")
        let origin = from.bytes
        // The folders that both lie in.
        var common = 0
        var index = 0
        while index < bytes.count, index < origin.count, bytes[index] == origin[index] {
            index += 1
            if bytes[index - 1] == slash { common = index }
        }
        var climbs = false
        for position in common..<origin.count where origin[position] == slash {
            target.append(UInt8(ascii: "."))
            target.append(UInt8(ascii: "."))
            target.append(slash)
            climbs = true
        }
        if !climbs, startsLikeScheme(at: common) {
            target.append(UInt8(ascii: "."))
            target.append(slash)
        }
        target.append(contentsOf: bytes[common...])
        if let anchor {
            target.append(UInt8(ascii: "#"))
            Self.append(anchor, to: &target)
        }
    }

    /// `../` for each folder that the route lies in.
    var toRoot: String {
        String(repeating: "../", count: bytes.reduce(0) { $0 + ($1 == UInt8(ascii: "/") ? 1 : 0) })
    }

    /// Whether the first part from `start` holds a colon and would be read as `scheme:`.
    private func startsLikeScheme(at start: Int) -> Bool {
        for byte in bytes[start...] {
            if byte == UInt8(ascii: "/") { return false }
            if byte == UInt8(ascii: ":") { return true }
        }
        return false
    }
}

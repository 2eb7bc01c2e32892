/// The address of a generated file relative to the site's root: parts joined by `/`, not percent-encoded, no leading `/`.
package struct Route: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let path: String

    /// How many bytes a part of a page's address may have, with `.html`: file systems end at 255, and what is made beside a
    /// page adds to its name (`~roleplay`).
    package static let longestName = 245

    package init(_ path: String) { self.path = path }

    package var description: String { path }

    package static func < (left: Route, right: Route) -> Bool {
        left.path.precedesInBytes(right.path)
    }

    /// `../` for each folder that the route lies in: what leads from it to the site's root.
    package var toRoot: String {
        String(repeating: "../", count: path.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: "/") ? 1 : 0) })
    }

    /// A percent-encoded relative reference from a page at `self` to `target`.
    ///
    /// - Parameter anchor: Not percent-encoded; `nil` for none.
    package func reference(to target: Route, anchor: String? = nil) -> String {
        let from = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropLast()
        let to = target.path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        var common = 0
        while common < from.count, common < to.count - 1, from[common].elementsEqual(to[common]) { common += 1 }
        var reference = String(repeating: "../", count: from.count - common)
        for (offset, part) in to[common...].enumerated() {
            if offset > 0 { reference += "/" }
            Route.appendEncoded(part, to: &reference)
        }
        // A first part such as `a:b` would be read as a scheme.
        if from.count == common, to[common].contains(UInt8(ascii: ":")) { reference = "./" + reference }
        if let anchor {
            reference += "#"
            Route.appendEncoded(anchor.utf8, to: &reference)
        }
        return reference
    }

    private static let digits = Array("0123456789ABCDEF".unicodeScalars)

    /// Percent-encodes everything but RFC 3986's unreserved characters and those that are safe inside a path segment.
    package static func appendEncoded(_ bytes: some Sequence<UInt8>, to text: inout String) {
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: ","):
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                text.unicodeScalars.append("%")
                text.unicodeScalars.append(digits[Int(byte >> 4)])
                text.unicodeScalars.append(digits[Int(byte & 15)])
            }
        }
    }
}

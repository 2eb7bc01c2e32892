/// Whether what an SVG's attribute or style says stays within the file.
enum SVGReferences {
    /// - Parameter reference: An address, as a browser understands it.
    static func isInside(_ reference: String) -> Bool {
        let reference = reference.lowercased()
        return reference.isEmpty || reference.hasPrefix("#")
            || ["png", "jpeg", "gif", "webp"].contains { reference.hasPrefix("data:image/\($0)") }
    }

    /// Whether a style holds `url(…)` of anything but a part of the file, or another way to load something.
    ///
    /// - Parameter style: As written, in an attribute or between tags.
    static func reachOut(_ style: [UInt8]) -> Bool {
        let text = unescaped(style).lowercased()
        if text.contains("@import") || text.contains("image-set(") || text.contains("expression(") { return true }
        if text.contains("javascript:") { return true }
        // An escape may write any of them in another way.
        if text.contains("\\") { return true }
        return text.ranges(of: "url(").contains { range in
            let inside = text[range.upperBound...].drop { $0 == " " || $0 == "\"" || $0 == "'" || $0 == "\n" }
            return !inside.hasPrefix("#") && !inside.hasPrefix("data:image/")
        }
    }

    /// With references to characters resolved, as XML does before anything else reads the words. Names that XML doesn't know
    /// stay: without a DOCTYPE they make a file unreadable.
    static func unescaped(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var result = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            rest = rest[start...]
            guard let end = rest.firstIndex(of: ";"), let character = character(rest[..<end].dropFirst()) else {
                result.append("&")
                rest = rest.dropFirst()
                continue
            }
            result.unicodeScalars.append(character)
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private static func character(_ name: Substring) -> Unicode.Scalar? {
        switch name {
        case "lt": return "<"
        case "gt": return ">"
        case "amp": return "&"
        case "quot": return "\""
        case "apos": return "'"
        default: break
        }
        let isHexadecimal = name.hasPrefix("#x")
        guard name.hasPrefix("#") else { return nil }
        return UInt32(name.dropFirst(isHexadecimal ? 2 : 1), radix: isHexadecimal ? 16 : 10).flatMap(
            Unicode.Scalar.init)
    }
}

/// What an address starts with.
enum LinkScheme {
    /// The schemes that cmark drops in its safe mode, by the same rules.
    static func isDangerous(_ address: String) -> Bool {
        let start = address.prefix(16).lowercased()
        if start.hasPrefix("data:") {
            return !["image/png", "image/gif", "image/jpeg", "image/webp"].contains { start.hasPrefix("data:" + $0) }
        }
        return start.hasPrefix("javascript:") || start.hasPrefix("vbscript:") || start.hasPrefix("file:")
    }

    /// Whether a browser may follow the address from a page of the site.
    static func isFollowed(_ address: String) -> Bool {
        // Nearly all that is asked is a sentence, and its first byte tells.
        guard let first = address.utf8.first, first < 0x80 else { return false }
        let start = address.prefix(8).lowercased()
        return ["http://", "https://", "mailto:", "tel:"].contains { start.hasPrefix($0) }
    }
}

/// The theme's style sheets as one file: tokens first, since the others use them, then the base, then by name, then what
/// holds on paper and with the reader's own colours. A site replaces single ones, or adds files; its `site.css` comes last,
/// so that it can say again whatever it wants otherwise.
enum StyleBundle {
    /// What a site says about its look, in `styles/`.
    static let ownSheet = "site.css"

    static func join(_ sheets: [(path: String, bytes: [UInt8])]) -> [UInt8] {
        let ranks = ["tokens.css": -2, "base.css": -1, "print.css": 1, ownSheet: 2]
        func rank(_ path: String) -> Int { ranks[path] ?? 0 }
        var joined: [UInt8] = []
        for sheet in sheets.sorted(by: { (rank($0.path), $0.path) < (rank($1.path), $1.path) }) {
            joined += squeezed(sheet.bytes)
            if joined.last != UInt8(ascii: "\n") { joined.append(UInt8(ascii: "\n")) }
        }
        return joined
    }

    /// Leaves out comments, blanks at the start of lines, and those beside marks that need none. Strings are kept as they
    /// are.
    static func squeezed(_ bytes: [UInt8]) -> [UInt8] {
        var kept: [UInt8] = []
        kept.reserveCapacity(bytes.count)
        var index = 0
        var quote: UInt8?
        while index < bytes.count {
            let byte = bytes[index]
            if let open = quote {
                kept.append(byte)
                if byte == UInt8(ascii: "\\"), index + 1 < bytes.count {
                    index += 1
                    kept.append(bytes[index])
                } else if byte == open {
                    quote = nil
                }
            } else if byte == UInt8(ascii: "/"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "*") {
                index += 2
                while index + 1 < bytes.count,
                    !(bytes[index] == UInt8(ascii: "*") && bytes[index + 1] == UInt8(ascii: "/"))
                {
                    index += 1
                }
                index += 1
            } else if kept.last == UInt8(ascii: "\n") || kept.isEmpty,
                byte == UInt8(ascii: "\n") || byte == UInt8(ascii: " ")
            {
                // Nothing: an empty line or an indentation.
            } else if byte == UInt8(ascii: " "), let last = kept.last, marks.contains(last) {
                // Nothing: the mark parts enough.
            } else {
                if braces.contains(byte), kept.last == UInt8(ascii: " ") { kept.removeLast() }
                if byte == UInt8(ascii: "}"), kept.last == UInt8(ascii: ";") { kept.removeLast() }
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { quote = byte }
                kept.append(byte)
            }
            index += 1
        }
        return kept
    }

    /// No blank is needed behind these; in front of a colon one may part a selector's pieces.
    private static let marks = Array(":;,{".utf8)
    private static let braces = Array("{}".utf8)
}

import CasebookModel

/// Cuts XML into tags and text, as far as pictures need it. What is not well-formed ends in `failure`.
struct SVGReader {
    struct Attribute {
        var name: String
        /// As written, without its quotes.
        var value: [UInt8]
        /// With its quotes.
        var quoted: [UInt8]

        /// As a browser understands it.
        var text: String { SVGReferences.unescaped(value) }

        /// Whether it says what a prefix stands for.
        var isNamespace: Bool { name == "xmlns" || name.hasPrefix("xmlns:") }
    }

    enum Token {
        case open(name: String, [Attribute], isEmpty: Bool)
        case close(name: String)
        case text([UInt8])
        /// With its marks.
        case cdata([UInt8])
        /// A declaration that is not written again, and what it may bring along.
        case declaration(UnsafePart?)
        case failure
    }

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// `nil` at the end, after which it isn't to be asked again.
    mutating func next() -> Token? {
        guard position < bytes.count else { return nil }
        if bytes[position] != UInt8(ascii: "<") { return text() }
        // Nobody sees a comment, and it may hold whatever somebody wanted to hide.
        if starts(with: "<!--") { return until("-->", from: 4) == nil ? fail() : .declaration(nil) }
        if starts(with: "<![CDATA[") {
            guard let part = until("]]>", from: 9) else { return fail() }
            return .cdata(part)
        }
        if starts(with: "<?") {
            // The declaration's encoding goes as well: without one it is UTF-8, and nothing else is published.
            guard let part = until("?>", from: 2) else { return fail() }
            return .declaration(part.starts(with: "<?xml-stylesheet".utf8) ? .outsideReference : nil)
        }
        if starts(with: "<!") { return doctype() }
        return starts(with: "</") ? closeTag() : openTag()
    }

    // MARK: -

    private mutating func fail() -> Token {
        position = bytes.count
        return .failure
    }

    private func starts(with words: String) -> Bool { bytes[position...].starts(with: words.utf8) }

    private mutating func text() -> Token {
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
        let part = Array(bytes[start..<position])
        // Other encodings are full of them.
        if part.contains(0) { return fail() }
        return .text(part)
    }

    /// Up to and with `end`.
    private mutating func until(_ end: String, from offset: Int) -> [UInt8]? {
        let end = Array(end.utf8)
        let start = position
        var index = position + offset
        while index + end.count <= bytes.count {
            if bytes[index] == end[0], bytes[index..<index + end.count].elementsEqual(end) {
                position = index + end.count
                return Array(bytes[start..<position])
            }
            index += 1
        }
        return nil
    }

    private mutating func doctype() -> Token {
        var depth = 0
        // Every program writes one; only one that declares something of its own matters.
        var declares = false
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "["):
                depth += 1
                declares = true
            case UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ">") where depth <= 0:
                position += 1
                return .declaration(declares ? .entity : nil)
            default: break
            }
            position += 1
        }
        return .failure
    }

    private mutating func closeTag() -> Token {
        position += 2
        guard let name = name() else { return fail() }
        skipBlanks()
        guard position < bytes.count, bytes[position] == UInt8(ascii: ">") else { return fail() }
        position += 1
        return .close(name: name)
    }

    private mutating func openTag() -> Token {
        position += 1
        guard let name = name() else { return fail() }
        var attributes: [Attribute] = []
        while true {
            let hadBlank = skipBlanks()
            guard position < bytes.count else { return fail() }
            if bytes[position] == UInt8(ascii: ">") || starts(with: "/>") {
                let isEmpty = bytes[position] == UInt8(ascii: "/")
                position += isEmpty ? 2 : 1
                return .open(name: name, attributes, isEmpty: isEmpty)
            }
            guard hadBlank, let attribute = attribute() else { return fail() }
            attributes.append(attribute)
        }
    }

    private mutating func attribute() -> Attribute? {
        guard let name = name() else { return nil }
        skipBlanks()
        guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else { return nil }
        position += 1
        skipBlanks()
        guard position < bytes.count, [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(bytes[position]) else {
            return nil
        }
        let quote = bytes[position]
        let start = position
        guard let end = bytes[(start + 1)...].firstIndex(of: quote) else { return nil }
        position = end + 1
        let value = Array(bytes[start + 1..<end])
        return value.contains(UInt8(ascii: "<"))
            ? nil : Attribute(name: name, value: value, quoted: Array(bytes[start...end]))
    }

    private mutating func name() -> String? {
        let start = position
        while position < bytes.count, SVGReader.isNameByte(bytes[position]) { position += 1 }
        return position > start ? String(decoding: bytes[start..<position], as: UTF8.self) : nil
    }

    @discardableResult
    private mutating func skipBlanks() -> Bool {
        let start = position
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
        return position > start
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "_"),
            UInt8(ascii: "."), 0x80...0xFF:
            true
        default: false
        }
    }
}

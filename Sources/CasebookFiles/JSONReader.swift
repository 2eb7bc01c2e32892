/// Reads JSON value by value, without a tree of it: a manifest of 10,000 pages is read at the start of every build.
struct JSONReader {
    typealias Failure = SiteManifest.ReadingError

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Calls `body` with each key; it must read or skip the value.
    mutating func object(_ body: (String, inout JSONReader) throws(Failure) -> Void) throws(Failure) {
        try expect("{")
        if take("}") { return }
        repeat {
            let key = try string()
            try expect(":")
            try body(key, &self)
        } while take(",")
        try expect("}")
    }

    mutating func list<Element>(_ element: (inout JSONReader) throws(Failure) -> Element) throws(Failure) -> [Element] {
        try expect("[")
        var elements: [Element] = []
        if take("]") { return elements }
        repeat { elements.append(try element(&self)) } while take(",")
        try expect("]")
        return elements
    }

    /// - Throws: For a number with a fraction, or one that `Int` doesn't hold, too.
    mutating func integer() throws(Failure) -> Int {
        skipSpace()
        let start = position
        if current == UInt8(ascii: "-") { position += 1 }
        while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        guard let value = Int(String(decoding: bytes[start..<position], as: UTF8.self)) else {
            throw .syntax(offset: start)
        }
        return value
    }

    mutating func flag() throws(Failure) -> Bool {
        skipSpace()
        if takeWord("true") { return true }
        if takeWord("false") { return false }
        throw .syntax(offset: position)
    }

    mutating func string() throws(Failure) -> String {
        try expect("\"")
        let start = position
        while let byte = current, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { position += 1 }
        // Mostly there is nothing to unescape, and the text can be taken as it stands.
        var unescaped: [UInt8]?
        if current == UInt8(ascii: "\\") { unescaped = try unescaping(from: start) }
        let text =
            unescaped.map { String(validating: $0, as: UTF8.self) }
            ?? String(validating: bytes[start..<position], as: UTF8.self)
        guard let text else { throw .syntax(offset: start) }
        try expect("\"", afterSpace: false)
        return text
    }

    /// The bytes of a string from its start to the quotation mark that ends it.
    private mutating func unescaping(from start: Int) throws(Failure) -> [UInt8] {
        var text = Array(bytes[start..<position])
        while let byte = current, byte != UInt8(ascii: "\"") {
            if byte < 0x20 { throw .syntax(offset: position) }
            position += 1
            if byte == UInt8(ascii: "\\") { try unescape(into: &text) } else { text.append(byte) }
        }
        return text
    }

    /// Passes over a value of any kind. Of lists and objects only the brackets' number is looked at.
    mutating func skip() throws(Failure) {
        // Counted, not recursive: brackets may be nested as deep as the file is long.
        var depth = 0
        repeat {
            skipSpace()
            switch current {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                position += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { throw .syntax(offset: position) }
                depth -= 1
                position += 1
            case UInt8(ascii: ","), UInt8(ascii: ":"):
                if depth == 0 { throw .syntax(offset: position) }
                position += 1
            case UInt8(ascii: "\""): _ = try string()
            case nil: throw .syntax(offset: position)
            default: try skipWord()
            }
        } while depth > 0
    }

    /// Only space may follow.
    mutating func end() throws(Failure) {
        skipSpace()
        if position < bytes.count { throw .syntax(offset: position) }
    }

    // MARK: - Pieces

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = current, JSONReader.isSpace(byte) { position += 1 }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard current == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar, afterSpace: Bool = true) throws(Failure) {
        if afterSpace { skipSpace() }
        guard current == UInt8(ascii: character) else { throw .syntax(offset: position) }
        position += 1
    }

    private mutating func takeWord(_ word: String) -> Bool {
        guard bytes[position...].starts(with: word.utf8) else { return false }
        position += word.utf8.count
        return true
    }

    /// A number, `true`, `false` or `null`.
    private mutating func skipWord() throws(Failure) {
        let start = position
        while let byte = current, !JSONReader.isSpace(byte), !",:{}[]\"".utf8.contains(byte) { position += 1 }
        let word = String(decoding: bytes[start..<position], as: UTF8.self)
        if !["true", "false", "null"].contains(word), Double(word) == nil { throw .syntax(offset: start) }
    }

    private mutating func unescape(into text: inout [UInt8]) throws(Failure) {
        guard let byte = current else { throw .syntax(offset: position) }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: String(try escapedScalar()).utf8)
        default: throw .syntax(offset: position - 1)
        }
    }

    private mutating func escapedScalar() throws(Failure) -> Unicode.Scalar {
        let start = position
        var code = try codeUnit()
        if (0xD800..<0xDC00).contains(code), takeWord("\\u") {
            let low = try codeUnit()
            guard (0xDC00..<0xE000).contains(low) else { throw .syntax(offset: start) }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        // Half of a pair is no text.
        guard let scalar = Unicode.Scalar(code) else { throw .syntax(offset: start) }
        return scalar
    }

    private mutating func codeUnit() throws(Failure) -> UInt32 {
        let digits = bytes[position...].prefix(4)
        guard digits.count == 4, let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
            digits.first != UInt8(ascii: "+")
        else { throw .syntax(offset: position) }
        position += 4
        return value
    }
}

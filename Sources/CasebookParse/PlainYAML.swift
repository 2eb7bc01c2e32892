import CasebookModel

/// Reads the plain part of YAML: block mappings and lists, one-line flow collections, and scalars on one line, plain or in
/// quotes without escapes. Gives up on everything else, so that ``YAMLReader`` asks libYAML, and with it on every mistake:
/// messages come from one place only.
///
/// Front matter is nearly always plain. libYAML with Yams' tree took half of the time of parsing pages (measured on 10,000
/// pages: 0.62 of 1.22 s of processor time); this reader takes a tenth of that. A property test holds that both agree on
/// all that this one accepts, places in the file included.
struct PlainYAML {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let end: Int
    /// The first byte of the line at hand that isn't blank; `end` behind the last line.
    private var position: Int
    /// How far that byte is indented.
    private var column = 0

    /// More keys in one mapping, or deeper nesting, is left to libYAML: here each key is compared with all before it.
    private static let keyLimit = 64
    private static let depthLimit = 8
    /// libYAML takes keys of up to 1,024 characters.
    private static let keyByteLimit = 128

    /// What is not plain. Carries nothing: the other reader says what is the matter.
    private struct NotPlain: Error {}

    /// - Parameters:
    ///   - bytes: The whole file, valid UTF-8.
    ///   - range: The YAML in it.
    /// - Returns: `nil` where it isn't plain, or has no value at all.
    static func read(_ bytes: [UInt8], _ range: SourceRange) -> YAMLNode? {
        bytes.withUnsafeBufferPointer { bytes in
            guard holdsOrdinaryCharacters(bytes[range.start..<range.end]) else { return nil }
            var reader = PlainYAML(bytes: bytes, end: range.end, position: range.start)
            return try? reader.document()
        }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>, end: Int, position: Int) {
        self.bytes = bytes
        self.end = end
        self.position = position
    }

    /// No control characters, no tabs, no line ends but LF, no byte order mark: what libYAML refuses or counts otherwise.
    private static func holdsOrdinaryCharacters(_ yaml: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        var previous: (UInt8, UInt8) = (0, 0)
        for byte in yaml {
            if byte < 0x20, byte != UInt8(ascii: "\n") { return false }
            if byte == 0x7F { return false }
            // U+0080–9F; U+2028 and 2029; U+FEFF, FFFE, FFFF.
            if previous.1 == 0xC2, byte < 0xA0 { return false }
            if previous == (0xE2, 0x80), byte == 0xA8 || byte == 0xA9 { return false }
            if previous == (0xEF, 0xBB), byte == 0xBF { return false }
            if previous == (0xEF, 0xBF), byte >= 0xBE { return false }
            previous = (previous.1, byte)
        }
        return true
    }

    private mutating func document() throws(NotPlain) -> YAMLNode {
        try startLine()
        guard position < end, column == 0 else { throw NotPlain() }
        let root = try block(indent: 0, depth: 0)
        guard position == end else { throw NotPlain() }
        return root
    }

    // MARK: - Lines

    /// Goes to the next line that says something, from the start of one.
    private mutating func startLine() throws(NotPlain) {
        while position < end {
            let start = position
            while position < end, bytes[position] == UInt8(ascii: " ") { position += 1 }
            column = position - start
            if position == end { return }
            switch bytes[position] {
            case UInt8(ascii: "\n"): position += 1
            case UInt8(ascii: "#"): skipLine()
            case UInt8(ascii: "-") where column == 0 && isDocumentMark(UInt8(ascii: "-")),
                UInt8(ascii: ".") where column == 0 && isDocumentMark(UInt8(ascii: ".")):
                throw NotPlain()
            default: return
            }
        }
        column = 0
    }

    private func isDocumentMark(_ mark: UInt8) -> Bool {
        position + 2 < end && bytes[position + 1] == mark && bytes[position + 2] == mark
    }

    private mutating func skipLine() {
        while position < end, bytes[position] != UInt8(ascii: "\n") { position += 1 }
        if position < end { position += 1 }
    }

    /// Behind a value only a comment may stand, and the next line must not be deeper: it would go on with the value.
    private mutating func endLine(indent: Int) throws(NotPlain) {
        let start = position
        while position < end, bytes[position] == UInt8(ascii: " ") { position += 1 }
        if position < end, bytes[position] != UInt8(ascii: "\n") {
            guard bytes[position] == UInt8(ascii: "#"), position > start else { throw NotPlain() }
        }
        skipLine()
        try startLine()
        if position < end, column > indent { throw NotPlain() }
    }

    /// Whether only blanks, or a comment behind blanks, are left of the line.
    private func isLineOver() -> Bool {
        var index = position
        while index < end, bytes[index] == UInt8(ascii: " ") { index += 1 }
        if index == end || bytes[index] == UInt8(ascii: "\n") { return true }
        return bytes[index] == UInt8(ascii: "#") && index > position
    }

    private func isDash(at index: Int) -> Bool {
        bytes[index] == UInt8(ascii: "-")
            && (index + 1 == end || bytes[index + 1] == UInt8(ascii: " ") || bytes[index + 1] == UInt8(ascii: "\n"))
    }

    // MARK: - Blocks

    private mutating func block(indent: Int, depth: Int) throws(NotPlain) -> YAMLNode {
        guard depth < Self.depthLimit else { throw NotPlain() }
        return isDash(at: position) ? try list(indent: indent, depth: depth) : try mapping(indent: indent, depth: depth)
    }

    /// Stands at the first key.
    private mutating func mapping(indent: Int, depth: Int) throws(NotPlain) -> YAMLNode {
        let start = position
        var pairs: [YAMLPair] = []
        repeat {
            let key = try key(before: pairs)
            pairs.append(YAMLPair(key: key, value: try value(indent: indent, depth: depth)))
            // Behind a list at the mapping's own depth only a key may follow.
        } while position < end && column == indent
        if position < end, column > indent { throw NotPlain() }
        return .mapping(pairs, SourceRange(start, start))
    }

    /// Reads a key with its colon.
    private mutating func key(before pairs: [YAMLPair]) throws(NotPlain) -> YAMLScalar {
        guard pairs.count < Self.keyLimit else { throw NotPlain() }
        let start = position
        while position < end, isKeyByte(bytes[position]) { position += 1 }
        let key = start..<position
        guard !key.isEmpty, key.count <= Self.keyByteLimit, bytes[key.lowerBound] != UInt8(ascii: "-"),
            bytes[key.upperBound - 1] != UInt8(ascii: " "), position < end, bytes[position] == UInt8(ascii: ":"),
            position + 1 == end || bytes[position + 1] == UInt8(ascii: " ") || bytes[position + 1] == UInt8(ascii: "\n")
        else { throw NotPlain() }
        position += 1
        let scalar = plainScalar(key)
        guard !pairs.contains(where: { $0.key.text == scalar.text }) else { throw NotPlain() }
        return scalar
    }

    private func isKeyByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: " "), 0x80...:
            true
        default: false
        }
    }

    /// What stands behind a key, on its line or below it.
    private mutating func value(indent: Int, depth: Int) throws(NotPlain) -> YAMLNode {
        let behindColon = position
        guard isLineOver() else {
            skipBlanks()
            let value = try inlineValue(depth: depth)
            try endLine(indent: indent)
            if position < end, column == indent, isDash(at: position) { throw NotPlain() }
            return value
        }
        skipLine()
        try startLine()
        if position < end, column > indent { return try block(indent: column, depth: depth + 1) }
        if position < end, column == indent, isDash(at: position) {
            return try list(indent: indent, depth: depth + 1)
        }
        return .scalar(YAMLScalar(text: "", isPlain: true, range: SourceRange(behindColon, behindColon)))
    }

    /// Stands at the first dash.
    private mutating func list(indent: Int, depth: Int) throws(NotPlain) -> YAMLNode {
        guard depth < Self.depthLimit else { throw NotPlain() }
        let start = position
        var items: [YAMLNode] = []
        while position < end, column == indent, isDash(at: position) {
            position += 1
            guard !isLineOver() else { throw NotPlain() }
            skipBlanks()
            if isDash(at: position) { throw NotPlain() }
            if startsPair() {
                // The mapping's keys stand below each other, the first behind the dash.
                column = indent + 1 + blanksBehindDash()
                items.append(try mapping(indent: column, depth: depth + 1))
            } else {
                items.append(try inlineValue(depth: depth))
                try endLine(indent: indent)
            }
        }
        if position < end, column > indent { throw NotPlain() }
        return .sequence(items, SourceRange(start, start))
    }

    /// Stands at an item's first byte.
    private func blanksBehindDash() -> Int {
        var index = position
        while bytes[index - 1] == UInt8(ascii: " ") { index -= 1 }
        return position - index
    }

    private func startsPair() -> Bool {
        var index = position
        while index < end, isKeyByte(bytes[index]) { index += 1 }
        guard index > position, index < end, bytes[index] == UInt8(ascii: ":") else { return false }
        return index + 1 == end || bytes[index + 1] == UInt8(ascii: " ") || bytes[index + 1] == UInt8(ascii: "\n")
    }

    private mutating func skipBlanks() {
        while position < end, bytes[position] == UInt8(ascii: " ") { position += 1 }
    }

    // MARK: - Values on one line

    private mutating func inlineValue(depth: Int) throws(NotPlain) -> YAMLNode {
        guard depth < Self.depthLimit else { throw NotPlain() }
        switch bytes[position] {
        case UInt8(ascii: "["): return try flowList(depth: depth)
        case UInt8(ascii: "{"): return try flowMapping(depth: depth)
        case UInt8(ascii: "'"), UInt8(ascii: "\""): return .scalar(try quotedScalar())
        default: return .scalar(try blockScalar())
        }
    }

    /// A plain scalar up to the line's end or a comment.
    private mutating func blockScalar() throws(NotPlain) -> YAMLScalar {
        let start = position
        guard !Self.isIndicator(bytes[position]) else { throw NotPlain() }
        var last = position
        while position < end, bytes[position] != UInt8(ascii: "\n") {
            let byte = bytes[position]
            if byte == UInt8(ascii: "#"), bytes[position - 1] == UInt8(ascii: " ") { break }
            if byte == UInt8(ascii: ":"),
                position + 1 == end || bytes[position + 1] == UInt8(ascii: " ")
                    || bytes[position + 1] == UInt8(ascii: "\n")
            {
                throw NotPlain()
            }
            if byte != UInt8(ascii: " ") { last = position }
            position += 1
        }
        // The blank before a comment is for the line's end.
        position = last + 1
        return plainScalar(start..<position)
    }

    /// What gives a plain scalar's first byte another meaning. A dash or colon may begin one; that is rare.
    private static func isIndicator(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "#"), UInt8(ascii: "&"),
            UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "'"),
            UInt8(ascii: "\""), UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"):
            true
        default: false
        }
    }

    /// A plain scalar inside brackets.
    private mutating func flowScalar() throws(NotPlain) -> YAMLScalar {
        let start = position
        guard position < end, !Self.isIndicator(bytes[position]) else { throw NotPlain() }
        var last = position
        scan: while position < end {
            switch bytes[position] {
            case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): break scan
            case UInt8(ascii: "\n"), UInt8(ascii: ":"), UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: "{"),
                UInt8(ascii: "#"):
                throw NotPlain()
            case UInt8(ascii: " "): break
            default: last = position
            }
            position += 1
        }
        position = last + 1
        return plainScalar(start..<position)
    }

    private mutating func quotedScalar() throws(NotPlain) -> YAMLScalar {
        let start = position
        let quote = bytes[start]
        position += 1
        while position < end, bytes[position] != quote {
            if bytes[position] == UInt8(ascii: "\n")
                || bytes[position] == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"")
            {
                throw NotPlain()
            }
            position += 1
        }
        guard position < end, position + 1 == end || bytes[position + 1] != quote else { throw NotPlain() }
        position += 1
        return YAMLScalar(
            text: text(start + 1..<position - 1), isPlain: false, range: SourceRange(start, position))
    }

    private mutating func flowList(depth: Int) throws(NotPlain) -> YAMLNode {
        let start = position
        var items: [YAMLNode] = []
        try flow(closing: UInt8(ascii: "]")) { reader throws(NotPlain) in
            items.append(try reader.flowValue(depth: depth + 1))
        }
        return .sequence(items, SourceRange(start, start))
    }

    private mutating func flowMapping(depth: Int) throws(NotPlain) -> YAMLNode {
        let start = position
        var pairs: [YAMLPair] = []
        try flow(closing: UInt8(ascii: "}")) { reader throws(NotPlain) in
            let key = try reader.key(before: pairs)
            // A key without a value has its empty one elsewhere than in a block.
            guard reader.position < reader.end, reader.bytes[reader.position] == UInt8(ascii: " ") else {
                throw NotPlain()
            }
            reader.skipBlanks()
            pairs.append(YAMLPair(key: key, value: try reader.flowValue(depth: depth + 1)))
        }
        return .mapping(pairs, SourceRange(start, start))
    }

    /// The items of a flow collection, separated by commas; stands at the opening bracket.
    private mutating func flow(
        closing: UInt8, _ readItem: (inout PlainYAML) throws(NotPlain) -> Void
    ) throws(NotPlain) {
        position += 1
        skipBlanks()
        if position < end, bytes[position] == closing {
            position += 1
            return
        }
        while true {
            try readItem(&self)
            skipBlanks()
            guard position < end else { throw NotPlain() }
            let byte = bytes[position]
            position += 1
            if byte == closing { return }
            guard byte == UInt8(ascii: ",") else { throw NotPlain() }
            skipBlanks()
        }
    }

    private mutating func flowValue(depth: Int) throws(NotPlain) -> YAMLNode {
        guard position < end, depth < Self.depthLimit else { throw NotPlain() }
        switch bytes[position] {
        case UInt8(ascii: "["): return try flowList(depth: depth)
        case UInt8(ascii: "{"): return try flowMapping(depth: depth)
        case UInt8(ascii: "'"), UInt8(ascii: "\""): return .scalar(try quotedScalar())
        default: return .scalar(try flowScalar())
        }
    }

    // MARK: - Text

    private func plainScalar(_ range: Range<Int>) -> YAMLScalar {
        YAMLScalar(text: text(range), isPlain: true, range: SourceRange(range.lowerBound, range.upperBound))
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }
}

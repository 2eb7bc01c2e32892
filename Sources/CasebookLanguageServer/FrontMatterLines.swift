/// The lines of a front matter that somebody is still writing: which keys a line stands under, by its indentation alone.
///
/// The parser that checks pages needs a whole one; this reads what is there, in the few forms that people write.
struct FrontMatterLines {
    struct Line: Hashable {
        /// Offsets in the file.
        let range: Range<Int>
        /// Columns in bytes: of the first dash, `nil` where there is none, and of what stands behind all dashes.
        let dash: Int?
        let indent: Int
        /// Without quotation marks; `nil` where the line has no colon.
        let key: String?
        /// Behind the key's colon, or behind the dashes.
        let value: Range<Int>
    }

    /// The first is that behind the opening `---`.
    let lines: [Line]
    private let document: TextDocument

    /// `nil` for a text that doesn't begin with front matter.
    init?(_ document: TextDocument) {
        func isMark(_ number: Int) -> Bool {
            var text = document.text(document.line(number))[...]
            if number == 0, text.hasPrefix("\u{FEFF}") { text = text.dropFirst() }
            return text.hasPrefix("---") && text.dropFirst(3).allSatisfy { $0 == " " || $0 == "\t" }
        }
        guard isMark(0) else { return nil }
        self.document = document
        let end = (1..<document.lineCount).first(where: isMark) ?? document.lineCount
        lines = (1..<max(end, 1)).map { FrontMatterLines.read(document.line($0), document.bytes) }
    }

    func contains(line number: Int) -> Bool { lines.indices.contains(number - 1) }

    subscript(number: Int) -> Line { lines[number - 1] }

    private static func read(_ range: Range<Int>, _ bytes: [UInt8]) -> Line {
        var place = range.lowerBound
        var dash: Int?
        while place < range.upperBound {
            if bytes[place] == UInt8(ascii: "-"), place + 1 == range.upperBound || bytes[place + 1] == UInt8(ascii: " ")
            {
                dash = dash ?? place - range.lowerBound
            } else if bytes[place] != UInt8(ascii: " ") {
                break
            }
            place += 1
        }
        let indent = place - range.lowerBound
        guard let colon = colon(in: place..<range.upperBound, bytes) else {
            return Line(range: range, dash: dash, indent: indent, key: nil, value: place..<range.upperBound)
        }
        let key = String(decoding: bytes[place..<colon], as: UTF8.self)
        var value = colon + 1
        while value < range.upperBound, bytes[value] == UInt8(ascii: " ") { value += 1 }
        return Line(range: range, dash: dash, indent: indent, key: unquoted(key), value: value..<range.upperBound)
    }

    /// The colon that ends a key: one with a blank or the line's end behind it.
    private static func colon(in range: Range<Int>, _ bytes: [UInt8]) -> Int? {
        guard let first = bytes[range].first, !"[{&*|>%@#".utf8.contains(first) else { return nil }
        return range.first { place in
            bytes[place] == UInt8(ascii: ":")
                && (place + 1 == range.upperBound || bytes[place + 1] == UInt8(ascii: " "))
        }
    }

    static func unquoted(_ text: String) -> String {
        let text = text.trimmed
        guard let quote = text.first, quote == "'" || quote == "\"", text.count > 1, text.last == quote else {
            return text
        }
        return String(text.dropFirst().dropLast())
    }

    /// The keys around a line, outermost first, its own left out.
    func parents(ofLine number: Int) -> [String] {
        var path: [String] = []
        var limit = self[number].dash ?? self[number].indent
        // A list may stand as far left as the key it belongs to.
        var isItem = self[number].dash != nil
        for index in stride(from: number - 1, to: 0, by: -1) {
            let line = self[index]
            guard let key = line.key, line.indent < limit || isItem && line.indent == limit && line.dash == nil else {
                continue
            }
            path.append(key)
            limit = line.dash ?? line.indent
            isItem = line.dash != nil
        }
        return path.reversed()
    }

    /// The keys right below a key of the first level: slots under `slots`.
    func children(of key: String) -> [(name: String, line: Line)] {
        guard let start = lines.firstIndex(where: { $0.indent == 0 && $0.key == key }) else { return [] }
        let block = lines[(start + 1)...].prefix { $0.indent > 0 || $0.dash != nil || $0.range.isEmpty }
        guard let indent = block.lazy.filter({ $0.key != nil }).map(\.indent).min() else { return [] }
        return block.filter { $0.indent == indent }.compactMap { line in line.key.map { ($0, line) } }
    }

    /// The keys of the first level.
    var keys: Set<String> { Set(lines.filter { $0.indent == 0 && $0.dash == nil }.compactMap(\.key)) }

    /// The value of a key of the first level that stands on its line.
    func value(of key: String) -> String? {
        lines.first { $0.indent == 0 && $0.key == key }.map { FrontMatterLines.unquoted(document.text($0.value)) }
    }
}

extension String {
    var trimmed: String {
        guard let first = firstIndex(where: { $0 != " " && $0 != "\t" }),
            let last = lastIndex(where: { $0 != " " && $0 != "\t" })
        else { return "" }
        return String(self[first...last])
    }
}

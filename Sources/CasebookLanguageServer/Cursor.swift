/// What stands at a place of a page's text, and what of it a person is writing or pointing at.
struct Cursor: Hashable {
    enum Place: Hashable {
        /// `[[…]]` or `![[…]]`.
        case link(isCard: Bool)
        /// Behind the `#` of a link to a page.
        case heading(of: String)
        /// `{…}` in a spoken line.
        case slot
        /// The id in `casebook-allow: …`.
        case excuse
        /// A key of the front matter, below others.
        case key(under: [String])
        /// A value of the front matter, by the keys that lead to it.
        case value(of: [String])
    }

    let place: Place
    /// From the word's start to the cursor.
    let typed: String
    /// The whole word; the cursor stands in it or at one of its ends.
    let word: Range<Int>

    /// `nil` where there is nothing that Casebook knows about.
    init?(in document: TextDocument, _ frontMatter: FrontMatterLines?, at offset: Int) {
        let number = document.lineNumber(of: offset)
        let line = document.line(number)
        guard line.contains(offset) || offset == line.upperBound else { return nil }
        let scan = LineScan(bytes: document.bytes, line: line, cursor: offset)
        let isInFrontMatter = frontMatter?.contains(line: number) ?? false
        let found = scan.excuse ?? scan.link ?? (isInFrontMatter ? nil : scan.slot)
        if let found {
            (place, word) = found
        } else if let frontMatter, isInFrontMatter,
            let found = Cursor.frontMatter(frontMatter, line: number, cursor: offset, document.bytes)
        {
            (place, word) = found
        } else {
            return nil
        }
        typed = document.text(word.lowerBound..<max(offset, word.lowerBound))
    }

    private static func frontMatter(
        _ lines: FrontMatterLines, line number: Int, cursor: Int, _ bytes: [UInt8]
    ) -> (Place, Range<Int>)? {
        let line = lines[number]
        let parents = lines.parents(ofLine: number)
        let start = line.range.lowerBound + line.indent
        if let key = line.key {
            if cursor >= line.value.lowerBound { return value(line.value, of: parents + [key], cursor, bytes) }
            let end = bytes[start..<line.value.lowerBound].firstIndex(of: UInt8(ascii: ":")) ?? start
            return cursor >= start && cursor <= end ? (.key(under: parents), start..<end) : nil
        }
        guard cursor >= start, bytes[line.value].first != UInt8(ascii: "#") else { return nil }
        // A word alone is a key that has no colon yet, or an element of a list.
        return line.dash == nil ? (.key(under: parents), line.value) : value(line.value, of: parents, cursor, bytes)
    }

    /// The part of a value that the cursor is in: an element of `[a, b]`, a value of `{key: a}`, or all of it.
    private static func value(
        _ range: Range<Int>, of path: [String], _ cursor: Int, _ bytes: [UInt8]
    ) -> (Place, Range<Int>)? {
        guard let first = bytes[range].first, first == UInt8(ascii: "[") || first == UInt8(ascii: "{") else {
            return (.value(of: path), withoutQuotes(range, bytes))
        }
        let marks = "[]{},".utf8
        var start = range.lowerBound + 1
        for place in range where place < cursor && marks.contains(bytes[place]) { start = place + 1 }
        guard start <= cursor else { return nil }
        let end = bytes[start..<range.upperBound].firstIndex { marks.contains($0) } ?? range.upperBound
        if let colon = bytes[start..<end].firstIndex(of: UInt8(ascii: ":")), bytes[..<start].last != UInt8(ascii: "[") {
            let key = FrontMatterLines.unquoted(String(decoding: bytes[start..<colon], as: UTF8.self))
            guard cursor > colon else { return (.key(under: path), withoutBlanks(start..<colon, bytes)) }
            return (.value(of: path + [key]), withoutQuotes(withoutBlanks(colon + 1..<end, bytes), bytes))
        }
        let word = withoutBlanks(start..<end, bytes)
        return (first == UInt8(ascii: "{") ? .key(under: path) : .value(of: path), withoutQuotes(word, bytes))
    }

    private static func withoutBlanks(_ range: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
        var range = range
        while bytes[range].first == UInt8(ascii: " ") { range = range.lowerBound + 1..<range.upperBound }
        while bytes[range].last == UInt8(ascii: " ") { range = range.lowerBound..<range.upperBound - 1 }
        return range
    }

    private static func withoutQuotes(_ range: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
        let range = withoutBlanks(range, bytes)
        guard let quote = bytes[range].first, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
            return range
        }
        let end = range.count > 1 && bytes[range].last == quote ? range.upperBound - 1 : range.upperBound
        return range.lowerBound + 1..<end
    }
}

/// One line around a cursor, looked through for marks that open and close.
private struct LineScan {
    let bytes: [UInt8]
    let line: Range<Int>
    let cursor: Int

    /// Inside `[[…]]`, which need not be closed yet.
    var link: (Cursor.Place, Range<Int>)? {
        guard let open = last("[[", before: cursor), last("]]", before: cursor).map({ $0 < open }) ?? true else {
            return nil
        }
        let start = open + 2
        // Words for the link are the author's own.
        guard !bytes[start..<cursor].contains(UInt8(ascii: "|")) else { return nil }
        let close = closing("]]", unless: UInt8(ascii: "["))
        let end = bytes[cursor..<close].firstIndex(of: UInt8(ascii: "|")) ?? close
        guard let mark = bytes[start..<end].firstIndex(of: UInt8(ascii: "#")) else {
            let isCard = open > line.lowerBound && bytes[open - 1] == UInt8(ascii: "!")
            return (.link(isCard: isCard), start..<end)
        }
        if cursor <= mark { return (.link(isCard: false), start..<mark) }
        return (.heading(of: String(decoding: bytes[start..<mark], as: UTF8.self)), mark + 1..<end)
    }

    /// Inside `{…}` of a quotation.
    var slot: (Cursor.Place, Range<Int>)? {
        guard bytes[line].first(where: { $0 != UInt8(ascii: " ") }) == UInt8(ascii: ">"),
            let open = last("{", before: cursor),
            last("}", before: cursor).map({ $0 < open }) ?? true,
            open == line.lowerBound || bytes[open - 1] != UInt8(ascii: "\\")
        else { return nil }
        return (.slot, open + 1..<closing("}", unless: UInt8(ascii: "{")))
    }

    var excuse: (Cursor.Place, Range<Int>)? {
        guard let mark = last("casebook-allow:", before: cursor) else { return nil }
        var start = mark + "casebook-allow:".utf8.count
        while start < cursor, bytes[start] == UInt8(ascii: " ") { start += 1 }
        let end = bytes[start..<line.upperBound].firstIndex(of: UInt8(ascii: " ")) ?? line.upperBound
        return cursor <= end ? (.excuse, start..<end) : nil
    }

    /// Where what the cursor is in ends; at the cursor where nothing closes it, or where what does belongs to the next one.
    private func closing(_ mark: StaticString, unless opening: UInt8) -> Int {
        guard let close = first(mark, from: cursor), !bytes[cursor..<close].contains(opening) else { return cursor }
        return close
    }

    private func last(_ mark: StaticString, before end: Int) -> Int? {
        let count = mark.utf8CodeUnitCount
        return stride(from: end - count, through: line.lowerBound, by: -1).first { holds(mark, at: $0) }
    }

    private func first(_ mark: StaticString, from start: Int) -> Int? {
        (start..<max(line.upperBound - mark.utf8CodeUnitCount + 1, start)).first { holds(mark, at: $0) }
    }

    private func holds(_ mark: StaticString, at place: Int) -> Bool {
        bytes[place..<place + mark.utf8CodeUnitCount].elementsEqual(
            UnsafeBufferPointer(start: mark.utf8Start, count: mark.utf8CodeUnitCount))
    }
}

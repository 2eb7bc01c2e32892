import CasebookModel

/// The Markdown part of a file, for finding places in it.
struct SourceText {
    private let bytes: [UInt8]
    private let range: SourceRange
    /// Offsets in the file at which lines start, as libcmark-gfm counts them (LF, CR, CR LF).
    private let lines: [Int]

    init(_ bytes: [UInt8], _ range: SourceRange) {
        self.bytes = bytes
        self.range = range
        var lines = [range.start]
        bytes.withUnsafeBufferPointer { buffer in
            for index in range.start..<range.end where buffer[index] <= 0x0D {
                let byte = buffer[index]
                if byte == 0x0A || byte == 0x0D && (index + 1 == range.end || buffer[index + 1] != 0x0A) {
                    lines.append(index + 1)
                }
            }
        }
        self.lines = lines
    }

    /// - Parameters: Line and column from 1, the column in bytes.
    func offset(line: CInt, column: CInt) -> Int {
        let line = Int(line) - 1
        guard lines.indices.contains(line) else { return range.start }
        return min(range.end, lines[line] + max(0, Int(column) - 1))
    }

    func holds(_ words: String, at offset: Int) -> Bool {
        offset <= range.end && bytes[offset..<range.end].starts(with: words.utf8)
    }

    /// The end of the line that holds `offset`, without its line end.
    func endOfLine(_ offset: Int) -> Int { min(range.end, SourceText.endOfLine(bytes, offset)) }

    /// As ``endOfLine(_:)``, in a whole file.
    static func endOfLine(_ bytes: [UInt8], _ offset: Int) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var end = min(offset, bytes.count)
            while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
            return end
        }
    }

    /// - Parameter end: Where to stop looking; `nil`: at the end of the text.
    func firstRange(of words: [UInt8], from start: Int, to end: Int? = nil) -> SourceRange? {
        let limit = min(range.end, end ?? range.end) - words.count
        guard let first = words.first, start <= limit else { return nil }
        return bytes.withUnsafeBufferPointer { buffer -> SourceRange? in
            var index = start
            while index <= limit {
                if buffer[index] == first, buffer[index..<index + words.count].elementsEqual(words) {
                    return SourceRange(index, index + words.count)
                }
                index += 1
            }
            return nil
        }
    }
}

/// What an HTML fragment says besides tags.
enum HTMLComment {
    /// A fragment without its comments. One that never ends stays, as it does in a browser's source view.
    static func removed(from html: ArraySlice<UInt8>) -> [UInt8] {
        var kept: [UInt8] = []
        var rest = html
        while let start = first("<!--", in: rest), let end = first("-->", in: rest[(start + 4)...]) {
            kept += rest[..<start]
            rest = rest[(end + 3)...]
        }
        return kept + rest
    }

    private static func first(_ mark: StaticString, in bytes: ArraySlice<UInt8>) -> Int? {
        let mark = UnsafeBufferPointer(start: mark.utf8Start, count: mark.utf8CodeUnitCount)
        var index = bytes.startIndex
        while index + mark.count <= bytes.endIndex {
            if bytes[index] == mark[0], bytes[index..<index + mark.count].elementsEqual(mark) { return index }
            index += 1
        }
        return nil
    }

    /// The first line that is not blank, short enough for a message.
    static func excerpt(_ html: [UInt8]) -> String {
        let text = html.drop { $0 <= UInt8(ascii: " ") }
        let line = String(decoding: text.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        return line.count > 40 ? String(line.prefix(40)) + "…" : line
    }
}

import CasebookModel

/// A place as editors count: lines from 0, in a line units of UTF-16 from 0.
struct TextPosition: Hashable, Comparable, Decodable {
    var line: Int
    var character: Int

    static func < (left: TextPosition, right: TextPosition) -> Bool {
        (left.line, left.character) < (right.line, right.character)
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("line", line)
            json.member("character", character)
        }
    }
}

/// The text of a file, whose bytes and an editor's positions it translates into each other.
struct TextDocument: Hashable {
    private let table: LineTable

    init(_ bytes: [UInt8]) { table = LineTable(bytes) }

    init(_ text: String) { self.init(Array(text.utf8)) }

    var bytes: [UInt8] { table.bytes }
    var lineCount: Int { table.lineCount }

    /// The bytes of a line without its end.
    func line(_ number: Int) -> Range<Int> { table.range(ofLine: number) }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// Positions beside the text give the nearest place in it.
    func offset(of position: TextPosition) -> Int {
        guard position.line >= 0 else { return 0 }
        guard position.line < lineCount else { return bytes.count }
        let line = line(position.line)
        var units = 0
        var offset = line.lowerBound
        for scalar in text(line).unicodeScalars {
            if units >= position.character { break }
            units += UTF16.width(scalar)
            offset += UTF8.width(scalar)
        }
        return min(offset, line.upperBound)
    }

    func position(of offset: Int) -> TextPosition {
        let offset = min(max(offset, 0), bytes.count)
        let number = lineNumber(of: offset)
        return TextPosition(line: number, character: text(line(number).lowerBound..<offset).utf16.count)
    }

    func lineNumber(of offset: Int) -> Int { table.lineIndex(of: offset) }

    func write(_ range: Range<Int>, to json: inout JSONWriter) {
        json.object { json in
            json.key("start")
            position(of: range.lowerBound).write(to: &json)
            json.key("end")
            position(of: range.upperBound).write(to: &json)
        }
    }
}

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
    let bytes: [UInt8]
    /// Offsets at which lines start; never empty.
    private let starts: [Int]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var starts = [0]
        for index in bytes.indices where TextDocument.endsLine(bytes, index) { starts.append(index + 1) }
        self.starts = starts
    }

    init(_ text: String) { self.init(Array(text.utf8)) }

    private static func endsLine(_ bytes: [UInt8], _ index: Int) -> Bool {
        if bytes[index] == UInt8(ascii: "\n") { return true }
        return bytes[index] == UInt8(ascii: "\r")
            && (index + 1 == bytes.count || bytes[index + 1] != UInt8(ascii: "\n"))
    }

    var lineCount: Int { starts.count }

    /// The bytes of a line without its end.
    func line(_ number: Int) -> Range<Int> {
        var end = number + 1 < starts.count ? starts[number + 1] : bytes.count
        while end > starts[number], bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r") {
            end -= 1
        }
        return starts[number]..<end
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// Positions beside the text give the nearest place in it.
    func offset(of position: TextPosition) -> Int {
        guard position.line >= 0 else { return 0 }
        guard position.line < starts.count else { return bytes.count }
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
        return TextPosition(line: number, character: text(starts[number]..<offset).utf16.count)
    }

    func lineNumber(of offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    func write(_ range: Range<Int>, to json: inout JSONWriter) {
        json.object { json in
            json.key("start")
            position(of: range.lowerBound).write(to: &json)
            json.key("end")
            position(of: range.upperBound).write(to: &json)
        }
    }
}

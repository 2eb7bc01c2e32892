import CasebookModel
import Yams

/// Turns libYAML's marks into bytes of the whole file.
struct YAMLPlaces {
    private let bytes: [UInt8]
    private let start: Int
    private let end: Int
    /// The number of scalars before each of libYAML's lines.
    private let lines: [Int]
    /// The offset in the file of every 64th scalar: a mark far behind in a line of 100 KB is found as fast as any.
    private let checkpoints: [Int]

    init(_ bytes: [UInt8], _ range: SourceRange) {
        self.bytes = bytes
        start = range.start
        end = range.end
        var lines = [0]
        var checkpoints: [Int] = []
        var scalars = 0
        var index = range.start
        while index < range.end {
            if bytes[index] & 0xC0 != 0x80 {
                if scalars % 64 == 0 { checkpoints.append(index) }
                scalars += 1
            }
            // libYAML also ends lines at NEL, LS and PS (YAML 1.1, 4.2).
            let length: Int
            switch bytes[index] {
            case 0x0A: length = 1
            case 0x0D: length = index + 1 < range.end && bytes[index + 1] == 0x0A ? 0 : 1
            case 0xC2 where index + 1 < range.end && bytes[index + 1] == 0x85: length = 2
            case 0xE2 where index + 2 < range.end && bytes[index + 1] == 0x80 && bytes[index + 2] & 0xFE == 0xA8:
                length = 3
            default: length = 0
            }
            if length > 0 { lines.append(scalars) }
            index += max(1, length)
        }
        self.lines = lines
        self.checkpoints = checkpoints
    }

    func offset(ofByte byte: Int) -> Int { min(end, start + byte) }

    /// Marks count lines from 1 and columns in scalars from 1.
    func offset(of mark: Mark?) -> Int {
        guard let mark, mark.line >= 1 else { return start }
        guard mark.line <= lines.count else { return end }
        let scalar = lines[mark.line - 1] + max(0, mark.column - 1)
        guard scalar / 64 < checkpoints.count else { return end }
        var offset = checkpoints[scalar / 64]
        for _ in 0..<scalar % 64 where offset < end {
            offset += 1
            while offset < end, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
        }
        return offset
    }

    /// Where a key that stands at `first` stands again, as the first word of a line and as deep; `nil` in flow mappings.
    func repeated(_ key: String, after first: Int) -> Int? {
        let source = SourceText(bytes, SourceRange(start, end))
        func lineStart(_ offset: Int) -> Int {
            bytes[start..<offset].lastIndex { $0 == 0x0A || $0 == 0x0D }.map { $0 + 1 } ?? start
        }
        let depth = first - lineStart(first)
        var from = first + 1
        while let found = source.firstRange(of: Array("\(key):".utf8), from: from) {
            let line = lineStart(found.start)
            let isFirstWord = bytes[line..<found.start].allSatisfy {
                $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-")
            }
            if isFirstWord, found.start - line == depth { return found.start }
            from = SourceText.endOfLine(bytes, found.end)
        }
        return nil
    }

    func start(of mark: Mark?) -> SourceRange {
        let offset = offset(of: mark)
        return SourceRange(offset, offset)
    }

    /// Where a scalar was written, with its quotes. Ends at the line's end where it runs over several lines.
    func range(of text: String, style: Node.Scalar.Style, at mark: Mark?) -> SourceRange {
        let start = offset(of: mark)
        var position = start
        switch style {
        case .singleQuoted, .doubleQuoted:
            let quote = style == .singleQuoted ? UInt8(ascii: "'") : UInt8(ascii: "\"")
            position += 1
            while position < end {
                if quote == UInt8(ascii: "\""), bytes[position] == UInt8(ascii: "\\") {
                    position += 2
                } else if bytes[position] == quote {
                    guard quote == UInt8(ascii: "'"), position + 1 < end, bytes[position + 1] == quote else { break }
                    position += 2
                } else {
                    position += 1
                }
            }
            return SourceRange(start, min(end, position + 1))
        default:
            var utf8 = Array(text.utf8)[...]
            while position < end, let byte = utf8.first, bytes[position] == byte {
                position += 1
                utf8 = utf8.dropFirst()
            }
            if position == start, !text.isEmpty {
                position = min(end, SourceText.endOfLine(bytes, position))
            }
            return SourceRange(start, max(start, position))
        }
    }
}

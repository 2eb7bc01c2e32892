/// A half-open range of bytes in a whole file, front matter included, counted from 0.
package struct SourceRange: Hashable, Sendable, Codable {
    // Of 32 bits each: every field, value, heading and link of every page bears a range, and no file has two gigabytes.
    private var first: Int32
    private var last: Int32

    /// - Precondition: `start <= end`.
    package init(_ start: Int, _ end: Int) {
        precondition(start <= end, "a range ends where it starts or later")
        first = Int32(clamping: start)
        last = Int32(clamping: end)
    }

    package var start: Int {
        get { Int(first) }
        set { first = Int32(clamping: newValue) }
    }

    package var end: Int {
        get { Int(last) }
        set { last = Int32(clamping: newValue) }
    }

    package init(from decoder: any Decoder) throws {
        var numbers = try decoder.unkeyedContainer()
        let start = try numbers.decode(Int.self)
        let end = try numbers.decode(Int.self)
        guard start <= end else {
            throw DecodingError.dataCorruptedError(in: numbers, debugDescription: "a range that ends before it starts")
        }
        self.init(start, end)
    }

    package func encode(to encoder: any Encoder) throws {
        var numbers = encoder.unkeyedContainer()
        try numbers.encode(start)
        try numbers.encode(end)
    }

    /// The empty range at the start of a file, for problems of the file as a whole.
    package static let fileStart = SourceRange(0, 0)
}

/// Where a range starts, as a person counts: line and column from 1, columns in Unicode scalars.
package struct SourcePosition: Hashable, Sendable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// Finds lines and columns in a file. Made only when something is to be printed: stages keep byte ranges.
package struct LineTable: Hashable, Sendable {
    package let bytes: [UInt8]
    /// Byte offsets at which lines start; never empty.
    private let starts: [Int]
    /// How many scalars begin before each `stride`-th byte: a line may be as long as the file and full of findings, and
    /// counting from its start for each took a second at 100 KB.
    private let scalars: [Int]
    private static let stride = 1_024

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var scalars = [0]
        scalars.reserveCapacity(bytes.count / LineTable.stride + 1)
        for start in Swift.stride(from: 0, to: bytes.count - LineTable.stride + 1, by: LineTable.stride) {
            scalars.append(scalars[scalars.count - 1] + LineTable.scalars(in: bytes[start..<start + LineTable.stride]))
        }
        self.scalars = scalars
        var starts = [0]
        for index in bytes.indices {
            switch bytes[index] {
            case UInt8(ascii: "\n"): starts.append(index + 1)
            case UInt8(ascii: "\r") where index + 1 == bytes.count || bytes[index + 1] != UInt8(ascii: "\n"):
                starts.append(index + 1)
            default: break
            }
        }
        self.starts = starts
    }

    /// The position of a byte offset; offsets past the end give the end.
    package func position(of offset: Int) -> SourcePosition {
        let offset = min(max(offset, 0), bytes.count)
        let line = lineIndex(of: offset)
        var column = 1 + scalars(before: offset) - scalars(before: starts[line])
        // A byte order mark takes no column: editors don't show it.
        if line == 0, offset > 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { column -= 1 }
        return SourcePosition(line: line + 1, column: column)
    }

    /// The text of the line that holds `offset`, without its line end, and the offset at which it starts.
    package func line(at offset: Int) -> (start: Int, text: String) {
        let range = range(ofLine: lineIndex(of: min(max(offset, 0), bytes.count)))
        return (range.lowerBound, String(decoding: bytes[range], as: UTF8.self))
    }

    /// The bytes of the line that holds `offset`, without its line end; indices are those of the file.
    package func lineBytes(at offset: Int) -> ArraySlice<UInt8> {
        bytes[range(ofLine: lineIndex(of: min(max(offset, 0), bytes.count)))]
    }

    package var lineCount: Int { starts.count }

    /// The bytes of a line, counted from 0, without its end.
    package func range(ofLine line: Int) -> Range<Int> {
        var end = line + 1 < starts.count ? starts[line + 1] : bytes.count
        while end > starts[line], bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r") {
            end -= 1
        }
        return starts[line]..<end
    }

    private func scalars(before offset: Int) -> Int {
        let part = offset / LineTable.stride
        return scalars[part] + LineTable.scalars(in: bytes[part * LineTable.stride..<offset])
    }

    private static func scalars(in bytes: ArraySlice<UInt8>) -> Int {
        var count = 0
        for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
        return count
    }

    /// From 0.
    package func lineIndex(of offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }
}

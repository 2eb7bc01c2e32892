/// Walks JSON bytes without building a tree: an index is tens of megabytes, of which a query reads a few kilobytes.
///
/// Every method throws ``SearchIndexError/damaged(_:)`` with the file's name where the bytes are not the JSON that was
/// asked for.
struct JSONScanner {
    private let bytes: [UInt8]
    private(set) var position: Int
    private let end: Int
    private let name: String

    init(_ file: IndexFile) { self.init(file, file.range) }

    /// - Parameter range: A value inside the file.
    init(_ file: IndexFile, _ range: Range<Int>) {
        bytes = file.bytes
        position = range.lowerBound
        end = range.upperBound
        name = file.name
    }

    var damage: SearchIndexError { .damaged(name) }

    /// Whether nothing but white space is left.
    mutating func isAtEnd() -> Bool {
        skipSpace()
        return position >= end
    }

    /// Calls `body` for each member of an object, which has to read or skip the member's value.
    mutating func object(_ body: (inout JSONScanner, String) throws(SearchIndexError) -> Void) throws(SearchIndexError)
    {
        try expect(UInt8(ascii: "{"))
        if consume(UInt8(ascii: "}")) { return }
        repeat {
            let key = try string()
            try expect(UInt8(ascii: ":"))
            try body(&self, key)
        } while consume(UInt8(ascii: ","))
        try expect(UInt8(ascii: "}"))
    }

    /// Calls `body` for each element of an array, which has to read or skip it.
    mutating func array(_ body: (inout JSONScanner) throws(SearchIndexError) -> Void) throws(SearchIndexError) {
        try expect(UInt8(ascii: "["))
        if consume(UInt8(ascii: "]")) { return }
        repeat { try body(&self) } while consume(UInt8(ascii: ","))
        try expect(UInt8(ascii: "]"))
    }

    mutating func string() throws(SearchIndexError) -> String {
        let range = try stringRange()
        guard bytes[range].contains(UInt8(ascii: "\\")) else { return String(decoding: bytes[range], as: UTF8.self) }
        return try unescaped(range)
    }

    /// The bytes between the quotes, escapes as they stand.
    mutating func stringRange() throws(SearchIndexError) -> Range<Int> {
        try expect(UInt8(ascii: "\""))
        let start = position
        let close = bytes.withUnsafeBufferPointer { bytes in
            var position = start
            while position < end, bytes[position] != UInt8(ascii: "\"") {
                position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
            }
            return position
        }
        guard close < end else { throw damage }
        position = close + 1
        return start..<close
    }

    mutating func number() throws(SearchIndexError) -> Double {
        skipSpace()
        let start = position
        while position < end, "+-.0123456789eE".utf8.contains(bytes[position]) { position += 1 }
        guard let number = Double(String(decoding: bytes[start..<position], as: UTF8.self)), number.isFinite else {
            throw damage
        }
        return number
    }

    /// A whole number from 0 to what an array can be long.
    mutating func count() throws(SearchIndexError) -> Int {
        let number = try number()
        guard number >= 0, number < 1e12, number == number.rounded() else { throw damage }
        return Int(number)
    }

    mutating func flag() throws(SearchIndexError) -> Bool {
        skipSpace()
        for (word, value) in [("true", true), ("false", false)] where bytes[position..<end].starts(with: word.utf8) {
            position += word.utf8.count
            return value
        }
        throw damage
    }

    /// Passes over any value and gives where it stands.
    @discardableResult
    mutating func skipValue() throws(SearchIndexError) -> Range<Int> {
        skipSpace()
        let start = position
        var depth = 0
        repeat {
            skipSpace()
            guard position < end else { throw damage }
            switch bytes[position] {
            case UInt8(ascii: "\""): _ = try stringRange()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                position += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                position += 1
                guard depth >= 0 else { throw damage }
            case UInt8(ascii: ","), UInt8(ascii: ":"):
                guard depth > 0 else { throw damage }
                position += 1
            case UInt8(ascii: "t"), UInt8(ascii: "f"): _ = try flag()
            default: _ = try number()
            }
        } while depth > 0
        return start..<position
    }

    private mutating func unescaped(_ range: Range<Int>) throws(SearchIndexError) -> String {
        var units: [UInt16] = []
        var text = ""
        var plain = range.lowerBound
        var at = range.lowerBound
        func flush() {
            text += String(decoding: units, as: UTF16.self)
            units.removeAll()
        }
        while at < range.upperBound {
            guard bytes[at] == UInt8(ascii: "\\") else {
                at += 1
                continue
            }
            if plain < at {
                flush()
                text += String(decoding: bytes[plain..<at], as: UTF8.self)
            }
            guard at + 1 < range.upperBound else { throw damage }
            switch bytes[at + 1] {
            case UInt8(ascii: "n"): units.append(10)
            case UInt8(ascii: "t"): units.append(9)
            case UInt8(ascii: "r"): units.append(13)
            case UInt8(ascii: "b"): units.append(8)
            case UInt8(ascii: "f"): units.append(12)
            case UInt8(ascii: "u"):
                guard at + 6 <= range.upperBound,
                    let unit = UInt16(String(decoding: bytes[at + 2..<at + 6], as: UTF8.self), radix: 16)
                else { throw damage }
                units.append(unit)
                at += 4
            case let other: units.append(UInt16(other))
            }
            at += 2
            plain = at
        }
        flush()
        return text + String(decoding: bytes[plain..<range.upperBound], as: UTF8.self)
    }

    private mutating func skipSpace() {
        while position < end {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    private mutating func expect(_ byte: UInt8) throws(SearchIndexError) {
        guard consume(byte) else { throw damage }
    }

    private mutating func consume(_ byte: UInt8) -> Bool {
        skipSpace()
        guard position < end, bytes[position] == byte else { return false }
        position += 1
        return true
    }
}

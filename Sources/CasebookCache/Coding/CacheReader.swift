import CasebookModel

/// Reads what ``CacheWriter`` wrote. A pure function of its bytes: whatever they are, it gives a value or throws, and takes
/// no more memory than the bytes stand for.
package struct CacheReader {
    private let bytes: ArraySlice<UInt8>
    private var place: Int

    package init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        place = bytes.startIndex
    }

    package init(_ bytes: [UInt8]) { self.init(bytes[...]) }

    package var isAtEnd: Bool { place == bytes.endIndex }

    private var left: Int { bytes.endIndex - place }

    /// All that has not been read yet.
    package var rest: ArraySlice<UInt8> { bytes[place...] }

    package mutating func byte() throws(CacheDamage) -> UInt8 {
        guard place < bytes.endIndex else { throw .damaged }
        defer { place += 1 }
        return bytes[place]
    }

    package mutating func flag() throws(CacheDamage) -> Bool {
        switch try byte() {
        case 0: false
        case 1: true
        default: throw .damaged
        }
    }

    /// Most numbers are one byte: they are a tenth of what reading a page takes, and go without a call.
    @inline(__always)
    package mutating func unsigned() throws(CacheDamage) -> UInt64 {
        if place < bytes.endIndex, bytes[place] < 0x80 {
            defer { place += 1 }
            return UInt64(bytes[place])
        }
        return try long()
    }

    @inline(never)
    private mutating func long() throws(CacheDamage) -> UInt64 {
        var number: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = try byte()
            // The tenth byte holds one bit.
            if shift == 63, byte > 1 { throw .damaged }
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return number }
            shift += 7
        }
    }

    package mutating func signed() throws(CacheDamage) -> Int64 {
        let code = try unsigned()
        return Int64(bitPattern: code >> 1) ^ -Int64(bitPattern: code & 1)
    }

    /// A number that fits into an `Int32`, as all indices and places of a document do.
    package mutating func small() throws(CacheDamage) -> Int32 {
        guard let number = Int32(exactly: try signed()) else { throw .damaged }
        return number
    }

    /// Of things that take a byte at least: no more than there are bytes left.
    package mutating func count() throws(CacheDamage) -> Int {
        let count = try unsigned()
        guard count <= UInt64(left) else { throw .damaged }
        return Int(count)
    }

    /// Any number that isn't negative.
    package mutating func size() throws(CacheDamage) -> Int {
        guard let size = Int(exactly: try unsigned()) else { throw .damaged }
        return size
    }

    package mutating func word() throws(CacheDamage) -> UInt64 {
        let raw = try raw(8)
        return raw.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
    }

    package mutating func blob() throws(CacheDamage) -> ArraySlice<UInt8> { try raw(try count()) }

    package mutating func string() throws(CacheDamage) -> String { String(decoding: try blob(), as: UTF8.self) }

    package mutating func optional<Value>(
        _ body: (inout CacheReader) throws(CacheDamage) -> Value
    ) throws(CacheDamage) -> Value? {
        try flag() ? try body(&self) : nil
    }

    package mutating func list<Element>(
        _ body: (inout CacheReader) throws(CacheDamage) -> Element
    ) throws(CacheDamage) -> [Element] {
        let count = try count()
        var elements: [Element] = []
        // Not more than a page's worth at once: an element may be larger than its bytes.
        elements.reserveCapacity(min(count, 4096))
        for _ in 0..<count { elements.append(try body(&self)) }
        return elements
    }

    package mutating func fingerprint() throws(CacheDamage) -> Fingerprint {
        Fingerprint(high: try word(), low: try word())
    }

    /// - Parameter count: Not negative.
    mutating func raw(_ count: Int) throws(CacheDamage) -> ArraySlice<UInt8> {
        guard count <= left else { throw .damaged }
        defer { place += count }
        return bytes[place..<place + count]
    }
}

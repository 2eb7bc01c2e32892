import CasebookModel

/// Rows of numbers as bytes, as they lie in memory: what is kept of an index is read again by the same program on the same
/// machine, and copying a row is the fastest there is.
struct RowWriter {
    private(set) var bytes: [UInt8] = []

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    mutating func row<Number: FixedWidthInteger>(_ row: [Number]) { self.row(row[...]) }

    mutating func row<Number: FixedWidthInteger>(_ row: ArraySlice<Number>) {
        number(row.count)
        row.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    mutating func number(_ number: Int) { withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) } }
    mutating func text(_ text: String) { row(Array(text.utf8)) }
    mutating func fingerprints(_ hashes: [Fingerprint]) { row(hashes.flatMap { [$0.high, $0.low] }) }

    /// Rows of bytes, each with the hash by which it is found again.
    mutating func blobs(_ blobs: [(key: Fingerprint, bytes: ArraySlice<UInt8>)]) {
        fingerprints(blobs.map(\.key))
        for blob in blobs { row(blob.bytes) }
    }
}

/// What is kept isn't what was written, or was written of something else.
package struct KeptIndexDamage: Error {
    package init() {}
}

/// Reads what ``RowWriter`` wrote. Whatever the bytes are, it gives rows or throws.
struct RowReader {
    private let bytes: ArraySlice<UInt8>
    private var place: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        place = bytes.startIndex
    }

    var isAtEnd: Bool { place == bytes.endIndex }

    mutating func row<Number: FixedWidthInteger>(of _: Number.Type) throws(KeptIndexDamage) -> [Number] {
        let count = try number()
        let size = MemoryLayout<Number>.stride
        guard count <= (bytes.endIndex - place) / size else { throw KeptIndexDamage() }
        let raw = bytes[place..<place + count * size]
        place += raw.count
        return [Number](unsafeUninitializedCapacity: count) { row, initialized in
            raw.withUnsafeBytes { UnsafeMutableRawBufferPointer(row).copyMemory(from: $0) }
            initialized = count
        }
    }

    /// Never negative.
    mutating func number() throws(KeptIndexDamage) -> Int {
        let size = MemoryLayout<Int>.size
        guard bytes.endIndex - place >= size else { throw KeptIndexDamage() }
        let number = bytes[place..<place + size].withUnsafeBytes { $0.loadUnaligned(as: Int.self) }
        guard number >= 0 else { throw KeptIndexDamage() }
        place += size
        return number
    }

    /// A row of bytes where it lies.
    mutating func raw() throws(KeptIndexDamage) -> ArraySlice<UInt8> {
        let count = try number()
        guard count <= bytes.endIndex - place else { throw KeptIndexDamage() }
        defer { place += count }
        return bytes[place..<place + count]
    }

    mutating func text() throws(KeptIndexDamage) -> String { String(decoding: try row(of: UInt8.self), as: UTF8.self) }

    mutating func fingerprints() throws(KeptIndexDamage) -> [Fingerprint] {
        let words = try row(of: UInt64.self)
        guard words.count.isMultiple(of: 2) else { throw KeptIndexDamage() }
        return stride(from: 0, to: words.count, by: 2).map { Fingerprint(high: words[$0], low: words[$0 + 1]) }
    }

    /// Where they lie.
    mutating func blobs() throws(KeptIndexDamage) -> [Fingerprint: ArraySlice<UInt8>] {
        var blobs: [Fingerprint: ArraySlice<UInt8>] = [:]
        for key in try fingerprints() { blobs[key] = try raw() }
        return blobs
    }
}

/// Whether a row of ends or starts says of each that it isn't before the one in front of it, from 0 up to a limit.
func ascends<Number: FixedWidthInteger>(_ row: [Number], to limit: Int = .max) -> Bool {
    var last: Number = 0
    for number in row {
        guard number >= last else { return false }
        last = number
    }
    return Int(last) <= limit
}

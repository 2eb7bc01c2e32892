import CasebookModel

/// Puts values together as bytes, without names or padding; ``CacheReader`` reads them in the same order.
package struct CacheWriter {
    package private(set) var bytes: [UInt8] = []

    package init(capacity: Int = 4096) { bytes.reserveCapacity(capacity) }

    package mutating func byte(_ byte: UInt8) { bytes.append(byte) }

    package mutating func flag(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

    /// Seven bits to a byte, the lowest first, with the high bit where more follow: most numbers take one byte.
    package mutating func unsigned(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// - Precondition: `count >= 0`.
    package mutating func count(_ count: Int) { unsigned(UInt64(count)) }

    /// Small numbers of either sign become small codes.
    package mutating func signed(_ number: Int64) { unsigned(UInt64(bitPattern: number << 1 ^ number >> 63)) }

    /// Eight bytes, the lowest first: for numbers that are rarely small.
    package mutating func word(_ word: UInt64) {
        withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
    }

    package mutating func blob(_ blob: some Collection<UInt8>) {
        count(blob.count)
        bytes.append(contentsOf: blob)
    }

    package mutating func string(_ string: String) {
        var string = string
        string.withUTF8 { utf8 in
            count(utf8.count)
            bytes.append(contentsOf: utf8)
        }
    }

    package mutating func optional<Value>(_ value: Value?, _ body: (inout CacheWriter, Value) -> Void) {
        flag(value != nil)
        if let value { body(&self, value) }
    }

    package mutating func list<Elements: Collection>(
        _ elements: Elements, _ body: (inout CacheWriter, Elements.Element) -> Void
    ) {
        count(elements.count)
        for element in elements { body(&self, element) }
    }

    package mutating func fingerprint(_ fingerprint: Fingerprint) {
        word(fingerprint.high)
        word(fingerprint.low)
    }

    /// As they are, without a count.
    mutating func raw(_ more: some Collection<UInt8>) { bytes.append(contentsOf: more) }
}

import CasebookModel
import Crypto

/// A SHA-256.
package struct ContentHash: Hashable, Sendable {
    /// The 32 bytes as four numbers, the first byte highest: kept for every output file, so without an array of its own.
    package let words: (UInt64, UInt64, UInt64, UInt64)

    package init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

    package init(of bytes: [UInt8]) { self.init(of: bytes[...]) }

    package init(of bytes: ArraySlice<UInt8>) {
        let digest = bytes.withUnsafeBytes { bytes in
            var hasher = SHA256()
            hasher.update(bufferPointer: bytes)
            return hasher.finalize()
        }
        words = digest.withUnsafeBytes { raw in
            (
                ContentHash.word(0, of: raw), ContentHash.word(1, of: raw), ContentHash.word(2, of: raw),
                ContentHash.word(3, of: raw)
            )
        }
    }

    /// - Parameter hex: 64 digits, in either case.
    package init?(hex: String.UTF8View) {
        guard hex.count == 64 else { return nil }
        var values: [UInt64] = [0, 0, 0, 0]
        for (index, digit) in hex.enumerated() {
            guard let value = ContentHash.value(ofDigit: digit) else { return nil }
            values[index / 16] = values[index / 16] << 4 | value
        }
        words = (values[0], values[1], values[2], values[3])
    }

    package var fingerprint: Fingerprint { Fingerprint(high: words.0, low: words.1) }

    /// 64 lower-case digits.
    package var hex: String {
        String(unsafeUninitializedCapacity: 64) { buffer in
            writeHex(to: buffer)
            return 64
        }
    }

    /// - Parameter digits: Room for 64 bytes.
    private func writeHex(to digits: UnsafeMutableBufferPointer<UInt8>) {
        var index = 0
        func write(_ word: UInt64) {
            var rest = word
            for _ in 0..<16 {
                let digit = UInt8(truncatingIfNeeded: rest >> 60)
                digits[index] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
                rest <<= 4
                index += 1
            }
        }
        write(words.0)
        write(words.1)
        write(words.2)
        write(words.3)
    }

    /// Appends the digits, without a string in between.
    func appendHex(to json: inout JSONWriter) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { digits in
            writeHex(to: digits)
            json.appendRaw(digits)
        }
    }

    /// The 32 bytes.
    package var bytes: [UInt8] {
        [words.0, words.1, words.2, words.3].flatMap { word in
            stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> $0) }
        }
    }

    package static func == (left: ContentHash, right: ContentHash) -> Bool { left.words == right.words }

    package func hash(into hasher: inout Hasher) { hasher.combine(words.0) }

    private static func word(_ index: Int, of raw: UnsafeRawBufferPointer) -> UInt64 {
        UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
    }

    private static func value(ofDigit digit: UInt8) -> UInt64? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(digit - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(digit - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(digit - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}

/// A file of the content folder as it was read.
package struct SourceFile: Sendable {
    /// Below the content folder, parts joined by `/`, in Unicode normalisation form C.
    package var path: String
    package var bytes: [UInt8]
    /// A hash of the bytes.
    package var fingerprint: Fingerprint

    package init(path: String, bytes: [UInt8], fingerprint: Fingerprint) {
        self.path = path
        self.bytes = bytes
        self.fingerprint = fingerprint
    }
}

/// The first 128 bits of a SHA-256: enough to tell any two inputs apart, and half the size to keep.
package struct Fingerprint: Hashable, Sendable {
    package var high: UInt64
    package var low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The first 16 hexadecimal digits: enough to see that a file changed.
    package var shortHex: String {
        let digits = String(high, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

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
}

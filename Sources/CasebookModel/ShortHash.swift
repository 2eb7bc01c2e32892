/// FNV-1a, 64 bits: for an order or a place that looks like chance and is the same on every machine. Nobody's safety may depend on
/// it: that is `ContentHash`.
package enum ShortHash {
    package static let start: UInt64 = 0xCBF2_9CE4_8422_2325

    /// - Parameter start: The hash of what stands before the text.
    package static func of(_ text: String, behind start: UInt64 = start) -> UInt64 {
        text.utf8.reduce(start) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// One of so many places.
    package static func place(of text: String, below count: UInt64) -> UInt64 {
        let hash = of(text)
        return (hash ^ hash >> 32) % count
    }
}

/// What stands around a pair of characters at one place, in eighteen bits: six each for the code point before the pair, the
/// one behind it and the one behind that; beyond the text for 0.
///
/// One list then says nearly always whether a phrase of up to five characters stands somewhere, which else only the lists of
/// all its pairs together come near to, and only the text knows.
enum NeighborHint {
    /// Six bits of a code point.
    @inline(__always)
    static func hash(_ scalar: UInt32) -> UInt32 { (scalar &* 0x9E37_79B1) >> 26 }

    @inline(__always)
    static func around(_ range: Range<Int>, in scalars: UnsafeBufferPointer<UInt32>) -> UInt32 {
        func hash(at position: Int) -> UInt32 {
            scalars.indices.contains(position) ? NeighborHint.hash(scalars[position]) : 0
        }
        return hash(at: range.lowerBound - 1) << 12 | hash(at: range.upperBound) << 6 | hash(at: range.upperBound + 1)
    }

    /// Base64 digits, one for each code point.
    static let digits = 3

    /// - Precondition: There is room.
    @inline(__always)
    static func append(_ hint: UInt32, to bytes: inout ByteRoom) {
        bytes.append(PostingCode.digits.utf8Start[Int(hint >> 12)])
        bytes.append(PostingCode.digits.utf8Start[Int(hint >> 6 & 63)])
        bytes.append(PostingCode.digits.utf8Start[Int(hint & 63)])
    }
}

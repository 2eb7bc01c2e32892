/// Bytes that grow at the end: room is made for many at once, and no byte is asked whether it has some.
///
/// An array asks at each, whether it is its buffer's only owner, too; for postings that was half of writing them.
struct ByteRoom: ~Copyable {
    private var buffer: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    init(capacity: Int = 1 << 12) { buffer = .allocate(capacity: capacity) }

    deinit { buffer.deallocate() }

    /// Whatever comes next takes up to `more` bytes.
    @inline(__always)
    mutating func reserve(_ more: Int) { if buffer.count - count < more { grow(more) } }

    private mutating func grow(_ more: Int) {
        let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(buffer.count * 2, count + more))
        _ = larger.update(fromContentsOf: buffer[..<count])
        buffer.deallocate()
        buffer = larger
    }

    /// - Precondition: There is room.
    @inline(__always)
    mutating func append(_ byte: UInt8) {
        buffer[count] = byte
        count += 1
    }

    /// A number as ``PostingCode/append(_:to:)`` writes it.
    ///
    /// - Precondition: There is room, of a byte for every five bits.
    @inline(__always)
    mutating func append(number: Int) {
        var rest = number
        repeat {
            let digit = rest & 31
            rest >>= 5
            append(PostingCode.digits.utf8Start[rest > 0 ? digit | 32 : digit])
        } while rest > 0
    }

    /// A number that isn't negative as ``PostingTable`` has it.
    ///
    /// - Precondition: There is room, of a byte for every seven bits.
    @inline(__always)
    mutating func append(packed number: Int) {
        var rest = number
        while rest > 127 {
            append(UInt8(rest & 127 | 128))
            rest >>= 7
        }
        append(UInt8(rest))
    }

    /// - Precondition: There is room.
    @inline(__always)
    mutating func append(contentsOf bytes: UnsafeBufferPointer<UInt8>) {
        guard let source = bytes.baseAddress else { return }
        (buffer.baseAddress! + count).update(from: source, count: bytes.count)
        count += bytes.count
    }

    mutating func removeAll() { count = 0 }

    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: buffer[..<count]) }
}

/// The blocks of one term and field group, in ascending order.
///
/// As text: for each block the distance from the one before (from 0 for the first), doubled, plus 1 where a count
/// follows because the term stands there more than once; all as base64 VLQ, five bits a digit, lowest first, the sixth
/// bit set where more follow.
struct Posting: Hashable, Sendable {
    var address: Int
    var count: Int
}

enum PostingCode {
    static let digits: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

    @inline(__always)
    static func append(_ number: Int, to bytes: inout [UInt8]) {
        var rest = number
        repeat {
            let digit = rest & 31
            rest >>= 5
            bytes.append(digits.utf8Start[rest > 0 ? digit | 32 : digit])
        } while rest > 0
    }

    @inline(__always)
    static func append(_ posting: Posting, after previous: Int, to bytes: inout [UInt8]) {
        let distance = posting.address - previous
        if posting.count == 1 {
            append(distance << 1, to: &bytes)
        } else {
            append(distance << 1 | 1, to: &bytes)
            append(posting.count, to: &bytes)
        }
    }

    /// Stops at the first byte that is no digit, and gives what was whole until there.
    static func decode(_ bytes: ArraySlice<UInt8>, _ body: (Posting) -> Void) {
        var position = bytes.startIndex
        var address = 0
        func number() -> Int? {
            var value = 0
            var shift = 0
            while position < bytes.endIndex, shift < 60, let digit = digit(of: bytes[position]) {
                position += 1
                value |= (digit & 31) << shift
                if digit & 32 == 0 { return value }
                shift += 5
            }
            return nil
        }
        while let head = number() {
            address += head >> 1
            if head & 1 == 0 {
                body(Posting(address: address, count: 1))
            } else {
                guard let count = number() else { return }
                body(Posting(address: address, count: count))
            }
        }
    }

    private static func digit(of byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(byte - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}

/// The blocks of one term and field group, in ascending order.
///
/// As text: for each block the distance from the one before (from 0 for the first), doubled, plus 1 where a count
/// follows because the term stands there more than once; all as base64 VLQ, five bits a digit, lowest first, the sixth
/// bit set where more follow.
struct Posting: Hashable, Sendable {
    var address: Int
    var count: Int
}

/// A page whose title or one of whose aliases and tags a term stands in.
///
/// As text: the distance of the page's head from the one before, then four times the length plus the links.
struct HeadPosting: Hashable, Sendable {
    /// The page's block 0.
    var address: Int
    /// Characters of the title, or of the shortest alias or tag that has the term, up to ``Ranking/longestLength``.
    var length: Int
    /// ``linkStep(inbound:)``.
    var links: Int
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

    /// A posting of any group.
    ///
    /// - Parameter detail: The count, or for titles and aliases four times the length plus the links.
    @inline(__always)
    static func append(
        _ address: Int, detail: Int, after previous: Int, _ group: FieldGroup, to bytes: inout [UInt8]
    ) {
        guard group.isHead else {
            append(Posting(address: address, count: detail), after: previous, to: &bytes)
            return
        }
        append(address - previous, to: &bytes)
        append(detail, to: &bytes)
    }

    /// The value of each byte from `+` to `z` as a digit, 127 where it is none. In the program's text, since a look-up in
    /// an array that is made when first used costs more than the digit.
    private static let values: StaticString = """
        >\u{7F}\u{7F}\u{7F}?456789:;<=\u{7F}\u{7F}\u{7F}\u{7F}\u{7F}\u{7F}\u{7F}\u{0}\u{1}\u{2}\u{3}\
        \u{4}\u{5}\u{6}\u{7}\u{8}\u{9}\u{A}\u{B}\u{C}\u{D}\u{E}\u{F}\u{10}\u{11}\u{12}\u{13}\u{14}\u{15}\
        \u{16}\u{17}\u{18}\u{19}\u{7F}\u{7F}\u{7F}\u{7F}\u{7F}\u{7F}\u{1A}\u{1B}\u{1C}\u{1D}\u{1E}\u{1F}\
        \u{20}\u{21}\u{22}#$%&'()*+,-./0123
        """
    private static let firstValue = UInt8(ascii: "+")

    /// Above 63 where the byte is no digit.
    @inline(__always)
    static func value(of byte: UInt8) -> Int {
        let place = Int(byte) - Int(firstValue)
        guard place >= 0, place < values.utf8CodeUnitCount else { return 127 }
        return Int(values.utf8Start[place])
    }

    /// Stops at the first byte that is no digit, and gives what was whole until there.
    static func decode(_ bytes: ArraySlice<UInt8>, _ body: (Posting) -> Void) {
        bytes.withUnsafeBufferPointer { bytes in
            var reader = PostingReader(bytes)
            while reader.next(.body) { body(Posting(address: reader.address, count: reader.detail)) }
        }
    }

    /// As ``decode(_:_:)`` for the lists of titles and aliases.
    static func decodeHeads(_ bytes: ArraySlice<UInt8>, _ body: (HeadPosting) -> Void) {
        bytes.withUnsafeBufferPointer { bytes in
            var reader = PostingReader(bytes)
            while reader.next(.title) {
                body(HeadPosting(address: reader.address, length: reader.detail >> 2, links: reader.detail & 3))
            }
        }
    }
}

/// Reads one list from its beginning.
struct PostingReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    /// Behind what was read.
    private(set) var position = 0
    private(set) var address = 0
    /// The count, or for titles and aliases four times the length plus the links.
    private(set) var detail = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// Goes to the next posting; `false` where none is whole.
    ///
    /// - Parameter group: What the list is of.
    @inline(__always)
    mutating func next(_ group: FieldGroup) -> Bool {
        guard let head = number() else { return false }
        if group.isHead {
            guard let number = number() else { return false }
            address += head
            detail = number
        } else if head & 1 == 0 {
            address += head >> 1
            detail = 1
        } else {
            guard let number = number() else { return false }
            address += head >> 1
            detail = number
        }
        return true
    }

    @inline(__always)
    private mutating func number() -> Int? {
        var number = 0
        var shift = 0
        while position < bytes.count, shift < 60 {
            let digit = PostingCode.value(of: bytes[position])
            guard digit < 64 else { return nil }
            position += 1
            number |= (digit & 31) << shift
            if digit & 32 == 0 { return number }
            shift += 5
        }
        return nil
    }
}

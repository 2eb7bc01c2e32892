import CasebookText

/// About as many characters as a block has: what fits a result's few lines.
private let targetLength = 180

/// Cuts a text at line and sentence ends into pieces of up to about 180 characters. A sentence is never cut, however
/// long: a phrase inside one has to be found inside one block.
///
/// - Returns: Ranges in order that cover the text but for line ends and spaces between them.
func pieces(of bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
    // No character takes less than a byte.
    guard range.count > targetLength else { return range.isEmpty ? [] : [range] }
    return bytes.withUnsafeBufferPointer { utf8 in
        var pieces: [Range<Int>] = []
        var start = range.lowerBound
        var cut = start
        var length = 0
        var lengthAtCut = 0
        var position = start
        while position < range.upperBound {
            let next = endOfSentence(utf8, from: position, to: range.upperBound, length: &length)
            if length > targetLength, cut > start {
                pieces.append(start..<cut)
                start = cut
                length -= lengthAtCut
            }
            cut = next
            lengthAtCut = length
            position = next
        }
        pieces.append(start..<range.upperBound)
        return pieces
    }
}

/// Behind the next line end or sentence end with its closing quotes, or `end`. Adds the characters passed to `length`.
private func endOfSentence(_ utf8: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, length: inout Int) -> Int {
    var position = start
    while position < end {
        let (scalar, size) = decodeScalar(utf8, at: position)
        position += size
        length += 1
        switch scalar {
        case 0x0A: return position
        case 0x3002, 0xFF01, 0xFF1F, 0xFF1B, 0x2026:
            while position < end {
                let (next, size) = decodeScalar(utf8, at: position)
                guard isClosing(next) else { return position }
                position += size
                length += 1
            }
        case 0x21, 0x2E, 0x3B, 0x3F:
            // A full stop inside a number or a name ends nothing.
            if position < end, utf8[position] == UInt8(ascii: " ") { return position }
        default: break
        }
    }
    return end
}

/// Quotes, brackets and further full stops that belong to the sentence before them.
private func isClosing(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x201D, 0x2019, 0x300D, 0x300F, 0xFF09, 0x29, 0x3011, 0x300B, 0x3002, 0xFF01, 0xFF1F, 0x2026: true
    default: false
    }
}

/// The range without spaces and line ends at its ends.
func trimmed(_ range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isSpace(bytes[start]) { start += 1 }
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    return start..<end
}

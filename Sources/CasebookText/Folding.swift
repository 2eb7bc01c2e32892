/// A text without the differences that a searcher doesn't mean: width, case, compatibility forms (NFKC), traditional
/// against simplified characters, invisible format characters.
///
/// Exactly what a browser computes as `normalize('NFKC')`, then `toLowerCase()` for each code point by itself, then the
/// table of ``simplifiedCharacters``; `Templates/search/analyzer.js` does so, and one set of golden vectors runs through
/// both. Lengths change (`…` becomes three dots), so offsets into the result are no offsets into the text.
package func fold(_ text: some StringProtocol) -> String {
    var folded = ""
    for scalar in foldedScalars(text) { folded.unicodeScalars.append(Unicode.Scalar(scalar) ?? "\u{FFFD}") }
    return folded
}

/// As ``fold(_:)``, as code points.
package func foldedScalars(_ text: some StringProtocol) -> [UInt32] {
    var scalars: [UInt32] = []
    var text = String(text)
    text.withUTF8 { appendFolded($0, to: &scalars) }
    return scalars
}

/// As ``fold(_:)``, from bytes to code points at the end of a buffer. Bytes that are not UTF-8 become U+FFFD.
package func appendFolded(_ utf8: UnsafeBufferPointer<UInt8>, to scalars: inout [UInt32]) {
    appendFolded(utf8, to: &scalars, noting: { _ in })
}

/// As ``appendFolded(_:to:)``.
///
/// - Parameter note: Is told each character that may have been replaced as a traditional one, in any order, also
///   several times and also some that were replaced for other reasons.
@inline(__always)
package func appendFolded(
    _ utf8: UnsafeBufferPointer<UInt8>, to scalars: inout [UInt32], noting note: (UInt32) -> Void
) {
    let tables = FoldingTables.shared
    scalars.reserveCapacity(scalars.count + utf8.count / 3)
    tables.basicPlane.withUnsafeBufferPointer { basicPlane in
        var position = 0
        // Where the last character that stands for itself began, in the input and in the output: what follows may
        // still combine with it, and then it is folded again together with that.
        var anchor = (input: 0, output: scalars.count)
        while position < utf8.count {
            let (scalar, length) = decodeScalar(utf8, at: position)
            let folded = tables.independentFolding(of: scalar, basicPlane)
            if folded != FoldingTables.entangled {
                anchor = (position, scalars.count)
                if folded != FoldingTables.ignored { scalars.append(folded) }
                if folded != scalar, scalar >= 0x2E80, scalar < 0xFE00 || scalar > 0xFFFF { note(scalar) }
                position += length
                continue
            }
            scalars.removeLast(scalars.count - anchor.output)
            var segment: [UInt32] = []
            position = anchor.input
            while position < utf8.count {
                let (scalar, length) = decodeScalar(utf8, at: position)
                let begins = tables.independentFolding(of: scalar, basicPlane) != FoldingTables.entangled
                if begins, position > anchor.input { break }
                segment.append(scalar)
                position += length
            }
            let normal = compatibilityComposition(segment)
            for scalar in normal where scalar >= 0x2E80 { note(scalar) }
            tables.append(folding: normal, to: &scalars)
            anchor = (position, scalars.count)
        }
    }
}

/// The traditional characters that folding replaces, and what by, sorted.
package var simplifiedCharacters: [(traditional: UInt32, simplified: UInt32)] { FoldingTables.shared.simplified }

/// The traditional characters that folding meets in `character`: itself, or what it is a compatibility form of.
package func traditionalCharacters(in character: UInt32) -> [UInt32] {
    compatibilityComposition([character]).filter { FoldingTables.shared.isTraditional($0) }
}

/// The code point at a position and its length in bytes; U+FFFD and 1 where the bytes are not UTF-8.
///
/// - Precondition: `position` is inside the buffer.
@inline(__always)
package func decodeScalar(_ utf8: UnsafeBufferPointer<UInt8>, at position: Int) -> (scalar: UInt32, length: Int) {
    let lead = utf8[position]
    if lead < 0x80 { return (UInt32(lead), 1) }
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard lead >= 0xC2, lead < 0xF5, position + length <= utf8.count else { return (0xFFFD, 1) }
    var scalar = UInt32(lead) & (0x7F >> UInt32(length))
    for offset in 1..<length {
        let byte = utf8[position + offset]
        guard byte & 0xC0 == 0x80 else { return (0xFFFD, 1) }
        scalar = scalar << 6 | UInt32(byte & 0x3F)
    }
    return Unicode.Scalar(scalar) == nil ? (0xFFFD, 1) : (scalar, length)
}

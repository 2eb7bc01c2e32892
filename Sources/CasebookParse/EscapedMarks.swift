import CasebookModel

/// How `\{` and `\[[` survive the Markdown parser, which would make plain marks of them, and how `[^` is kept from it where
/// it would lose words (``FootnoteLabels``): as control characters of the same length in bytes that the text doesn't hold
/// otherwise, so that positions stay.
struct EscapedMarks {
    /// The body with every escape replaced.
    let replaced: [UInt8]
    /// The second bytes of the stand-ins, U+0080...U+009F; the first is 0xC2.
    private let brace: UInt8
    private let bracket: UInt8
    /// The stand-in of `^`, a control character of one byte.
    private let caret: UInt8
    private let hasCarets: Bool

    /// `nil` where there is nothing to carry, or no free control character, which no real text brings about.
    ///
    /// - Parameters:
    ///   - pageLinks: Whether `\[[` is an escape.
    ///   - slots: Whether `\{` is one.
    init?(_ bytes: [UInt8], _ range: SourceRange, pageLinks: Bool, slots: Bool) {
        let body = bytes[range.start..<range.end]
        let hasMarks = body.withUnsafeBufferPointer { body in
            firstIndex(of: UInt8(ascii: "\\"), in: body, from: 0) != nil
                || firstIndex(of: UInt8(ascii: "^"), in: body, from: 0) != nil
        }
        // As nearly every page.
        guard hasMarks else { return nil }
        let carets = FootnoteLabels.brokenCarets(in: body)
        var used = Set<UInt8>()
        var places: [Int] = []
        var index = body.startIndex
        while index + 1 < body.endIndex {
            switch body[index] {
            case UInt8(ascii: "\\"):
                if EscapedMarks.isEscape(body, index, pageLinks: pageLinks, slots: slots) { places.append(index) }
                index += 2
            case 0xC2:
                used.insert(body[index + 1])
                index += 2
            default: index += 1
            }
        }
        // NEL is a line end to some readers.
        let free = (UInt8(0x80)...0x9F).filter { $0 != 0x85 && !used.contains($0) }
        let freeBytes = (UInt8(1)...8).filter { carets.isEmpty || !body.contains($0) }
        guard !places.isEmpty || !carets.isEmpty, free.count >= 2, let caret = freeBytes.first else { return nil }
        self.caret = caret
        hasCarets = !carets.isEmpty
        brace = free[0]
        bracket = free[1]
        var replaced = Array(body)
        for place in places {
            replaced[place - range.start] = 0xC2
            replaced[place - range.start + 1] = body[place + 1] == UInt8(ascii: "{") ? brace : bracket
        }
        for place in carets { replaced[place - range.start] = caret }
        self.replaced = replaced
    }

    /// A bracket only counts where a page link would begin without the backslash.
    private static func isEscape(_ body: ArraySlice<UInt8>, _ index: Int, pageLinks: Bool, slots: Bool) -> Bool {
        switch body[index + 1] {
        case UInt8(ascii: "{"): return slots
        case UInt8(ascii: "[") where pageLinks:
            let next = index + 2 < body.endIndex ? body[index + 2] : 0
            return next == UInt8(ascii: "[") || next == UInt8(ascii: "\\")
        default: return false
        }
    }

    /// Copies parsed words with the marks back in their places.
    ///
    /// - Parameter restoringBackslash: Code and HTML know no escapes: there `\{` stays as the author wrote it.
    func copy(_ bytes: UnsafeBufferPointer<UInt8>, to target: inout [UInt8], restoringBackslash: Bool) {
        var index = 0
        while index < bytes.count {
            if let mark = mark(at: index, in: bytes) {
                if restoringBackslash { target.append(UInt8(ascii: "\\")) }
                target.append(mark)
                index += 2
            } else {
                target.append(hasCarets && bytes[index] == caret ? UInt8(ascii: "^") : bytes[index])
                index += 1
            }
        }
    }

    /// The mark whose stand-in begins at `index`.
    private func mark(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> UInt8? {
        guard bytes[index] == 0xC2, index + 1 < bytes.count else { return nil }
        if bytes[index + 1] == brace { return UInt8(ascii: "{") }
        return bytes[index + 1] == bracket ? UInt8(ascii: "[") : nil
    }
}

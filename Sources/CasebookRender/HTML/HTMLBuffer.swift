import CasebookModel

/// Markup that is safe to print as it stands. Only the renderer makes it: by escaping, or from literals.
struct EscapedHTML: Hashable, Sendable {
    let bytes: [UInt8]

    init(_ write: (inout HTMLBuffer) -> Void) {
        var html = HTMLBuffer()
        write(&html)
        bytes = html.bytes
    }
}

/// A page in the making: UTF-8 markup in one growing array.
///
/// Words go in through ``text(_:)``, which escapes; markup goes in as literals of the program or as ``EscapedHTML``.
/// There is no third way, so that a page can't hold what an author wrote as markup.
struct HTMLBuffer {
    private(set) var bytes: [UInt8] = []

    init() {}

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    mutating func markup(_ literal: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }

    mutating func html(_ html: EscapedHTML) { bytes.append(contentsOf: html.bytes) }

    /// A part of a template's literal markup.
    mutating func literal(_ literals: [UInt8], _ range: Range<Int>) {
        literals.withUnsafeBufferPointer { bytes.append(contentsOf: UnsafeBufferPointer(rebasing: $0[range])) }
    }

    /// Words, escaped for element content and quoted attributes alike.
    mutating func text(_ words: String) {
        if words.utf8.withContiguousStorageIfAvailable({ appendEscaped($0) }) != nil { return }
        var words = words
        words.withUTF8 { appendEscaped($0) }
    }

    mutating func text(_ words: ArraySlice<UInt8>) { words.withUnsafeBufferPointer { appendEscaped($0) } }

    mutating func number(_ number: Int) {
        guard number < 0 || number > 9 else { return bytes.append(UInt8(ascii: "0") + UInt8(number)) }
        bytes.append(contentsOf: String(number).utf8)
    }

    /// A percent-encoded address that needs no escaping beyond what encoding did.
    mutating func encoded(_ address: some Collection<UInt8>) { bytes.append(contentsOf: address) }

    mutating func encodedReference(from: EncodedRoute, to: EncodedRoute, anchor: String? = nil) {
        to.appendReference(from: from, anchor: anchor, to: &bytes)
    }

    /// An anchor or a query's value.
    mutating func percentEncoded(_ text: String) { EncodedRoute.append(text, to: &bytes) }

    mutating func newline() { bytes.append(UInt8(ascii: "\n")) }

    /// Begins a new line unless one has just begun.
    mutating func freshLine() {
        if let last = bytes.last, last != UInt8(ascii: "\n") { newline() }
    }

    /// An address as an author wrote it, percent-encoded where it must be and otherwise left alone, as cmark does it:
    /// what is encoded already stays so.
    mutating func address(_ address: some Sequence<UInt8>) {
        for byte in address {
            switch byte {
            case UInt8(ascii: "&"): markup("&amp;")
            case UInt8(ascii: "'"): markup("&#x27;")
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "?")...UInt8(ascii: "Z"),
                UInt8(ascii: "#")...UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes.append(UInt8(ascii: "%"))
                bytes.append(EncodedRoute.hexDigit(byte >> 4))
                bytes.append(EncodedRoute.hexDigit(byte & 15))
            }
        }
    }

    /// Copies runs between the four special characters whole: a page is nearly all run.
    private mutating func appendEscaped(_ words: UnsafeBufferPointer<UInt8>) {
        var start = 0
        var index = 0
        let count = words.count
        while index < count {
            let byte = words[index]
            // One comparison for all Han text: the four lie below it.
            if byte > UInt8(ascii: ">") {
                index += 1
                continue
            }
            let entity: StaticString
            switch byte {
            case UInt8(ascii: "&"): entity = "&amp;"
            case UInt8(ascii: "<"): entity = "&lt;"
            case UInt8(ascii: ">"): entity = "&gt;"
            case UInt8(ascii: "\""): entity = "&quot;"
            default:
                index += 1
                continue
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: words[start..<index]))
            markup(entity)
            index += 1
            start = index
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: words[start..<count]))
    }
}

/// Writes JSON into a buffer of bytes. The caller keeps the grammar; commas between members come by themselves.
package struct JSONWriter: Sendable {
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    package init() {}

    package mutating func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

    /// Starts a document of its own behind what is there.
    package mutating func beginDocument() { needsComma = false }

    /// Starts a line behind the comma that the next value of an array needs, so that two files compare well.
    package mutating func startLine() {
        separate()
        needsComma = false
        bytes.append(UInt8(ascii: "\n"))
    }

    package mutating func beginObject() { open(UInt8(ascii: "{")) }
    package mutating func endObject() { close(UInt8(ascii: "}")) }
    package mutating func beginArray() { open(UInt8(ascii: "[")) }
    package mutating func endArray() { close(UInt8(ascii: "]")) }

    package mutating func key(_ name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    package mutating func string(_ text: String) {
        if text.utf8.withContiguousStorageIfAvailable({ string($0) }) != nil { return }
        var text = text
        text.withUTF8 { string($0) }
    }

    package mutating func string(_ utf8: UnsafeBufferPointer<UInt8>) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        var plainStart = 0
        var position = 0
        while position < utf8.count {
            let byte = utf8[position]
            position += 1
            // One comparison for all Han text: what has to be escaped lies below it.
            if byte > UInt8(ascii: "\\") { continue }
            if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { continue }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[plainStart..<position - 1]))
            appendEscape(byte)
            plainStart = position
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[plainStart...]))
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    package mutating func integer(_ number: Int) {
        separate()
        bytes.append(contentsOf: String(number).utf8)
        needsComma = true
    }

    /// - Parameter number: Finite.
    package mutating func number(_ number: Double) {
        separate()
        let text = number.description
        bytes.append(contentsOf: (text.hasSuffix(".0") ? String(text.dropLast(2)) : text).utf8)
        needsComma = true
    }

    package mutating func flag(_ flag: Bool) {
        separate()
        bytes.append(contentsOf: (flag ? "true" : "false").utf8)
        needsComma = true
    }

    /// A value that is JSON already.
    package mutating func raw(_ json: some Collection<UInt8>) {
        separate()
        bytes.append(contentsOf: json)
        needsComma = true
    }

    /// Starts a string whose content comes through ``appendRaw(_:)`` and needs no escapes.
    package mutating func beginRawString() {
        separate()
        bytes.append(UInt8(ascii: "\""))
    }

    package mutating func appendRaw(_ content: some Collection<UInt8>) { bytes.append(contentsOf: content) }
    package mutating func appendRaw(_ byte: UInt8) { bytes.append(byte) }

    package mutating func endRawString() {
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    private mutating func separate() { if needsComma { bytes.append(UInt8(ascii: ",")) } }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func appendEscape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
        case UInt8(ascii: "\n"): bytes.append(UInt8(ascii: "n"))
        case UInt8(ascii: "\t"): bytes.append(UInt8(ascii: "t"))
        case UInt8(ascii: "\r"): bytes.append(UInt8(ascii: "r"))
        default:
            bytes.append(contentsOf: "u00".utf8)
            let digits = Array("0123456789abcdef".utf8)
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        }
    }
}

/// Objects and arrays as blocks, so that what is opened is closed.
extension JSONWriter {
    package mutating func object(_ write: (inout JSONWriter) -> Void) {
        beginObject()
        write(&self)
        endObject()
    }

    package mutating func array(_ write: (inout JSONWriter) -> Void) {
        beginArray()
        write(&self)
        endArray()
    }

    package mutating func strings(_ texts: [String]) { array { json in for text in texts { json.string(text) } } }

    package mutating func null() { raw("null".utf8) }
}

/// Members of an object whose value is a single thing.
extension JSONWriter {
    package mutating func member(_ name: String, _ text: String) {
        key(name)
        string(text)
    }

    package mutating func member(_ name: String, _ texts: [String]) {
        key(name)
        strings(texts)
    }

    package mutating func member(_ name: String, _ number: Int) {
        key(name)
        integer(number)
    }

    package mutating func member(_ name: String, _ isSet: Bool) {
        key(name)
        flag(isSet)
    }
}

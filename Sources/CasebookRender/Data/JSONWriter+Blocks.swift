import CasebookModel

/// Objects and arrays as blocks, so that what is opened is closed.
extension JSONWriter {
    mutating func object(_ write: (inout JSONWriter) -> Void) {
        beginObject()
        write(&self)
        endObject()
    }

    mutating func array(_ write: (inout JSONWriter) -> Void) {
        beginArray()
        write(&self)
        endArray()
    }

    mutating func strings(_ texts: [String]) { array { json in for text in texts { json.string(text) } } }

    mutating func null() { raw("null".utf8) }
}

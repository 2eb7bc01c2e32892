import CasebookModel
import CasebookText

/// The whole table of traditional and simplified characters for the browser, which fetches it only when a query holds a
/// character that no page of the site has. As differences it is half as large as in plain characters.
func foldingFile() -> [UInt8] {
    var keys: [UInt8] = []
    var values: [UInt8] = []
    var last = 0
    for (traditional, simplified) in simplifiedCharacters {
        PostingCode.append(Int(traditional) - last, to: &keys)
        last = Int(traditional)
        let distance = Int(simplified) - Int(traditional)
        PostingCode.append(distance < 0 ? -distance << 1 | 1 : distance << 1, to: &values)
    }
    var json = JSONWriter()
    json.beginFile()
    json.key("traditional")
    keys.withUnsafeBufferPointer { json.string($0) }
    json.key("simplified")
    values.withUnsafeBufferPointer { json.string($0) }
    json.endObject()
    return json.bytes
}

import CasebookModel
import CasebookText

/// Which characters may be read as which syllable, for the browser, which fetches it only to look for other spellings of a
/// query without a match.
func readingsFile() -> [UInt8] {
    var json = JSONWriter()
    json.beginFile()
    json.key("syllables")
    json.beginObject()
    Pinyin.shared.forEachOrdinarySyllable { syllable, characters in
        json.key(syllable.name)
        var text: [UInt8] = []
        var last: UInt32 = 0
        for character in characters {
            PostingCode.append(Int(character - last), to: &text)
            last = character
        }
        text.withUnsafeBufferPointer { json.string($0) }
    }
    json.endObject()
    json.endObject()
    return json.bytes
}

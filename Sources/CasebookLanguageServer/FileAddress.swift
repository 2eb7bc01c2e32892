import CasebookFiles

/// A `file:` address as editors write them.
struct FileAddress: Hashable {
    let text: String

    init(_ text: String) { self.text = text }

    init(_ path: DiskPath) {
        var text = "file://"
        for byte in path.bytes {
            let letter = Unicode.Scalar(byte)
            let isPlain =
                byte == UInt8(ascii: "/")
                || letter.isASCII
                    && (letter.properties.isAlphabetic || "0123456789-._~".unicodeScalars.contains(letter))
            text +=
                isPlain
                ? String(Character(letter)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
        self.text = text
    }

    /// `nil` for addresses of other kinds: what an editor shows of a repository's past, or has never saved.
    var path: DiskPath? {
        guard let rest = ["file://localhost/", "file:///"].first(where: text.hasPrefix) else { return nil }
        var bytes: [UInt8] = [UInt8(ascii: "/")]
        var coded = Array(text.dropFirst(rest.count).utf8)[...]
        while let byte = coded.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let value = UInt8(String(decoding: coded.prefix(2), as: UTF8.self), radix: 16), value != 0 else {
                return nil
            }
            bytes.append(value)
            coded = coded.dropFirst(2)
        }
        return DiskPath(bytes: bytes)
    }
}

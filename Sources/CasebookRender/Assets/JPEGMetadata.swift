/// Takes out of a JPEG where, when and with what it was taken: Exif, XMP, IPTC and comments. The colour profile stays, and
/// so does the orientation, without which pictures would lie on their side.
enum JPEGMetadata {
    /// What is no JPEG is given back as it is.
    static func removed(from bytes: [UInt8]) -> [UInt8] {
        guard bytes.starts(with: [0xFF, 0xD8]) else { return bytes }
        var output: [UInt8] = [0xFF, 0xD8]
        var position = 2
        while position + 4 <= bytes.count, bytes[position] == 0xFF {
            let marker = bytes[position + 1]
            let length = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
            let end = position + 2 + length
            // From the scan on there are no more segments of this kind.
            guard marker != 0xDA, length >= 2, end <= bytes.count else { break }
            switch marker {
            case 0xE1:
                if let orientation = orientation(in: bytes[(position + 4)..<end]) { output += exif(orientation) }
            case 0xED, 0xFE: break
            default: output += bytes[position..<end]
            }
            position = end
        }
        return output + bytes[position...]
    }

    /// Of an Exif segment: 2...8; `nil` where it is upright or says nothing.
    private static func orientation(in segment: ArraySlice<UInt8>) -> UInt8? {
        guard segment.starts(with: Array("Exif\0\0".utf8)) else { return nil }
        let tiff = Array(segment.dropFirst(6))
        guard tiff.count >= 8 else { return nil }
        let isLittle = tiff[0] == UInt8(ascii: "I")
        func number(_ offset: Int, _ length: Int) -> Int? {
            guard offset >= 0, offset + length <= tiff.count else { return nil }
            let digits = tiff[offset..<offset + length]
            return (isLittle ? Array(digits.reversed()) : Array(digits)).reduce(0) { $0 << 8 | Int($1) }
        }
        guard let directory = number(4, 4), let count = number(directory, 2) else { return nil }
        for entry in 0..<count {
            let offset = directory + 2 + entry * 12
            guard let tag = number(offset, 2) else { return nil }
            // Orientation, a short.
            if tag == 0x0112 { return number(offset + 8, 2).flatMap { (2...8).contains($0) ? UInt8($0) : nil } }
        }
        return nil
    }

    /// A segment that says nothing but an orientation.
    private static func exif(_ orientation: UInt8) -> [UInt8] {
        let tiff: [UInt8] =
            Array("MM".utf8) + [
                0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
            ]
        let content = Array("Exif\0\0".utf8) + tiff
        let length = content.count + 2
        return [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 0xFF)] + content
    }
}

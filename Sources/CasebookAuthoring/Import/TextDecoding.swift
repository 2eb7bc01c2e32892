import Glibc

/// Text of files that people bring along: UTF-8 and UTF-16 as their byte order mark says, UTF-8 without one, and GB18030,
/// in which Windows in Chinese writes what is called ANSI there, and old spreadsheets.
package enum TextDecoding {
    /// - Returns: `nil` for bytes that are none of these.
    package static func text(of bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return utf8(bytes.dropFirst(3)) }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return converted(bytes, from: "UTF-16")
        }
        if bytes.contains(0) { return nil }
        return utf8(bytes[...]) ?? converted(bytes, from: "GB18030")
    }

    private static func utf8(_ bytes: ArraySlice<UInt8>) -> String? { String(validating: bytes, as: UTF8.self) }

    /// By the C library, which knows the tables.
    private static func converted(_ bytes: [UInt8], from encoding: String) -> String? {
        guard let converter = iconv_open("UTF-8", encoding), Int(bitPattern: converter) != -1 else { return nil }
        defer { iconv_close(converter) }
        var input = bytes.map { CChar(bitPattern: $0) }
        // Nothing takes more than three bytes for one, a code of four bytes at most four.
        var output = [CChar](repeating: 0, count: bytes.count * 3 + 4)
        let written = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output -> Int? in
                var from = input.baseAddress
                var rest = input.count
                var to = output.baseAddress
                var room = output.count
                guard iconv(converter, &from, &rest, &to, &room) != -1, rest == 0 else { return nil }
                return output.count - room
            }
        }
        return written.flatMap { count in
            String(validating: output[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }
}

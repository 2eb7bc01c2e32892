/// An e-mail address: a mailbox, and a host with a dot and letters at its end.
enum EmailAddress {
    /// The address around an `@` or `＠`; `nil` where there is none.
    static func range(in bytes: [UInt8], around at: Int) -> Range<Int>? {
        guard let length = lengthOfSign(in: bytes, at: at) else { return nil }
        var start = at
        while start > 0, bytes[start - 1].isMailboxByte { start -= 1 }
        let hostStart = at + length
        var end = hostStart
        while end < bytes.count, bytes[end].isHostByte { end += 1 }
        while end > hostStart, bytes[end - 1] == UInt8(ascii: ".") || bytes[end - 1] == UInt8(ascii: "-") { end -= 1 }
        let host = bytes[hostStart..<end]
        guard start < at, let dot = host.lastIndex(of: UInt8(ascii: ".")), dot > host.startIndex,
            host[(dot + 1)...].count >= 2, host[(dot + 1)...].allSatisfy(\.isLetter)
        else { return nil }
        return isOfNobody(mailbox: bytes[start..<at], host: host) ? nil : start..<end
    }

    private static func lengthOfSign(in bytes: [UInt8], at index: Int) -> Int? {
        if bytes[index] == UInt8(ascii: "@") { return 1 }
        return bytes[index...].starts(with: "＠".utf8) ? 3 : nil
    }

    private static func isOfNobody(mailbox: ArraySlice<UInt8>, host: ArraySlice<UInt8>) -> Bool {
        // Documentation uses the hosts that RFC 2606 keeps free for examples.
        let name = String(decoding: host, as: UTF8.self).lowercased()
        if name.hasPrefix("example.") || name.hasSuffix(".example") { return true }
        // `logo@2x.png` is a picture, `tool@1.2.tgz` a package, `git@host` the name of a repository.
        return fileEndings.contains { name.hasSuffix(".\($0)") } || mailbox.elementsEqual("git".utf8)
    }

    private static let fileEndings = [
        "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "tgz", "gz", "zip", "js", "css", "json", "pdf", "docx",
        "xlsx",
    ]
}

extension UInt8 {
    fileprivate var isHostByte: Bool {
        isLetter || isDigit || self == UInt8(ascii: "-") || self == UInt8(ascii: ".")
    }

    fileprivate var isMailboxByte: Bool { isHostByte || self == UInt8(ascii: "_") || self == UInt8(ascii: "+") }
}

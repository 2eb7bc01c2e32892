/// How link destinations are read as paths.
extension String {
    /// What stands before `:` where the text begins like a URL (RFC 3986, 3.1); `nil` for paths.
    package var scheme: String? {
        guard let colon = utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let scheme = self[..<colon]
        guard let first = scheme.utf8.first, first.isASCIILetter else { return nil }
        let isScheme = scheme.utf8.allSatisfy {
            $0.isASCIILetter || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "+")
                || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
        }
        return isScheme ? String(scheme) : nil
    }

    package var withoutQuery: String { firstIndex(of: "?").map { String(self[..<$0]) } ?? self }

    /// `%E4%BD%A0` as the character it stands for. Text that is no valid encoding stays as it is.
    package var percentDecoded: String {
        guard utf8.contains(UInt8(ascii: "%")) else { return self }
        var bytes: [UInt8] = []
        let source = Array(utf8)
        var index = 0
        while index < source.count {
            if source[index] == UInt8(ascii: "%"), index + 2 < source.count,
                let high = source[index + 1].hexValue, let low = source[index + 2].hexValue
            {
                bytes.append(high << 4 | low)
                index += 3
            } else {
                bytes.append(source[index])
                index += 1
            }
        }
        return String(validating: bytes, as: UTF8.self) ?? self
    }

    /// A path relative to the folder of `page`, or to the content folder where it begins with `/`, without `.` and `..`.
    /// `nil` where it leads out of the content folder.
    package func resolvedPath(from page: String) -> String? {
        var parts = hasPrefix("/") ? [] : page.split(separator: "/").dropLast().map(String.init)
        for part in split(separator: "/", omittingEmptySubsequences: true) {
            switch part {
            case ".": break
            case "..":
                guard !parts.isEmpty else { return nil }
                parts.removeLast()
            default: parts.append(String(part))
            }
        }
        return parts.joined(separator: "/")
    }
}

extension UInt8 {
    fileprivate var isASCIILetter: Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
    }

    fileprivate var hexValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

import CasebookModel

/// Number plates and social accounts: private data that begins with a word rather than a digit.
enum PrivateNames {
    /// A plate whose letter stands at `index`: `京A12345`, with or without `·` between, five places or six (new energy).
    static func plate(in bytes: [UInt8], letterAt index: Int) -> Range<Int>? {
        guard index >= 3, isPlateLetter(bytes[index]) else { return nil }
        let province = String(decoding: bytes[index - 3..<index], as: UTF8.self)
        guard provinces.contains(province) else { return nil }
        var end = index + 1
        if bytes[end...].starts(with: "·".utf8) { end += 2 }
        let first = end
        while end < bytes.count, isPlateLetter(bytes[end]) || isDigit(bytes[end]) { end += 1 }
        guard (5...6).contains(end - first), bytes[first..<end].contains(where: isDigit) else { return nil }
        return index - 3..<end
    }

    private static let provinces = Set("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼".map(String.init))

    /// I and O are left out: they would be read as 1 and 0.
    private static func isPlateLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) && byte != UInt8(ascii: "I") && byte != UInt8(ascii: "O")
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    // MARK: - Social accounts

    /// An account behind `微信` or `QQ` at `index`, where a word such as `号` or a colon says that a name follows.
    static func account(in bytes: [UInt8], at index: Int) -> Range<Int>? {
        if bytes[index...].starts(with: "微信".utf8) {
            // WeChat's own rule: 6 to 20 characters, a letter first.
            return name(in: bytes, after: index + 6) { name in
                (6...20).contains(name.count) && !isDigit(name.first!) && name.first != UInt8(ascii: "_")
            }
        }
        if bytes[index...].starts(with: "QQ".utf8) {
            return name(in: bytes, after: index + 2) { (5...11).contains($0.count) && $0.allSatisfy(isDigit) }
        }
        return nil
    }

    private static let leads = ["号码", "号", "：", ":", "是", "为", " "].map { Array($0.utf8) }

    private static func name(
        in bytes: [UInt8], after start: Int, isName: (ArraySlice<UInt8>) -> Bool
    ) -> Range<Int>? {
        var position = start
        var isLedIn = false
        while let lead = leads.first(where: { bytes[position...].starts(with: $0) }) {
            position += lead.count
            if lead != [UInt8(ascii: " ")] { isLedIn = true }
        }
        guard isLedIn else { return nil }
        var end = position
        while end < bytes.count, isNameByte(bytes[end]) { end += 1 }
        return end > position && isName(bytes[position..<end]) ? position..<end : nil
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || isDigit(byte) || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "-")
    }
}

/// A digit in any way that people write one: `3`, `３` or `三`.
struct WrittenDigit {
    let value: UInt8
    /// In bytes.
    let length: Int
    /// Whether it is a Chinese numeral. `幺` is how one says 1 on the telephone.
    let isHan: Bool

    init?(in bytes: [UInt8], at index: Int) {
        guard index < bytes.count else { return nil }
        if bytes[index].isDigit {
            value = bytes[index] - UInt8(ascii: "0")
            length = 1
            isHan = false
            return
        }
        guard bytes[index] >= 0xE3, index + 2 < bytes.count else { return nil }
        let code = UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
        if (0xEFBC90...0xEFBC99).contains(code) {
            value = UInt8(code - 0xEFBC90)
            isHan = false
        } else if let han = WrittenDigit.hanValue(code) {
            value = han
            isHan = true
        } else {
            return nil
        }
        length = 3
    }

    /// Of a character's three bytes in UTF-8.
    private static func hanValue(_ code: UInt32) -> UInt8? {
        switch code {
        case 0xE99BB6, 0xE38087: 0  // 零 〇
        case 0xE4B880, 0xE5B9BA: 1  // 一 幺
        case 0xE4BA8C: 2  // 二
        case 0xE4B889: 3  // 三
        case 0xE59B9B: 4  // 四
        case 0xE4BA94: 5  // 五
        case 0xE585AD: 6  // 六
        case 0xE4B883: 7  // 七
        case 0xE585AB: 8  // 八
        case 0xE4B99D: 9  // 九
        default: nil
        }
    }
}

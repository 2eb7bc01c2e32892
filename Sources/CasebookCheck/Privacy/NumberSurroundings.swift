/// What stands around a number and says what it is, or that it is none.
struct NumberSurroundings {
    let bytes: [UInt8]
    let number: Range<Int>

    /// `+86`.
    var beginsWithPlus: Bool {
        number.lowerBound > 0 && bytes[number.lowerBound - 1] == UInt8(ascii: "+")
            || bytes[..<number.lowerBound].suffix(3).elementsEqual("＋".utf8)
    }

    /// A word such as `手机` within ten characters before it.
    var speaksOfTelephones: Bool { holds(NumberSurroundings.telephoneWords, within: 30) }

    /// A word such as `身份证` within ten characters before it.
    var speaksOfIdentity: Bool { holds(NumberSurroundings.identityWords, within: 30) }

    /// A label that calls it the number of an order or a thing: `工单号：`, `ISBN `.
    var isNamedIdentifier: Bool {
        var end = number.lowerBound
        var skipped = 0
        while let mark = NumberSurroundings.labelMarks.first(where: { bytes[..<end].hasSuffix($0) }), skipped < 4 {
            end -= mark.count
            skipped += 1
        }
        return NumberSurroundings.labels.contains { bytes[..<end].hasSuffix($0) }
    }

    /// Money before or behind it.
    var isAmount: Bool {
        if NumberSurroundings.currencySigns.contains(where: { bytes[..<number.lowerBound].hasSuffix($0) }) {
            return true
        }
        var rest = bytes[number.upperBound...]
        if rest.first == UInt8(ascii: " ") { rest = rest.dropFirst() }
        return NumberSurroundings.currencyUnits.contains { rest.starts(with: $0) }
    }

    /// Letters, and what joins words to numbers in names, paths and queries.
    var isPartOfWord: Bool { isJoinedBefore || isJoinedBehind }

    private var isJoinedBefore: Bool {
        let start = number.lowerBound
        guard start > 0 else { return false }
        let before = bytes[start - 1]
        let previous = start > 1 ? bytes[start - 2] : UInt8(ascii: " ")
        switch before {
        case UInt8(ascii: "."), UInt8(ascii: "#"): return true
        case UInt8(ascii: "-"), UInt8(ascii: "="):
            guard previous.isLetter || previous.isDigit || previous == UInt8(ascii: "_") else {
                return before == UInt8(ascii: "=")
            }
            return !endsWithTelephoneWord(before: start - 1)
        case UInt8(ascii: "/"): return isPath(before: start - 1)
        case UInt8(ascii: "_"): return true
        case _ where before.isLetter: return !endsWithTelephoneWord(before: start)
        default: return false
        }
    }

    /// `手机/138…` and `138…/139…` are two things, `/users/138…` is one.
    private func isPath(before slash: Int) -> Bool {
        guard slash > 0 else { return true }
        if bytes[slash - 1] >= 0x80 { return false }
        var digits = 0
        while slash - 1 - digits >= 0, bytes[slash - 1 - digits].isDigit { digits += 1 }
        return digits < 7
    }

    private var isJoinedBehind: Bool {
        let end = number.upperBound
        guard end < bytes.count else { return false }
        switch bytes[end] {
        case UInt8(ascii: "_"), UInt8(ascii: "="): return true
        case UInt8(ascii: "/"): return end + 1 < bytes.count && bytes[end + 1].isLetter
        default: return bytes[end].isLetter
        }
    }

    /// `tel138…`, `phone=138…`: the word only says what the number is.
    private func endsWithTelephoneWord(before end: Int) -> Bool {
        var start = end
        while start > 0, bytes[start - 1].isLetter { start -= 1 }
        let word = String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
        return ["tel", "phone", "mobile", "mob", "cell", "wechat", "wx", "vx", "weixin", "sms"].contains(word)
    }

    private func holds(_ words: [[UInt8]], within reach: Int) -> Bool {
        let before = bytes[max(0, number.lowerBound - reach)..<number.lowerBound]
        // One line: what the line above speaks of is something else.
        let line = before.lastIndex(of: UInt8(ascii: "\n")).map { before[($0 + 1)...] } ?? before
        return words.contains { word in line.indices.contains { line[$0...].starts(with: word) } }
    }

    // MARK: - Words

    private static func utf8(_ words: String) -> [[UInt8]] { words.split(separator: " ").map { Array($0.utf8) } }

    private static let telephoneWords = utf8("电话 手机 座机 固话 致电 拨打 来电 回电 联系 号码 传真 热线 热線 電話 手機 Tel tel TEL phone Phone")

    private static let identityWords = utf8("身份证 身份證 身份号码 证件 一代证 老证")

    private static let labelMarks = utf8("： : 是 为 # （ ( “ \" 【 [ ` No. NO.") + [[UInt8(ascii: " ")]]

    /// Kept to words that never stand before a person's number.
    private static let labels = utf8(
        """
        订单 订单号 工单 工单号 单号 编号 流水 流水号 受理号 案件号 案号 凭证号 合同号 保单号 发票号 发票号码 票号 批号 批次 批次号 货号 \
        型号 料号 序列号 设备号 机身号 条码 条形码 编码 代码 版本 版本号 交易号 参考号 索引号 文号 备案号 回执号 业务号 商品号 税号 参数 \
        ISBN IMEI SN S/N SKU sku id ID Id order Order ticket Ticket No NO build
        """)

    private static let currencySigns = utf8("¥ ￥ $ € 金额 人民币 RMB CNY")

    private static let currencyUnits = utf8("元 万元 亿元 块钱 美元 RMB CNY % ％")
}

extension ArraySlice<UInt8> {
    fileprivate func hasSuffix(_ words: [UInt8]) -> Bool { suffix(words.count).elementsEqual(words) }
}

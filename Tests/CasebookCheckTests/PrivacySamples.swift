import TestSupport

/// Invented numbers and addresses of people, and what only looks like them. Nothing here belongs to anybody: digits are drawn
/// from a seed, and check digits worked out for them.
struct PrivacySamples {
    struct Sample {
        var text: String
        /// The finding's kind; `nil` where there is to be none.
        var kind: String?
    }

    private var generator: Generator

    init(seed: UInt64) { generator = Generator(state: seed) }

    // MARK: - Positives

    /// - Parameter count: Of each kind.
    mutating func positives(ofEachKind count: Int) -> [Sample] {
        var samples: [Sample] = []
        for _ in 0..<count {
            samples.append(sample("mobileNumber", mobile()))
            samples.append(sample("landlineNumber", landline()))
            samples.append(sample("residentID", residentID()))
            samples.append(sample("bankCard", card()))
            samples.append(sample("email", email()))
            samples.append(sample("plate", plate()))
            samples.append(sample("socialAccount", account()))
        }
        return samples
    }

    private mutating func sample(_ kind: String, _ value: String) -> Sample {
        let frames = [
            "客户留的是{}，请当天回复。", "{}", "联系人：{}", "| 王某 | {} | 已回访 |", "- {}", "owner: {}", "（{}）", "工单备注里写着“{}”。",
            "2026-05-06 09:30 {}", "来电人说：{}，麻烦记一下", "contact {} please", "投诉人 {}；诉求：退款", "电话记录 {}\n第二行",
        ]
        return Sample(text: generator.pick(frames).replacing("{}", with: value), kind: kind)
    }

    private mutating func mobile() -> String {
        let prefix = generator.pick(["130", "138", "139", "145", "150", "152", "166", "173", "186", "191", "199"])
        let digits = Array(prefix + self.digits(8))
        func cut(_ sizes: [Int], _ separator: String) -> String {
            var start = 0
            return sizes.map { size in
                defer { start += size }
                return String(digits[start..<start + size])
            }.joined(separator: separator)
        }
        let plain = String(digits)
        switch generator.below(20) {
        case 0: return cut([3, 4, 4], " ")
        case 1: return cut([3, 4, 4], "-")
        case 2: return cut([3, 4, 4], ".")
        case 3: return cut([3, 8], " ")
        case 4: return cut([3, 3, 5], "-")
        case 5: return "手机" + cut([4, 4, 3], " ")
        case 6: return "电话：" + cut([5, 6], " ")
        case 7: return "+86 " + plain
        case 8: return "+86-" + cut([3, 4, 4], "-")
        case 9: return "0086" + plain
        case 10: return "（+86）" + cut([3, 4, 4], " ")
        case 11: return plain.map(PrivacySamples.wide).joined()
        case 12: return "＋８６" + plain.map(PrivacySamples.wide).joined()
        case 13: return plain.map(PrivacySamples.han).joined()
        case 14: return cut([3, 4, 4], " ").map { $0 == " " ? " " : PrivacySamples.han($0) }.joined()
        case 15: return cut([3, 4, 4], " - ")
        case 16: return "tel:" + plain
        case 17: return plain + "/" + "139" + self.digits(8)
        case 18: return "手机/微信" + plain + "转告"
        default: return plain
        }
    }

    private mutating func landline() -> String {
        let area = generator.pick(["010", "021", "020", "0755", "0571", "0379", "0431", "0898", "0991"])
        let local = String(2 + generator.below(7)) + digits(area.count == 3 || generator.below(2) == 0 ? 7 : 6)
        let tail = String(local.suffix(4))
        let head = String(local.dropLast(4))
        switch generator.below(12) {
        case 0: return "\(area) \(local)"
        case 1: return "(\(area))\(local)"
        case 2: return "（\(area)）\(local)"
        case 3: return "\(area)-\(head)-\(tail)"
        case 4: return "\(area) \(head) \(tail)"
        case 5: return "座机\(area)\(local)"
        case 6: return "\(area)－\(local)"
        case 7: return "+86-\(area.dropFirst())-\(local)"
        case 8: return "+86 \(area.dropFirst()) \(head) \(tail)"
        case 9: return "\(area)-\(local)-\(digits(3))"
        case 10: return "\(area)—\(local)转\(digits(3))"
        default: return "\(area)-\(local)"
        }
    }

    private mutating func residentID() -> String {
        let place = generator.pick(["110105", "310104", "440305", "330106", "510107", "610113", "230102", "150102"])
        let year = 1940 + generator.below(70)
        let day = two(1 + generator.below(12)) + two(1 + generator.below(28))
        if generator.below(8) == 0 {
            return "身份证号" + place + two(year % 100) + day + digits(3)
        }
        let body = "\(place)\(year)\(day)" + digits(3)
        let whole = body + PrivacySamples.checkDigit(of: body)
        switch generator.below(6) {
        case 0: return "\(place) \(year)\(day) \(whole.suffix(4))"
        case 1: return "\(place)-\(year)\(day)-\(whole.suffix(4))"
        case 2: return whole.lowercased()
        case 3: return whole.map(PrivacySamples.wide).joined()
        default: return whole
        }
    }

    private mutating func card() -> String {
        let (start, length) = generator.pick([
            ("622202", 19), ("621700", 19), ("622588", 16), ("621226", 19), ("623058", 17), ("436742", 19),
            ("955880", 19),
            ("456351", 19), ("4392", 16), ("5201", 16), ("3568", 16), ("3777", 15),
        ])
        let body = start + digits(length - start.count - 1)
        let whole = body + PrivacySamples.luhnDigit(of: body)
        let groups = stride(from: 0, to: length, by: 4).map { String(Array(whole)[$0..<min($0 + 4, length)]) }
        switch generator.below(6) {
        case 0: return groups.joined(separator: " ")
        case 1: return groups.joined(separator: "-")
        case 2: return whole.prefix(6) + " " + whole.dropFirst(6)
        case 3: return "卡号：" + whole
        case 4: return whole.map(PrivacySamples.wide).joined()
        default: return whole
        }
    }

    private mutating func email() -> String {
        let name = generator.pick([
            "zhang.san", "li_si", "wangwu88", "zhao-liu", "13800000000", "a", "kefu+test", "QianQi",
        ])
        let host = generator.pick([
            "qq.com", "163.com", "126.com", "mail.bank.com.cn", "kefu.cn", "gmail.com", "a-b.org", "foxmail.com",
        ])
        return name + generator.pick(["@", "@", "@", "＠"]) + host
    }

    private mutating func plate() -> String {
        let province = generator.pick("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼".map(String.init))
        let letter = generator.pick("ABCDEFGH".map(String.init))
        let gap = generator.pick(["", "", "·", "•", " ", "-"])
        let letters = "ABCDEFGHJKLMNPQRSTUVWXYZ".map(String.init)
        switch generator.below(8) {
        case 0: return province + letter + gap + generator.pick(["D", "F"]) + digits(5)
        case 1: return province + letter + gap + digits(5) + generator.pick(["D", "F"])
        case 2: return province + letter + gap + generator.pick(letters) + digits(4)
        case 3:
            return province + letter + gap + digits(2) + generator.pick(letters) + digits(1) + generator.pick(letters)
        case 4: return province + letter.lowercased() + digits(5)
        case 5: return province + letter + digits(4) + "学"
        case 6: return province + PrivacySamples.wide(Character(letter)) + digits(5).map(PrivacySamples.wide).joined()
        default: return province + letter + gap + digits(5)
        }
    }

    private mutating func account() -> String {
        let name = generator.pick(["zhang_san88", "lisi-2019", "wangwu", "Zhao1990liu", "qianqi_", "sunba888"])
        let number = String(1 + generator.below(9)) + digits(5 + generator.below(5))
        switch generator.below(14) {
        case 0: return "微信号：\(name)"
        case 1: return "微信: \(name)"
        case 2: return "微信号是\(name)"
        case 3: return "加我微信zhang_san88"
        case 4: return "加微信 lisi-2019"
        case 5: return "vx：\(name)"
        case 6: return "VX:\(name)"
        case 7: return "V信号 \(name)"
        case 8: return "WeChat ID: \(name)"
        case 9: return "QQ：\(number)"
        case 10: return "我的QQ号\(number)"
        case 11: return "qq号码是\(number)"
        case 12: return "加QQ \(number)"
        default: return "抖音号：\(name)"
        }
    }

    // MARK: - Negatives

    /// - Parameter count: Of each of the eleven families.
    mutating func negatives(ofEachFamily count: Int) -> [Sample] {
        var samples: [Sample] = []
        for _ in 0..<count {
            for value in [
                order(), amount(), time(), product(), phoneLike(), serviceNumber(), address(), failedCheck(), words(),
                row(), anyDigits(),
            ] {
                let frames = ["{}", "客户提到{}。", "| 内容 | {} |", "- {}", "note: {}", "（{}）", "见“{}”一节", "2026-05-06 {}"]
                samples.append(Sample(text: generator.pick(frames).replacing("{}", with: value), kind: nil))
            }
        }
        return samples
    }

    /// Orders, tickets, parcels.
    private mutating func order() -> String {
        switch generator.below(12) {
        case 0: "订单号：\(digits(16))"
        case 1: "订单号 1\(3 + generator.below(7))\(digits(9))"
        case 2: "工单 20260506\(digits(6))"
        case 3: "DD20260506\(digits(8))"
        case 4: "SF\(digits(13))"
        case 5: "快递单号\(digits(12))"
        case 6: "运单 7\(digits(14))"
        case 7: "流水号：20260506\(digits(10))"
        case 8: "交易号42000\(digits(23))"
        case 9: "YT\(digits(13))"
        case 10: "20260506-\(digits(4))-\(digits(6))"
        default: "JD0\(digits(14))-1-1-"
        }
    }

    private mutating func amount() -> String {
        switch generator.below(8) {
        case 0: "13,8\(digits(2)),\(digits(3)),\(digits(3)) 元"
        case 1: "1\(3 + generator.below(6))\(digits(9)) 元"
        case 2: "￥1\(digits(10)).50"
        case 3: "138\(digits(8)).\(digits(2)) 元"
        case 4: "\(digits(3)) 万元至 \(digits(4)) 万元"
        case 5: "利率 3.\(digits(11))"
        case 6: "人民币1\(3 + generator.below(6))\(digits(9))元整"
        default: "0.\(digits(12))"
        }
    }

    private mutating func time() -> String {
        let day = "2026-\(two(1 + generator.below(12)))-\(two(1 + generator.below(28)))"
        return switch generator.below(8) {
        case 0: "\(day) \(two(generator.below(24))):\(two(generator.below(60))):\(two(generator.below(60)))"
        case 1: day.replacing("-", with: "") + digits(6)
        case 2: "17\(digits(8))"
        case 3: "17\(digits(11))"
        case 4: "17\(digits(14))"
        case 5: "\(day)—2026-12-31"
        case 6: "2019 2020 2021 2022 2023"
        default: "\(day)T09:30:00.\(digits(6))Z"
        }
    }

    private mutating func product() -> String {
        switch generator.below(12) {
        case 0: "ISBN 978-7-\(digits(3))-\(digits(5))-\(digits(1))"
        case 1: "ISBN 9787\(digits(9))"
        case 2: "条码 69\(digits(11))"
        case 3: "69\(digits(11))"
        case 4: "型号 A138-\(digits(4))-\(digits(4))"
        case 5: "v1.\(digits(2)).\(digits(4)).\(digits(4))"
        case 6: "版本 138.\(digits(1)).\(digits(4)).\(digits(3))"
        case 7: "IMEI 86\(digits(13))"
        case 8: "91110105MA\(digits(7))X"
        case 9: "SN: 13\(digits(9))"
        case 10: "产品代码 0\(digits(5))"
        default: "保单号 1\(digits(17))"
        }
    }

    /// Digits that are nearly a telephone number.
    private mutating func phoneLike() -> String {
        switch generator.below(14) {
        case 0: "1\(generator.below(3))\(digits(9))"
        case 1: "138\(digits(7))"
        case 2: "138\(digits(9))"
        case 3: "#138\(digits(8))"
        case 4: "?id=138\(digits(8))"
        case 5: "/users/138\(digits(8))/edit"
        case 6: "A138\(digits(8))"
        case 7: "138\(digits(8))K"
        case 8: "id_138\(digits(8))"
        case 9: "编号：138\(digits(8))"
        case 10: "TX-138\(digits(8))"
        case 11: "154\(digits(8))"
        case 12: "0x138\(digits(8))"
        default: "2026\(two(1 + generator.below(12)))-138\(digits(8))"
        }
    }

    private mutating func serviceNumber() -> String {
        switch generator.below(12) {
        case 0: "400-\(digits(3))-\(digits(4))"
        case 1: "400\(digits(7))"
        case 2: "800-820-\(digits(4))"
        case 3: "95\(digits(3))"
        case 4: "95\(digits(3)) 转 \(digits(4))"
        case 5: "96\(digits(3))"
        case 6: "热线12315或12378"
        case 7: "请拨打10086、10010"
        case 8: "1010\(digits(4))"
        case 9: "400 \(digits(3)) \(digits(4)) 转 1"
        case 10: "客服电话 95\(digits(3))，监管热线12378"
        default: "96\(digits(4))"
        }
    }

    /// Addresses of machines and files.
    private mutating func address() -> String {
        switch generator.below(12) {
        case 0: "138.\(10 + generator.below(90)).\(10 + generator.below(90)).\(100 + generator.below(155))"
        case 1: "139.1\(digits(2)).1\(digits(2)).\(10 + generator.below(90))"
        case 2: "10.0.\(digits(2)).\(digits(2)):8080"
        case 3: "550e8400-e29b-41d4-a716-44\(digits(10))"
        case 4: "git@code.kefu.cn"
        case 5: "logo@2x.png"
        case 6: "someone@example.com"
        case 7: "casebook@1.\(digits(1)).0.tgz"
        case 8: "经度 116.\(digits(8))，纬度 39.\(digits(8))"
        case 9: "https://example.org/p/138\(digits(8))?from=\(digits(10))"
        case 10: "sha256 \(digits(4))a\(digits(11))f\(digits(8))"
        default: "138.\(digits(8))"
        }
    }

    /// The right length and a check digit that doesn't fit, or no place or day that there is.
    private mutating func failedCheck() -> String {
        switch generator.below(6) {
        case 0:
            let body = "1101051949123100" + digits(1)
            return body + PrivacySamples.other(PrivacySamples.checkDigit(of: body))
        case 1: return "11010519491\(3 + generator.below(7))" + digits(6)
        case 2:
            let body = "622202" + digits(12)
            return body + PrivacySamples.other(PrivacySamples.luhnDigit(of: body))
        case 3:
            let body = "4392" + digits(11)
            return body + PrivacySamples.other(PrivacySamples.luhnDigit(of: body))
        case 4: return "990105" + digits(12)
        default: return "9" + digits(15)
        }
    }

    private mutating func words() -> String {
        generator.pick([
            "新A4纸\(digits(2))张", "云A级机房", "全新A\(digits(5))款", "川A股\(digits(6))", "京A1", "苏A\(digits(3))栋",
            "最新B\(digits(5))批次",
            "微信8.0.\(digits(2))", "微信公众号：casebook_help", "微信小程序", "微信支付2.0", "微信：Android 和 iPhone 都可以",
            "QQ音乐\(digits(6))", "QQ邮箱",
            "QQ：20\(digits(2))版", "wx\(digits(16))", "微信是tencent的产品", "抖音搜索投诉处理", "支付宝 10.3.\(digits(2))",
            "一二三四五，上山打老虎",
            "第一二三四条", "十一月一日至十二月三十一日", "一三五七九", "二〇二六年五月六日", "@客服 请跟进", "转给@2号坐席", "a@b", "阿里云A\(digits(5))", "QQ群里说",
            "小红书热搜第\(digits(1))位", "微信扫一扫", "V信息\(digits(5))",
        ])
    }

    /// Rows of numbers, as tables without lines have them.
    private mutating func row() -> String {
        switch generator.below(6) {
        case 0: "\(digits(3)) \(digits(3)) \(digits(3)) \(digits(3))"
        case 1: "第 \(1 + generator.below(9)) 周 \(digits(2)) \(digits(2)) \(digits(2)) \(digits(2)) \(digits(2))"
        case 2: "1.\(digits(1)) 2.\(digits(1)) 3.\(digits(1)) 4.\(digits(1)) 5.\(digits(1))"
        case 3: "邮编 \(digits(6))，区号 0755"
        case 4: "2\(digits(3))-2\(digits(3)) 2\(digits(3))-2\(digits(3))"
        default: "股票代码 60\(digits(4))，基金 1\(digits(5))"
        }
    }

    /// Digits without rhyme or reason: some of these have a right check digit, or are a number by chance.
    private mutating func anyDigits() -> String {
        let groups = (0..<(1 + generator.below(3))).map { _ in digits(3 + generator.below(8)) }
        return groups.joined(separator: generator.pick([" ", "-", "、", "/", "：", "~"]))
    }

    // MARK: - Digits

    private mutating func digits(_ count: Int) -> String {
        (0..<count).map { _ in String(generator.below(10)) }.joined()
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    private static func wide(_ character: Character) -> String {
        guard let byte = character.asciiValue, byte > 0x20 else { return String(character) }
        return String(Character(Unicode.Scalar(UInt32(byte) + 0xFEE0)!))
    }

    private static func han(_ digit: Character) -> String {
        String(Array("零一二三四五六七八九")[digit.wholeNumberValue ?? 0])
    }

    /// GB 11643 over seventeen digits.
    private static func checkDigit(of body: String) -> String {
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(weights, body).reduce(0) { $0 + $1.0 * ($1.1.wholeNumberValue ?? 0) }
        return ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][sum % 11]
    }

    private static func luhnDigit(of body: String) -> String {
        var sum = 0
        for (offset, digit) in body.reversed().enumerated() {
            let value = (digit.wholeNumberValue ?? 0) * (offset % 2 == 0 ? 2 : 1)
            sum += value > 9 ? value - 9 : value
        }
        return String((10 - sum % 10) % 10)
    }

    /// Any digit but this one.
    private static func other(_ digit: String) -> String { String(((Int(digit) ?? 4) + 3) % 10) }
}

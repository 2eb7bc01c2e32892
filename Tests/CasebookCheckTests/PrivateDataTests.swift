import CasebookCheck
import CasebookModel
import TestSupport
import Testing

/// All numbers and addresses here are invented: the digits count up or repeat, and where a check digit is needed it was
/// worked out for them.
@Suite struct PrivateDataTests {
    private func found(_ text: String) -> [String] {
        PrivateData.find(in: Array(text.utf8), file: "f").map { diagnostic in
            guard case .privateData(let kind, let masked) = diagnostic.problem else { return "?" }
            return "\(kind.rawValue) \(masked)"
        }
    }

    @Test(arguments: [
        ("车牌京A12345", ["plate 京A****5"]), ("粤B·D12345", ["plate 粤B****5"]), ("京A1234", []), ("京AB", []), ("苏A级", []),
        ("新A12O45", []), ("粤BD12345", ["plate 粤B****5"]), ("沪a-12F45", ["plate 沪a****5"]), ("全新A12345款", []),
        ("京A1234学", ["plate 京A****学"]), ("京AB12C3D", []), ("微信号：zhang_san88", ["socialAccount zh****8"]),
        ("微信号 是zhangsan", ["socialAccount zh****n"]),
        ("微信小程序", []), ("微信 zhangsan", []), ("微信号：abc", []), ("我的QQ号123456789", ["socialAccount 12****9"]),
        ("QQ：12345", ["socialAccount 12****5"]), ("QQ 12345", []), ("QQ：1234", []),
    ])
    func `plates and accounts are found where a word says what they are`(text: String, expected: [String]) {
        #expect(found(text) == expected)
    }

    @Test func `a pattern that takes too long is a finding in the file that it was not looked for in`() {
        let rules = PrivacyRules(patterns: ["客户号[0-9]{6}", "(8|88)+号"])
        let bytes = Array(("客户号123456（虚构）" + String(repeating: "8", count: 300)).utf8)
        let found = PrivateData.find(in: bytes, file: "f", own: OwnPrivacy(rules))
        #expect(
            found.map(\.problem) == [
                .privateData(kind: .own, masked: "客户****6"), .slowPattern(pattern: "(8|88)+号", list: "casebook.yml"),
            ])
    }

    @Test func `a site's own patterns are findings, its exceptions none`() {
        let rules = PrivacyRules(patterns: ["客户号[0-9]{6}"], exceptions: ["010-12345678"])
        let bytes = Array("热线010-12345678，另一个010-87654321，客户号123456（均为虚构）".utf8)
        let found = PrivateData.find(in: bytes, file: "f", own: OwnPrivacy(rules))
        #expect(
            found.map { String(decoding: bytes[$0.range.start..<$0.range.end], as: UTF8.self) } == [
                "010-87654321", "客户号123456",
            ])
        #expect(found.last?.problem == .privateData(kind: .own, masked: "客户****6"))
    }

    @Test(arguments: [
        ("13812345678", ["mobileNumber 138****5678"]), ("138 1234 5678", ["mobileNumber 138****5678"]),
        ("138-1234-5678", ["mobileNumber 138****5678"]),
        ("+86 138 1234 5678", ["mobileNumber 86 ****5678"]), ("+8613812345678", ["mobileNumber 861****5678"]),
        ("86-13812345678", ["mobileNumber 86-****5678"]),
        ("手机13812345678。", ["mobileNumber 138****5678"]), ("电话：19912345678，", ["mobileNumber 199****5678"]),
        // Behind dates, times and numbers of lists.
        ("2026-05-06 13812345678", ["mobileNumber 138****5678"]), ("09:30 13812345678", ["mobileNumber 138****5678"]),
        ("1 13812345678", ["mobileNumber 138****5678"]),
        ("13812345678 13912345678", ["mobileNumber 138****5678", "mobileNumber 139****5678"]),
        ("13812345678-1", ["mobileNumber 138****5678"]), ("138.1234.5678", ["mobileNumber 138****5678"]),
        ("138 12345678", ["mobileNumber 138****5678"]), ("138-123-45678", ["mobileNumber 138****5678"]),
        ("手机 1381 234 5678 转告", ["mobileNumber 138****5678"]), ("1 3 8 1 2 3 4 5 6 7 8", ["mobileNumber 1 3**** 7 8"]),
        ("１３８１２３４５６７８", ["mobileNumber １３８****５６７８"]), ("一三八一二三四五六七八", ["mobileNumber 一三八****五六七八"]),
        ("幺三八 一二三四 五六七八", ["mobileNumber 幺三八****五六七八"]), ("0086 138 1234 5678", ["mobileNumber 008****5678"]),
        ("13812345678/13912345678", ["mobileNumber 138****5678", "mobileNumber 139****5678"]),
        ("13812345678一直打不通", ["mobileNumber 138****5678"]), ("tel=13812345678", ["mobileNumber 138****5678"]),
        ("座机01012345678", ["landlineNumber 010****5678"]), ("075587654321", ["landlineNumber 075****4321"]),
        ("(0755)12345678", ["landlineNumber 075****5678"]), ("+86-10-1234-5678", ["landlineNumber 86-****5678"]),
        ("身份证110105491231002", ["residentID 110****1002"]), ("110105491231002", []),
        ("110105 19491231 002X", ["residentID 110****002X"]), ("6212 345678 901232", ["bankCard 621****1232"]),
        ("工单号：13812345678", []), ("138.1234.56789", []), ("138.123.145.67", []), ("13812345678.50", []),
        ("一三八一二三四五六七", []), ("2026-13812345678", []), ("手机号列\n1500 2000 180 40", []),
        ("zhang＠kefu.cn", ["email z***＠kefu.cn"]),
        ("010-12345678", ["landlineNumber 010****5678"]), ("0755-1234567", ["landlineNumber 075****4567"]),
        ("0755 12345678", ["landlineNumber 075****5678"]),
        ("11010519491231002X", ["residentID 110****002X"]), ("11010519491231002x", ["residentID 110****002x"]),
        ("110105188001010014", []),
        ("440524198001010013", ["residentID 440****0013"]), ("身份证11010519491231002X号", ["residentID 110****002X"]),
        ("6222 0000 0000 0000 1", []), ("6212345678901232", ["bankCard 621****1232"]),
        ("6212 3456 7890 1232", ["bankCard 621****1232"]),
        ("6212345678900000003", ["bankCard 621****0003"]), ("4111111111111111", ["bankCard 411****1111"]),
        ("5500-0000-0000-0004", ["bankCard 550****0004"]),
        ("zhang.san+x@kefu.cn", ["email z***@kefu.cn"]), ("邮箱abc_1@a-b.kefu.com，", ["email a***@a-b.kefu.com"]),
        ("a@b.cc.", ["email a***@b.cc"]),
        ("13812345678@kefu.cn", ["mobileNumber 138****5678", "email 1***@kefu.cn"]),
    ])
    func `numbers and addresses of people are found and masked`(text: String, expected: [String]) {
        #expect(found(text) == expected)
    }

    @Test(arguments: [
        // Service numbers.
        "400-810-1234", "4008101234", "800-820-1234", "95588", "95588 转 9", "96110", "12315", "12378", "10086",
        "1010 0861",
        // Amounts, dates, versions, identifiers.
        "2026-05-06", "2026-05-06 09:30", "20260506093015", "12345678901", "10812345678", "3.13812345678",
        "1.13812345678", "#13812345678", "a13812345678", "13812345678b",
        "id_13812345678", "/13812345678/", "?id=13812345678", "0x13812345678", "1381234567", "138123456789",
        "1-2-3-4-5-6-7-8-9-0-1",
        // No check digit fits.
        "110105194912310021", "110105194913310023", "011010519491231002", "6212345678901234", "62123456789012",
        "7212345678901232", "62123456789012320000",
        "00-12345678", "010-123456", "0101-123456789", "01012345678",
        // No addresses.
        "@someone", "a@b", "a@b.c", "a@.cn", "a@example.com", "a@host.example", "a@b.1", "logo@2x.png", "icon@3x.webp",
        "git@github.com", "pkg@1.2.3", "@scope/pkg",
        "a @ b.cn", "", "@", "1", "-", "11010519491231002", "x",
    ])
    func `service numbers, amounts and names of things are none`(text: String) {
        #expect(found(text) == [])
    }

    @Test func `a finding's range is the number in the file`() {
        let text = "客户 2026-05-06 说：138 1234 5678 或 zhang@kefu.cn"
        let bytes = Array(text.utf8)
        let words = PrivateData.find(in: bytes, file: "f").map {
            String(decoding: bytes[$0.range.start..<$0.range.end], as: UTF8.self)
        }
        #expect(words == ["138 1234 5678", "zhang@kefu.cn"])
    }

    @Test func `excerpts show the ends of a number only, and every other byte as it is`() {
        let bytes = Array("电话 13812345678，邮箱 zhang@kefu.cn".utf8)
        let found = PrivateData.find(in: bytes, file: "f")
        let masked = PrivateData.masked(bytes, in: "f", found)
        #expect(String(decoding: masked, as: UTF8.self) == "电话 13*******78，邮箱 zh*********cn")
        #expect(PrivateData.masked(bytes, in: "other", found) == bytes)
        let han = Array("幺三八一二三四五六七八，１３８１２３４５６７８".utf8)
        let veiled = PrivateData.masked(han, in: "f", PrivateData.find(in: han, file: "f"))
        #expect(String(decoding: veiled, as: UTF8.self) == "幺＊＊＊＊＊＊＊＊＊八，１＊＊＊＊＊＊＊＊＊８")
        #expect(PrivateData.masked([0x61], in: "f", found) == [0x61])
    }

    @Test func `no message repeats a whole number`() {
        for text in [
            "13812345678", "010-12345678", "11010519491231002X", "6212345678901232", "zhang@kefu.cn", "a@b.cc",
        ] {
            for diagnostic in PrivateData.find(in: Array(text.utf8), file: "f") {
                #expect(!diagnostic.problem.wording.chinese.message.contains(text))
                #expect(!diagnostic.problem.wording.english.message.contains(text))
            }
        }
    }

    @Test func `any bytes are looked through in one pass`() {
        var generator = Generator(state: 59)
        let pieces = [
            "1", "3", "8", "0", "6", "2", " ", "-", "@", ".", "x", "X", "中", "a", "13812345678", "6212", "010", "\n",
            "+86", "一", "三", "１", "．", "微信", "QQ：", "京A", "＠",
        ].map { Array($0.utf8) }
        for _ in 0..<3000 {
            let bytes = (0..<generator.below(30)).flatMap { _ in generator.pick(pieces) }
            let found = PrivateData.find(in: bytes, file: "f")
            #expect(found.allSatisfy { $0.range.start < $0.range.end && $0.range.end <= bytes.count })
            #expect(PrivateData.masked(bytes, in: "f", found).count == bytes.count)
        }
        let time = threadTime {
            for piece in ["一", "1 - ", "京A", "微信号", "QQ：", "1", "1 ", "1-", "@", "a@", "a.", "1381234567", "12345 "] {
                _ = PrivateData.find(
                    in: Array(String(repeating: piece, count: 50_000 / piece.utf8.count).utf8), file: "f")
            }
        }
        #expect(time < .seconds(20))
    }
}

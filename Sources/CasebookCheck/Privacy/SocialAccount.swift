/// An account behind the name of a service, where a word says that a name follows: `微信号：…`, `加我vx …`, `QQ 是…`.
enum SocialAccount {
    static func range(in bytes: [UInt8], at index: Int) -> Range<Int>? {
        guard let service = services.first(where: { isNamed($0, in: bytes, at: index) }) else { return nil }
        let lead = Lead(in: bytes, after: index + service.name.count, before: index)
        guard lead.leadsToName(of: service.kind) else { return nil }
        var end = lead.end
        while end < bytes.count, bytes[end].isNameByte { end += 1 }
        let name = bytes[lead.end..<end]
        // An address of a mailbox or a host is something else.
        if end < bytes.count, bytes[end] == UInt8(ascii: "@") || bytes[end] == UInt8(ascii: ".") && hasMore(bytes, end)
        {
            return nil
        }
        return service.kind.isName(name, lead, bytes[end...]) ? lead.end..<end : nil
    }

    private static func hasMore(_ bytes: [UInt8], _ dot: Int) -> Bool {
        dot + 1 < bytes.count && bytes[dot + 1].isNameByte
    }

    private static func isNamed(_ service: Service, in bytes: [UInt8], at index: Int) -> Bool {
        guard bytes.count - index > service.name.count else { return false }
        for (offset, byte) in service.name.enumerated() {
            let found = bytes[index + offset]
            if found != byte, !(found.isLetter && found | 0x20 == byte) { return false }
        }
        // `wx` inside another word is none.
        return !service.name[0].isLetter || index == 0 || !bytes[index - 1].isNameByte
    }

    private struct Service {
        let name: [UInt8]
        let kind: Kind

        init(_ name: String, _ kind: Kind) {
            self.name = Array(name.utf8)
            self.kind = kind
        }
    }

    /// Letters in lower case.
    private static let services = [
        Service("微信", .weChat), Service("薇信", .weChat), Service("威信", .weChat), Service("v信", .weChat),
        Service("wechat", .weChat), Service("weixin", .weChat), Service("vx", .weChat), Service("wx", .weChat),
        Service("qq", .qq), Service("扣扣", .qq),
        Service("抖音", .other), Service("快手", .other), Service("小红书", .other), Service("微博", .other),
        Service("钉钉", .other), Service("支付宝", .other),
    ]

    enum Kind { case weChat, qq, other }

    /// What stands between a service and a name.
    struct Lead {
        /// Where the name begins.
        private(set) var end: Int
        /// `号`, `账号`, `ID`.
        private(set) var isAccount = false
        private(set) var hasColon = false
        /// `是`, `为`.
        private(set) var hasVerb = false
        /// `加` before the service.
        let isInvited: Bool

        init(in bytes: [UInt8], after start: Int, before service: Int) {
            end = start
            let before = bytes[max(0, service - 12)..<service]
            isInvited = before.indices.contains { before[$0...].starts(with: "加".utf8) }
            while let lead = Lead.words.first(where: { bytes[end...].starts(with: $0.word) }) {
                end += lead.word.count
                switch lead.kind {
                case .account: isAccount = true
                case .colon: hasColon = true
                case .verb: hasVerb = true
                case .blank: break
                }
            }
        }

        func leadsToName(of kind: Kind) -> Bool {
            kind == .other ? isAccount : isAccount || hasColon || hasVerb || isInvited
        }

        private enum WordKind { case account, colon, verb, blank }

        private static let words: [(word: [UInt8], kind: WordKind)] = {
            func words(_ words: [String], _ kind: WordKind) -> [(word: [UInt8], kind: WordKind)] {
                words.map { (Array($0.utf8), kind) }
            }
            return words(["账号", "帐号", "号码", "号", "ID", "id"], .account) + words(["：", ":", "（", "("], .colon)
                + words(["是", "为", "叫"], .verb) + words([" ", "\u{3000}"], .blank)
        }()
    }
}

extension SocialAccount.Kind {
    fileprivate func isName(_ name: ArraySlice<UInt8>, _ lead: SocialAccount.Lead, _ behind: ArraySlice<UInt8>) -> Bool
    {
        let isOfDigits = name.allSatisfy(\.isDigit)
        switch self {
        case .qq:
            return (5...11).contains(name.count) && isOfDigits && name.first != UInt8(ascii: "0")
                && !SocialAccount.units.contains { behind.starts(with: $0) }
        case .weChat:
            // WeChat's own rule: 6 to 20 characters, a letter first.
            guard (6...20).contains(name.count), name.first?.isLetter == true else { return false }
            let isOfLetters = name.allSatisfy(\.isLetter)
            if isOfLetters, SocialAccount.things.contains(where: { name.elementsEqual($0, by: { $0 | 0x20 == $1 }) }) {
                return false
            }
            return !isOfLetters || lead.isAccount || lead.hasColon
        case .other:
            // Telephone numbers are found by themselves.
            return (5...30).contains(name.count) && !(isOfDigits && name.count == 11)
        }
    }
}

extension SocialAccount {
    /// Behind a number that counts something.
    fileprivate static let units = "版 年 万 人 个 级 元 天 次".split(separator: " ").map { Array($0.utf8) }

    /// What is said of a service with a colon and is no account.
    fileprivate static let things = "android iphone windows wechat weixin tencent official version harmony online"
        .split(separator: " ").map { Array($0.utf8) }
}

extension UInt8 {
    fileprivate var isNameByte: Bool { isLetter || isDigit || self == UInt8(ascii: "_") || self == UInt8(ascii: "-") }
}

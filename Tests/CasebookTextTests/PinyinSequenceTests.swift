import CasebookText
import Foundation
import Testing

@Suite struct PinyinSequenceTests {
    private struct Vector: Codable, Equatable {
        var input: String
        /// An element that only begins a syllable ends in `*`.
        var sequences: [String]
        var initials: [String]
    }

    private static let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Fixtures/pinyin/segmentation.json").standardizedFileURL

    @Test(arguments: [
        ("tousu", ["tou su", "tou su*"]),
        ("tous", ["tou s*"]),
        ("ts", ["t* s*"]),
        ("tsu", ["t* su"]),
        ("xian", ["xian", "xi an", "xian*", "xia n*"]),
        ("xi'an", ["xi an", "xi an*", "xi a* n*"]),
        ("xi’an", ["xi an", "xi an*", "xi a* n*"]),
        ("fang an", ["fang an", "fang an*", "fang a* n*"]),
        ("af", ["a* f*"]),
        ("an", ["an", "an*", "a* n*"]),
        ("fa", ["fa", "fa*", "f* a*"]),
        ("zh", ["zh*", "z* h*"]),
        ("zhsh", ["zh* sh*", "zh* s* h*", "z* h* sh*"]),
        ("t s c l", ["t* s* c* l*"]),
        ("celve", ["ce lve", "ce lv e*"]),
        ("celue", ["ce lve", "ce lv e*"]),
        ("nüer", ["nv er", "nve r*", "nv e* r*"]),
        ("nver", ["nv er", "nve r*", "nv e* r*"]),
        ("lu'e", ["lu e*"]),
        ("i", []),
        ("vip", []),
        ("tousu1", []),
        ("投su", []),
        ("", []),
        (" ' ", []),
    ])
    func `letters are cut in every way worth asking for`(input: String, expected: [String]) {
        #expect(described(pinyinSequences(of: input)) == expected)
    }

    @Test(arguments: [
        ("smshaf", ["s* m* s* h* a* f*"]),
        ("shafa", ["s* h* a* f* a*", "sh* a* f* a*"]),
        ("zhdeshde", ["z* h* d* e* s* h* d* e*", "zh* d* e* sh* d* e*"]),
        ("tousu", []),
        ("tstsl", []),
        ("zhsh", ["z* h* s* h*"]),
        ("sh", []),
        ("smshafsmshafsmsha", []),
        ("投su", []),
        ("", []),
    ])
    func `letters are cut as initials alone where they read otherwise`(input: String, expected: [String]) {
        #expect(described(pinyinInitials(of: input)) == expected)
    }

    @Test func `an element means the syllables that it names or begins`() throws {
        let sequence = try #require(pinyinSequences(of: "zhtou").first)
        let expected = [("zhuang", true, false), ("zha", true, false), ("za", false, false), ("tou", false, true)]
        for (name, first, second) in expected {
            let syllable = try #require(PinyinSyllable(named: name))
            #expect(sequence[0].matches(syllable) == first && sequence[1].matches(syllable) == second)
        }
        #expect(sequence.map(\.letter) == Array("zt".utf8) && sequence.map(\.letters) == ["zh", "tou"])
        let initial = try #require(pinyinSequences(of: "zt").first?.first)
        #expect(try initial.matches(#require(PinyinSyllable(named: "zhuang"))))
    }

    @Test func `a run of 200 letters is cut too`() {
        let long = pinyinSequences(of: String(repeating: "xian", count: 50))
        #expect(long.count == 4 && long[0].count == 50)
        #expect(pinyinSequences(of: String(repeating: "t", count: 200)).first?.count == 200)
    }

    /// `CASEBOOK_RECORD=1` writes the file anew; that run fails, so that it can't pass unseen.
    @Test func `cutting gives the recorded vectors`() throws {
        let vectors = PinyinInputs.all.map {
            Vector(
                input: $0, sequences: described(pinyinSequences(of: $0)), initials: described(pinyinInitials(of: $0)))
        }
        if ProcessInfo.processInfo.environment["CASEBOOK_RECORD"] != nil {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let lines = try vectors.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
            try Data(("[\n" + lines.joined(separator: ",\n") + "\n]\n").utf8).write(to: Self.file)
            Issue.record("recorded \(vectors.count) vectors")
            return
        }
        let recorded = try JSONDecoder().decode([Vector].self, from: try Data(contentsOf: Self.file))
        #expect(recorded.count >= 300)
        #expect(recorded == vectors)
    }

    private func described(_ sequences: [[PinyinElement]]) -> [String] {
        sequences.map { sequence in
            sequence.map { $0.isWhole ? $0.letters : $0.letters + "*" }.joined(separator: " ")
        }
    }
}

/// What people type: whole words, every beginning of some, initials, mixtures, and what isn't pinyin.
private enum PinyinInputs {
    static let all: [String] = {
        var seen: Set<String> = []
        return (written + beginnings + initials + mixed).filter { seen.insert($0).inserted }
    }()

    private static let words = [
        "tou su", "tou su chu li", "an fu hua shu", "tun chao", "tun ka", "yin hang", "chong qing", "kuai ji",
        "hang hao",
        "chang qi", "liao jie", "huan kuan", "chong fu", "diao cha", "tiao jie", "pian yi", "cha bie", "chu chai",
        "lian hang hao", "hang zhang", "li lv", "ce lve", "nve dai", "nv er", "pei chang", "tui kuan", "dao qian",
        "qing xu", "fa huo", "ma ren", "jing cha", "wei xie", "sheng ji", "lu yin", "pai dui", "shou xu fei",
        "xin yong ka", "zhang hu dong jie", "kou kuan", "e du", "ying ye ting", "da tang jing li", "yin si", "xie lou",
        "zha pian", "zhuan zhang", "xian jin", "cun kuan", "dai kuan", "ti qian huan kuan", "yu qi", "zheng xin",
        "tui bao",
        "li pei", "shang men", "gong dan", "hui fang", "man yi du", "jian guan", "ao man", "en hui", "ou ran", "er ci",
        "bu fu", "tai du", "jie shi", "xi an", "ping an", "fang an", "ti an", "dang an", "jiao e", "hai er", "dan ao",
    ]

    private static let written = [
        "a", "e", "o", "i", "u", "v", "b", "z", "zh", "c", "ch", "s", "sh", "n", "ng", "m", "hm", "ai", "ei", "ou",
        "er",
        "xian", "xiang", "xianguo", "fangan", "fanganjian", "tiana", "tianan", "danan", "pingan", "jiane", "jiange",
        "nine", "nanning", "nanguo", "shanguang", "gangao", "dangan", "langan", "changan", "changang", "yinger",
        "jinan", "jinang", "liangan", "mingan", "qinai", "enai", "aiai", "aoao", "eee", "aaa", "ooo", "aeo", "yueer",
        "lv", "nv", "lu", "nu", "lue", "nue", "lve", "nve", "lvse", "nvren", "lü", "lüe", "nüe", "lu'e", "lu e", "nu'e",
        "luelue", "nuer", "xi'an", "xi an", "xi’an", "xi'", "'xi", "x'i", "x'ian", "t'ian'an", "fan'gan", "fang'an",
        "tou su", "t s", "t s c l", "tou s", "t su", "to us", "zh sh", "z h", "s h", "sh i", "  tousu  ", "tou''su",
        "atm", "vip", "app", "iphone", "uu", "wifi", "iso", "pos", "sms", "ok", "hello", "kpi", "qq", "b2b", "tousu1",
        "tousu-chuli", "投su", "café", "ñ", "", " ", "'", "tousü", "zhuang", "chuang", "shuang", "zhuangzhuang",
        "zhz", "zzh", "zhzh", "chch", "shsh", "zcs", "zhchsh", "hh", "hsh", "shh", "szh", "afhs", "af", "an", "ang",
        "en",
        "eng", "angang", "fa", "da", "ba", "ye", "je", "xe", "ce", "de", "te", "ne", "gas", "ban", "bao", "hei", "shei",
        "fafafa", "gaogao", "kuaiji", "huiji", "xingzhang", "hangzhang", "yhhh", "lhh", "cqfh", "kjkm", "khxw",
        "smshaf", "shmshhaf", "zhdeshde", "s m s h a f", "sm sh af",
        "ttttttttttttttttttttttttttttttttttttttttttttt", "xianxianxianxianxianxian", "anananananananananan",
    ]

    private static let beginnings = words.prefix(30).flatMap { word in
        let letters = word.filter { $0 != " " }
        return (1...letters.count).map { String(letters.prefix($0)) }
    }

    private static let initials = words.map { word in String(word.split(separator: " ").compactMap(\.first)) }

    /// The first syllable written out and the rest as initials, the other way round, and with spaces.
    private static let mixed = words.flatMap { word in
        let syllables = word.split(separator: " ")
        let first = String(syllables[0])
        let last = String(syllables[syllables.count - 1])
        let initials = syllables.compactMap(\.first)
        return [first + String(initials.dropFirst()), String(initials.dropLast()) + last, word]
    }
}

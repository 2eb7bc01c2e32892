import CasebookText
import Foundation
import Testing

/// What words are read as, in `Tests/Fixtures/pinyin/readings.json`: written by people who know, not recorded.
@Suite struct PinyinReadingTests {
    struct Case: Codable, CustomTestStringConvertible {
        var text: String
        /// A syllable for each Chinese character; where the text leaves several open, separated by `/`, most usual first.
        var reading: String

        var testDescription: String { text }
    }

    static let cases: [Case] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fixtures/pinyin/readings.json").standardizedFileURL
        guard let data = try? Data(contentsOf: file) else { return [] }
        return (try? JSONDecoder().decode([Case].self, from: data)) ?? []
    }()

    @Test func `the fixture is there`() {
        #expect(PinyinReadingTests.cases.count >= 250)
    }

    @Test(arguments: cases)
    func `words are read as people read them`(example: Case) {
        #expect(reading(of: example.text) == example.reading)
    }

    @Test(arguments: [
        ("重", "zhong/chong"), ("行", "xing/hang"), ("长", "zhang/chang"), ("还", "hai/huan"), ("调", "tiao/diao"),
        ("得", "de/dei"), ("乐", "le/yue"), ("率", "lv/shuai"), ("的", "de"), ("了", "le"), ("都", "dou"), ("投", "tou"),
        ("女", "nv"), ("略", "lve"), ("〇", "ling"), ("㧑", "hui"), ("𬬭", "lun"),
    ])
    func `a character by itself keeps its usual readings`(character: String, expected: String) {
        #expect(reading(of: character) == expected)
    }

    @Test(arguments: [("的", ["de", "di"]), ("了", ["le", "liao"]), ("会", ["hui", "kuai"]), ("投", ["tou"])])
    func `rare readings are known besides the usual ones`(character: String, expected: [String]) throws {
        let scalar = try #require(character.unicodeScalars.first)
        #expect(Pinyin.shared.allReadings(of: scalar.value).map(\.name) == expected)
    }

    @Test(arguments: [
        ("ATM吞卡", ["", "", "", "tun", "ka"]), ("，。1a ", ["", "", "", "", ""]), ("", []), ("銀行", ["yin", "hang"]),
    ])
    func `each code point has its place in the answer`(text: String, expected: [String]) {
        #expect(Pinyin.shared.readings(of: text).map { $0.first?.name ?? "" } == expected)
    }

    @Test func `every syllable has a name, in order, and is found by it`() {
        let names = PinyinSyllable.all.map(\.name)
        #expect(names.count == PinyinSyllable.count && names == names.sorted())
        #expect(names.allSatisfy { PinyinSyllable(named: $0)?.name == $0 })
        for name in ["", "x", "tous", "lue", "zuoo", "hm", "TOU"] { #expect(PinyinSyllable(named: name) == nil) }
        #expect(PinyinSyllable(named: "zhuang")?.letter == UInt8(ascii: "z"))
    }

    @Test(arguments: [
        ("chong qing", "chong qing"), ("Xi'an", "xi an"), ("ce  lüe", "ce lve"), ("nue dai", "nve dai"), ("", ""),
        ("chóng qìng", nil), ("chongqing", nil),
    ])
    func `written syllables are read`(text: String, expected: String?) {
        #expect(PinyinSyllable.written(text)?.map(\.name).joined(separator: " ") == expected)
    }

    @Test func `characters by syllable leave out what ordinary text does not use`() {
        var characters: [String: [UInt32]] = [:]
        Pinyin.shared.forEachOrdinarySyllable { characters[$0.name] = $1 }
        #expect(characters["tou"]?.compactMap(Unicode.Scalar.init).map(Character.init) == Array("偷头投透钭骰"))
        #expect(characters["chong"]?.contains(0x91CD) == true && characters["zhong"]?.contains(0x91CD) == true)
        #expect(characters.values.allSatisfy { $0 == $0.sorted() && Set($0).count == $0.count })
        #expect((8000...8600).contains(characters.values.reduce(0) { $0 + $1.count }))
    }

    private func reading(of text: String) -> String {
        Pinyin.shared.readings(of: text).filter { !$0.isEmpty }
            .map { $0.map(\.name).joined(separator: "/") }.joined(separator: " ")
    }
}

import CasebookText
import Testing

@Suite struct FoldingTests {
    @Test(arguments: [
        ("", ""),
        ("ABC abc", "abc abc"),
        ("ＡＢＣ１２３", "abc123"),
        ("投诉，处理。", "投诉,处理。"),
        ("投訴處理", "投诉处理"),
        ("吞鈔", "吞钞"),
        ("後臺說裡麼", "后台说里么"),
        ("瞭解 藉口 著急 乾燥", "了解 借口 着急 干燥"),
        ("⾞⾧", "车长"),
        ("①②⑩", "1210"),
        ("等等…", "等等..."),
        ("㎡ ㈱ ㏑", "m2 (株) ln"),
        ("ﬁne Straße", "fine straße"),
        ("İSTANBUL", "i\u{307}stanbul"),
        ("ΟΔΟΣ", "οδοσ"),
        ("e\u{301} é", "é é"),
        ("a\u{323}\u{307} ạ\u{307}", "ạ\u{307} ạ\u{307}"),
        ("ｶﾞｷﾞ", "ガギ"),
        ("か\u{3099}", "が"),
        ("\u{1100}\u{1161}\u{11A8} 각", "각 각"),
        ("投\u{200B}诉\u{FEFF} 软\u{AD}件 葛\u{E0100}", "投诉 软件 葛"),
        ("𠮷野 😀", "𠮷野 😀"),
        ("𝔸𝟙", "a1"),
    ])
    func `spellings that mean the same become the same`(text: String, folded: String) {
        #expect(Array(fold(text).unicodeScalars) == Array(folded.unicodeScalars))
    }

    @Test func `a mark joins the character before it even behind text that folds by itself`() {
        let folded = fold("投诉Ａ\u{30A}处理")
        #expect(Array(folded.unicodeScalars) == Array("投诉å处理".unicodeScalars))
    }

    @Test func `bytes that are not UTF-8 become replacement characters`() {
        let bytes: [UInt8] = [0x61, 0xFF, 0xE6, 0x8A, 0x62, 0xED, 0xA0, 0x80]
        var scalars: [UInt32] = []
        bytes.withUnsafeBufferPointer { appendFolded($0, to: &scalars) }
        #expect(scalars == [0x61, 0xFFFD, 0xFFFD, 0xFFFD, 0x62, 0xFFFD, 0xFFFD, 0xFFFD])
    }

    @Test func `many marks in a row take no more than their time`() {
        let marks = String(repeating: "\u{301}\u{323}", count: 50_000)
        #expect(foldedScalars("a" + marks).count == 100_000)
    }

    @Test func `no simplified character is a traditional one`() {
        let traditional = Set(simplifiedCharacters.map(\.traditional))
        #expect(traditional.count == simplifiedCharacters.count)
        #expect(simplifiedCharacters.allSatisfy { !traditional.contains($0.simplified) })
        #expect(simplifiedCharacters.count > 4000)
    }
}

import CasebookText
import Foundation
import Testing

/// What analysis gives for more than two thousand texts, recorded in `Tests/Fixtures/analyzer/golden.json`, which the browser
/// test reads too: a query is cut there, an index here, and the two have to agree.
///
/// After a change of the analyzer, `CASEBOOK_RECORD=1` writes the file anew; that run fails, so that it can't pass unseen.
@Suite struct GoldenVectorTests {
    private struct Vector: Codable, Equatable {
        var text: String
        var folded: String
        var terms: [String]
    }

    private static let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Fixtures/analyzer/golden.json").standardizedFileURL

    @Test func `analysis gives the recorded vectors`() throws {
        let vectors = GoldenTexts.all.map { Vector(text: $0, folded: fold($0), terms: terms(of: $0)) }
        if ProcessInfo.processInfo.environment["CASEBOOK_RECORD"] != nil {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let lines = try vectors.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
            try Data(("[\n" + lines.joined(separator: ",\n") + "\n]\n").utf8).write(to: Self.file)
            Issue.record("recorded \(vectors.count) vectors")
            return
        }
        let recorded = try JSONDecoder().decode([Vector].self, from: try Data(contentsOf: Self.file))
        #expect(recorded.count >= 2000)
        #expect(recorded.count == vectors.count)
        for (vector, recorded) in zip(vectors, recorded) {
            // Compared by scalars: equality of strings overlooks what normalization changes.
            #expect(Array(vector.folded.unicodeScalars) == Array(recorded.folded.unicodeScalars), "\(vector.text)")
            #expect(
                vector.terms.map { Array($0.unicodeScalars) } == recorded.terms.map { Array($0.unicodeScalars) },
                "\(vector.text)")
        }
    }
}

/// Texts for the vectors: written ones for what is known to be hard, and mixtures of all scripts that numbers choose.
private enum GoldenTexts {
    static let all = written + mixtures(2200)

    private static let written = [
        "吞钞", "吞鈔", "投诉处理六步法", "客户一直骂人怎么办", "安抚话术", "我的錢被機器吃了", "行号", "ATM吞卡", "ISO 10002:2018",
        "第4步", "４步走", "95%的客户", "1.5倍", "2026-11-20", "2026/11/20", "P62–P63", "a.b.c", "_private_name", "x-y_z/w",
        "“每个人都说急”", "《办法》第12条", "【提示】", "①先听②再问", "等等……", "—— 破折号", "全角ＡＢＣ与半角ABC", "㎡", "㈠㈡", "℃", "№5",
        "ﬁle", "ﬀ", "Ω", "K", "Å", "ẞ", "İI", "ǅ", "ΑΒΓς", "ПРИВЕТ", "Ελλάδα", "naïve café", "e\u{301}e\u{300}",
        "q\u{307}\u{323}",
        "ﾎﾟﾝﾄﾞ", "パーソナル", "は\u{3099}", "カード・ローン", "한국어 검색", "\u{1112}\u{1161}\u{11AB}", "ไทยภาษา", "ພາສາ", "ខ្មែរ", "မြန်မာ",
        "हिन्दी", "العربية", "עִבְרִית", "😀笑", "👩‍👩‍👧", "🇨🇳", "1️⃣2️⃣", "𠮷𠮷", "𝒜𝓑", "²³¹", "½", "Ⅳ", "㋿", "㍿", "々〇", "㐀䶿", "龥鿿",
        "\u{F900}\u{FA0E}", "⼀⼁", "\u{200B}零\u{200D}宽\u{FEFF}", "软\u{AD}连", "葛\u{E0101}城", "\u{202A}左\u{202C}",
        "a\u{0}b", "\t制表\n换行\r",
        "--a--", "a-", "-a", "a.-b", "1a2b3c", "abc123def", "3.14.15", "http://x.y/z?q=1", "me@example.org", "C++",
        ".NET", "#标签", "@人",
        "10,000元", "¥5", "$5", "100m²", "3×4", "√2", "→", "·", "・", "～", "〜", "｜", "／", "－", "＿", "．", "　", "\u{A0}",
        "台灣臺灣颱風", "乾坤乾燥幹部", "后来後來皇后", "发髮發", "里裏裡", "只隻衹", "麵面", "鐘鍾", "復複覆", "著名着急", "瞭望了解",
        String(repeating: "长", count: 60), String(repeating: "w", count: 90), String(repeating: "a-", count: 40) + "z",
    ]

    private static let pieces: [[String]] = [
        ["投", "诉", "客", "户", "安", "抚", "吞", "钞", "的", "了", "怎", "么", "办", "骂", "人", "急", "钱", "步", "法", "话", "术"],
        ["訴", "鈔", "戶", "撫", "罵", "錢", "術", "話", "麼", "辦", "機", "經", "銀", "號", "導", "聽", "謝", "請"],
        ["a", "b", "z", "A", "Q", "Z", "é", "ß", "ﬁ", "ñ", "Ü", "я", "Д", "λ", "Σ"],
        ["0", "1", "9", "５", "②", "Ⅷ", "¾", "³"],
        ["-", "_", ".", "/", " ", "，", "。", "“", "”", "：", "…", "（", "·", "\n", "　"],
        ["\u{301}", "\u{323}", "\u{308}", "\u{3099}", "\u{200B}", "\u{200D}", "\u{FE0F}", "\u{E0100}", "\u{AD}"],
        ["か", "は", "ｶ", "ﾞ", "ー", "한", "글", "\u{1100}", "\u{1161}", "\u{11AB}", "ก", "ั", "ि", "क"],
        ["㎏", "㈱", "℡", "😀", "𠮷", "𝟘", "𝕏", "々", "〇", "⾞", "\u{F9D0}"],
    ]

    private static func mixtures(_ count: Int) -> [String] {
        var state: UInt64 = 20_260_814
        func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        return (0..<count).map { number in
            // Neighbours of one script are the common case, every mixture the hard one.
            let group = below(pieces.count)
            return (0..<1 + below(9)).map { _ in
                let chosen = pieces[number % 3 == 0 ? below(pieces.count) : below(3) == 0 ? below(pieces.count) : group]
                return chosen[below(chosen.count)]
            }.joined()
        }
    }
}

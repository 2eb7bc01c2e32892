import CasebookText
import Testing

@Suite struct AnalyzerTests {
    @Test(arguments: [
        ("", []),
        ("，。 !", []),
        ("投", ["投"]),
        ("投诉", ["投诉", "诉"]),
        ("投诉处理", ["投诉", "诉处", "处理", "理"]),
        ("投訴，處理", ["投诉", "诉", "处理", "理"]),
        ("ATM机", ["atm", "机"]),
        ("第6步", ["第", "6", "步"]),
        ("ISO-10002", ["iso-10002", "iso", "10002"]),
        ("b2b", ["b2b", "b", "2", "b"]),
        ("v1.2.", ["v1.2", "v", "1", "2"]),
        ("-a- _b_ /c/", ["a", "b", "c"]),
        ("a--b", ["a", "b"]),
        ("café", ["café"]),
        ("投\u{200B}诉", ["投诉", "诉"]),
        ("カード", ["カー", "ード", "ド"]),
        ("고객 불만", ["고객", "객", "불만", "만"]),
        ("10,000", ["10", "000"]),
        ("𠮷野", ["𠮷野", "野"]),
        (String(repeating: "x", count: 50), [String(repeating: "x", count: 40)]),
    ])
    func `text is cut into terms`(text: String, expected: [String]) {
        #expect(terms(of: text) == expected)
    }

    @Test func `every term is a stretch of the folded text`() {
        let scalars = foldedScalars("《投诉处理》第6步：ISO-10002、b2b…ｶﾞ é")
        scalars.withUnsafeBufferPointer { scalars in
            Analyzer.forEachTerm(in: scalars) { range in
                #expect(!range.isEmpty && range.lowerBound >= 0 && range.upperBound <= scalars.count)
            }
        }
    }
}

import CasebookText
import Testing

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("投诉", 4), ("a投b", 4), ("，。", 4), ("ＡＢ", 4), ("ｱ", 1), ("e\u{301}", 1), ("한국", 4),
        ("か\u{3099}", 2), ("a\u{200B}b", 2), ("“引”", 4), ("𠮷", 2), ("😀", 2), ("é", 1), ("\u{1B}", 0),
    ])
    func `a terminal shows so many columns`(text: String, columns: Int) {
        #expect(displayWidth(text) == columns)
    }
}

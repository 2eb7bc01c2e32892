import CasebookText
import Testing

@Suite struct PrintableTextTests {
    @Test(arguments: [
        ("中文 ok", "中文 ok"), ("\u{1B}[2J", "\u{241B}[2J"), ("a\tb", "a b"), ("\u{7F}", "\u{2421}"),
        ("\u{202E}abc", "\u{FFFD}abc"),
    ])
    func `what a terminal would act on is shown instead`(text: String, shown: String) {
        #expect(text.printable == shown)
    }
}

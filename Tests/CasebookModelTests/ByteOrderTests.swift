import CasebookModel
import Testing

@Suite struct ByteOrderTests {
    @Test func `texts are ordered as their bytes are, whatever they mean`() {
        // é comes in two forms, which strings take for one; a prefix comes first.
        let texts = ["", "a", "a/b", "a/b/c", "ab", "e\u{301}", "z", "\u{e9}", "中", "中文中文中文中文", "𝄞"]
        for (left, first) in texts.enumerated() {
            for (right, second) in texts.enumerated() {
                #expect(first.precedesInBytes(second) == (left < right), "\(first) \(second)")
            }
        }
    }
}

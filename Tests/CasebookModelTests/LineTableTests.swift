import CasebookModel
import TestSupport
import Testing

@Suite struct LineTableTests {
    @Test(arguments: [
        ("", 0, 1, 1),
        ("a", 0, 1, 1),
        ("a", 1, 1, 2),
        ("a\nb", 1, 1, 2),
        ("a\nb", 2, 2, 1),
        ("a\r\nb", 2, 1, 3),
        ("a\r\nb", 3, 2, 1),
        ("a\rb", 2, 2, 1),
        ("a\r\rb", 3, 3, 1),
        ("a\n\r\nb", 4, 3, 1),
        ("a\n", 2, 2, 1),
        ("中文x", 6, 1, 3),
        ("中文\n文x", 10, 2, 2),
        ("👩‍👩‍👧x", 18, 1, 6),
        ("\u{FEFF}ab", 0, 1, 1),
        ("\u{FEFF}ab", 1, 1, 1),
        ("\u{FEFF}ab", 3, 1, 1),
        ("\u{FEFF}ab", 4, 1, 2),
        ("\u{FEFF}a\nb", 5, 2, 1),
        ("a\nb", 99, 2, 2),
        ("a\nb", -5, 1, 1),
    ])
    func `offsets become lines and columns from 1, columns in scalars`(
        text: String, offset: Int, line: Int, column: Int
    ) {
        #expect(LineTable(Array(text.utf8)).position(of: offset) == SourcePosition(line: line, column: column))
    }

    @Test(arguments: [
        ("a\nbc\nd", 3, 2, "bc"),
        ("a\r\nbc\r\nd", 4, 3, "bc"),
        ("a\rbc\rd", 2, 2, "bc"),
        ("a\n\nb", 2, 2, ""),
        ("a\r\n\r\nb", 3, 3, ""),
        ("a\n", 2, 2, ""),
        ("中文", 99, 0, "中文"),
    ])
    func `the line around an offset comes without its line end`(text: String, offset: Int, start: Int, line: String) {
        let found = LineTable(Array(text.utf8)).line(at: offset)
        #expect(found.start == start)
        #expect(found.text == line)
    }

    @Test func `bytes that are no UTF-8 still have places`() {
        let table = LineTable([0x61, 0xFF, 0x0A, 0x80, 0x62])
        #expect(table.position(of: 1) == SourcePosition(line: 1, column: 2))
        #expect(table.position(of: 5).line == 2)
        #expect(table.line(at: 4).start == 3)
    }

    @Test func `a column far into a long line is counted as one at its start`() {
        let text = "x\n" + String(repeating: "中a", count: 1_500)
        let table = LineTable(Array(text.utf8))
        for (index, offset) in stride(from: 2, through: text.utf8.count, by: 4).enumerated() {
            #expect(table.position(of: offset) == SourcePosition(line: 2, column: 2 * index + 1))
        }
    }

    @Test func `positions agree with counting scalars from the start of the text`() {
        var generator = Generator(state: 3)
        let pieces = ["a", "中", "\n", "\r\n", "\r", "é", "👍", " "]
        for _ in 0..<500 {
            let text = (0..<generator.below(20)).map { _ in pieces[generator.below(pieces.count)] }.joined()
            let table = LineTable(Array(text.utf8))
            var offset = 0
            var line = 1
            var column = 1
            let scalars = Array(text.unicodeScalars)
            for (index, scalar) in scalars.enumerated() {
                #expect(
                    table.position(of: offset) == SourcePosition(line: line, column: column),
                    "\(text.debugDescription) at \(offset)")
                offset += UTF8.width(scalar)
                let isPair = scalar == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n"
                if scalar == "\n" || scalar == "\r" && !isPair {
                    line += 1
                    column = 1
                } else {
                    column += 1
                }
            }
        }
    }
}

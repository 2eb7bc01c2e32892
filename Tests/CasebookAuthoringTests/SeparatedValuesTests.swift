import Testing

@testable import CasebookAuthoring

@Suite struct SeparatedValuesTests {
    @Test(arguments: [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
        ("a;b;c\n1,5;2;3\n", [["a", "b", "c"], ["1,5", "2", "3"]]),
        ("a\tb\n1\t2\n", [["a", "b"], ["1", "2"]]),
        ("话术,场景\n\"您好，\n\"\"请讲\"\"\",\"甲,乙\"\n", [["话术", "场景"], ["您好，\n\"请讲\"", "甲,乙"]]),
        ("a,b\r\n\"一\r\n二\",x\r\n", [["a", "b"], ["一\n二", "x"]]),
        ("a,b\n,\n\n1,2\n", [["a", "b"], ["", ""], [""], ["1", "2"]]),
        ("a,b\n1,\n", [["a", "b"], ["1", ""]]),
        ("a\n\"\"\n", [["a"], [""]]),
        ("\"a;b\",c\n", [["a;b", "c"]]),
        ("3\" 管,b\n", [["3\" 管", "b"]]),
        ("", []),
    ])
    func `rows are read as spreadsheets write them`(text: String, rows: [[String]]) throws {
        #expect(try SeparatedValues.rows(of: text) == rows)
    }

    @Test func `quotes that don't end are said with their row`() {
        #expect(throws: SeparatedValues.Unclosed(row: 3)) { try SeparatedValues.rows(of: "a,b\n1,2\n\"x,3\n4,5\n") }
    }
}

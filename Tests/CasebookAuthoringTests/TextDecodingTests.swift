import Testing

@testable import CasebookAuthoring

@Suite struct TextDecodingTests {
    @Test(arguments: [
        (Array("标题,话术\n".utf8), "标题,话术\n"),
        ([0xEF, 0xBB, 0xBF] + Array("标题".utf8), "标题"),
        // 标题 in GB18030, and 𠮷 in the four bytes that GBK lacks.
        ([0xB1, 0xEA, 0xCC, 0xE2, 0x95, 0x34, 0xB2, 0x35], "标题𠮷"),
        ([0xFF, 0xFE, 0x07, 0x68, 0x98, 0x98], "标题"),
        ([0xFE, 0xFF, 0x68, 0x07, 0x98, 0x98], "标题"),
        ([], ""),
    ])
    func `text is read in what it was written in`(bytes: [UInt8], text: String) {
        #expect(TextDecoding.text(of: bytes) == text)
    }

    @Test(
        arguments: [[0x50, 0x4B, 0x03, 0x04, 0x00, 0x00], [0xFF, 0xFF, 0xFF], [0xB1], [0xFF, 0xFE, 0x07]] as [[UInt8]])
    func `what is no text is none`(bytes: [UInt8]) {
        #expect(TextDecoding.text(of: bytes) == nil)
    }
}

@Suite struct YAMLTextTests {
    @Test(arguments: [
        ("中午取款排队", "中午取款排队"), ("安抚: 老人", "'安抚: 老人'"), ("安抚：老人", "安抚：老人"), ("", "''"), ("- 一", "'- 一'"),
        ("it's", "it's"),
        ("'引'", "'''引'''"), ("甲 #1", "'甲 #1'"), ("2026", "'2026'"), ("true", "'true'"), ("No", "'No'"), ("尾:", "'尾:'"),
        ("一\n二", "\"一\\n二\""), ("a\u{7}b", "\"a\\u0007b\""), ("[[id]]", "'[[id]]'"), ("10%", "'10%'"), ("甲,乙", "甲,乙"),
        ("~", "'~'"),
    ])
    func `a scalar is plain where it can be`(text: String, yaml: String) {
        #expect(YAMLText.scalar(text) == yaml)
    }

    @Test func `in brackets commas are quoted too`() {
        #expect(YAMLText.list(["甲", "乙,丙", "{丁}", "a: b"]) == "[甲, '乙,丙', '{丁}', 'a: b']")
    }

    @Test(arguments: [
        "安抚: 老人", "'引'", "一\n二\t三", "# 甲", "\"双\" \\ 反", "{称呼}", "*", "&a", "! x", "%", "@", "`", "甲 #乙", "a:", "-",
        "?", "|", ">", "2026-01-05", "NULL", "\u{85}", "\u{2028}x", " 前", "后 ",
    ])
    func `what is written is what is read`(text: String) {
        let page = page("guides/a.md", "summary: \(YAMLText.scalar(text))\naliases: \(YAMLText.list([text, "乙"]))")
        #expect(page.fields.text("summary") == text)
        #expect(page.fields.texts("aliases") == [text, "乙"])
        #expect(!page.isBroken)
    }
}

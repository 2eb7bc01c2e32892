import Testing

@testable import CasebookLanguageServer

/// `‸` is the cursor. What is found: the place, the word as a whole, and what of it was typed.
@Suite struct CursorTests {
    private func found(_ marked: String) -> String? {
        let parts = marked.components(separatedBy: "‸")
        let document = TextDocument(parts.joined())
        guard let cursor = Cursor(in: document, FrontMatterLines(document), at: parts[0].utf8.count) else { return nil }
        return "\(words(for: cursor.place)) ‹\(document.text(cursor.word))› \(cursor.typed)"
    }

    private func words(for place: Cursor.Place) -> String {
        switch place {
        case .link(let isCard): isCard ? "card" : "link"
        case .heading(let id): "heading of \(id)"
        case .slot: "slot"
        case .excuse: "excuse"
        case .key(let keys): "key under \(keys)"
        case .value(let keys): "value of \(keys)"
        }
    }

    @Test(arguments: [
        ("见[[qu‸", "link ‹qu› qu"), ("见[[qu‸eue]]和[[b]]", "link ‹queue› qu"), ("见[[qu‸，[[b]]", "link ‹qu› qu"),
        ("![[‸]]", "card ‹› "), ("[[a]] [[b‸|词]]", "link ‹b› b"), ("[[a#电‸话]]", "heading of a ‹电话› 电"),
        ("[[‸a#电话]]", "link ‹a› "), ("[[#‸", "heading of  ‹› "),
        ("> 您好，{称‸呼}，{x}", "slot ‹称呼› 称"), ("> {‸", "slot ‹› "), ("> {a，{b‸}", "slot ‹b› b"),
        ("<!-- casebook-allow: raw‸-html 理由 -->", "excuse ‹raw-html› raw"),
    ])
    func inTheBody(_ marked: String, _ expected: String) {
        #expect(found(marked) == expected)
    }

    @Test(arguments: [
        "词‸", "[[a]]‸", "[[a|词‸]]", "{a‸}", "> \\{a‸", "> {a}‸", "casebook-allow: x 理‸由", "---\n---\n\ntitle: ‸",
        "[a‸](b.md)",
    ])
    func nothingIsKnownElsewhere(_ marked: String) {
        #expect(found(marked) == nil)
    }

    @Test(arguments: [
        ("---\nti‸", "key under [] ‹ti› ti"), ("---\nti‸tle: x\n---\n", "key under [] ‹title› ti"),
        ("---\nrisk: ‸", "value of [\"risk\"] ‹› "), ("---\nrisk: 'hi‸gh'", "value of [\"risk\"] ‹high› hi"),
        ("---\nnext: [a, b‸c, d]", "value of [\"next\"] ‹bc› b"), ("---\nnext: [‸", "value of [\"next\"] ‹› "),
        ("---\nnext:\n  - ab‸", "value of [\"next\"] ‹ab› ab"), ("---\nnext:\n- ‸", "value of [\"next\"] ‹› "),
        ("---\nscripts:\n  - script: a\n    ro‸", "key under [\"scripts\"] ‹ro› ro"),
        ("---\nscripts:\n  - script: a\n  - sc‸ript: b", "key under [\"scripts\"] ‹script› sc"),
        ("---\nscripts:\n- script: a\n  role: ‸", "value of [\"scripts\", \"role\"] ‹› "),
        ("---\nscripts:\n  - {script: a, role: us‸ed}", "value of [\"scripts\", \"role\"] ‹used› us"),
        ("---\nscripts:\n  - {script: a, ro‸", "key under [\"scripts\"] ‹ro› ro"),
        ("---\nslots:\n  称呼: {label: 叫‸法}\n", "value of [\"slots\", \"称呼\", \"label\"] ‹叫法› 叫"),
        ("---\nslots:\n  称呼:\n    ki‸", "key under [\"slots\", \"称呼\"] ‹ki› ki"),
        ("---\nslots:\n  ‸\n---\n", "key under [\"slots\"] ‹› "),
        ("---\nnot_when:\n  - 改用[[re‸fuse]]\n---\n", "link ‹refuse› re"),
        ("---\n# casebook-allow: over‸due-review 理由\n---\n", "excuse ‹overdue-review› over"),
    ])
    func inTheFrontMatter(_ marked: String, _ expected: String) {
        #expect(found(marked) == expected)
    }

    @Test(arguments: ["---‸\ntitle: x\n---\n", "---\n# 注‸释\n---\n", "---\na: b\n‸---\n"])
    func commentsAndMarksAreNoFields(_ marked: String) {
        #expect(found(marked) == nil)
    }

    @Test(arguments: ["", "a", "\n", "a\r\nb\rc\n", "词😀e\u{301}\n—\n", "\u{FEFF}---\na: 词\n"])
    func placesAndPositionsAreEachOthersInverse(_ text: String) {
        let document = TextDocument(text)
        var offset = 0
        for scalar in text.unicodeScalars {
            // Between the two bytes of a line's end editors count no place.
            if !(scalar == "\n" && offset > 0 && document.bytes[offset - 1] == UInt8(ascii: "\r")) {
                #expect(document.offset(of: document.position(of: offset)) == offset)
            }
            offset += UTF8.width(scalar)
        }
        #expect(document.position(of: 1_000) == document.position(of: document.bytes.count))
        #expect(document.offset(of: TextPosition(line: 99, character: 0)) == document.bytes.count)
    }
}

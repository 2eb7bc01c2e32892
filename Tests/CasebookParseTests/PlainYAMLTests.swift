import CasebookModel
import Foundation
import TestSupport
import Testing

@testable import CasebookParse

/// The quick reader against libYAML, which is right by definition.
@Suite struct PlainYAMLTests {
    private func plain(_ text: String) -> YAMLNode? {
        let bytes = Array(text.utf8)
        return PlainYAML.read(bytes, SourceRange(0, bytes.count))
    }

    private func whole(_ text: String) -> Outcome<YAMLNode?> {
        let bytes = Array(text.utf8)
        return YAMLReader.readAll(bytes, SourceRange(0, bytes.count), file: "f.md")
    }

    @Test(arguments: [
        "title: 安抚话术\n", "a: 1\nb:\nc: x", "a:\n  b: c\n  d:\n    - e\n    - f\ng: h\n", "a:\n- b\n- c\nd: e\n",
        "a: [x, 'y, z', \"w\"]\nb: {c: d, e: [f, {g: h}]}\nc: []\nd: {}\n", "- a\n- b # why\n- 'c'\n",
        "a:\n  - phrase: 您别激动\n    why: 火气更大\n  - phrase: x\n    why:\nb: y\n", "# only\n\na: b # c\n\n# d\n",
        "称呼: {label: 称呼（不填就说“您”）, kind: text, default: 您, pii: true}\n", "a: b:c\nurl: https://example.org/x#y\n",
        "-   a:   1\n    b: 2\n-   c: 3\n", "a:\n  - b:\n    - c\n    d: e\n", "a: ''\nb: \"\"\n", "a: 'x'  # y\n",
        "a b: c d  \n", "a: b\n\n\n  \n", "a: ~\nb: null\nc: true\n",
    ])
    func plainTextsAreReadAsLibYAMLReadsThem(_ text: String) throws {
        let node = try #require(plain(text), "it is plain")
        #expect(whole(text).value == node)
    }

    @Test(arguments: [
        "", "# only\n", "a: |\n  b\n", "a: b\n  c\n", "a: &x b\nc: *x\n", "a: \"b\\n\"\n", "a: 'it''s'\n", "a: b: c\n",
        "a:\tb\n", "a: b\r\n", "a: b\na: c\n", "? a\n: b\n", "'a': b\n", "a: [b\n, c]\n", "a: {b}\n", "a: [b: c]\n",
        " a: b\n",
        "a:\n    b: c\n  d: e\n", "- - a\n", "-\n  a: b\n", "a: -1\n", "a: !x b\n", "--- \na: b\n", "a: b\n...\n",
        "a: @b\n",
        "a: 'b' c\n", "a: [b] c\n", "a: 'b\n  c'\n", "\u{FEFF}a: b\n", "a: b\u{2028}c\n", "a:b\n", "<<: {a: b}\n",
        "word\n",
    ])
    func everythingElseIsLeftToLibYAML(_ text: String) {
        #expect(plain(text) == nil)
    }

    /// Texts made of pieces that people write, and then of those with characters changed, left out and put in.
    @Test(arguments: 0..<40)
    func bothReadersAgreeOnAllThatThisOneAccepts(seed: Int) {
        var random = Generator(state: UInt64(seed))
        var accepted = 0
        for round in 0..<250 {
            var text = Self.document(&random)
            for _ in 0..<(round % 4) { text = Self.changed(text, &random) }
            guard let node = plain(text) else { continue }
            accepted += 1
            let outcome = whole(text)
            #expect(outcome.value == node && outcome.diagnostics.isEmpty, "\(text.debugDescription)")
        }
        #expect(accepted > 60, "a property of hardly anything")
    }

    @Test func theFrontMatterOfTheShippedPagesIsPlain() throws {
        let content = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Content").standardized
        let pages = try #require(FileManager.default.enumerator(at: content, includingPropertiesForKeys: nil))
            .compactMap { $0 as? URL }.filter { $0.pathExtension == "md" }
        #expect(pages.count > 100)
        let others = try pages.filter { page in
            let parts = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "\n---\n")
            return parts.count > 1 && plain(String(parts[0].dropFirst(4)) + "\n") == nil
        }
        #expect(others.map(\.lastPathComponent) == [])
    }

    // MARK: - Texts

    private static func scalar(_ random: inout Generator) -> String {
        random.pick([
            "x", "安抚话术", "two words", "a, b", "12", "true", "~", "'q: z'", "\"say # it\"", "http://a.b/c", "a:b", "x#y",
            "2026-11-20", "''", "（全角：冒号）", "[a, 'b']", "{k: v, l: [m]}", "[]", "{}", "P62–P64", "a'b",
        ])
    }

    private static func document(_ random: inout Generator) -> String {
        mapping(indent: 0, depth: 0, &random)
    }

    private static func mapping(indent: Int, depth: Int, isBehindDash: Bool = false, _ random: inout Generator)
        -> String
    {
        let margin = String(repeating: " ", count: indent)
        var text = ""
        let count = 1 + random.below(4)
        for number in 0..<count {
            let key = random.pick(["a", "b2", "标题", "long key", "x-y", "z_"]) + "\(number)"
            text += (isBehindDash && number == 0 ? "" : margin) + key + ":"
            switch random.below(8) {
            case 0 where depth < 3:
                text += "\n" + mapping(indent: indent + random.pick([1, 2, 4]), depth: depth + 1, &random)
            case 1, 2:
                text += "\n"
                let inner = String(repeating: " ", count: indent + random.pick([0, 2]))
                for _ in 0..<1 + random.below(3) {
                    if depth < 3, random.below(3) == 0 {
                        text +=
                            inner + "- "
                            + mapping(indent: inner.count + 2, depth: depth + 1, isBehindDash: true, &random)
                    } else {
                        text += inner + "- " + scalar(&random) + "\n"
                    }
                }
            case 3: text += "\n"
            default: text += random.pick([" ", "  "]) + scalar(&random) + random.pick(["", "", " # why", "  "]) + "\n"
            }
            if random.below(6) == 0 { text += random.pick(["\n", "# c\n", "   # d\n"]) }
        }
        return text
    }

    private static func changed(_ text: String, _ random: inout Generator) -> String {
        var characters = Array(text)
        let place = random.below(characters.count + 1)
        let odd = random.pick(Array(" \n:#-,[]{}'\"?&*!|>%@`\t\r\\~=.<0a安：\u{FEFF}\u{85}"))
        switch random.below(3) {
        case 0: characters.insert(odd, at: place)
        case 1 where place < characters.count: characters.remove(at: place)
        default: if place < characters.count { characters[place] = odd }
        }
        return String(characters)
    }
}

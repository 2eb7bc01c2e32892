import CasebookModel
import Testing

@testable import CasebookParse

/// YAML that costs some parsers more than its size, in each of the files that are YAML. Read at once or refused with a
/// message that says what is wrong.
@Suite struct YAMLBombTests {
    struct Bomb: CustomTestStringConvertible, Sendable {
        let name: String
        let yaml: String
        /// The first finding in a page's front matter; `nil`: none that keeps the page from being read.
        let message: String?

        init(_ name: String, _ yaml: String, _ message: String?) {
            self.name = name
            self.yaml = yaml
            self.message = message
        }

        var testDescription: String { name }
    }

    private static func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

    private static func each(_ count: Int, _ line: (Int) -> String) -> String { (0..<count).map(line).joined() }

    static let bombs: [Bomb] = [
        Bomb(
            "billion laughs",
            "a: &a [x, x, x, x, x, x, x, x, x]\n"
                + each(9) { "b\($0): &b\($0) [" + times($0 == 0 ? "*a, " : "*b\($0 - 1), ", 9) + "x]\n" },
            "2:1 front-matter-syntax 81 YAML aliases (*name), where 16 are allowed"),
        Bomb(
            "as many aliases as are allowed, of one long list",
            "a: &a [" + times("1,", 80_000) + "1]\n" + each(16) { "b\($0): *a\n" }, nil),
        Bomb(
            "doubling within the bound",
            "a0: &a0 [1, 1, 1, 1]\n" + each(8) { "a\($0 + 1): &a\($0 + 1) [*a\($0), *a\($0)]\n" }, nil),
        Bomb("anchor inside itself", "a: &a [*a]", "2:8 front-matter-syntax YAML syntax: found undefined alias"),
        Bomb("anchor of the whole", "&a\nx: *a\n", "3:4 front-matter-syntax YAML syntax: found undefined alias"),
        Bomb("merges", "a: &a {k: 1}\n" + each(16) { "c\($0): {<<: *a}\n" }, nil),
        Bomb(
            "more merges", "a: &a {k: 1}\n" + each(500) { "c\($0): {<<: *a}\n" },
            "2:1 front-matter-syntax 500 YAML aliases (*name), where 16 are allowed"),
        Bomb("fifteen thousand anchors", each(15_000) { "k\($0): &a\($0) x\n" }, nil),
        Bomb(
            "brackets in a line", "a: " + times("[", 20_000),
            "2:1 front-matter-syntax values are nested deeper than 32 levels"),
        Bomb(
            "a bracket a line", "a: " + times("[\n ", 60_000),
            "999:2 front-matter-syntax YAML syntax: Maximum nesting level reached, set with yaml_set_max_nest_level())"),
        Bomb(
            "a brace a line", "a: " + times("{b:\n ", 30_000),
            "1000:2 front-matter-syntax YAML syntax: Maximum nesting level reached, set with yaml_set_max_nest_level())"
        ),
        Bomb("mappings in mappings", each(600) { times(" ", $0) + "a:\n" }, nil),
        Bomb("lists in lists", "a:\n" + each(600) { times(" ", $0) + "-\n" }, nil),
        Bomb("keys that are mappings", each(600) { times(" ", $0) + "?\n" }, nil),
        Bomb("one long word", "a: " + times("x", 250_000), nil),
        Bomb("a long word of escapes", "a: \"" + times("\\x41", 60_000) + "\"", nil),
        Bomb("a long word of quotation marks", "a: '" + times("''", 100_000) + "'", nil),
        Bomb("a word of many lines", "a: x\n" + times("  x\n", 50_000), nil),
        Bomb("a text of many lines", "a: |\n" + times("  x\n", 50_000), nil),
        Bomb("twenty thousand keys", each(20_000) { "k\($0): 1\n" }, nil),
        Bomb(
            "one key again and again", times("a: 1\n", 40_000), "3:1 front-matter-syntax the key \"a\" is given twice"),
        Bomb(
            "every key twice", each(10_000) { "k\($0): 1\nk\($0): 2\n" },
            "3:1 front-matter-syntax the key \"k0\" is given twice"),
        Bomb("tags of other programs", each(5_000) { "k\($0): !!python/object:os.system x\n" }, nil),
        Bomb("a long tag", "a: !<" + times("x", 200_000) + "> b", nil),
        Bomb(
            "a long key", times("x", 200_000) + ": 1",
            "2:200001 front-matter-syntax a colon followed by a space inside the value"),
        Bomb("comments", times("#\n", 100_000), nil),
        Bomb(
            "more than anybody writes", "a: " + times("x", 300_000),
            "2:1 front-matter-syntax the front matter has 300 KB, where 262 KB are allowed"),
    ]

    private func english(_ diagnostics: [Diagnostic], _ bytes: [UInt8]) -> [String] {
        findings(diagnostics.filter { $0.id == .frontMatterSyntax }, in: bytes, .english)
    }

    /// A hang detector: all of them take some seconds in a debug build.
    @Test(.timeLimit(.minutes(20)), arguments: bombs) func `in front matter`(bomb: Bomb) {
        let bytes = Array("---\n\(bomb.yaml)\n---\n\n正文。\n".utf8)
        let outcome = parse(bytes, "guides/g.md")
        #expect(english(outcome.diagnostics, bytes).first == bomb.message)
        #expect(outcome.page.isBroken == (bomb.message != nil))
    }

    @Test(.timeLimit(.minutes(20)), arguments: bombs) func `in the configuration`(bomb: Bomb) {
        let bytes = Array(bomb.yaml.utf8)
        let found = ConfigurationParser.parse(bytes).diagnostics
        #expect(english(found, bytes).first?.isEmpty == (bomb.message == nil ? nil : false))
        // None of it is a configuration, so that nothing is built from it without a word; comments are one.
        #expect(found.isEmpty == (bomb.name == "comments"))
    }

    @Test(.timeLimit(.minutes(20)), arguments: bombs) func `in word lists`(bomb: Bomb) {
        let bytes = Array(bomb.yaml.utf8)
        let lists = WordListParser(pathPrefix: "")
        let found = [
            lists.vocabulary(source(bytes, "vocabularies/v.yml")).diagnostics,
            lists.synonyms(source(bytes, "synonyms.yml")).diagnostics,
            lists.forbiddenWording(source(bytes, "forbidden.yml")).diagnostics,
            lists.searchTests(source(bytes, "search-tests.yml")).diagnostics,
        ]
        for diagnostics in found {
            #expect(english(diagnostics, bytes).isEmpty == (bomb.message == nil))
            #expect(diagnostics.isEmpty == (bomb.name == "comments"))
        }
    }
}

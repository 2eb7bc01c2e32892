import CasebookModel
import TestSupport
import Testing

@testable import CasebookParse

@Suite struct LimitTests {
    private static func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

    @Test(arguments: [
        (times("> ", 201) + "a", Construct.nesting), (times("- ", 201) + "a", .nesting),
        (times("1. ", 201) + "a", .nesting),
        (times("> - ", 101) + "a", .nesting), (times("[", 501), .openBrackets),
        (times("![[]()", 30_000), .openBrackets),
        (times("]", 600) + times("[", 600), .openBrackets), (times("a [b\n", 501), .openBrackets),
        ("|" + times("a|", 30) + "\n|" + times("-|", 30) + "\n" + times("|\n", 2_000), .tableCells),
        ("> |" + times("a|", 30) + "\n> |" + times("-|", 30) + "\n" + times("> |\n", 2_000), .tableCells),
        (times("a|", 600) + "b\n" + times("-|", 600) + "-\n", .tableColumns),
        ("a " + times("<?", 501), .openMarkup), ("a " + times("<!A ", 501), .openMarkup),
        ("a " + times("<![CDATA[]]", 501), .openMarkup),
        ("a ?> ]]> >" + times("?> <?", 1) + times(" <?", 501), .openMarkup),
        ("http://x" + times(")", 1_001), .parentheses),
        ("|a|\n|-|\n" + times("|", 100_000), .tableColumns), (times("|", 100_000) + "\n|-|\n", .tableColumns),
        (times("|", 100_000) + "\na\n|-|\n", .tableColumns),
        (times("a\n", 50_000) + "|-|\n", .linesAboveTable), (times("a\n", 50_000) + "|-|-|\n", .linesAboveTable),
        (times("http://a<", 12_000), .addresses), (times("a@b.c", 200_000), .addresses),
        ("[a]: " + times("x", 20_000) + "\n\n" + times("[a]", 2_000), .references),
        ("> [A  b]: " + times("x", 20_000) + "\n\n" + times("[a\nB]", 2_000), .references),
        ("[a]:\n" + times("x", 20_000) + "\n\n" + times("[a]", 2_000), .references),
    ])
    func `what libcmark-gfm can't bear is found before it is parsed`(markdown: String, construct: Construct) {
        let text = "---\ntitle: t\n---\n\n" + markdown
        let outcome = parse(text, "guides/g.md")
        #expect(outcome.diagnostics.map(\.id) == [.tooComplex])
        guard case .tooComplex(construct, _)? = outcome.diagnostics.first?.problem else {
            Issue.record("\(outcome.diagnostics.map(\.problem))")
            return
        }
        #expect(outcome.page.body.isEmpty)
        #expect(outcome.page.isBroken)
        #expect((outcome.diagnostics.first?.range.start).map { $0 <= text.utf8.count } == true)
    }

    @Test(arguments: [
        times("> ", 200) + "a", times("- ", 200), times("* ", 300), times("-", 5_000), times("*", 5_000),
        "+" + times("-", 300) + "+\n| a |\n+" + times("-", 300) + "+",
        times("+", 400), times("*", 400) + " 注意 " + times("*", 400), times("-", 400) + " a", times("[a](b.md) ", 5_000),
        times("[[a]] ", 5_000),
        times("\\[", 5_000), times("[a\n\n", 2_000), "| a | b |\n|---|---|\n" + times("| x | y |\n", 20_000),
        times("| a | b |\n|---|---|\n" + times("| x | y |\n", 5_000) + "\n", 10), times("a) b ", 5_000),
        "（" + times("）", 5_000),
        times("<? a ?> ", 5_000), times("<b> ", 5_000), times("<!-- a --> ", 5_000),
        "[a]: data:" + times("x", 1_000_000) + "\n\n[a] [a]",
        times("[a]: x\n", 5_000) + "\n" + times("[a]", 5_000),
        times("见 https://example.org/a，", 10_000), times("见https://example.org/a，", 2_000),
        times("a@example.org，", 20_000),
        times("一行散文，没有空行。\n", 4_000) + "| a |\n|---|\n| b |\n",
        "| a | b |\n|---|---|\n" + times("| - | - |\n", 20_000), times("|", 100_000),
        "| a |\n|---|\n| " + times("\\| ", 5_000) + "|\n",
    ])
    func `what only looks like it is parsed`(markdown: String) {
        let diagnostics = parse("---\ntitle: t\n---\n\n" + markdown, "guides/g.md").diagnostics
        #expect(diagnostics.filter { $0.id == .tooComplex }.isEmpty)
    }

    /// Inputs that take some Markdown parsers quadratic time, 20,000 times each, and ours once did.
    @Test(
        arguments: [
            "_", "*a", "*_", "a**b", "*a **a ", "[a](b", "[](", "](", "[a](<b", "a <!-- ", "<a ", "<a x=\"", "`a``",
            "www.", "http://", ":w", "a@", "~", "~~a",
            "[[a]] ", "[[", "# a\n", "a\n-\n", "- a\n", "> a\n", "&amp;", "&", "\\", "a\\\n", "\t", "<div>\n", "```\n",
            "a <b>c</b> ", "[x](a&amp;b) ",
            "www.a.b ", "- [ ] a\n", "{a} ", "> {a}\n", "|-|\n", "a\n|-|\n", "![a](b ", "![[a", "^[", "[^a]",
            "[a]: b\n", "#", "$", "\r", "\r\n", "中", "\u{0}",
            "http://x)", "x@y.z ",
        ])
    func `twenty thousand of anything take a moment`(piece: String) {
        let bytes = Array(
            ("---\ntitle: t\nsummary: s\nwhen: w\nchannels: phone\nrisk: low\n---\n> " + LimitTests.times(piece, 20_000))
                .utf8)
        let time = threadTime { _ = parse(bytes, "scripts/s.md") }
        #expect(time < .seconds(20))
    }

    @Test func `twenty thousand footnotes take a moment`() {
        let uses = (0..<20_000).map { "[^\($0)]" }.joined(separator: " ")
        let text = "---\ntitle: t\n---\n" + uses + "\n\n" + (0..<20_000).map { "[^\($0)]: x\n" }.joined()
        var page: ParsedPage?
        let time = threadTime { page = parse(text, "guides/g.md").value }
        #expect(page?.body.nodes.count(where: { $0.kind == .footnote }) == 20_000)
        #expect(time < .seconds(20))
    }
}

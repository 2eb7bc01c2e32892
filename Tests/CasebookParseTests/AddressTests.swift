import CasebookModel
import Testing

@testable import CasebookParse

@Suite struct AddressTests {
    @Test(arguments: [
        ("cases/noon-queue.md", "case", "noon-queue", nil),
        ("cases/2024/noon-queue.md", "case", "noon-queue", nil),
        ("cases/index.md", "page", "cases", nil),
        ("cases/2024/index.md", "page", "2024", nil),
        ("cases/案例 一.md", "case", "案例 一", nil),
        ("cases/a.b.md", "case", "a.b", nil),
        ("cases/A.MD", "case", "A", nil),
        ("cases/a.markdown", "case", "a", nil),
        ("cases/.md", "case", ".md", nil),
        ("scripts/soothe.md", "script", "soothe", nil),
        ("methods/index.md", "page", "methods", nil),
        ("methods/six-steps/index.md", "method", "six-steps", nil),
        ("methods/one.md", "method", "one", nil),
        ("methods/six-steps/2-apologise.md", "step", "six-steps/apologise", 2),
        ("methods/six-steps/02-道歉.md", "step", "six-steps/道歉", 2),
        ("methods/six-steps/10-last-one.md", "step", "six-steps/last-one", 10),
        ("methods/six-steps/0-none.md", "step", "six-steps/none", 0),
        ("methods/six-steps/apologise.md", "step", "six-steps/apologise", nil),
        ("methods/six-steps/2.md", "step", "six-steps/2", nil),
        ("methods/six-steps/2-.md", "step", "six-steps/2-", nil),
        ("methods/six-steps/９-full.md", "step", "six-steps/９-full", nil),
        ("methods/six-steps/9223372036854775807-x.md", "step", "six-steps/9223372036854775807-x", nil),
        ("methods/six-steps/extra/1-a.md", "step", "extra/a", 1),
        ("index.md", "page", "index", nil),
        ("about.md", "page", "about", nil),
        ("docs/about.md", "page", "about", nil),
        ("case/a.md", "page", "a", nil),
        ("sub/cases/a.md", "page", "a", nil),
    ])
    func `kind, id and number follow from the path`(path: String, kind: String, id: String, number: Int?) {
        let page = parse("# t", path).page
        #expect(page.kind == kind)
        #expect(page.id == id)
        #expect(page.stepNumber == number)
    }

    @Test(arguments: [
        ("a.md", "a"), ("docs/setup.md", "docs/setup"), ("docs/index.md", "docs/index"), ("cases/a.md", "cases/a"),
        ("README.md", "README"),
    ])
    func `without configuration everything is a page and its id is its path`(path: String, id: String) {
        let page = parse("---\nid: other\nkind: case\n---\n# t", path, isImplicit: true).page
        #expect(page.kind == "page")
        #expect(page.id == id)
    }

    @Test(arguments: ["soothe", "安抚-2", "a_b.c", "a b", "2024", "é", String(repeating: "a", count: 200)])
    func `an id may hold letters of any script`(id: String) {
        let outcome = parse("---\ntitle: t\nid: '\(id)'\n---\n", "guides/g.md")
        #expect(outcome.diagnostics.isEmpty)
        #expect(outcome.page.id == id)
    }

    @Test(arguments: [
        "", " a", "a ", ".a", "..", "a/b", "/a", "a\\\\b", "a:b", "a*b", "a?b", "a<b", "a>b", "a|b", "a#b", "a[b",
        "a]b", "a\\tb",
        String(repeating: "a", count: 201),
    ])
    func `an id that no address, link or file can hold is refused`(id: String) {
        let outcome = parse("---\ntitle: t\nid: \"\(id)\"\n---\n", "guides/g.md")
        #expect(outcome.diagnostics.map(\.range.start) == [17])
        #expect(outcome.diagnostics.map(\.id) == [.wrongType])
        #expect(outcome.page.id == "g")
    }

    @Test(arguments: [
        ("a", true), ("m/a", true), ("m/a/b", false), ("/a", false), ("a/", false), ("m/.a", false), ("../a", false),
        ("m/..", false),
    ])
    func `a step's id holds one slash between two names`(id: String, isValid: Bool) {
        let outcome = parse("---\ntitle: t\nid: \(id)\ngoal: g\nactions: a\ndone_when: d\n---\n", "methods/m/1-x.md")
        #expect(outcome.diagnostics.isEmpty == isValid)
        #expect(outcome.page.id == (isValid ? id : "m/x"))
    }

    @Test func `kind overrides the folder, for the rules of ids too`() {
        let step = "---\ntitle: t\nkind: step\nid: m/a\ngoal: g\nactions: a\ndone_when: d\n---\n"
        #expect(parse(step, "guides/a.md").diagnostics.isEmpty)
        #expect(parse(step, "guides/a.md").page.kind == "step")
        #expect(
            parse("---\ntitle: t\nkind: guide\nid: m/a\n---\n", "methods/m/1-a.md").diagnostics.map(\.id) == [
                .wrongType
            ])
        #expect(parse("---\ntitle: t\nkind: nothing\n---\n", "guides/a.md").page.kind == "guide")
    }

    @Test func `former ids that no address can hold go no further`() {
        let text = "---\ntitle: t\nformer_ids: [old, ../../etc, 'a/b/c', '', m/s]\n---\n"
        #expect(
            findings(text, "guides/g.md") == [
                "3:19 wrong-type “../../etc”不能用作 id 或文件夹名", "3:30 wrong-type “a/b/c”不能用作 id 或文件夹名",
                "3:39 wrong-type “”不能用作 id 或文件夹名",
            ])
        #expect(parse(text, "guides/g.md").page.fields.texts("former_ids") == ["old", "m/s"])
        #expect(parse(text, "g.md", isImplicit: true).page.fields.texts("former_ids") == ["old", "a/b/c", "m/s"])
    }

    @Test func `keys that nobody declares are errors, or counted without configuration`() {
        let text = "---\ntitle: t\nlayout: x\n---\n"
        #expect(findings(text) == ["3:1 unknown-key “页面”里没有字段“layout”"])
        let plain = parse(text, isImplicit: true)
        #expect(plain.diagnostics.isEmpty)
        #expect(plain.page.unusedKeys == [Located("layout", at: SourceRange(13, 19))])
    }
}

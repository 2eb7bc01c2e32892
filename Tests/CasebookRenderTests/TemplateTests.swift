import CasebookModel
import Mustache
import Testing

@testable import CasebookRender

/// A view with a field of each shape.
private struct SampleView: SchemaView {
    var items: [ItemView] = [ItemView(title: "one"), ItemView(title: "<two>")]
    var inner: ItemView? = ItemView(title: "inside")

    static let viewName = "sample"
    static let fields: [ViewField<Self>] = [
        .text("title") { _ in "A & \"B\"" },
        .html("markup") { $1.markup("<b>x</b>") },
        .flag("yes") { _ in true },
        .flag("no") { _ in false },
        .view("inner") { $0.inner },
        .view("nothing") { _ -> ItemView? in nil },
        .optional("note") { _ in "n" },
        .list("items") { $0.items },
        .list("empty") { _ in [ItemView]() },
    ]
    static let schema = ViewSchema(Self.self)

    /// The same for the reference.
    static let values: [String: any Sendable] = [
        "title": "A & \"B\"", "markup": "<b>x</b>", "yes": true, "no": false,
        "inner": ["title": "inside", "deep": ["word": "w"]] as [String: any Sendable], "note": "n",
        "items": [["title": "one", "deep": ["word": "w"]], ["title": "<two>", "deep": ["word": "w"]]]
            as [[String: any Sendable]], "empty": [] as [String],
    ]
}

private struct ItemView: SchemaView {
    var title: String

    static let viewName = "item"
    static let fields: [ViewField<Self>] = [.text("title") { $0.title }, .view("deep") { _ in WordView() }]
    static let schema = ViewSchema(Self.self)
}

private struct WordView: SchemaView {
    static let viewName = "word"
    static let fields: [ViewField<Self>] = [.text("word") { _ in "w" }]
    static let schema = ViewSchema(Self.self)
}

private func compile(_ files: [String: String], words: [String: String] = [:]) -> (Template?, [Diagnostic]) {
    let sources = Dictionary(
        uniqueKeysWithValues: files.map { name, text in
            (name, TemplateSource(path: "Templates/\(name).mustache", bytes: Array(text.utf8)))
        })
    var compiler = TemplateCompiler(sources: sources, words: words)
    let template = compiler.compile("main", for: SampleView.schema)
    return (template, compiler.diagnostics)
}

@Suite struct TemplateTests {
    @Test(arguments: [
        "plain text",
        "{{title}}",
        "{{{markup}}}",
        "{{&markup}}",
        "{{ title }}|{{! a comment }}|",
        "{{#yes}}in{{/yes}}{{^yes}}out{{/yes}}{{#no}}in{{/no}}{{^no}}out{{/no}}",
        "{{#items}}<{{title}}>{{/items}}{{^items}}none{{/items}}",
        "{{#empty}}x{{/empty}}{{^empty}}none{{/empty}}",
        "{{#inner}}{{title}}{{/inner}} {{inner.title}} {{inner.deep.word}}",
        "{{#items}}{{deep.word}}{{#deep}}{{word}}{{title}}{{/deep}}{{/items}}",
        "a\n{{#yes}}\nb\n{{/yes}}\nc\n",
        "a\r\n{{#yes}}\r\nb\r\n{{/yes}}\r\nc\r\n",
        "  {{#yes}}  \n  b\n  {{/yes}}",
        "a {{#yes}} b {{/yes}} c\n",
        "{{#yes}}\n{{#no}}\nx\n{{/no}}\n{{/yes}}\ny",
        "a\n  {{! alone }}\nb\n",
        "a {{! beside }}\nb\n",
        "{{#items}}\n- {{title}}\n{{/items}}\n",
        "[{{>part}}]",
        "x\n{{>part}}\ny",
        "{{#items}}\n{{>item}}\n{{/items}}",
        "  {{>lines}}\n",
    ])
    func agreesWithTheReference(_ source: String) throws {
        let files = [
            "main": source, "part": "<{{title}}>", "item": "({{title}})\n", "lines": "one\n{{title}}\n\nthree\n",
        ]
        let (template, diagnostics) = compile(files)
        #expect(diagnostics.isEmpty)
        var html = HTMLBuffer()
        try #require(template).render(SampleView(), to: &html)

        let library = MustacheLibrary(
            templates: try files.mapValues { try MustacheTemplate(string: $0) })
        let reference = library.render(SampleView.values, withTemplate: "main")
        #expect(String(decoding: html.bytes, as: UTF8.self) == reference)
    }

    /// Here the reference leaves the rule that a partial is indented before it is rendered, so each round is.
    @Test func indentsEachRoundOfASectionInAPartial() throws {
        let (template, _) = compile(["main": "  {{>nested}}\n", "nested": "{{#items}}\n{{title}}\n{{/items}}\n"])
        var html = HTMLBuffer()
        try #require(template).render(SampleView(), to: &html)
        #expect(String(decoding: html.bytes, as: UTF8.self) == "  one\n  &lt;two&gt;\n")
    }

    @Test func asksForTheFormsThatTheReferenceLacks() throws {
        let source =
            "{{#hasItems}}some{{/hasItems}}{{#hasEmpty}}x{{/hasEmpty}}{{^hasNothing}}none{{/hasNothing}}"
            + "{{#note}}{{.}}{{/note}}{{text.copy}}"
        let (template, diagnostics) = compile(["main": source], words: ["copy": "复制 & 粘贴"])
        #expect(diagnostics.isEmpty)
        var html = HTMLBuffer()
        try #require(template).render(SampleView(), to: &html)
        #expect(String(decoding: html.bytes, as: UTF8.self) == "somenonen复制 &amp; 粘贴")
    }

    @Test(arguments: [
        ("{{titel}}", "titel", "main.mustache:1:3"),
        ("line\n {{#inner}}{{titl}}{{/inner}}", "titl", "main.mustache:2:14"),
        ("{{inner.deep.wordd}}", "wordd", "main.mustache:1:3"),
        ("{{text.cpoy}}", "text.cpoy", "main.mustache:1:3"),
        ("\n\n{{>bad}}", "titl", "bad.mustache:2:3"),
    ])
    func reportsAnUnknownNameAtItsPlace(_ source: String, _ name: String, _ place: String) {
        let files = ["main": source, "bad": "x\n{{titl}}"]
        let (_, diagnostics) = compile(files, words: ["copy": "复制"])
        #expect(diagnostics.count == 1)
        guard let diagnostic = diagnostics.first, case .templateName(let found, _, let near) = diagnostic.problem else {
            Issue.record("\(diagnostics)")
            return
        }
        #expect(found == name)
        #expect(near != nil)
        #expect(position(of: diagnostic, in: files) == place)
    }

    @Test(arguments: [
        ("{{title", TemplateFault.unclosedTag, "main.mustache:1:1"),
        ("{{#yes}}x", .unclosedSection(name: "yes"), "main.mustache:1:4"),
        ("x{{/yes}}", .strayClose(name: "yes"), "main.mustache:1:5"),
        ("{{#yes}}{{/no}}", .mismatchedClose(name: "no", expected: "yes"), "main.mustache:1:12"),
        ("{{> nowhere}}", .missingPartial(name: "nowhere"), "main.mustache:1:5"),
        ("{{> main}}", .recursivePartial(name: "main"), "main.mustache:1:5"),
        ("{{#title}}x{{/title}}", .wrongUse(name: "title"), "main.mustache:1:4"),
        ("{{items}}", .wrongUse(name: "items"), "main.mustache:1:3"),
        ("{{{title}}}", .wrongUse(name: "title"), "main.mustache:1:4"),
        ("{{markup}}", .wrongUse(name: "markup"), "main.mustache:1:3"),
        ("{{=<% %>=}}", .wrongUse(name: "<% %>="), "main.mustache:1:4"),
        ("{{ }}", .emptyTag, "main.mustache:1:1"),
    ])
    func reportsABadTagAtItsPlace(_ source: String, _ fault: TemplateFault, _ place: String) {
        let files = ["main": source]
        let (_, diagnostics) = compile(files)
        #expect(diagnostics.map(\.problem) == [.templateSyntax(fault)])
        #expect(diagnostics.first.map { position(of: $0, in: files) } == place)
    }

    @Test func reportsAllFaultsOfAllFilesInOneRun() {
        let (_, diagnostics) = compile(["main": "{{one}}{{>part}}{{two}}", "part": "{{three}}{{#yes}}"])
        #expect(diagnostics.count == 4)
    }

    @Test func reportsAPartialsFaultOnce() {
        let (_, diagnostics) = compile(["main": "{{>part}}{{>part}}", "part": "{{three}}"])
        #expect(diagnostics.count == 1)
    }

    private func position(of diagnostic: Diagnostic, in files: [String: String]) -> String {
        let file = String(diagnostic.file.dropFirst("Templates/".count))
        let source = files[String(file.dropLast(".mustache".count))] ?? ""
        let position = LineTable(Array(source.utf8)).position(of: diagnostic.range.start)
        return "\(file):\(position.line):\(position.column)"
    }
}

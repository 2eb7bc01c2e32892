import CasebookModel
import Testing

@testable import CasebookRender

@Suite struct ThemeTests {
    @Test(arguments: SiteLanguage.allCases)
    func theShippedThemeLoadsInEachLanguage(_ language: SiteLanguage) throws {
        var configuration = SampleSite().configuration
        configuration.language = language
        let files = try SampleTheme.shippedFiles()
        let outcome = Theme.load(files: files, configuration: configuration, hash: SampleTheme.hash)
        #expect(outcome.diagnostics.isEmpty)
        #expect(outcome.value != nil)
    }

    @Test func aTemplateMayNameAFieldThatOnlyTheSiteDeclares() throws {
        var configuration = SampleSite().configuration
        let kind = KindDeclaration(
            name: "gadget", folder: "gadgets", label: SampleSite.text("器具"),
            fields: [FieldDeclaration("weight", .text, label: SampleSite.text("重量"))], template: "gadget")
        configuration.kinds = KindTable(
            configuration.kinds.kinds + [kind], commonFields: configuration.kinds.commonFields)
        let template = "{{#field.weight}}{{label}}: {{{html}}}{{/field.weight}}"
        let theme = try SampleTheme.load(["gadget": template], configuration)
        var site = SampleSite()
        site.configuration = configuration
        site.add("a", kind: "gadget", fields: [SampleSite.field("weight", .text("3 < 4"))])
        let outputs = try SampleTheme.outputs(of: Renderer(site: site.make(), theme: theme), .page(0))
        #expect(outputs == ["gadgets/a.html": "重量: <span data-own>3 &lt; 4</span>"])
    }

    @Test func aTemplateThatNamesAFieldTheKindLacksIsAnErrorWithItsPlace() throws {
        var files = try SampleTheme.shippedFiles()
        files["script.mustache"] = Array("x\n{{#field.wehn}}{{/field.wehn}}".utf8)
        let outcome = Theme.load(files: files, configuration: SampleSite().configuration, hash: SampleTheme.hash)
        #expect(outcome.value == nil)
        #expect(
            outcome.diagnostics == [
                Diagnostic(
                    .templateName(name: "wehn", view: "page fields", near: "when"),
                    file: "Templates/script.mustache", at: SourceRange(5, 15))
            ])
    }

    @Test func aWordThatALanguageLacksIsAnError() throws {
        var files = try SampleTheme.shippedFiles()
        let english = String(decoding: files["messages/en.json"] ?? [], as: UTF8.self)
        files["messages/en.json"] = Array(english.replacing("\"copy\": \"Copy\",", with: "").utf8)
        let outcome = Theme.load(files: files, configuration: SampleSite().configuration, hash: SampleTheme.hash)
        #expect(
            outcome.diagnostics == [
                Diagnostic(
                    .templateName(name: "copy", view: "page", near: nil), file: "Templates/messages/en.json",
                    at: .fileStart)
            ])
    }

    @Test func aKindWithoutATemplateOfItsOwnIsShownByTheGeneralOne() throws {
        var configuration = SampleSite().configuration
        let kind = KindDeclaration(
            name: "gadget", folder: "gadgets", label: SampleSite.text("器具"), fields: [], template: "nowhere")
        configuration.kinds = KindTable([kind, configuration.kinds["page"]!], commonFields: [])
        var site = SampleSite()
        site.configuration = configuration
        site.add("a", kind: "gadget")
        let theme = try SampleTheme.load(["page": "general {{title}}"], configuration)
        let outputs = try SampleTheme.outputs(of: Renderer(site: site.make(), theme: theme), .page(0))
        #expect(outputs == ["gadgets/a.html": "general a"])
    }

    // MARK: - Scripts

    private func bundle(_ modules: [String: String]) -> ScriptBundle {
        ScriptBundle(modules.sorted { $0.key < $1.key }.map { module($0.key, $0.value) })
    }

    private func module(_ path: String, _ code: String) -> ScriptModule {
        ScriptModule(path: path, bytes: Array(code.utf8))
    }

    @Test func modulesBecomeOneScriptInTheOrderOfTheirImports() {
        let bundle = bundle([
            "a.js":
                "import { b } from './b.js';\n/**\n * Doc.\n */\nexport function a() {\n  // reason\n  return b;\n}\na();\n",
            "b.js": "import {\n  c,\n} from \"./c.js\"; // why\nexport const b = c;\n",
            "c.js": "export const c = '// no comment';\n",
        ])
        #expect(bundle.faults.isEmpty)
        #expect(
            String(decoding: bundle.source, as: UTF8.self) == """
                (function(){
                "use strict";
                const c='// no comment';
                const b=c;
                function a(){
                return b;
                }
                a();
                })();

                """)
    }

    @Test func whatOneScriptCannotHoldIsAFault() {
        let bundle = bundle([
            "a.js": "import { b as c } from './b.js';\nexport default 1;\nconst x = 1;\n",
            "b.js": "export const b = 1;\nfunction x() {}\n",
            "c.js": "import { z } from './nowhere.js';\n",
            "d.js": "export const d = 1;\nfunction* d() {}\n",
        ])
        #expect(Set(bundle.faults.map(\.name)) == ["as", "export", "x", "nowhere.js", "d"])
    }

    @Test(arguments: [
        ("  const a = 'it // is'; // was", "const a='it // is';"),
        (#"s = "\" /* in */"; /* out */ t()"#, #"s="\" /* in */";t()"#),
        ("r = /[/*'\"]\\/\\//u.test(x) // y", "r=/[/*'\"]\\/\\//u.test(x)"),
        ("half = (all + 1) / 2 / n; // not an expression", "half=(all+1)/2 /n;"),
        ("return /a b/ . test(s) ? - 1 : typeof x", "return /a b/.test(s)?-1:typeof x"),
        ("a + +b - -c; d = 1 .toFixed()", "a+ +b- -c;d=1 .toFixed()"),
        ("if (a < !--b) c ++\n  --d", "if(a< !--b)c++\n--d"),
        ("`a  ${ b  +  `c  // ${ { d : 1 } . d }` } /* e */`  +  f", "`a  ${b+`c  // ${{d:1}.d}`} /* e */`+f"),
        ("x = `\n  import y\n\n  // z`;", "x=`\n  import y\n\n  // z`;"),
        ("/* a\n b */ c ( ) /* d */ . e", "\nc().e"),
        ("词 = '一  二'  ;", "词='一  二';"),
    ])
    func onlyWhatPeopleReadIsLeftOutOfAScript(_ written: String, _ kept: String) {
        let lines = ScriptLine.lines(of: Array(written.utf8)).map { String(decoding: $0.code, as: UTF8.self) }
        #expect(lines.joined(separator: "\n") == kept)
    }

    @Test func aScriptBorrowsFromTheOneThatAllPagesLoad() {
        let base = [
            module("keys.js", "export const table = [];\nexport function register() {}\n"),
            module("own.js", "const other = 1;\n"),
        ]
        let modules = [
            module(
                "a.js", "import {\n  register,\n} from '../scripts/keys.js';\nregister();\nconst other = 2;\n")
        ]
        let bundle = ScriptBundle(modules, over: base)
        #expect(bundle.faults.isEmpty)
        #expect(bundle.borrowed == ["register"])
        #expect(
            String(decoding: bundle.source, as: UTF8.self) == """
                (function(){
                "use strict";
                const{register}=globalThis.casebook;
                register();
                const other=2;
                })();

                """)
        let lender = String(decoding: ScriptBundle(base, lending: bundle.borrowed).source, as: UTF8.self)
        #expect(lender.hasSuffix("globalThis.casebook={register};\n})();\n"))
    }

    @Test func whatIsBorrowedMustBeLent() {
        let base = [module("keys.js", "const table = [];\n")]
        let modules = [
            module("a.js", "import { table } from '../scripts/keys.js';\n"),
            module("b.js", "const table = 1;\nimport { x } from './nowhere.js';\n"),
        ]
        let faults = ScriptBundle(modules, over: base).faults.map { "\($0.module): \($0.name)" }
        #expect(Set(faults) == ["a.js: table", "b.js: table", "b.js: nowhere.js"])
    }

    @Test func theInterfaceWordsBecomeAModule() {
        #expect(
            ScriptBundle.module(words: ["b": "\"", "a": "一"]) == "export const words = {\"a\":\"一\",\"b\":\"\\\"\"};\n")
    }

    // MARK: - Styles

    @Test func stylesComeWithTokensFirstAndTheSitesOwnLast() {
        let sheets = ["zz", "site", "print", "base", "tokens", "a"].map {
            (path: $0 + ".css", bytes: Array("\($0){}".utf8))
        }
        #expect(
            String(decoding: StyleBundle.join(sheets), as: UTF8.self)
                == "tokens{}\nbase{}\na{}\nzz{}\nprint{}\nsite{}\n")
    }

    @Test(arguments: [
        ("/* c */\nb { }\n", "b{}\n"),
        ("z { content: \"/* kept: { a ; } */\"; }", "z{content:\"/* kept: { a ; } */\"}"),
        ("a :hover, b > c { margin: 0 auto; }", "a :hover,b > c{margin:0 auto}"),
        (
            "@media (min-width: 1px) and (hover: hover) { a { b: c } }",
            "@media (min-width:1px) and (hover:hover){a{b:c}}"
        ),
        ("a { b: calc(1px + 2px) url('x: y') }", "a{b:calc(1px + 2px) url('x: y')}"),
    ])
    func stylesLoseOnlyWhatMeansNothing(_ written: String, _ kept: String) {
        #expect(String(decoding: StyleBundle.squeezed(Array(written.utf8)), as: UTF8.self) == kept)
    }
}

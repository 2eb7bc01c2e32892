import CasebookModel
import Testing

@testable import CasebookRender

/// What files a site becomes, and what is on them; through templates of a line each where the theme doesn't matter.
@Suite struct PagesTests {
    private func outputs(_ site: SampleSite, _ templates: [String: String] = [:]) throws -> [String: String] {
        let theme = try SampleTheme.load(templates, site.configuration)
        return try SampleTheme.allOutputs(of: Renderer(site: site.make(), theme: theme))
    }

    private static let listTemplate =
        "{{title}}:{{#introduction}}[{{title}}]{{/introduction}}{{#groups}}{{#entries}}{{{href}}} {{/entries}}{{/groups}}"
        + "{{#subfolders}}({{{href}}} {{count}}){{/subfolders}}{{#pager}}{{#previous}}<{{{href}}}{{/previous}} {{position}}"
        + "{{#next}} >{{{href}}}{{/next}}{{/pager}}"

    @Test func everyFolderOfAnAddressHasAList() throws {
        var site = SampleSite()
        site.add("x", route: "docs/deep/x.html")
        site.add("about", route: "about.html")
        let files = try outputs(site, ["list": Self.listTemplate, "home": "{{#folders}}{{{href}}}{{/folders}}"])
        #expect(files["docs/index.html"] == "docs:(deep/index.html 1)")
        #expect(files["docs/deep/index.html"] == "deep:x.html ")
        #expect(files["index.html"] == "docs/index.html")
    }

    @Test func listsHaveTwoHundredEntriesAPage() throws {
        var site = SampleSite()
        for number in 100..<501 { site.add("s\(number)", kind: "script") }
        let files = try outputs(
            site,
            [
                "list": "{{#groups}}{{#entries}}.{{/entries}}{{/groups}}{{#pager}}"
                    + "{{#previous}}<{{{href}}}{{/previous}}{{#next}}>{{{href}}}{{/next}}{{/pager}}"
            ])
        #expect(files["scripts/index.html"] == String(repeating: ".", count: 200) + ">page-2.html")
        #expect(files["scripts/page-2.html"] == String(repeating: ".", count: 200) + "<index.html>page-3.html")
        #expect(files["scripts/page-3.html"] == ".<page-2.html")
    }

    @Test func aFoldersOwnPageIntroducesItsList() throws {
        var site = SampleSite()
        site.add("intro", route: "scripts/index.html", title: "全部话术")
        site.add("s", kind: "script")
        site.introductions = ["scripts": "intro"]
        let files = try outputs(site, ["list": Self.listTemplate])
        #expect(files["scripts/index.html"] == "全部话术:[全部话术]s.html ")
    }

    @Test func aPageThatStandsForItsFolderIsListedAboveIt() throws {
        var site = SampleSite()
        site.add("six", route: "methods/six/index.html")
        site.add("vent", route: "methods/six/vent.html")
        site.methods = [("six", ["vent"])]
        let files = try outputs(
            site, ["list": Self.listTemplate, "page": "{{title}} {{#crumbs}}{{{href}}} {{/crumbs}}"])
        #expect(files["methods/index.html"] == "methods:six/index.html ")
        #expect(files["methods/six/index.html"] == "six ../../index.html ../index.html ")
        #expect(files["methods/six/vent.html"] == "vent ../../index.html ../index.html index.html ")
    }

    @Test func longRelationsGoOnOnAListPage() throws {
        var site = SampleSite()
        site.add("a", route: "a.html", title: "原因")
        let targets = (100..<351).map { "t\($0)" }
        for target in targets { site.add(target, route: "t/\(target).html") }
        site.relate("a", "cases", targets, label: "案例")
        let files = try outputs(
            site,
            [
                "page":
                    "{{#relations}}{{name}} {{count}}:{{#entries}}.{{/entries}}{{#more}}{{{href}}} {{title}}{{/more}}{{/relations}}",
                "list": Self.listTemplate,
            ])
        #expect(files["a.html"] == "cases 251:" + String(repeating: ".", count: 50) + "a~cases.html word showAll 251")
        #expect(files["a~cases.html"]?.hasPrefix("原因 · 案例:t/t100.html ") == true)
        #expect(files["a~cases-2.html"]?.hasPrefix("原因 · 案例:t/t300.html ") == true)
    }

    @Test func aRelationWithAPlaceOfItsOwnIsNotRepeated() throws {
        var site = SampleSite()
        site.add("a", kind: "script")
        site.add("b", kind: "script")
        site.relate("a", "next", ["b"])
        site.relate("a", "related", ["b"])
        let files = try outputs(
            site,
            [
                "script": "{{#relation.next}}next {{#entries}}{{title}}{{/entries}} {{/relation.next}}"
                    + "{{#relations}}{{name}}{{/relations}}"
            ])
        #expect(files["scripts/a.html"] == "next b related")
    }

    @Test func fieldsWithoutAPlaceOfTheirOwnAreShownByTheirLabels() throws {
        var site = SampleSite()
        site.vocabularies = [channels]
        site.add(
            "a", kind: "script",
            fields: [
                SampleSite.field("when", SampleSite.list([SampleSite.prose("一 & 二")])),
                SampleSite.field("channels", SampleSite.list([.value("phone")])),
                SampleSite.field("listen_for", SampleSite.list([SampleSite.prose("语速")])),
            ])
        let files = try outputs(
            site,
            [
                "script": "{{#field.when}}{{#items}}{{{inner}}}{{/items}}{{/field.when}}"
                    + "{{#fields}}|{{label}}={{{html}}}{{/fields}}"
            ])
        #expect(
            files["scripts/a.html"] == "一 &amp; 二"
                + "|渠道=<ul class=\"values\"><li><a class=\"value\" href=\"../vocabularies/channel/phone.html\">电话</a></li></ul>"
                + "|留意听=<ul><li><span data-own>语速</span></li></ul>")
    }

    private var channels: Vocabulary {
        Vocabulary(
            name: "channel", path: "vocabularies/channel.yml",
            values: [
                Vocabulary.Value(
                    name: "phone", nameRange: SourceRange(0, 0), label: LocalizedText("电话", "Phone"),
                    aliases: ["热线"], description: SampleDocument.make { $0.paragraph("说明") })
            ])
    }

    @Test func aVocabularyValueListsThePagesThatUseIt() throws {
        var site = SampleSite()
        site.vocabularies = [channels]
        site.add("a", kind: "script", fields: [SampleSite.field("channels", SampleSite.list([.value("phone")]))])
        site.add("b", kind: "script")
        let files = try outputs(
            site,
            [
                "value": "{{value.label}} {{#value}}{{{description}}}{{#aliases}}{{.}}{{/aliases}}{{/value}}"
                    + "{{#list}}{{#groups}}{{#entries}}{{{href}}}{{/entries}}{{/groups}}{{/list}}",
                "vocabulary": "{{#groups}}{{#values}}{{{href}}} {{count}}{{/values}}{{/groups}}",
            ])
        #expect(files["vocabularies/channel/phone.html"] == "电话 \n<p>说明</p>\n热线../../scripts/a.html")
        #expect(files["vocabularies/channel/index.html"] == "phone.html 1")
        #expect(files["vocabularies/index.html"] == "channel/phone.html 1")
    }

    @Test func formerAddressesLeadOn() throws {
        var site = SampleSite()
        site.configuration.url = "https://example.org/kb/"
        site.add("a", route: "docs/a.html", title: "甲")
        site.redirects = [("old/b.html", "a")]
        let files = try outputs(
            site, ["redirect": "{{#target}}{{{href}}} {{title}}{{/target}} {{#canonical}}{{.}}{{/canonical}}"])
        #expect(files["old/b.html"] == "../docs/a.html 甲 https://example.org/kb/docs/a.html")
    }

    @Test func aGeneratedPageStepsAsideForAContentPage() throws {
        var site = SampleSite()
        site.configuration.isImplicit = true
        for name in ["search", "404", "health", "index"] { site.add(name, route: "\(name).html") }
        site.add("page-2", route: "many/page-2.html")
        for number in 1_000..<1_201 { site.add("m\(number)", route: "many/m\(number).html") }
        let files = try outputs(site, ["page": "own", "search": "{{site.search}}"])
        #expect(files["search.html"] == "own")
        #expect(files["search-.html"] == "search-.html")
        #expect(files["many/page-2.html"] == "own")
        #expect(files["many/page-2-.html"] != nil)
    }

    @Test func theCauseTreeUnfoldsASharedCauseOnce() throws {
        var site = SampleSite()
        for id in ["a", "b", "shared", "leaf"] { site.add(id, route: "causes/\(id).html") }
        site.causeRoots = ["a", "b"]
        site.causeChildren = ["a": ["shared"], "b": ["shared"], "shared": ["leaf"]]
        let files = try outputs(
            site,
            [
                "cause-tree":
                    "{{#rows}}{{#cause}}<li>{{title}}{{/cause}}{{#opens}}<ul>{{/opens}}{{#closesList}}</ul>{{/closesList}}"
                    + "{{#closesItem}}</li>{{/closesItem}}{{/rows}}"
            ])
        #expect(
            files["causes/tree.html"]
                == "<li>a<ul><li>shared<ul><li>leaf</li></ul></li></ul></li><li>b<ul><li>shared</li></ul></li>")
    }

    @Test func withoutAnAddressThereIsNoSitemapAndNoFeed() throws {
        var site = SampleSite()
        site.add("a")
        let files = try outputs(site)
        #expect(files["sitemap.xml"] == nil)
        #expect(files["feed.xml"] == nil)
    }

    @Test func theFeedHasTheNewestChangesFirst() throws {
        var site = SampleSite()
        site.configuration.url = "https://example.org/"
        // XML has no way to say it.
        site.configuration.title = "站\u{1}"
        for (id, day) in [("a", "2026-01-02"), ("b", "2026-03-04"), ("c", "2026-01-02")] {
            site.add(
                id, title: "<\(id)>",
                fields: [
                    SampleSite.field("updated_on", .date(CalendarDate(day)!)),
                    SampleSite.field("change", .text("改了 \u{1}& 补了")),
                ])
        }
        let files = try outputs(site)
        let feed = files["feed.xml"] ?? ""
        #expect(feed.contains("<updated>2026-03-04T00:00:00Z</updated>"))
        #expect(feed.contains("<author><name>站</name></author>"))
        #expect(feed.contains("<summary>改了 &amp; 补了</summary>"))
        let titles = feed.split(separator: "<title>").dropFirst(2).map { String($0.prefix { $0 != "<" }) }
        #expect(titles == ["&lt;b&gt;", "&lt;a&gt;", "&lt;c&gt;"])
        #expect(
            files["sitemap.xml"]?.contains(
                "<url><loc>https://example.org/b.html</loc><lastmod>2026-03-04</lastmod></url>") == true)
    }

    @Test func aKindsPagesAreThereAsJSON() throws {
        var site = SampleSite()
        site.add("b", kind: "script")
        site.add(
            "a", kind: "script", title: "安抚 \"一\"",
            fields: [
                SampleSite.field("when", SampleSite.prose("客户激动")),
                SampleSite.field("avoid", SampleSite.list([.record([SampleSite.field("phrase", .text("冷静"))])])),
            ],
            spokenLines: [
                SpokenLine(node: 0, variant: "phone", anchor: "line-1", text: "{称呼}，您说", range: SourceRange(0, 0))
            ])
        site.relate("a", "next", ["b"])
        let files = try outputs(site)
        #expect(
            files["api/v1/script.json"] == #"{"version":1,"kind":"script","total":2,"next":null,"pages":["#
                + #"{"id":"a","url":"scripts/a.html","title":"安抚 \"一\"","status":"approved","overdue":false,"#
                + #""fields":{"when":["客户激动"],"avoid":[{"phrase":"冷静"}]},"relations":{"next":["b"]},"#
                + #""spoken_lines":[{"anchor":"line-1","channel":"phone","text":"{称呼}，您说"}]},"#
                + #"{"id":"b","url":"scripts/b.html","title":"b","status":"approved","overdue":false,"#
                + #""fields":{},"relations":{},"spoken_lines":[]}]}"# + "\n")
        #expect(files["api/v1/script.schema.json"]?.contains(#""phrase":{"title":"不说","type":"string"}"#) == true)
    }

    @Test func longCollectionsAreSplit() throws {
        var site = SampleSite()
        for number in 0..<1_001 { site.add("p\(number)") }
        let files = try outputs(site)
        #expect(
            files["api/v1/page.json"]?.hasPrefix(#"{"version":1,"kind":"page","total":1001,"next":"page.2.json""#)
                == true)
        #expect(files["api/v1/page.2.json"]?.hasPrefix(#"{"version":1,"kind":"page","total":1001,"next":null"#) == true)
    }

    @Test func theNotFoundPageWorksAtAnyAddressWhereTheSitesIsKnown() throws {
        var site = SampleSite()
        site.add("a", kind: "script")
        let templates = ["not-found": "{{site.home}} {{#folders}}{{site.root}}{{{href}}}{{/folders}}"]
        #expect(try outputs(site, templates)["404.html"] == "index.html scripts/index.html")
        site.configuration.url = "https://example.org/kb/"
        #expect(try outputs(site, templates)["404.html"] == "/kb/index.html /kb/scripts/index.html")
        site.edition.portable = true
        #expect(try outputs(site, templates)["404.html"] == "index.html scripts/index.html")
    }
}

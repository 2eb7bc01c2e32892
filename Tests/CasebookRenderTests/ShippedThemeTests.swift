import CasebookModel
import Testing

@testable import CasebookRender

/// The contract that other programs have with the pages of the shipped theme.
@Suite struct ShippedThemeTests {
    private func outputs(_ change: (inout SampleSite) -> Void = { _ in }) throws -> [String: String] {
        var site = SampleSite()
        site.configuration.feedback = "mailto:kb@example.org"
        let spoken = SampleDocument.make { document in
            document.node(.quotation, detail: 1, index: 0) { line in
                line.node(.paragraph) { paragraph in
                    paragraph.leaf(.slot, index: paragraph.name("称呼"))
                    paragraph.text("own-words-line")
                }
            }
            document.block(.spoken, from: 0, anchor: "line-1")
            document.paragraph("own-words-body")
        }
        let slots = FieldValue.Content.keyed([
            (name: Located("称呼", at: SourceRange(0, 0)), fields: [SampleSite.field("label", .text("怎么称呼"))])
        ])
        site.add(
            "soothe", kind: "script", title: "own-words-title",
            fields: [
                SampleSite.field("summary", SampleSite.prose("own-words-summary")),
                SampleSite.field("when", SampleSite.list([SampleSite.prose("own-words-when")])),
                SampleSite.field("not_when", SampleSite.list([SampleSite.prose("own-words-not")])),
                SampleSite.field("listen_for", SampleSite.list([SampleSite.prose("own-words-listen")])),
                SampleSite.field("slots", slots),
                SampleSite.field(
                    "avoid",
                    SampleSite.list([
                        .record([
                            SampleSite.field("phrase", .text("own-words-phrase")),
                            SampleSite.field("why", SampleSite.prose("own-words-why")),
                            SampleSite.field("instead", SampleSite.prose("own-words-instead")),
                        ])
                    ])),
                SampleSite.field(
                    "escalate",
                    SampleSite.list([
                        .record([
                            SampleSite.field("if", SampleSite.prose("own-words-if")),
                            SampleSite.field("to", .text("own-words-to")),
                            SampleSite.field("within", .text("own-words-within")),
                        ])
                    ])),
                SampleSite.field("aliases", SampleSite.list([.text("own-words-alias")])),
                SampleSite.field("tags", SampleSite.list([.text("own-words-tag")])),
            ], body: spoken,
            spokenLines: [
                SpokenLine(
                    node: 0, variant: nil, anchor: "line-1", text: "{称呼}own-words-line", range: SourceRange(0, 0))
            ])
        site.add("other", kind: "script", title: "words-of-others")
        site.relate("soothe", "next", ["other"])
        site.relate("soothe", "related", ["other"])
        change(&site)
        let theme = try SampleTheme.load(SampleTheme.shippedFiles(), site.configuration)
        return try SampleTheme.allOutputs(of: Renderer(site: site.make(), theme: theme))
    }

    /// The text of a page inside and outside `[data-own]`.
    private func texts(of html: String) -> (own: String, other: String) {
        var own = ""
        var other = ""
        var depth = 0
        var open: [(name: String, isOwn: Bool)] = []
        let empty: Set<Substring> = ["meta", "link", "input", "br", "hr", "img", "!DOCTYPE"]
        for part in html.split(separator: "<").dropFirst() {
            let tag = part.prefix { $0 != ">" }
            let text = part.dropFirst(tag.count + 1)
            let name = tag.prefix { $0 != " " && $0 != "\n" }
            if name.hasPrefix("/") {
                let closed = open.removeLast()
                #expect(closed.name == String(name.dropFirst()))
                if closed.isOwn { depth -= 1 }
            } else if !empty.contains(name) {
                let isOwn = tag.contains(" data-own")
                open.append((String(name), isOwn))
                if isOwn { depth += 1 }
            }
            if depth > 0 { own += text } else { other += text }
        }
        #expect(open.isEmpty)
        return (own, other)
    }

    @Test func anAuthorsWordsStandInsideDataOwnAndAllOthersOutside() throws {
        let page = try #require(try outputs()["scripts/soothe.html"])
        let (own, other) = texts(of: page.replacing(#/<head>.*<\/head>/#.dotMatchesNewlines(), with: ""))
        let words = [
            "title", "summary", "when", "not", "listen", "phrase", "why", "instead", "if", "to", "within", "line",
            "body",
            "alias", "tag",
        ]
        for word in words {
            #expect(own.contains("own-words-\(word)"))
            #expect(!other.contains("own-words-\(word)"))
        }
        for word in ["words-of-others", "复制", "不说", "用于", "话术"] {
            #expect(other.contains(word))
            #expect(!own.contains(word))
        }
    }

    @Test func pagesBearTheMarksThatProgramsRead() throws {
        let page = try #require(try outputs()["scripts/soothe.html"])
        for mark in [
            "<html lang=\"zh-Hans\" data-root=\"../\"", "data-search-form=\"index\"", "worker-src 'self'",
            "data-page-id=\"soothe\" data-kind=\"script\" data-status=\"approved\"",
            "data-script-id=\"soothe\"", "data-copy", "data-slot=\"称呼\"", "data-relation=\"next\"",
            "data-relation=\"related\"", "type=\"search\"",
            "<a href=\"mailto:kb@example.org?subject=%E6%8A%A5%E5%91%8A%E9%97%AE%E9%A2%98%EF%BC%9A%20soothe%20%28approved%29\">",
        ] {
            #expect(page.contains(mark), "\(mark)")
        }
    }

    @Test func noPageHasScriptOrStyleInIt() throws {
        for (path, html) in try outputs() where path.hasSuffix(".html") {
            #expect(!html.contains(" style=") && !html.contains("<style"), "\(path)")
            let others =
                #/<script(?! src="[^"]*assets\/casebook(-early|-pages|-results)?\.js\?v=[0-9a-f]{8}"( defer)?><\/script>)/#
            #expect(html.matches(of: others).isEmpty, "\(path)")
            #expect(html.matches(of: #/ on[a-z]+=/#).isEmpty, "\(path)")
            #expect(html.contains("Content-Security-Policy") && html.contains("rel=\"icon\""), "\(path)")
        }
    }

    @Test func whatAnAuthorWritesNeverBecomesMarkup() throws {
        let hostile = "\"><script>alert(1)</script><a b='"
        let pages = try outputs { site in
            site.configuration.title = hostile
            site.add(
                "evil", kind: "script", title: hostile,
                fields: [
                    SampleSite.field("summary", SampleSite.prose(hostile)),
                    SampleSite.field("owner", .text(hostile)),
                    SampleSite.field("change", .text(hostile)),
                    SampleSite.field("when", SampleSite.list([SampleSite.prose(hostile)])),
                    SampleSite.field("aliases", SampleSite.list([.text(hostile)])),
                ], body: SampleDocument.make { $0.heading(2, hostile, anchor: hostile) })
            site.relate("soothe", "listed", ["evil"], label: hostile)
        }
        for (path, html) in pages where path.hasSuffix(".html") {
            #expect(!html.contains("<script>"), "\(path)")
            #expect(!html.contains("\"><script"), "\(path)")
        }
    }

    @Test func aRetiredPageNamesWhatReplacesIt() throws {
        let pages = try outputs { site in
            site.add(
                "old", kind: "script", status: .retired,
                fields: [SampleSite.field("replaced_by", .reference("soothe"))],
                body: SampleDocument.make { $0.paragraph("nobody says this any more") })
            site.add("draft", kind: "script", status: .draft)
            site.add(
                "late", kind: "script", fields: [SampleSite.field("review_by", .date(CalendarDate("2026-01-01")!))],
                isOverdue: true)
        }
        #expect(
            pages["scripts/old.html"]?.contains("已停用，不再使用。 请改用 <a href=\"soothe.html\">own-words-title</a>") == true)
        #expect(pages["scripts/old.html"]?.contains("any more") == false)
        #expect(pages["scripts/draft.html"]?.contains("未发布，不可对客使用。") == true)
        #expect(pages["scripts/late.html"]?.contains("已过复核日期，使用前请核实。复核期限 <time datetime=\"2026-01-01\">") == true)
    }

    @Test func aPlainFolderShowsNoStateThatNobodySet() throws {
        var site = SampleSite()
        site.configuration.isImplicit = true
        site.configuration.kinds = KindTable([SampleSite.kinds["page"]!], commonFields: [])
        site.add("docs/setup", route: "docs/setup.html", title: "Setup")
        site.add(
            "readme", route: "index.html", title: "Read me",
            body: SampleDocument.make { document in
                document.heading(1, "Read me", anchor: "read-me")
                document.paragraph("words")
            })
        site.introductions = ["": "readme"]
        let theme = try SampleTheme.load(SampleTheme.shippedFiles(), site.configuration)
        let pages = try SampleTheme.allOutputs(of: Renderer(site: site.make(), theme: theme))
        #expect(pages["docs/setup.html"]?.contains("class=\"state\"") == false)
        #expect(pages["docs/setup.html"]?.contains("<h1 data-own>Setup</h1>") == true)
        // A first heading that is the title is shown once, with its anchor.
        #expect(pages["index.html"]?.contains("<h1 id=\"read-me\" data-own>Read me</h1>") == true)
        #expect(pages["index.html"]?.split(separator: "Read me</h1>").count == 2)
    }

    @Test func theSameSiteGivesTheSameBytes() throws {
        #expect(try outputs() == outputs())
    }
}

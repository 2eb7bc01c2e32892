import CasebookModel
import Testing

@testable import CasebookRender

/// Bodies on pages, through a theme of one line: everything around them is other tests' matter.
@Suite struct BodyTests {
    /// The body of a page of a site.
    private func body(of id: String = "a", _ site: SampleSite) throws -> String {
        let theme = try SampleTheme.load(["page": "{{{body}}}", "script": "{{{body}}}"], site.configuration)
        let made = site.make()
        let renderer = Renderer(site: made, theme: theme)
        let page = try #require(made.indexByID[id])
        return try SampleTheme.outputs(of: renderer, .page(page))[made.pages[page].route.path] ?? ""
    }

    private func site(_ write: (inout SampleDocument) -> Void) -> SampleSite {
        var site = SampleSite()
        site.add("a", route: "docs/a.html", body: SampleDocument.make(write))
        site.add("b", route: "docs/b.html", title: "页面 <B>")
        return site
    }

    @Test func givesHeadingsAndUnitsOfSearchTheirAnchors() throws {
        let site = site { document in
            document.heading(2, "背景", anchor: "背景")
            let start = Int32(document.document.nodes.count)
            document.paragraph("一")
            document.paragraph("二")
            document.block(.body, from: start, anchor: "b2")
        }
        #expect(
            try body(site) == """
                <div class="prose" data-own>
                <h2 id="背景">背景</h2>
                <p id="b2">一</p>
                <p>二</p>
                </div>

                """)
    }

    @Test func resolvesLinks() throws {
        let site = site { document in
            document.node(.paragraph) { paragraph in
                let page = paragraph.link(.page, "b", fragment: "节 一")
                paragraph.leaf(.pageLink, "", index: page)
                paragraph.leaf(.pageLink, "words", index: paragraph.link(.page, "b"))
                paragraph.leaf(.pageLink, "", index: paragraph.link(.page, "nowhere"))
                let web = paragraph.link(.markdown, "https://example.org/?a&b")
                paragraph.node(.link, index: web) { $0.text("web") }
                let none = paragraph.link(.markdown, "nowhere.md")
                paragraph.node(.link, index: none) { $0.text("kept") }
                paragraph.leaf(.image, "图", index: paragraph.link(.image, "x.png", title: "t"))
                paragraph.leaf(.image, "别处", index: paragraph.link(.image, "https://example.org/x.png"))
            }
        }
        #expect(
            try body(site) == """
                <div class="prose" data-own>
                <p><a href="b.html#%E8%8A%82%20%E4%B8%80">页面 &lt;B&gt;</a><a href="b.html">words</a>nowhere\
                <a href="https://example.org/?a&amp;b">web</a>kept<img src="../files/x.png" alt="图" title="t" loading="lazy">\
                <a href="https://example.org/x.png">别处</a></p>
                </div>

                """)
    }

    @Test func showsRawHTMLAsText() throws {
        let site = site { document in
            document.leaf(.htmlBlock, "<script>alert(1)</script>\n")
            document.node(.paragraph) { $0.leaf(.inlineHTML, "<b onclick=\"x\">") }
        }
        #expect(
            try body(site) == """
                <div class="prose" data-own>
                <pre class="raw" tabindex="0">&lt;script&gt;alert(1)&lt;/script&gt;
                </pre>
                <p>&lt;b onclick=&quot;x&quot;&gt;</p>
                </div>

                """)
    }

    @Test func setsHanTextSolid() throws {
        let site = site { document in
            document.node(.paragraph) { paragraph in
                paragraph.text("先听完")
                paragraph.leaf(.softBreak)
                paragraph.text("再说")
                paragraph.leaf(.softBreak)
                paragraph.text("words")
            }
        }
        #expect(try body(site).contains("<p>先听完再说\nwords</p>"))
    }

    @Test func keepsTheWordsOfTheInterfaceOutsideTheAuthorsOwn() throws {
        let site = site { document in
            document.paragraph("一")
            document.node(.callout, detail: Callout.warning.rawValue) { $0.paragraph("二") }
            document.paragraph("三")
            document.node(.bulletList, detail: 1) { list in
                list.node(.listItem) { item in
                    item.node(.callout, detail: Callout.note.rawValue) { $0.paragraph("四") }
                }
            }
        }
        #expect(
            try body(site) == """
                <div class="prose" data-own>
                <p>一</p>
                </div>
                <div class="callout callout-warning" role="note" aria-label="word callout_warning">
                <p class="callout-word">word callout_warning</p>
                <div class="prose" data-own>
                <p>二</p>
                </div>
                </div>
                <div class="prose" data-own>
                <p>三</p>
                <ul>
                <li>
                <div class="callout callout-note" role="note" aria-label="word callout_note" data-word="word callout_note">
                <p>四</p>
                </div>
                </li>
                </ul>
                </div>

                """)
    }

    // MARK: - Spoken lines and cards

    private func scripts() -> SampleSite {
        var site = SampleSite()
        let spoken = SampleDocument.make { document in
            document.node(.quotation, detail: 1, index: 0) { line in
                line.node(.paragraph) { paragraph in
                    paragraph.leaf(.slot, index: paragraph.name("称呼"))
                    paragraph.text("，您请说")
                }
            }
            document.block(.spoken, from: 0, anchor: "line-1")
        }
        let slots = FieldValue.Content.keyed([
            (
                name: Located("称呼", at: SourceRange(0, 0)),
                fields: [SampleSite.field("default", .text("您 \"好\""))]
            )
        ])
        let line = SpokenLine(
            node: 0, variant: nil, anchor: "line-1", text: "{称呼}，您请说", range: SourceRange(0, 0))
        site.add(
            "soothe", kind: "script", title: "安抚", fields: [SampleSite.field("slots", slots)], body: spoken,
            spokenLines: [line])
        site.add(
            "a",
            body: SampleDocument.make { document in
                document.paragraph("前")
                document.node(.paragraph) { $0.leaf(.card, detail: 1, index: $0.link(.card, "soothe")) }
                document.block(.body, from: 2, anchor: "b2")
                document.node(.paragraph) { paragraph in
                    paragraph.text("见 ")
                    paragraph.leaf(.card, index: paragraph.link(.card, "soothe"))
                }
                document.node(.paragraph) { $0.leaf(.card, detail: 1, index: $0.link(.card, "nowhere")) }
            })
        return site
    }

    @Test func givesASpokenLineItsButtonOutsideItsWords() throws {
        #expect(
            try body(of: "soothe", scripts()) == """
                <figure class="line" id="line-1" data-script-id="soothe">
                <blockquote data-own>
                <p><span class="slot" data-fill="称呼" data-default="您 &quot;好&quot;" data-filled>您 &quot;好&quot;</span>，您请说</p>
                </blockquote>
                <button type="button" class="copy" data-copy hidden>word copy</button>
                </figure>

                """)
    }

    @Test func showsACardAmongTheAuthorsWordsAndNotAsThem() throws {
        #expect(
            try body(of: "a", scripts()) == """
                <div class="prose" data-own>
                <p>前</p>
                </div>
                <div class="card" id="b2" data-script-id="soothe">
                <p class="card-head"><span class="badge"><span class="icon icon-script" aria-hidden="true"></span>话术</span> \
                <a href="scripts/soothe.html">安抚</a></p>
                <blockquote>
                <p><span class="slot" data-fill="称呼" data-default="您 &quot;好&quot;" data-filled>您 &quot;好&quot;</span>，您请说</p>
                </blockquote>
                <button type="button" class="copy" data-copy hidden>word copy</button>
                </div>
                <div class="prose" data-own>
                <p>见 <a href="scripts/soothe.html">安抚</a></p>
                <p>nowhere</p>
                </div>

                """)
    }

    @Test func numbersFootnotesWithIdsThatNoHeadingCanHave() throws {
        let site = site { document in
            document.node(.paragraph) { paragraph in
                paragraph.text("a")
                paragraph.leaf(.footnoteReference, detail: 1, index: 1)
            }
            document.node(.footnote, index: 1) { $0.paragraph("note") }
        }
        #expect(
            try body(site) == """
                <div class="prose" data-own>
                <p>a<sup class="footnote-ref"><a href="#fn:1" id="fnref:1" data-footnote-ref>1</a></sup></p>
                </div>
                <section class="footnotes prose" aria-label="word footnotes" data-own>
                <ol>
                <li id="fn:1">
                <p>note <a href="#fnref:1" class="footnote-backref" data-footnote-backref aria-label="word footnoteBack">↩</a></p>
                </li>
                </ol>
                </section>

                """)
    }
}

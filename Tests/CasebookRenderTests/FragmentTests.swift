import CasebookModel
import Testing

@testable import CasebookRender

/// What cmark-gfm 0.29.0.gfm.6 prints for the same Markdown in its safe mode.
@Suite struct FragmentTests {
    private func html(_ write: (inout SampleDocument) -> Void) -> String {
        String(decoding: renderFragment(SampleDocument.make(write)), as: UTF8.self)
    }

    @Test func writesTightAndLooseLists() {
        let tight = html { list in
            list.node(.bulletList, detail: 1) { list in
                list.node(.listItem) { item in
                    item.paragraph("a")
                    item.node(.bulletList, detail: 1) { $0.node(.listItem) { $0.paragraph("b") } }
                }
                list.node(.listItem)
            }
        }
        #expect(tight == "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li></li>\n</ul>\n")
        let loose = html { list in
            list.node(.orderedList, index: 3) { list in
                list.node(.listItem) { item in
                    item.paragraph("a")
                    item.paragraph("b")
                }
            }
        }
        #expect(loose == "<ol start=\"3\">\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n</ol>\n")
    }

    /// `casebook markdown` knows none, but descriptions may hold one. Found by fuzzing: the tag was left open.
    @Test func writesCallouts() {
        let written = html { $0.node(.callout, detail: Callout.note.rawValue) { $0.paragraph("a") } }
        #expect(written == "<div>\n<p>a</p>\n</div>\n")
    }

    @Test func writesTaskLists() {
        let written = html { list in
            list.node(.bulletList, detail: 1) { list in
                list.node(.listItem, detail: 1) { $0.paragraph("a") }
                list.node(.listItem, detail: 2) { $0.paragraph("b") }
            }
        }
        #expect(
            written == """
                <ul>
                <li><input type="checkbox" disabled="" /> a</li>
                <li><input type="checkbox" checked="" disabled="" /> b</li>
                </ul>

                """)
    }

    @Test func writesTables() {
        let written = html { table in
            table.node(.table) { table in
                table.node(.tableRow, detail: 1) { row in
                    row.node(.tableCell, detail: 5) { $0.text("a") }
                    row.node(.tableCell, detail: 7) { $0.text("b") }
                }
                table.node(.tableRow) { row in
                    row.node(.tableCell, detail: 1) { $0.text("1") }
                    row.node(.tableCell, detail: 3) { $0.text("2") }
                }
            }
        }
        #expect(
            written == """
                <table>
                <thead>
                <tr>
                <th align="left">a</th>
                <th align="right">b</th>
                </tr>
                </thead>
                <tbody>
                <tr>
                <td align="left">1</td>
                <td align="right">2</td>
                </tr>
                </tbody>
                </table>

                """)
    }

    @Test func writesLinksAndImages() {
        let written = html { document in
            document.node(.paragraph) { paragraph in
                let image = paragraph.link(.image, "u", title: "t\"x")
                paragraph.leaf(.image, "a b c", index: image)
                let script = paragraph.link(.markdown, "JavaScript:x")
                paragraph.node(.link, index: script) { $0.text("l") }
                let odd = paragraph.link(.markdown, "http://a.b/c?d[e]~&'ä", fragment: "f g")
                paragraph.node(.link, index: odd) { $0.text("m") }
                let picture = paragraph.link(.image, "data:image/png;base64,AAA=")
                paragraph.leaf(.image, "", index: picture)
            }
        }
        #expect(
            written == """
                <p><img src="u" alt="a b c" title="t&quot;x" /><a href="">l</a>\
                <a href="http://a.b/c?d%5Be%5D~&amp;&#x27;%C3%A4#f%20g">m</a><img src="data:image/png;base64,AAA=" alt="" /></p>

                """)
    }

    @Test func leavesOutRawHTMLAndSaysSo() {
        let written = html { document in
            document.leaf(.htmlBlock, "<script>x</script>\n")
            document.node(.paragraph) { paragraph in
                paragraph.text("a ")
                paragraph.leaf(.inlineHTML, "<b>")
            }
        }
        #expect(written == "<!-- raw HTML omitted -->\n<p>a <!-- raw HTML omitted --></p>\n")
    }

    @Test func writesCode() {
        let written = html { document in
            let info = document.name("swift and more")
            document.leaf(.codeBlock, "let a = \"<\"\n", index: info)
            document.leaf(.codeBlock, "plain\n")
        }
        #expect(
            written == "<pre><code class=\"language-swift\">let a = &quot;&lt;&quot;\n</code></pre>\n"
                + "<pre><code>plain\n</code></pre>\n")
    }

    @Test func writesFootnotesUnderTheirOwnNames() {
        let written = html { document in
            document.node(.paragraph) { paragraph in
                paragraph.text("a")
                paragraph.leaf(.footnoteReference, detail: 1, index: 1)
                paragraph.leaf(.footnoteReference, detail: 2, index: 1)
            }
            document.leaf(.footnote, "x", index: 1)
            let note = document.document.nodes.count - 1
            document.paragraph("one")
            document.paragraph("two")
            document.close(note)
        }
        #expect(
            written == """
                <p>a<sup class="footnote-ref"><a href="#fn-x" id="fnref-x" data-footnote-ref>1</a></sup>\
                <sup class="footnote-ref"><a href="#fn-x" id="fnref-x-2" data-footnote-ref>1</a></sup></p>
                <section class="footnotes" data-footnotes>
                <ol>
                <li id="fn-x">
                <p>one</p>
                <p>two <a href="#fnref-x" class="footnote-backref" data-footnote-backref aria-label="Back to content">↩</a> \
                <a href="#fnref-x-2" class="footnote-backref" data-footnote-backref aria-label="Back to content">↩\
                <sup class="footnote-ref">2</sup></a></p>
                </li>
                </ol>
                </section>

                """)
    }

    /// Recursion over 100,000 levels would end a thread of half a megabyte.
    @Test func standsDeepNesting() {
        var document = Document()
        let depth = 100_000
        for level in 0..<depth {
            document.nodes.append(
                Document.Node(level == 0 ? .paragraph : .emphasis, end: Int32(depth)))
        }
        #expect(renderFragment(document).count == (depth - 1) * 9 + 8)
    }
}

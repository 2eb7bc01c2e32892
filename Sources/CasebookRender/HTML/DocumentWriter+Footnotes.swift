import CasebookModel

extension DocumentWriter {
    mutating func enterFootnote(_ node: Document.Node) {
        html.freshLine()
        if !hasFootnotes {
            if let setting {
                setting.openFootnotes(&html)
            } else {
                html.markup("<section class=\"footnotes\" data-footnotes>\n<ol>\n")
            }
            hasFootnotes = true
        }
        html.markup("<li id=\"")
        writeFootnoteName("fn", number: node.index)
        html.markup("\">\n")
    }

    mutating func leaveFootnote(_ container: Container) {
        html.freshLine()
        // Behind a list or code, the way back has no paragraph to stand in.
        if !endsInParagraph(container) {
            writeBackReferences(of: container)
            html.newline()
        }
        html.markup("</li>\n")
    }

    private func endsInParagraph(_ container: Container) -> Bool {
        var index = container.index + 1
        while index < container.end {
            if Int(document.nodes[index].end) == container.end { return document.nodes[index].kind == .paragraph }
            index = Int(document.nodes[index].end)
        }
        return false
    }

    /// A fragment names footnotes as their author did, as cmark-gfm does; a page by number behind a colon, which no
    /// heading's anchor holds.
    mutating func writeFootnoteName(_ prefix: StaticString, number: Int32, use: UInt8 = 1) {
        if let setting, !setting.idPrefix.isEmpty { html.percentEncoded(BookScope.id(setting.idPrefix)) }
        html.markup(prefix)
        if setting == nil {
            html.markup("-")
            if let note = document.nodes.first(where: { $0.kind == .footnote && $0.index == number }) {
                html.address(document.words(of: note))
            }
        } else {
            html.markup(":")
            html.number(Int(number))
        }
        if use > 1 {
            html.markup("-")
            html.number(Int(use))
        }
    }

    mutating func writeBackReferences(of footnote: Container) {
        let number = document.nodes[footnote.index].index
        let uses = document.nodes.reduce(0) {
            $0 + ($1.kind == .footnoteReference && $1.index == number ? 1 : 0)
        }
        for use in 1..<max(2, uses + 1) {
            if use > 1 { html.markup(" ") }
            html.markup("<a href=\"#")
            writeFootnoteName("fnref", number: number, use: UInt8(clamping: use))
            html.markup("\" class=\"footnote-backref\" data-footnote-backref aria-label=\"")
            if let setting { html.text(setting.context.words[.footnoteBack]) } else { html.markup("Back to content") }
            html.markup("\">↩")
            if use > 1 {
                html.markup("<sup class=\"footnote-ref\">")
                html.number(use)
                html.markup("</sup>")
            }
            html.markup("</a>")
        }
    }
}

import CasebookModel

extension DocumentWriter {
    mutating func enterBlock(_ index: Int, _ node: Document.Node) -> Bool {
        switch node.kind {
        case .paragraph:
            if isTight || openTurn(index) { return opens(index, node) }
            openTag("<p", index, node)
        case .heading: enterHeading(index, node)
        case .quotation: enterQuotation(index, node)
        case .callout: enterCallout(index, node)
        case .bulletList:
            openTag("<ul", index, node)
            html.newline()
        case .orderedList:
            openTag("<ol", index, node, closes: false)
            if node.index != 1 {
                html.markup(" start=\"")
                html.number(Int(node.index))
                html.markup("\"")
            }
            html.markup(">\n")
        case .listItem: enterItem(index, node)
        case .codeBlock:
            writeCode(index, node)
            return false
        case .htmlBlock:
            writeRawHTML(index, node)
            return false
        case .thematicBreak:
            openTag("<hr", index, node, closes: false)
            html.markup(setting == nil ? " />\n" : ">\n")
            return false
        case .table: enterTable(index, node)
        case .tableRow: enterRow(node)
        case .tableCell: enterCell(node)
        case .footnote: enterFootnote(node)
        default: preconditionFailure("inlines are written elsewhere")
        }
        return opens(index, node)
    }

    mutating func leave(_ container: Container) {
        switch container.kind {
        case .paragraph: leaveParagraph(container)
        case .heading: closeTag("</h", level: container.detail)
        case .quotation: leaveQuotation(container)
        case .callout: leaveCallout(container)
        case .bulletList: html.markup("</ul>\n")
        case .orderedList: html.markup("</ol>\n")
        case .listItem: html.markup("</li>\n")
        case .table: leaveTable()
        case .tableRow: leaveRow(container)
        case .tableCell: html.markup(container.detail & 4 != 0 ? "</th>" : "</td>")
        case .footnote: leaveFootnote(container)
        default: leaveInline(container)
        }
    }

    /// Begins a block's tag on a line of its own, with the anchor that it bears.
    mutating func openTag(_ tag: StaticString, _ index: Int, _ node: Document.Node, closes: Bool = true) {
        html.freshLine()
        html.markup(tag)
        writeID(anchor(of: index, node))
        if closes { html.markup(">") }
    }

    mutating func writeID(_ anchor: String?) {
        guard let anchor else { return }
        html.markup(" id=\"")
        html.text(anchor)
        html.markup("\"")
    }

    /// The `id` that a node bears: a heading's own, or that of the unit of search that begins with it.
    mutating func anchor(of index: Int, _ node: Document.Node) -> String? {
        guard let setting, setting.bearsIDs else { return nil }
        return ownAnchor(of: index, node).map { setting.idPrefix.isEmpty ? $0 : BookScope.id(setting.idPrefix + $0) }
    }

    private mutating func ownAnchor(of index: Int, _ node: Document.Node) -> String? {
        if node.kind == .heading { return document.headings[Int(node.index)].anchor }
        guard open.isEmpty else { return nil }
        while nextBlock < document.blocks.count, document.blocks[nextBlock].nodes.lowerBound < index { nextBlock += 1 }
        guard nextBlock < document.blocks.count, document.blocks[nextBlock].nodes.lowerBound == index else {
            return nil
        }
        return document.blocks[nextBlock].anchor
    }

    /// In a tight list paragraphs are bare words.
    var isTight: Bool {
        guard open.count >= 2, open[open.count - 1].kind == .listItem else { return false }
        return isTightList(open[open.count - 2])
    }

    private func isTightList(_ container: Container) -> Bool {
        (container.kind == .bulletList || container.kind == .orderedList) && container.detail & 1 == 1
    }

    private mutating func leaveParagraph(_ container: Container) {
        if isTight { return }
        if let footnote = open.last, footnote.kind == .footnote, footnote.end == container.end {
            html.markup(" ")
            writeBackReferences(of: footnote)
        }
        html.markup("</p>\n")
    }

    private mutating func enterHeading(_ index: Int, _ node: Document.Node) {
        noteSpeechHeading(node)
        html.freshLine()
        html.markup("<h")
        html.number(level(ofHeading: node.detail))
        writeID(anchor(of: index, node))
        html.markup(">")
    }

    private mutating func closeTag(_ tag: StaticString, level: UInt8) {
        html.markup(tag)
        html.number(self.level(ofHeading: level))
        html.markup(">\n")
    }

    /// A page has one `<h1>`, its title: level 1 in a body is shown as level 2.
    private func level(ofHeading level: UInt8) -> Int {
        guard let setting else { return Int(level) }
        return min(6, max(2, Int(level)) + (setting.book == nil ? 0 : BookScope.headingShift))
    }

    private mutating func enterQuotation(_ index: Int, _ node: Document.Node) {
        if node.detail == 1, let setting, setting.marksOwn {
            html.freshLine()
            setting.openSpokenLine(node, anchor: anchor(of: index, node), &html)
        } else if !openSpeech(index, node) {
            openTag("<blockquote", index, node)
            html.newline()
        }
    }

    private mutating func leaveQuotation(_ container: Container) {
        html.freshLine()
        html.markup("</blockquote>\n")
        if container.detail == 1, let setting, setting.marksOwn { setting.closeSpokenLine(&html) }
    }

    private mutating func enterCallout(_ index: Int, _ node: Document.Node) {
        openTag("<div", index, node, closes: false)
        let callout = Callout(rawValue: node.detail) ?? .note
        guard let setting else { return html.markup(">\n") }
        setting.openCallout(callout, isOutside: setting.marksOwn && open.isEmpty, &html)
    }

    private mutating func leaveCallout(_ container: Container) {
        html.freshLine()
        if setting?.marksOwn == true, open.isEmpty { html.markup("</div>\n") }
        html.markup("</div>\n")
    }

    private mutating func enterItem(_ index: Int, _ node: Document.Node) {
        html.freshLine()
        guard node.detail != 0 else { return html.markup("<li>") }
        if let setting {
            setting.openTask(isDone: node.detail == 2, &html)
        } else {
            html.markup(
                node.detail == 2
                    ? "<li><input type=\"checkbox\" checked=\"\" disabled=\"\" /> "
                    : "<li><input type=\"checkbox\" disabled=\"\" /> ")
        }
    }

    private mutating func writeCode(_ index: Int, _ node: Document.Node) {
        openTag("<pre", index, node, closes: false)
        // Wide code scrolls, so the keyboard must reach it.
        html.markup(setting == nil ? "><code" : " tabindex=\"0\"><code")
        if node.index >= 0 {
            let info = document.names[Int(node.index)]
            let language = info.utf8.prefix { $0 != UInt8(ascii: " ") && !(0x09...0x0D).contains($0) }
            html.markup(" class=\"language-")
            html.text(String(language) ?? info)
            html.markup("\"")
        }
        html.markup(">")
        html.text(document.words(of: node))
        html.markup("</code></pre>\n")
    }

    private mutating func writeRawHTML(_ index: Int, _ node: Document.Node) {
        guard setting != nil else {
            html.freshLine()
            html.markup("<!-- raw HTML omitted -->\n")
            return
        }
        openTag("<pre", index, node, closes: false)
        html.markup(" class=\"raw\" tabindex=\"0\">")
        html.text(document.words(of: node))
        html.markup("</pre>\n")
    }
}

import CasebookModel

extension DocumentWriter {
    mutating func enterInline(_ index: Int, _ node: Document.Node) -> Bool {
        switch node.kind {
        case .text: if !writeSpeaker(index, node) { html.text(document.words(of: node)) }
        case .softBreak:
            if setting == nil || document.softBreakNeedsSpace(after: index) { html.newline() }
        case .lineBreak: html.markup(setting == nil ? "<br />\n" : "<br>\n")
        case .code:
            html.markup("<code>")
            html.text(document.words(of: node))
            html.markup("</code>")
        case .inlineHTML:
            if setting == nil {
                html.markup("<!-- raw HTML omitted -->")
            } else {
                html.text(document.words(of: node))
            }
        case .emphasis:
            html.markup("<em>")
            return opens(index, node)
        case .strong:
            html.markup("<strong>")
            return opens(index, node)
        case .strikethrough:
            html.markup("<del>")
            return opens(index, node)
        case .link:
            openLink(node)
            return opens(index, node)
        case .image: writeImage(node)
        case .pageLink: writePageLink(node)
        case .card: writeInlineCard(node)
        case .slot: writeSlot(node)
        case .footnoteReference: writeFootnoteReference(node)
        default: preconditionFailure("blocks are written elsewhere")
        }
        return false
    }

    mutating func leaveInline(_ container: Container) {
        switch container.kind {
        case .emphasis: html.markup("</em>")
        case .strong: html.markup("</strong>")
        case .strikethrough: html.markup("</del>")
        case .link: closeLink(container)
        default: preconditionFailure("only these inlines hold others")
        }
    }

    // MARK: - Links

    private mutating func openLink(_ node: Document.Node) {
        let link = document.links[Int(node.index)]
        guard let setting else {
            html.markup("<a href=\"")
            writeDestination(link)
            writeTitle(link)
            return html.markup("\">")
        }
        let target = setting.target(of: Int(node.index), link)
        guard target != .none else { return }
        html.markup("<a href=\"")
        setting.writeReference(to: target, &html)
        writeTitle(link)
        setting.writeDefinition(of: target, &html)
        html.markup("\">")
    }

    private mutating func closeLink(_ container: Container) {
        let index = Int(document.nodes[container.index].index)
        if let setting, setting.target(of: index, document.links[index]) == .none { return }
        html.markup("</a>")
    }

    /// The destination as the author wrote it; empty where its scheme could run something.
    private mutating func writeDestination(_ link: Link) {
        guard !LinkScheme.isDangerous(link.target) else { return }
        html.address(link.target.utf8)
        if let fragment = link.fragment {
            html.markup("#")
            html.address(fragment.utf8)
        }
    }

    private mutating func writeTitle(_ link: Link) {
        guard !link.title.isEmpty else { return }
        html.markup("\" title=\"")
        html.text(link.title)
    }

    private mutating func writeImage(_ node: Document.Node) {
        let link = document.links[Int(node.index)]
        guard let setting else {
            html.markup("<img src=\"")
            writeDestination(link)
            html.markup("\" alt=\"")
            html.text(document.words(of: node))
            writeTitle(link)
            return html.markup("\" />")
        }
        let target = setting.target(of: Int(node.index), link)
        switch target {
        case .none:
            html.text(document.words(of: node))
        case .asset:
            html.markup("<img src=\"")
            setting.writeReference(to: target, &html)
            html.markup("\" alt=\"")
            html.text(document.words(of: node))
            writeTitle(link)
            html.markup("\" loading=\"lazy\">")
        case .page, .external:
            // A page can't be shown as an image, and nothing is loaded from another host.
            html.markup("<a href=\"")
            setting.writeReference(to: target, &html)
            writeTitle(link)
            html.markup("\">")
            let words = document.words(of: node)
            if words.isEmpty { html.text(link.target) } else { html.text(words) }
            html.markup("</a>")
        }
    }

    private mutating func writePageLink(_ node: Document.Node) {
        let index = Int(node.index)
        let link = document.links[index]
        let words = document.words(of: node)
        guard let setting else { return html.text(words.isEmpty ? Array(link.target.utf8)[...] : words) }
        let target = setting.target(of: index, link)
        if target != .none {
            html.markup("<a href=\"")
            setting.writeReference(to: target, &html)
            setting.writeDefinition(of: target, &html)
            html.markup("\">")
        }
        if !words.isEmpty {
            html.text(words)
        } else if case .page(let page, _) = target {
            html.text(setting.context.briefs[page].title)
        } else {
            html.text(link.target)
        }
        if target != .none { html.markup("</a>") }
    }

    /// A card inside a sentence, a list or another card is a plain link to its script.
    private mutating func writeInlineCard(_ node: Document.Node) {
        let link = document.links[Int(node.index)]
        guard let setting, case .page(let page, let anchor) = setting.target(of: Int(node.index), link) else {
            return html.text(link.target)
        }
        html.markup("<a href=\"")
        setting.writeReference(to: .page(page, anchor: anchor), &html)
        html.markup("\">")
        html.text(setting.context.briefs[page].title)
        html.markup("</a>")
    }

    // MARK: - Slots and footnotes

    /// Shown as its default or as `{name}` until a script fills it in.
    private mutating func writeSlot(_ node: Document.Node) {
        let name = document.names[Int(node.index)]
        guard let setting else {
            html.text("{\(name)}")
            return
        }
        html.markup("<span class=\"slot\" data-fill=\"")
        html.text(name)
        if let value = setting.slotDefaults[name] {
            html.markup("\" data-default=\"")
            html.text(value)
            html.markup("\" data-filled>")
            html.text(value)
        } else {
            html.markup("\">{")
            html.text(name)
            html.markup("}")
        }
        html.markup("</span>")
    }

    private mutating func writeFootnoteReference(_ node: Document.Node) {
        // In a card the notes of its page are out of reach.
        if let setting, !setting.bearsIDs { return }
        html.markup("<sup class=\"footnote-ref\"><a href=\"#")
        writeFootnoteName("fn", number: node.index)
        html.markup("\" id=\"")
        writeFootnoteName("fnref", number: node.index, use: node.detail)
        html.markup("\" data-footnote-ref>")
        html.number(Int(node.index))
        html.markup("</a></sup>")
    }

    // MARK: - Cards

    /// Writes the card of a script that stands alone in its paragraph; it is all other pages' words.
    /// - Returns: Whether there was a card to write; otherwise the paragraph is written with a link or plain words.
    mutating func writeCard(_ node: Document.Node, anchor: String?) -> Bool {
        guard let setting, setting.marksOwn,
            case .page(let page, let fragment) = setting.target(
                of: Int(node.index), document.links[Int(node.index)])
        else { return false }
        closeOwn()
        setting.writeCard(page: page, fragment: fragment, anchor: anchor, &html)
        return true
    }
}

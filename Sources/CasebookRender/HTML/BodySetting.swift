import CasebookModel

/// Where a document stands in the site: what its links lead to, and which of its parts are marked.
struct BodySetting {
    enum Links {
        /// Parallel to the document's links.
        case resolved([LinkTarget])
        /// By id as written, for the page links of a text field.
        case prose([String: LinkTarget])
        /// Page links by id alone, for the descriptions of vocabularies.
        case byID
    }

    let context: RenderContext
    /// The page that the words are printed on.
    let place: EncodedRoute
    let links: Links
    /// Whether top-level blocks are told apart into this page's own words and others.
    var marksOwn = false
    /// Whether headings and units of search bear their anchors; a card shows a part of another page and must not.
    var bearsIDs = false
    /// The page whose spoken lines these are.
    var script: ParsedPage?
    var slotDefaults: [String: String] = [:]
    /// In a conversation, whose quotations are told apart.
    var speech: SpeechSetting?
    /// On a page that holds many: what it holds, and what stands before the anchors of this one.
    var book: BookScope?
    var idPrefix = ""

    /// The setting of a page's own body on that page.
    static func body(of page: Site.PageIndex, _ context: RenderContext) -> BodySetting {
        context.reading(page) { value in
            BodySetting(
                context: context, place: context.routes[page], links: .resolved(value.links), marksOwn: true,
                bearsIDs: true, script: value.parsed, slotDefaults: value.parsed.fields.slotDefaults)
        }
    }

    func target(of index: Int, _ link: Link) -> LinkTarget {
        let target = siteTarget(of: index, link)
        return book.map { $0.reachable(target) } ?? target
    }

    private func siteTarget(of index: Int, _ link: Link) -> LinkTarget {
        if case .resolved(let targets) = links { return index < targets.count ? targets[index] : .none }
        let address = link.fragment.map { "\(link.target)#\($0)" } ?? link.target
        switch link.form {
        case .page, .card:
            if case .prose(let targets) = links {
                return targets[address] ?? targets[link.target] ?? .none
            }
            return context.page(withID: link.target).map { .page($0, anchor: link.fragment) } ?? .none
        case .markdown, .image:
            return LinkScheme.isFollowed(link.target) ? .external(address) : .none
        }
    }

    /// Prints the address that a link leads to; nothing for one that leads nowhere.
    func writeReference(to target: LinkTarget, _ html: inout HTMLBuffer) {
        if let book { return book.writeReference(to: target, context, &html) }
        switch target {
        case .page(let page, let anchor):
            html.encodedReference(from: place, to: context.routes[page], anchor: anchor)
        case .asset(let route): html.encodedReference(from: place, to: EncodedRoute(route))
        case .external(let address): html.address(address.utf8)
        case .none: break
        }
    }

    /// Continues the tag of a link to a term with what the term means, which the page shows beside the link.
    func writeDefinition(of target: LinkTarget, _ html: inout HTMLBuffer) {
        guard book == nil, case .page(let page, _) = target, let definition = context.definition(of: page) else {
            return
        }
        html.markup("\" data-term=\"")
        html.text(definition)
    }

    // MARK: - Frames around a document's own markup

    func openSpokenLine(_ node: Document.Node, anchor: String?, _ html: inout HTMLBuffer) {
        html.markup("<figure class=\"line\"")
        if let anchor {
            html.markup(" id=\"")
            html.text(anchor)
            html.markup("\"")
        }
        html.markup(" data-script-id=\"")
        html.text(script?.id ?? "")
        let number = Int(node.index)
        if let lines = script?.spokenLines, lines.indices.contains(number), let variant = lines[number].variant {
            html.markup("\" data-variant=\"")
            html.text(variant)
        }
        html.markup("\">\n<blockquote data-own>\n")
    }

    func closeSpokenLine(_ html: inout HTMLBuffer) {
        writeCopyButton(&html)
        html.markup("</figure>\n")
    }

    /// Hidden until a script can do what it says.
    private func writeCopyButton(_ html: inout HTMLBuffer) {
        if book != nil { return }
        html.markup("<button type=\"button\" class=\"copy\" data-copy hidden>")
        html.text(context.words[.copy])
        html.markup("</button>\n")
    }

    /// Continues a `<div` tag. The callout's word is the interface's, so inside an author's own words it is an attribute
    /// that the style shows.
    func openCallout(_ callout: Callout, isOutside: Bool, _ html: inout HTMLBuffer) {
        let (name, word): (StaticString, InterfaceWord) =
            switch callout {
            case .note: ("note", .callout_note)
            case .tip: ("tip", .callout_tip)
            case .important: ("important", .callout_important)
            case .warning: ("warning", .callout_warning)
            case .caution: ("caution", .callout_caution)
            }
        html.markup(" class=\"callout callout-")
        html.markup(name)
        html.markup("\" role=\"note\" aria-label=\"")
        html.text(context.words[word])
        if isOutside {
            html.markup("\">\n<p class=\"callout-word\">")
            html.text(context.words[word])
            html.markup("</p>\n<div class=\"prose\" data-own>\n")
        } else {
            html.markup("\" data-word=\"")
            html.text(context.words[word])
            html.markup("\">\n")
        }
    }

    func openTask(isDone: Bool, _ html: inout HTMLBuffer) {
        html.markup("<li class=\"task\"><input type=\"checkbox\" disabled")
        if isDone { html.markup(" checked") }
        html.markup(" aria-label=\"")
        html.text(context.words[isDone ? .taskDone : .taskOpen])
        html.markup("\"> ")
    }

    /// Continues a `<div` tag: wide tables scroll inside it, so the keyboard must reach it.
    func openTableFrame(_ html: inout HTMLBuffer) {
        html.markup(" class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"")
        html.text(context.words[.table])
        html.markup("\">")
    }

    func openFootnotes(_ html: inout HTMLBuffer) {
        html.markup("<section class=\"footnotes prose\" aria-label=\"")
        html.text(context.words[.footnotes])
        html.markup(marksOwn ? "\" data-own>\n<ol>\n" : "\">\n<ol>\n")
    }

    // MARK: - Cards

    /// The card of a script: its default line, a button that copies it, and the way to its page.
    func writeCard(page: Site.PageIndex, fragment: String?, anchor: String?, _ html: inout HTMLBuffer) {
        let target = context.page(page)
        html.markup("<div class=\"card\"")
        if let anchor {
            html.markup(" id=\"")
            html.text(anchor)
            html.markup("\"")
        }
        let line = target.defaultLine
        if line != nil {
            html.markup(" data-script-id=\"")
            html.text(target.id)
            html.markup("\"")
        }
        html.markup(">\n<p class=\"card-head\"><span class=\"badge\"><span class=\"icon icon-")
        html.text(target.kind)
        html.markup("\" aria-hidden=\"true\"></span>")
        html.text(context.briefs[page].kindLabel)
        html.markup("</span> <a href=\"")
        writeReference(to: .page(page, anchor: fragment), &html)
        html.markup("\">")
        html.text(target.title)
        html.markup("</a></p>\n")
        if let line {
            html.markup("<blockquote>\n")
            Self.writeLine(line, of: page, on: place, context, book: book, into: &html)
            html.markup("</blockquote>\n")
            writeCopyButton(&html)
        } else if let summary = target.summary {
            html.markup("<p>")
            html.text(summary)
            html.markup("</p>\n")
        }
        html.markup("</div>\n")
    }

    /// The words of another page's spoken line. Its links lead from here, its anchors stay there.
    static func writeLine(
        _ line: SpokenLine, of page: Site.PageIndex, on place: EncodedRoute, _ context: RenderContext,
        book: BookScope? = nil, into html: inout HTMLBuffer
    ) {
        let target = context.page(page)
        var setting = BodySetting(
            context: context, place: place, links: .resolved(target.links),
            slotDefaults: target.fields.slotDefaults)
        setting.book = book
        let node = Int(line.node)
        let body = target.parsed.body
        DocumentWriter.write(body, node + 1..<Int(body.nodes[node].end), setting: setting, into: &html)
        html.freshLine()
    }
}

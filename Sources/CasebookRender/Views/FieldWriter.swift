import CasebookModel

/// Prints values of fields as their declarations say: text as text, vocabulary values as links to their pages, references
/// as links to theirs.
struct FieldWriter {
    let context: RenderContext
    let page: Site.PageIndex
    let place: EncodedRoute
    /// Whether words from the page's own file are marked with `[data-own]` here, or stand inside such an element.
    var marksOwn: Bool
    /// On a page that holds many, whose links are anchors.
    var book: BookScope?

    func write(_ value: FieldValue, _ type: FieldType, _ html: inout HTMLBuffer) {
        switch (value.content, type) {
        case (.list(let values), .list(let element)): writeList(values, element, &html)
        case (_, .list(let element)): writeList([value], element, &html)
        case (.record(let fields), .record(let members, _)): writeRecord(fields, members, &html)
        case (.keyed(let records), .keyed(_, let members)): writeKeyed(records, members, &html)
        default: writeScalar(value, type, &html)
        }
    }

    func writeScalar(_ value: FieldValue, _ type: FieldType, _ html: inout HTMLBuffer) {
        switch (value.content, type) {
        case (.value(let name), .vocabulary(let vocabulary)): writeVocabularyValue(name, of: vocabulary, &html)
        case (.value(let name), .choice(let choices)):
            html.text(choices.first { $0.value == name }.map { context.text($0.label) } ?? name)
        case (.reference(let id), _): writeReference(to: id, &html)
        case (.flag(let flag), _): html.text(context.words[flag ? .yes : .no])
        case (.integer(let integer), _): html.number(integer)
        case (.date(let date), _): html.text(date.description)
        case (.prose(let prose), _):
            if marksOwn { html.markup("<span data-own>") }
            writeProse(prose, &html)
            if marksOwn { html.markup("</span>") }
        default:
            if marksOwn { html.markup("<span data-own>") }
            writeText(value.text ?? "", &html)
            if marksOwn { html.markup("</span>") }
        }
    }

    func writeProse(_ prose: Prose, _ html: inout HTMLBuffer) {
        guard let document = prose.document else { return html.text(prose.source) }
        var setting = BodySetting(
            context: context, place: place, links: .prose(context.proseTargets(of: page)))
        setting.book = book
        // Inline Markdown: its one paragraph is the element that it stands in.
        let isOneParagraph = document.nodes.first.map { $0.kind == .paragraph && Int($0.end) == document.nodes.count }
        DocumentWriter.write(
            document, (isOneParagraph == true ? 1 : 0)..<document.nodes.count, setting: setting, into: &html)
    }

    /// A text that is an address as a whole can be followed.
    private func writeText(_ text: String, _ html: inout HTMLBuffer) {
        guard LinkScheme.isFollowed(text), !text.contains(" ") else { return html.text(text) }
        html.markup("<a href=\"")
        html.address(text.utf8)
        html.markup("\">")
        html.text(text)
        html.markup("</a>")
    }

    private func writeVocabularyValue(_ name: String, of vocabulary: String, _ html: inout HTMLBuffer) {
        guard let value = context.values[vocabulary]?[name] else { return html.text(name) }
        // A book holds pages and no lists.
        if book != nil {
            html.markup("<span class=\"value\">")
            html.text(value.label)
            return html.markup("</span>")
        }
        html.markup("<a class=\"value\" href=\"")
        html.encodedReference(from: place, to: value.route)
        html.markup("\">")
        html.text(value.label)
        html.markup("</a>")
    }

    private func writeReference(to id: String, _ html: inout HTMLBuffer) {
        guard let target = context.page(withID: id) else { return html.text(id) }
        if let book {
            guard book.pages.contains(target) else { return html.text(context.briefs[target].title) }
            html.markup("<a href=\"")
            book.writeReference(to: .page(target, anchor: nil), context, &html)
        } else {
            html.markup("<a href=\"")
            html.encodedReference(from: place, to: context.routes[target])
        }
        html.markup("\">")
        html.text(context.briefs[target].title)
        html.markup("</a>")
    }

    private func writeList(_ values: [FieldValue], _ type: FieldType, _ html: inout HTMLBuffer) {
        let isShort =
            switch type {
            case .vocabulary, .choice, .integer, .date, .flag, .affirmation: true
            default: false
            }
        html.markup(isShort ? "<ul class=\"values\">" : "<ul>")
        for value in values {
            html.markup("<li>")
            write(value, type, &html)
            html.markup("</li>")
        }
        html.markup("</ul>")
    }

    private func writeRecord(_ fields: [Field], _ members: [FieldDeclaration], _ html: inout HTMLBuffer) {
        html.markup("<dl>")
        for member in members {
            guard let value = fields[field: member.name] else { continue }
            html.markup("<dt>")
            html.text(context.text(member.label))
            html.markup("</dt><dd>")
            write(value, member.type, &html)
            html.markup("</dd>")
        }
        html.markup("</dl>")
    }

    private func writeKeyed(
        _ records: [(name: Located<String>, fields: [Field])], _ members: [FieldDeclaration], _ html: inout HTMLBuffer
    ) {
        html.markup("<dl>")
        for record in records {
            html.markup("<dt><span data-own>")
            html.text(record.name.value)
            html.markup("</span></dt><dd>")
            writeRecord(record.fields, members, &html)
            html.markup("</dd>")
        }
        html.markup("</dl>")
    }
}

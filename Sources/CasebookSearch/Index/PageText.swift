import CasebookModel

/// What of a page is searched: the words that the page shows as its own, cut into blocks.
///
/// A page shows as its own its title, summary, aliases and tags (the head), its text fields, its body, and the words
/// about its handling (owner, reviewer, what changed). What it shows of other pages belongs to them, except the title of
/// a page it links to inside a sentence. A slot is what stands in it until an agent writes something else.
struct PageText {
    struct Block {
        var field: Field
        /// Empty where the block has no anchor of its own: the page's top.
        var anchor: String
        /// The channel of a spoken line.
        var variant: String?
        /// In `bytes`.
        var range: Range<Int>
    }

    enum Field: Int, Sendable {
        case body, heading, spoken

        var group: FieldGroup {
            switch self {
            case .body: .body
            case .heading: .heading
            case .spoken: .spoken
            }
        }
    }

    var title: String
    var aliases: [String]
    var tags: [String]
    var summary: String
    /// In reading order: fields, the body, the words about the page's handling.
    var blocks: [Block]
    /// UTF-8.
    var bytes: [UInt8]

    /// Names of fields that are in the head, that no page shows, or that are inputs rather than something said.
    private static let leftOut: Set<String> = [
        "id", "kind", "title", "summary", "aliases", "tags", "former_ids", "pinyin", "slots",
    ]

    /// Names of the text fields about the page's handling. They come last: nobody looks for a page by its reviewer first.
    private static let handling: Set<String> = ["owner", "reviewed_by", "change"]

    init(_ page: Page, in site: Site) {
        title = page.title
        aliases = page.aliases
        tags = page.fields.texts("tags")
        blocks = []
        bytes = []
        summary = ""
        if let value = page.fields[field: "summary"] {
            var words: [UInt8] = []
            FieldWords(page: page, site: site).append(value, to: &words)
            summary = String(decoding: words, as: UTF8.self)
        }
        appendFields(of: page, in: site)
        appendBody(of: page, in: site)
        let start = bytes.count
        for field in page.fields where PageText.handling.contains(field.name) {
            FieldWords(page: page, site: site).append(field.value, to: &bytes)
        }
        appendPieces(start..<bytes.count, .body, anchor: "")
    }

    private mutating func appendFields(of page: Page, in site: Site) {
        let kind = site.kind(of: page)
        let words = FieldWords(page: page, site: site)
        for field in page.fields
        where !PageText.leftOut.contains(field.name) && !PageText.handling.contains(field.name) {
            if let declaration = kind.field(field.name), declaration.type.isRating { continue }
            let start = bytes.count
            words.append(field.value, to: &bytes)
            appendPieces(start..<bytes.count, .body, anchor: "")
        }
    }

    private mutating func appendBody(of page: Page, in site: Site) {
        let body = page.parsed.body
        let slotDefaults = page.fields.slotDefaults
        // Both are in the order of the page, and every spoken line is a block.
        var spokenLines = page.parsed.spokenLines[...]
        for block in body.blocks {
            let start = bytes.count
            let nodes = Int(block.nodes.lowerBound)..<Int(block.nodes.upperBound)
            body.appendPlainText(nodes, to: &bytes, slotDefaults: slotDefaults) { link in
                page.links.indices.contains(link) ? site.title(of: page.links[link]) : nil
            }
            switch block.field {
            case .heading: append(start..<bytes.count, .heading, anchor: block.anchor)
            case .body: appendPieces(start..<bytes.count, .body, anchor: block.anchor)
            case .spoken:
                // Never cut: it is read and copied as a whole.
                let line = spokenLines.first?.anchor == block.anchor ? spokenLines.removeFirst() : nil
                append(start..<bytes.count, .spoken, anchor: block.anchor, variant: line?.variant)
            }
        }
    }

    private mutating func append(_ range: Range<Int>, _ field: Field, anchor: String, variant: String? = nil) {
        let range = trimmed(range, in: bytes)
        guard !range.isEmpty else { return }
        blocks.append(Block(field: field, anchor: anchor, variant: variant, range: range))
    }

    private mutating func appendPieces(_ range: Range<Int>, _ field: Field, anchor: String) {
        for piece in pieces(of: bytes, range) { append(piece, field, anchor: anchor) }
    }
}

extension Site {
    /// The title that a link without words of its own shows; `nil` where it leads to no page.
    fileprivate func title(of target: LinkTarget) -> String? {
        if case .page(let index, _) = target { pages[index].title } else { nil }
    }
}

extension FieldType {
    /// A small scale, which a page shows as a mark and nobody searches as a number.
    fileprivate var isRating: Bool {
        if case .integer(let range?) = self { range.count <= 10 } else { false }
    }
}

/// The words of front-matter values, a line each.
private struct FieldWords {
    let page: Page
    let site: Site

    /// Values of vocabularies, references and flags have no words of the page's own; nor has a record that is about a
    /// reference (`{id, at}`), which is shown among the relations.
    func append(_ value: FieldValue, to bytes: inout [UInt8]) {
        switch value.content {
        case .text(let text): appendLine(text.utf8, to: &bytes)
        case .integer(let integer): appendLine(String(integer).utf8, to: &bytes)
        case .prose(let prose): append(prose, to: &bytes)
        case .list(let values): for value in values { append(value, to: &bytes) }
        case .record(let fields): append(fields, to: &bytes)
        case .keyed(let records):
            for record in records {
                appendLine(record.name.value.utf8, to: &bytes)
                append(record.fields, to: &bytes)
            }
        case .date, .flag, .value, .reference: break
        }
    }

    private func append(_ fields: [Field], to bytes: inout [UInt8]) {
        let refers = fields.contains { if case .reference = $0.value.content { true } else { false } }
        guard !refers else { return }
        for field in fields { append(field.value, to: &bytes) }
    }

    private func append(_ prose: Prose, to bytes: inout [UInt8]) {
        guard let document = prose.document else {
            appendLine(prose.source.utf8, to: &bytes)
            return
        }
        var words: [UInt8] = []
        document.appendPlainText(0..<document.nodes.count, to: &words) { index in
            let link = document.links[index]
            let written = link.fragment.map { link.target + "#" + $0 } ?? link.target
            return (page.proseTargets[written] ?? page.proseTargets[link.target]).flatMap { site.title(of: $0) }
        }
        appendLine(words, to: &bytes)
    }

    private func appendLine(_ words: some Collection<UInt8>, to bytes: inout [UInt8]) {
        guard !words.isEmpty else { return }
        if let last = bytes.last, last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
        bytes.append(contentsOf: words)
    }
}

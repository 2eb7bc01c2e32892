import CasebookModel

/// Sites made by hand, as Parse and Resolve would give them.
enum TestSite {
    enum Part {
        case heading(String)
        case text(String)
        case spoken(String, variant: String? = nil)
    }

    /// 64 bits are enough to tell tests' files apart (FNV-1a).
    static let hash: @Sendable ([UInt8]) -> String = { bytes in
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    static let nowhere = SourceRange(0, 0)

    static let kinds = KindTable(
        [
            KindDeclaration(
                name: "script", folder: "scripts", label: LocalizedText("话术", "Script"),
                fields: [
                    FieldDeclaration("when", .list(.prose), label: LocalizedText("用于", "Use when")),
                    FieldDeclaration("channels", .list(.vocabulary("channel")), label: LocalizedText("渠道", "Channels")),
                    FieldDeclaration("intensity", .integer(1...3), label: LocalizedText("激烈程度", "Intensity")),
                ], template: "script", searchWeight: 1.2, hasSpokenLines: true),
            KindDeclaration(
                name: "cause", folder: "causes", label: LocalizedText("原因", "Cause"), fields: [], template: "cause"),
            KindDeclaration(
                name: "term", folder: "terms", label: LocalizedText("术语", "Term"), fields: [], template: "term",
                searchWeight: 0.9),
        ], commonFields: [])

    static let channels = Vocabulary(
        name: "channel", path: "vocabularies/channel.yml",
        values: [("phone", "电话"), ("online", "在线")].map { name, label in
            Vocabulary.Value(
                name: name, nameRange: nowhere, label: LocalizedText(label, name), aliases: [], description: Document())
        })

    static func page(
        _ id: String, kind: String = "term", title: String, aliases: [String] = [], summary: String? = nil,
        status: PageStatus = .approved, isOverdue: Bool = false, fields: [Field] = [], body ready: Document? = nil,
        _ parts: [Part] = []
    ) -> Page {
        var all: [Field] = []
        if let summary { all.append(field("summary", .prose(Prose(source: summary, document: nil)))) }
        if !aliases.isEmpty { all.append(field("aliases", texts(aliases))) }
        let (body, lines) = document(parts)
        let parsed = ParsedPage(
            path: "\(kind)s/\(id).md", kind: kind, kindRange: nowhere, id: id, idRange: nowhere,
            title: Located(title, at: nowhere), hasOwnTitle: true, status: status, fields: all + fields,
            body: KeptDocument(ready ?? body),
            bodyRange: nowhere, spokenLines: lines, usedSlots: [], excuses: [],
            fingerprint: Fingerprint(high: 0, low: 0))
        return Page(parsed: parsed, route: Route("\(kind)s/\(id).html"), isOverdue: isOverdue)
    }

    static func site(_ pages: [Page], synonyms: [[String]] = [], portable: Bool = false) -> Site {
        let pages = pages.sorted { $0.route < $1.route }
        return Site(
            configuration: Configuration(
                title: "测试", language: .simplifiedChinese, url: nil, content: "Content", templates: "Templates",
                feedback: nil, checks: [:], kinds: kinds, isImplicit: false),
            edition: Edition(includesDrafts: false, portable: portable, date: CalendarDate("2026-11-20")!),
            pages: pages,
            indexByID: Dictionary(uniqueKeysWithValues: pages.indices.map { (pages[$0].id, $0) }),
            vocabularies: [channels],
            methods: [], causes: CauseTree(), redirects: [], assets: [], synonyms: synonyms, introductions: [:],
            unpublishedCounts: [:])
    }

    static func field(_ name: String, _ content: FieldValue.Content) -> Field {
        Field(name, at: nowhere, FieldValue(content, at: nowhere))
    }

    static func texts(_ texts: [String]) -> FieldValue.Content {
        .list(texts.map { FieldValue(.text($0), at: nowhere) })
    }

    static func document(_ parts: [Part]) -> (Document, [SpokenLine]) {
        var document = Document()
        var lines: [SpokenLine] = []
        var heading: Int32?
        func append(_ kind: NodeKind, detail: UInt8 = 0, index: Int32 = -1, _ words: String) -> Range<Int32> {
            let start = document.nodes.count
            document.nodes.append(.init(kind, detail: detail, index: index))
            document.appendInlines(words)
            document.nodes[start].end = Int32(document.nodes.count)
            return Int32(start)..<Int32(document.nodes.count)
        }
        for part in parts {
            switch part {
            case .heading(let words):
                heading = Int32(document.headings.count)
                let range = append(.heading, detail: 2, index: Int32(document.headings.count), words)
                document.headings.append(Heading(level: 2, text: words, anchor: words, range: nowhere))
                document.blocks.append(Block(field: .heading, nodes: range, anchor: words, heading: heading))
            case .text(let words):
                let range = append(.paragraph, words)
                let anchor = "b\(document.blocks.count + 1)"
                document.blocks.append(Block(field: .body, nodes: range, anchor: anchor, heading: heading))
            case .spoken(let words, let variant):
                let range = append(.quotation, detail: 1, index: Int32(lines.count), words)
                let anchor = "line-\(lines.count + 1)"
                lines.append(
                    SpokenLine(node: range.lowerBound, variant: variant, anchor: anchor, text: words, range: nowhere))
                document.blocks.append(Block(field: .spoken, nodes: range, anchor: anchor, heading: heading))
            }
        }
        return (document, lines)
    }
}

extension Document {
    /// Words and slots (`{name}`).
    fileprivate mutating func appendInlines(_ words: String) {
        for match in words.matches(of: /\{(.+?)\}|[^{]+/) {
            let end = Int32(nodes.count + 1)
            if let name = match.1 {
                nodes.append(Node(.slot, index: Int32(names.count), end: end))
                names.append(String(name))
            } else {
                let start = Int32(text.count)
                text += Array(match.0.utf8)
                nodes.append(Node(.text, end: end, textStart: start, textEnd: Int32(text.count)))
            }
        }
    }
}

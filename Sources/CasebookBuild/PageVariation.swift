import CasebookModel

/// What of a page's own words others may show.
package enum PageAspect: String, Sendable, CaseIterable {
    case title, summary
    /// The spoken lines.
    case lines
    /// The rest of the body, and the words of all other fields.
    case rest
}

extension ParsedPage {
    /// The page with other words for one aspect, everything else being the same: whatever differs in the site shows it.
    ///
    /// Words that are replaced keep their length in bytes, so that the document's nodes stay as they are.
    func varied(in aspect: PageAspect) -> ParsedPage {
        var title = title
        var fields = fields
        var body = body
        var lines = spokenLines
        switch aspect {
        case .title: title.value += PageVariation.mark
        case .summary:
            let summary = FieldValue(.prose(Prose(source: PageVariation.mark, document: nil)), at: .fileStart)
            fields.removeAll { $0.name == "summary" }
            fields.append(Field("summary", at: .fileStart, summary))
        case .lines:
            for line in lines {
                let start = Int(line.node)
                body.blot(start..<Int(body.nodes[start].end))
            }
            for index in lines.indices { lines[index].text = PageVariation.mark + lines[index].text }
        case .rest:
            let spoken = lines.map { Int($0.node)..<Int(body.nodes[Int($0.node)].end) }
            var start = 0
            for range in spoken + [body.nodes.count..<body.nodes.count] {
                if start < range.lowerBound { body.blot(start..<range.lowerBound) }
                start = max(start, range.upperBound)
            }
            for index in fields.indices where !PageVariation.names.contains(fields[index].name) {
                fields[index].value = fields[index].value.varied
            }
        }
        return ParsedPage(
            path: path, kind: kind, kindRange: kindRange, id: id, idRange: idRange, stepNumber: stepNumber,
            title: title,
            hasOwnTitle: hasOwnTitle, status: status, fields: fields, body: KeptDocument(body), bodyRange: bodyRange,
            bodyStartsWithTitle: bodyStartsWithTitle, spokenLines: lines, usedSlots: usedSlots, excuses: excuses,
            unusedKeys: unusedKeys, isBroken: isBroken, fingerprint: fingerprint)
    }
}

enum PageVariation {
    /// A text that no page says.
    static let mark = "\u{25C6}\u{25C7}"
    /// Fields that are no words of the page, or have an aspect of their own.
    static let names: Set<String> = ["id", "title", "summary", "former_ids", "pinyin", "kind"]
}

extension Document {
    /// Replaces the words of a run of nodes.
    fileprivate mutating func blot(_ range: Range<Int>) {
        for node in nodes[range] where node.kind != .card {
            for index in Int(node.textStart)..<Int(node.textEnd) where text[index] > 0x20 {
                text[index] = UInt8(ascii: "x")
            }
            if node.kind == .heading { headings[Int(node.index)].text += PageVariation.mark }
        }
    }
}

extension FieldValue {
    /// Texts with other words; what is chosen, dated, counted or related stays.
    fileprivate var varied: FieldValue {
        switch content {
        case .text(let text): FieldValue(.text(text + PageVariation.mark), at: range)
        case .prose(var prose): FieldValue(.prose(prose.varied()), at: range)
        case .list(let values): FieldValue(.list(values.map(\.varied)), at: range)
        case .record(let fields): FieldValue(.record(fields.map(\.varied)), at: range)
        case .keyed(let records):
            FieldValue(.keyed(records.map { (name: $0.name, fields: $0.fields.map(\.varied)) }), at: range)
        case .integer, .date, .flag, .value, .reference: self
        }
    }
}

extension Field {
    fileprivate var varied: Field { Field(name, at: nameRange, value.varied) }
}

extension Prose {
    fileprivate mutating func varied() -> Prose {
        let count = document?.nodes.count ?? 0
        document?.blot(0..<count)
        source += PageVariation.mark
        return self
    }
}

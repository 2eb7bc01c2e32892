import CasebookModel

/// How far a page's change reaches.
enum PageChange: Int, Comparable {
    /// The page's own words, and what others quote of them while they are rendered: nothing has to be resolved anew.
    case words
    /// Its title too, which trees, paths and pictures are made of.
    case title
    /// What relations, links, lists or addresses are made of.
    case structure

    static func < (left: PageChange, right: PageChange) -> Bool { left.rawValue < right.rawValue }

    init(from old: ParsedPage, to new: ParsedPage) {
        let isSame =
            new.path == old.path && new.kind == old.kind && new.id == old.id && new.stepNumber == old.stepNumber
            && new.hasOwnTitle == old.hasOwnTitle && new.status == old.status && new.isBroken == old.isBroken
            && new.fields.structure == old.fields.structure && new.body.outline == old.body.outline
            && new.spokenLines.elementsEqual(
                old.spokenLines, by: { $0.anchor == $1.anchor && $0.variant == $1.variant })
        self = !isSame ? .structure : new.title.value != old.title.value ? .title : .words
    }
}

/// What others know of a link.
private struct LinkOutline: Equatable {
    let form: Link.Form
    let target: String
    let fragment: String?

    init(_ link: Link) {
        form = link.form
        target = link.target
        fragment = link.fragment
    }
}

private struct DocumentOutline: Equatable {
    let links: [LinkOutline]
    let headings: [String]
    let anchors: [String]
}

extension Document {
    /// What others know of a document: where its links lead, and where links may lead in it.
    fileprivate var outline: DocumentOutline {
        DocumentOutline(
            links: links.map(LinkOutline.init), headings: headings.flatMap { [$0.anchor, $0.text] },
            anchors: blocks.map(\.anchor))
    }
}

/// A field's value without the words that only its own page and quotations of it show.
private indirect enum FieldOutline: Equatable {
    case words
    case exact(FieldValue.Content)
    case links([LinkOutline])
    case list([FieldOutline])
    case record([String: FieldOutline])

    /// Fields whose words are worked into the site: addresses, and what terms mean.
    private static let exactNames: Set<String> = ["former_ids", "id", "definition"]

    init(_ field: Field) {
        self =
            FieldOutline.exactNames.contains(field.name)
            ? .exact(field.value.content.withoutRanges) : FieldOutline(field.value.content)
    }

    init(_ content: FieldValue.Content) {
        switch content {
        case .text: self = .words
        case .prose(let prose):
            let links = prose.document?.links.map(LinkOutline.init) ?? []
            self = links.isEmpty ? .words : .links(links)
        case .list(let values):
            let outlines = values.map { FieldOutline($0.content) }
            // However many there are: aliases, situations, signs.
            self = outlines.allSatisfy { $0 == .words } ? .words : .list(outlines)
        // What a relation's record says besides the page is a part of the relation.
        case .record(let fields) where fields.contains(where: { $0.value.content.isReference }):
            self = .exact(content.withoutRanges)
        case .record(let fields): self = .record(fields.outlines)
        case .keyed(let records):
            self = .list(records.map { .record([$0.name.value: .record($0.fields.outlines)]) })
        case .integer, .date, .flag, .value, .reference: self = .exact(content)
        }
    }
}

extension [Field] {
    fileprivate var outlines: [String: FieldOutline] {
        Dictionary(map { ($0.name, FieldOutline($0)) }, uniquingKeysWith: { first, _ in first })
    }

    fileprivate var structure: FieldOutline { .record(outlines) }
}

extension FieldValue.Content {
    fileprivate var isReference: Bool { if case .reference = self { true } else { false } }

    /// Two values at different places are the same value.
    fileprivate var withoutRanges: FieldValue.Content {
        let nowhere = SourceRange.fileStart
        func bare(_ fields: [Field]) -> [Field] {
            fields.map { Field($0.name, at: nowhere, FieldValue($0.value.content.withoutRanges, at: nowhere)) }
        }
        return switch self {
        case .list(let values): .list(values.map { FieldValue($0.content.withoutRanges, at: nowhere) })
        case .record(let fields): .record(bare(fields))
        case .keyed(let records):
            .keyed(records.map { (name: Located($0.name.value, at: nowhere), fields: bare($0.fields)) })
        case .prose(let prose): .text(prose.source)
        case .text, .integer, .date, .flag, .value, .reference: self
        }
    }
}

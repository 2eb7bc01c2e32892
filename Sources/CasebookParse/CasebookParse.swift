import CasebookModel
import CasebookText

/// The Parse stage: one file at a time.
///
/// Takes a file's bytes and what the site declares (kinds, names of channels); gives a ``ParsedPage`` and what was
/// found on the way. Never fails: a file that can't be read as a page still gives as much of one as possible, so that
/// other pages' links to it don't add to the noise, and its findings keep anything from being published. Knows no
/// other file; whether an id exists, a word is in a vocabulary or a section is missing is for later stages.
package struct PageParser: Sendable {
    package struct Options: Sendable {
        package var kinds: KindTable
        /// A folder without configuration: ids are paths, keys that nobody declared are only counted.
        package var isImplicit: Bool
        /// What stands before a page's path in messages: the content folder with a final `/`, or nothing.
        package var pathPrefix: String
        /// The channels that a heading over spoken lines may name: labels, aliases and values to value.
        package var channels: [String: String]

        package init(kinds: KindTable, isImplicit: Bool, pathPrefix: String, channels: [String: String]) {
            self.kinds = kinds
            self.isImplicit = isImplicit
            self.pathPrefix = pathPrefix
            self.channels = Dictionary(
                channels.map { (AnchorNames.folded($0), $1) }, uniquingKeysWith: { first, _ in first })
        }
    }

    private let options: Options

    package init(options: Options) { self.options = options }

    package func parse(_ source: SourceFile) -> Outcome<ParsedPage?> {
        let file = options.pathPrefix + source.path
        if let invalid = UTF8Check.firstInvalidByte(source.bytes) {
            let problem = Problem.notUTF8(byte: source.bytes[invalid])
            return Outcome(nil, [Diagnostic(problem, file: file, at: SourceRange(invalid, invalid))])
        }
        var reading = PageReading(source: source, file: file, options: options)
        let page = reading.page()
        return Outcome(page, reading.diagnostics)
    }
}

/// The reading of one file.
private struct PageReading {
    let source: SourceFile
    let file: String
    let options: PageParser.Options
    private var reader: FieldReader
    private let address: PageAddress

    init(source: SourceFile, file: String, options: PageParser.Options) {
        self.source = source
        self.file = file
        self.options = options
        reader = FieldReader(bytes: source.bytes, file: file)
        address = PageAddress(path: source.path, kinds: options.kinds, isImplicit: options.isImplicit)
    }

    var diagnostics: [Diagnostic] { reader.diagnostics }

    mutating func page() -> ParsedPage {
        let front = FrontMatter(source.bytes, file: file)
        reader.add(front.diagnostics)
        var pairs: [YAMLPair] = []
        var isBroken = !front.diagnostics.isEmpty
        if let range = front.yaml {
            let yaml = YAMLReader.read(source.bytes, range, file: file)
            reader.add(yaml.diagnostics)
            isBroken = isBroken || !yaml.diagnostics.isEmpty
            if let node = yaml.value {
                if let found = node.pairs {
                    pairs = found
                } else {
                    let line = SourceRange(node.range.start, SourceText.endOfLine(source.bytes, node.range.start))
                    if let colon = FullWidthColon.first(in: source.bytes, line) {
                        reader.report(.yamlFullWidthColon, at: SourceRange(colon, colon))
                    } else {
                        reader.report(.frontMatterNotMapping, at: node.range)
                    }
                    isBroken = true
                }
            }
        }
        let start = SourceRange(front.yaml?.start ?? front.body.start, front.yaml?.start ?? front.body.start)
        let kind = kind(pairs, at: start)
        var unused: [Located<String>] = []
        let declarations = options.kinds.fields(of: kind.value)
        var fields = reader.record(
            pairs, as: declarations, place: kind.value.label,
            unknown: options.isImplicit ? { unused.append(Located($0.text, at: $0.range)) } : nil)
        removeInvalidFormerIDs(&fields)
        let body = MarkdownParser.parse(
            source.bytes, front.body,
            options: MarkdownParser.Options(
                casebookSyntax: true, variants: kind.value.hasSpokenLines ? options.channels : nil), file: file)
        reader.add(body.diagnostics)
        // A body that wasn't parsed lacks everything: saying so of each thing would be noise.
        isBroken = isBroken || body.diagnostics.contains { $0.id == .tooComplex }
        let title = title(fields, body.value.document, isBroken: isBroken, at: start)
        if !isBroken {
            let required = declarations.filter { $0.name != "title" }
            reader.reportMissing(required, pairs: pairs, fields: fields, place: kind.value.label, at: start)
        }
        let id = id(fields, of: kind.value, at: start)
        return ParsedPage(
            path: source.path, kind: kind.value.name, kindRange: kind.range, id: id.value, idRange: id.range,
            stepNumber: kind.value.name == "step" ? address.number : nil, title: title.words, hasOwnTitle: title.isOwn,
            status: status(fields, pairs, kind.value, isBroken: isBroken), fields: fields,
            body: KeptDocument(body.value.document), bodyRange: front.body,
            bodyStartsWithTitle: startsWithTitle(body.value.document, title.words.value),
            spokenLines: spokenLines(body.value.document), usedSlots: firstUses(body.value.slots),
            excuses: Excuses.find(in: source.bytes), unusedKeys: unused,
            isBroken: isBroken,
            fingerprint: source.fingerprint)
    }

    // MARK: - What every page has

    private mutating func kind(
        _ pairs: [YAMLPair], at start: SourceRange
    ) -> Located<KindDeclaration> {
        guard let written = pairs.first(where: { $0.key.text == "kind" }),
            case .scalar(let scalar) = written.value, !scalar.isNull
        else { return Located(address.kind, at: start) }
        if let kind = options.kinds[scalar.text] { return Located(kind, at: scalar.range) }
        let known = options.kinds.kinds.map(\.name)
        let near = nearestName(to: scalar.text, among: known)
        reader.report(.unknownKind(kind: scalar.text, near: near, known: known), at: scalar.range)
        return Located(address.kind, at: scalar.range)
    }

    private mutating func id(_ fields: [Field], of kind: KindDeclaration, at start: SourceRange) -> Located<String> {
        guard !options.isImplicit, let value = fields[field: "id"], let text = value.text else {
            return Located(address.defaultID, at: start)
        }
        guard PageAddress.isValidID(text, maxParts: kind.name == "step" ? 2 : 1) else {
            reader.report(.invalidID(id: text), at: value.range)
            return Located(address.defaultID, at: value.range)
        }
        return Located(text, at: value.range)
    }

    /// They become addresses of redirects: `../..` must not get that far, not even with a warning.
    private mutating func removeInvalidFormerIDs(_ fields: inout [Field]) {
        guard let index = fields.firstIndex(where: { $0.name == "former_ids" }) else { return }
        let value = fields[index].value
        // Without configuration ids are paths.
        let maxParts = options.isImplicit ? .max : 2
        let kept = value.elements.filter { element in
            let id = element.text ?? ""
            if PageAddress.isValidID(id, maxParts: maxParts) { return true }
            reader.report(.invalidID(id: id), at: element.range)
            return false
        }
        fields[index].value = FieldValue(.list(kept), at: value.range)
    }

    /// Front matter, else the first heading, else the file's name (reported).
    private mutating func title(
        _ fields: [Field], _ body: Document, isBroken: Bool, at start: SourceRange
    ) -> (words: Located<String>, isOwn: Bool) {
        if let value = fields[field: "title"], let text = value.text, !text.isEmpty {
            return (Located(text, at: value.range), true)
        }
        if let heading = body.headings.first, !heading.text.isEmpty {
            return (Located(heading.text, at: heading.range), false)
        }
        if !isBroken { reader.report(.missingTitle, at: start) }
        return (Located(address.fileName, at: start), false)
    }

    private func startsWithTitle(_ body: Document, _ title: String) -> Bool {
        guard let first = body.nodes.first, first.kind == .heading, first.detail == 1 else { return false }
        return body.headings[Int(first.index)].text == title
    }

    private func status(
        _ fields: [Field], _ pairs: [YAMLPair], _ kind: KindDeclaration, isBroken: Bool
    ) -> PageStatus {
        if let status = fields.text("status").flatMap(PageStatus.init) { return status }
        // A page whose front matter or status can't be read might be published: its findings must count as errors, and
        // `status: aproved` must not take a page off the site with a warning.
        if pairs.contains(where: { $0.key.text == "status" && !$0.value.isNull }) { return .approved }
        return kind.approvedByDefault || options.isImplicit || isBroken ? .approved : .draft
    }

    // MARK: - What scripts have

    private func spokenLines(_ body: Document) -> [SpokenLine] {
        body.blocks.compactMap { block in
            guard block.field == .spoken else { return nil }
            let node = body.nodes[Int(block.nodes.lowerBound)]
            let variant = block.heading.flatMap { options.channels[AnchorNames.folded(body.headings[Int($0)].text)] }
            let text = body.plainText(Int(block.nodes.lowerBound)..<Int(block.nodes.upperBound), title: { _ in nil })
            return SpokenLine(
                node: block.nodes.lowerBound, variant: variant, anchor: block.anchor, text: text,
                range: SourceRange(Int(node.source), SourceText.endOfLine(source.bytes, Int(node.source))))
        }
    }

    private func firstUses(_ slots: [Located<String>]) -> [Located<String>] {
        var seen: Set<String> = []
        return slots.filter { seen.insert($0.value).inserted }
    }
}

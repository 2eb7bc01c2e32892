import CasebookModel

extension CacheWriter {
    package mutating func page(_ page: ParsedPage) {
        string(page.path)
        frontMatter(page)
        document(page.keptBody)
        range(page.bodyRange)
        flag(page.bodyStartsWithTitle)
        list(page.spokenLines) { $0.spokenLine($1) }
        list(page.usedSlots) { $0.located($1) }
        list(page.excuses) { $0.excuse($1) }
        list(page.unusedKeys) { $0.located($1) }
        flag(page.isBroken)
        fingerprint(page.fingerprint)
        flag(!page.proseLinks.isEmpty)
    }

    /// What others can show or find of this page without its body. Not to be read again, only to be hashed.
    mutating func head(_ page: ParsedPage) {
        frontMatter(page)
        // With their places in the body: who shows a line as it is written looks there.
        list(page.spokenLines) { $0.spokenLine($1) }
    }

    private mutating func frontMatter(_ page: ParsedPage) {
        string(page.kind)
        range(page.kindRange)
        string(page.id)
        range(page.idRange)
        optional(page.stepNumber) { $0.signed(Int64($1)) }
        located(page.title)
        flag(page.hasOwnTitle)
        string(page.status.rawValue)
        fields(page.fields)
    }

    private mutating func spokenLine(_ line: SpokenLine) {
        signed(Int64(line.node))
        optional(line.variant) { $0.string($1) }
        string(line.anchor)
        string(line.text)
        range(line.range)
    }

    private mutating func excuse(_ excuse: Excuse) {
        string(excuse.diagnosticID)
        string(excuse.reason)
        range(excuse.lines)
        range(excuse.range)
    }
}

extension CacheReader {
    package mutating func page() throws(CacheDamage) -> ParsedPage {
        // In the order of the file: Swift evaluates arguments as they stand, but so that nobody has to know it, one by one.
        let path = try string()
        let kind = try string()
        let kindRange = try range()
        let id = try string()
        let idRange = try range()
        let stepNumber = try optional { reader throws(CacheDamage) in Int(try reader.signed()) }
        let title = try located()
        let hasOwnTitle = try flag()
        guard let status = PageStatus(rawValue: try string()) else { throw .damaged }
        let fields = try fields()
        let (body, counts) = try packedDocument()
        let bodyRange = try range()
        let bodyStartsWithTitle = try flag()
        let spokenLines = try list { reader throws(CacheDamage) in try reader.spokenLine(nodes: counts.nodes) }
        let usedSlots = try list { reader throws(CacheDamage) in try reader.located() }
        let excuses = try list { reader throws(CacheDamage) in try reader.excuse() }
        let unusedKeys = try list { reader throws(CacheDamage) in try reader.located() }
        let isBroken = try flag()
        return ParsedPage(
            path: path, kind: kind, kindRange: kindRange, id: id, idRange: idRange, stepNumber: stepNumber,
            title: title, hasOwnTitle: hasOwnTitle, status: status, fields: fields, body: body, bodyRange: bodyRange,
            bodyStartsWithTitle: bodyStartsWithTitle, spokenLines: spokenLines, usedSlots: usedSlots, excuses: excuses,
            unusedKeys: unusedKeys, isBroken: isBroken, fingerprint: try fingerprint(), hasProseLinks: try flag())
    }

    private mutating func spokenLine(nodes: Int) throws(CacheDamage) -> SpokenLine {
        let node = try small()
        guard (0..<nodes).contains(Int(node)) else { throw .damaged }
        let variant = try optional { reader throws(CacheDamage) in try reader.string() }
        return SpokenLine(
            node: node, variant: variant, anchor: try string(), text: try string(), range: try range())
    }

    private mutating func excuse() throws(CacheDamage) -> Excuse {
        Excuse(diagnosticID: try string(), reason: try string(), lines: try range(), range: try range())
    }
}

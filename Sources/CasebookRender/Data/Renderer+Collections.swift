import CasebookModel

/// `api/v1/<kind>.json`: the pages of a kind with their fields, relations and spoken lines, for other programs.
extension Renderer {
    static let collectionLimit = 1_000

    func renderCollection(_ kind: String, _ sink: OutputSink) throws {
        guard let declaration = shared.configuration.kinds[kind] else { return }
        let pages = shared.pages(ofKind: kind)
        let count = collectionFileCount(pages.count)
        for number in 1...count {
            let start = (number - 1) * Self.collectionLimit
            let part = pages[start..<min(pages.count, start + Self.collectionLimit)]
            var json = JSONWriter()
            json.object { json in
                json.member("version", 1)
                json.member("kind", kind)
                json.member("total", pages.count)
                json.key("next")
                if number < count { json.string(name(kind, number + 1)) } else { json.null() }
                json.key("pages")
                json.array { json in for page in part { write(page, declaration, &json) } }
            }
            json.appendRaw(UInt8(ascii: "\n"))
            try sink(OutputFile(collectionRoute(kind, number), json.bytes))
        }
        try sink(OutputFile(schemaRoute(of: kind), CollectionSchema(context: shared).bytes(of: declaration)))
    }

    private func collectionFileCount(_ pages: Int) -> Int {
        max(1, (pages + Self.collectionLimit - 1) / Self.collectionLimit)
    }

    private func collectionRoute(_ kind: String, _ number: Int) -> Route { Route("api/v1/" + name(kind, number)) }

    private func schemaRoute(of kind: String) -> Route { Route("api/v1/\(kind).schema.json") }

    /// All files of a kind.
    func collectionRoutes(of kind: String) -> [Route] {
        let pages = shared.pages(ofKind: kind).count
        return (1...collectionFileCount(pages)).map { collectionRoute(kind, $0) } + [schemaRoute(of: kind)]
    }

    private func name(_ kind: String, _ number: Int) -> String {
        number == 1 ? "\(kind).json" : "\(kind).\(number).json"
    }

    private func write(_ page: Site.PageIndex, _ kind: KindDeclaration, _ json: inout JSONWriter) {
        let brief = shared.briefs[page]
        let fields = shared.fields(of: page)
        json.object { json in
            json.member("id", brief.id)
            json.member("url", shared.route(of: page).path)
            json.member("title", brief.title)
            json.member("status", brief.status.rawValue)
            json.member("overdue", brief.isOverdue)
            json.key("fields")
            json.object { json in
                for field in shared.fields(of: kind) where !CollectionSchema.hoisted.contains(field.name) {
                    guard let content = fields[field: field.name] else { continue }
                    json.key(field.name)
                    write(content, field.type, &json)
                }
            }
            writeRelations(of: page, &json)
            if kind.hasSpokenLines { writeSpokenLines(of: page, &json) }
        }
    }

    private func writeRelations(of page: Site.PageIndex, _ json: inout JSONWriter) {
        let relations = shared.relations(of: page)
        let backlinks = shared.backlinks(of: page)
        json.key("relations")
        json.object { json in
            var written: Set<String> = []
            for block in relations where written.insert(block.name).inserted {
                json.key(block.name)
                let entries = relations.filter { $0.name == block.name }.flatMap(\.entries)
                json.strings(entries.map { shared.briefs[$0.page].id })
            }
            if !backlinks.isEmpty, written.insert(RelationsView.backlinks).inserted {
                json.member(RelationsView.backlinks, backlinks.map { shared.briefs[$0].id })
            }
        }
    }

    private func writeSpokenLines(of page: Site.PageIndex, _ json: inout JSONWriter) {
        let isRetired = shared.briefs[page].status == .retired
        json.key("spoken_lines")
        json.array { json in
            for line in shared.spokenLines(of: page) where !isRetired {
                json.object { json in
                    json.member("anchor", line.anchor)
                    json.key("channel")
                    if let variant = line.variant { json.string(variant) } else { json.null() }
                    json.member("text", line.text)
                }
            }
        }
    }

    private func write(_ value: FieldValue, _ type: FieldType, _ json: inout JSONWriter) {
        switch value.content {
        case .integer(let integer): json.integer(integer)
        case .flag(let flag): json.flag(flag)
        case .list(let values): json.array { json in for value in values { write(value, type.elementType, &json) } }
        case .record(let fields):
            if case .list = type { return json.array { json in write(fields, type, &json) } }
            write(fields, type, &json)
        case .keyed(let records):
            json.object { json in
                for record in records {
                    json.key(record.name.value)
                    write(record.fields, type, &json)
                }
            }
        default:
            // One value where a list is meant is a list of one.
            if case .list = type { return json.strings([value.text ?? ""]) }
            json.string(value.text ?? "")
        }
    }

    private func write(_ fields: [Field], _ type: FieldType, _ json: inout JSONWriter) {
        let members: [FieldDeclaration] =
            switch type.elementType {
            case .record(let members, _), .keyed(_, let members): members
            default: []
            }
        json.object { json in
            for field in fields {
                json.key(field.name)
                write(field.value, members.first { $0.name == field.name }?.type ?? .text, &json)
            }
        }
    }
}

import CasebookModel

/// What a field's value is, as a byte before it.
private enum ValueTag: UInt8 {
    case text, prose, document, integer, date, flag, value, reference, list, record, keyed
}

extension CacheWriter {
    mutating func fields(_ fields: [Field]) {
        list(fields) { writer, field in
            writer.string(field.name)
            writer.range(field.nameRange)
            writer.value(field.value)
        }
    }

    private mutating func tag(_ tag: ValueTag) { byte(tag.rawValue) }

    private mutating func value(_ value: FieldValue) {
        range(value.range)
        switch value.content {
        case .text(let text):
            tag(.text)
            string(text)
        case .prose(let prose):
            tag(prose.document == nil ? .prose : .document)
            string(prose.source)
            if let document = prose.document { self.document(document) }
        case .integer(let integer):
            tag(.integer)
            signed(Int64(integer))
        case .date(let date):
            tag(.date)
            count(date.year)
            count(date.month)
            count(date.day)
        case .flag(let flag):
            tag(.flag)
            self.flag(flag)
        case .value(let name):
            tag(.value)
            string(name)
        case .reference(let id):
            tag(.reference)
            string(id)
        case .list(let values):
            tag(.list)
            list(values) { $0.value($1) }
        case .record(let record):
            tag(.record)
            fields(record)
        case .keyed(let records):
            tag(.keyed)
            list(records) { writer, record in
                writer.located(record.name)
                writer.fields(record.fields)
            }
        }
    }
}

extension CacheReader {
    /// Front matter nests a few levels; what is no front matter must not overflow the stack.
    private static let deepest = 64

    mutating func fields(depth: Int = 0) throws(CacheDamage) -> [Field] {
        guard depth < CacheReader.deepest else { throw .damaged }
        return try list { reader throws(CacheDamage) in
            let name = try reader.string()
            let range = try reader.range()
            return Field(name, at: range, try reader.value(depth: depth + 1))
        }
    }

    private mutating func value(depth: Int) throws(CacheDamage) -> FieldValue {
        guard depth < CacheReader.deepest else { throw .damaged }
        let range = try range()
        guard let tag = ValueTag(rawValue: try byte()) else { throw .damaged }
        let content: FieldValue.Content
        switch tag {
        case .text: content = .text(try string())
        case .prose: content = .prose(Prose(source: try string(), document: nil))
        case .document: content = .prose(Prose(source: try string(), document: try document()))
        case .integer: content = .integer(Int(try signed()))
        case .date: content = .date(try date())
        case .flag: content = .flag(try flag())
        case .value: content = .value(try string())
        case .reference: content = .reference(try string())
        case .list:
            content = .list(
                try list { reader throws(CacheDamage) in try reader.value(depth: depth + 1) })
        case .record: content = .record(try fields(depth: depth + 1))
        case .keyed:
            content = .keyed(
                try list { reader throws(CacheDamage) -> (name: Located<String>, fields: [Field]) in
                    (try reader.located(), try reader.fields(depth: depth + 1))
                })
        }
        return FieldValue(content, at: range)
    }

    private mutating func date() throws(CacheDamage) -> CalendarDate {
        guard let date = CalendarDate(year: try size(), month: try size(), day: try size()) else { throw .damaged }
        return date
    }
}

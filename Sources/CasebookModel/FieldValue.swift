/// A checked value of a field, with the place it was written at.
///
/// Values lie in their lists and fields, not each in a piece of memory of its own: a page has some forty, and a site keeps
/// them all till the end.
package struct FieldValue: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        case text(String)
        case prose(Prose)
        case integer(Int)
        case date(CalendarDate)
        case flag(Bool)
        /// A value of a choice or a vocabulary; known to be one of them.
        case value(String)
        /// An id as written; Resolve finds the page.
        case reference(String)
        case list([FieldValue])
        case record([Field])
        /// Records in the order written, each under its name.
        case keyed([(name: Located<String>, fields: [Field])])

        package static func == (left: Content, right: Content) -> Bool {
            switch (left, right) {
            case (.text(let a), .text(let b)): a == b
            case (.prose(let a), .prose(let b)): a == b
            case (.integer(let a), .integer(let b)): a == b
            case (.date(let a), .date(let b)): a == b
            case (.flag(let a), .flag(let b)): a == b
            case (.value(let a), .value(let b)): a == b
            case (.reference(let a), .reference(let b)): a == b
            case (.list(let a), .list(let b)): a == b
            case (.record(let a), .record(let b)): a == b
            case (.keyed(let a), .keyed(let b)):
                a.count == b.count && zip(a, b).allSatisfy { $0.name == $1.name && $0.fields == $1.fields }
            default: false
            }
        }

        package func hash(into hasher: inout Hasher) {
            switch self {
            case .text(let text), .value(let text), .reference(let text): hasher.combine(text)
            case .prose(let prose): hasher.combine(prose)
            case .integer(let integer): hasher.combine(integer)
            case .date(let date): hasher.combine(date)
            case .flag(let flag): hasher.combine(flag)
            case .list(let values): hasher.combine(values)
            case .record(let fields): hasher.combine(fields)
            case .keyed(let records): for record in records { hasher.combine(record.name) }
            }
        }
    }

    package var content: Content
    package var range: SourceRange

    package init(_ content: Content, at range: SourceRange) {
        self.content = content
        self.range = range
    }
}

extension FieldValue {
    /// The plain words of a scalar; `nil` for lists and records.
    package var text: String? {
        switch content {
        case .text(let text), .value(let text), .reference(let text): text
        case .prose(let prose): prose.source
        case .integer(let integer): String(integer)
        case .date(let date): date.description
        case .flag(let flag): flag ? "true" : "false"
        case .list, .record, .keyed: nil
        }
    }

    /// Calls `body` with every link of the value's prose.
    func forEachLink(_ body: (Link) -> Void) {
        switch content {
        case .prose(let prose): prose.document?.links.forEach(body)
        case .list(let values): for value in values { value.forEachLink(body) }
        case .record(let fields): for field in fields { field.value.forEachLink(body) }
        case .keyed(let records):
            for record in records { for field in record.fields { field.value.forEachLink(body) } }
        case .text, .integer, .date, .flag, .value, .reference: break
        }
    }

    /// The elements of a list; a value that is no list is a list of itself.
    package var elements: [FieldValue] {
        if case .list(let values) = content { values } else { [self] }
    }

    /// The fields of a record; empty for anything else.
    package var fields: [Field] {
        if case .record(let fields) = content { fields } else { [] }
    }
}

/// Inline Markdown of a text field.
package struct Prose: Hashable, Sendable {
    /// As the author wrote it.
    package var source: String
    private var parsed: Parsed?

    package init(source: String, document: Document?) {
        self.source = source
        parsed = document.map(Parsed.init)
    }

    /// `nil` where the source is plain words, which most are: then nothing has to be parsed or kept.
    package var document: Document? {
        get { parsed?.document }
        set { parsed = newValue.map(Parsed.init) }
    }

    /// Behind a reference: a document is six arrays, and would make every value of every field as large.
    private final class Parsed: Hashable, Sendable {
        let document: Document

        init(_ document: Document) { self.document = document }

        static func == (left: Parsed, right: Parsed) -> Bool { left.document == right.document }

        func hash(into hasher: inout Hasher) { hasher.combine(document) }
    }
}

/// A named value, in the order in which the author wrote it.
package struct Field: Hashable, Sendable {
    package var name: String
    package var nameRange: SourceRange
    package var value: FieldValue

    package init(_ name: String, at nameRange: SourceRange, _ value: FieldValue) {
        self.name = name
        self.nameRange = nameRange
        self.value = value
    }
}

/// Anything with the place it was written at.
package struct Located<Value> {
    package var value: Value
    package var range: SourceRange

    package init(_ value: Value, at range: SourceRange) {
        self.value = value
        self.range = range
    }
}

extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
extension Located: Sendable where Value: Sendable {}

extension [Field] {
    /// By index, since `first(where:)` copies each field on the way, name, value and all: every stage asks for fields by
    /// name, and the copies were 2 % of a build.
    package subscript(field name: String) -> FieldValue? {
        let length = name.utf8.count
        for index in indices where self[index].name.utf8.count == length && self[index].name == name {
            return self[index].value
        }
        return nil
    }

    /// The words of a scalar field; `nil` where the field is missing or no scalar.
    package func text(_ name: String) -> String? { self[field: name]?.text }

    package func date(_ name: String) -> CalendarDate? {
        if case .date(let date)? = self[field: name]?.content { date } else { nil }
    }

    package func integer(_ name: String) -> Int? {
        if case .integer(let integer)? = self[field: name]?.content { integer } else { nil }
    }

    package func flag(_ name: String) -> Bool {
        if case .flag(true)? = self[field: name]?.content { true } else { false }
    }

    /// The elements of a list field; empty where it is missing.
    package func list(_ name: String) -> [FieldValue] { self[field: name]?.elements ?? [] }

    /// The words of each element of a list field.
    package func texts(_ name: String) -> [String] { list(name).compactMap(\.text) }

    /// What stands in a declared slot until an agent writes something else, by the slot's name.
    package var slotDefaults: [String: String] {
        guard case .keyed(let slots)? = self[field: "slots"]?.content else { return [:] }
        var defaults: [String: String] = [:]
        for slot in slots {
            if let value = slot.fields.text("default") { defaults[slot.name.value] = value }
        }
        return defaults
    }
}

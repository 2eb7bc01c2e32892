import CasebookModel

/// What front matter may hold in a field of a type, as JSON Schema.
struct SchemaTypes {
    let surroundings: Surroundings

    private var language: SiteLanguage { surroundings.language }

    func property(_ field: FieldDeclaration, of kind: KindDeclaration) -> JSONValue {
        // A page can say its kind, but not that it is of another one.
        if field.name == "kind" { return described(field, ["const": .string(kind.name)]) }
        return property(field)
    }

    private func property(_ field: FieldDeclaration) -> JSONValue {
        let schema = schema(of: field.type)
        // A key without a value is as good as none, where none has to be.
        return described(field, field.requirement == .required ? schema : schema.orNull)
    }

    private func described(_ field: FieldDeclaration, _ schema: JSONValue) -> JSONValue {
        let label = field.label.text(in: language)
        let help = field.help.text(in: language)
        let text = help.isEmpty ? label : label + (language == .english ? ": " : "：") + help
        guard case .object(let members) = schema else { return schema }
        return .object([.init("description", .string(text))] + members)
    }

    private func schema(of type: FieldType) -> JSONValue {
        switch type {
        case .text, .prose: ["type": ["string", "number", "boolean"]]
        case .integer(let range): integer(range)
        case .date: ["type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"]
        case .flag: ["type": "boolean"]
        case .affirmation: ["const": .flag(true)]
        case .choice(let choices): values(choices.map { ($0.value, $0.label.text(in: language)) })
        case .vocabulary(let name): vocabulary(name)
        case .reference(let relation): ["$ref": .string("#/$defs/\(SchemaTypes.definition(of: relation))")]
        case .list(let element):
            ["anyOf": [["type": "array", "items": schema(of: element)], schema(of: element)]]
        case .record(let fields, let shorthand): record(fields, shorthand)
        case .keyed(let key, let fields): keyed(key, fields)
        }
    }

    private func integer(_ range: ClosedRange<Int>?) -> JSONValue {
        guard let range else { return ["type": "integer"] }
        return ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)]
    }

    private func record(_ fields: [FieldDeclaration], _ shorthand: String?) -> JSONValue {
        let long = object(fields)
        guard let short = fields.first(where: { $0.name == shorthand }) else { return long }
        return ["anyOf": [schema(of: short.type), long]]
    }

    private func object(_ fields: [FieldDeclaration], _ more: [JSONValue.Member] = []) -> JSONValue {
        let required = more.map(\.key) + fields.filter { $0.requirement == .required }.map(\.name)
        var members: [JSONValue.Member] = [
            .init("type", "object"),
            .init("properties", .object(more + fields.map { .init($0.name, property($0)) })),
            .init("additionalProperties", .flag(false)),
        ]
        if !required.isEmpty { members.append(.init("required", .strings(required))) }
        return .object(members)
    }

    /// A mapping from name to record, or a list of records that hold their name.
    private func keyed(_ key: String, _ fields: [FieldDeclaration]) -> JSONValue {
        let named = object(fields, [.init(key, ["type": ["string", "number", "boolean"]])])
        return [
            "anyOf": [
                ["type": "object", "additionalProperties": ["anyOf": [object(fields), ["type": "null"]]]],
                ["type": "array", "items": named],
            ]
        ]
    }

    // MARK: - Values of the site

    private func vocabulary(_ name: String) -> JSONValue {
        let known = surroundings.vocabulary(name)?.values ?? []
        if known.isEmpty { return ["type": "string"] }
        return values(known.map { ($0.name, $0.label.text(in: language)) })
    }

    /// The name of the definition that holds the ids of a relation's targets.
    static func definition(of relation: Relation) -> String {
        relation.targetKinds.isEmpty ? "id" : "id-\(relation.targetKinds.joined(separator: "-"))"
    }

    func ids(of relation: Relation) -> JSONValue {
        let pages = surroundings.pages.filter {
            relation.targetKinds.isEmpty || relation.targetKinds.contains($0.kind)
        }
        // An enumeration must not be empty, and a first page is written before the one that it names.
        if pages.isEmpty { return ["type": "string"] }
        return values(pages.map { ($0.id, $0.title.value) })
    }

    /// Editors show the labels beside the values.
    private func values(_ values: [(value: String, label: String)]) -> JSONValue {
        var seen: Set<String> = []
        let unique = values.filter { seen.insert($0.value).inserted }
        let written = unique.flatMap { SchemaTypes.written($0.value) }
        let labels = unique.flatMap { entry in SchemaTypes.written(entry.value).map { _ in entry.label } }
        return ["enum": .array(written), "enumDescriptions": .strings(labels)]
    }

    /// A value as YAML may give it: without quotes `2026` is a number and `true` none of the texts.
    private static func written(_ value: String) -> [JSONValue] {
        var forms: [JSONValue] = [.string(value)]
        if let number = Int(value) { forms.append(.integer(number)) }
        if let flag = Bool(value) { forms.append(.flag(flag)) }
        return forms
    }
}

extension JSONValue {
    /// A schema that `null` fits as well.
    fileprivate var orNull: JSONValue {
        let null: JSONValue = ["type": "null"]
        guard case .object(let members) = self, members.count == 1, members[0].key == "anyOf",
            case .array(let forms) = members[0].value
        else { return ["anyOf": [self, null]] }
        return ["anyOf": .array(forms + [null])]
    }
}

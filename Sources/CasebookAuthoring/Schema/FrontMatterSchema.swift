import CasebookModel

/// JSON Schema (draft 2020-12) of front matter, from the kinds' declarations, the vocabularies and the ids of the pages.
///
/// It says what one file can be held against; what takes other files or the body (whether a link is approved, whether a
/// slot is used) only `casebook check` knows. A title is not required: the first heading may be it.
package struct FrontMatterSchema {
    private let surroundings: Surroundings

    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    private static let dialect = JSONValue.Member("$schema", "https://json-schema.org/draft/2020-12/schema")

    /// Of one kind's pages.
    package func schema(of kind: KindDeclaration) -> JSONValue {
        var members = [FrontMatterSchema.dialect] + body(of: kind)
        let definitions = definitions(for: [kind])
        if !definitions.isEmpty { members.append(.init("$defs", .object(definitions))) }
        return .object(members)
    }

    /// Of any page: what one of the kinds allows. A kind follows from the folder, which a schema can't see.
    package var ofAllKinds: JSONValue {
        let kinds = surroundings.kinds.kinds
        let bodies = kinds.map { JSONValue.Member("kind-\($0.name)", .object(body(of: $0))) }
        return .object([
            FrontMatterSchema.dialect,
            .init("anyOf", .array(kinds.map { ["$ref": .string("#/$defs/kind-\($0.name)")] })),
            .init("$defs", .object(bodies + definitions(for: kinds))),
        ])
    }

    private func body(of kind: KindDeclaration) -> [JSONValue.Member] {
        let fields = surroundings.kinds.fields(of: kind)
        let types = SchemaTypes(surroundings: surroundings)
        var members: [JSONValue.Member] = [
            .init("title", .string(kind.label.text(in: surroundings.language))), .init("type", "object"),
            .init("properties", .object(fields.map { .init($0.name, types.property($0, of: kind)) })),
            .init("additionalProperties", .flag(false)),
        ]
        let required = fields.filter { $0.requirement == .required && $0.name != "title" }.map(\.name)
        if !required.isEmpty { members.append(.init("required", .strings(required))) }
        let conditions = fields.compactMap(condition)
        if !conditions.isEmpty { members.append(.init("allOf", .array(conditions))) }
        return members
    }

    private func condition(_ field: FieldDeclaration) -> JSONValue? {
        guard case .requiredWhen(let other, let value) = field.requirement else { return nil }
        let holds: JSONValue = [
            "properties": .object([.init(other, ["const": .string(value)])]), "required": .strings([other]),
        ]
        return ["if": holds, "then": ["required": .strings([field.name])]]
    }

    /// The ids that relations may name, once for each set of kinds: a list of all pages stands behind many fields.
    private func definitions(for kinds: [KindDeclaration]) -> [JSONValue.Member] {
        var relations: [String: Relation] = [:]
        for kind in kinds {
            for field in surroundings.kinds.fields(of: kind) {
                for relation in field.type.relations { relations[SchemaTypes.definition(of: relation)] = relation }
            }
        }
        return relations.keys.sorted().map { name in
            .init(name, SchemaTypes(surroundings: surroundings).ids(of: relations[name]!))
        }
    }
}

extension FieldType {
    /// The relations of the type itself and of its parts.
    fileprivate var relations: [Relation] {
        switch self {
        case .reference(let relation): [relation]
        case .list(let element): element.relations
        case .record(let fields, _), .keyed(_, let fields): fields.flatMap(\.type.relations)
        default: []
        }
    }
}

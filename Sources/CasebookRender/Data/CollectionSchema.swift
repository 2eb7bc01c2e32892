import CasebookModel

/// The JSON Schema of a kind's collection, from the kind's declaration.
struct CollectionSchema {
    let context: RenderContext

    /// Fields that stand beside `fields` in a page's record, or that only the generator needs.
    static let hoisted: Set<String> = ["id", "kind", "title", "status", "former_ids", "pinyin"]

    func bytes(of kind: KindDeclaration) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("$schema", "https://json-schema.org/draft/2020-12/schema")
            json.member("title", context.text(kind.label))
            type("object", &json)
            required(["version", "kind", "total", "next", "pages"], &json)
            properties(&json) { json in
                property("version", &json) {
                    $0.key("const"); $0.integer(1)
                }
                property("kind", &json) {
                    $0.key("const"); $0.string(kind.name)
                }
                property("total", &json) { type("integer", &$0) }
                property("next", &json) { json in
                    json.member("type", ["string", "null"])
                }
                property("pages", &json) { json in
                    type("array", &json)
                    json.key("items")
                    json.object { page(kind, &$0) }
                }
            }
        }
        json.appendRaw(UInt8(ascii: "\n"))
        return json.bytes
    }

    private func page(_ kind: KindDeclaration, _ json: inout JSONWriter) {
        type("object", &json)
        required(
            ["id", "url", "title", "status", "overdue", "fields", "relations"]
                + (kind.hasSpokenLines ? ["spoken_lines"] : []),
            &json)
        properties(&json) { json in
            for name in ["id", "url", "title"] { property(name, &json) { type("string", &$0) } }
            property("status", &json) { json in
                json.member("enum", PageStatus.allCases.map(\.rawValue))
            }
            property("overdue", &json) { type("boolean", &$0) }
            property("fields", &json) { json in
                type("object", &json)
                properties(&json) { json in
                    for field in context.fields(of: kind) where !Self.hoisted.contains(field.name) {
                        property(field.name, &json) { describe(field, &$0) }
                    }
                }
            }
            property("relations", &json) { json in
                type("object", &json)
                json.key("additionalProperties")
                json.object { strings(&$0) }
            }
            if kind.hasSpokenLines { property("spoken_lines", &json, spokenLines) }
        }
    }

    private func spokenLines(_ json: inout JSONWriter) {
        type("array", &json)
        json.key("items")
        json.object { json in
            type("object", &json)
            required(["anchor", "channel", "text"], &json)
            properties(&json) { json in
                property("anchor", &json) { type("string", &$0) }
                property("channel", &json) { json in
                    json.member("type", ["string", "null"])
                }
                property("text", &json) { type("string", &$0) }
            }
        }
    }

    private func describe(_ field: FieldDeclaration, _ json: inout JSONWriter) {
        json.member("title", context.text(field.label))
        let help = context.text(field.help)
        if !help.isEmpty { json.member("description", help) }
        describe(field.type, &json)
    }

    private func describe(_ fieldType: FieldType, _ json: inout JSONWriter) {
        switch fieldType {
        case .text, .prose, .reference: type("string", &json)
        case .date:
            type("string", &json)
            json.member("format", "date")
        case .integer(let range):
            type("integer", &json)
            if let range {
                json.member("minimum", range.lowerBound)
                json.member("maximum", range.upperBound)
            }
        case .flag: type("boolean", &json)
        case .affirmation:
            json.member("const", true)
        case .choice(let choices): enumeration(choices.map(\.value), &json)
        case .vocabulary(let name): enumeration(context.vocabularies[name]?.values.map(\.name) ?? [], &json)
        case .list(let element):
            type("array", &json)
            json.key("items")
            json.object { describe(element, &$0) }
        case .record(let members, _): record(members, &json)
        case .keyed(_, let members):
            type("object", &json)
            json.key("additionalProperties")
            json.object { record(members, &$0) }
        }
    }

    private func record(_ members: [FieldDeclaration], _ json: inout JSONWriter) {
        type("object", &json)
        required(members.filter { $0.requirement == .required }.map(\.name), &json)
        properties(&json) { json in for member in members { property(member.name, &json) { describe(member, &$0) } } }
    }

    // MARK: - Words of JSON Schema

    private func type(_ name: String, _ json: inout JSONWriter) { json.member("type", name) }

    private func required(_ names: [String], _ json: inout JSONWriter) {
        guard !names.isEmpty else { return }
        json.member("required", names)
    }

    private func enumeration(_ values: [String], _ json: inout JSONWriter) {
        type("string", &json)
        guard !values.isEmpty else { return }
        json.member("enum", values)
    }

    private func strings(_ json: inout JSONWriter) {
        type("array", &json)
        json.key("items")
        json.object { type("string", &$0) }
    }

    private func properties(_ json: inout JSONWriter, _ write: (inout JSONWriter) -> Void) {
        json.key("properties")
        json.object(write)
    }

    private func property(_ name: String, _ json: inout JSONWriter, _ write: (inout JSONWriter) -> Void) {
        json.key(name)
        json.object(write)
    }
}

import CasebookModel
import CasebookText

/// Reads `kinds:` of `casebook.yml`: kinds that a site adds, and fields that it adds to a kind that is there.
///
///     kinds:
///       case:
///         fields:
///           purposes: {type: vocabulary, vocabulary: purpose, list: true, label: 投诉目的, label_en: Purpose}
///       drill:
///         folder: drills
///         label: 演练
///         label_en: Drill
///         sections: [{label: 场景, required: true}]
///         fields:
///           trains: {type: page, kinds: [step], list: true, label: 练习步骤, inverse: drills, inverse_label: 演练}
enum KindConfiguration {
    static func extend(
        _ table: KindTable, with pairs: [YAMLPair], _ reader: inout FieldReader
    ) -> KindTable {
        var kinds = table.kinds
        for pair in pairs {
            let (name, node) = (pair.key, pair.value)
            guard let inner = node.pairs else {
                reader.report(.wrongType(field: name.text, expected: .mapping, found: node.excerpt), at: node.range)
                continue
            }
            let place = LocalizedText("kinds.\(name.text)")
            let settings = reader.record(inner, as: kindSettings, place: place)
            let index = kinds.firstIndex { $0.name == name.text }
            guard let kind = kind(index.map { kinds[$0] }, name, settings, &reader) else { continue }
            if let clash = kinds.firstIndex(where: { $0.folder == kind.folder && $0.name != kind.name }),
                !kind.folder.isEmpty
            {
                reader.report(
                    .addressClash(address: "\(kinds[clash].folder)/"),
                    at: settings[field: "folder"]?.range ?? name.range)
                continue
            }
            if let index { kinds[index] = kind } else { kinds.append(kind) }
        }
        checkReferences(of: kinds, in: pairs, &reader)
        return KindTable(kinds, commonFields: table.commonFields)
    }

    /// The kind as it was, with what the settings say; a new kind needs a folder and a label.
    private static func kind(
        _ existing: KindDeclaration?, _ name: YAMLScalar, _ settings: [Field], _ reader: inout FieldReader
    ) -> KindDeclaration? {
        var kind: KindDeclaration
        if let existing {
            kind = existing
        } else {
            guard let folder = newFolder(name, settings, &reader) else { return nil }
            let label = settings.text("label") ?? name.text
            kind = KindDeclaration(
                name: name.text, folder: folder, label: LocalizedText(label, settings.text("label_en") ?? label),
                fields: [],
                template: "generic")
        }
        if existing != nil, let folder = settings[field: "folder"] {
            if folder.text != kind.folder {
                reader.report(
                    .unknownValue(field: "folder", value: folder.text ?? "", near: nil, known: [kind.folder]),
                    at: folder.range)
            }
        }
        if let label = settings.text("label") { kind.label = LocalizedText(label, settings.text("label_en") ?? label) }
        if let template = settings.text("template") { kind.template = template }
        if let weight = settings[field: "weight"], let text = weight.text {
            if let number = Double(text), (0.1...10).contains(number) {
                kind.searchWeight = number
            } else {
                reader.report(
                    .unknownValue(field: "weight", value: text, near: nil, known: ["0.1 … 10"]), at: weight.range)
            }
        }
        if settings[field: "spoken_lines"] != nil { kind.hasSpokenLines = settings.flag("spoken_lines") }
        if settings[field: "sections"] != nil {
            kind.sections = settings.list("sections").map { value in
                let label = value.fields.text("label") ?? ""
                return SectionDeclaration(
                    LocalizedText(label, value.fields.text("label_en") ?? label),
                    required: value.fields.flag("required"))
            }
        }
        if case .keyed(let records)? = settings[field: "fields"]?.content {
            for record in records {
                guard let field = field(record.name, record.fields, &reader) else { continue }
                if let index = kind.fields.firstIndex(where: { $0.name == field.name }) {
                    kind.fields[index] = field
                } else {
                    kind.fields.append(field)
                }
            }
        }
        return kind
    }

    private static func field(
        _ name: Located<String>, _ settings: [Field], _ reader: inout FieldReader
    ) -> FieldDeclaration? {
        let label = settings.text("label") ?? name.value
        func missing(_ setting: String) -> FieldType? {
            reader.report(.missingField(field: setting, place: LocalizedText("fields.\(name.value)")), at: name.range)
            return nil
        }
        let element: FieldType?
        switch settings.text("type") ?? "text" {
        case "text": element = .text
        case "prose": element = .prose
        case "integer": element = .integer(nil)
        case "date": element = .date
        case "flag": element = .flag
        case "choice":
            let values = settings.texts("values")
            element = values.isEmpty ? missing("values") : .choice(values.map { Choice($0, LocalizedText($0)) })
        case "vocabulary":
            element = settings.text("vocabulary").map(FieldType.vocabulary) ?? missing("vocabulary")
        default:
            let inverse = settings.text("inverse").map { inverse in
                let label = settings.text("inverse_label") ?? inverse
                return RelationLabel(inverse, LocalizedText(label, settings.text("inverse_label_en") ?? label))
            }
            element = .reference(Relation(to: settings.texts("kinds"), inverse: inverse))
        }
        guard let element else { return nil }
        return FieldDeclaration(
            name.value, settings.flag("list") ? .list(element) : element,
            settings.flag("required") ? .required : .optional,
            label: LocalizedText(label, settings.text("label_en") ?? label),
            help: LocalizedText(settings.text("help") ?? "", settings.text("help_en") ?? settings.text("help") ?? ""))
    }

    /// Kinds that a relation of a declared field may lead to must exist.
    private static func checkReferences(
        of kinds: [KindDeclaration], in pairs: [YAMLPair], _ reader: inout FieldReader
    ) {
        let known = kinds.map(\.name).sorted()
        for pair in pairs {
            let (name, node) = (pair.key, pair.value)
            guard let fields = node.pairs?.first(where: { $0.key.text == "fields" })?.value else { continue }
            for settings in fields.children {
                guard let targets = settings.pairs?.first(where: { $0.key.text == "kinds" })?.value else { continue }
                var scalars: [YAMLScalar] = []
                switch targets {
                case .scalar(let scalar): scalars = [scalar]
                case .sequence(let nodes, _):
                    for case .scalar(let scalar) in nodes { scalars.append(scalar) }
                case .mapping: break
                }
                for scalar in scalars where !known.contains(scalar.text) && scalar.text != name.text {
                    reader.report(
                        .unknownKind(kind: scalar.text, near: nearestName(to: scalar.text, among: known), known: known),
                        at: scalar.range)
                }
            }
        }
    }

    /// The folder of a new kind, whose name becomes one of a file (`api/v1/<kind>.json`); `nil` with a report.
    private static func newFolder(_ name: YAMLScalar, _ settings: [Field], _ reader: inout FieldReader) -> String? {
        guard PageAddress.isValidID(name.text) else {
            reader.report(.invalidID(id: name.text), at: name.range)
            return nil
        }
        guard let value = settings[field: "folder"], let folder = value.text else {
            reader.report(.missingField(field: "folder", place: LocalizedText("kinds.\(name.text)")), at: name.range)
            return nil
        }
        guard PageAddress.isValidID(folder) else {
            reader.report(.invalidID(id: folder), at: value.range)
            return nil
        }
        guard !ownFolders.contains(folder.lowercased()) else {
            reader.report(.addressClash(address: "\(folder)/"), at: value.range)
            return nil
        }
        return folder
    }

    /// Folders of the site that are the generator's.
    private static let ownFolders: Set<String> = ["search", "assets", "api", "vocabularies", "files"]

    // MARK: - What a declaration may say

    private static func setting(_ name: String, _ type: FieldType, _ requirement: FieldRequirement = .optional)
        -> FieldDeclaration
    {
        FieldDeclaration(name, type, requirement, label: LocalizedText(name))
    }

    private static let fieldTypes = ["text", "prose", "integer", "date", "flag", "choice", "vocabulary", "page"]

    private static let fieldSettings: [FieldDeclaration] = [
        setting("type", .choice(fieldTypes.map { Choice($0, LocalizedText($0)) })), setting("list", .flag),
        setting("required", .flag), setting("label", .text), setting("label_en", .text), setting("help", .text),
        setting("help_en", .text), setting("values", .list(.text)), setting("vocabulary", .text),
        setting("kinds", .list(.text)), setting("inverse", .text), setting("inverse_label", .text),
        setting("inverse_label_en", .text),
    ]

    private static let kindSettings: [FieldDeclaration] = [
        setting("folder", .text), setting("label", .text), setting("label_en", .text), setting("template", .text),
        setting("weight", .text), setting("spoken_lines", .flag),
        setting(
            "sections",
            .list(
                .record(
                    [setting("label", .text, .required), setting("label_en", .text), setting("required", .flag)],
                    shorthand: "label"))),
        setting("fields", .keyed(key: "name", fieldSettings)),
    ]
}

extension YAMLNode {
    /// The values of a mapping or the elements of a list.
    fileprivate var children: [YAMLNode] {
        switch self {
        case .scalar: []
        case .sequence(let nodes, _): nodes
        case .mapping(let pairs, _): pairs.map(\.value)
        }
    }
}

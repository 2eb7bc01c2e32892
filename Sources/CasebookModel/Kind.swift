/// What a kind of page is, as data: parsing, validation, relations, list pages, skeletons and JSON Schema all follow
/// from these declarations, so that a site can add a kind or a field without touching the program.
package struct KindDeclaration: Hashable, Sendable {
    package var name: String
    /// The content folder whose pages are of this kind; empty for `page`, which lives anywhere else.
    package var folder: String
    package var label: LocalizedText
    package var fields: [FieldDeclaration]
    /// The level-2 headings that a body should have, in order. Each may be required.
    package var sections: [SectionDeclaration]
    /// The template's file name without `.mustache`.
    package var template: String
    /// The factor by which search multiplies a page's score; 1 is neutral.
    package var searchWeight: Double
    /// Whether an unwritten `status` means approved rather than draft.
    package var approvedByDefault: Bool
    /// Whether a body needs at least one spoken line, which also makes its leading blockquotes spoken lines.
    package var hasSpokenLines: Bool

    package init(
        name: String, folder: String, label: LocalizedText, fields: [FieldDeclaration],
        sections: [SectionDeclaration] = [], template: String, searchWeight: Double = 1,
        approvedByDefault: Bool = false, hasSpokenLines: Bool = false
    ) {
        self.name = name
        self.folder = folder
        self.label = label
        self.fields = fields
        self.sections = sections
        self.template = template
        self.searchWeight = searchWeight
        self.approvedByDefault = approvedByDefault
        self.hasSpokenLines = hasSpokenLines
    }

    package func field(_ name: String) -> FieldDeclaration? { fields.first(named: name) }
}

extension [FieldDeclaration] {
    package func first(named name: String) -> FieldDeclaration? {
        // Lengths tell most names apart, and comparing them is no call.
        let length = name.utf8.count
        return first { $0.name.utf8.count == length && $0.name == name }
    }
}

package struct SectionDeclaration: Hashable, Sendable {
    package let label: LocalizedText
    package let required: Bool
    /// What templates call it: the English label in lower case, blanks as `_`.
    package let name: String

    package init(_ label: LocalizedText, required: Bool) {
        self.label = label
        self.required = required
        name = String(label.english.lowercased().map { $0 == " " || $0 == "." ? "_" : $0 })
    }
}

/// One reference: a page has some forty declarations, which every stage goes through, and as a structure of six references
/// each step on the way counted all of them (an eighth of all references that a build counted).
package struct FieldDeclaration: Hashable, Sendable {
    private struct Parts: Hashable, Sendable {
        var name: String
        var type: FieldType
        var requirement: FieldRequirement
        var label: LocalizedText
        var help: LocalizedText
    }

    private final class Shared: Sendable {
        let parts: Parts
        init(_ parts: Parts) { self.parts = parts }
    }

    private var shared: Shared

    package init(
        _ name: String, _ type: FieldType, _ requirement: FieldRequirement = .optional, label: LocalizedText,
        help: LocalizedText = LocalizedText("", "")
    ) {
        shared = Shared(Parts(name: name, type: type, requirement: requirement, label: label, help: help))
    }

    package var name: String { shared.parts.name }
    package var type: FieldType { shared.parts.type }
    package var requirement: FieldRequirement {
        get { shared.parts.requirement }
        set {
            var parts = shared.parts
            parts.requirement = newValue
            shared = Shared(parts)
        }
    }
    package var label: LocalizedText { shared.parts.label }
    /// One sentence for the trainer who fills it in.
    package var help: LocalizedText { shared.parts.help }

    package static func == (left: FieldDeclaration, right: FieldDeclaration) -> Bool {
        left.shared === right.shared || left.shared.parts == right.shared.parts
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(shared.parts) }
}

package enum FieldRequirement: Hashable, Sendable {
    case optional
    case required
    /// Required where another field of the same page has the given value (`escalate` where `risk` is `high`).
    case requiredWhen(field: String, equals: String)
}

/// The type of a field's value. A list type accepts a single value as a list of one.
package indirect enum FieldType: Hashable, Sendable {
    /// One line or several lines of plain text. Numbers and dates are taken as they are written.
    case text
    /// Inline Markdown that may hold `[[id]]` links.
    case prose
    case integer(ClosedRange<Int>?)
    case date
    case flag
    /// A flag that must be `true` (`anonymised`).
    case affirmation
    /// One of a fixed set of values, with the labels to show.
    case choice([Choice])
    /// One of the values of `vocabularies/<name>.yml`.
    case vocabulary(String)
    /// The id of another page.
    case reference(Relation)
    case list(FieldType)
    /// A mapping with fields of its own. A scalar where the record stands is the value of `shorthand`.
    case record([FieldDeclaration], shorthand: String?)
    /// Records under names: written as a mapping from name to record, or as a list of records with the field `key`.
    case keyed(key: String, [FieldDeclaration])

    /// The vocabulary whose values the field takes, one or several.
    package var vocabulary: String? {
        switch self {
        case .vocabulary(let name): name
        case .list(let element): element.vocabulary
        default: nil
        }
    }
}

package struct Choice: Hashable, Sendable {
    package var value: String
    package var label: LocalizedText

    package init(_ value: String, _ label: LocalizedText) {
        self.value = value
        self.label = label
    }
}

/// A relation between two pages, declared once and shown on both.
package struct Relation: Hashable, Sendable {
    /// The kinds that the target may have; empty: any.
    package var targetKinds: [String]
    /// The name under which the target's page shows the declaring pages (`data-relation`), and the words for it.
    /// `nil`: nothing is shown there.
    package var inverse: RelationLabel?
    /// Both sides are meant to declare it (`conflicts_with`); a one-sided declaration is reported.
    package var symmetric: Bool

    package init(to targetKinds: [String], inverse: RelationLabel?, symmetric: Bool = false) {
        self.targetKinds = targetKinds
        self.inverse = inverse
        self.symmetric = symmetric
    }
}

package struct RelationLabel: Hashable, Sendable {
    package var name: String
    package var label: LocalizedText

    package init(_ name: String, _ label: LocalizedText) {
        self.name = name
        self.label = label
    }
}

/// All kinds of a site, by name and by folder.
package struct KindTable: Hashable, Sendable {
    /// Sorted by name; names are unique, so are the folders that are not empty.
    package let kinds: [KindDeclaration]
    /// The fields that pages of every kind may have.
    package let commonFields: [FieldDeclaration]
    /// Parallel to `kinds`. Put together once: Parse asks for every page.
    private let fields: [[FieldDeclaration]]
    private let indexByName: [String: Int]
    private let indexByFolder: [String: Int]

    package init(_ kinds: [KindDeclaration], commonFields: [FieldDeclaration]) {
        self.commonFields = commonFields
        let kinds = kinds.sorted { $0.name < $1.name }
        self.kinds = kinds
        fields = kinds.map { kind in kind.fields + commonFields.filter { kind.field($0.name) == nil } }
        indexByName = Dictionary(kinds.indices.map { (kinds[$0].name, $0) }, uniquingKeysWith: { first, _ in first })
        indexByFolder = Dictionary(
            kinds.indices.filter { !kinds[$0].folder.isEmpty }.map { (kinds[$0].folder, $0) },
            uniquingKeysWith: { first, _ in first })
    }

    package subscript(name: String) -> KindDeclaration? { indexByName[name].map { kinds[$0] } }

    /// The fields that a page of a kind may have: its own first, then the common ones that it doesn't declare itself.
    package func fields(of kind: KindDeclaration) -> [FieldDeclaration] {
        if let index = indexByName[kind.name] { return fields[index] }
        return kind.fields + commonFields.filter { kind.field($0.name) == nil }
    }

    /// The kind whose folder is `folder`, the first part of a page's path.
    package func kind(inFolder folder: some StringProtocol) -> KindDeclaration? {
        indexByFolder[String(folder)].map { kinds[$0] }
    }
}

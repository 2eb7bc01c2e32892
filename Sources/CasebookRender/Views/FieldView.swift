import CasebookModel

/// A page's value of one declared field. Its names: `name`, `label`, `html` (the value with its own words marked), `inner`
/// (the same without marks, for templates that set them), `value` (a choice's or a flag's name, for classes), `isZero` (of
/// a number), `items` (of a list, each with `inner`) and `records` (of a list of records, each with its members by name).
struct FieldView: TemplateView {
    let declaration: FieldDeclaration
    let value: FieldValue
    let writer: FieldWriter

    private enum Number: Int, CaseIterable { case name, label, html, inner, value, isZero, items, records }

    static func schema(for declaration: FieldDeclaration) -> ViewSchema {
        ViewSchema(
            name: "field \(declaration.name)",
            fields: Number.allCases.map { number in
                let shape: FieldShape =
                    switch number {
                    case .name, .label, .value: .text
                    case .html, .inner: .html
                    case .isZero: .flag
                    case .items: .list { FieldItemView.schema }
                    case .records: .list { RecordView.schema(name: declaration.name, recordFields(declaration.type)) }
                    }
                return ("\(number)", shape)
            })
    }

    func write(_ field: Int, to html: inout HTMLBuffer) {
        switch Number(rawValue: field) {
        case .name: html.text(declaration.name)
        case .label: html.text(writer.context.text(declaration.label))
        case .html: writer.write(value, declaration.type, &html)
        case .inner:
            var writer = writer
            writer.marksOwn = false
            writer.write(value, declaration.type, &html)
        case .value: html.text(value.text ?? "")
        case .isZero, .items, .records, nil: break
        }
    }

    func flag(_ field: Int) -> Bool { Number(rawValue: field) == .isZero && value.content == .integer(0) }
    func view(_ field: Int) -> (any TemplateView)? { nil }
    func isEmptyList(_ field: Int) -> Bool { value.elements.isEmpty }

    func forEach(_ field: Int, _ body: (any TemplateView) -> Void) {
        if Number(rawValue: field) == .records {
            let members = Self.recordFields(declaration.type)
            for element in value.elements {
                body(RecordView(declarations: members, fields: element.fields, writer: writer))
            }
        } else {
            for element in value.elements {
                body(FieldItemView(value: element, type: declaration.type.elementType, writer: writer))
            }
        }
    }

    static func recordFields(_ type: FieldType) -> [FieldDeclaration] {
        if case .record(let members, _) = type.elementType { members } else { [] }
    }
}

/// One element of a list field.
struct FieldItemView: SchemaView {
    let value: FieldValue
    let type: FieldType
    let writer: FieldWriter

    static let viewName = "item"
    static let fields: [ViewField<Self>] = [
        .html("html") { $0.writer.write($0.value, $0.type, &$1) },
        .html("inner") { view, html in
            var writer = view.writer
            writer.marksOwn = false
            writer.write(view.value, view.type, &html)
        },
    ]
    static let schema = ViewSchema(Self.self)
}

/// Fields by name: those of a page (`field.when`) or of a record (`avoid`'s `phrase`). Which names there are is the
/// declaration's to say, so the schema is made when a theme is loaded for a site.
struct RecordView: TemplateView {
    let declarations: [FieldDeclaration]
    let fields: [Field]
    let writer: FieldWriter

    static func schema(name: String, _ declarations: [FieldDeclaration]) -> ViewSchema {
        ViewSchema(
            name: name,
            fields: declarations.map { declaration in
                (declaration.name, .view { FieldView.schema(for: declaration) })
            })
    }

    func write(_ field: Int, to html: inout HTMLBuffer) {}
    func flag(_ field: Int) -> Bool { false }
    func isEmptyList(_ field: Int) -> Bool { true }
    func forEach(_ field: Int, _ body: (any TemplateView) -> Void) {}

    /// A flag that is not set is as good as missing, so that templates can ask for it with a section.
    func view(_ field: Int) -> (any TemplateView)? {
        let declaration = declarations[field]
        guard let value = fields[field: declaration.name] else { return nil }
        if case .flag(false) = value.content { return nil }
        return FieldView(declaration: declaration, value: value, writer: writer)
    }
}

extension FieldType {
    /// A list's element type; any other type is its own.
    var elementType: FieldType { if case .list(let element) = self { element } else { self } }

    /// Whether values may be sentences, which want a line's width.
    var isLong: Bool {
        switch elementType {
        case .prose, .record, .keyed: true
        default: false
        }
    }

    /// Whether values are pages or records around one: those are shown as relations.
    var isRelation: Bool {
        switch elementType {
        case .reference: true
        case .record(let members, _): members.contains { $0.type.elementType.isReference }
        default: false
        }
    }

    private var isReference: Bool { if case .reference = self { true } else { false } }
}

import CasebookModel
import CasebookText

/// Reads the content folder's YAML files that are no pages: vocabularies, `synonyms.yml`, `forbidden.yml` and
/// `search-tests.yml`.
package struct WordListParser: Sendable {
    private let pathPrefix: String

    /// - Parameter pathPrefix: What stands before a path in messages, as for ``PageParser``.
    package init(pathPrefix: String) { self.pathPrefix = pathPrefix }

    /// `vocabularies/<name>.yml`: a mapping from value to label, aliases and description.
    package func vocabulary(_ source: SourceFile) -> Outcome<Vocabulary> {
        let fileName = source.path.split(separator: "/").last.map(String.init) ?? source.path
        let name = fileName.hasSuffix(".yaml") ? String(fileName.dropLast(5)) : String(fileName.dropLast(4))
        var vocabulary = Vocabulary(name: name, path: source.path, values: [])
        var reader = reader(source)
        guard let root = root(source, &reader) else { return Outcome(vocabulary, reader.diagnostics) }
        guard let value = reader.value(root, as: .keyed(key: "value", WordListParser.valueFields), field: name) else {
            return Outcome(vocabulary, reader.diagnostics)
        }
        if case .keyed(let records) = value.content {
            var names: Set<String> = []
            for record in records where names.insert(record.name.value).inserted {
                vocabulary.values.append(vocabularyValue(record.name, record.fields, &reader))
            }
        }
        return Outcome(vocabulary, reader.diagnostics)
    }

    /// `synonyms.yml`: a list of groups of words.
    package func synonyms(_ source: SourceFile) -> Outcome<[[String]]> {
        var reader = reader(source)
        var groups: [[String]] = []
        guard let root = root(source, &reader) else { return Outcome([], reader.diagnostics) }
        guard case .sequence(let nodes, _) = root else {
            reader.report(.wrongType(field: "synonyms", expected: .list, found: root.excerpt), at: root.range)
            return Outcome([], reader.diagnostics)
        }
        for node in nodes {
            guard case .sequence = node, let value = reader.value(node, as: .list(.text), field: "synonyms") else {
                reader.report(.wrongType(field: "synonyms", expected: .list, found: node.excerpt), at: node.range)
                continue
            }
            let words = value.elements.compactMap(\.text).filter { !$0.isEmpty }
            if words.count > 1 { groups.append(words) }
        }
        return Outcome(groups, reader.diagnostics)
    }

    /// `forbidden.yml`: a list of patterns with the reason and what to say instead.
    package func forbiddenWording(_ source: SourceFile) -> Outcome<[ForbiddenWording]> {
        var reader = reader(source)
        guard let root = root(source, &reader),
            let value = reader.value(
                root, as: .list(.record(WordListParser.wordingFields, shorthand: nil)), field: "forbidden")
        else { return Outcome([], reader.diagnostics) }
        let wordings = value.elements.compactMap { entry -> ForbiddenWording? in
            guard let pattern = entry.fields[field: "pattern"], let text = pattern.text, !text.isEmpty,
                let reason = entry.fields.text("reason")
            else { return nil }
            if let expression = ForbiddenWording.expression(of: text),
                let problem = BoundedPattern.problem(expression, as: text)
            {
                reader.report(problem, at: pattern.range)
                return nil
            }
            return ForbiddenWording(
                pattern: Located(text, at: pattern.range), reason: reason, instead: entry.fields.text("instead"),
                severity: entry.fields.text("severity").flatMap(Severity.init) ?? .error,
                except: entry.fields.texts("except"))
        }
        return Outcome(wordings, reader.diagnostics)
    }

    // MARK: -

    func reader(_ source: SourceFile) -> FieldReader {
        FieldReader(bytes: source.bytes, file: pathPrefix + source.path)
    }

    func root(_ source: SourceFile, _ reader: inout FieldReader) -> YAMLNode? {
        if let invalid = UTF8Check.firstInvalidByte(source.bytes) {
            reader.report(.notUTF8(byte: source.bytes[invalid]), at: SourceRange(invalid, invalid))
            return nil
        }
        let yaml = YAMLReader.read(source.bytes, SourceRange(0, source.bytes.count), file: pathPrefix + source.path)
        reader.add(yaml.diagnostics)
        return yaml.value
    }

    private func vocabularyValue(
        _ name: Located<String>, _ fields: [Field], _ reader: inout FieldReader
    ) -> Vocabulary.Value {
        let label = fields.text("label") ?? name.value
        if fields.text("label") == nil {
            reader.report(.missingField(field: "label", place: LocalizedText(name.value)), at: name.range)
        }
        if !PageAddress.isValidID(name.value) { reader.report(.invalidID(id: name.value), at: name.range) }
        var description = Document()
        if let value = fields[field: "description"], let text = value.text {
            let bytes = Array(text.utf8)
            let outcome = MarkdownParser.parse(
                bytes, SourceRange(0, bytes.count),
                options: MarkdownParser.Options(casebookSyntax: true, variants: nil),
                file: reader.file)
            description = outcome.value.document
            for index in description.links.indices { description.links[index].range = value.range }
            for diagnostic in outcome.diagnostics { reader.report(diagnostic.problem, at: value.range) }
        }
        return Vocabulary.Value(
            name: name.value, nameRange: name.range, label: LocalizedText(label, fields.text("label_en") ?? label),
            aliases: fields.texts("aliases"), description: description)
    }

    static func declaration(_ name: String, _ type: FieldType, _ requirement: FieldRequirement = .optional)
        -> FieldDeclaration
    {
        FieldDeclaration(name, type, requirement, label: LocalizedText(name))
    }

    private static let valueFields: [FieldDeclaration] = [
        declaration("label", .text), declaration("label_en", .text), declaration("aliases", .list(.text)),
        declaration("description", .text),
    ]

    private static let wordingFields: [FieldDeclaration] = [
        declaration("pattern", .text, .required), declaration("reason", .text, .required),
        declaration("instead", .text),
        declaration("severity", .choice(Severity.allCases.map { Choice($0.rawValue, LocalizedText($0.rawValue)) })),
        declaration("except", .list(.text)),
    ]
}

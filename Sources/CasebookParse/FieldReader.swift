import CasebookModel
import CasebookText

/// Reads YAML values as the fields that a kind declares. One reader serves front matter, configuration and vocabularies.
struct FieldReader {
    let bytes: [UInt8]
    /// As diagnostics name it.
    let file: String
    private(set) var diagnostics: [Diagnostic] = []
    /// More suggestions than this nobody reads; looking for them is the slowest thing done here.
    private var nearNamesLeft = 200

    init(bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
    }

    mutating func report(_ problem: Problem, at range: SourceRange, notes: [Diagnostic.Note] = []) {
        diagnostics.append(Diagnostic(problem, file: file, at: range, notes: notes))
    }

    mutating func add(_ found: [Diagnostic]) { diagnostics += found }

    /// Reads a mapping.
    ///
    /// - Parameters:
    ///   - place: How messages call the mapping (`案例`, `slots`).
    ///   - unknown: Called with keys that no declaration names; `nil` reports them.
    mutating func record(
        _ pairs: [YAMLPair], as declarations: [FieldDeclaration], place: LocalizedText,
        unknown: ((YAMLScalar) -> Void)? = nil
    ) -> [Field] {
        var fields: [Field] = []
        fields.reserveCapacity(pairs.count)
        for pair in pairs {
            let (key, node) = (pair.key, pair.value)
            guard let declaration = declarations.first(named: key.text) else {
                if let unknown {
                    unknown(key)
                } else {
                    nearNamesLeft -= 1
                    let near = nearNamesLeft < 0 ? nil : nearestName(to: key.text, among: declarations.map(\.name))
                    report(.unknownKey(key: key.text, place: place, near: near), at: key.range)
                }
                continue
            }
            if case .scalar(let scalar) = node, scalar.isNull { continue }
            if let value = value(node, as: declaration.type, field: key.text) {
                fields.append(Field(key.text, at: key.range, value))
            }
        }
        return fields
    }

    /// Reports the declared fields that are required and not there. A value of the wrong type has been reported as such.
    mutating func reportMissing(
        _ declarations: [FieldDeclaration], pairs: [YAMLPair], fields: [Field], place: LocalizedText,
        at range: SourceRange
    ) {
        func isGiven(_ name: String) -> Bool {
            pairs.contains { pair in
                guard pair.key.text == name else { return false }
                if case .scalar(let scalar) = pair.value { return !scalar.isNull }
                if case .sequence(let values, _) = pair.value { return !values.allSatisfy(\.isNull) }
                return true
            }
        }
        for declaration in declarations {
            switch declaration.requirement {
            case .optional: break
            case .required:
                if !isGiven(declaration.name) {
                    report(.missingField(field: declaration.name, place: place), at: range)
                }
            case .requiredWhen(let other, let wanted):
                if fields.text(other) == wanted, !isGiven(declaration.name) {
                    report(.missingFieldWhen(field: declaration.name, other: other, value: wanted), at: range)
                }
            }
        }
    }

    // MARK: - Values

    mutating func value(_ node: YAMLNode, as type: FieldType, field: String) -> FieldValue? {
        switch type {
        case .list(let element): return list(node, of: element, field: field)
        case .record(let declarations, let shorthand):
            return record(node, as: declarations, shorthand: shorthand, field: field)
        case .keyed(let key, let declarations): return keyed(node, key: key, declarations, field: field)
        default:
            guard case .scalar(let scalar) = node else {
                report(.wrongType(field: field, expected: type.expected, found: node.excerpt), at: node.range)
                return nil
            }
            return self.scalar(scalar, as: type, field: field)
        }
    }

    private mutating func scalar(_ scalar: YAMLScalar, as type: FieldType, field: String) -> FieldValue? {
        func wrong() -> Problem {
            let excerpt = YAMLNode.scalar(scalar).excerpt
            // Quotes are what makes a text of `12`: without them the message would make no sense.
            return .wrongType(field: field, expected: type.expected, found: scalar.isPlain ? excerpt : "'\(excerpt)'")
        }
        switch type {
        // A block scalar ends in a line end that nobody means.
        case .text:
            return FieldValue(
                .text(scalar.text.last == "\n" ? String(scalar.text.dropLast()) : scalar.text), at: scalar.range)
        case .prose: return prose(scalar)
        case .integer(let range):
            if scalar.isPlain, let integer = Int(scalar.text), range?.contains(integer) ?? true {
                return FieldValue(.integer(integer), at: scalar.range)
            }
        case .date:
            if let date = CalendarDate(scalar.text) { return FieldValue(.date(date), at: scalar.range) }
        case .flag:
            if scalar.isPlain, let flag = Bool(scalar.text) { return FieldValue(.flag(flag), at: scalar.range) }
        case .affirmation:
            if scalar.isPlain, scalar.text == "true" { return FieldValue(.flag(true), at: scalar.range) }
        case .choice(let choices):
            let known = choices.map(\.value)
            if known.contains(scalar.text) { return FieldValue(.value(scalar.text), at: scalar.range) }
            let near = nearestName(to: scalar.text, among: known)
            report(.unknownValue(field: field, value: scalar.text, near: near, known: known), at: scalar.range)
            return nil
        // Which words a vocabulary holds, and which pages there are, other files say: Check and Resolve look.
        case .vocabulary: return FieldValue(.value(scalar.text), at: scalar.range)
        case .reference: return FieldValue(.reference(scalar.text), at: scalar.range)
        case .list, .record, .keyed: break
        }
        report(wrong(), at: scalar.range)
        return nil
    }

    /// Inline Markdown; most values hold no mark at all and cost no parse.
    private mutating func prose(_ scalar: YAMLScalar) -> FieldValue {
        guard Prose.needsParsing(scalar.text) else {
            return FieldValue(.prose(Prose(source: scalar.text, document: nil)), at: scalar.range)
        }
        let text = Array(scalar.text.utf8)
        let options = MarkdownParser.Options(casebookSyntax: true, variants: nil)
        let outcome = MarkdownParser.parse(text, SourceRange(0, text.count), options: options, file: file)
        var document = outcome.value.document
        if !document.links.isEmpty { place(&document.links, in: scalar) }
        for diagnostic in outcome.diagnostics { report(diagnostic.problem, at: scalar.range) }
        return FieldValue(.prose(Prose(source: scalar.text, document: document)), at: scalar.range)
    }

    /// Finds the links of a value in the file, one behind the other; the value's own place where one is not found.
    private func place(_ links: inout [Link], in scalar: YAMLScalar) {
        // Quotes, escapes and indentation make the source longer than the value.
        let end = min(bytes.count, scalar.range.start + 2 * scalar.text.utf8.count + 4096)
        let source = SourceText(bytes, SourceRange(scalar.range.start, end))
        var from = scalar.range.start
        // A value that is all escapes must not cost a pass over itself for each link.
        var misses = 0
        for index in links.indices {
            let written = links[index].target.isEmpty ? "#\(links[index].fragment ?? "")" : links[index].target
            let isMark = links[index].form == .page || links[index].form == .card
            guard misses < 50,
                let found = source.firstRange(of: Array((isMark ? "[[\(written)" : written).utf8), from: from)
            else {
                misses += 1
                links[index].range = scalar.range
                continue
            }
            links[index].range = found
            from = found.end
        }
    }

    private mutating func list(_ node: YAMLNode, of type: FieldType, field: String) -> FieldValue? {
        switch node {
        case .sequence(let nodes, let range):
            var values: [FieldValue] = []
            for node in nodes {
                if case .scalar(let scalar) = node, scalar.isNull { continue }
                if let value = value(node, as: type, field: field) { values.append(value) }
            }
            return FieldValue(.list(values), at: range)
        case .scalar, .mapping:
            if case .mapping = node, !type.isRecord {
                report(.wrongType(field: field, expected: .list, found: node.excerpt), at: node.range)
                return nil
            }
            return value(node, as: type, field: field).map { FieldValue(.list([$0]), at: node.range) }
        }
    }

    private mutating func record(
        _ node: YAMLNode, as declarations: [FieldDeclaration], shorthand: String?, field: String
    ) -> FieldValue? {
        switch node {
        case .mapping(let pairs, let range):
            let fields = record(pairs, as: declarations, place: LocalizedText(field))
            reportMissing(
                declarations, pairs: pairs, fields: fields, place: LocalizedText(field),
                at: pairs.first?.key.range ?? range)
            return FieldValue(.record(fields), at: range)
        case .scalar(let scalar):
            if let shorthand, let declaration = declarations.first(where: { $0.name == shorthand }),
                let value = self.scalar(scalar, as: declaration.type, field: field)
            {
                return FieldValue(.record([Field(shorthand, at: scalar.range, value)]), at: scalar.range)
            }
            if shorthand == nil { fallthrough }
            return nil
        case .sequence:
            report(.wrongType(field: field, expected: .record, found: node.excerpt), at: node.range)
            return nil
        }
    }

    private mutating func keyed(
        _ node: YAMLNode, key: String, _ declarations: [FieldDeclaration], field: String
    ) -> FieldValue? {
        var records: [(name: Located<String>, fields: [Field])] = []
        switch node {
        case .mapping(let pairs, _):
            for pair in pairs {
                let (name, node) = (pair.key, pair.value)
                var fields: [Field] = []
                if let inner = node.pairs {
                    fields = record(inner, as: declarations, place: LocalizedText("\(field).\(name.text)"))
                } else if case .scalar(let scalar) = node, scalar.isNull {
                    // `称呼:` alone: a slot with nothing to say about it.
                } else {
                    report(
                        .wrongType(field: "\(field).\(name.text)", expected: .record, found: node.excerpt),
                        at: node.range)
                }
                records.append((Located(name.text, at: name.range), fields))
            }
        case .sequence(let nodes, _):
            for node in nodes {
                guard let pairs = node.pairs, let name = pairs.first(where: { $0.key.text == key }),
                    case .scalar(let scalar) = name.value
                else {
                    report(.wrongType(field: field, expected: .keyed, found: node.excerpt), at: node.range)
                    continue
                }
                let fields = record(
                    pairs.filter { $0.key.text != key }, as: declarations,
                    place: LocalizedText("\(field).\(scalar.text)"))
                records.append((Located(scalar.text, at: scalar.range), fields))
            }
        case .scalar:
            report(.wrongType(field: field, expected: .keyed, found: node.excerpt), at: node.range)
            return nil
        }
        var seen: [String: SourceRange] = [:]
        for record in records {
            if let first = seen[record.name.value] {
                let note = Diagnostic.Note(.firstDefinition, file: file, range: first)
                report(.duplicateKey(key: record.name.value), at: record.name.range, notes: [note])
            }
            seen[record.name.value] = record.name.range
        }
        return FieldValue(.keyed(records), at: node.range)
    }
}

extension FieldType {
    var expected: ExpectedType {
        switch self {
        case .text, .prose, .choice, .vocabulary: .text
        case .integer(let range): .integer(range)
        case .date: .date
        case .flag: .flag
        case .affirmation: .affirmation
        case .reference: .reference
        case .list: .list
        case .record: .record
        case .keyed: .keyed
        }
    }

    fileprivate var isRecord: Bool {
        if case .record = self { true } else { false }
    }
}

extension Prose {
    /// Whether a text holds anything that Markdown might read as a mark. A `false` is certain.
    static func needsParsing(_ text: String) -> Bool {
        var isLineStart = true
        var previous: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"),
                UInt8(ascii: "&"), UInt8(ascii: "`"), UInt8(ascii: "~"), UInt8(ascii: "!"), UInt8(ascii: "\\"),
                UInt8(ascii: "|"), UInt8(ascii: "#"), UInt8(ascii: ">"), UInt8(ascii: "@"), UInt8(ascii: "\n"),
                UInt8(ascii: "\t"):
                return true
            // Autolinks begin with a scheme or `www.`.
            case UInt8(ascii: "/") where previous == UInt8(ascii: "/"): return true
            case UInt8(ascii: ".") where previous == UInt8(ascii: "w"): return true
            case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "="), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: " "):
                if isLineStart { return true }
            default: break
            }
            isLineStart = false
            previous = byte
        }
        return previous == UInt8(ascii: " ")
    }
}

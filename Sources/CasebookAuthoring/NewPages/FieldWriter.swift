import CasebookModel

/// A field of a skeleton: the line of help, and the key with nothing or with what is known.
struct FieldWriter {
    let hints: FieldHints
    let given: [String: [String]]

    /// - Parameter isShown: Otherwise the key is commented out as well.
    func lines(of field: FieldDeclaration, isShown: Bool) -> [String] {
        let hint = "# \(hints.hint(for: field))"
        if let known = given[field.name] { return [hint] + known }
        let value = field.name == "status" ? ["status: draft"] : empty(field)
        return [hint] + (isShown ? value : value.map { "#\($0)" })
    }

    /// The key with room for its value.
    private func empty(_ field: FieldDeclaration) -> [String] {
        switch field.type {
        case .list(.record(let fields, _)): ["\(field.name):"] + element(fields)
        case .list(let element) where element.isWritten: ["\(field.name):", "  -"]
        case .list: ["\(field.name): []"]
        case .record(let fields, _): ["\(field.name):"] + record(fields, indent: "  ")
        case .keyed(_, let fields):
            ["\(field.name):", "  \(hints.words(SkeletonWords.slotName)):"] + record(fields, indent: "    ")
        default: ["\(field.name):"]
        }
    }

    /// A record of a list; the first line of YAML carries the dash.
    private func element(_ fields: [FieldDeclaration]) -> [String] {
        var lines = record(fields, indent: "    ")
        guard let first = lines.firstIndex(where: { !$0.drop(while: { $0 == " " }).hasPrefix("#") }) else {
            return lines
        }
        lines[first] = "  - " + lines[first].dropFirst(4)
        return lines
    }

    /// Required parts, each with its help; optional ones commented out with theirs behind.
    private func record(_ fields: [FieldDeclaration], indent: String) -> [String] {
        let required = fields.filter { $0.requirement == .required }
        // A record of optional parts has to begin with one of them.
        let shown = required.isEmpty ? Array(fields.prefix(1)) : required
        let others = fields.filter { field in !shown.contains { $0.name == field.name } }
        return shown.map { "\(indent)\($0.name):  # \(hints.hint(for: $0))" }
            + others.map { "\(indent)#\($0.name):  # \(hints.hint(for: $0))" }
    }
}

extension FieldType {
    /// Whether its values are sentences that take a line each.
    fileprivate var isWritten: Bool {
        if case .prose = self { true } else { false }
    }
}

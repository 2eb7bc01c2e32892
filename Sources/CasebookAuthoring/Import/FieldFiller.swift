import CasebookModel
import CasebookText

/// What somebody wrote into a cell as the value of a field, in YAML.
struct FieldFiller {
    let surroundings: Surroundings

    enum Filling: Hashable {
        /// Lines of YAML with the field's key.
        case lines([String])
        /// What of the value doesn't fit; the rest does, as far as there is any.
        case unfit([String], rest: [String])
    }

    /// - Parameter values: The cells of all columns for the field, none empty.
    func fill(_ field: FieldDeclaration, with values: [String]) -> Filling {
        guard case .list(let element) = field.type else {
            let text = values.joined(separator: "\n")
            guard let value = scalar(text, as: field.type) else { return .unfit([text], rest: []) }
            return .lines(["\(field.name): \(value)"])
        }
        let parts = values.flatMap { FieldFiller.parts(of: $0, as: element) }
        let found = parts.map { (part: $0, value: scalar($0, as: element)) }
        let lines = list(field.name, found.compactMap(\.value), as: element)
        let unfit = found.filter { $0.value == nil }.map(\.part)
        return unfit.isEmpty ? .lines(lines) : .unfit(unfit, rest: lines)
    }

    private func list(_ name: String, _ values: [String], as element: FieldType) -> [String] {
        if values.isEmpty { return [] }
        if element.isProse { return ["\(name):"] + values.map { "  - \($0)" } }
        return ["\(name): [\(values.joined(separator: ", "))]"]
    }

    /// Sentences stand on lines of their own, words also between commas.
    private static func parts(of text: String, as element: FieldType) -> [String] {
        let parts = text.split { character in
            if character.isNewline { return true }
            return element.isProse ? "；;".contains(character) : "、，,;；|".contains(character)
        }
        return parts.map { part in
            // `1. 先听`, `2）再说`: a list that somebody numbered by hand.
            part.trimmed.replacing(/^[0-9]{1,2}[.、)）]\s*/, with: "").trimmed
        }.filter { !$0.isEmpty }
    }

    /// `nil` where the text is no value of the type.
    private func scalar(_ text: String, as type: FieldType) -> String? {
        switch type {
        case .text, .prose: return YAMLText.scalar(text, inFlow: !type.isProse)
        case .integer(let range):
            guard let number = Int(fold(text).trimmed), range?.contains(number) ?? true else { return nil }
            return String(number)
        case .date: return FieldFiller.day(in: text)?.description
        case .flag: return FieldFiller.flags[fold(text).trimmed].map(String.init)
        case .choice(let choices):
            let found = choices.first { choice in
                ([choice.value] + SiteLanguage.allCases.map { choice.label.text(in: $0) }).contains { same($0, text) }
            }
            return found.map { YAMLText.scalar($0.value, inFlow: true) }
        case .vocabulary(let name):
            let found = surroundings.vocabulary(name)?.values.first { $0.names.contains { same($0, text) } }
            return found.map { YAMLText.scalar($0.name, inFlow: true) }
        case .reference(let relation):
            let found = surroundings.targets(of: relation).first { same($0.id, text) || same($0.title.value, text) }
            return found.map { YAMLText.scalar($0.id, inFlow: true) }
        case .record(let fields, let shorthand):
            // `avoid: [您别激动]` is the phrase of a record.
            guard let part = fields.first(where: { $0.name == shorthand }) else { return nil }
            return scalar(text, as: part.type)
        // Whether names were removed somebody has to look for himself.
        case .affirmation, .list, .keyed: return nil
        }
    }

    private func same(_ left: String, _ right: String) -> Bool { fold(left).trimmed == fold(right).trimmed }

    private static let flags = [
        "是": true, "有": true, "true": true, "yes": true, "y": true, "1": true, "√": true,
        "否": false, "无": false, "false": false, "no": false, "n": false, "0": false, "×": false,
    ]

    /// `2026-1-5`, `2026/01/05`, `2026.1.5`, `2026年1月5日`, also with a time behind.
    private static func day(in text: String) -> CalendarDate? {
        guard let match = fold(text).firstMatch(of: /^\s*([0-9]{4})[-\/.年]([0-9]{1,2})[-\/.月]([0-9]{1,2})(日|\s|t|$)/),
            let year = Int(match.1), let month = Int(match.2), let day = Int(match.3)
        else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }
}

extension FieldType {
    /// Sentences, of which a list takes a line each.
    fileprivate var isProse: Bool {
        switch self {
        case .prose: true
        case .record(let fields, let shorthand): fields.contains { $0.name == shorthand }
        default: false
        }
    }
}

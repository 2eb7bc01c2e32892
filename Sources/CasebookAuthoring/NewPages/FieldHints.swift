import CasebookModel

/// What the comment above a field says: its name in words, whether it has to be filled in, what may stand there.
package struct FieldHints {
    private let surroundings: Surroundings

    /// More pages than this nobody reads in a comment.
    private static let mostPages = 12
    private static let longestList = 280
    private static let mostValues = 24

    package init(surroundings: Surroundings) { self.surroundings = surroundings }

    private var language: SiteLanguage { surroundings.language }
    private var isEnglish: Bool { language == .english }

    /// `情绪（必填，可写几个）：calm 平静，anxious 焦急`
    package func hint(for field: FieldDeclaration) -> String {
        var marks: [String] = []
        switch field.requirement {
        case .optional: break
        case .required: marks.append(words(SkeletonWords.required))
        case .requiredWhen(let other, let value):
            marks.append("\(other): \(value) \(words(SkeletonWords.requiredThen))")
        }
        if case .list = field.type { marks.append(words(SkeletonWords.several)) }
        var hint = field.label.text(in: language)
        if !marks.isEmpty {
            hint += isEnglish ? " (\(marks.joined(separator: ", ")))" : "（\(marks.joined(separator: "，"))）"
        }
        let help = field.help.text(in: language)
        let details = [help, values(of: field.type, isExplained: !help.isEmpty)].filter { !$0.isEmpty }
        if !details.isEmpty { hint += (isEnglish ? ": " : "：") + details.joined(separator: isEnglish ? " " : "") }
        // A comment is one line, whatever a site's own help text says.
        return hint.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    /// What may stand in a value of a type; empty where anything may.
    private func values(of type: FieldType, isExplained: Bool) -> String {
        switch type {
        case .text, .prose, .record, .keyed: ""
        case .integer(let range):
            if isExplained {
                ""
            } else {
                range.map { "\($0.lowerBound)–\($0.upperBound)" } ?? words(SkeletonWords.integer)
            }
        case .date: words(SkeletonWords.date)
        case .flag: "true / false"
        case .affirmation: isExplained ? "" : "true"
        case .choice(let choices): listed(choices.map { named($0.value, $0.label.text(in: language)) })
        case .vocabulary(let name): vocabularyValues(name)
        case .reference(let relation): pages(of: relation)
        case .list(let element): values(of: element, isExplained: isExplained)
        }
    }

    private func vocabularyValues(_ name: String) -> String {
        let file = "\(surroundings.pathPrefix)vocabularies/\(name).yml"
        guard let values = surroundings.vocabulary(name)?.values, !values.isEmpty else {
            return "\(words(SkeletonWords.valuesIn)) \(file)"
        }
        let shown = values.prefix(FieldHints.mostValues).map { named($0.name, $0.label.text(in: language)) }
        return listed(shown) + (values.count > shown.count ? " … \(file)" : "")
    }

    private func pages(of relation: Relation) -> String {
        guard !relation.targetKinds.isEmpty else { return words(SkeletonWords.pageID) }
        let kinds = relation.targetKinds.compactMap { surroundings.kinds[$0] }
        let label = kinds.map { $0.label.text(in: language) }.joined(separator: " / ")
        let gap = isEnglish ? " " : ""
        let pages = surroundings.targets(of: relation)
        if pages.isEmpty { return words(SkeletonWords.noneYet) + gap + label }
        let list = listed(pages.map { named($0.id, $0.title.value) })
        if pages.count <= FieldHints.mostPages, list.count <= FieldHints.longestList { return list }
        // Steps lie in their methods' folders.
        let folders = kinds.map { "\(surroundings.pathPrefix)\($0.folder.isEmpty ? "methods" : $0.folder)/" }
        return "\(label)\(gap)\(words(SkeletonWords.idsIn)) \(folders.joined(separator: " ")) (\(pages.count))"
    }

    private func named(_ value: String, _ label: String) -> String { value == label ? value : "\(value) \(label)" }

    private func listed(_ values: [String]) -> String { values.joined(separator: isEnglish ? ", " : "，") }

    func words(_ text: LocalizedText) -> String { text.text(in: language) }
}

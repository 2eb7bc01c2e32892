import CasebookAuthoring
import CasebookFiles
import CasebookModel

/// What stands at a place of a page, in words (hover), and where it is written (definition).
struct Explanation {
    let page: EditedPage

    private var knowledge: Knowledge { page.knowledge }

    /// A place in a file of the site.
    struct Place: Hashable {
        var path: DiskPath
        var range: SourceRange
    }

    /// What the word under the cursor is.
    private enum Subject {
        case page(ParsedPage, heading: String?)
        case value(Vocabulary, Vocabulary.Value)
        case choice(Choice)
        case field(FieldDeclaration)
        case slot(FrontMatterLines.Line)
        case finding(DiagnosticID)
    }

    private func subject(of cursor: Cursor) -> Subject? {
        let word = FrontMatterLines.unquoted(page.document.text(cursor.word))
        switch cursor.place {
        case .link: return knowledge.page(word).map { .page($0, heading: nil) }
        case .heading(let id):
            return (id.isEmpty ? page.parsed : knowledge.page(id)).map { .page($0, heading: word) }
        case .slot: return page.lines?.children(of: "slots").first { $0.name == word }.map { .slot($0.line) }
        case .excuse: return DiagnosticID(rawValue: word).map { .finding($0) }
        case .key(let keys): return field(word, under: keys).map { .field($0) }
        case .value(let keys): return value(word, of: keys)
        }
    }

    private func field(_ name: String, under keys: [String]) -> FieldDeclaration? {
        guard let kind = page.kind else { return nil }
        let fields =
            keys.isEmpty ? knowledge.surroundings.kinds.fields(of: kind) : knowledge.members(of: keys, of: kind)
        return fields?.first { $0.name == name }
    }

    private func value(_ word: String, of keys: [String]) -> Subject? {
        guard case .value(let field)? = page.slot(below: keys) else { return nil }
        switch field.type.element {
        case .reference: return knowledge.page(word).map { .page($0, heading: nil) }
        case .choice(let choices): return choices.first { $0.value == word }.map { .choice($0) }
        case .vocabulary(let name):
            guard let vocabulary = knowledge.surroundings.vocabulary(name), let value = vocabulary[word] else {
                return nil
            }
            return .value(vocabulary, value)
        default: return nil
        }
    }

    // MARK: - In words

    /// Markdown; `nil` where there is nothing to say.
    func words(at cursor: Cursor) -> String? {
        switch subject(of: cursor) {
        case .page(let page, _): PageWords(page, knowledge).markdown
        case .value(_, let value): words(for: value)
        case .choice(let choice): "**\(choice.label.text(in: knowledge.language))** `\(choice.value)`"
        case .field(let field): FieldHints(surroundings: knowledge.surroundings).hint(for: field)
        case .slot(let line): "`\(page.document.text(line.value))`"
        case .finding(let id): "`casebook explain \(id.rawValue)`"
        case nil: nil
        }
    }

    private func words(for value: Vocabulary.Value) -> String {
        var parts = ["**\(value.label.text(in: knowledge.language))** `\(value.name)`"]
        if !value.aliases.isEmpty {
            parts.append(value.aliases.joined(separator: knowledge.language == .english ? ", " : "、"))
        }
        let text = value.description
        let description = text.plainText(text.nodes.indices) { knowledge.page(text.links[$0].target)?.title.value }
        if !description.isEmpty { parts.append(description) }
        return parts.joined(separator: "\n\n")
    }

    // MARK: - Where it is written

    func definition(of cursor: Cursor) -> Place? {
        switch subject(of: cursor) {
        case .page(let page, let heading):
            let found = page.headings.first { $0.text == heading || $0.anchor == heading }
            return Place(path: knowledge.path(page.path), range: found?.range ?? page.title.range)
        case .value(let vocabulary, let value):
            return Place(path: knowledge.path(vocabulary.path), range: value.nameRange)
        case .slot(let line):
            return Place(path: self.page.path, range: SourceRange(line.range.lowerBound, line.range.upperBound))
        case .choice, .field, .finding, nil: return nil
        }
    }
}

import CasebookModel
import CasebookText

/// `unknown-value`: a vocabulary field's words are in its vocabulary.
struct VocabularyRule: Rule {
    var reach: RuleReach { .page }

    func check(_ input: SiteChecker.Input, _ report: inout Report) {
        let kinds = input.site.configuration.kinds
        let vocabularies = Dictionary(
            input.site.vocabularies.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        // Which fields of a kind to look at is asked once for each kind, not for each page.
        let fields = Dictionary(
            uniqueKeysWithValues: kinds.kinds.map { kind in
                (
                    kind.name,
                    kinds.fields(of: kind).compactMap { field in field.type.vocabulary.map { (field.name, $0) } }
                )
            })
        for page in input.pages {
            for (field, name) in fields[page.kind] ?? [] {
                guard let value = page.fields[field: field] else { continue }
                for element in value.elements {
                    guard case .value(let word) = element.content else { continue }
                    guard let vocabulary = vocabularies[name] else {
                        report.add(
                            .noSuchVocabulary(field: field, value: word, vocabulary: name), in: page, at: element.range)
                        continue
                    }
                    if vocabulary[word] != nil { continue }
                    let known = vocabulary.values.map(\.name)
                    let near =
                        vocabulary.values.first { $0.label.chinese == word || $0.aliases.contains(word) }?.name
                        ?? nearestName(to: word, among: known)
                    report.add(
                        .unknownValue(field: field, value: word, near: near, known: known), in: page, at: element.range)
                }
            }
        }
    }
}

import CasebookModel

/// The pages that use each value of each vocabulary, by the field that says so.
struct VocabularyUses: Sendable {
    struct Group: Sendable {
        let label: LocalizedText
        /// In the order of their routes.
        var pages: [Site.PageIndex]
    }

    private struct Key: Hashable {
        let vocabulary: String
        let value: String
    }

    private let groups: [Key: [Group]]
    /// The words for a vocabulary: the label of the first field that takes its values.
    private let labels: [String: LocalizedText]

    init(_ site: Site) {
        var groups: [Key: [Group]] = [:]
        var labels: [String: LocalizedText] = [:]
        var taking: [String: [(field: FieldDeclaration, vocabulary: String)]] = [:]
        for kind in site.configuration.kinds.kinds {
            for field in site.configuration.kinds.fields(of: kind) {
                guard case .vocabulary(let vocabulary) = field.type.elementType else { continue }
                taking[kind.name, default: []].append((field, vocabulary))
                if labels[vocabulary] == nil { labels[vocabulary] = field.label }
            }
        }
        for (number, page) in site.pages.enumerated() where page.status != .retired {
            for (field, vocabulary) in taking[page.kind] ?? [] {
                guard let written = page.fields[field: field.name] else { continue }
                for value in written.elements.lazy.compactMap(\.text) {
                    Self.add(number, field.label, to: &groups[Key(vocabulary: vocabulary, value: value), default: []])
                }
            }
        }
        self.groups = groups
        self.labels = labels
    }

    private static func add(_ page: Site.PageIndex, _ label: LocalizedText, to groups: inout [Group]) {
        guard let index = groups.firstIndex(where: { $0.label == label }) else {
            return groups.append(Group(label: label, pages: [page]))
        }
        if groups[index].pages.last != page { groups[index].pages.append(page) }
    }

    func groups(of value: String, in vocabulary: String) -> [Group] {
        groups[Key(vocabulary: vocabulary, value: value)] ?? []
    }

    /// Pages, each counted once.
    func count(of value: String, in vocabulary: String) -> Int {
        Set(groups(of: value, in: vocabulary).flatMap(\.pages)).count
    }

    /// All of it, in an order that is always the same.
    func add(to key: inout KeyBytes) {
        for (name, label) in labels.sorted(by: { $0.key < $1.key }) {
            key.add(name)
            key.add(label.chinese)
            key.add(label.english)
        }
        for (use, groups) in groups.sorted(by: { ($0.key.vocabulary, $0.key.value) < ($1.key.vocabulary, $1.key.value) }
        ) {
            key.add(use.vocabulary)
            key.add(use.value)
            for group in groups {
                key.add(group.label.chinese)
                key.add(group.label.english)
                key.add(group.pages.count)
                for page in group.pages { key.add(page) }
            }
        }
    }

    func label(of vocabulary: String) -> LocalizedText { labels[vocabulary] ?? LocalizedText(vocabulary, vocabulary) }
}

import CasebookAuthoring
import CasebookModel
import CasebookText

/// Something that may be written at the cursor.
struct Proposal: Hashable {
    /// Numbers of the protocol's `CompletionItemKind`.
    enum Sort: Int {
        case property = 10
        case value = 12
        case member = 20
        case page = 18
        case word = 1
    }

    var sort: Sort
    /// What is written; also what the list shows.
    var text: String
    /// What it is called in words, beside it in the list.
    var name: String
    var explanation = ""
    /// Other words that find it: titles, aliases, pinyin.
    var otherWords: [String] = []
    /// Lower comes first.
    var rank = 0
}

/// What may be written at a place of a page.
struct Completion {
    let page: EditedPage

    private var knowledge: Knowledge { page.knowledge }
    private var language: ProgramLanguage { knowledge.language }

    func proposals(at cursor: Cursor) -> [Proposal] {
        switch cursor.place {
        case .link(let isCard): pages(isCard ? knowledge.surroundings.pages.filter { !$0.spokenLines.isEmpty } : nil)
        case .heading(let id): headings(of: id)
        case .slot: slots
        case .excuse: findings
        case .key(let keys): self.keys(under: keys)
        case .value(let keys): values(of: keys)
        }
    }

    // MARK: - In the body

    private func pages(_ some: [ParsedPage]? = nil) -> [Proposal] {
        (some ?? knowledge.surroundings.pages).filter { $0.status != .retired && !$0.isIntroduction }.map(proposal)
    }

    private func proposal(_ page: ParsedPage) -> Proposal {
        let words = PageWords(page, knowledge)
        return Proposal(
            sort: .page, text: page.id, name: page.title.value, explanation: words.markdown,
            otherWords: [page.title.value, Completion.pinyin(of: page.title.value)] + page.fields.texts("aliases"))
    }

    /// Both as a whole and by initials: `tunchao tc`.
    private static func pinyin(of title: String) -> String {
        let syllables = Pinyin.shared.readings(of: title).compactMap { $0.first?.name }
        return syllables.isEmpty ? "" : syllables.joined() + " " + syllables.map { String($0.prefix(1)) }.joined()
    }

    private func headings(of id: String) -> [Proposal] {
        let page = id.isEmpty ? self.page.parsed : knowledge.page(id)
        return (page?.headings ?? []).enumerated().map { number, heading in
            Proposal(sort: .word, text: heading.text, name: "#\(heading.anchor)", rank: number)
        }
    }

    private var slots: [Proposal] {
        (page.lines?.children(of: "slots") ?? []).enumerated().map { number, slot in
            Proposal(sort: .word, text: slot.name, name: page.document.text(slot.line.value), rank: number)
        }
    }

    private var findings: [Proposal] {
        DiagnosticID.allCases.map { Proposal(sort: .member, text: $0.rawValue, name: $0.defaultSeverity.rawValue) }
    }

    // MARK: - In the front matter

    private func keys(under keys: [String]) -> [Proposal] {
        guard let kind = page.kind else { return [] }
        guard !keys.isEmpty else {
            return fields(knowledge.surroundings.kinds.fields(of: kind), without: page.lines?.keys ?? [])
        }
        if keys.count == 1, case .names? = page.slot(below: keys) { return undeclaredSlots(keys[0]) }
        return fields(knowledge.members(of: keys, of: kind) ?? [], without: [])
    }

    private func fields(_ fields: [FieldDeclaration], without written: Set<String>) -> [Proposal] {
        let hints = FieldHints(surroundings: knowledge.surroundings)
        return fields.filter { !written.contains($0.name) }.map { field in
            let rank = field.requirement == .required ? 0 : field.requirement == .optional ? 2 : 1
            return Proposal(
                sort: .property, text: field.name, name: field.label.text(in: language),
                explanation: hints.hint(for: field), otherWords: [field.label.chinese, field.label.english], rank: rank)
        }
    }

    /// Slots that lines use and nobody has declared yet.
    private func undeclaredSlots(_ field: String) -> [Proposal] {
        guard field == "slots", let parsed = page.parsed else { return [] }
        let declared = Set((page.lines?.children(of: "slots") ?? []).map(\.name))
        return parsed.usedSlots.filter { !declared.contains($0.value) }.map {
            Proposal(sort: .word, text: $0.value, name: "")
        }
    }

    private func values(of keys: [String]) -> [Proposal] {
        switch page.slot(below: keys) {
        case .value(let field): return values(of: field.type.element)
        // A list of records begins with a key.
        case .fields(let members): return fields(members, without: [])
        case .names, nil: return []
        }
    }

    private func values(of type: FieldType) -> [Proposal] {
        switch type {
        case .choice(let choices): choices.enumerated().map { value($1.value, $1.label, [], rank: $0) }
        case .vocabulary(let name):
            (knowledge.surroundings.vocabulary(name)?.values ?? []).enumerated().map {
                value($1.name, $1.label, $1.aliases, rank: $0)
            }
        case .reference(let relation): pages(knowledge.surroundings.targets(of: relation))
        case .flag: [Proposal(sort: .value, text: "true", name: ""), Proposal(sort: .value, text: "false", name: "")]
        case .affirmation: [Proposal(sort: .value, text: "true", name: "")]
        default: []
        }
    }

    private func value(_ text: String, _ label: LocalizedText, _ aliases: [String], rank: Int) -> Proposal {
        Proposal(
            sort: .member, text: text, name: label.text(in: language),
            otherWords: [label.chinese, label.english, Completion.pinyin(of: label.chinese)] + aliases, rank: rank)
    }
}

extension Proposal {
    /// An editor holds all of a list in memory, and nobody reads more.
    static let most = 200

    /// Those that hold what was typed, best first; whether there are more.
    static func found(_ proposals: [Proposal], typed: String) -> (shown: [Proposal], isCut: Bool) {
        let typed = typed.lowercased()
        let found = proposals.compactMap { proposal in
            proposal.nearness(to: typed).map { (proposal: proposal, nearness: $0) }
        }
        let sorted = found.sorted {
            ($0.nearness, $0.proposal.rank, $0.proposal.text) < ($1.nearness, $1.proposal.rank, $1.proposal.text)
        }
        return (sorted.prefix(most).map(\.proposal), sorted.count > most)
    }

    /// 0: begins with it; 1: holds it; 2: holds its letters in this order; `nil`: doesn't.
    private func nearness(to typed: String) -> Int? {
        if typed.isEmpty { return 0 }
        let words = ([text] + otherWords).map { $0.lowercased() }
        if words.contains(where: { $0.hasPrefix(typed) }) { return 0 }
        if words.contains(where: { $0.contains(typed) }) { return 1 }
        // Two letters stand in some order in most words.
        return typed.count > 2 && words.contains { Proposal.holdsInOrder($0, typed) } ? 2 : nil
    }

    private static func holdsInOrder(_ word: String, _ letters: String) -> Bool {
        var rest = word[...]
        for letter in letters {
            guard let place = rest.firstIndex(of: letter) else { return false }
            rest = rest[rest.index(after: place)...]
        }
        return true
    }
}

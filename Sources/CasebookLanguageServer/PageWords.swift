import CasebookModel

/// What an editor says about a page beside its name.
struct PageWords {
    private let page: ParsedPage
    private let knowledge: Knowledge

    init(_ page: ParsedPage, _ knowledge: Knowledge) {
        self.page = page
        self.knowledge = knowledge
    }

    /// Title, kind and state, summary, the first line to say.
    var markdown: String {
        var parts = ["**\(escaped(page.title.value))**  \n\(facts)"]
        if let summary = page.fields.text("summary") ?? page.fields.text("definition") {
            parts.append(escaped(summary))
        }
        if let line = page.spokenLines.first?.text {
            parts.append(line.split(separator: "\n").map { "> " + escaped(String($0)) }.joined(separator: "  \n"))
        }
        return parts.joined(separator: "\n\n")
    }

    private var facts: String {
        let kind = knowledge.surroundings.kinds[page.kind]?.label.text(in: knowledge.language) ?? page.kind
        var facts = [kind, "`\(page.id)`", status]
        if let day = page.fields.date("review_by") {
            facts.append((knowledge.language == .english ? "review by " : "复核期限 ") + day.description)
        }
        return facts.joined(separator: " · ")
    }

    private var status: String {
        let field = knowledge.surroundings.kinds.commonFields.first { $0.name == "status" }
        guard case .choice(let choices)? = field?.type,
            let choice = choices.first(where: { $0.value == page.status.rawValue })
        else { return page.status.rawValue }
        return choice.label.text(in: knowledge.language)
    }

    /// An author's words must not become markup of the editor.
    private func escaped(_ text: String) -> String {
        String(text.flatMap { "\\`*_[]<>#|!".contains($0) ? ["\\", $0] : [$0] })
    }
}

import CasebookModel

/// Words that somebody is meant to say, and where they stand.
struct SaidWords {
    /// Its number; `nil`: in the wording list.
    var page: Int?
    var text: String
    var range: SourceRange
    /// The line as it stands, where `text` is one with a slot filled in.
    var unfilled: String?

    /// Adds what a page has people say.
    static func add(of page: ParsedPage, _ number: Int, to said: inout [SaidWords]) {
        for line in page.spokenLines { said.append(SaidWords(page: number, text: line.text, range: line.range)) }
        if !page.usedSlots.isEmpty { addFilledLines(of: page, number, to: &said) }
        for (list, field) in [("avoid", "instead"), ("items", "ask")] {
            guard let entries = page.fields[field: list] else { continue }
            for entry in entries.elements {
                guard let value = entry.fields[field: field], let text = value.text, !text.isEmpty else { continue }
                said.append(SaidWords(page: number, text: text, range: value.range))
            }
        }
    }

    /// The sentences with a slot, with each of the slot's fillings: a whole line again for each would be most of all text.
    private static func addFilledLines(of page: ParsedPage, _ number: Int, to said: inout [SaidWords]) {
        let fillings = fillings(of: page)
        if fillings.isEmpty { return }
        for line in page.spokenLines where line.text.utf8.contains(UInt8(ascii: "{")) {
            for sentence in line.text.unicodeScalars.split(whereSeparator: { "。！？!?\n".unicodeScalars.contains($0) }) {
                let sentence = String(sentence)
                for filling in fillings where sentence.contains("{\(filling.slot)}") {
                    let text = sentence.replacing("{\(filling.slot)}", with: filling.words)
                    said.append(SaidWords(page: number, text: text, range: filling.range, unfilled: line.text))
                }
            }
        }
    }

    /// What the wording list tells people to say.
    static func advice(_ wording: ForbiddenWording) -> SaidWords? {
        wording.instead.map { SaidWords(page: nil, text: $0, range: wording.pattern.range) }
    }

    /// What may stand in a slot's place before anybody types: its default and its options.
    private static func fillings(of page: ParsedPage) -> [(slot: String, words: String, range: SourceRange)] {
        guard case .keyed(let slots)? = page.fields[field: "slots"]?.content else { return [] }
        return slots.flatMap { slot in
            (slot.fields.list("default") + slot.fields.list("options")).compactMap { value in
                value.text.flatMap { $0.isEmpty ? nil : (slot.name.value, $0, value.range) }
            }
        }
    }
}

import CasebookModel

/// Results of requests, in the protocol's shapes.
enum Answers {
    /// A `CompletionList`.
    static func write(
        _ proposals: [Proposal], at cursor: Cursor, in document: TextDocument, to json: inout JSONWriter
    ) {
        let (shown, isCut) = Proposal.found(proposals, typed: cursor.typed)
        json.object { json in
            // The server knows pinyin and aliases: each letter is to be asked about anew.
            json.member("isIncomplete", isCut || !cursor.typed.isEmpty)
            json.key("items")
            json.array { json in
                for (place, proposal) in shown.enumerated() {
                    write(proposal, at: place, cursor, document, to: &json)
                }
            }
        }
    }

    private static func write(
        _ proposal: Proposal, at place: Int, _ cursor: Cursor, _ document: TextDocument, to json: inout JSONWriter
    ) {
        json.object { json in
            json.member("label", proposal.text)
            json.member("kind", proposal.sort.rawValue)
            if !proposal.name.isEmpty {
                json.key("labelDetails")
                json.object { json in
                    json.member("description", proposal.name)
                }
                json.member("detail", proposal.name)
            }
            if !proposal.explanation.isEmpty {
                json.key("documentation")
                writeMarkdown(proposal.explanation, to: &json)
            }
            json.member("sortText", String(String(10_000 + place).dropFirst()))
            // What was typed finds it, in whatever way that was meant; editors would look for the id alone.
            json.member("filterText", cursor.typed.isEmpty ? proposal.text : cursor.typed)
            json.key("textEdit")
            json.object { json in
                json.key("range")
                document.write(cursor.word, to: &json)
                json.member("newText", proposal.sort == .property ? proposal.text + ": " : proposal.text)
            }
        }
    }

    /// A `Hover`.
    static func write(_ words: String?, at cursor: Cursor, in document: TextDocument, to json: inout JSONWriter) {
        guard let words else { return json.null() }
        json.object { json in
            json.key("contents")
            writeMarkdown(words, to: &json)
            json.key("range")
            document.write(cursor.word, to: &json)
        }
    }

    /// What can be renamed, and its name now.
    static func write(renamed id: String, at word: Range<Int>, in document: TextDocument, to json: inout JSONWriter) {
        json.object { json in
            json.key("range")
            document.write(word, to: &json)
            json.member("placeholder", id)
        }
    }

    private static func writeMarkdown(_ text: String, to json: inout JSONWriter) {
        json.object { json in
            json.member("kind", "markdown")
            json.member("value", text)
        }
    }
}

import CasebookModel

/// Where a writer is in a conversation.
struct SpeechState {
    var verdict: SpeechSetting.Verdict?
    /// Whether the last turn was a customer's: a paragraph without a name goes on with it.
    var isCustomer = false
    /// The text node that begins with a speaker's name, and how many bytes of it, the colon included, are the name.
    var name: (node: Int, bytes: Int)?
}

/// Quotations of conversations (`> 客户：“…”`).
extension DocumentWriter {
    /// - Returns: Whether the quotation was opened; one in which nobody is named is an ordinary quotation.
    mutating func openSpeech(_ index: Int, _ node: Document.Node) -> Bool {
        guard let setting = setting?.speech, index + 1 < Int(node.end), document.nodes[index + 1].kind == .paragraph,
            speakerName(inParagraph: index + 1) != nil
        else { return false }
        openTag("<blockquote", index, node, closes: false)
        switch speech.verdict {
        case .say?: writeVerdict("speech speech-say", setting.sayLabel)
        case .avoid?: writeVerdict("speech speech-avoid", setting.avoidLabel)
        case nil: html.markup(" class=\"speech\">\n")
        }
        return true
    }

    /// The interface's word stands in an attribute, which the style shows: the words inside are the author's own.
    private mutating func writeVerdict(_ names: StaticString, _ label: String) {
        html.markup(" class=\"")
        html.markup(names)
        html.markup("\" data-word=\"")
        html.text(label)
        html.markup("\">\n")
    }

    /// Opens a paragraph of a conversation, which is one turn.
    mutating func openTurn(_ index: Int) -> Bool {
        guard let setting = setting?.speech, let quotation = open.last, quotation.kind == .quotation,
            speakerName(inParagraph: quotation.index + 1) != nil
        else { return false }
        if let name = speakerName(inParagraph: index) {
            speech.isCustomer = setting.isCustomer(name.words)
            speech.name = (index + 1, name.bytes)
        }
        html.freshLine()
        html.markup(speech.isCustomer ? "<p class=\"said said-customer\">" : "<p class=\"said said-agent\">")
        return true
    }

    /// Writes a text node whose beginning is a speaker's name.
    mutating func writeSpeaker(_ index: Int, _ node: Document.Node) -> Bool {
        guard let name = speech.name, name.node == index else { return false }
        speech.name = nil
        let words = document.words(of: node)
        html.markup("<span class=\"speaker\">")
        html.text(words.prefix(name.bytes))
        html.markup("</span>")
        html.text(words.dropFirst(name.bytes))
        return true
    }

    mutating func noteSpeechHeading(_ node: Document.Node) {
        guard let setting = setting?.speech else { return }
        speech.verdict = setting.verdict(under: document.headings[Int(node.index)].text)
    }

    private func speakerName(inParagraph index: Int) -> (words: String, bytes: Int)? {
        document.speaker(ofParagraph: index)
    }
}

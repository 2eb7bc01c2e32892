import CasebookModel

/// Who speaks in a document's quotations.
extension Document {
    /// A paragraph begins with a name where a colon and an opening quotation mark follow within a few words.
    ///
    /// - Returns: The name, and how many bytes of the paragraph it takes with its colon.
    func speaker(ofParagraph index: Int) -> (words: String, bytes: Int)? {
        guard index + 1 < nodes.count else { return nil }
        let node = nodes[index + 1]
        guard nodes[index].kind == .paragraph, node.kind == .text else { return nil }
        let beginning = String(decoding: words(of: node).prefix(Self.longestName), as: UTF8.self)
        guard let colon = beginning.firstIndex(where: { $0 == "：" || $0 == ":" }) else { return nil }
        let words = beginning[..<colon]
        let rest = beginning[beginning.index(after: colon)...].drop { $0 == " " }
        guard !words.isEmpty, let mark = rest.first, "“「‘\"".contains(mark),
            !words.contains(where: { "。，；！？“”".contains($0) })
        else { return nil }
        return (String(words), beginning[...colon].utf8.count)
    }

    /// In bytes; a role with a remark in brackets fits.
    private static let longestName = 96

    /// What customers say in the conversations of a range, without their names.
    ///
    /// - Parameter title: The title of what a link leads to, by the link's number, for links without words.
    func turns(ofCustomersBy speech: SpeechSetting, in range: Range<Int>, title: (Int) -> String?) -> [String] {
        var turns: [String] = []
        for quotation in range where nodes[quotation].kind == .quotation {
            var isCustomer = false
            var paragraph = quotation + 1
            while paragraph < Int(nodes[quotation].end) {
                let end = Int(nodes[paragraph].end)
                // A paragraph without a name goes on with the turn before it.
                let speaker = speaker(ofParagraph: paragraph)
                if let speaker { isCustomer = speech.isCustomer(speaker.words) }
                if isCustomer, nodes[paragraph].kind == .paragraph {
                    let words = plainText(paragraph + 1..<end, title: title)
                    let own = words.utf8.dropFirst(speaker?.bytes ?? 0).drop { $0 == UInt8(ascii: " ") }
                    turns.append(String(decoding: own, as: UTF8.self))
                }
                paragraph = end
            }
        }
        return turns
    }
}

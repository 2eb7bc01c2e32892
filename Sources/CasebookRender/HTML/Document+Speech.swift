import CasebookModel
import CasebookText

/// Who speaks in a document's quotations.
extension Document {
    /// A paragraph begins with a name where a colon and an opening quotation mark follow within a few words.
    ///
    /// - Returns: The name, and how many bytes of the paragraph it takes with its colon.
    func speaker(ofParagraph index: Int) -> (words: String, bytes: Int)? {
        guard index + 1 < nodes.count else { return nil }
        let node = nodes[index + 1]
        guard nodes[index].kind == .paragraph, node.kind == .text else { return nil }
        return words(of: node).prefix(Self.longestName).withUnsafeBufferPointer { beginning in
            var position = 0
            while position < beginning.count {
                let (scalar, length) = decodeScalar(beginning, at: position)
                switch Unicode.Scalar(scalar) ?? "\u{FFFD}" {
                case ":", "：":
                    guard position > 0, Self.opensQuotation(beginning, behind: position + length) else { return nil }
                    return (String(decoding: beginning[..<position], as: UTF8.self), position + length)
                // What a name doesn't hold.
                case "。", "，", "；", "！", "？", "“", "”": return nil
                default: position += length
                }
            }
            return nil
        }
    }

    private static func opensQuotation(_ words: UnsafeBufferPointer<UInt8>, behind start: Int) -> Bool {
        guard let mark = words[start...].firstIndex(where: { $0 != UInt8(ascii: " ") }) else { return false }
        switch Unicode.Scalar(decodeScalar(words, at: mark).scalar) ?? "\u{FFFD}" {
        case "“", "「", "‘", "\"": return true
        default: return false
        }
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

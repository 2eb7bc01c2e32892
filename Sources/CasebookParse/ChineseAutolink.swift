import CCMarkGFM
import CasebookModel

/// Bare addresses in Chinese text. GFM's autolinks end at blanks, which Chinese doesn't set: `见 https://example.org。然后`
/// would take the sentence with it. On pages an address ends before the first full-width mark.
extension DocumentBuilder {
    /// Writes a bare address that runs into Chinese punctuation as a link and the words behind it.
    ///
    /// - Returns: `false` where the link is none of these, and nothing has been written.
    mutating func addBareAddress(_ node: OpaquePointer) -> Bool {
        guard options.casebookSyntax, let text = cmark_node_first_child(node), cmark_node_next(text) == nil,
            cmark_node_get_type(text) == CMARK_NODE_TEXT, let words = cmark_node_get_literal(text),
            let address = cmark_node_get_url(node)
        else { return false }
        let shown = String(cString: words)
        // An autolink's words are its address, but for the scheme of `www.` and mail addresses.
        guard String(cString: address).hasSuffix(shown), let end = shown.firstIndex(where: ChineseMarks.contains) else {
            return false
        }
        let kept = String(shown[..<end])
        let scheme = String(String(cString: address).dropLast(shown.count))
        guard kept.contains("."), !kept.isEmpty else { return false }
        let hash = kept.firstIndex(of: "#")
        let link = Link(
            form: .markdown, target: scheme + kept[..<(hash ?? kept.endIndex)],
            fragment: hash.map { String(kept[kept.index(after: $0)...]) }, range: locate(Array(kept.utf8)))
        addLink(link, words: kept)
        shown[end...].withCString { addText($0) }
        return true
    }
}

/// Punctuation that no address holds.
enum ChineseMarks {
    private static let marks: Set<Character> = [
        "，", "。", "；", "：", "？", "！", "、", "（", "）", "《", "》", "「", "」", "『", "』", "【", "】", "“", "”", "‘", "’", "…",
        "—", "　",
    ]

    static func contains(_ character: Character) -> Bool { marks.contains(character) }
}

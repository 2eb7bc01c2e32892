import CCMarkGFM
import CasebookModel

/// Links, images and footnote references.
extension DocumentBuilder {
    mutating func addLink(_ node: OpaquePointer, form: Link.Form) -> Int32 {
        let destination = string(cmark_node_get_url(node))
        var target = destination
        var fragment: String?
        if let hash = destination.utf8.firstIndex(of: UInt8(ascii: "#")) {
            target = String(destination[..<hash])
            fragment = String(destination[destination.utf8.index(after: hash)...])
        }
        let written = target.isEmpty ? "#\(fragment ?? "")" : target
        let range = locate(destination: written, of: node)
        return addLink(
            Link(
                form: form, target: target, fragment: fragment, title: string(cmark_node_get_title(node)), range: range)
        )
    }

    mutating func addLink(_ link: Link) -> Int32 {
        document.links.append(link)
        return Int32(document.links.count - 1)
    }

    /// Writes a whole link with plain words.
    mutating func addLink(_ link: Link, words: String) {
        openNode(.link, index: addLink(link))
        let start = document.text.count
        document.text += words.utf8
        addLeaf(.text, textStart: start)
        close()
    }

    mutating func appendAlternativeText(of image: OpaquePointer) {
        let iterator = cmark_iter_new(image)
        defer { cmark_iter_free(iterator) }
        while true {
            let event = cmark_iter_next(iterator)
            if event == CMARK_EVENT_DONE { break }
            guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) else { continue }
            switch cmark_node_get_type(node) {
            case CMARK_NODE_TEXT, CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE: append(cmark_node_get_literal(node))
            case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: document.text.append(UInt8(ascii: " "))
            default: break
            }
        }
    }

    /// The reference's literal is its footnote's number, which libcmark-gfm gave in order of first use.
    mutating func addFootnoteReference(_ node: OpaquePointer) {
        let number = Int32(string(cmark_node_get_literal(node))) ?? 0
        footnoteUses[number, default: 0] += 1
        addLeaf(.footnoteReference, detail: UInt8(clamping: footnoteUses[number, default: 1]), index: number)
    }
}

extension Document {
    /// The words of a run of nodes as a reader sees them: no marks, one space or line end between blocks.
    ///
    /// - Parameters:
    ///   - range: Indices into `nodes` that begin and end at siblings.
    ///   - title: The words for a page link without words of its own, by index into `links`; `nil` leaves the id.
    package func plainText(_ range: Range<Int>, title: (Int) -> String?) -> String {
        var bytes: [UInt8] = []
        appendPlainText(range, to: &bytes, title: title)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// As ``plainText(_:title:)``, appending to a buffer of UTF-8. Cards are left out: their words are another page's.
    ///
    /// - Parameter slotDefaults: What stands in slots, by name; the others show their name in braces.
    package func appendPlainText(
        _ range: Range<Int>, to bytes: inout [UInt8], slotDefaults: [String: String] = [:], title: (Int) -> String?
    ) {
        func separate() {
            if let last = bytes.last, last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
        }
        var index = range.lowerBound
        while index < range.upperBound {
            let node = nodes[index]
            switch node.kind {
            case .paragraph, .heading, .quotation, .callout, .bulletList, .orderedList, .listItem, .thematicBreak,
                .table,
                .tableRow, .footnote, .tableCell:
                separate()
            case .codeBlock, .htmlBlock:
                separate()
                bytes += words(of: node)
            case .text, .code, .inlineHTML, .image:
                bytes += words(of: node)
            case .softBreak:
                appendSoftBreak(after: index, to: &bytes)
            case .lineBreak:
                separate()
            case .pageLink:
                if node.textEnd > node.textStart {
                    bytes += words(of: node)
                } else {
                    bytes += (title(Int(node.index)) ?? links[Int(node.index)].target).utf8
                }
            case .slot:
                let name = names[Int(node.index)]
                bytes += (slotDefaults[name] ?? "{\(name)}").utf8
            case .emphasis, .strong, .strikethrough, .link, .card, .footnoteReference:
                break
            }
            index += 1
        }
    }

    /// A line break in the source is a space between Latin words and nothing between Han characters, which have no
    /// spaces: a browser would show a gap in the middle of a sentence.
    package func softBreakNeedsSpace(after index: Int) -> Bool {
        guard index > 0, index + 1 < nodes.count else { return true }
        let before = nodes[index - 1]
        // Emphasis and links hold no words themselves: what stands first in them decides.
        var next = index + 1
        while next + 1 < nodes.count, nodes[next].opensWords { next += 1 }
        let after = nodes[next]
        guard before.textEnd > before.textStart, after.textEnd > after.textStart else { return true }
        // Han, kana and full-width punctuation take three or four bytes in UTF-8, from U+2E80 on (lead byte 0xE2 holds
        // some of them and typographic quotes); anything below is set with spaces.
        func lead(_ bytes: ArraySlice<UInt8>, last: Bool) -> UInt8 {
            guard last else { return bytes.first ?? 0 }
            var position = bytes.endIndex - 1
            while position > bytes.startIndex, bytes[position] & 0xC0 == 0x80 { position -= 1 }
            return bytes[position]
        }
        // Hangul (lead bytes 0xEA to 0xED) is set with spaces too.
        func isSetSolid(_ lead: UInt8) -> Bool { lead >= 0xE2 && !(0xEA...0xED).contains(lead) }
        return !isSetSolid(lead(words(of: before), last: true)) || !isSetSolid(lead(words(of: after), last: false))
    }

    private func appendSoftBreak(after index: Int, to bytes: inout [UInt8]) {
        if softBreakNeedsSpace(after: index) { bytes.append(UInt8(ascii: " ")) }
    }
}

extension Document.Node {
    fileprivate var opensWords: Bool {
        switch kind {
        case .emphasis, .strong, .strikethrough, .link: true
        default: false
        }
    }
}

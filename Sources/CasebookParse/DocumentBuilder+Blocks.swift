import CCMarkGFM
import CasebookModel

/// Blocks that mean more than their kind: callouts, spoken lines, HTML, tables, headings.
extension DocumentBuilder {
    mutating func enterQuotation(_ node: OpaquePointer) {
        if let callout = takeCalloutMark(node) {
            openNode(.callout, detail: callout.rawValue)
            return
        }
        let isSpoken = options.variants.map { variants in
            open.isEmpty && (currentHeading.map { variants[AnchorNames.folded($0)] != nil } ?? true)
        }
        openNode(.quotation, detail: isSpoken == true ? 1 : 0)
        if isSpoken == true { isInSpokenLine = true }
    }

    /// GitHub's alerts are quotations whose first line is `[!NOTE]` and nothing else. The mark is taken out of the tree.
    func takeCalloutMark(_ quotation: OpaquePointer) -> Callout? {
        guard options.casebookSyntax, let paragraph = cmark_node_first_child(quotation),
            cmark_node_get_type(paragraph) == CMARK_NODE_PARAGRAPH,
            let text = cmark_node_first_child(paragraph), cmark_node_get_type(text) == CMARK_NODE_TEXT,
            let literal = cmark_node_get_literal(text)
        else { return nil }
        let callout: Callout
        switch String(cString: literal).uppercased() {
        case "[!NOTE]": callout = .note
        case "[!TIP]": callout = .tip
        case "[!IMPORTANT]": callout = .important
        case "[!WARNING]": callout = .warning
        case "[!CAUTION]": callout = .caution
        default: return nil
        }
        if let lineEnd = cmark_node_next(text) {
            let type = cmark_node_get_type(lineEnd)
            guard type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK else { return nil }
            cmark_node_unlink(lineEnd)
            cmark_node_free(lineEnd)
        }
        cmark_node_unlink(text)
        cmark_node_free(text)
        if cmark_node_first_child(paragraph) == nil {
            cmark_node_unlink(paragraph)
            cmark_node_free(paragraph)
        }
        return callout
    }

    mutating func addCodeBlock(_ node: OpaquePointer) {
        var index: Int32 = -1
        if let info = cmark_node_get_fence_info(node), info.pointee != 0 {
            index = Int32(document.names.count)
            document.names.append(string(info, restoringBackslash: true))
        }
        let start = append(cmark_node_get_literal(node), restoringBackslash: true)
        addLeaf(.codeBlock, index: index, textStart: start)
    }

    /// HTML is shown as it was written, except for comments: authors keep notes in them that nobody should see.
    mutating func addHTML(_ kind: NodeKind, _ literal: UnsafePointer<CChar>?) {
        let start = append(literal, restoringBackslash: true)
        if options.casebookSyntax {
            let range = locate(Array(document.text[start...].prefix { $0 != UInt8(ascii: "\n") }))
            let shown = HTMLComment.removed(from: document.text[start...])
            document.text.replaceSubrange(start..., with: shown)
            if shown.allSatisfy({ $0 <= UInt8(ascii: " ") }) {
                document.text.removeSubrange(start...)
                return
            }
            diagnostics.append(Diagnostic(.rawHTML(excerpt: HTMLComment.excerpt(shown)), file: file, at: range))
        }
        addLeaf(kind, textStart: start)
    }

    func taskState(_ node: OpaquePointer) -> UInt8 {
        guard let name = cmark_node_get_type_string(node), String(cString: name) == "tasklist" else { return 0 }
        return cmark_gfm_extensions_get_tasklist_item_checked(node) ? 2 : 1
    }

    func cellDetail(_ node: OpaquePointer, column: Int) -> UInt8 {
        guard let row = cmark_node_parent(node), let table = cmark_node_parent(row) else { return 0 }
        var detail: UInt8 = cmark_gfm_extensions_get_table_row_is_header(row) != 0 ? 4 : 0
        if column < Int(cmark_gfm_extensions_get_table_columns(table)),
            let alignments = cmark_gfm_extensions_get_table_alignments(table)
        {
            switch alignments[column] {
            case UInt8(ascii: "l"): detail |= 1
            case UInt8(ascii: "c"): detail |= 2
            case UInt8(ascii: "r"): detail |= 3
            default: break
            }
        }
        return detail
    }

    mutating func finishHeading(_ index: Int) {
        let text = document.plainText(index + 1..<document.nodes.count, title: { _ in nil })
        let start = Int(document.nodes[index].source)
        document.nodes[index].index = Int32(document.headings.count)
        document.headings.append(
            Heading(
                level: Int(document.nodes[index].detail), text: text, anchor: anchors.heading(text),
                range: SourceRange(start, source.endOfLine(start))))
        // Only top-level headings open a section, and a title above everything is none.
        let isTitle = index == 0 && document.nodes[index].detail == 1
        if open.isEmpty, !isTitle { currentHeading = text }
    }

    mutating func markLoneCard(_ index: Int) {
        if open.isEmpty, document.nodes.count == index + 2, document.nodes[index + 1].kind == .card {
            document.nodes[index + 1].detail = 1
        }
    }
}

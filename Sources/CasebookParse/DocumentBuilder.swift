import CCMarkGFM
import CasebookModel

/// Walks libcmark-gfm's tree once, without recursion, and writes our flat document.
struct DocumentBuilder {
    var document = Document()
    var diagnostics: [Diagnostic] = []

    let options: MarkdownParser.Options
    let escape: EscapedMarks?
    let file: String
    let source: SourceText
    /// Containers whose children are being written, innermost last, as indices into `document.nodes`.
    var open: [Int] = []
    var anchors = AnchorNames()
    /// Whether text stands inside a spoken line, where `{…}` is a slot.
    var isInSpokenLine = false
    /// Whether the last thing written was plain words, which more words may continue.
    var endsWithText = false
    var slotUses: [Located<String>] = []
    var currentHeading: String?
    var footnoteUses: [Int32: Int] = [:]
    var footnoteCount: Int32 = 0
    /// The cells that the table row at hand has got so far.
    var cellCount = 0
    /// Where the block that is being written begins and ends in the file; inline findings are looked for in it.
    var blockStart = 0
    var blockEnd = 0
    var searchFrom = 0
    /// Bytes that may still be searched in vain. Entities and escapes make some words impossible to find; a file that
    /// is full of them must not cost a pass over a block for each.
    var searchBudget = 16_000_000

    init(bytes: [UInt8], range: SourceRange, options: MarkdownParser.Options, escape: EscapedMarks?, file: String) {
        self.options = options
        self.escape = escape
        self.file = file
        source = SourceText(bytes, range)
    }

    mutating func build(from root: OpaquePointer) {
        var next = cmark_node_first_child(root)
        while let node = next {
            let descends = enter(node)
            if descends, let child = cmark_node_first_child(node) {
                next = child
                continue
            }
            if descends { close() }
            next = following(node, root)
        }
        SearchBlocks.assign(to: &document, anchors: &anchors)
    }

    /// The node after `node` in reading order, closing what ends on the way.
    mutating func following(
        _ node: OpaquePointer, _ root: OpaquePointer
    ) -> OpaquePointer? {
        var node = node
        while true {
            if let sibling = cmark_node_next(node) { return sibling }
            guard let parent = cmark_node_parent(node), parent != root else { return nil }
            close()
            node = parent
        }
    }

    // MARK: - Writing nodes

    /// Writes a node that may have children.
    mutating func openNode(_ kind: NodeKind, detail: UInt8 = 0, index: Int32 = -1) {
        endsWithText = false
        open.append(document.nodes.count)
        document.nodes.append(
            Document.Node(kind, detail: detail, index: index, source: Int32(truncatingIfNeeded: blockStart)))
    }

    /// Writes a node without children; words run from `textStart` to the buffer's end.
    mutating func addLeaf(_ kind: NodeKind, detail: UInt8 = 0, index: Int32 = -1, textStart: Int? = nil) {
        endsWithText = kind == .text
        let end = Int32(document.text.count)
        document.nodes.append(
            Document.Node(
                kind, detail: detail, index: index, end: Int32(document.nodes.count + 1),
                textStart: textStart.map { Int32($0) } ?? end, textEnd: end,
                source: Int32(truncatingIfNeeded: blockStart)))
    }

    mutating func close() {
        endsWithText = false
        let index = open.removeLast()
        document.nodes[index].end = Int32(document.nodes.count)
        switch document.nodes[index].kind {
        case .heading: finishHeading(index)
        case .quotation: isInSpokenLine = isInSpokenLine && !open.isEmpty
        case .paragraph: markLoneCard(index)
        default: break
        }
    }

    // MARK: - Entering nodes

    /// - Returns: Whether the node is open and its children are to be walked.
    mutating func enter(_ node: OpaquePointer) -> Bool {
        let type = cmark_node_get_type(node)
        if type.rawValue & UInt32(CMARK_NODE_TYPE_MASK) == UInt32(CMARK_NODE_TYPE_BLOCK) {
            blockStart = source.offset(line: cmark_node_get_start_line(node), column: cmark_node_get_start_column(node))
            blockEnd = source.endOfLine(max(blockStart, source.offset(line: cmark_node_get_end_line(node), column: 1)))
            searchFrom = blockStart
            return enterBlock(node, type)
        }
        return enterInline(node, type)
    }

    mutating func enterBlock(_ node: OpaquePointer, _ type: cmark_node_type) -> Bool {
        switch type {
        case CMARK_NODE_PARAGRAPH: openNode(.paragraph)
        case CMARK_NODE_HEADING: openNode(.heading, detail: UInt8(clamping: cmark_node_get_heading_level(node)))
        case CMARK_NODE_BLOCK_QUOTE: enterQuotation(node)
        case CMARK_NODE_LIST:
            let isTight: UInt8 = cmark_node_get_list_tight(node) != 0 ? 1 : 0
            if cmark_node_get_list_type(node) == CMARK_ORDERED_LIST {
                openNode(.orderedList, detail: isTight, index: cmark_node_get_list_start(node))
            } else {
                openNode(.bulletList, detail: isTight)
            }
        case CMARK_NODE_ITEM: openNode(.listItem, detail: taskState(node))
        case CMARK_NODE_CODE_BLOCK:
            addCodeBlock(node)
            return false
        case CMARK_NODE_HTML_BLOCK:
            addHTML(.htmlBlock, cmark_node_get_literal(node))
            return false
        case CMARK_NODE_THEMATIC_BREAK:
            addLeaf(.thematicBreak)
            return false
        case CMARK_NODE_FOOTNOTE_DEFINITION:
            let start = append(cmark_node_get_literal(node))
            // libcmark-gfm puts the definitions in the order of their numbers.
            footnoteCount += 1
            openNode(.footnote, index: footnoteCount)
            document.nodes[document.nodes.count - 1].textStart = Int32(start)
            document.nodes[document.nodes.count - 1].textEnd = Int32(document.text.count)
        case casebook_type_table(): openNode(.table)
        case casebook_type_table_row():
            openNode(.tableRow, detail: cmark_gfm_extensions_get_table_row_is_header(node) != 0 ? 1 : 0)
            cellCount = 0
        case casebook_type_table_cell():
            openNode(.tableCell, detail: cellDetail(node, column: cellCount))
            cellCount += 1
        // CMARK_NODE_CUSTOM_BLOCK: only programs make these.
        default: openNode(.paragraph)
        }
        return true
    }

    mutating func enterInline(_ node: OpaquePointer, _ type: cmark_node_type) -> Bool {
        switch type {
        case CMARK_NODE_TEXT:
            addText(cmark_node_get_literal(node))
            return false
        case CMARK_NODE_SOFTBREAK:
            addLeaf(.softBreak)
            return false
        case CMARK_NODE_LINEBREAK:
            addLeaf(.lineBreak)
            return false
        case CMARK_NODE_CODE:
            let start = append(cmark_node_get_literal(node), restoringBackslash: true)
            addLeaf(.code, textStart: start)
            return false
        case CMARK_NODE_HTML_INLINE:
            addHTML(.inlineHTML, cmark_node_get_literal(node))
            return false
        case CMARK_NODE_EMPH: openNode(.emphasis)
        case CMARK_NODE_STRONG: openNode(.strong)
        case CMARK_NODE_LINK:
            if addBareAddress(node) { return false }
            openNode(.link, index: addLink(node, form: .markdown))
        case CMARK_NODE_IMAGE:
            let index = addLink(node, form: .image)
            let start = document.text.count
            appendAlternativeText(of: node)
            addLeaf(.image, index: index, textStart: start)
            return false
        case CMARK_NODE_FOOTNOTE_REFERENCE:
            addFootnoteReference(node)
            return false
        case casebook_type_strikethrough(): openNode(.strikethrough)
        default: openNode(.emphasis)
        }
        return true
    }
}

import CasebookModel

/// Writes a document as HTML in one walk over its nodes, without recursion: emphasis may nest as deep as a text is long.
///
/// Without a setting the output is libcmark-gfm's in its safe mode, byte for byte; with one the same markup gets anchors,
/// links that lead somewhere, cards, spoken lines and callouts.
struct DocumentWriter {
    let document: Document
    /// `nil`: a fragment for `casebook markdown`.
    let setting: BodySetting?
    var html: HTMLBuffer

    /// Containers that are open, innermost last.
    private(set) var open: [Container] = []
    /// Whether a `[data-own]` wrapper is open around top-level blocks.
    private var isInOwn = false
    var nextBlock = 0
    var hasTableBody = false
    var hasFootnotes = false
    var speech = SpeechState()

    struct Container {
        var index: Int
        /// Behind the node's last descendant.
        var end: Int
        var kind: NodeKind
        var detail: UInt8
    }

    init(_ document: Document, setting: BodySetting?, into html: HTMLBuffer) {
        self.document = document
        self.setting = setting
        self.html = html
        speech.verdict = setting?.speech?.verdict
    }

    /// Writes top-level nodes, or the children of one node.
    mutating func write(_ range: Range<Int>) {
        var index = range.lowerBound
        while index < range.upperBound {
            index = enter(index) ? index + 1 : Int(document.nodes[index].end)
            while let container = open.last, container.end <= index {
                open.removeLast()
                leave(container)
            }
        }
        finish()
    }

    private mutating func finish() {
        if hasFootnotes { html.markup("</ol>\n</section>\n") }
        hasFootnotes = false
        closeOwn()
    }

    /// Writes a node's beginning, or all of it.
    /// - Returns: Whether its children are to follow.
    private mutating func enter(_ index: Int) -> Bool {
        let node = document.nodes[index]
        if setting != nil, open.isEmpty, enterTopLevel(index, node) { return false }
        switch node.kind {
        case .text, .softBreak, .lineBreak, .code, .inlineHTML, .emphasis, .strong, .strikethrough, .link, .image,
            .pageLink, .card, .slot, .footnoteReference:
            return enterInline(index, node)
        default:
            return enterBlock(index, node)
        }
    }

    mutating func opens(_ index: Int, _ node: Document.Node) -> Bool {
        open.append(Container(index: index, end: Int(node.end), kind: node.kind, detail: node.detail))
        // A container without children is left at once, since the walk only looks behind the last child.
        return true
    }

    // MARK: - What stands outside `[data-own]`

    /// Opens and closes the wrapper that tells this page's own words from others, and writes what stands outside it.
    /// - Returns: Whether the node is done.
    private mutating func enterTopLevel(_ index: Int, _ node: Document.Node) -> Bool {
        if node.kind == .paragraph, index + 1 < node.end, document.nodes[index + 1].kind == .card,
            document.nodes[index + 1].detail == 1, writeCard(document.nodes[index + 1], anchor: anchor(of: index, node))
        {
            return true
        }
        switch node.kind {
        case .footnote: closeOwn()
        case .quotation where node.detail == 1, .callout: closeOwn()
        default: openOwn()
        }
        return false
    }

    private mutating func openOwn() {
        guard !isInOwn, setting?.marksOwn == true else { return }
        html.markup("<div class=\"prose\" data-own>\n")
        isInOwn = true
    }

    mutating func closeOwn() {
        guard isInOwn else { return }
        html.freshLine()
        html.markup("</div>\n")
        isInOwn = false
    }
}

extension DocumentWriter {
    /// Writes a document, or a run of its nodes, at the end of a page.
    static func write(
        _ document: Document, _ range: Range<Int>? = nil, setting: BodySetting?, into html: inout HTMLBuffer
    ) {
        var writer = DocumentWriter(document, setting: setting, into: html)
        // The buffer changes hands: with two owners, the first byte would copy the page so far.
        html = HTMLBuffer()
        writer.write(range ?? document.nodes.indices)
        html = writer.html
    }
}

import CasebookModel

/// Divides a document into the units of search, each with an anchor, so that a result opens at the right place.
enum SearchBlocks {
    /// In bytes: some 180 Han characters.
    static let targetBytes = 540

    /// Fills `document.blocks`. A heading, a spoken line and a run of other top-level blocks up to the target size are
    /// units; a single block is never cut here (search cuts long ones at sentence ends, and they share an anchor).
    static func assign(to document: inout Document, anchors: inout AnchorNames) {
        var blocks: [Block] = []
        var heading: Int32?
        var run: Range<Int32>?
        var runBytes = 0
        func flush() {
            guard let range = run else { return }
            blocks.append(
                Block(field: .body, nodes: range, anchor: anchors.unique("b\(blocks.count + 1)"), heading: heading))
            run = nil
            runBytes = 0
        }
        var index: Int32 = 0
        var spoken = 0
        while index < document.nodes.count {
            let node = document.nodes[Int(index)]
            let range = index..<node.end
            switch node.kind {
            case .heading:
                flush()
                heading = node.index
                let anchor = document.headings[Int(node.index)].anchor
                blocks.append(Block(field: .heading, nodes: range, anchor: anchor, heading: heading))
            case .quotation where node.detail == 1:
                flush()
                document.nodes[Int(index)].index = Int32(spoken)
                spoken += 1
                blocks.append(
                    Block(field: .spoken, nodes: range, anchor: anchors.unique("line-\(spoken)"), heading: heading))
            default:
                let bytes = textBytes(document, range)
                if run != nil, runBytes + bytes > targetBytes { flush() }
                run = (run?.lowerBound ?? index)..<node.end
                runBytes += bytes
                if runBytes >= targetBytes { flush() }
            }
            index = node.end
        }
        flush()
        document.blocks = blocks
    }

    private static func textBytes(_ document: Document, _ range: Range<Int32>) -> Int {
        range.reduce(0) { $0 + Int(document.nodes[Int($1)].textEnd - document.nodes[Int($1)].textStart) }
    }
}

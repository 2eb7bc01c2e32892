import CasebookModel
import CasebookParse
import CasebookRender

/// Pages and fragments of Markdown, up to their HTML.
enum MarkdownTargets {
    /// A whole file as it is.
    static let page: Fuzz.Target = { bytes in
        let page = PageParser(options: options).parse(source(bytes, "scripts/page.md")).value
        if let page { check(page.body, fileSize: bytes.count) }
    }

    /// A body in which links, cards and addresses are what is tried.
    static let links: Fuzz.Target = { bytes in
        check(parsedBody(bytes, head: "---\ntitle: t\nstatus: approved\n---\n", "guides/page.md"))
    }

    /// A script's body, whose quotations hold slots.
    static let slots: Fuzz.Target = { bytes in
        let head = "---\ntitle: t\nsummary: s\nwhen: w\nchannels: phone\nrisk: low\nslots: {称呼: {default: 您}}\n---\n> "
        check(parsedBody(bytes, head: head, "scripts/page.md"))
    }

    /// What `casebook markdown` does.
    static let fragment: Fuzz.Target = { bytes in
        guard let document = PlainMarkdown.parse(bytes).value else { return }
        checkNodes(document, fileSize: bytes.count)
        let html = renderFragment(document)
        precondition(Markup.isBalanced(html), "tags that don't fit")
    }

    /// Whatever a stage may do with a document whose indices were looked at, and nothing else.
    static func walk(_ document: Document) {
        _ = renderFragment(document)
        _ = document.plainText(0..<document.nodes.count, title: { _ in nil })
    }

    private static let options = PageParser.Options(
        kinds: BuiltInKinds.table, isImplicit: false, pathPrefix: "", channels: ["电话": "phone"])

    private static func source(_ bytes: [UInt8], _ path: String) -> SourceFile {
        SourceFile(path: path, bytes: bytes, fingerprint: Fingerprint(high: 0, low: 0))
    }

    private static func parsedBody(_ bytes: [UInt8], head: String, _ path: String) -> (Document, Int) {
        let file = Array(head.utf8) + bytes
        return (PageParser(options: options).parse(source(file, path)).value?.body ?? Document(), file.count)
    }

    private static func check(_ parsed: (document: Document, fileSize: Int)) {
        check(parsed.document, fileSize: parsed.fileSize)
    }

    private static func check(_ document: Document, fileSize: Int) {
        checkNodes(document, fileSize: fileSize)
        precondition(Markup.isBalanced(renderFragment(document)), "tags that don't fit")
        _ = document.plainText(0..<document.nodes.count, title: { _ in nil })
    }

    /// What everything that walks a document relies on.
    private static func checkNodes(_ document: Document, fileSize: Int) {
        var open: [Int] = []
        for (index, node) in document.nodes.enumerated() {
            while let end = open.last, end <= index { open.removeLast() }
            precondition(Int(node.end) > index && Int(node.end) <= document.nodes.count, "a node without an end")
            precondition(open.last.map { Int(node.end) <= $0 } ?? true, "a node that ends behind its parent")
            open.append(Int(node.end))
            precondition(node.textStart <= node.textEnd && Int(node.textEnd) <= document.text.count, "no such words")
            precondition(Int(node.source) >= 0 && Int(node.source) <= fileSize, "a place behind the file")
        }
        precondition(String(validating: document.text, as: UTF8.self) != nil, "words that are no UTF-8")
        for link in document.links {
            precondition(
                0 <= link.range.start && link.range.start <= link.range.end && link.range.end <= fileSize,
                "a link behind the file")
        }
        var next: Int32 = 0
        for block in document.blocks {
            precondition(block.nodes.lowerBound == next, "a gap between blocks")
            next = block.nodes.upperBound
        }
        precondition(document.blocks.isEmpty || Int(next) == document.nodes.count, "nodes without a block")
        precondition(Set(document.headings.map(\.anchor)).count == document.headings.count, "an anchor twice")
    }
}

import CCMarkGFM
import CasebookModel
import Synchronization

/// Markdown bytes to a ``Document``, through libcmark-gfm. No C pointer leaves this file and `DocumentBuilder`.
struct MarkdownParser: Sendable {
    struct Options: Sendable {
        /// `[[id]]`, `![[id]]` and comments mean something; without it the result is GitHub's Markdown and no more.
        var casebookSyntax: Bool
        /// Top-level quotations before the first heading, or under one of these names (folded, to a channel's value),
        /// are spoken lines, in which `{slot}` is a slot and `\{` a literal brace. `nil`: there are no spoken lines.
        var variants: [String: String]?
    }

    /// libcmark-gfm 0.29.0.gfm.6 is not thread-safe: while it parses a document's inlines it switches the extensions'
    /// special characters on in a process-wide table (github/cmark-gfm, pull request 176). Measured with two threads
    /// and no lock, a fifth of all renderings differed; with inlines under one lock none did.
    private static let lock = Mutex(false)

    /// - Parameters:
    ///   - bytes: The whole file, valid UTF-8.
    ///   - range: The Markdown in it.
    static func parse(_ bytes: [UInt8], _ range: SourceRange, options: Options, file: String) -> Outcome<Markdown> {
        if let (construct, limit, offset) = ParseLimits.firstExcess(bytes, range) {
            let problem = Problem.tooComplex(construct: construct, limit: limit)
            return Outcome(Markdown(), [Diagnostic(problem, file: file, at: SourceRange(offset, offset))])
        }
        registerExtensions()
        let escape = EscapedMarks(
            bytes, range, pageLinks: options.casebookSyntax, slots: options.casebookSyntax && options.variants != nil)
        let parser = cmark_parser_new(CMARK_OPT_FOOTNOTES)
        defer { cmark_parser_free(parser) }
        for name in extensionNames {
            _ = cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
        }
        feed(parser, bytes, range, escape)
        let root = lock.withLock { _ in UncheckedNode(cmark_parser_finish(parser)) }
        guard let node = root.pointer else { return Outcome(Markdown()) }
        defer { cmark_node_free(node) }
        var builder = DocumentBuilder(bytes: bytes, range: range, options: options, escape: escape, file: file)
        builder.build(from: node)
        builder.document.shrink()
        return Outcome(Markdown(document: builder.document, slots: builder.slotUses), builder.diagnostics)
    }

    private static let extensionNames = ["table", "strikethrough", "autolink", "tasklist"]

    private static func registerExtensions() {
        lock.withLock { registered in
            if !registered { cmark_gfm_core_extensions_ensure_registered() }
            registered = true
        }
    }

    private static func feed(
        _ parser: OpaquePointer?, _ bytes: [UInt8], _ range: SourceRange, _ escape: EscapedMarks?
    ) {
        func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
            bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        }
        if let escape {
            escape.replaced.withUnsafeBufferPointer(feed)
        } else {
            bytes.withUnsafeBufferPointer { feed(UnsafeBufferPointer(rebasing: $0[range.start..<range.end])) }
        }
    }
}

/// What a text of Markdown says.
struct Markdown: Sendable {
    var document = Document()
    /// Every use of a slot in a spoken line, in order.
    var slots: [Located<String>] = []
}

/// Carries a C pointer out of the lock's closure; the tree belongs to this thread alone.
private struct UncheckedNode: @unchecked Sendable {
    let pointer: OpaquePointer?
    init(_ pointer: OpaquePointer?) { self.pointer = pointer }
}

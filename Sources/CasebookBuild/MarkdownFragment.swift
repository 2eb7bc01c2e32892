import CasebookModel
import CasebookParse
import CasebookRender

/// GitHub's Markdown to an HTML fragment, as `cmark-gfm` gives it in its safe mode. Casebook's own marks are plain text.
package enum MarkdownFragment {
    /// - Throws: ``Failure`` where the text can't be read.
    package static func html(_ bytes: [UInt8]) throws(Failure) -> [UInt8] {
        let parsed = PlainMarkdown.parse(bytes)
        guard let document = parsed.value else { throw Failure(diagnostics: parsed.diagnostics) }
        return renderFragment(document)
    }

    package struct Failure: Error, Sendable {
        package var diagnostics: [Diagnostic]
    }
}

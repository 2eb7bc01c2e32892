import CasebookModel

/// Markdown without front matter and without Casebook's own marks.
package enum PlainMarkdown {
    /// How messages call the text.
    package static let fileName = "<stdin>"

    /// - Returns: `nil` where the text is no UTF-8 or too complex to be parsed in bounded time.
    package static func parse(_ bytes: [UInt8]) -> Outcome<Document?> {
        if let invalid = UTF8Check.firstInvalidByte(bytes) {
            let problem = Problem.notUTF8(byte: bytes[invalid])
            return Outcome(nil, [Diagnostic(problem, file: fileName, at: SourceRange(invalid, invalid))])
        }
        let options = MarkdownParser.Options(casebookSyntax: false, variants: nil)
        let parsed = MarkdownParser.parse(bytes, SourceRange(0, bytes.count), options: options, file: fileName)
        return Outcome(parsed.diagnostics.isEmpty ? parsed.value.document : nil, parsed.diagnostics)
    }
}

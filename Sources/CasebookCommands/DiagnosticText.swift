import CasebookBuild
import CasebookModel
import CasebookReports
import CasebookText

/// A finding as a person reads it: place, words, the source line with a caret, how to mend it.
struct DiagnosticText {
    let language: ProgramLanguage
    let lines: [String: LineTable]

    func text(of diagnostic: Diagnostic) -> String {
        let words = diagnostic.problem.wording.words(in: language)
        let colon = language == .chinese ? "：" : ": "
        var text =
            "\(place(diagnostic.file, diagnostic.range)): \(diagnostic.severity.label.text(in: language))\(colon)"
        text += words.message.printable
        text += " [\(diagnostic.id.rawValue)]"
        text += excerpt(diagnostic.file, diagnostic.range)
        for note in diagnostic.notes {
            text +=
                "\n  \(language == .chinese ? "另见：" : "note: ")\(place(note.file, note.range)): \(note.subject.words(in: language))"
        }
        if let help = words.help { text += "\n  \(language == .chinese ? "办法：" : "help: ")\(help.printable)" }
        return text
    }

    func place(_ file: String, _ range: SourceRange) -> String {
        let position = lines[file]?.position(of: range.start) ?? SourcePosition(line: 1, column: 1)
        return "\(file.printable):\(position.line):\(position.column)"
    }

    /// The source line and a caret under the place. Wide characters take two columns of a terminal, so blanks do too.
    private func excerpt(_ file: String, _ range: SourceRange) -> String {
        guard let table = lines[file] else { return "" }
        // Not copied: a line may be as long as the file and have thousands of findings.
        let bytes = table.lineBytes(at: range.start)
        guard !bytes.isEmpty else { return "" }
        let number = String(table.position(of: range.start).line)
        let start = min(max(bytes.startIndex, range.start), bytes.endIndex)
        let end = min(max(start, range.end), bytes.endIndex)
        let window = Window(bytes, around: start)
        let shown = String(decoding: bytes[window.start..<window.end], as: UTF8.self).printable
        let before =
            displayWidth(String(decoding: bytes[window.start..<start], as: UTF8.self).printable)
            + (window.start > bytes.startIndex ? 1 : 0)
        let marked = displayWidth(String(decoding: bytes[start..<min(end, window.end)], as: UTF8.self).printable)
        let gutter = String(repeating: " ", count: number.count)
        return """

            \(number) | \(window.start > bytes.startIndex ? "…" : "")\(shown)\(window.end < bytes.endIndex ? "…" : "")
            \(gutter) | \(String(repeating: " ", count: before))\(String(repeating: "^", count: max(1, marked)))
            """
    }

    /// The part of a long line that is shown.
    private struct Window {
        var start: Int
        var end: Int

        init(_ bytes: ArraySlice<UInt8>, around place: Int) {
            start = bytes.count <= 200 ? bytes.startIndex : max(bytes.startIndex, place - 90)
            end = bytes.count <= 200 ? bytes.endIndex : min(bytes.endIndex, place + 110)
            while start < end, start > bytes.startIndex, bytes[start] & 0xC0 == 0x80 { start += 1 }
            while end > start, end < bytes.endIndex, bytes[end] & 0xC0 == 0x80 { end -= 1 }
            start = min(start, place)
            end = max(end, place)
        }
    }
}

extension Terminal {
    /// Says findings one by one.
    ///
    /// - Parameter lines: Of the files that they are in, for places and excerpts.
    static func say(
        _ diagnostics: some Sequence<Diagnostic>, lines: [String: LineTable] = [:], in language: ProgramLanguage
    ) {
        let text = DiagnosticText(language: language, lines: lines)
        for diagnostic in diagnostics { say(text.text(of: diagnostic)) }
    }
}

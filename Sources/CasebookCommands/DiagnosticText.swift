import CasebookBuild
import CasebookModel
import CasebookText

/// A finding as a person reads it: place, words, the source line with a caret, how to mend it.
struct DiagnosticText {
    let language: ProgramLanguage
    let lines: [String: LineTable]

    func text(of diagnostic: Diagnostic) -> String {
        let words = diagnostic.problem.wording.words(in: language)
        let colon = language == .chinese ? "：" : ": "
        var text = "\(place(diagnostic.file, diagnostic.range)): \(severity(diagnostic.severity))\(colon)"
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

    private func severity(_ severity: Severity) -> String {
        switch (severity, language) {
        case (.error, .chinese): "错误"
        case (.warning, .chinese): "警告"
        case (.note, .chinese): "提示"
        case (_, .english): severity.rawValue
        }
    }

    /// The source line and a caret under the place. Wide characters take two columns of a terminal, so blanks do too.
    private func excerpt(_ file: String, _ range: SourceRange) -> String {
        guard let table = lines[file] else { return "" }
        let line = table.line(at: range.start)
        guard !line.text.isEmpty else { return "" }
        let number = String(table.position(of: range.start).line)
        let bytes = Array(line.text.utf8)
        let start = min(max(0, range.start - line.start), bytes.count)
        let end = min(max(start, range.end - line.start), bytes.count)
        let window = Window(bytes, around: start)
        let shown = String(decoding: bytes[window.start..<window.end], as: UTF8.self).printable
        let before =
            displayWidth(String(decoding: bytes[window.start..<start], as: UTF8.self).printable)
            + (window.start > 0 ? 1 : 0)
        let marked = displayWidth(String(decoding: bytes[start..<min(end, window.end)], as: UTF8.self).printable)
        let gutter = String(repeating: " ", count: number.count)
        return """

            \(number) | \(window.start > 0 ? "…" : "")\(shown)\(window.end < bytes.count ? "…" : "")
            \(gutter) | \(String(repeating: " ", count: before))\(String(repeating: "^", count: max(1, marked)))
            """
    }

    /// The part of a long line that is shown.
    private struct Window {
        var start: Int
        var end: Int

        init(_ bytes: [UInt8], around place: Int) {
            start = bytes.count <= 200 ? 0 : max(0, place - 90)
            end = bytes.count <= 200 ? bytes.count : min(bytes.count, place + 110)
            while start < end, start > 0, bytes[start] & 0xC0 == 0x80 { start += 1 }
            while end > start, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
            start = min(start, place)
            end = max(end, place)
        }
    }
}

extension String {
    /// The text with everything that a terminal would act on as a visible mark: an author's words must not move the
    /// cursor, change colours or turn the line around. A tab becomes a blank, since it would move the rest of the line
    /// away from its caret.
    var printable: String {
        guard unicodeScalars.contains(where: \.isTerminalControl) else { return self }
        var text = ""
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x09: text += " "
            // The pictures of the C0 controls.
            case 0..<0x20: text.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value)!)
            case 0x7F: text += "\u{2421}"
            case _ where scalar.isTerminalControl: text += "\u{FFFD}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

extension Unicode.Scalar {
    fileprivate var isTerminalControl: Bool {
        switch value {
        case 0..<0x20, 0x7F...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}

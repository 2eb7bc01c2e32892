import CasebookModel

/// A page's `former_ids` with one more id, as an edit that leaves the rest of the front matter as it is written.
struct FormerID {
    let page: ParsedPage
    let bytes: [UInt8]
    /// The id that the page had so far.
    let old: String
    /// The id that it gets; it leaves the list where the page had it before.
    let new: String?

    func edits() throws(Renaming.Refusal) -> [TextEdit] {
        guard let value = page.fields[field: "former_ids"] else { return [newField] }
        let texts = value.elements.compactMap(\.text)
        if let new, let index = texts.firstIndex(of: new) {
            return [TextEdit(value.elements[index].range, scalar.utf8)]
        }
        if texts.contains(old) { return [] }
        guard let last = value.elements.last else { return [try insideBrackets(value.range)] }
        let lineStart = lineStart(last.range.start)
        let before = bytes[lineStart..<last.range.start]
        if before.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") }), before.contains(UInt8(ascii: "-"))
        {
            let end = lineEnd(last.range.end)
            return [TextEdit(SourceRange(end, end), ending + before + scalar.utf8)]
        }
        if before.last(where: { $0 != UInt8(ascii: " ") }) == UInt8(ascii: ":") {
            // A single value that stands for a list of one.
            let written = bytes[last.range.start..<last.range.end]
            return [TextEdit(last.range, Array("[".utf8) + written + Array(", \(scalar)]".utf8))]
        }
        return [TextEdit(SourceRange(last.range.end, last.range.end), ", \(scalar)".utf8)]
    }

    // MARK: -

    private var scalar: String { YAMLText.scalar(old, inFlow: true) }

    /// A line of its own at the end of the front matter, which a page without one gets.
    private var newField: TextEdit {
        let line = "former_ids: [\(scalar)]"
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        guard page.bodyRange.start > start else {
            let front = Array("---".utf8) + ending + line.utf8 + ending + Array("---".utf8) + ending
            return TextEdit(SourceRange(start, start), front)
        }
        if let empty = emptyField { return TextEdit(SourceRange(empty, empty), " [\(scalar)]".utf8) }
        let key = page.fields.first?.nameRange.start ?? 0
        let indentation = bytes[lineStart(key)..<key].prefix { $0 == UInt8(ascii: " ") }
        let fence = closingFence
        return TextEdit(SourceRange(fence, fence), indentation + line.utf8 + ending)
    }

    /// Where the line of the fence starts that ends the front matter: the one before the body.
    private var closingFence: Int {
        var end = page.bodyRange.start
        if end > 0, bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
        if end > 0, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return lineStart(end)
    }

    /// Behind the colon of `former_ids:` where nothing stands there.
    private var emptyField: Int? {
        let key = Array("former_ids:".utf8)
        var line = 0
        while line < closingFence {
            let end = lineEnd(line)
            let words = bytes[line..<end].drop { $0 == UInt8(ascii: " ") }
            if words.starts(with: key), words.dropFirst(key.count).allSatisfy({ $0 == UInt8(ascii: " ") }) {
                return words.startIndex + key.count
            }
            line = end
            while line < bytes.count, bytes[line] == UInt8(ascii: "\n") || bytes[line] == UInt8(ascii: "\r") {
                line += 1
            }
        }
        return nil
    }

    /// `[]`
    private func insideBrackets(_ range: SourceRange) throws(Renaming.Refusal) -> TextEdit {
        guard bytes[range.start..<bytes.count].starts(with: "[]".utf8) else {
            throw .hiddenPlace(path: page.path, range)
        }
        return TextEdit(SourceRange(range.start + 1, range.start + 1), scalar.utf8)
    }

    private func lineStart(_ offset: Int) -> Int {
        var start = offset
        while start > 0, bytes[start - 1] != UInt8(ascii: "\n"), bytes[start - 1] != UInt8(ascii: "\r") { start -= 1 }
        return start
    }

    private func lineEnd(_ offset: Int) -> Int {
        var end = offset
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n"), bytes[end] != UInt8(ascii: "\r") { end += 1 }
        return end
    }

    /// The file's own line end, by its first line.
    private var ending: [UInt8] {
        let end = lineEnd(0)
        if end + 1 < bytes.count, bytes[end] == UInt8(ascii: "\r"), bytes[end + 1] == UInt8(ascii: "\n") {
            return [0x0D, 0x0A]
        }
        return end < bytes.count && bytes[end] == UInt8(ascii: "\r") ? [0x0D] : [0x0A]
    }
}

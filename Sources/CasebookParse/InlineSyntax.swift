import CasebookModel

/// Casebook's own marks inside plain text: `[[id]]`, `![[id]]`, and `{slot}` in spoken lines.
extension DocumentBuilder {
    /// Writes a text literal as text, page links, cards and slots.
    mutating func addText(_ literal: UnsafePointer<CChar>?) {
        guard let literal else { return }
        UnsafeBufferPointer(start: literal, count: length(literal)).withMemoryRebound(to: UInt8.self) { bytes in
            var plainStart = 0
            var index = 0
            if options.casebookSyntax {
                while index < bytes.count {
                    // Most bytes are none of the two that a mark can begin with.
                    let mayBegin = bytes[index] == UInt8(ascii: "[") || bytes[index] == UInt8(ascii: "{")
                    if mayBegin, let end = addMark(bytes, at: index, plainStart: plainStart) {
                        index = end
                        plainStart = end
                    } else {
                        index += 1
                    }
                }
            }
            addPlain(bytes, plainStart, bytes.count)
        }
    }

    /// Writes the mark that begins at `index`, and the plain words before it.
    /// - Returns: The index behind it; `nil` where none begins.
    private mutating func addMark(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int, plainStart: Int) -> Int? {
        switch bytes[index] {
        case UInt8(ascii: "["):
            guard let mark = PageMark(bytes, at: index) else { return nil }
            // `![[` is a card; the mark before the brackets belongs to it.
            let isCard = index > plainStart && bytes[index - 1] == UInt8(ascii: "!")
            addPlain(bytes, plainStart, isCard ? index - 1 : index)
            addPageMark(mark, isCard: isCard)
            return mark.end
        case UInt8(ascii: "{") where isInSpokenLine:
            guard let (name, end) = slotName(bytes, at: index) else { return nil }
            addPlain(bytes, plainStart, index)
            let range = locate(Array(bytes[index..<end]))
            document.names.append(name)
            addLeaf(.slot, index: Int32(document.names.count - 1))
            slotUses.append(Located(name, at: range))
            return end
        default: return nil
        }
    }

    private mutating func addPageMark(_ mark: PageMark, isCard: Bool) {
        var range = locate(mark.source)
        // The caret covers the closing brackets too, where the source has them at once.
        if mark.words.isEmpty, range.end > range.start, source.holds("]]", at: range.end) { range.end += 2 }
        let link = Link(form: isCard ? .card : .page, target: mark.target, fragment: mark.fragment, range: range)
        let start = document.text.count
        if !isCard { document.text += mark.words.utf8 }
        addLeaf(isCard ? .card : .pageLink, index: addLink(link), textStart: start)
    }

    /// `{` + a name of up to 120 bytes, which are 40 Han characters + `}`.
    private func slotName(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> (String, end: Int)? {
        var index = start + 1
        while index < bytes.count, index - start <= 121 {
            switch bytes[index] {
            case UInt8(ascii: "}"):
                guard index > start + 1 else { return nil }
                return (String(decoding: bytes[start + 1..<index], as: UTF8.self), index + 1)
            case UInt8(ascii: "{"), UInt8(ascii: "\n"): return nil
            default: index += 1
            }
        }
        return nil
    }

    private mutating func addPlain(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
        guard start < end else { return }
        let textStart = document.text.count
        let slice = UnsafeBufferPointer(rebasing: bytes[start..<end])
        // What was written last ends at the buffer's end, so that appending continues it.
        if let escape {
            escape.copy(slice, to: &document.text, restoringBackslash: false)
        } else {
            document.text.append(contentsOf: slice)
        }
        // libcmark-gfm splits words at every character that might have been a mark; whole runs are better to search.
        if endsWithText, let last = document.nodes.indices.last {
            document.nodes[last].textEnd = Int32(document.text.count)
        } else {
            addLeaf(.text, textStart: textStart)
        }
    }
}

/// `[[id]]`, `[[id|words]]`, `[[id#heading]]` at a place in plain text.
private struct PageMark {
    var target: String
    var fragment: String?
    /// Empty where the target's title is to stand.
    var words: String
    /// As written, up to the bar or the end.
    var source: [UInt8]
    var end: Int

    /// `nil` unless `[[`, a target and `]]` follow on this line.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
        guard start + 4 < bytes.count, bytes[start + 1] == UInt8(ascii: "["), bytes[start + 2] != UInt8(ascii: "[")
        else { return nil }
        var bar: Int?
        var index = start + 2
        while index + 1 < bytes.count {
            if bytes[index] == UInt8(ascii: "]"), bytes[index + 1] == UInt8(ascii: "]") { break }
            if bytes[index] == UInt8(ascii: "[") { return nil }
            if bytes[index] == UInt8(ascii: "|"), bar == nil { bar = index }
            index += 1
        }
        guard index + 1 < bytes.count, index > start + 2 else { return nil }
        source = Array(bytes[start..<(bar ?? index)])
        let whole = source.dropFirst(2)
        words = bar.map { PageMark.trimmed(bytes[$0 + 1..<index]) } ?? ""
        if let hash = whole.firstIndex(of: UInt8(ascii: "#")) {
            target = PageMark.trimmed(whole[..<hash])
            fragment = PageMark.trimmed(whole[(hash + 1)...])
        } else {
            target = PageMark.trimmed(whole)
        }
        // `[[|words]]` and `[[ ]]` name nothing: they stay as the author wrote them.
        if target.isEmpty, fragment == nil { return nil }
        end = index + 2
    }

    /// Blanks around the bar are how many people type it.
    private static func trimmed(_ bytes: some BidirectionalCollection<UInt8>) -> String {
        var rest = bytes[...]
        while rest.first == UInt8(ascii: " ") { rest.removeFirst() }
        while rest.last == UInt8(ascii: " ") { rest.removeLast() }
        return String(decoding: rest, as: UTF8.self)
    }
}

import CasebookModel

/// Finds `<!-- casebook-allow: ID reason -->` and, in front matter and YAML files, `# casebook-allow: ID reason`.
package enum Excuses {
    private static let mark = Array("casebook-allow:".utf8)

    package static func find(in bytes: [UInt8]) -> [Excuse] {
        guard contains(bytes) else { return [] }
        var excuses: [Excuse] = []
        var line = 0
        while line < bytes.count {
            let end = SourceText.endOfLine(bytes, line)
            if let excuse = excuse(bytes, line: line, end: end) { excuses.append(excuse) }
            line = nextLine(bytes, end)
        }
        return excuses
    }

    /// Hardly any page holds one.
    private static func contains(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { buffer in
            var colon = firstIndex(of: UInt8(ascii: ":"), in: buffer, from: 0)
            while let end = colon {
                if end + 1 >= mark.count, buffer[end + 1 - mark.count...end].elementsEqual(mark) { return true }
                colon = firstIndex(of: UInt8(ascii: ":"), in: buffer, from: end + 1)
            }
            return false
        }
    }

    private static func excuse(_ bytes: [UInt8], line: Int, end: Int) -> Excuse? {
        guard let found = SourceText(bytes, SourceRange(line, end)).firstRange(of: mark, from: line) else { return nil }
        let before = bytes[line..<found.start].filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
        guard before.hasSuffix("<!--".utf8) || before.hasSuffix("#".utf8) else { return nil }
        var rest = String(decoding: bytes[found.end..<end], as: UTF8.self)
        if let close = rest.range(of: "-->") { rest = String(rest[..<close.lowerBound]) }
        let words = rest.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        let id = words.first.map(String.init) ?? ""
        let reason = words.count > 1 ? String(words[1]).trimmingSpaces : ""
        let covered = SourceText.endOfLine(bytes, nextLine(bytes, end))
        return Excuse(
            diagnosticID: id, reason: reason, lines: SourceRange(line, max(line, covered)),
            range: SourceRange(found.start, end))
    }

    private static func nextLine(_ bytes: [UInt8], _ end: Int) -> Int {
        guard end < bytes.count else { return bytes.count }
        return bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A ? end + 2 : end + 1
    }
}

extension ArraySlice<UInt8> {
    fileprivate func hasSuffix(_ suffix: some BidirectionalCollection<UInt8>) -> Bool {
        self.suffix(suffix.count).elementsEqual(suffix)
    }
}

extension Array<UInt8> {
    fileprivate func hasSuffix(_ suffix: some BidirectionalCollection<UInt8>) -> Bool { self[...].hasSuffix(suffix) }
}

extension String {
    fileprivate var trimmingSpaces: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        while text.first == " " { text.removeFirst() }
        return String(text)
    }

    /// The first place of some words; the standard library has this only through Foundation or regular expressions.
    fileprivate func range(of words: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(words) { return start..<index(start, offsetBy: words.count) }
            start = index(after: start)
        }
        return nil
    }
}

import CasebookModel

/// Bounds what references to long addresses grow to.
///
/// libcmark-gfm copies a definition's destination and title for every use: a file of 40 KB that defines an address of
/// 20 KB and refers to it 5,000 times takes 100 MB. Pictures written as `data:` addresses are long and rightly so, but
/// are used once.
enum ReferenceLimit {
    /// Bytes of destinations and titles, over all uses.
    static let bytes = 32_000_000
    /// Definitions up to this length can't grow a file's size by more than the nodes of their uses do.
    private static let harmless = 200

    static func firstExcess(_ bytes: [UInt8], _ range: SourceRange) -> (Construct, limit: Int, offset: Int)? {
        let definitions = longDefinitions(bytes, range)
        guard !definitions.isEmpty else { return nil }
        var total = 0
        var index = range.start
        while index < range.end {
            guard bytes[index] == UInt8(ascii: "["), let label = label(bytes, from: index, to: range.end) else {
                index += 1
                continue
            }
            if let definition = definitions[label.name] {
                total += definition.length
                if total > self.bytes { return (.references, self.bytes, definition.offset) }
            }
            index = label.end
        }
        return nil
    }

    /// By label; of several definitions of a label the first counts.
    private static func longDefinitions(_ bytes: [UInt8], _ range: SourceRange) -> [[UInt8]: (length: Int, offset: Int)]
    {
        var definitions: [[UInt8]: (length: Int, offset: Int)] = [:]
        var current: (name: [UInt8], offset: Int)?
        /// A definition may go on over several lines; it ends at a blank line or the next definition at the latest.
        func finish(at end: Int) {
            guard let (name, offset) = current else { return }
            if end - offset > harmless, definitions[name] == nil { definitions[name] = (end - offset, offset) }
            current = nil
        }
        var line = range.start
        while line < range.end {
            let end = min(range.end, SourceText.endOfLine(bytes, line))
            let start = bytes[line..<end].firstIndex { !isContainerMark($0) }
            if let start, bytes[start] == UInt8(ascii: "["), let label = label(bytes, from: start, to: range.end),
                label.end < range.end, bytes[label.end] == UInt8(ascii: ":")
            {
                finish(at: line)
                current = (label.name, start)
            } else if start == nil {
                finish(at: line)
            }
            line = end + 1
        }
        finish(at: range.end)
        return definitions
    }

    /// Blanks, and what quotations and lists begin lines with.
    private static func isContainerMark(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x09, UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "."),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ")"):
            true
        default: false
        }
    }

    /// The bytes between brackets as labels are compared, and the index behind the closing one.
    private static func label(_ bytes: [UInt8], from start: Int, to end: Int) -> (name: [UInt8], end: Int)? {
        // CommonMark's own bound on labels is 999 characters.
        let limit = min(end, start + 4_000)
        var name: [UInt8] = []
        var index = start + 1
        while index < limit {
            switch bytes[index] {
            case UInt8(ascii: "]"): return name.isEmpty ? nil : (name, index + 1)
            case UInt8(ascii: "["): return nil
            case 0x20, 0x09, 0x0A, 0x0D: if let last = name.last, last != 0x20 { name.append(0x20) }
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): name.append(bytes[index] | 0x20)
            case UInt8(ascii: "\\") where index + 1 < limit:
                name += [bytes[index], bytes[index + 1]]
                index += 1
            default: name.append(bytes[index])
            }
            index += 1
        }
        return nil
    }
}

import CasebookModel

/// Bounds on what libcmark-gfm is given: some inputs take it time or output out of all proportion to their size.
///
/// Known of 0.29.0.gfm.6: `![[]()` 30,000 times takes 5 s; a table's short rows are filled up to the header's columns,
/// so that 36 KB of table become 9 MB of HTML; every `<?`, `<!A` or `<![CDATA[` without an end is followed to the end of
/// its paragraph (20,000 of them take 0.3 s, ten times as many 30 s), and every `)` at the end of an address to its
/// start; a table of 24,000 columns takes 2 s.
enum ParseLimits {
    static let nesting = 200
    static let tableCells = 50_000
    static let tableColumns = 500
    static let openBrackets = 500
    static let openMarkup = 500
    static let parentheses = 1_000

    /// The first construct that exceeds its bound, and where; one pass over the bytes.
    static func firstExcess(_ bytes: [UInt8], _ range: SourceRange) -> (Construct, limit: Int, offset: Int)? {
        bytes.withUnsafeBufferPointer { buffer -> (Construct, limit: Int, offset: Int)? in
            var open = OpenInlines()
            var columns = 0
            var cells = 0
            var line = range.start
            while line < range.end {
                let shape = LineShape(buffer, from: line, to: range.end)
                if shape.markers > nesting { return (.nesting, nesting, line) }
                if shape.isBlank {
                    open = OpenInlines()
                    columns = 0
                    cells = 0
                } else {
                    if let (construct, limit) = open.firstExcess(buffer, line, shape.end) {
                        return (construct, limit, line)
                    }
                    if shape.columns > tableColumns { return (.tableColumns, tableColumns, line) }
                    if shape.columns > 0 {
                        columns = shape.columns
                        cells = 0
                    }
                    cells += columns
                    if cells > tableCells { return (.tableCells, tableCells, line) }
                }
                line = shape.next
            }
            return nil
        } ?? ReferenceLimit.firstExcess(bytes, range)
    }
}

/// What a paragraph has opened so far and not closed.
private struct OpenInlines {
    private var brackets = 0
    /// Each ends at its first end, whatever was opened in between: a count is that of the beginnings since then.
    private var instructions = 0
    private var declarations = 0
    private var sections = 0

    /// Goes on over a line.
    mutating func firstExcess(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> (Construct, limit: Int)?
    {
        /// Closing ones since the last blank.
        var parentheses = 0
        var index = start
        while index < end {
            switch bytes[index] {
            case 0x20, 0x09: parentheses = 0
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "["):
                brackets += 1
                if brackets > ParseLimits.openBrackets { return (.openBrackets, ParseLimits.openBrackets) }
            case UInt8(ascii: "]"): brackets = max(0, brackets - 1)
            case UInt8(ascii: "<"):
                open(index + 1 < end ? bytes[index + 1] : 0, index + 2 < end ? bytes[index + 2] : 0)
                if max(instructions, declarations, sections) > ParseLimits.openMarkup {
                    return (.openMarkup, ParseLimits.openMarkup)
                }
            case UInt8(ascii: ">"): close(after: index > start ? bytes[index - 1] : 0)
            case UInt8(ascii: ")"):
                parentheses += 1
                if parentheses > ParseLimits.parentheses { return (.parentheses, ParseLimits.parentheses) }
            default: break
            }
            index += 1
        }
        return nil
    }

    private mutating func open(_ first: UInt8, _ second: UInt8) {
        switch first {
        case UInt8(ascii: "?"): instructions += 1
        case UInt8(ascii: "!") where second == UInt8(ascii: "["): sections += 1
        case UInt8(ascii: "!"): declarations += 1
        default: break
        }
    }

    private mutating func close(after byte: UInt8) {
        declarations = 0
        if byte == UInt8(ascii: "?") { instructions = 0 }
        if byte == UInt8(ascii: "]") { sections = 0 }
    }
}

/// What a line is among the blocks.
private struct LineShape {
    /// Container marks at the line's start: `>`, `-`, `*`, `+`, `1.`.
    private(set) var markers = 0
    private(set) var isBlank = true
    /// The columns of the table that begins here; 0 where the line is no delimiter row (only `|`, `-`, `:` and blanks,
    /// in quotations behind their marks).
    private(set) var columns = 0
    /// Without the line end, and behind it.
    let end: Int
    let next: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to limit: Int) {
        var end = start
        while end < limit, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
        self.end = end
        let isPair = end + 1 < limit && bytes[end] == 0x0D && bytes[end + 1] == 0x0A
        next = end < limit ? end + (isPair ? 2 : 1) : end
        let words = skipMarkers(bytes, start, end)
        isBlank = markers == 0 && words == end
        if isThematicBreak(bytes, start, end) { markers = 0 }
        columns = delimiterColumns(bytes, from: words, to: end)
    }

    /// - Returns: Where the line's own words begin.
    private mutating func skipMarkers(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
        func isBlankOrEnd(_ index: Int) -> Bool { index >= end || bytes[index] == 0x20 || bytes[index] == 0x09 }
        var index = start
        while index < end {
            switch bytes[index] {
            case 0x20, 0x09: index += 1
            case UInt8(ascii: ">"):
                markers += 1
                index += 1
            case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
                guard isBlankOrEnd(index + 1) else { return index }
                markers += 1
                index += 1
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                var digits = index
                while digits < end, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[digits]) { digits += 1 }
                guard digits < end, bytes[digits] == UInt8(ascii: ".") || bytes[digits] == UInt8(ascii: ")"),
                    isBlankOrEnd(digits + 1)
                else { return index }
                markers += 1
                index = digits + 1
            default: return index
            }
        }
        return end
    }

    /// `- - -` and `* * *` look like lists in lists.
    private func isThematicBreak(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var mark: UInt8?
        for index in start..<end where bytes[index] != 0x20 && bytes[index] != 0x09 {
            guard bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "*"),
                mark ?? bytes[index] == bytes[index]
            else { return false }
            mark = bytes[index]
        }
        return mark != nil
    }

    private func delimiterColumns(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int {
        guard start < end else { return 0 }
        var pipes = 0
        var hasDash = false
        var last: UInt8 = 0
        for index in start..<end {
            switch bytes[index] {
            case 0x20, 0x09: continue
            case UInt8(ascii: "|"): pipes += 1
            case UInt8(ascii: "-"): hasDash = true
            case UInt8(ascii: ":"): break
            default: return 0
            }
            last = bytes[index]
        }
        guard hasDash, pipes > 0 else { return 0 }
        return max(1, pipes + 1 - (bytes[start] == UInt8(ascii: "|") ? 1 : 0) - (last == UInt8(ascii: "|") ? 1 : 0))
    }
}

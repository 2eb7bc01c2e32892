import CasebookModel

/// Bounds on what libcmark-gfm is given: some inputs take it time or output out of all proportion to their size.
///
/// Known of 0.29.0.gfm.6: `![[]()` 30,000 times takes 5 s; a table's short rows are filled up to the header's columns,
/// so that 36 KB of table become 9 MB of HTML; every `<?`, `<!A` or `<![CDATA[` without an end is followed to the end of
/// its paragraph (20,000 of them take 0.3 s, ten times as many 30 s), and every `)` at the end of an address to its
/// start; a table of 24,000 columns takes 2 s, and so does a row of 50,000 bars; a table's head is looked for in the
/// whole paragraph above it, once for each of its lines; and from every `http://` the text is read on to the next blank.
/// What each of them takes with and without its bound stands in `Documentation/robustness.md`.
enum ParseLimits {
    static let nesting = 200
    static let tableCells = 50_000
    static let tableColumns = 500
    static let openBrackets = 500
    static let openMarkup = 500
    static let parentheses = 1_000
    /// Bytes that libcmark-gfm looks at for the addresses of a word, one `://` counted as a hundred `@`: 0.3 s.
    static let addressBytes = 40_000_000_000
    /// Lines times bytes of a paragraph above a table: 0.3 s.
    static let bytesAboveTable = 1_000_000_000

    /// The first construct that exceeds its bound, and where; one pass over the bytes.
    static func firstExcess(_ bytes: [UInt8], _ range: SourceRange) -> (Construct, limit: Int, offset: Int)? {
        bytes.withUnsafeBufferPointer { buffer -> (Construct, limit: Int, offset: Int)? in
            var paragraph = Paragraph()
            var line = range.start
            while line < range.end {
                let shape = LineShape(buffer, from: line, to: range.end)
                if shape.markers > nesting { return (.nesting, nesting, line) }
                if shape.isBlank {
                    paragraph = Paragraph()
                } else if let (construct, limit) = paragraph.firstExcess(buffer, line, shape) {
                    return (construct, limit, line)
                }
                line = shape.next
            }
            return nil
        } ?? ReferenceLimit.firstExcess(bytes, range)
    }
}

/// Lines without a blank one between them: a paragraph, a table, or both.
private struct Paragraph {
    private var open = OpenInlines()
    private var table = TableShape()

    /// Goes on over a line.
    mutating func firstExcess(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ shape: LineShape)
        -> (Construct, limit: Int)?
    {
        open.firstExcess(bytes, start, shape.end) ?? table.firstExcess(shape, length: shape.end - start)
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
        var word = AddressWord(start: start)
        var index = start
        while index < end {
            // Nothing above these counts, and Han text is nothing else.
            if bytes[index] > UInt8(ascii: "]"), !word.isSuspicious {
                index += 1
                continue
            }
            switch bytes[index] {
            case 0x20, 0x09:
                parentheses = 0
                word = AddressWord(start: index + 1)
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "@"): word.mailMarks += 1
            case UInt8(ascii: ":"):
                if index + 2 < end, bytes[index + 1] == UInt8(ascii: "/"), bytes[index + 2] == UInt8(ascii: "/") {
                    word.schemes += 1
                }
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
            // Looked at where it may have grown too much, which is not at every byte.
            if word.isSuspicious, index == end || bytes[index] == 0x20, let limit = word.excess(end: index) {
                return (.addresses, limit)
            }
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

/// What lies between two blanks, as far as it looks like addresses.
private struct AddressWord {
    var start: Int
    var schemes = 0
    var mailMarks = 0

    var isSuspicious: Bool { schemes > 20 || mailMarks > 1_000 }

    /// How many addresses a word of this length may hold; `nil` where it holds no more.
    func excess(end: Int) -> Int? {
        let length = end - start
        let cost = (schemes * 100 + mailMarks) * length
        return cost > ParseLimits.addressBytes ? ParseLimits.addressBytes / (length * (schemes > 0 ? 100 : 1)) : nil
    }
}

/// The table that a paragraph may be or become.
private struct TableShape {
    private var columns = 0
    private var cells = 0
    /// The most bars of any line.
    private var pipes = 0
    private var lines = 0
    private var bytes = 0
    private var lastColumns = 0
    /// Whether a delimiter row stood under a line of as many columns. Rows of dashes are rows then.
    private var hasHead = false

    mutating func firstExcess(_ shape: LineShape, length: Int) -> (Construct, limit: Int)? {
        pipes = max(pipes, shape.pipes)
        if shape.columns > 0 {
            // A head is looked for in everything above, and that is divided at every bar.
            if !hasHead, lines * bytes > ParseLimits.bytesAboveTable {
                return (.linesAboveTable, ParseLimits.bytesAboveTable / bytes)
            }
            hasHead = hasHead || shape.columns == lastColumns
            columns = shape.columns
            cells = 0
        }
        if columns > 0, max(columns, pipes - 1) > ParseLimits.tableColumns {
            return (.tableColumns, ParseLimits.tableColumns)
        }
        cells += columns
        if cells > ParseLimits.tableCells { return (.tableCells, ParseLimits.tableCells) }
        lines += 1
        bytes += length
        lastColumns = shape.rowColumns
        return nil
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
    /// Bars that are not escaped, and the columns of the row that they divide the line into.
    private(set) var pipes = 0
    private(set) var rowColumns = 0
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
        countPipes(bytes, from: words, to: end)
    }

    private mutating func countPipes(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) {
        guard start < end else { return }
        var isEscaped = false
        var last = start
        for index in start..<end {
            // Most bytes: part of a Han character.
            if bytes[index] >= 0x80 {
                last = index
                isEscaped = false
                continue
            }
            let isBar = bytes[index] == UInt8(ascii: "|") && !isEscaped
            if isBar { pipes += 1 }
            if bytes[index] != 0x20, bytes[index] != 0x09 { last = index }
            isEscaped = bytes[index] == UInt8(ascii: "\\") && !isEscaped
        }
        let outer =
            (bytes[start] == UInt8(ascii: "|") ? 1 : 0) + (last > start && bytes[last] == UInt8(ascii: "|") ? 1 : 0)
        rowColumns = max(1, pipes + 1 - outer)
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

/// Writes a table for spreadsheets: UTF-8 with a byte order mark, without which Excel takes Chinese for something else, and
/// lines that end as RFC 4180 says.
package struct CSVWriter: Sendable {
    package private(set) var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

    package init(header: [String]) { row(header) }

    package mutating func row(_ cells: [String]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(cell)
        }
        bytes += [0x0D, 0x0A]
    }

    private mutating func append(_ cell: String) {
        let text = CSVWriter.isFormula(cell) ? "'" + cell : cell
        guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else {
            bytes += text.utf8
            return
        }
        bytes.append(0x22)
        for byte in text.utf8 {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        bytes.append(0x22)
    }

    /// What a cell said before an apostrophe made it text, so that a table that was written here can be taken over again.
    package static func plain(_ cell: String) -> String {
        let rest = String(cell.dropFirst())
        return cell.first == "'" && isFormula(rest) ? rest : cell
    }

    /// Whether a spreadsheet would calculate with a cell instead of showing it: somebody's words must not run on
    /// somebody else's machine. An apostrophe before it makes it text (OWASP, CSV injection). Blanks and the full-width
    /// forms count, too: some programs read past the first and fold the second.
    private static func isFormula(_ cell: String) -> Bool {
        guard let first = cell.unicodeScalars.first else { return false }
        if first == "\t" || first == "\r" || first == "\n" { return true }
        let word = cell.unicodeScalars.first { $0 != " " && $0 != "\u{3000}" && $0 != "\u{A0}" }
        guard let word, "=+-@＝＋－＠".unicodeScalars.contains(word) else { return false }
        return !isNumber(cell)
    }

    /// A negative number is a number.
    private static func isNumber(_ cell: String) -> Bool {
        let digits = cell.utf8.dropFirst(cell.hasPrefix("-") ? 1 : 0)
        return !digits.isEmpty && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}

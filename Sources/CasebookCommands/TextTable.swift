import CasebookText

/// A table for a terminal: columns in line although Chinese takes two places a character.
struct TextTable {
    /// Which side the cells of a column keep to.
    enum Side { case left, right }

    private let sides: [Side]
    private var rows: [[String]] = []

    init(_ sides: [Side], header: [String]? = nil) {
        self.sides = sides
        if let header { rows.append(header) }
    }

    mutating func row(_ cells: String...) { rows.append(cells) }
    mutating func row(_ cells: [String]) { rows.append(cells) }

    /// Lines without blanks at their ends.
    var lines: [String] {
        let printable = rows.map { $0.map(\.printable) }
        let widths = sides.indices.map { column in
            printable.map { column < $0.count ? displayWidth($0[column]) : 0 }.max() ?? 0
        }
        return printable.map { cells in
            var line = ""
            for (column, cell) in cells.enumerated() {
                let gap = String(repeating: " ", count: max(0, widths[column] - displayWidth(cell)))
                line += sides[column] == .left ? cell + gap : gap + cell
                if column + 1 < cells.count { line += "  " }
            }
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }
}

/// Horizontal bars as SVG, with their names above and their numbers at the end. Widths are shares of the page's, so one
/// drawing fits every screen and its words stay as large as the style makes them. A table beside it says the same.
struct BarChart {
    struct Part {
        /// The class of the part's look: `seg-<style>`.
        let style: String
        let count: Int
    }

    struct Row {
        let label: String
        let parts: [Part]

        var total: Int { parts.reduce(0) { $0 + $1.count } }
    }

    let rows: [Row]
    let label: String

    init(rows: [Row], label: String) {
        self.rows = rows
        self.label = label
    }

    /// Bars of one part.
    init(counts: [HealthCountView], label: String) {
        self.init(
            rows: counts.map { Row(label: $0.label, parts: [Part(style: "plain", count: $0.count)]) }, label: label)
    }

    private static let rowHeight = 40
    private static let barTop = 20
    private static let barHeight = 12

    func write(_ html: inout HTMLBuffer) {
        let longest = rows.map(\.total).max() ?? 0
        html.markup("<svg class=\"bars\" role=\"img\" width=\"100%\" height=\"")
        html.number(max(1, rows.count) * Self.rowHeight)
        html.markup("\" aria-label=\"")
        html.text(label)
        html.markup("\">\n")
        for (number, row) in rows.enumerated() { write(row, y: number * Self.rowHeight, longest, &html) }
        html.markup("</svg>\n")
    }

    private func write(_ row: Row, y: Int, _ longest: Int, _ html: inout HTMLBuffer) {
        html.markup("<text x=\"0\" y=\"")
        html.number(y + 14)
        html.markup("\">")
        html.text(row.label)
        html.markup("</text><text class=\"bar-total\" x=\"100%\" y=\"")
        html.number(y + 14)
        html.markup("\">")
        html.number(row.total)
        html.markup("</text>")
        var start = 0
        for part in row.parts where part.count > 0 {
            html.markup("<rect class=\"seg-")
            html.text(part.style)
            html.markup("\" x=\"")
            html.text(Self.share(start, of: longest))
            html.markup("\" y=\"")
            html.number(y + Self.barTop)
            html.markup("\" width=\"")
            html.text(Self.share(part.count, of: longest))
            html.markup("\" height=\"")
            html.number(Self.barHeight)
            html.markup("\"></rect>")
            start += part.count
        }
        html.newline()
    }

    /// The look of a part, for a legend.
    static func writeSwatch(_ style: String, _ html: inout HTMLBuffer) {
        html.markup("<svg class=\"swatch\" width=\"24\" height=\"12\" aria-hidden=\"true\"><rect class=\"seg-")
        html.text(style)
        html.markup("\" width=\"24\" height=\"12\"></rect></svg>")
    }

    /// A share in percent with two digits, in whole numbers: the same on every machine.
    static func share(_ count: Int, of whole: Int) -> String {
        guard whole > 0 else { return "0%" }
        let hundredths = count * 10_000 / whole
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)%"
    }
}

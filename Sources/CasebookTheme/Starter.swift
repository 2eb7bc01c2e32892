import CasebookModel

/// The small knowledge bases that `casebook init` begins with: the files of `Starters/<language>/` as named bytes.
package enum Starter {
    /// The day that the starters' pages bear as that of their review, and the one by which they want another.
    private static let reviewedOn = "2026-01-05"
    private static let reviewBy = "2027-01-05"

    /// Every file by its path, sorted by it; reviews bear the given day, so that nothing is overdue from the start.
    ///
    /// - Parameter title: Of the knowledge base, as YAML; `nil` leaves the starter's own.
    package static func files(
        in language: ProgramLanguage, title: String?, on day: CalendarDate
    ) -> [(path: String, bytes: [UInt8])] {
        let folder = language == .english ? "en/" : "zh/"
        // The day before, where next year has no such day; the calendar's last year has no next one.
        let next =
            CalendarDate(year: day.year + 1, month: day.month, day: day.day)
            ?? CalendarDate(year: day.year + 1, month: day.month, day: day.day - 1) ?? day
        return embeddedStarterFiles.filter { $0.path.hasPrefix(folder) }.map { file in
            let path = String(file.path.dropFirst(folder.count))
            guard case .text(var text) = file.content else { return (path, file.content.bytes) }
            text = text.replacing(reviewBy, with: next.description).replacing(reviewedOn, with: day.description)
            if path == "casebook.yml", let title { text = text.replacing(/(?m)^title: .*$/, with: "title: \(title)") }
            return (path, Array(text.utf8))
        }.sorted { $0.path < $1.path }
    }
}

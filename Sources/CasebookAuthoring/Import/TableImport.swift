import CasebookModel
import CasebookText

/// What a table becomes: a draft for each row, and what there is to say of rows that give none.
package struct TableImport: Sendable {
    package struct Draft: Sendable {
        /// As spreadsheets count: the header is row 1.
        package var row: Int
        package var title: String
        package var place: PagePlace
        package var markdown: String
        package var remarks: [Remark]
    }

    package enum Remark: Hashable, Sendable {
        /// A value that its field doesn't take; it stands at the end of the page.
        case unfit(header: String, value: String, field: String)
        /// The row gives nothing to say.
        case noLine
        /// Made of other words of the row.
        case titleMadeUp
    }

    package enum Skipped: Hashable, Sendable {
        case empty
        /// The same title or the same words as another row, or as a page that is there.
        case sameAsRow(Int)
        case sameAsPage(String)
        case noTitle
        case place(PagePlace.Refusal)
    }

    package private(set) var drafts: [Draft] = []
    package private(set) var skipped: [(row: Int, reason: Skipped)] = []

    private let kind: KindDeclaration
    private let mapping: ColumnMapping
    private let surroundings: Surroundings
    private let given: [String: [String]]
    private let names: PageNames
    /// Ids and titles of the drafts so far, and their words, each with its row.
    private var ids: [String: Int] = [:]
    private var rowsByText: [String: Int] = [:]
    private let pagesByTitle: [String: String]

    /// - Parameters:
    ///   - rows: All rows with the header as the first one.
    ///   - given: Fields that every draft gets.
    package init(
        _ rows: [[String]], mapping: ColumnMapping, kind: KindDeclaration, given: [String: [String]] = [:],
        in surroundings: Surroundings
    ) {
        self.kind = kind
        self.mapping = mapping
        self.surroundings = surroundings
        self.given = given
        names = PageNames(surroundings.pages)
        pagesByTitle = Dictionary(
            surroundings.pages.filter { $0.kind == kind.name }.map { (fold($0.title.value), $0.path) },
            uniquingKeysWith: { first, _ in first })
        for (index, row) in rows.enumerated().dropFirst() { read(row, number: index + 1) }
    }

    /// The names of a table's columns, those of rows that are longer than the first one included; a column without a name
    /// is called by its number.
    package static func headers(of rows: [[String]], language: SiteLanguage) -> [String] {
        let width = rows.map(\.count).max() ?? 0
        return (0..<width).map { column in
            let header = rows.first.map { $0.indices.contains(column) ? $0[column].trimmed : "" } ?? ""
            let isUsed = rows.contains { $0.indices.contains(column) && !$0[column].trimmed.isEmpty }
            return header.isEmpty && isUsed ? SkeletonWords.column.text(in: language) + " \(column + 1)" : header
        }
    }

    private mutating func read(_ row: [String], number: Int) {
        let cells = mapping.columns.indices.map { row.indices.contains($0) ? CSVWriter.plain(row[$0].trimmed) : "" }
        guard cells.contains(where: { !$0.isEmpty }) else {
            skipped.append((number, .empty))
            return
        }
        do throws(Refusal) {
            drafts.append(try draft(cells, number))
        } catch {
            skipped.append((number, error.reason))
        }
    }

    private struct Refusal: Error {
        var reason: Skipped
        init(_ reason: Skipped) { self.reason = reason }
    }

    private mutating func draft(_ cells: [String], _ number: Int) throws(Refusal) -> Draft {
        let page = RowPage(cells, mapping: mapping, kind: kind, surroundings: surroundings, given: given)
        guard let title = page.title else { throw Refusal(.noTitle) }
        for text in [title, page.spoken] where !text.isEmpty {
            if let other = rowsByText[fold(text)] { throw Refusal(.sameAsRow(other)) }
        }
        if let path = pagesByTitle[fold(title)] { throw Refusal(.sameAsPage(path)) }
        let place = try place(title, page.id)
        for text in [title, page.spoken] where !text.isEmpty { rowsByText[fold(text)] = number }
        ids[place.id.lowercased()] = number
        return Draft(
            row: number, title: title, place: place, markdown: page.markdown(title), remarks: page.remarks)
    }

    private func place(_ title: String, _ wanted: String?) throws(Refusal) -> PagePlace {
        do throws(PagePlace.Refusal) {
            let first = try PagePlace(for: kind, title: title, wanted: wanted, method: nil, in: surroundings)
            guard ids[first.id.lowercased()] != nil else { return first }
            if let wanted { throw .takenID(wanted, suggestion: names.free(wanted)) }
            var count = 2
            while ids["\(first.id)-\(count)"] != nil || names.isTaken("\(first.id)-\(count)") { count += 1 }
            return try PagePlace(
                for: kind, title: title, wanted: "\(first.id)-\(count)", method: nil, in: surroundings)
        } catch {
            throw Refusal(.place(error))
        }
    }
}

import CasebookModel
import CasebookText

/// Which column of a table fills which field of a kind: by its header, or as its author says.
package struct ColumnMapping: Sendable {
    package enum Refusal: Error, Hashable, Sendable {
        case unknownColumn(String, near: String?, known: [String])
        case unknownTarget(String, near: String?, known: [String])
        /// `--map` without `=`.
        case notAPair(String)
        /// No column names the pages.
        case noTitle(headers: [String])
        /// Two columns for what takes one value.
        case twice(ColumnTarget, [String])
    }

    package struct Column: Hashable, Sendable {
        package var header: String
        package var target: ColumnTarget
    }

    /// In the order of the table.
    package let columns: [Column]
    /// The column that pages get their titles from; another than `title` where there is none.
    package let titleColumn: Int

    /// - Parameter wishes: `column=target`, as typed.
    package init(
        headers: [String], wishes: [String], kind: KindDeclaration, in surroundings: Surroundings
    ) throws(Refusal) {
        let names = TargetNames(kind, surroundings)
        var chosen: [String: ColumnTarget] = [:]
        for wish in wishes {
            let (header, target) = try ColumnMapping.wish(wish, headers, names)
            chosen[header] = target
        }
        var taken = Set(chosen.values)
        var columns: [Column] = []
        for header in headers {
            if let target = chosen[header] {
                columns.append(Column(header: header, target: target))
                continue
            }
            let target = names.target(ofHeader: header) ?? .rest
            // A second column for one value has no field; that a person can see in the plan.
            let isFree = names.takesSeveral(target) || taken.insert(target).inserted
            columns.append(Column(header: header, target: isFree ? target : .rest))
        }
        for (target, headers) in Dictionary(grouping: columns, by: \.target).mapValues({ $0.map(\.header) })
        where headers.count > 1 && !names.takesSeveral(target) {
            throw .twice(target, headers)
        }
        let title = columns.firstIndex { $0.target == .title } ?? ColumnMapping.titleSubstitute(columns)
        guard let title else { throw .noTitle(headers: headers) }
        titleColumn = title
        self.columns = columns
    }

    /// When a script is said tells it from the others nearly as well as a title.
    private static func titleSubstitute(_ columns: [Column]) -> Int? {
        columns.firstIndex { $0.target == .field("when") } ?? columns.firstIndex { $0.target == .field("summary") }
    }

    private static func wish(
        _ wish: String, _ headers: [String], _ names: TargetNames
    ) throws(Refusal) -> (String, ColumnTarget) {
        guard let equals = wish.lastIndex(of: "=") else { throw .notAPair(wish) }
        let header = wish[..<equals].trimmed
        let name = wish[wish.index(after: equals)...].trimmed
        guard headers.contains(header) else {
            throw .unknownColumn(header, near: nearestName(to: header, among: headers), known: headers)
        }
        guard let target = names.target(named: name) else {
            let known = names.all.map(\.name)
            throw .unknownTarget(name, near: nearestName(to: name, among: known), known: known)
        }
        return (header, target)
    }
}

/// Where the values of a table's column go.
package enum ColumnTarget: Hashable, Sendable {
    case title, id
    /// A spoken line; `variant`: the channel that it is for, a value of the vocabulary.
    case line(variant: String?)
    case field(String)
    /// The end of the body, under the column's name: what no field takes.
    case rest
    /// Left out: its author said so, or it only counts the rows.
    case none

    /// As `--map` names it.
    package var name: String {
        switch self {
        case .title: "title"
        case .id: "id"
        case .line(let variant): variant.map { "line:\($0)" } ?? "line"
        case .field(let name): name
        case .rest: "rest"
        case .none: "-"
        }
    }
}

import CasebookModel

/// How a site's index is laid out. The raw value is what pages say in `data-search-form`.
package enum SearchForm: String, Sendable {
    /// All in `search/index.json`: one request.
    case single = "index"
    /// `search/root.json` and the files it leads to.
    case sharded = "root"

    var rootName: String { rawValue }
}

/// The names of an index's files: `t/0` is `search/t/0.json`, and a member of `files` in the single form.
package enum SearchFile {
    package static func terms(_ number: Int) -> String { "t/\(number)" }
    package static func pack(_ number: Int) -> String { "d/\(number)" }
    package static func lane(_ number: Int) -> String { "p/\(number)" }
    package static func facet(_ field: String) -> String { "f/" + field }
    package static let folding = "folding"
    package static let readings = "readings"

    package static func route(_ name: String) -> Route { Route("search/\(name).json") }
    /// The same JSON in a script that a page opened from disk can load, where `fetch` doesn't work.
    package static func scriptRoute(_ name: String) -> Route { Route("search/\(name).js") }
}

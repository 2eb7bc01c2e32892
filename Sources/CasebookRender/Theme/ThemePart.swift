import CasebookModel

/// What only some pages load, behind the style and script of all pages: a folder of the theme, whose sheets become one
/// style and whose modules one script. Templates ask for both by name.
enum ThemePart: String, CaseIterable {
    case cases
    /// Causes and the pages that draw something.
    case overviews
    /// Scripts, methods and steps.
    case pages
    case checklists
    /// The page with all search results.
    case results
    /// The page of questions.
    case quiz

    var folder: String { rawValue }
    var stylePath: String { "assets/casebook-\(rawValue).css" }
    var scriptPath: String { "assets/casebook-\(rawValue).js" }

    /// A part's files as browsers load them.
    struct Files: Sendable {
        let style: [UInt8]
        /// Empty where the folder has no modules; then there is no such file.
        let script: [UInt8]
    }
}

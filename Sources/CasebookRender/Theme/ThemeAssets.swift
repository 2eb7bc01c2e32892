import CasebookModel

/// The files of a theme as pages refer to them: with a part of their content's hash, so that browsers may keep them for
/// ever and still get a new version at once.
struct ThemeAssets: Sendable {
    let style: String
    let overviewStyle: String
    let earlyScript: String
    let script: String
    let pageScript: String
    let resultsScript: String
    /// The search engine: fetched when somebody searches, by a worker where there is one.
    let engine: String
    let icon: String

    static let stylePath = "assets/casebook.css"
    static let overviewStylePath = "assets/casebook-overviews.css"
    static let earlyScriptPath = "assets/casebook-early.js"
    static let scriptPath = "assets/casebook.js"
    static let pageScriptPath = "assets/casebook-pages.js"
    static let resultsScriptPath = "assets/casebook-results.js"
    static let enginePath = "assets/casebook-search.js"
    static let iconPath = "assets/icon.svg"

    init(_ theme: ThemeFiles, hash: ([UInt8]) -> String) {
        func reference(_ path: String, _ bytes: [UInt8]) -> String { path + "?v=" + hash(bytes).prefix(8) }
        style = reference(Self.stylePath, theme.style)
        overviewStyle = reference(Self.overviewStylePath, theme.overviewStyle)
        earlyScript = reference(Self.earlyScriptPath, theme.earlyScript)
        script = reference(Self.scriptPath, theme.script)
        pageScript = reference(Self.pageScriptPath, theme.pageScript)
        resultsScript = reference(Self.resultsScriptPath, theme.resultsScript)
        engine = reference(Self.enginePath, theme.engine)
        icon = reference(Self.iconPath, theme.others.first { $0.path == "icon.svg" }?.bytes ?? [])
    }
}

/// What browsers load besides pages.
struct ThemeFiles: Sendable {
    let style: [UInt8]
    /// For cases, causes and the pages that draw something.
    let overviewStyle: [UInt8]
    /// Runs before a page is drawn.
    let earlyScript: [UInt8]
    let script: [UInt8]
    /// For pages of the content, behind the script of all pages.
    let pageScript: [UInt8]
    /// For the page with all search results, in the same way.
    let resultsScript: [UInt8]
    let engine: [UInt8]
    /// Icons, pictures and fonts, by path below `assets/`, sorted.
    let others: [(path: String, bytes: [UInt8])]

    /// All of them, with their routes.
    var all: [OutputFile] {
        let own = [
            (ThemeAssets.stylePath, style), (ThemeAssets.overviewStylePath, overviewStyle),
            (ThemeAssets.earlyScriptPath, earlyScript), (ThemeAssets.scriptPath, script),
            (ThemeAssets.pageScriptPath, pageScript), (ThemeAssets.resultsScriptPath, resultsScript),
            (ThemeAssets.enginePath, engine),
        ]
        return (own + others.map { ("assets/" + $0.path, $0.bytes) }).map { OutputFile(Route($0.0), $0.1) }
    }
}

import CasebookModel

/// The files of a theme as pages refer to them: with a part of their content's hash, so that browsers may keep them for
/// ever and still get a new version at once.
struct ThemeAssets: Sendable {
    let style: String
    let script: String
    /// The search engine: fetched when somebody searches, by a worker where there is one.
    let engine: String
    let icon: String

    static let stylePath = "assets/casebook.css"
    static let scriptPath = "assets/casebook.js"
    static let enginePath = "assets/casebook-search.js"
    static let iconPath = "assets/icon.svg"

    init(
        style: [UInt8], script: [UInt8], engine: [UInt8], files: [(path: String, bytes: [UInt8])],
        hash: ([UInt8]) -> String
    ) {
        self.style = Self.stylePath + "?v=" + hash(style).prefix(8)
        self.script = Self.scriptPath + "?v=" + hash(script).prefix(8)
        self.engine = Self.enginePath + "?v=" + hash(engine).prefix(8)
        let icon = files.first { $0.path == "icon.svg" }?.bytes ?? []
        self.icon = Self.iconPath + "?v=" + hash(icon).prefix(8)
    }
}

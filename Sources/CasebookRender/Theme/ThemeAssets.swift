import CasebookModel

/// The files of a theme as pages refer to them: with a part of their content's hash, so that browsers may keep them for
/// ever and still get a new version at once.
struct ThemeAssets: Sendable {
    let style: String
    let earlyScript: String
    let script: String
    let partStyles: [ThemePart: String]
    let partScripts: [ThemePart: String]
    /// The search engine: fetched when somebody searches, by a worker where there is one.
    let engine: String
    let icon: String

    static let stylePath = "assets/casebook.css"
    static let earlyScriptPath = "assets/casebook-early.js"
    static let scriptPath = "assets/casebook.js"
    static let enginePath = "assets/casebook-search.js"
    static let iconPath = "assets/icon.svg"

    init(_ theme: ThemeFiles, hash: ([UInt8]) -> String) {
        func reference(_ path: String, _ bytes: [UInt8]) -> String { path + "?v=" + hash(bytes).prefix(8) }
        style = reference(Self.stylePath, theme.style)
        earlyScript = reference(Self.earlyScriptPath, theme.earlyScript)
        script = reference(Self.scriptPath, theme.script)
        var styles: [ThemePart: String] = [:]
        var scripts: [ThemePart: String] = [:]
        for (part, files) in theme.parts {
            styles[part] = reference(part.stylePath, files.style)
            scripts[part] = reference(part.scriptPath, files.script)
        }
        partStyles = styles
        partScripts = scripts
        engine = reference(Self.enginePath, theme.engine)
        icon = reference(Self.iconPath, theme.others.first { $0.path == "icon.svg" }?.bytes ?? [])
    }
}

/// What browsers load besides pages.
struct ThemeFiles: Sendable {
    let style: [UInt8]
    /// For a book, behind the others; it is no file of the site.
    let bookStyle: [UInt8]
    /// Runs before a page is drawn.
    let earlyScript: [UInt8]
    let script: [UInt8]
    let parts: [ThemePart: ThemePart.Files]
    let engine: [UInt8]
    /// Icons, pictures and fonts, by path below `assets/`, sorted.
    let others: [(path: String, bytes: [UInt8])]

    /// All of them, with their routes.
    var all: [OutputFile] {
        var own = [
            (ThemeAssets.stylePath, style), (ThemeAssets.earlyScriptPath, earlyScript),
            (ThemeAssets.scriptPath, script), (ThemeAssets.enginePath, engine),
        ]
        for part in ThemePart.allCases {
            guard let files = parts[part] else { continue }
            own.append((part.stylePath, files.style))
            if !files.script.isEmpty { own.append((part.scriptPath, files.script)) }
        }
        return (own + others.map { ("assets/" + $0.path, $0.bytes) }).map { OutputFile(Route($0.0), $0.1) }
    }
}

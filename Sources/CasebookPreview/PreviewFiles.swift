import CasebookModel

/// What the preview serves of its own, beside the site: below an address that no site has, since names with a dot are
/// never content.
enum PreviewFiles {
    static let folder = ".casebook/"
    static let events = folder + "events"
    private static let script = folder + "preview.js"
    private static let style = folder + "preview.css"
    /// Where the site has its service worker.
    private static let worker = "service-worker.js"

    static func file(at path: String) -> [UInt8]? {
        switch path {
        case script: PackageResources.preview_js
        case style: PackageResources.preview_css
        // A worker that a published site left behind at this address would show its copies instead of the preview.
        case worker: PackageResources.no_worker_js
        default: nil
        }
    }

    /// The page with the line that loads the script; the rest byte for byte as it is.
    ///
    /// - Parameter version: The page's, by which the script tells that there is a newer one.
    static func adding(to page: [UInt8], version: String, language: ProgramLanguage) -> [UInt8] {
        // A page that only leads on is gone before a script runs, and its policy allows none.
        guard !page.contains(Array("http-equiv=\"refresh\"".utf8)) else { return page }
        let line = Array(
            "<script src=\"/\(script)\" data-version=\"\(version)\" data-language=\"\(language.rawValue)\" defer></script>\n"
                .utf8)
        // The first one: a later one can only be text that somebody wrote.
        let place = page.firstRange(of: Array("</head>".utf8))?.lowerBound ?? page.endIndex
        return page[..<place] + line + page[place...]
    }

    /// What stands where the site has no page, or where there is no site yet. It becomes the page once there is one.
    static func missingPage(_ language: ProgramLanguage, hasSite: Bool) -> [UInt8] {
        let (title, words) =
            switch (language, hasSite) {
            case (.chinese, true): ("没有这一页", "网站里没有这个地址。写好以后，这里会自动显示。<a href=\"/\">回首页</a>")
            case (.chinese, false): ("还没有可以显示的网站", "正在生成，或者内容里有错误。好了以后，这里会自动显示。")
            case (.english, true):
                (
                    "No such page",
                    "The site has nothing here. Once it does, it will show by itself. <a href=\"/\">Home</a>"
                )
            case (.english, false):
                (
                    "No site to show yet",
                    "It is being made, or its content has errors. Once it is there, it will show by itself."
                )
            }
        return Array(
            """
            <!DOCTYPE html>
            <html lang="\(language == .chinese ? "zh-Hans" : "en")">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(title)</title>
            </head>
            <body>
            <main><h1>\(title)</h1><p>\(words)</p></main>
            </body>
            </html>

            """.utf8)
    }

    static func type(of path: String) -> String {
        switch path.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "json": "application/json; charset=utf-8"
        case "webmanifest": "application/manifest+json"
        case "xml": "application/xml; charset=utf-8"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "jpg", "jpeg": "image/jpeg"
        case "gif": "image/gif"
        case "webp": "image/webp"
        case "avif": "image/avif"
        case "pdf": "application/pdf"
        case "txt", "csv": "text/plain; charset=utf-8"
        case "mp3": "audio/mpeg"
        case "mp4": "video/mp4"
        case "woff2": "font/woff2"
        default: "application/octet-stream"
        }
    }
}

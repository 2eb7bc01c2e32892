import CasebookModel

/// What a browser needs to install the site as a window of its own, beside the softphone.
struct WebManifest {
    let configuration: Configuration

    static let route = Route("manifest.webmanifest")

    var file: OutputFile {
        var json = JSONWriter()
        json.object { json in
            json.member("name", configuration.title)
            json.member("lang", configuration.language.rawValue)
            for (key, value) in [("id", "./"), ("start_url", "index.html"), ("scope", "./"), ("display", "standalone")]
            {
                json.member(key, value)
            }
            json.key("icons")
            json.beginArray()
            json.object { json in
                for (key, value) in [("src", ThemeAssets.iconPath), ("sizes", "any"), ("type", "image/svg+xml")] {
                    json.member(key, value)
                }
            }
            json.endArray()
        }
        json.appendRaw(UInt8(ascii: "\n"))
        return OutputFile(Self.route, json.bytes)
    }
}

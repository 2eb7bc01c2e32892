import CasebookModel

extension SiteManifest {
    /// Why bytes are no manifest of ours.
    package enum ReadingError: Error, Hashable, Sendable {
        /// - Parameter offset: In bytes from 0.
        case syntax(offset: Int)
        case missing(key: String)
        /// Of a later Casebook.
        case version(Int)
    }

    /// One line for each file and page, so that two manifests compare well; the same bytes for the same manifest.
    package var json: [UInt8] {
        var json = JSONWriter()
        // What the lines take at 10,000 pages.
        json.reserve(160 * (files.count + pages.count))
        json.beginObject()
        json.member("version", SiteManifest.version)
        json.member("drafts", drafts)
        json.key("files")
        json.beginArray()
        for file in files {
            json.startLine()
            json.beginObject()
            json.member("path", file.path)
            json.member("size", file.size)
            json.key("sha256")
            json.beginRawString()
            file.hash.appendHex(to: &json)
            json.endRawString()
            json.endObject()
        }
        json.endArray()
        json.key("pages")
        json.beginArray()
        for page in pages {
            json.startLine()
            json.beginObject()
            for (key, value) in [
                ("id", page.id), ("url", page.url), ("title", page.title), ("kind", page.kind), ("status", page.status),
            ] {
                json.member(key, value)
            }
            if let source = page.source {
                json.member("source", source)
            }
            json.endObject()
        }
        json.endArray()
        json.key("redirects")
        json.beginArray()
        for redirect in redirects {
            json.startLine()
            json.beginObject()
            json.member("url", redirect.url)
            json.member("to", redirect.to)
            json.endObject()
        }
        json.endArray()
        json.endObject()
        json.appendRaw(UInt8(ascii: "\n"))
        return json.bytes
    }

    /// Reads a manifest however its JSON is laid out. Unknown keys are passed over: a later version may add some.
    package init(json: [UInt8]) throws(ReadingError) {
        var reader = JSONReader(json)
        var version: Int?
        var drafts: Bool?
        var files: [File]?
        var pages: [Page]?
        // Later than the rest: a manifest may come from a Casebook that wrote none.
        var redirects: [Redirect] = []
        try reader.object { key, reader throws(ReadingError) in
            switch key {
            case "version": version = try reader.integer()
            case "drafts": drafts = try reader.flag()
            case "files": files = try reader.list { reader throws(ReadingError) in try File(&reader) }
            case "pages": pages = try reader.list { reader throws(ReadingError) in try Page(&reader) }
            case "redirects":
                redirects = try reader.list { reader throws(ReadingError) in try Redirect(&reader) }
            default: try reader.skip()
            }
        }
        try reader.end()
        guard let version else { throw .missing(key: "version") }
        if version != SiteManifest.version { throw .version(version) }
        guard let drafts else { throw .missing(key: "drafts") }
        guard let files else { throw .missing(key: "files") }
        guard let pages else { throw .missing(key: "pages") }
        self.init(drafts: drafts, files: files, pages: pages, redirects: redirects)
    }
}

extension SiteManifest.File {
    fileprivate init(_ reader: inout JSONReader) throws(SiteManifest.ReadingError) {
        var path: String?
        var size: Int?
        var hash: ContentHash?
        try reader.object { key, reader throws(SiteManifest.ReadingError) in
            switch key {
            case "path": path = try reader.string()
            case "size": size = try reader.integer()
            case "sha256": hash = ContentHash(hex: try reader.string().utf8)
            default: try reader.skip()
            }
        }
        guard let path else { throw .missing(key: "path") }
        guard let size else { throw .missing(key: "size") }
        guard let hash else { throw .missing(key: "sha256") }
        self.init(path: path, size: size, hash: hash)
    }
}

extension SiteManifest.Page {
    fileprivate init(_ reader: inout JSONReader) throws(SiteManifest.ReadingError) {
        var id: String?
        var url: String?
        var title: String?
        var kind: String?
        var status: String?
        var source: String?
        try reader.object { key, reader throws(SiteManifest.ReadingError) in
            switch key {
            case "id": id = try reader.string()
            case "url": url = try reader.string()
            case "title": title = try reader.string()
            case "kind": kind = try reader.string()
            case "status": status = try reader.string()
            case "source": source = try reader.string()
            default: try reader.skip()
            }
        }
        guard let id else { throw .missing(key: "id") }
        guard let url else { throw .missing(key: "url") }
        guard let title else { throw .missing(key: "title") }
        guard let kind else { throw .missing(key: "kind") }
        guard let status else { throw .missing(key: "status") }
        self.init(id: id, url: url, title: title, kind: kind, status: status, source: source)
    }
}

extension SiteManifest.Redirect {
    fileprivate init(_ reader: inout JSONReader) throws(SiteManifest.ReadingError) {
        var url: String?
        var to: String?
        try reader.object { key, reader throws(SiteManifest.ReadingError) in
            switch key {
            case "url": url = try reader.string()
            case "to": to = try reader.string()
            default: try reader.skip()
            }
        }
        guard let url else { throw .missing(key: "url") }
        guard let to else { throw .missing(key: "to") }
        self.init(url: url, to: to)
    }
}

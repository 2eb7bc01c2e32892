import CasebookFiles
import CasebookModel
import CasebookRender
import CasebookResolve

extension SiteBuild {
    /// The site, or a part of it, as one page to print.
    ///
    /// - Parameter only: A page's id or a kind's name; ids come first. `nil`: everything.
    /// - Returns: No site where configuration or theme can't be read, which the report says; no book where no page and no
    ///   kind is called so.
    package func book(only: String?) throws(BuildFailure) -> (book: [UInt8]?, site: Site?, report: BuildReport) {
        let (loaded, report) = try loadedWithTheme()
        guard let (content, theme) = loaded else { return (nil, nil, report) }
        let site = SiteResolver.resolve(resolverInput(content)).value
        guard let choice = SiteBuild.choice(only, in: site) else { return (nil, site, report) }
        let pictures: [Route: String]
        do {
            pictures = try self.pictures(of: site, content)
        } catch {
            throw .disk(error)
        }
        let book = Renderer(site: site, theme: theme)
            .book(choice, pictures: pictures) { Base64.text(ContentHash(of: $0).bytes) }
        return (book, site, report)
    }

    private static func choice(_ only: String?, in site: Site) -> BookChoice? {
        guard let only else { return .everything }
        if let page = site.indexByID[only] { return .page(page) }
        let kinds = site.configuration.kinds
        let kind = kinds[only] ?? kinds.kinds.first { $0.label.chinese == only || $0.label.english == only }
        return kind.map { .kind($0.name) }
    }

    /// Pictures as addresses that hold their bytes, so that the book is one file.
    private func pictures(of site: Site, _ content: LoadedContent) throws(FileError) -> [Route: String] {
        let entries = Dictionary(content.assets.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        var pictures: [Route: String] = [:]
        for asset in site.assets {
            let ending = asset.path.split(separator: ".").last.map { $0.lowercased() } ?? ""
            guard let type = SiteBuild.pictureTypes[ending], let entry = entries[asset.path] else { continue }
            let bytes = try disk.read(entry.disk, limit: entry.format.limit).bytes
            pictures[asset.route] = "data:\(type);base64,\(Base64.text(bytes))"
        }
        return pictures
    }

    private static let pictureTypes = [
        "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
        "avif": "image/avif", "svg": "image/svg+xml",
    ]
}

/// RFC 4648, 4.
private enum Base64 {
    static func text(_ bytes: [UInt8]) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let rest = min(3, bytes.count - start)
            var group = 0
            for offset in 0..<3 { group = group << 8 | (offset < rest ? Int(bytes[start + offset]) : 0) }
            for place in 0..<4 {
                text.append(place <= rest ? letters[group >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}

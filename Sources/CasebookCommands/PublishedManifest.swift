import CasebookFiles
import CasebookModel

/// The manifest of a site that was built before, from the file or from the site's folder.
enum PublishedManifest {
    /// Some two million files.
    private static let limit = 500_000_000

    /// - Parameter typed: A `site-manifest.json` under any name, or the folder of a site.
    static func read(_ typed: String, on disk: any FileSystem = LocalFileSystem()) throws -> SiteManifest {
        var file = DiskPath(typed)
        let status = try disk.statusIfPresent(file)
        if status?.kind == .folder || typed.hasSuffix("/") { file = file.appending(SiteManifest.fileName) }
        guard try disk.statusIfPresent(file) != nil else {
            throw CommandFailure("没有文件“\(file)”", "there is no file \(file)")
        }
        let json = try disk.read(disk.realPath(file), limit: limit).bytes
        do throws(SiteManifest.ReadingError) {
            return try SiteManifest(json: json)
        } catch {
            if case .version(let version) = error {
                throw CommandFailure(
                    "“\(file)”是版本 \(version)，这个程序读不了，请换用更新的 Casebook",
                    "\(file) is of version \(version), which this program can't read; use a later Casebook")
            }
            throw CommandFailure(
                "“\(file)”不是 Casebook 的 site-manifest.json，或者不完整",
                "\(file) is no site-manifest.json of Casebook, or not whole")
        }
    }
}

extension PublishedSite {
    /// What the site of a manifest promises. Drafts in it are no promise: nobody but their authors was shown them.
    init(_ manifest: SiteManifest) {
        let pages = manifest.pages.filter { PageStatus(rawValue: $0.status)?.isPublished ?? true }
        let byURL = Dictionary(pages.map { ($0.url, $0) }, uniquingKeysWith: { first, _ in first })
        self.init(
            pages.map { Address(path: $0.url, id: $0.id, title: $0.title) }
                + manifest.redirects.compactMap { redirect in
                    byURL[redirect.to].map {
                        Address(path: redirect.url, id: $0.id, title: $0.title, isRedirect: true)
                    }
                })
    }
}

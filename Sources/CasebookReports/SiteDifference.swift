import CasebookFiles

/// What differs between two sites, as a reviewer asks: which pages are new, gone, elsewhere, rewritten; and what only
/// looks different because something around it changed.
///
/// Takes two manifests and nothing else. A page is the same page by its id, or by an address that leads on to it.
package struct SiteDifference: Sendable {
    package typealias Page = SiteManifest.Page

    package struct Change: Sendable {
        package var old: Page
        package var new: Page
    }

    package struct Move: Sendable {
        package var old: Page
        package var new: Page
        /// Whether the old address leads to the new one.
        package var isRedirected: Bool
    }

    /// What a site weighs.
    package struct Size: Hashable, Sendable {
        package var files = 0
        package var bytes = 0
        /// Of the search index, as it lies on disk.
        package var indexBytes = 0
    }

    /// Sorted by address.
    package let added: [Page]
    /// Gone without a way on, sorted by address.
    package let removed: [Page]
    /// At another address, under the same id or a new one, sorted by the old address.
    package let moved: [Move]
    /// Pages whose own file changed, or their title, kind or status; sorted by address.
    package let changed: [Change]
    /// Pages whose bytes changed and nothing of their own: a menu, a relation, a template. Sorted by address.
    package let surroundings: [Page]
    /// Pages that are in both sites at one address.
    package let keptCount: Int
    /// One of the manifests doesn't say what pages themselves consist of: then `changed` holds every page whose bytes
    /// changed, and `surroundings` none.
    package let isBlind: Bool
    /// Pictures and documents, by path, sorted.
    package let attachments: FileNames
    /// All that isn't a page, an attachment or the index: lists, data, style and scripts.
    package let otherCount: Int
    package let old: Size
    package let new: Size

    package struct FileNames: Sendable {
        package var added: [String] = []
        package var changed: [String] = []
        package var removed: [String] = []
    }

    package init(from old: SiteManifest, to new: SiteManifest) {
        let oldFiles = Dictionary(old.files.map { ($0.path, $0.hash) }, uniquingKeysWith: { first, _ in first })
        let newFiles = Dictionary(new.files.map { ($0.path, $0.hash) }, uniquingKeysWith: { first, _ in first })
        let pages = Pages(old, new)
        added = pages.added
        removed = pages.removed
        moved = pages.moved
        let isBlind = (old.pages + new.pages).contains { $0.source == nil }
        var changed: [Change] = []
        var surroundings: [Page] = []
        for (before, after) in pages.kept {
            let areBytesEqual = oldFiles[before.url] == newFiles[after.url]
            let isOwn = isBlind ? !areBytesEqual : before.source != after.source
            if isOwn || before.title != after.title || before.kind != after.kind || before.status != after.status {
                changed.append(Change(old: before, new: after))
            } else if !areBytesEqual {
                surroundings.append(after)
            }
        }
        self.isBlind = isBlind
        self.changed = changed
        self.surroundings = surroundings
        keptCount = pages.kept.count
        let addresses = Set((old.pages + new.pages).map(\.url))
        var attachments = FileNames()
        var otherCount = 0
        for path in Set(oldFiles.keys).union(newFiles.keys).subtracting(addresses).sorted() {
            let (before, after) = (oldFiles[path], newFiles[path])
            guard before != after, !SiteDifference.isIndex(path) else { continue }
            if !SiteDifference.isAttachment(path) {
                otherCount += 1
            } else if before == nil {
                attachments.added.append(path)
            } else if after == nil {
                attachments.removed.append(path)
            } else {
                attachments.changed.append(path)
            }
        }
        self.attachments = attachments
        self.otherCount = otherCount
        self.old = SiteDifference.size(of: old)
        self.new = SiteDifference.size(of: new)
    }

    /// Nothing that a reader or another program could see.
    package var isEmpty: Bool {
        added.isEmpty && removed.isEmpty && moved.isEmpty && changed.isEmpty && surroundings.isEmpty && old == new
            && otherCount == 0 && attachments.added.isEmpty && attachments.changed.isEmpty
            && attachments.removed.isEmpty
    }

    // MARK: - Files

    private static func isIndex(_ path: String) -> Bool { path.hasPrefix("search/") }

    /// What authors put beside their pages: by the endings that content may have, outside of the generator's folders.
    private static func isAttachment(_ path: String) -> Bool {
        if path.hasPrefix("assets/") || path.hasPrefix("api/") { return false }
        let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
        return attachmentEndings.contains(ending)
    }

    private static let attachmentEndings: Set<String> = [
        "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "pdf", "docx", "xlsx", "csv", "txt", "mp3", "mp4",
    ]

    private static func size(of manifest: SiteManifest) -> Size {
        var size = Size(files: manifest.files.count)
        for file in manifest.files {
            size.bytes += file.size
            if isIndex(file.path) { size.indexBytes += file.size }
        }
        return size
    }
}

extension SiteDifference {
    /// Pages told apart by what became of them.
    private struct Pages {
        var added: [Page] = []
        var removed: [Page] = []
        var moved: [Move] = []
        var kept: [(Page, Page)] = []

        init(_ old: SiteManifest, _ new: SiteManifest) {
            let newByID = Dictionary(new.pages.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            let newByURL = Dictionary(new.pages.map { ($0.url, $0) }, uniquingKeysWith: { first, _ in first })
            let ways = Dictionary(new.redirects.map { ($0.url, $0.to) }, uniquingKeysWith: { first, _ in first })
            var met: Set<String> = []
            let oldIDs = Set(old.pages.map(\.id))
            for page in old.pages {
                let way = ways[page.url].flatMap { newByURL[$0] }
                if let same = newByID[page.id] {
                    met.insert(same.id)
                    if same.url == page.url {
                        kept.append((page, same))
                    } else {
                        moved.append(Move(old: page, new: same, isRedirected: way?.id == same.id))
                    }
                } else if let way {
                    // A page that was there before took this one over; a new one is what this one is called now.
                    if !oldIDs.contains(way.id) { met.insert(way.id) }
                    moved.append(Move(old: page, new: way, isRedirected: true))
                } else {
                    removed.append(page)
                }
            }
            added = new.pages.filter { !met.contains($0.id) && !oldIDs.contains($0.id) }
        }
    }
}

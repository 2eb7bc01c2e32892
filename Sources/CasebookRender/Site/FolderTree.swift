import CasebookModel

/// The folders of the site's addresses, each with what lies directly in it. Every folder on the way to a page exists
/// here and gets an `index.html`, so that a cut-off address leads somewhere.
struct FolderTree: Sendable {
    struct Folder: Sendable {
        /// Without a final `/`; empty for the root.
        let path: String
        var title: String
        /// The kind that owns the folder.
        var kind: KindDeclaration?
        /// The page whose address is the folder's `index.html`.
        var index: Site.PageIndex?
        /// Whether that page introduces the folder's list, rather than standing for itself as a method does.
        var isIntroduced = false
        /// In the order of their routes, the index page left out.
        var pages: [Site.PageIndex] = []
        /// In the order of their paths, as indices into `folders`.
        var subfolders: [Int] = []
        /// Pages here and in all folders below.
        var total = 0

        /// The number to show: a kind's folder holds what its list holds, any other all that one finds on the way down.
        var count: Int { kind == nil ? total : pages.count }

        var route: Route { Route(path.isEmpty ? "index.html" : path + "/index.html") }
        var encodedRoute: EncodedRoute

        init(path: String) {
            self.path = path
            title = path.split(separator: "/").last.map(String.init) ?? ""
            encodedRoute = EncodedRoute(Route(path.isEmpty ? "index.html" : path + "/index.html"))
        }

        /// Whether the folder has a list; a page that stands for itself has none.
        var isList: Bool { index == nil || isIntroduced }
    }

    /// Sorted by path; the first is the root.
    let folders: [Folder]
    private let indexByPath: [String: Int]
    /// The folders that a page lies in, the root first, by the page's own folder.
    private let ancestry: [[Int]]
    /// The folder of each page.
    private let folderOfPage: [Int]

    init(_ site: Site, words: InterfaceWords) {
        var paths: Set<String> = [""]
        for page in site.pages {
            var path = Self.folder(of: page.route)[...]
            while paths.insert(String(path)).inserted, let slash = path.lastIndex(of: "/") { path = path[..<slash] }
        }
        let sorted = paths.sorted { $0.precedesInBytes($1) }
        let indexByPath = Dictionary(uniqueKeysWithValues: zip(sorted, sorted.indices))
        var folders = sorted.map { Folder(path: $0) }
        var folderOfPage: [Int] = []
        folderOfPage.reserveCapacity(site.pages.count)
        for (number, page) in site.pages.enumerated() {
            let folder = indexByPath[Self.folder(of: page.route), default: 0]
            folderOfPage.append(folder)
            if page.route == folders[folder].route {
                folders[folder].index = number
                folders[folder].isIntroduced = site.introductions[folders[folder].path] == number
                // A page that stands for its folder is an entry of the folder above, as a method is.
                if !folders[folder].isIntroduced, folder > 0 {
                    folders[indexByPath[Self.parent(of: folders[folder].path), default: 0]].pages.append(number)
                }
            } else {
                folders[folder].pages.append(number)
            }
        }
        for number in folders.indices.dropFirst() {
            let parent = indexByPath[Self.parent(of: folders[number].path), default: 0]
            folders[parent].subfolders.append(number)
        }
        for number in folders.indices { folders[number].total += folders[number].pages.count }
        // Deeper paths sort behind the ones that they begin with, so children are done before their parents.
        for number in folders.indices.dropFirst().reversed() {
            folders[indexByPath[Self.parent(of: folders[number].path), default: 0]].total += folders[number].total
        }
        for number in folders.indices { Self.name(&folders[number], site, words) }
        ancestry = sorted.map { path in
            var chain: [Int] = []
            var path = path
            while !path.isEmpty {
                chain.append(indexByPath[path, default: 0])
                path = Self.parent(of: path)
            }
            return [0] + chain.reversed()
        }
        self.folders = folders
        self.indexByPath = indexByPath
        self.folderOfPage = folderOfPage
    }

    subscript(path: String) -> Folder? { indexByPath[path].map { folders[$0] } }

    func folder(of page: Site.PageIndex) -> Folder { folders[folderOfPage[page]] }

    /// The folders above a page, the root first.
    func ancestors(of page: Site.PageIndex) -> [Folder] { ancestry[folderOfPage[page]].map { folders[$0] } }

    /// The folders above a folder and itself, the root first.
    func ancestors(ofFolder path: String) -> [Folder] {
        guard let folder = indexByPath[path] else { return [folders[0]] }
        return ancestry[folder].map { folders[$0] }
    }

    private static func name(_ folder: inout Folder, _ site: Site, _ words: InterfaceWords) {
        folder.kind = site.configuration.kinds.kind(inFolder: folder.path)
        if folder.path.isEmpty {
            folder.title = words[.home]
        } else if let index = folder.index {
            folder.title = site.pages[index].title
        } else if let kind = folder.kind {
            folder.title = kind.label.text(in: site.configuration.language)
        }
    }

    static func folder(of route: Route) -> String {
        guard let slash = route.path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
        return String(route.path[..<slash])
    }

    private static func parent(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }
}

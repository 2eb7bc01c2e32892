import CasebookModel
import CasebookText

/// What another id for a page means: which ids change with it, and which file or folder moves.
package struct Renaming: Sendable {
    package enum Refusal: Error, Hashable, Sendable {
        /// - Parameter now: The id of the page that had this one before.
        case unknownID(String, near: String?, now: String?)
        case invalidID(String)
        case sameID(String)
        /// A page has it, or had it; `path` is that page's file.
        case takenID(String, path: String, isFormer: Bool)
        /// Several files claim the old id.
        case duplicateID(String, paths: [String])
        /// `index.md` introduces its folder and is called like it.
        case introduction(String, path: String)
        /// A step stays with its method.
        case otherMethod(String, method: String)
        case takenPath(String)
        /// A file whose front matter can't be read mentions the id.
        case brokenFile(String)
        /// A file that was there a moment ago.
        case unreadableFile(String)
        /// A link or reference to the id is written in a way that can't be changed by itself.
        case hiddenPlace(path: String, SourceRange)
    }

    /// A file, or a method's whole folder; both below the content folder.
    package struct Move: Hashable, Sendable {
        package var from: String
        package var to: String
        package var isFolder: Bool

        /// The path of a file after the move.
        package func path(of path: String) -> String {
            if !isFolder { return path == from ? to : path }
            return path.hasPrefix(from + "/") ? to + path.dropFirst(from.count) : path
        }
    }

    /// The page that was asked for.
    package let page: ParsedPage
    package let newID: String
    /// New ids by old: the page's own, and for a method those of its steps.
    package let ids: [String: String]
    /// Ids that pages get as former ones, by path: theirs, where it changes, or what their address was.
    let formerIDs: [String: String]
    /// `nil` where the file's name has nothing to do with the id.
    package let move: Move?

    /// - Parameter new: For a step the part behind the `/` is enough.
    package init(_ old: String, to new: String, in surroundings: Surroundings) throws(Refusal) {
        let pages = surroundings.pages
        page = try Renaming.page(old, among: pages)
        newID = try Renaming.newID(new, of: page)
        if page.isIntroduction { throw .introduction(old, path: page.path) }
        var ids = [old: newID]
        var former = [page.path: old]
        move = Renaming.move(of: page, to: newID)
        if page.kind == "method", let move {
            let prefix = old + "/"
            for step in pages where step.kind == "step" && step.path.hasPrefix(move.from + "/") {
                if step.id.hasPrefix(prefix) {
                    ids[step.id] = "\(newID)/\(step.id.dropFirst(prefix.count))"
                    former[step.path] = step.id
                } else if !step.id.contains("/") {
                    // Its address has the folder's name in it, its id has not.
                    former[step.path] = prefix + step.id
                }
            }
        }
        self.ids = ids
        formerIDs = former
        try refuseTaken(pages)
    }

    private static func page(_ old: String, among pages: [ParsedPage]) throws(Refusal) -> ParsedPage {
        let found = pages.filter { $0.id == old }
        if found.count > 1 { throw .duplicateID(old, paths: found.map(\.path)) }
        if let page = found.first { return page }
        let now = pages.first { $0.fields.texts("former_ids").contains(old) }?.id
        throw .unknownID(old, near: nearestName(to: old, among: pages.map(\.id)), now: now)
    }

    private static func newID(_ wanted: String, of page: ParsedPage) throws(Refusal) -> String {
        var new = wanted
        if page.kind == "step", let slash = page.id.firstIndex(of: "/") {
            let method = String(page.id[..<slash])
            if !new.contains("/") { new = "\(method)/\(new)" }
            guard new.hasPrefix(method + "/") else { throw .otherMethod(new, method: method) }
            guard PageNames.isValid(String(new.dropFirst(method.count + 1))) else { throw .invalidID(wanted) }
        } else if !PageNames.isValid(new) {
            throw .invalidID(wanted)
        }
        if new == page.id { throw .sameID(new) }
        return new
    }

    /// The file or folder moves where the id is its name.
    private static func move(of page: ParsedPage, to new: String) -> Move? {
        let parts = page.path.split(separator: "/").map(String.init)
        guard let file = parts.last, let dot = file.lastIndex(of: ".") else { return nil }
        let stem = String(file[..<dot])
        if page.kind == "method" {
            guard stem == "index", parts.count > 1, parts[parts.count - 2] == page.id else { return nil }
            let folder = parts.dropLast(2)
            return Move(
                from: (folder + [page.id]).joined(separator: "/"), to: (folder + [new]).joined(separator: "/"),
                isFolder: true)
        }
        func name(_ id: String) -> String { id.split(separator: "/").last.map(String.init) ?? id }
        let old = name(page.id)
        let number = page.stepNumber == nil ? "" : String(stem.prefix { $0.isNumber }) + "-"
        guard stem == number + old else { return nil }
        return Move(
            from: page.path, to: (parts.dropLast() + [number + name(new) + file[dot...]]).joined(separator: "/"),
            isFolder: false)
    }

    /// A page's own former ids don't count: it may take one back.
    private func refuseTaken(_ pages: [ParsedPage]) throws(Refusal) {
        let wanted = Set(ids.values.map { $0.lowercased() })
        let paths = Set(formerIDs.keys)
        for other in pages where !paths.contains(other.path) {
            if wanted.contains(other.id.lowercased()) { throw .takenID(other.id, path: other.path, isFormer: false) }
            for id in other.fields.texts("former_ids") where wanted.contains(id.lowercased()) {
                throw .takenID(id, path: other.path, isFormer: true)
            }
        }
        if let move, pages.contains(where: { $0.path == move.to || $0.path.hasPrefix(move.to + "/") }) {
            throw .takenPath(move.to)
        }
    }
}

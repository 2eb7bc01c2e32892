import CasebookModel

/// Where a new page goes, and the id that it has there.
package struct PagePlace: Hashable, Sendable {
    package enum Refusal: Error, Hashable, Sendable {
        /// The id can't be a file's name and part of an address.
        case invalidID(String)
        /// A page has it, or had it.
        case takenID(String, suggestion: String)
        /// Nothing of the title can be written in letters.
        case noIDInTitle(String)
        /// A step needs to know its method; the methods there are.
        case noMethod([String])
        case unknownMethod(String, near: String?, known: [String])
        /// `--method` for a page of another kind.
        case methodNotAllowed
    }

    package let id: String
    /// Below the content folder.
    package let path: String

    /// - Parameters:
    ///   - wanted: The id that the author chose; `nil` makes one of the title, with a number where it is taken.
    ///   - method: The id of the method that a step is added to.
    package init(
        for kind: KindDeclaration, title: String, wanted: String?, method: String?, in surroundings: Surroundings
    ) throws(Refusal) {
        let names = PageNames(surroundings.pages)
        if kind.name == "step" {
            self = try PagePlace.step(title, wanted, method, names, surroundings)
            return
        }
        if method != nil { throw .methodNotAllowed }
        id = try PagePlace.id(wanted, title, prefix: "", names)
        let folder = kind.folder.isEmpty ? "" : kind.folder + "/"
        path = kind.name == "method" ? "\(folder)\(id)/index.md" : "\(folder)\(id).md"
    }

    private init(id: String, path: String) {
        self.id = id
        self.path = path
    }

    /// `methods/<folder of the method>/<number>-<slug>.md`, numbered behind the last step there.
    private static func step(
        _ title: String, _ wanted: String?, _ method: String?, _ names: PageNames, _ surroundings: Surroundings
    ) throws(Refusal) -> PagePlace {
        let methods = surroundings.pages.filter { $0.kind == "method" && $0.status != .retired }
        guard let method else { throw .noMethod(methods.map(\.id)) }
        guard let page = methods.first(where: { $0.id == method }) else {
            let known = methods.map(\.id)
            throw .unknownMethod(method, near: PageNames.nearest(to: method, among: known), known: known)
        }
        let folder = page.path.split(separator: "/").dropLast().joined(separator: "/")
        let folderName = folder.split(separator: "/").last.map(String.init) ?? folder
        let id = try id(wanted, title, prefix: folderName + "/", names)
        let last =
            surroundings.pages.filter { $0.kind == "step" && $0.path.hasPrefix(folder + "/") }
            .compactMap(\.stepNumber).max() ?? 0
        let slug = id.dropFirst(folderName.count + 1)
        return PagePlace(id: id, path: "\(folder)/\(last + 1)-\(slug).md")
    }

    /// - Parameter prefix: What stands before every id of a step: its method's folder and `/`. Authors may leave it out.
    private static func id(
        _ wanted: String?, _ title: String, prefix: String, _ names: PageNames
    ) throws(Refusal) -> String {
        if let wanted {
            let slug = wanted.hasPrefix(prefix) ? String(wanted.dropFirst(prefix.count)) : wanted
            guard PageNames.isValid(slug) else { throw .invalidID(wanted) }
            let id = prefix + slug
            guard !names.isTaken(id) else { throw .takenID(id, suggestion: names.free(id)) }
            return id
        }
        guard let slug = PageNames.id(ofTitle: title) else { throw .noIDInTitle(title) }
        return names.free(prefix + slug)
    }
}

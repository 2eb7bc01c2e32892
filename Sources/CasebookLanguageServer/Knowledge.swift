import CasebookAuthoring
import CasebookBuild
import CasebookFiles
import CasebookModel

/// What an editor can be told about a site: its pages, kinds and words, by the names that authors write.
struct Knowledge {
    let contents: SiteContents
    let surroundings: Surroundings
    let language: ProgramLanguage
    private let pageByID: [String: Int]
    private let pageByPath: [String: Int]

    init(_ contents: SiteContents, language: ProgramLanguage) {
        self.contents = contents
        self.language = language
        let pages = contents.pages
        surroundings = contents.surroundings
        pageByID = Dictionary(pages.indices.map { (pages[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
        pageByPath = Dictionary(pages.indices.map { (pages[$0].path, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func page(_ id: String) -> ParsedPage? { pageByID[id].map { surroundings.pages[$0] } }

    /// As it was when the site was last looked at; `nil` for files that are no pages.
    func page(at path: DiskPath) -> ParsedPage? {
        guard let place = contentPath(path) else { return nil }
        return pageByPath[place].map { surroundings.pages[$0] }
    }

    /// A file of the content folder, by its path below it.
    func path(_ place: String) -> DiskPath { contents.disks[place] ?? contents.folder.appending(place) }

    private func contentPath(_ path: DiskPath) -> String? {
        path.relative(to: contents.folder).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The kind of a page that is being written: what it says itself, or what its folder says.
    func kind(at path: DiskPath, _ lines: FrontMatterLines?) -> KindDeclaration? {
        if let name = lines?.value(of: "kind"), let kind = surroundings.kinds[name] { return kind }
        if let page = page(at: path) { return surroundings.kinds[page.kind] }
        guard let place = contentPath(path), let folder = place.split(separator: "/").first else { return nil }
        return surroundings.kinds.kind(inFolder: folder) ?? surroundings.kinds["page"]
    }

    /// What may be written below a path of keys.
    enum Slot {
        /// One of these keys.
        case fields([FieldDeclaration])
        /// Names of the author's own, each with these fields below it.
        case names
        case value(FieldDeclaration)
    }

    /// - Parameter keys: From the first level on; empty for the first level itself.
    func slot(below keys: [String], of kind: KindDeclaration) -> Slot? {
        let all = surroundings.kinds.fields(of: kind)
        guard let first = keys.first else { return .fields(all) }
        guard let field = all.first(where: { $0.name == first }) else { return nil }
        return slot(below: keys.dropFirst(), of: field)
    }

    private func slot(below keys: ArraySlice<String>, of field: FieldDeclaration) -> Slot? {
        let fields: [FieldDeclaration]
        var keys = keys
        switch field.type.element {
        case .record(let members, let shorthand):
            if keys.isEmpty, let short = members.first(where: { $0.name == shorthand }), case .list = field.type {
                return .value(short)
            }
            fields = members
        case .keyed(let key, let members):
            fields = members
            // As a list of records the name is a field like the others.
            if let first = keys.first, first != key, !members.contains(where: { $0.name == first }) {
                keys = keys.dropFirst()
            } else if keys.isEmpty {
                return .names
            }
        default: return keys.isEmpty ? .value(field) : nil
        }
        guard let next = keys.first else { return .fields(fields) }
        return fields.first { $0.name == next }.flatMap { slot(below: keys.dropFirst(), of: $0) }
    }

    /// The fields of one record of a field that holds records.
    func members(of keys: [String], of kind: KindDeclaration) -> [FieldDeclaration]? {
        guard let first = keys.first, let field = surroundings.kinds.fields(of: kind).first(where: { $0.name == first })
        else {
            return nil
        }
        switch field.type.element {
        case .record(let members, _): return keys.count == 1 ? members : nil
        case .keyed(_, let members): return keys.count <= 2 ? members : nil
        default: return nil
        }
    }
}

extension FieldType {
    /// What a list holds; any other type itself.
    var element: FieldType { if case .list(let element) = self { element.element } else { self } }
}

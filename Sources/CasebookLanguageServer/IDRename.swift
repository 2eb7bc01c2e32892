import CasebookAuthoring
import CasebookBuild
import CasebookFiles
import CasebookModel

/// Another id for the page that is named at a cursor, as one edit of all files that say it.
struct IDRename {
    let page: EditedPage
    let files: OpenFiles

    private var knowledge: Knowledge { page.knowledge }

    static let editorCannotMove = LocalizedText(
        "这个编辑器不能同时改多个文件和文件名，请在终端运行 casebook rename",
        "this editor can't change several files and their names at once; run casebook rename in a terminal")

    /// The id of a page that stands at a place, and where.
    func id(at position: TextPosition) -> (id: String, word: Range<Int>)? {
        guard let cursor = page.cursor(at: position) else { return nil }
        let word = FrontMatterLines.unquoted(page.document.text(cursor.word))
        guard knowledge.page(word) != nil else { return nil }
        switch cursor.place {
        case .link: return (word, cursor.word)
        case .value(let keys): return isID(keys) ? (word, cursor.word) : nil
        case .heading, .slot, .excuse, .key: return nil
        }
    }

    private func isID(_ keys: [String]) -> Bool {
        if keys == ["id"] { return true }
        guard case .value(let field)? = page.slot(below: keys), case .reference = field.type.element else {
            return false
        }
        return true
    }

    func plan(_ old: String, to new: String) throws(Renaming.Refusal) -> RenamePlan {
        try RenamePlan(old, to: new, in: knowledge.contents.renamed, read: bytes)
    }

    private func bytes(_ place: String) -> [UInt8]? {
        try? files.read(knowledge.path(place), limit: 10_000_000).bytes
    }

    func words(for refusal: Renaming.Refusal) -> String {
        refusal.words(pathPrefix: knowledge.surroundings.pathPrefix) { range, place in
            bytes(place).map { LineTable($0).position(of: range.start) }
        }.text(in: knowledge.language)
    }

    // MARK: - In the protocol's shape

    /// A `WorkspaceEdit`: the texts first, then the file's or folder's new name.
    func write(_ plan: RenamePlan, addresses: [DiskPath: FileAddress], to json: inout JSONWriter) {
        func address(_ path: DiskPath) -> String { (addresses[path] ?? FileAddress(path)).text }
        json.object { json in
            json.key("documentChanges")
            json.array { json in
                for file in plan.files { write(file, at: address(knowledge.path(file.path)), to: &json) }
                guard let move = plan.renaming.move else { return }
                json.object { json in
                    json.member("kind", "rename")
                    json.member("oldUri", address(knowledge.contents.folder.appending(move.from)))
                    json.member("newUri", address(knowledge.contents.folder.appending(move.to)))
                }
            }
        }
    }

    private func write(_ file: FileEdits, at address: String, to json: inout JSONWriter) {
        let before = TextDocument(file.before)
        json.object { json in
            json.key("textDocument")
            json.object { json in
                json.member("uri", address)
                json.key("version")
                json.null()
            }
            json.key("edits")
            json.array { json in
                for edit in file.edits {
                    json.object { json in
                        json.key("range")
                        before.write(edit.range.start..<edit.range.end, to: &json)
                        json.member("newText", String(decoding: edit.replacement, as: UTF8.self))
                    }
                }
            }
        }
    }
}

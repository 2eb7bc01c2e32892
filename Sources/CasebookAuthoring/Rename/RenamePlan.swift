import CasebookModel

/// Everything that changes when a page gets another id: edits of files, and at most one move.
///
/// A function of what was parsed and of the files' bytes; whoever asks for it checks what comes of it before anything is
/// written.
package struct RenamePlan: Sendable {
    /// What of the content folder may say ids.
    package struct Content: Sendable {
        package var surroundings: Surroundings
        package var searchTests: [SearchTest]
        /// Below the content folder.
        package var searchTestsPath: String

        package init(surroundings: Surroundings, searchTests: [SearchTest], searchTestsPath: String) {
            self.surroundings = surroundings
            self.searchTests = searchTests
            self.searchTestsPath = searchTestsPath
        }
    }

    package let renaming: Renaming
    /// In the order of their paths; each has at least one edit.
    package let files: [FileEdits]

    /// - Parameter read: The bytes of a file by its path below the content folder, as they were parsed; `nil` where they
    ///   can't be had any more.
    package init(
        _ old: String, to new: String, in content: Content, read: (String) -> [UInt8]?
    ) throws(Renaming.Refusal) {
        let renaming = try Renaming(old, to: new, in: content.surroundings)
        var files: [FileEdits] = []
        func places(_ path: String) throws(Renaming.Refusal) -> IDPlaces {
            guard let bytes = read(path) else { throw .unreadableFile(path) }
            return IDPlaces(path: path, bytes: bytes, renaming: renaming)
        }
        func keep(_ places: IDPlaces) {
            if !places.edits.isEmpty {
                files.append(FileEdits(path: places.path, before: places.bytes, edits: places.edits))
            }
        }
        for page in content.surroundings.pages where page.mayMention(renaming) {
            var found = try places(page.path)
            try found.rename(in: page)
            keep(found)
        }
        for vocabulary in content.surroundings.vocabularies where vocabulary.hasLinks {
            var found = try places(vocabulary.path)
            try found.rename(in: vocabulary)
            keep(found)
        }
        let tested = content.searchTests.flatMap(\.expected).filter { renaming.ids[$0.value] != nil }
        if !tested.isEmpty {
            var found = try places(content.searchTestsPath)
            for id in tested { try found.renameScalar(id.value, at: id.range) }
            keep(found)
        }
        self.renaming = renaming
        self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }
}

extension IDPlaces {
    fileprivate mutating func rename(in page: ParsedPage) throws(Renaming.Refusal) {
        if page.isBroken {
            // Nothing is known of its fields: what it says of the id would be left behind.
            let mentions = renaming.ids.keys.contains { bytes.firstRange(of: Array($0.utf8)) != nil }
            if mentions { throw .brokenFile(page.path) }
            return
        }
        let front = SourceRange(0, page.bodyRange.start)
        for field in page.fields where field.name != "former_ids" {
            try renameReferences(in: field.value)
            for document in field.value.documents {
                try renameFileLinks(of: document.links, in: front)
            }
        }
        try renamePageLinks(of: page.fields.flatMap(\.value.documents), in: front)
        try renamePageLinks(of: [page.body], in: page.bodyRange)
        try renameFileLinks(of: page.links, in: page.bodyRange)
        guard let former = renaming.formerIDs[page.path] else { return }
        if let written = page.fields[field: "id"], let id = written.text { try renameScalar(id, at: written.range) }
        for edit in try FormerID(page: page, bytes: bytes, old: former, new: renaming.ids[former]).edits() { add(edit) }
    }

    fileprivate mutating func rename(in vocabulary: Vocabulary) throws(Renaming.Refusal) {
        let whole = SourceRange(0, bytes.count)
        let documents = vocabulary.values.map(\.description)
        try renamePageLinks(of: documents, in: whole)
        for document in documents { try renameFileLinks(of: document.links, in: whole) }
    }
}

extension ParsedPage {
    /// Whether a file has to be read: most pages of a large site have nothing to do with the one that is renamed.
    fileprivate func mayMention(_ renaming: Renaming) -> Bool {
        if isBroken || renaming.formerIDs[path] != nil { return true }
        func isMeant(_ link: Link) -> Bool {
            switch link.form {
            case .page, .card: renaming.ids[link.target] != nil
            case .markdown, .image: renaming.move.flatMap { MovedDestination(link.target, from: path, $0) } != nil
            }
        }
        return links.contains(where: isMeant)
            || fields.contains { field in
                field.value.mentions(renaming) || field.value.documents.contains { $0.links.contains(where: isMeant) }
            }
    }
}

extension Vocabulary {
    fileprivate var hasLinks: Bool { values.contains { !$0.description.links.isEmpty } }
}

extension FieldValue {
    /// What the value's texts were parsed to, in the order in which they are written.
    fileprivate var documents: [Document] {
        switch content {
        case .prose(let prose): prose.document.map { [$0] } ?? []
        case .list(let values): values.flatMap(\.documents)
        case .record(let fields): fields.flatMap(\.value.documents)
        case .keyed(let records): records.flatMap { $0.fields.flatMap(\.value.documents) }
        case .text, .integer, .date, .flag, .value, .reference: []
        }
    }

    fileprivate func mentions(_ renaming: Renaming) -> Bool {
        switch content {
        case .reference(let id): renaming.ids[id] != nil
        case .list(let values): values.contains { $0.mentions(renaming) }
        case .record(let fields): fields.contains { $0.value.mentions(renaming) }
        case .keyed(let records): records.contains { $0.fields.contains { $0.value.mentions(renaming) } }
        case .text, .prose, .integer, .date, .flag, .value: false
        }
    }
}

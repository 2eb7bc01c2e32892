import CasebookModel

/// Where a file's text says an id, and what is to stand there: byte edits at places that hold what they are expected to.
struct IDPlaces {
    let path: String
    let bytes: [UInt8]
    let renaming: Renaming
    private(set) var edits: [TextEdit] = []

    init(path: String, bytes: [UInt8], renaming: Renaming) {
        self.path = path
        self.bytes = bytes
        self.renaming = renaming
    }

    mutating func add(_ edit: TextEdit) { edits.append(edit) }

    // MARK: - Front matter

    /// Every reference of a value.
    mutating func renameReferences(in value: FieldValue) throws(Renaming.Refusal) {
        switch value.content {
        case .reference(let id): try renameScalar(id, at: value.range)
        case .list(let values): for value in values { try renameReferences(in: value) }
        case .record(let fields): for field in fields { try renameReferences(in: field.value) }
        case .keyed(let records):
            for record in records { for field in record.fields { try renameReferences(in: field.value) } }
        case .text, .prose, .integer, .date, .flag, .value: break
        }
    }

    /// An id as a YAML scalar, in its own quotes; other ids are left alone.
    mutating func renameScalar(_ id: String, at range: SourceRange) throws(Renaming.Refusal) {
        guard let new = renaming.ids[id] else { return }
        let written = bytes[range.start..<range.end]
        if written.elementsEqual(id.utf8) {
            add(TextEdit(range, YAMLText.scalar(new, inFlow: true).utf8))
        } else if written.elementsEqual("'\(id)'".utf8) || written.elementsEqual("\"\(id)\"".utf8) {
            // Ids hold neither quotes nor backslashes.
            add(TextEdit(SourceRange(range.start + 1, range.end - 1), new.utf8))
        } else {
            throw .hiddenPlace(path: path, range)
        }
    }

    // MARK: - Links

    /// `[[id]]` and `![[id]]` of a part of the file.
    ///
    /// - Parameters:
    ///   - documents: What the part was parsed to, in order. Positions of links may be wrong, so that they are only the
    ///     last resort: the marks in the text are counted off against what the parser made of each.
    mutating func renamePageLinks(of documents: [Document], in part: SourceRange) throws(Renaming.Refusal) {
        let links = documents.flatMap(\.links).filter(\.isPageLink)
        for id in Set(links.map(\.target)) {
            guard let new = renaming.ids[id] else { continue }
            let uses = documents.flatMap { $0.uses(of: id) }
            for place in try places(of: links.filter { $0.target == id }, to: id, uses, in: part) {
                add(TextEdit(place, new.utf8))
            }
        }
    }

    private func places(
        of links: [Link], to id: String, _ uses: [Bool], in part: SourceRange
    ) throws(Renaming.Refusal) -> [SourceRange] {
        let marks = IDMark.all(of: id, in: bytes[part.start..<part.end])
        if marks.count == links.count { return marks }
        if marks.count == uses.count { return zip(marks, uses).filter(\.1).map(\.0) }
        var places: [SourceRange] = []
        for link in links {
            guard let mark = marks.first(where: { (link.range.start..<link.range.end).contains($0.start) }) else {
                throw .hiddenPlace(path: path, link.range)
            }
            places.append(mark)
        }
        return places
    }

    /// `[words](old.md)` of a part of the file, where the file or its folder moves.
    mutating func renameFileLinks(of links: [Link], in part: SourceRange) throws(Renaming.Refusal) {
        guard let move = renaming.move else { return }
        var taken: Set<SourceRange> = []
        for link in links where !link.isPageLink {
            guard let moved = MovedDestination(link.target, from: path, move) else { continue }
            let target = Array(link.target.utf8)
            let end = link.range.start + target.count
            let place = SourceRange(link.range.start, end)
            if end <= part.end, bytes[link.range.start..<end].elementsEqual(target), taken.insert(place).inserted {
                add(TextEdit(place, moved.text.utf8))
                continue
            }
            // A link by reference has no destination of its own, and what was found for it is another one's.
            let definitions = definitions(of: target, in: part)
            if definitions.isEmpty { throw .hiddenPlace(path: path, link.range) }
            for definition in definitions { add(TextEdit(definition, moved.text.utf8)) }
        }
    }

    /// The destinations in `[name]: destination`.
    private func definitions(of target: [UInt8], in part: SourceRange) -> [SourceRange] {
        var found: [SourceRange] = []
        for opening in ["]: ", "]:", "]: <", "]:<"] {
            var rest = bytes[part.start..<part.end]
            while let place = rest.firstRange(of: Array(opening.utf8) + target) {
                let end = rest[place.upperBound...].first
                // The whole destination, not the beginning of a longer one.
                if end.map({ $0 <= UInt8(ascii: " ") || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "#") }) ?? true {
                    found.append(SourceRange(place.upperBound - target.count, place.upperBound))
                }
                rest = rest[place.upperBound...]
            }
        }
        return found
    }
}

extension Link {
    fileprivate var isPageLink: Bool { form == .page || form == .card }
}

/// The id in `[[id`, with what may follow it.
private enum IDMark {
    static func all(of id: String, in bytes: ArraySlice<UInt8>) -> [SourceRange] {
        let id = Array(id.utf8)
        var found: [SourceRange] = []
        var rest = bytes
        while let opening = rest.firstRange(of: Array("[[".utf8)) {
            rest = rest[opening.upperBound...]
            let word = rest.drop { $0 == UInt8(ascii: " ") }
            guard word.starts(with: id) else { continue }
            let behind = word.dropFirst(id.count).drop { $0 == UInt8(ascii: " ") }
            let ends = [UInt8(ascii: "|"), UInt8(ascii: "#"), UInt8(ascii: "]"), UInt8(ascii: "\\")]
            guard let next = behind.first, ends.contains(next) else { continue }
            found.append(SourceRange(word.startIndex, word.startIndex + id.count))
        }
        return found
    }
}

extension Document {
    /// Each place in reading order that says `[[id`: `true` where it is a link, `false` where it is words or code.
    fileprivate func uses(of id: String) -> [Bool] {
        var uses: [Bool] = []
        for node in nodes {
            switch node.kind {
            case .pageLink, .card:
                if links[Int(node.index)].target == id { uses.append(true) }
            case .text, .code, .codeBlock, .htmlBlock, .inlineHTML, .image:
                uses += IDMark.all(of: id, in: words(of: node)).map { _ in false }
            default: break
            }
        }
        return uses
    }
}

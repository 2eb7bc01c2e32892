import CasebookModel

/// Relations as declared on one page, known on both.
struct RelationResolver: Sendable {
    /// Parallel to the built entries of the directory.
    private(set) var blocks: [[RelationBlock]]

    init(_ directory: PageDirectory, _ kinds: KindTable, _ findings: inout Findings) {
        // A tenth of a kind's fields: looking through all of them for each page took a third of the time here.
        let declarations = Dictionary(
            uniqueKeysWithValues: kinds.kinds.map { ($0.name, kinds.fields(of: $0).filter(\.type.holdsReference)) })
        var forward = [[Declared]](repeating: [], count: directory.entries.count)
        for index in directory.entries.indices {
            forward[index] = RelationResolver.declared(
                index, declarations[directory.page(index).kind] ?? [], directory, kinds, &findings)
        }
        var builders = [BlockBuilder](repeating: BlockBuilder(), count: directory.builtCount)
        for index in 0..<directory.builtCount {
            for relation in forward[index] { builders[index].add(relation.target, forward: relation) }
        }
        // Declaring pages in the order of their routes, so that the other side's blocks come out sorted.
        for index in 0..<directory.builtCount {
            for relation in forward[index] where relation.relation.inverse != nil {
                builders[relation.target].add(index, inverseOf: relation)
            }
        }
        RelationResolver.reportOneSided(forward, directory, &findings)
        blocks = builders.map(\.blocks)
    }

    /// A relation that one page declares, to a page that is built.
    private struct Declared {
        var field: FieldDeclaration
        var relation: Relation
        var target: Int
        var qualifiers: [String: String]
        var range: SourceRange
    }

    // MARK: - Declared relations

    private static func declared(
        _ index: Int, _ declarations: [FieldDeclaration], _ directory: PageDirectory, _ kinds: KindTable,
        _ findings: inout Findings
    ) -> [Declared] {
        let page = directory.page(index)
        var relations: [Declared] = []
        for declaration in declarations {
            guard let value = page.fields[field: declaration.name] else { continue }
            var references: [Reference] = []
            collect(value, declaration.type, into: &references)
            for reference in references {
                guard let target = resolve(reference, declaration.name, of: index, directory, kinds, &findings) else {
                    continue
                }
                relations.append(
                    Declared(
                        field: declaration, relation: reference.relation, target: target,
                        qualifiers: reference.qualifiers, range: reference.range))
            }
        }
        return relations
    }

    private struct Reference {
        var id: String
        var range: SourceRange
        var relation: Relation
        var qualifiers: [String: String]
    }

    private static func collect(_ value: FieldValue, _ type: FieldType, into references: inout [Reference]) {
        switch (type, value.content) {
        case (.list(let element), .list(let values)):
            for value in values { collect(value, element, into: &references) }
        case (.reference(let relation), .reference(let id)):
            references.append(Reference(id: id, range: value.range, relation: relation, qualifiers: [:]))
        case (.record(let declarations, _), .record(let fields)):
            collect(fields, declarations, into: &references)
        case (.keyed(_, let declarations), .keyed(let records)):
            for record in records { collect(record.fields, declarations, into: &references) }
        default: break
        }
    }

    /// The references of a record; its scalars qualify them.
    private static func collect(
        _ fields: [Field], _ declarations: [FieldDeclaration], into references: inout [Reference]
    ) {
        let first = references.count
        var qualifiers: [String: String] = [:]
        for field in fields {
            guard let type = declarations.first(named: field.name)?.type else { continue }
            if type.holdsReference {
                collect(field.value, type, into: &references)
            } else if let text = field.value.text {
                qualifiers[field.name] = text
            }
        }
        for index in first..<references.count { references[index].qualifiers = qualifiers }
    }

    private static func resolve(
        _ reference: Reference, _ field: String, of index: Int, _ directory: PageDirectory, _ kinds: KindTable,
        _ findings: inout Findings
    ) -> Int? {
        let page = directory.page(index)
        guard let target = directory.byID[reference.id] else {
            let near =
                directory.byFormerID[reference.id].map { directory.page($0).id }
                ?? findings.near(reference.id, among: directory.byID.keys)
            findings.report(
                .unresolvedRelation(field: field, id: reference.id, near: near), in: page, at: reference.range)
            return nil
        }
        let wanted = reference.relation.targetKinds
        let kind = directory.page(target).kind
        if !wanted.isEmpty, !wanted.contains(kind) {
            let problem = Problem.wrongRelationKind(
                field: field, id: reference.id, kind: kinds[kind]?.label ?? LocalizedText(kind),
                expected: wanted.map { kinds[$0]?.label ?? LocalizedText($0) })
            findings.report(problem, in: page, at: reference.range)
            return nil
        }
        guard directory.isBuilt(target) else {
            if directory.isBuilt(index) {
                let status = directory.page(target).status
                findings.report(.unpublishedTarget(id: reference.id, status: status), in: page, at: reference.range)
            }
            return nil
        }
        return target
    }

    /// A conflict that only one side speaks of hides from the readers of the other.
    private static func reportOneSided(
        _ forward: [[Declared]], _ directory: PageDirectory, _ findings: inout Findings
    ) {
        for index in 0..<directory.builtCount {
            for relation in forward[index] where relation.relation.symmetric {
                let isReturned = forward[relation.target].contains {
                    $0.field.name == relation.field.name && $0.target == index
                }
                if !isReturned {
                    let id = directory.page(relation.target).id
                    findings.report(.asymmetricConflict(id: id), in: directory.page(index), at: relation.range)
                }
            }
        }
    }

    // MARK: - Blocks

    /// The blocks of one page while they grow: no page twice in a block.
    private struct BlockBuilder {
        private(set) var blocks: [RelationBlock] = []
        private var seen: [Set<Int>] = []

        mutating func add(_ target: Int, forward relation: Declared) {
            add(target, relation.qualifiers, name: relation.field.name, label: relation.field.label, isInverse: false)
        }

        mutating func add(_ source: Int, inverseOf relation: Declared) {
            guard let inverse = relation.relation.inverse else { return }
            add(source, relation.qualifiers, name: inverse.name, label: inverse.label, isInverse: true)
        }

        private mutating func add(
            _ page: Int, _ qualifiers: [String: String], name: String, label: LocalizedText, isInverse: Bool
        ) {
            let index = blocks.firstIndex { $0.name == name } ?? blocks.count
            if index == blocks.count {
                blocks.append(RelationBlock(name: name, label: label, isInverse: isInverse, entries: []))
                seen.append([])
            }
            guard seen[index].insert(page).inserted else { return }
            blocks[index].entries.append(RelationBlock.Entry(page: page, qualifiers: qualifiers))
        }
    }
}

extension FieldType {
    var holdsReference: Bool {
        switch self {
        case .reference: true
        case .list(let element): element.holdsReference
        case .record(let fields, _), .keyed(_, let fields): fields.contains { $0.type.holdsReference }
        case .text, .prose, .integer, .date, .flag, .affirmation, .choice, .vocabulary: false
        }
    }
}

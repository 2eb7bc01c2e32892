import CasebookModel

/// Relations as declared on one page, known on both.
struct RelationResolver: Sendable {
    /// Parallel to the built entries of the directory.
    private(set) var blocks: [[RelationBlock]]

    init(_ directory: PageDirectory, _ kinds: KindTable, _ findings: inout Findings, _ pairing: Pairing) {
        // A tenth of a kind's fields: looking through all of them for each page took a third of the time here.
        let forms = Dictionary(
            uniqueKeysWithValues: kinds.kinds.map {
                ($0.name, kinds.fields(of: $0).filter(\.type.holdsReference).map(FieldForm.init))
            })
        let pathPrefix = findings.pathPrefix
        let declared = pairing.halves(of: directory.entries.count) { range in
            var findings = Findings(pathPrefix: pathPrefix)
            return (
                relations: RelationResolver.declared(by: range, forms, directory, kinds, &findings), findings: findings
            )
        }
        findings.append(declared.0.findings)
        findings.append(declared.1.findings)
        let forward = declared.0.relations + declared.1.relations
        // The pages that are built come first.
        let built = forward.prefix { $0.source < directory.builtCount }
        RelationResolver.reportOneSided(built, directory, &findings)
        let blocks = pairing.halves(of: directory.builtCount) { RelationResolver.blocks(of: $0, built) }
        self.blocks = blocks.0 + blocks.1
    }

    /// A relation as a field declares it. A class, since each of the thousands that pages declare refers to one.
    private final class Form: Sendable {
        let field: String
        let label: LocalizedText
        let relation: Relation

        init(_ field: FieldDeclaration, _ relation: Relation) {
            self.field = field.name
            label = field.label
            self.relation = relation
        }
    }

    /// A field with the relations that its values may hold, nearly always one.
    private struct FieldForm {
        let field: String
        let type: FieldType
        private let forms: [Form]

        init(_ declaration: FieldDeclaration) {
            field = declaration.name
            type = declaration.type
            forms = declaration.type.relations.map { Form(declaration, $0) }
        }

        func form(of relation: Relation) -> Form {
            // The relation is that of a reference within `type`.
            forms.count == 1 ? forms[0] : forms.first { $0.relation == relation }!
        }
    }

    /// A relation that one page declares, to a page that is built.
    private struct Declared {
        var form: Form
        var source: Int
        var target: Int
        var qualifiers: [String: String]
        var range: SourceRange
    }

    // MARK: - Declared relations

    /// Sorted by the pages that declare them.
    private static func declared(
        by range: Range<Int>, _ forms: [String: [FieldForm]], _ directory: PageDirectory, _ kinds: KindTable,
        _ findings: inout Findings
    ) -> [Declared] {
        var relations: [Declared] = []
        var references: [Reference] = []
        for index in range {
            let fields = forms[directory.page(index).kind] ?? []
            declare(index, fields, directory, kinds, &references, &relations, &findings)
        }
        return relations
    }

    /// - Parameter references: Room to work in: one for all pages takes less time than one for each.
    private static func declare(
        _ index: Int, _ fields: [FieldForm], _ directory: PageDirectory, _ kinds: KindTable,
        _ references: inout [Reference], _ relations: inout [Declared], _ findings: inout Findings
    ) {
        let page = directory.page(index)
        for field in fields {
            guard let value = page.fields[field: field.field] else { continue }
            references.removeAll(keepingCapacity: true)
            collect(value, field.type, field, into: &references)
            for reference in references {
                guard let target = resolve(reference, of: index, directory, kinds, &findings) else { continue }
                relations.append(
                    Declared(
                        form: reference.form, source: index, target: target, qualifiers: reference.qualifiers,
                        range: reference.range))
            }
        }
    }

    private struct Reference {
        var form: Form
        var id: String
        var range: SourceRange
        var qualifiers: [String: String] = [:]
    }

    private static func collect(
        _ value: FieldValue, _ type: FieldType, _ field: FieldForm, into references: inout [Reference]
    ) {
        switch (type, value.content) {
        case (.list(let element), .list(let values)):
            for value in values { collect(value, element, field, into: &references) }
        case (.reference(let relation), .reference(let id)):
            references.append(Reference(form: field.form(of: relation), id: id, range: value.range))
        case (.record(let declarations, _), .record(let fields)):
            collect(fields, declarations, field, into: &references)
        case (.keyed(_, let declarations), .keyed(let records)):
            for record in records { collect(record.fields, declarations, field, into: &references) }
        default: break
        }
    }

    /// The references of a record; its scalars qualify them.
    private static func collect(
        _ fields: [Field], _ declarations: [FieldDeclaration], _ form: FieldForm, into references: inout [Reference]
    ) {
        let first = references.count
        var qualifiers: [String: String] = [:]
        for field in fields {
            guard let type = declarations.first(named: field.name)?.type else { continue }
            if type.holdsReference {
                collect(field.value, type, form, into: &references)
            } else if let text = field.value.text {
                qualifiers[field.name] = text
            }
        }
        for index in first..<references.count { references[index].qualifiers = qualifiers }
    }

    private static func resolve(
        _ reference: Reference, of index: Int, _ directory: PageDirectory, _ kinds: KindTable,
        _ findings: inout Findings
    ) -> Int? {
        let page = directory.page(index)
        let (form, id, range) = (reference.form, reference.id, reference.range)
        guard let target = directory.byID[id] else {
            let near =
                directory.byFormerID[id].map { directory.page($0).id }
                ?? findings.near(id, among: directory.byID.keys)
            findings.report(.unresolvedRelation(field: form.field, id: id, near: near), in: page, at: range)
            return nil
        }
        let wanted = form.relation.targetKinds
        let kind = directory.page(target).kind
        if !wanted.isEmpty, !wanted.contains(kind) {
            let problem = Problem.wrongRelationKind(
                field: form.field, id: id, kind: kinds[kind]?.label ?? LocalizedText(kind),
                expected: wanted.map { kinds[$0]?.label ?? LocalizedText($0) })
            findings.report(problem, in: page, at: range)
            return nil
        }
        guard directory.isBuilt(target) else {
            if directory.isBuilt(index) {
                let status = directory.page(target).status
                findings.report(.unpublishedTarget(id: id, status: status), in: page, at: range)
            }
            return nil
        }
        return target
    }

    /// A conflict that only one side speaks of hides from the readers of the other.
    private static func reportOneSided(
        _ forward: ArraySlice<Declared>, _ directory: PageDirectory, _ findings: inout Findings
    ) {
        // Where each page's begin.
        var starts = Array(repeating: 0, count: directory.builtCount + 1)
        for relation in forward { starts[relation.source + 1] += 1 }
        for page in 0..<directory.builtCount { starts[page + 1] += starts[page] }
        for relation in forward where relation.form.relation.symmetric {
            let isReturned = forward[starts[relation.target]..<starts[relation.target + 1]].contains {
                $0.target == relation.source && $0.form.field == relation.form.field
            }
            if !isReturned {
                let id = directory.page(relation.target).id
                findings.report(.asymmetricConflict(id: id), in: directory.page(relation.source), at: relation.range)
            }
        }
    }

    // MARK: - Blocks

    /// - Parameter relations: Those that all built pages declare, sorted by them.
    private static func blocks(of pages: Range<Int>, _ relations: ArraySlice<Declared>) -> [[RelationBlock]] {
        var builders = [BlockBuilder](repeating: BlockBuilder(), count: pages.count)
        for relation in relations where pages.contains(relation.source) {
            builders[relation.source - pages.lowerBound].add(relation.target, forward: relation)
        }
        // Declaring pages in the order of their routes, so that the other side's blocks come out sorted.
        for relation in relations where pages.contains(relation.target) {
            builders[relation.target - pages.lowerBound].add(relation.source, inverseOf: relation)
        }
        return builders.map(\.blocks)
    }

    /// The blocks of one page while they grow: no page twice in a block.
    private struct BlockBuilder {
        private(set) var blocks: [RelationBlock] = []
        /// The pages in each block that is too long to be looked through, by the block's number.
        private var seen: [Int: Set<Int>] = [:]
        private static let looked = 16

        mutating func add(_ target: Int, forward relation: Declared) {
            let form = relation.form
            let block = block(form.field, isInverse: false) { form.label }
            add(target, relation.qualifiers, to: block)
        }

        mutating func add(_ source: Int, inverseOf relation: Declared) {
            guard let inverse = relation.form.relation.inverse else { return }
            let block = block(inverse.name, isInverse: true) { inverse.label }
            add(source, relation.qualifiers, to: block)
        }

        private mutating func block(_ name: String, isInverse: Bool, label: () -> LocalizedText) -> Int {
            // By index: a closure over the blocks would copy each of them.
            for index in blocks.indices where blocks[index].name == name { return index }
            blocks.append(RelationBlock(name: name, label: label(), isInverse: isInverse, entries: []))
            return blocks.count - 1
        }

        private mutating func add(_ page: Int, _ qualifiers: [String: String], to block: Int) {
            guard !holds(page, block) else { return }
            blocks[block].entries.append(RelationBlock.Entry(page: page, qualifiers: qualifiers))
        }

        private mutating func holds(_ page: Int, _ block: Int) -> Bool {
            if blocks[block].entries.count < BlockBuilder.looked {
                for index in blocks[block].entries.indices where blocks[block].entries[index].page == page {
                    return true
                }
                return false
            }
            if seen[block] == nil { seen[block] = Set(blocks[block].entries.map(\.page)) }
            return !seen[block]!.insert(page).inserted
        }
    }
}

extension FieldType {
    /// Those of all references within.
    fileprivate var relations: [Relation] {
        switch self {
        case .reference(let relation): [relation]
        case .list(let element): element.relations
        case .record(let fields, _), .keyed(_, let fields): fields.flatMap(\.type.relations)
        case .text, .prose, .integer, .date, .flag, .affirmation, .choice, .vocabulary: []
        }
    }

    var holdsReference: Bool {
        switch self {
        case .reference: true
        case .list(let element): element.holdsReference
        case .record(let fields, _), .keyed(_, let fields): fields.contains { $0.type.holdsReference }
        case .text, .prose, .integer, .date, .flag, .affirmation, .choice, .vocabulary: false
        }
    }
}

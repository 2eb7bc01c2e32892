import CasebookModel

/// What results can be narrowed by: the kind, the fields that take values of a vocabulary, and the causes. Known from
/// declarations and vocabularies alone, so that every part of an index numbers them alike.
struct Facets: Sendable {
    struct Facet: Sendable {
        var field: String
        var label: String
        /// `name` as in front matter or an id.
        var values: [(name: String, label: String)]

        /// Whether the root has the values; otherwise they are in the facet's own file, since what everybody loads must
        /// not grow with the site.
        var isShort: Bool { values.count <= 64 }

        func writeValues(to json: inout JSONWriter) {
            json.beginArray()
            for value in values {
                json.beginArray()
                json.string(value.name)
                json.string(value.label)
                json.endArray()
            }
            json.endArray()
        }
    }

    /// The kind, then the others sorted by field.
    let facets: [Facet]
    private let numbers: [String: (facet: Int, values: [String: Int])]
    private let causesFacet: Int?

    private static let kind = "kind"
    private static let causes = "causes"

    init(_ site: Site) {
        var facets: [String: Facet] = [:]
        for kind in site.configuration.kinds.kinds {
            for declaration in site.configuration.kinds.fields(of: kind) where facets[declaration.name] == nil {
                guard Facets.canBeFile(declaration.name), let name = declaration.type.vocabulary,
                    let vocabulary = site.vocabularies.first(where: { $0.name == name })
                else { continue }
                let language = site.configuration.language
                facets[declaration.name] = Facet(
                    field: declaration.name, label: declaration.label.text(in: language),
                    values: vocabulary.values.map { ($0.name, $0.label.text(in: language)) })
            }
        }
        if let cause = site.configuration.kinds["cause"], facets[Facets.causes] == nil {
            let pages = site.pages.filter { $0.kind == "cause" }
            facets[Facets.causes] = Facet(
                field: Facets.causes, label: cause.label.text(in: site.configuration.language),
                values: pages.map { ($0.id, $0.title) })
        }
        let kinds = Facet(
            field: Facets.kind, label: LocalizedText("类型", "Kind").text(in: site.configuration.language),
            values: site.configuration.kinds.kinds.map { ($0.name, $0.label.text(in: site.configuration.language)) })
        self.facets = [kinds] + facets.values.sorted { $0.field < $1.field }
        var numbers: [String: (facet: Int, values: [String: Int])] = [:]
        for (number, facet) in self.facets.enumerated() {
            let values = facet.values.enumerated().map { ($0.element.name, $0.offset) }
            numbers[facet.field] = (number, Dictionary(values, uniquingKeysWith: { first, _ in first }))
        }
        self.numbers = numbers
        causesFacet = site.configuration.kinds["cause"] == nil ? nil : numbers[Facets.causes]?.facet
    }

    /// Whether a field's pages can be listed in a file of its name; nearly every name can.
    private static func canBeFile(_ field: String) -> Bool {
        field != kind && !field.hasPrefix(".")
            && !field.unicodeScalars.contains { $0 == "/" || $0 == "\\" || $0.value < 32 }
    }

    /// For each facet but the kind that the page has values of: its number, then the numbers of the values.
    func numbers(of page: Page, in site: Site) -> [[Int]] {
        var result: [[Int]] = []
        for field in page.fields {
            guard let (facet, known) = numbers[field.name], facet != causesFacet else { continue }
            let values = field.value.elements.compactMap { $0.text.flatMap { known[$0] } }
            if !values.isEmpty { result.append([facet] + values) }
        }
        let causes = causes(of: page, in: site)
        if let causesFacet, !causes.isEmpty { result.append([causesFacet] + causes) }
        return result.sorted { $0[0] < $1[0] }
    }

    /// The numbers of the page's causes among the facet's values. Read from the relations, since a script is of the causes
    /// that name it.
    func causes(of page: Page, in site: Site) -> [Int] {
        guard causesFacet != nil, let known = numbers[Facets.causes]?.values,
            let block = page.relations.first(where: { $0.name == Facets.causes })
        else { return [] }
        return block.entries.compactMap { known[site.pages[$0.page].id] }
    }
}

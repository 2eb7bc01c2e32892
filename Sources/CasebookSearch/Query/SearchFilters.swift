/// What results are narrowed to: for each field some of its values, of which a page has at least one.
package struct SearchFilters: Hashable, Sendable {
    /// Value names by field.
    package var values: [String: Set<String>] = [:]

    package init(_ values: [String: Set<String>] = [:]) { self.values = values }

    package var isEmpty: Bool { values.allSatisfy { $0.value.isEmpty } }

    package mutating func add(_ value: String, to field: String) { values[field, default: []].insert(value) }
}

/// How many of an answer's pages have each value of a field.
package struct FacetCount: Hashable, Sendable {
    package struct Value: Hashable, Sendable {
        package var name: String
        package var label: String
        package var count: Int
    }

    package var field: String
    package var label: String
    package var values: [Value]
}

extension SearchIndex {
    /// The pages that filters leave; `nil`: all.
    ///
    /// - Parameter left: A field whose filter doesn't count.
    func pages(_ filters: SearchFilters, leavingOut left: String? = nil) throws(SearchIndexError) -> PageSet? {
        var result: PageSet?
        for (field, names) in filters.values.sorted(by: { $0.key < $1.key }) where !names.isEmpty && field != left {
            var pages = PageSet(pageCount: root.pageCount)
            if let facet = try facet(field) {
                for name in names { if let found = facet.pages[name] { pages = pages.union(found) } }
            }
            result = result?.intersection(pages) ?? pages
        }
        return result
    }

    /// For each field the counts among `candidates`, narrowed by the other fields' filters: what choosing a value would
    /// leave.
    func facetCounts(_ candidates: [Int], _ filters: SearchFilters) throws(SearchIndexError) -> [FacetCount] {
        var counts: [FacetCount] = []
        for known in root.facets {
            let others = try pages(filters, leavingOut: known.field)
            var count = FacetCount(field: known.field, label: known.label, values: [])
            guard let facet = try facet(known.field) else { continue }
            for value in facet.labels {
                let pages = facet.pages[value.name]
                let number = candidates.count { page in
                    pages?.contains(page) == true && others?.contains(page) != false
                }
                count.values.append(FacetCount.Value(name: value.name, label: value.label, count: number))
            }
            counts.append(count)
        }
        return counts
    }
}

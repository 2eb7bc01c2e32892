import CasebookModel
import CasebookText

/// `unresolved-relation`: the pages that search tests expect are there, published or not. Whether search finds them is
/// asked of the index, by Build.
struct SearchTestIDsRule: Rule {
    func check(_ input: SiteChecker.Input, _ report: inout Report) {
        guard !input.searchTests.isEmpty else { return }
        let ids = Set(input.pages.map(\.id))
        var former: [String: String] = [:]
        for page in input.pages {
            for id in page.fields.texts("former_ids") { former[id] = former[id] ?? page.id }
        }
        for expected in input.searchTests.flatMap(\.expected) where !ids.contains(expected.value) {
            let near = former[expected.value] ?? nearestName(to: expected.value, among: ids)
            report.add(
                .unresolvedRelation(field: "expect", id: expected.value, near: near), inList: input.searchTestsPath,
                at: expected.range)
        }
    }
}

import CasebookModel

extension WordListParser {
    /// `search-tests.yml`: a list of queries with the pages that they have to find.
    package func searchTests(_ source: SourceFile) -> Outcome<[SearchTest]> {
        var reader = reader(source)
        guard let root = root(source, &reader),
            let value = reader.value(
                root, as: .list(.record(WordListParser.searchTestFields, shorthand: nil)), field: "search-tests")
        else { return Outcome([], reader.diagnostics) }
        var tests: [SearchTest] = []
        for entry in value.elements {
            guard let query = entry.fields[field: "query"], let text = query.text else { continue }
            if text.isEmpty {
                reader.report(.missingField(field: "query", place: LocalizedText("search-tests")), at: query.range)
                continue
            }
            let expected = entry.fields.list("expect").compactMap { id in id.text.map { Located($0, at: id.range) } }
            guard !expected.isEmpty else { continue }
            tests.append(
                SearchTest(
                    query: Located(text, at: query.range), expected: expected,
                    top: entry.fields.integer("top") ?? SearchTest.defaultTop,
                    queryClass: entry.fields.text("class").flatMap(SearchTest.QueryClass.init)))
        }
        return Outcome(tests, reader.diagnostics)
    }

    private static let searchTestFields: [FieldDeclaration] = [
        declaration("query", .text, .required), declaration("expect", .list(.text), .required),
        declaration("top", .integer(SearchTest.topRange)),
        declaration(
            "class",
            .choice(SearchTest.QueryClass.allCases.map { Choice($0.rawValue, LocalizedText($0.rawValue)) })),
    ]
}

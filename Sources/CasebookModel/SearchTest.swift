/// An entry of `search-tests.yml`: what an agent types, and the pages that have to be among the first results.
package struct SearchTest: Sendable {
    /// What a query is an example of; says nothing about how it is run.
    package enum QueryClass: String, Sendable, CaseIterable {
        case exact, alias, colloquial, pinyin, initials, typo, mixed, synonym, question
    }

    /// Results that count where an entry doesn't say.
    package static let defaultTop = 3
    package static let topRange = 1...100

    package var query: Located<String>
    /// Ids, at least one; all of them have to be found.
    package var expected: [Located<String>]
    /// In ``topRange``.
    package var top: Int
    package var queryClass: QueryClass?

    package init(query: Located<String>, expected: [Located<String>], top: Int, queryClass: QueryClass?) {
        self.query = query
        self.expected = expected
        self.top = top
        self.queryClass = queryClass
    }
}

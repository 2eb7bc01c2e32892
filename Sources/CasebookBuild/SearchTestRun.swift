import CasebookCheck
import CasebookFiles
import CasebookModel
import CasebookSearch

/// `search-test`: asks the index of a site what `search-tests.yml` says that people type, and reports each page that
/// isn't found where it is expected.
///
/// Check and Search are stages that don't know of each other, so Build brings tests and engine together. A page that isn't
/// published in this edition is not expected; ids that no page has are Check's to report.
struct SearchTestRun: Sendable {
    let tests: [SearchTest]
    let site: Site
    /// How messages call the list.
    let file: String
    let privacy: OwnPrivacy
    let jobs: Int

    /// So far down a page is looked for that isn't among the first.
    private static let furthest = 30

    /// Asks an index in memory.
    ///
    /// - Returns: In the order of the tests.
    func diagnostics(_ index: SiteIndex) -> [Diagnostic] {
        do {
            return try diagnostics { index.store }
        } catch {
            // Nothing has to be read.
            preconditionFailure("\(error)")
        }
    }

    /// Asks the index of a site that is about to be published.
    ///
    /// - Returns: In the order of the tests.
    /// - Throws: A `PublishError` where a file can't be read again, or says something else.
    func diagnostics(_ publisher: Publisher) throws -> [Diagnostic] {
        try diagnostics {
            SearchStore { (name) throws(SearchIndexError) in
                do throws(PublishError) {
                    return try publisher.read(SearchFile.route(name))
                } catch {
                    throw .unreadable(name, error)
                }
            }
        }
    }

    private func diagnostics(_ store: @Sendable () -> SearchStore) throws -> [Diagnostic] {
        // An engine keeps what it has read, so each thread has its own, for tests that follow each other.
        let size = max(1, (tests.count + jobs - 1) / jobs)
        let starts = Array(stride(from: 0, to: tests.count, by: size))
        return try collectInParallel(starts.count, jobs: jobs) { number -> [Diagnostic] in
            let slice = tests[starts[number]..<min(starts[number] + size, tests.count)]
            do throws(SearchIndexError) {
                let engine = try SearchEngine(store())
                var found: [Diagnostic] = []
                for test in slice { found += try failures(of: test, engine) }
                return found
            } catch {
                if case .unreadable(_, let reason) = error { throw reason }
                // The index was made a moment ago, by the same program.
                preconditionFailure("\(error)")
            }
        }.flatMap { $0 }
    }

    private func failures(of test: SearchTest, _ engine: SearchEngine) throws(SearchIndexError) -> [Diagnostic] {
        let expected = test.expected.filter { site.indexByID[$0.value] != nil }
        guard !expected.isEmpty else { return [] }
        let found = try engine.search(test.query.value, limit: max(test.top, SearchTestRun.furthest)).hits.map(\.id)
        let first = Array(found.prefix(test.top))
        return expected.filter { !first.contains($0.value) }.map { id in
            let rank = found.firstIndex(of: id.value).map { $0 + 1 }
            let problem = Problem.searchTest(
                query: shown(test.query.value), id: id.value, top: test.top, found: first, rank: rank)
            return Diagnostic(problem, file: file, at: id.range)
        }
    }

    /// One line, and private data masked: what is said here goes into logs.
    private func shown(_ query: String) -> String {
        let bytes = Array(query.utf8)
        let masked = PrivateData.masked(bytes, in: file, PrivateData.find(in: bytes, file: file, own: privacy))
        return String(decoding: masked, as: UTF8.self).split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}

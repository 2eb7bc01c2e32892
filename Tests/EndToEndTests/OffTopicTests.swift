import Foundation
import Testing

/// A query about something else ends without a result, where the page offers the causes and a report of what is missing:
/// pages that share a few characters with it would only hide that.
@Suite struct OffTopicTests {
    @Test func whatTheSiteHasNothingAboutHasNoResults() async throws {
        let site = try await ShippedSite.built()
        let file = Fixture.repository.appending(path: "Tests/Fixtures/search/off-topic.txt")
        let queries = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { $0.first != "#" }
        #expect(queries.count >= 200)
        let run = try await CasebookProgram.run(
            ["search", "--queries", "-", "--output", site.output.path, "--format", "json"], in: site.folder.root,
            input: Data(queries.joined(separator: "\n").utf8))
        let answers = run.text.split(separator: "\n")
        try #require(answers.count == queries.count)
        let found = zip(queries, answers).filter { $1 != "[]" }.map { String($0.0) }
        #expect(found.count * 20 <= queries.count, "\(found)")
    }
}

import Foundation
import Testing

/// The knowledge base that the repository ships, built once for all tests that look at it.
struct ShippedSite: Sendable {
    let folder: TemporaryFolder
    let run: ProgramRun
    var output: URL { folder.url("Site") }

    private static let building = Task {
        let folder = try TemporaryFolder(named: "shipped")
        let run = try await CasebookProgram.run(
            [
                "build", "--source", Fixture.repository.path, "--output", folder.url("Site").path, "--strict", "--date",
                "2026-11-25", "--format", "json",
            ], in: Fixture.repository)
        return ShippedSite(folder: folder, run: run)
    }

    /// The content without its search tests, for builds that only have to give the same bytes: they ask for nothing that
    /// is published, and take most of a build's time.
    static func untestedSource() throws -> TemporaryFolder {
        let source = try TemporaryFolder(named: "untested")
        for name in ["casebook.yml", "Content", "Templates"] {
            try FileManager.default.copyItem(at: Fixture.repository.appending(path: name), to: source.url(name))
        }
        try source.remove("Content/search-tests.yml")
        return source
    }

    static func built() async throws -> ShippedSite {
        let site = try await building.value
        try #require(site.run.status == 0, "\(site.run.text)")
        return site
    }
}

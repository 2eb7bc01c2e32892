import Foundation
import TestSupport
import Testing

/// The same content gives the same bytes, whoever builds it where and how.
@Suite struct DeterminismTests {
    private let options = ["--date", "2026-11-25"]

    /// Builds the shipped content into a folder of its own.
    private func shippedSite(
        _ more: [String] = [], of source: TemporaryFolder, in folder: URL = Fixture.repository,
        environment: [String: String] = [:]
    ) async throws -> [String: Data] {
        let output = try TemporaryFolder(named: "out")
        let run = try await CasebookProgram.run(
            ["build", "--source", source.root.path, "--output", output.url("Site").path] + options + more,
            in: folder, environment: environment)
        try #require(run.status == 0, "\(run.errors)")
        return try output.tree("Site")
    }

    @Test func threadsPlaceTimeZoneAndLocaleChangeNothing() async throws {
        let source = try ShippedSite.untestedSource()
        let first = try await shippedSite(["--jobs", "1"], of: source)
        #expect(first.count > 200)
        for jobs in ["2", "8"] {
            #expect(differences(first, try await shippedSite(["--jobs", jobs], of: source)) == [], "\(jobs) jobs")
        }
        let elsewhere = try await shippedSite(
            ["--no-cache", "--language", "en"], of: source, in: URL(filePath: "/"),
            environment: ["TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8", "HOME": "/tmp"])
        #expect(differences(first, elsewhere) == [])
    }

    @Test func theCheckoutsPathAndTheOrderOfFilesChangeNothing() async throws {
        let first = try SmallSite.clean(named: "a")
        let second = try TemporaryFolder(named: "另一个 很长的文件夹")
        for path in try first.paths().reversed() { try second.write(path, try first.data(path)) }
        try await first.build()
        try await second.build()
        #expect(differences(try first.tree("Site"), try second.tree("Site")) == [])
    }

    @Test func aWarmBuildGivesWhatAColdOneGives() async throws {
        let warm = try SmallSite.clean()
        let edits = [
            ("Content/vocabularies/channel.yml", "label: 柜面", "label: 柜台"),
            ("Content/scripts/soothe.md", "title: 安抚", "title: 先安抚"),
            ("Content/cases/hall.md", "causes: [slow]", "causes: [slow]\ntags: [新]"),
            ("casebook.yml", "title: 方法", "title: 方法二"),
        ]
        try await warm.build()
        for (path, old, new) in edits {
            try warm.edit(path, old, new)
            try await warm.build()
            let cold = try TemporaryFolder()
            for path in try warm.paths() where !path.hasPrefix("Site/") { try cold.write(path, try warm.data(path)) }
            try await cold.build("--no-cache")
            #expect(differences(try warm.tree("Site"), try cold.tree("Site")) == [], "\(path)")
        }
    }

    @Test func aPortableSiteDiffersFromAServedOne() async throws {
        let portable = try await shippedSite(["--portable"], of: ShippedSite.untestedSource())
        let page = String(decoding: try #require(portable["scripts/soothe.html"]), as: UTF8.self)
        #expect(page.contains("data-portable"))
        #expect(portable.keys.contains { $0.hasPrefix("search/") && $0.hasSuffix(".js") })
        for (path, data) in portable where path.hasSuffix(".html") {
            let markup = Markup(String(decoding: data, as: UTF8.self))
            #expect(!markup.tags.contains { $0["type"] == "module" }, "\(path): modules don't load from disk")
            #expect(
                !markup.values(of: "href").contains { $0.contains(".svg#") }, "\(path): <use> doesn't load from disk")
        }
    }
}

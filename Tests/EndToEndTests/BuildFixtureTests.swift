import Foundation
import Testing

/// `Fixtures/build/<case>/run.txt` says what is run and what of the result is shown; `expected/` holds it.
///
///     run published: build --date 2026-06-01
///     show report
///     show outline guides/old-way.html
///
/// `report`: exit status and standard error · `outline PAGE`: its `<main>` · `page PAGE` and `file PATH`: as it is ·
/// `pages`: those of the manifest · `paths`: all files of the site.
@Suite struct BuildFixtureTests {
    @Test(arguments: Fixture.all("build")) func givesTheExpectedSite(_ fixture: Fixture) async throws {
        let folder = try fixture.copy()
        let script = try #require(fixture.text("run.txt"))
        try folder.remove("run.txt")
        var found: [String: String] = [:]
        var name = ""
        var run: ProgramRun?
        for line in script.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 2).map(String.init)
            if words[0] == "run" {
                name = String(words[1].dropLast())
                run = try await CasebookProgram.run(words[2].split(separator: " ").map(String.init), in: folder.root)
            } else {
                let shown = try show(words, try #require(run), folder)
                found["\(name)/\(shown.path)"] = shown.text
            }
        }
        try fixture.expect(found)
    }

    private func show(_ words: [String], _ run: ProgramRun, _ folder: TemporaryFolder) throws -> (
        path: String, text: String
    ) {
        let path = words.count > 2 ? words[2] : ""
        switch words[1] {
        case "report": return ("report.txt", "exit \(run.status)\n\(run.words)")
        case "outline": return ("\(path).txt", Outline.main(of: try folder.text("Site/\(path)")))
        case "file": return (path, try folder.text("Site/\(path)"))
        case "page":
            // Without the versions of style and script, which change with every change of look.
            return (path, try folder.text("Site/\(path)").replacing(/\?v=[0-9a-f]+/, with: ""))
        case "paths": return ("paths.txt", try folder.paths("Site").joined(separator: "\n") + "\n")
        case "pages":
            let manifest = try JSONDecoder().decode(Manifest.self, from: folder.data("Site/site-manifest.json"))
            let lines = manifest.pages.map { "\($0.url) · \($0.id) · \($0.title) · \($0.kind) · \($0.status)" }
            return ("pages.txt", lines.joined(separator: "\n") + "\n")
        default: throw UnknownWord(word: words[1])
        }
    }

    private struct UnknownWord: Error { let word: String }
}

/// `site-manifest.json`, as other programs read it.
struct Manifest: Decodable {
    struct File: Decodable, Equatable {
        var path: String
        var size: Int
        var sha256: String
    }

    struct Page: Decodable, Equatable {
        var id: String
        var url: String
        var title: String
        var kind: String
        var status: String
    }

    var version: Int
    var drafts: Bool
    var files: [File]
    var pages: [Page]
}

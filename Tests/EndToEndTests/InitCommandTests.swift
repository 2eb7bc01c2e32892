import Foundation
import Testing

/// `casebook init`: knowledge bases that build at once, and folders that are left alone.
@Suite struct InitCommandTests {
    private static let languages = ["zh", "en"]

    private func started(_ language: String, _ options: String...) async throws -> TemporaryFolder {
        let folder = try TemporaryFolder(named: "kb")
        let run = try await CasebookProgram.run(
            ["init", ".", "--language", language, "--date", "2024-02-29"] + options, in: folder.root)
        try #require(run.status == 0, "\(run.errors)")
        #expect(run.text == ".\n")
        return folder
    }

    /// Commands that a file of the starter tells people to run; those of its CI files are tried by `test_ci_files.py`.
    private func commands(_ text: String) -> [[String]] {
        text.split(separator: "\n").compactMap { line in
            let line = line.drop { $0 == " " }
            guard line.hasPrefix("casebook ") else { return nil }
            // What stands behind `#` is a remark; quotes keep a title together.
            var words: [String] = [""]
            var isQuoted = false
            for character in line.split(separator: " #")[0] {
                switch character {
                case "\"": isQuoted.toggle()
                case " " where !isQuoted: words.append("")
                default: words[words.count - 1].append(character)
                }
            }
            return words.dropFirst().filter { !$0.isEmpty }
        }
    }

    @Test(arguments: languages) func `it builds without a finding, and has a page of each kind`(language: String)
        async throws
    {
        let folder = try await started(language)
        let run = try await folder.casebook("build", "--strict", "--format", "json", "--date", "2024-03-01")
        #expect(run.status == 0, "\(run.text)")
        #expect(try run.report().diagnostics == [])
        let manifest = try folder.text("Site/site-manifest.json")
        for kind in [
            "case", "cause", "method", "step", "script", "guide", "checklist", "figure", "term", "deadline", "source",
        ] {
            #expect(manifest.contains("\"kind\":\"\(kind)\""), "\(kind)")
        }
        for file in [
            ".gitignore", ".gitlab-ci.yml", ".github/workflows/knowledge-base.yml", "README.md", "casebook.yml",
        ] {
            #expect(folder.exists(file), "\(file)")
        }
        #expect(try folder.text("Content/cases/parcel-no-news.md").contains("reviewed_on: 2024-02-29\n"))
        #expect(try folder.text("Content/cases/parcel-no-news.md").contains("review_by: 2025-02-28\n"))
    }

    @Test(arguments: languages) func `the pages that its README makes are made`(language: String) async throws {
        let folder = try await started(language)
        let commands = commands(try folder.text("README.md")).filter { $0[0] == "new" && !$0.contains("--from") }
        #expect(commands.count == 4)
        for command in commands {
            let run = try await CasebookProgram.run(command, in: folder.root)
            #expect(run.status == 0, "\(command): \(run.errors)")
        }
        try await folder.build("--drafts", "--strict")
    }

    @Test func `a folder that holds anything is left alone`() async throws {
        let folder = try TemporaryFolder(named: "kb")
        try folder.write("notes.txt", "mine")
        let run = try await folder.casebook("init", ".")
        #expect(run.status == 64)
        #expect(
            run.errors == "casebook: . holds files already (notes.txt) and was left as it is; choose an empty folder\n")
        #expect(try folder.paths() == ["notes.txt"])
        let file = try await folder.casebook("init", "notes.txt")
        #expect(file.status == 64)
        #expect(file.errors == "casebook: notes.txt is not a folder\n")
    }

    @Test func `dot files that are there stay, the rest is added`() async throws {
        let folder = try TemporaryFolder(named: "kb")
        try folder.write(".gitignore", "mine\n")
        let run = try await folder.casebook("init", ".")
        #expect(run.status == 0)
        #expect(run.errors.hasPrefix("Kept the .gitignore that was there.\n"), "\(run.errors)")
        #expect(try folder.text(".gitignore") == "mine\n")
        try await folder.build("--strict")
    }

    @Test func `a folder that isn't there is made, and the title is the one that was asked for`() async throws {
        let folder = try TemporaryFolder(named: "kb")
        let run = try await folder.casebook("init", "a/b", "--title", "客服: 投诉", "--language", "zh")
        #expect(run.status == 0)
        #expect(run.errors.contains("casebook serve --source a/b"), "\(run.errors)")
        try await folder.build("--source", "a/b", "--strict")
        #expect(try folder.text("a/b/Site/index.html").contains("客服: 投诉"))
    }
}

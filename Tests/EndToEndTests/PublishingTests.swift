import Foundation
import TestSupport
import Testing

/// What lies in the output folder before, during and after a build.
@Suite struct PublishingTests {
    @Test func aSecondBuildWritesNothing() async throws {
        let folder = try SmallSite.clean()
        try await folder.build()
        let before = try folder.stamps("Site")
        let run = try await folder.build("--format", "json")
        #expect(try run.report().summary.written == 0)
        #expect(try run.report().summary.unchanged == before.count)
        #expect(differences(before, try folder.stamps("Site")) == [])
    }

    @Test func anEditWritesOnlyWhatChanges() async throws {
        let folder = try SmallSite.clean()
        try await folder.build()
        let stamps = try folder.stamps("Site")
        let tree = try folder.tree("Site")
        try folder.edit("Content/guides/with-card.md", "照着说：", "照着下面这样说：")
        let run = try await folder.build("--format", "json")
        let written = differences(stamps, try folder.stamps("Site"))
        #expect(written == differences(tree, try folder.tree("Site")))
        #expect(try run.report().summary.written == written.count)
        #expect(written.contains("guides/with-card.html"))
        let others = written.filter { !$0.hasPrefix("search/") }
        // What is kept for use without a network is another edition.
        #expect(
            others == ["assets/offline.json", "guides/with-card.html", "service-worker.js", "site-manifest.json"])
    }

    @Test func whatIsGoneFromTheContentIsGoneFromTheSite() async throws {
        let folder = try SmallSite.tiny()
        try folder.write("Content/index.md", "# 首页\n\n[[a]]，[[b]]\n")
        try folder.write("Content/guides/b.md", SmallSite.guide("乙"))
        try await folder.build()
        #expect(folder.exists("Site/guides/b.html"))
        try folder.remove("Content/guides/b.md")
        try folder.write("Content/index.md", "# 首页\n\n[[a]]\n")
        let run = try await folder.build("--format", "json")
        #expect(try run.report().summary.removed == 1)
        #expect(!folder.exists("Site/guides/b.html"))
        let fresh = try SmallSite.tiny()
        try await fresh.build()
        #expect(differences(try folder.tree("Site"), try fresh.tree("Site")) == [])
    }

    @Test func theManifestListsEveryFileAsItIs() async throws {
        let folder = try SmallSite.clean()
        try await folder.build()
        let manifest = try JSONDecoder().decode(Manifest.self, from: folder.data("Site/site-manifest.json"))
        #expect(manifest.version == 1)
        #expect(manifest.drafts == false)
        #expect(manifest.files.map(\.path) == (try folder.paths("Site")).filter { $0 != "site-manifest.json" })
        let sums = try await CasebookProgram.run(
            URL(filePath: "/usr/bin/sha256sum"), manifest.files.map(\.path), in: folder.url("Site"))
        #expect(sums.text == manifest.files.map { "\($0.sha256)  \($0.path)\n" }.joined())
        for file in manifest.files { #expect(try folder.data("Site/\(file.path)").count == file.size, "\(file.path)") }
    }

    @Test func anErrorLeavesTheOldSiteAsItWas() async throws {
        let folder = try SmallSite.clean()
        try await folder.build()
        let stamps = try folder.stamps("Site")
        let tree = try folder.tree("Site")
        try folder.edit("Content/guides/with-card.md", "照着说：", "照着[[nobody]]说：")
        let run = try await folder.casebook("build", "--format", "json")
        #expect(run.status == 1)
        #expect(try run.report().summary.written == 0)
        #expect(differences(stamps, try folder.stamps("Site")) == [])
        #expect(differences(tree, try folder.tree("Site")) == [])
    }

    @Test func anOutputFolderWithForeignFilesIsRefused() async throws {
        let folder = try SmallSite.tiny()
        try folder.write("Site/notes.txt", "mine")
        let run = try await folder.casebook("build")
        #expect(run.status == 74)
        #expect(
            run.words.hasSuffix(
                "the output folder \(folder.root.path)/Site holds files and no site-manifest.json of Casebook; choose "
                    + "another --output, or empty it first\n"),
            "\(run.words)")
        #expect(try folder.tree("Site") == ["notes.txt": Data("mine".utf8)])
    }

    @Test func anOutputFolderWithDotFilesIsTaken() async throws {
        let folder = try SmallSite.tiny()
        try folder.write("Site/.gitkeep", "")
        try await folder.build()
        #expect(folder.exists("Site/index.html"))
        #expect(folder.exists("Site/.gitkeep"))
    }

    @Test(arguments: ["{}", "not json", "{\"version\":1}"])
    func aManifestThatIsNotOursIsRefused(text: String) async throws {
        let folder = try SmallSite.tiny()
        try folder.write("Site/site-manifest.json", text)
        let run = try await folder.casebook("build")
        #expect(run.status == 74)
        #expect(run.errors.contains("site-manifest.json is no manifest of Casebook, or damaged"))
        #expect(try folder.tree("Site") == ["site-manifest.json": Data(text.utf8)])
    }

    @Test func whatARunHasToSayBesidesFindingsIsSaidInEveryFormat() async throws {
        let folder = try SmallSite.tiny()
        try await folder.build()
        try folder.write("Site/50%\nnotes.txt", "mine")
        let cache = ".casebook/Site/cache/record"
        let said = [
            "the cache is damaged and was ignored: what it held is built anew.",
            "casebook.yml gives no url, so there is no sitemap.xml, feed.xml or canonical link.",
            "kept a file that Casebook did not write: 50%\nnotes.txt",
        ]
        func run(_ form: String) async throws -> ProgramRun {
            // Cut short.
            let bytes = try Data(contentsOf: folder.root.appending(path: cache))
            try bytes.prefix(bytes.count / 2).write(to: folder.root.appending(path: cache))
            return try await folder.casebook("build", "--format", form)
        }
        for form in ["text", "gitlab", "sarif"] {
            let errors = try await run(form).errors
            for line in said { #expect(errors.contains(line + "\n"), "\(form): \(errors)") }
        }
        struct Report: Decodable { var remarks: [String] }
        #expect(try JSONDecoder().decode(Report.self, from: Data(try await run("json").text.utf8)).remarks == said)
        let lines = try await run("github").text.split(separator: "\n").map(String.init)
        let commands = lines.filter { $0.hasPrefix("::") }
        let escaped = said.dropLast() + ["kept a file that Casebook did not write: 50%25%0Anotes.txt"]
        #expect(commands == escaped.map { "::notice::\($0)" })
        struct Log: Decodable {
            struct Run: Decodable { var invocations: [Invocation] }
            struct Invocation: Decodable { var toolExecutionNotifications: [Notification] }
            struct Notification: Decodable { var level: String, message: Message }
            struct Message: Decodable { var text: String }
            var runs: [Run]
        }
        let log = try JSONDecoder().decode(Log.self, from: Data(try await run("sarif").text.utf8))
        let notifications = log.runs[0].invocations[0].toolExecutionNotifications
        #expect(notifications.map(\.message.text) == said)
        #expect(Set(notifications.map(\.level)) == ["note"])
    }

    @Test func foreignFilesInOurSiteAreKeptWithANote() async throws {
        let folder = try SmallSite.tiny()
        try await folder.build()
        try folder.write("Site/notes.txt", "mine")
        try folder.write("Site/own/deep/page.html", "mine too")
        try folder.edit("Content/guides/a.md", "正文。", "改过的正文。")
        let run = try await folder.build()
        #expect(run.errors.contains("kept a file that Casebook did not write: notes.txt\n"))
        #expect(run.errors.contains("kept a file that Casebook did not write: own/deep/page.html\n"))
        #expect(try folder.text("Site/notes.txt") == "mine")
        #expect(try folder.text("Site/own/deep/page.html") == "mine too")
        #expect(try folder.text("Site/guides/a.html").contains("改过的正文。"))
        try folder.remove("Site/notes.txt")
        try folder.remove("Site/own")
        #expect(try await folder.build().errors.contains("kept") == false)
    }

    @Test func aForeignFileInTheWayIsNotOverwritten() async throws {
        let folder = try SmallSite.tiny()
        try await folder.build()
        try folder.write("Site/guides/b.html", "mine")
        try folder.write("Content/guides/b.md", SmallSite.guide("乙"))
        try folder.write("Content/index.md", "# 首页\n\n[[a]]，[[b]]\n")
        let tree = try folder.tree("Site")
        let run = try await folder.casebook("build")
        #expect(run.status == 74, "\(run.errors)")
        #expect(run.errors.contains("guides/b.html"))
        #expect(differences(tree, try folder.tree("Site")) == [])
    }

    /// At whatever moment a build dies, the site is the old one or the new one, and the next build cleans up.
    @Test func aKilledBuildLeavesAWholeSite() async throws {
        let folder = try SmallSite.clean()
        try await folder.build()
        let old = try folder.tree("Site")
        try folder.edit("Content/vocabularies/channel.yml", "label: 柜面", "label: 柜台")
        let other = try SmallSite.clean()
        try other.edit("Content/vocabularies/channel.yml", "label: 柜面", "label: 柜台")
        try await other.build()
        let new = try other.tree("Site")
        #expect(old != new)
        for milliseconds in [5, 10, 15, 20, 25, 30, 35, 40, 50, 60, 80, 120] {
            _ = try await CasebookProgram.run(
                URL(filePath: "/usr/bin/timeout"),
                [
                    "--signal=KILL", "0.\(String(1000 + milliseconds).dropFirst())", CasebookProgram.executable.path,
                    "build",
                ],
                in: folder.root, mayBeKilled: true)
            let found = try folder.tree("Site")
            #expect(found == old || found == new, "\(milliseconds) ms: \(differences(found, new))")
        }
        try await folder.build()
        #expect(try folder.tree("Site") == new)
        let state = try FileManager.default.subpathsOfDirectory(atPath: folder.url(".casebook").path)
        #expect(!state.contains { $0.contains("stage") }, "\(state)")
    }

    @Test func twoBuildsAtOnceBothEndWell() async throws {
        let folder = try SmallSite.clean()
        async let first = folder.casebook("build")
        async let second = folder.casebook("build")
        let (left, right) = try await (first, second)
        #expect(left.status == 0, "\(left.errors)")
        #expect(right.status == 0, "\(right.errors)")
        let other = try SmallSite.clean()
        try await other.build()
        #expect(differences(try folder.tree("Site"), try other.tree("Site")) == [])
    }
}

import CasebookModel
import Foundation
import Testing

@testable import CasebookFiles

@Suite struct DiscoveryTests {
    private let folder = ContentFolder(
        root: DiskPath("/site/Content"), displayPrefix: "Content/", excluded: [DiskPath("/site/Content/Site")])

    private func found(
        on disk: MemoryFileSystem, in folder: ContentFolder? = nil
    ) throws -> (paths: [String], diagnostics: [Diagnostic]) {
        let outcome = try disk.discover(folder ?? self.folder)
        return (outcome.value.map(\.path), outcome.diagnostics.sorted { $0.file < $1.file })
    }

    private func problem(_ problem: Problem, _ path: String, severity: Severity = .error) -> Diagnostic {
        Diagnostic(problem, severity: severity, file: "Content/" + path, at: .fileStart)
    }

    @Test func findsFilesSortedByPathAndTellsFormats() throws {
        let disk = MemoryFileSystem()
        for path in [
            "b.md", "a/z.MARKDOWN", "a-b/x.md", "vocabularies/need.YAML", "vocabularies/risk.yml", "p.png", "md",
        ] {
            disk.put("/site/Content/" + path, "x")
        }
        let outcome = try disk.discover(folder)
        #expect(
            outcome.value.map(\.path) == [
                "a-b/x.md", "a/z.MARKDOWN", "b.md", "md", "p.png", "vocabularies/need.YAML", "vocabularies/risk.yml",
            ])
        #expect(outcome.value.map(\.format) == [.markdown, .markdown, .markdown, .asset, .asset, .yaml, .yaml])
        #expect(outcome.value.first?.displayPath == "Content/a-b/x.md")
        #expect(outcome.diagnostics.isEmpty)
    }

    @Test func passesOverDotNamesAndTheOutput() throws {
        let disk = MemoryFileSystem()
        for path in ["a.md", ".git/b.md", ".hidden.md", "Site/index.md", "sub/.x/c.md", "sub/Site/d.md"] {
            disk.put("/site/Content/" + path, "x")
        }
        #expect(try found(on: disk).paths == ["a.md", "sub/Site/d.md"])
    }

    @Test func anUnknownRootEndsTheRun() {
        #expect(throws: FileError(.resolve, DiskPath("/site/Content"), ENOENT)) {
            try MemoryFileSystem().discover(folder)
        }
    }

    @Test(arguments: [0, 1, 2, 3] as [UInt64])
    func theOrderOfListingsDoesNotMatter(seed: UInt64) throws {
        var traits = MemoryFileSystem.Traits()
        traits.listingSeed = seed
        traits.listsKinds = seed % 2 == 0
        let disk = MemoryFileSystem(traits)
        for path in ["b/1.md", "b/2.md", "a/3.md", "c.md"] { disk.put("/site/Content/" + path, "x") }
        disk.putLink("/site/Content/a/up", to: "../b")
        disk.putLink("/site/Content/b/over", to: "../a")
        let found = try found(on: disk)
        #expect(found.paths == ["a/3.md", "a/up/1.md", "a/up/2.md", "b/1.md", "b/2.md", "b/over/3.md", "c.md"])
        #expect(
            found.diagnostics == [
                problem(.unreadable(path: "Content/a/up/over", reason: .repeatedLink), "a/up/over"),
                problem(.unreadable(path: "Content/b/over/up", reason: .repeatedLink), "b/over/up"),
            ])
    }

    @Test func namesAreComposedWhateverTheDiskGives() throws {
        var traits = MemoryFileSystem.Traits()
        traits.decomposesNames = true
        let disk = MemoryFileSystem(traits)
        disk.put("/site/Content/caf\u{e9}/\u{ac00}.md", "text")
        let outcome = try disk.discover(folder)
        let entry = try #require(outcome.value.first)
        #expect(Array(entry.path.utf8) == Array("caf\u{e9}/\u{ac00}.md".utf8))
        #expect(Array(entry.disk.name) == Array("\u{1100}\u{1161}.md".utf8))
        #expect(disk.read(entry).value?.bytes == Array("text".utf8))
    }

    @Test func twoNormalFormsOfOneNameClash() throws {
        let disk = MemoryFileSystem()
        disk.put("/site/Content/e\u{301}.md", "1")
        disk.put("/site/Content/\u{e9}.md", "2")
        let found = try found(on: disk)
        #expect(found.paths == ["\u{e9}.md"])
        #expect(found.diagnostics == [problem(.addressClash(address: "\u{e9}.md"), "\u{e9}.md")])
    }

    @Test func reportsNamesThatAreNotUTF8() throws {
        let disk = MemoryFileSystem()
        disk.putFolder("/site/Content")
        try disk.create(DiskPath(bytes: Array("/site/Content/".utf8) + [0xFF] + Array(".md".utf8)), [])
        let found = try found(on: disk)
        #expect(found.paths.isEmpty)
        #expect(found.diagnostics == [problem(.unreadable(path: "Content/\u{FFFD}.md", reason: .name), "\u{FFFD}.md")])
    }

    @Test func linksThatLeadOutAreReportedAndNotFollowed() throws {
        let disk = MemoryFileSystem()
        disk.put("/secret/key.md", "x")
        disk.put("/site/casebook.yml", "x")
        disk.put("/site/Content/.env", "x")
        disk.put("/site/Content/a.md", "x")
        disk.putLink("/site/Content/out.md", to: "/secret/key.md")
        disk.putLink("/site/Content/folder", to: "../../secret")
        disk.putLink("/site/Content/config.yml", to: "../casebook.yml")
        disk.putLink("/site/Content/hidden.txt", to: ".env")
        disk.putLink("/site/Content2/x.md", to: "/site/Content/a.md")
        disk.putLink("/site/Content/near", to: "/site/Content2")
        let found = try found(on: disk)
        #expect(found.paths == ["a.md"])
        #expect(
            found.diagnostics
                == ["config.yml", "folder", "hidden.txt", "near", "out.md"].map { path in
                    problem(.outsideContent(path: "Content/" + path), path)
                })
    }

    @Test func linksInsideAreFollowed() throws {
        let disk = MemoryFileSystem()
        disk.put("/site/Content/images/a.png", "x")
        disk.put("/site/Content/zh/page.md", "x")
        disk.putLink("/site/Content/zh/images", to: "../images")
        disk.putLink("/site/Content/en", to: "zh")
        disk.putLink("/site/Content/start.md", to: "/site/Content/zh/page.md")
        let found = try found(on: disk)
        #expect(
            found.paths == [
                "en/images/a.png", "en/page.md", "images/a.png", "start.md", "zh/page.md",
            ])
        // Reached through `en` first, so the second way is not walked.
        #expect(
            found.diagnostics == [
                problem(.unreadable(path: "Content/zh/images", reason: .repeatedLink), "zh/images")
            ])
    }

    @Test func aContentFolderThatIsALinkIsWalked() throws {
        let disk = MemoryFileSystem()
        disk.put("/data/pages/a.md", "x")
        disk.putLink("/site/Content", to: "/data/pages")
        #expect(try found(on: disk).paths == ["a.md"])
    }

    @Test func linksThatGoRoundOrLeadNowhereAreReported() throws {
        let disk = MemoryFileSystem()
        disk.put("/site/Content/a/page.md", "x")
        disk.putLink("/site/Content/a/up", to: "..")
        disk.putLink("/site/Content/a/self", to: "../a")
        disk.putLink("/site/Content/loop1", to: "loop2")
        disk.putLink("/site/Content/loop2", to: "loop1")
        disk.putLink("/site/Content/broken.md", to: "none.md")
        let found = try found(on: disk)
        #expect(found.paths == ["a/page.md"])
        let reasons: [(String, UnreadableReason)] = [
            ("a/self", .repeatedLink), ("a/up", .repeatedLink), ("broken.md", .brokenLink), ("loop1", .repeatedLink),
            ("loop2", .repeatedLink),
        ]
        #expect(
            found.diagnostics
                == reasons.map { path, reason in
                    problem(.unreadable(path: "Content/" + path, reason: reason), path)
                })
    }

    @Test func foldersFullOfLinksToEachOtherEnd() throws {
        let disk = MemoryFileSystem()
        for here in 0..<12 {
            disk.put("/site/Content/f\(here)/page.md", "x")
            for there in 0..<12 where there != here {
                disk.putLink("/site/Content/f\(here)/to\(there)", to: "../f\(there)")
            }
        }
        let found = try found(on: disk)
        // 12 folders, and each of the 132 links once.
        #expect(found.paths.count == 144)
        #expect(disk.callCount < 10_000)
    }

    @Test func pipesAreReportedAndNeverOpened() throws {
        let disk = MemoryFileSystem()
        disk.putPipe("/site/Content/pipe.md")
        disk.put("/site/Content/a.md", "x")
        let found = try found(on: disk)
        #expect(found.paths == ["a.md"])
        #expect(found.diagnostics == [problem(.notAFile(path: "Content/pipe.md"), "pipe.md", severity: .warning)])
    }

    @Test func aFolderWithoutPermissionIsReported() throws {
        let disk = MemoryFileSystem()
        disk.put("/site/Content/closed/a.md", "x")
        disk.put("/site/Content/open/b.md", "x")
        disk.deny("/site/Content/closed")
        let found = try found(on: disk)
        #expect(found.paths == ["open/b.md"])
        #expect(
            found.diagnostics == [
                problem(.unreadable(path: "Content/closed", reason: .permission), "closed")
            ])
    }

    @Test func tooLargePagesAreReportedAndLeftOut() throws {
        let disk = MemoryFileSystem()
        disk.put("/site/Content/big.md", [UInt8](repeating: 0x61, count: 5_000_001))
        disk.put("/site/Content/just.md", [UInt8](repeating: 0x61, count: 5_000_000))
        disk.put("/site/Content/film.mp4", [UInt8](repeating: 0x61, count: 5_000_001))
        let found = try found(on: disk)
        #expect(found.paths == ["film.mp4", "just.md"])
        #expect(found.diagnostics == [problem(.fileTooLarge(bytes: 5_000_001, limit: 5_000_000), "big.md")])
    }

    @Test func aDiskThatFailsIsReportedInItsOwnWords() throws {
        let disk = MemoryFileSystem()
        disk.put("/site/Content/a.md", "x")
        // Calls: the real paths of the root and the excluded folder, the listing, then the file's status, first with all of
        // the folder and then by itself.
        for call in 4...5 { disk.plan(.fails(EIO), atCall: call) }
        let found = try found(on: disk)
        #expect(
            found.diagnostics == [
                problem(.unreadable(path: "Content/a.md", reason: .system(FileError.reason(EIO))), "a.md")
            ])
    }

    @Test func walksTheMachinesOwnDisk() throws {
        let temporary = try TemporaryFolder()
        try temporary.write("Content/话术/安抚.md", "正文")
        #expect(symlink("/etc/hostname", temporary("Content/out.md").description) == 0)
        #expect(mkfifo(temporary("Content/pipe.md").description, 0o600) == 0)
        let disk = LocalFileSystem()
        let outcome = try disk.discover(ContentFolder(root: temporary("Content"), displayPrefix: ""))
        #expect(outcome.value.map(\.path) == ["话术/安抚.md"])
        #expect(
            Set(outcome.diagnostics.map(\.problem)) == [
                .outsideContent(path: "out.md"), .notAFile(path: "pipe.md"),
            ])
    }
}

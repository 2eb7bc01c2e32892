import Foundation
import TestSupport
import Testing

/// What goes wrong on a disk or in a file is said exactly, ends with the right status and leaves the old site alone.
@Suite struct BadInputTests {
    /// A site that is built and in order.
    private func builtSite() async throws -> TemporaryFolder {
        let folder = try SmallSite.tiny(named: "带 空格的 文件夹")
        try await folder.build()
        return folder
    }

    @Test(arguments: BadInput.all) func isReportedAndPublishesNothing(_ input: BadInput) async throws {
        let folder = try await builtSite()
        let stamps = try folder.stamps("Site")
        let tree = try folder.tree("Site")
        try input.add(folder)
        var found: [String: String] = [:]
        for language in ["zh", "en"] {
            let run = try await folder.casebook("build", "--language", language)
            // Hanging is what must not happen; other tests may hold both processors for a while.
            #expect(run.duration < .seconds(40))
            #expect(run.status == 1)
            found["\(language).txt"] = run.words
        }
        try Fixture("bad-input/\(input.name)").expect(found)
        #expect(differences(stamps, try folder.stamps("Site")) == [])
        #expect(differences(tree, try folder.tree("Site")) == [])
    }

    @Test func inAFolderWithoutConfigurationTheSameFilesAreErrorsOrWarnings() async throws {
        // What the design lets stop such a folder.
        let stopping: Set<String> = [
            "front-matter-syntax", "not-utf8", "address-clash", "file-too-large", "too-complex", "unreadable-file",
            "outside-content",
        ]
        for input in BadInput.all {
            let folder = try TemporaryFolder()
            try folder.write("Content/guides/index.md", "# 首页\n")
            try input.add(folder)
            let run = try await folder.casebook("build", "--source", "Content", "--output", "Site", "--format", "json")
            let errors = Set(try run.report().diagnostics.filter { $0.severity == "error" }.map(\.id))
            #expect(errors.isSubset(of: stopping), "\(input.name): \(errors)")
            #expect(run.status == (errors.isEmpty ? 0 : 1), "\(input.name)")
            #expect(folder.exists("Site/index.html") == errors.isEmpty, "\(input.name)")
        }
    }

    /// A byte order mark and carriage returns change neither the page nor the places of findings.
    @Test func aFileOfAnotherSystemIsReadAsItIsMeant() async throws {
        let folder = try SmallSite.tiny()
        let page = SmallSite.guide("甲", body: "第一行，\n第二行。\n\n## 小节\n\n> 引用")
        try folder.write("Content/guides/a.md", page)
        try await folder.build()
        let expected = try folder.tree("Site")
        try folder.write("Content/guides/a.md", "\u{FEFF}" + page.replacing("\n", with: "\r\n"))
        try await folder.build()
        // Which says that the page's file is another one.
        #expect(differences(expected, try folder.tree("Site")) == ["site-manifest.json"])
        try folder.write(
            "Content/guides/a.md",
            "\u{FEFF}---\r\nunknwn: 1\r\n"
                + page.dropFirst(4).replacing("引用", with: "[[b]]").replacing("\n", with: "\r\n"))
        let run = try await folder.casebook("check", "--format", "json")
        #expect(
            try run.report().diagnostics.map(\.brief) == [
                "Content/guides/a.md:2:1: error unknown-key", "Content/guides/a.md:14:3: error unresolved-link",
            ])
    }

    @Test func anchorsAndAliasesInReasonAreFine() async throws {
        let folder = try SmallSite.tiny()
        try folder.write("Content/index.md", "# 首页\n\n[[a]]，[[b]]\n")
        try folder.write(
            "Content/guides/b.md",
            "---\ntitle: 乙\nstatus: approved\nreviewed_on: &day 2026-01-10\nreviewed_by: 质检组\nupdated_on: *day\nchange: 首次发布\n---\n\n正文。\n"
        )
        try await folder.build()
        #expect(try folder.text("Site/api/v1/guide.json").contains("\"updated_on\":\"2026-01-10\""))
    }

    @Test func namesWithSpacesAndHanCharactersArePages() async throws {
        let folder = try SmallSite.tiny(named: "投诉 知识库（试）")
        let name = "服务 100% 到位？&co"
        try folder.write("Content/资料 一/\(name.replacing("？", with: "")).md", "# 服务\n\n[[a]]\n")
        try folder.write("Content/index.md", "# 首页\n\n[[a]]，[[服务 100% 到位&co]]\n")
        try await folder.build()
        #expect(folder.exists("Site/资料 一/服务 100% 到位&co.html"))
        let links = Markup(try folder.text("Site/index.html")).values(of: "href")
        #expect(
            links.contains("%E8%B5%84%E6%96%99%20%E4%B8%80/%E6%9C%8D%E5%8A%A1%20100%25%20%E5%88%B0%E4%BD%8D%26co.html"),
            "\(links)")
    }

    @Test func aPipeIsLeftOutWithAWarning() async throws {
        let folder = try SmallSite.tiny()
        let made = try await CasebookProgram.run(URL(filePath: "/usr/bin/mkfifo"), ["Content/pipe.md"], in: folder.root)
        try #require(made.status == 0)
        let run = try await folder.build("--format", "json")
        #expect(try run.report().diagnostics.map(\.brief) == ["Content/pipe.md:1:1: warning unreadable-file"])
    }

    // MARK: - Disk

    /// Runs a build that the kernel treats as anybody's: root may read everything, unless it gives that right away.
    private func unprivileged(_ arguments: [String], in folder: TemporaryFolder) async throws -> ProgramRun {
        guard getuid() == 0 else { return try await CasebookProgram.run(arguments, in: folder.root) }
        let run = try await CasebookProgram.run(
            URL(filePath: "/usr/bin/setpriv"),
            ["--bounding-set=-dac_override,-dac_read_search", CasebookProgram.executable.path] + arguments,
            in: folder.root)
        if run.errors.hasPrefix("setpriv:") { try Test.cancel("this machine lets root give no right away") }
        return run
    }

    private func setMode(_ mode: Int, _ path: String, in folder: TemporaryFolder) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.url(path).path)
    }

    @Test func whatMayNotBeReadIsSaid() async throws {
        let folder = try await builtSite()
        let tree = try folder.tree("Site")
        try folder.write("Content/closed/x.md", "# 关着\n")
        try folder.write("Content/y.md", "# 也关着\n")
        for path in ["Content/closed", "Content/y.md"] { try setMode(0, path, in: folder) }
        defer { for path in ["Content/closed", "Content/y.md"] { try? setMode(0o755, path, in: folder) } }
        let run = try await unprivileged(["build", "--language", "en"], in: folder)
        #expect(run.status == 1)
        #expect(
            run.words == """
                Content/closed:1:1: error: can't read "Content/closed": no permission [unreadable-file]
                  help: give the account that runs casebook the right to read it (and to enter its folder).
                Content/y.md:1:1: error: can't read "Content/y.md": no permission [unreadable-file]
                  help: give the account that runs casebook the right to read it (and to enter its folder).
                2 pages, 2 errors, 0 warnings; nothing was published, the old site is as it was (0.000 s)
                why it matters and how to mend it: casebook explain unreadable-file

                """)
        #expect(differences(tree, try folder.tree("Site")) == [])
    }

    @Test func aContentFolderThatMayNotBeReadEndsTheRun() async throws {
        let folder = try await builtSite()
        let tree = try folder.tree("Site")
        try setMode(0, "Content", in: folder)
        defer { try? setMode(0o755, "Content", in: folder) }
        let run = try await unprivileged(["build", "--language", "en"], in: folder)
        #expect(run.status == 74)
        #expect(run.errors == "casebook: can't list \(folder.root.path)/Content: permission denied\n")
        #expect(differences(tree, try folder.tree("Site")) == [])
    }

    @Test func aPlaceThatMayNotBeWrittenEndsTheRun() async throws {
        let folder = try SmallSite.tiny()
        try folder.write("locked/file", "")
        try setMode(0o555, "locked", in: folder)
        defer { try? setMode(0o755, "locked", in: folder) }
        let run = try await unprivileged(["build", "--language", "en", "--output", "locked/Site"], in: folder)
        #expect(run.status == 74)
        #expect(run.errors.hasSuffix("locked/.casebook: permission denied\n"), "\(run.errors)")
    }

    /// A limit on the size of files: `write` fails half way, as on a full disk.
    @Test(.disabled(if: CasebookProgram.hasThreadSanitizer, "it starts by writing a file larger than the limit"))
    func aDiskThatTakesNoMoreLeavesTheOldSite() async throws {
        let folder = try await builtSite()
        let stamps = try folder.stamps("Site")
        let tree = try folder.tree("Site")
        // Enough that the search index and the page are larger than the limit allows.
        try folder.edit("Content/guides/a.md", "正文。", String(repeating: "很长的正文，", count: 2000))
        let run = try await CasebookProgram.run(
            URL(filePath: "/bin/sh"),
            ["-c", "trap '' XFSZ; ulimit -f 16; exec \"$0\" build --language en", CasebookProgram.executable.path],
            in: folder.root)
        #expect(run.status == 74)
        #expect(run.errors.contains("casebook: can't write "), "\(run.errors)")
        #expect(run.errors.hasSuffix(": the file is too large\n"), "\(run.errors)")
        #expect(differences(stamps, try folder.stamps("Site")) == [])
        #expect(differences(tree, try folder.tree("Site")) == [])
        try await folder.build()
        #expect(try folder.text("Site/guides/a.html").contains("很长的正文，"))
    }

    /// A real full disk, where a small one may be made (containers often refuse).
    @Test func aFullDiskLeavesTheOldSite() async throws {
        let folder = try SmallSite.tiny()
        try folder.write("disk/.keep", "")
        // `unshare` gives mount rights without being root where the system lets it.
        let script = """
            mount -t tmpfs -o size=900k,mode=755 tmpfs disk || exit 99
            "$0" build --language en --output disk/Site || exit 98
            sum() { (cd disk/Site && find . -type f -exec sha256sum {} + | sort); }
            before=$(sum)
            dd if=/dev/zero of=disk/fill bs=1k 2>/dev/null
            printf '%s\\n' '正文变了。' >> Content/guides/a.md
            "$0" build --language en --output disk/Site; status=$?
            [ "$before" = "$(sum)" ] || exit 97
            rm disk/fill
            "$0" build --language en --output disk/Site --quiet || exit 96
            exit $status
            """
        let run = try await CasebookProgram.run(
            URL(filePath: "/usr/bin/unshare"),
            ["--user", "--map-root-user", "--mount", "/bin/sh", "-c", script, CasebookProgram.executable.path],
            in: folder.root)
        if run.status == 99 || run.errors.contains("unshare") {
            try Test.cancel("this machine lets nobody mount a disk")
        }
        #expect(run.status == 74, "\(run.errors)")
        #expect(run.errors.contains("no space left on the disk"), "\(run.errors)")
    }
}

import CasebookBuild
import CasebookFiles
import CasebookModel
import CasebookTheme
import Foundation
import TestSupport
import Testing

/// A source folder in memory, and what is made of it.
struct MemorySite {
    let disk = MemoryFileSystem()
    let request: BuildRequest

    /// - Parameter fixture: A folder of `Tests/Fixtures/build`.
    init(_ fixture: String) throws {
        request = BuildRequest(
            source: DiskPath("/site"), output: DiskPath("/out/Site"),
            edition: Edition(includesDrafts: true, portable: false, date: CalendarDate("2026-11-25")!), isStrict: false,
            jobs: 2, theme: DefaultTheme.files)
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/build/\(fixture)")
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        where !path.hasPrefix("expected") && !path.hasPrefix("run.txt") {
            if let bytes = try? Data(contentsOf: folder.appending(path: path)) {
                disk.put("/site/\(path)", Array(bytes))
            }
        }
        disk.putFolder("/out")
    }

    func text(_ path: String) throws -> String {
        String(decoding: try disk.read(DiskPath("/site/" + path), limit: 1_000_000).bytes, as: UTF8.self)
    }

    /// As a watcher would tell of it.
    func edit(_ path: String, _ old: String, _ new: String) throws -> FolderChanges {
        let text = try text(path)
        #expect(text.contains(old), "\(path) holds no \"\(old)\"")
        disk.put("/site/" + path, text.replacing(old, with: new))
        return .paths([DiskPath("/site/" + path)])
    }

    /// Every file that a build of the same source writes, but those that name the hashes of all others.
    func built() throws -> [String: String] {
        try disk.removeTree(DiskPath("/out/Site"))
        try disk.removeTree(DiskPath("/out/.casebook"))
        let report = try SiteBuild(request, disk: disk).build()
        #expect(report.publication != nil, "\(report.diagnostics)")
        return disk.tree("/out/Site").filter { path, text in
            text != "<folder>"
                && !["site-manifest.json", "service-worker.js", "assets/offline.json"].contains(path)
        }
    }

    /// Every file that an edition has.
    func files(_ edition: SiteEdition?) throws -> [String: String] {
        let edition = try #require(edition)
        return Dictionary(
            uniqueKeysWithValues: edition.paths.map { path in
                (path, edition.file(at: path).map { String(decoding: $0, as: UTF8.self) } ?? "<nothing>")
            })
    }
}

/// A ``LiveSite`` that expectations can ask to do something.
final class Following {
    var site: LiveSite

    init(_ source: MemorySite) { site = LiveSite(source.request, disk: source.disk) }

    var edition: SiteEdition? { site.edition }

    func run(
        _ changes: FolderChanges? = nil, isStale: () -> Bool = { false }
    ) throws -> LiveSite.RunResult {
        try site.run(changes, isStale: isStale)
    }

    func patch(_ changes: FolderChanges) -> Bool { site.patch(changes) }
}

extension LiveSite.RunResult {
    var report: BuildReport? { if case .report(let report) = self { report } else { nil } }
    var isUnchanged: Bool { if case .unchanged = self { true } else { false } }
    var isStale: Bool { if case .stale = self { true } else { false } }
}

@Suite("A site in memory that follows its source")
struct LiveSiteTests {
    @Test(
        "Every file is the one that a build with drafts writes",
        arguments: ["causes", "life", "links", "markup", "method", "own-kind", "plain-folder", "plain-index"])
    func sameAsBuilt(_ fixture: String) throws {
        let source = try MemorySite(fixture)
        let live = Following(source)
        let report = try #require(try live.run().report)
        #expect(report.count(.error) == 0)
        #expect(differences(try source.files(live.edition), try source.built()) == [])
    }

    @Test("Words of a page are taken in without a run over everything, and come to the same")
    func patched() throws {
        let source = try MemorySite("method")
        let live = Following(source)
        _ = try live.run()
        let before = try source.files(live.edition)
        let changes = try source.edit("Content/scripts/soothe.md", "慢慢说，我在听", "不用急，我都记着")
        #expect(live.patch(changes))
        let patched = try source.files(live.edition)
        #expect(patched["scripts/soothe.html"]?.contains("不用急，我都记着") == true)
        #expect(differences(patched, try source.built()) == [])
        #expect(try live.run(changes).report?.count(.error) == 0)
        #expect(differences(try source.files(live.edition), patched) == [])
        // Pages that show the script's line change with it; others keep their versions.
        let changed = differences(before, patched)
        #expect(changed.contains("scripts/soothe.html"))
        #expect(!changed.contains("404.html"))
    }

    /// A change of one file, and whether it can be taken in without a run over everything.
    struct Edit: CustomTestStringConvertible, Sendable {
        let file: String
        let old: String
        let new: String
        let isPatched: Bool

        init(_ file: String, _ old: String, _ new: String, isPatched: Bool) {
            (self.file, self.old, self.new, self.isPatched) = ("Content/" + file, old, new, isPatched)
        }

        var testDescription: String { "\(file): \(new)" }
    }

    @Test(
        "Words and titles are taken in at once, what relations and addresses are made of is not; both come to what a build makes",
        arguments: [
            Edit("scripts/soothe.md", "慢慢说，我在听", "不用急", isPatched: true),
            Edit("scripts/soothe.md", "title: 安抚", "title: 安抚情绪", isPatched: true),
            Edit("scripts/soothe.md", "summary: 让客户慢慢说。", "summary: 先让客户说完。", isPatched: true),
            Edit("scripts/soothe.md", "when: [客户情绪激动]", "when: [客户情绪激动, 客户哭了]", isPatched: true),
            Edit("scripts/soothe.md", "why: 推诿", "why: 是推诿", isPatched: true),
            Edit("scripts/soothe.md", "default: 您", "default: 先生", isPatched: true),
            Edit("scripts/soothe.md", "to: 值班经理", "to: 主任", isPatched: true),
            Edit("scripts/soothe.md", "options: [上午, 下午]", "options: [上午, 下午, 晚上]", isPatched: true),
            Edit("scripts/soothe.md", "status: approved", "status: draft", isPatched: false),
            Edit("scripts/soothe.md", "channels: [phone, counter]", "channels: [phone]", isPatched: false),
            Edit("scripts/soothe.md", "intensity: 2", "intensity: 3", isPatched: false),
            Edit("scripts/soothe.md", "next: [thanks]", "related: [thanks]", isPatched: false),
            Edit("scripts/soothe.md", "不要催。", "不要催，见[[thanks]]。", isPatched: false),
            Edit("scripts/soothe.md", "## 要点", "## 注意", isPatched: false),
            Edit("scripts/soothe.md", "risk: high", "risk: high\nformer_ids: [calm]", isPatched: false),
            Edit("scripts/soothe.md", "reviewed_on: 2026-01-10", "reviewed_on: 2026-01-11", isPatched: false),
        ])
    func reach(_ edit: Edit) throws {
        let source = try MemorySite("method")
        let live = Following(source)
        _ = try live.run()
        let changes = try source.edit(edit.file, edit.old, edit.new)
        #expect(live.patch(changes) == edit.isPatched)
        let patched = try source.files(live.edition)
        #expect(try live.run(changes).report?.count(.error) == 0)
        let whole = try source.files(live.edition)
        if edit.isPatched { #expect(differences(patched, whole) == []) }
        #expect(differences(whole, try source.built()) == [])
    }

    @Test("A file that came, one that went and a vocabulary's change come to what a build makes")
    func otherChanges() throws {
        let source = try MemorySite("method")
        let live = Following(source)
        _ = try live.run()
        source.disk.put(
            "/site/Content/guides/new.md",
            "---\ntitle: 新指南\nstatus: approved\nreviewed_on: 2026-01-10\nreviewed_by: 质检组\n---\n\n见 [[soothe]]。\n")
        let new = FolderChanges.paths([DiskPath("/site/Content/guides/new.md")])
        #expect(!live.patch(new))
        #expect(try live.run(new).report?.count(.error) == 0)
        #expect(try source.files(live.edition)["guides/new.html"]?.contains("新指南") == true)
        #expect(differences(try source.files(live.edition), try source.built()) == [])
        source.disk.removeEntry("/site/Content/guides/new.md")
        #expect(try live.run(new).report?.count(.error) == 0)
        #expect(live.edition?.file(at: "guides/new.html") == nil)
        #expect(differences(try source.files(live.edition), try source.built()) == [])
        source.disk.put("/site/Templates/messages/extra.txt", "x")
        source.disk.put(
            "/site/Templates/not-found.mustache",
            String(decoding: DefaultTheme.files["not-found.mustache"]!, as: UTF8.self) + "<!-- own -->\n")
        #expect(try live.run(.anything).report?.count(.error) == 0)
        #expect(try source.files(live.edition)["404.html"]?.hasSuffix("<!-- own -->\n") == true)
        #expect(differences(try source.files(live.edition), try source.built()) == [])
    }

    @Test("With errors the last good edition stays, and comes back after a patch")
    func errors() throws {
        let source = try MemorySite("method")
        let live = Following(source)
        _ = try live.run()
        let good = try source.files(live.edition)
        let broken = try source.edit("Content/scripts/soothe.md", "title: ", "titel: ")
        let report = try #require(try live.run(broken).report)
        #expect(report.diagnostics.contains { $0.id == .unknownKey })
        #expect(differences(try source.files(live.edition), good) == [])
        let mended = try source.edit("Content/scripts/soothe.md", "titel: ", "title: ")
        #expect(try live.run(mended).report?.count(.error) == 0)
        // A slot that nobody declared is found by Check alone.
        let slot = try source.edit("Content/scripts/soothe.md", "慢慢说，我在听", "慢慢说，{谁}在听")
        #expect(live.patch(slot))
        #expect(try source.files(live.edition) != good)
        #expect(try live.run(slot).report?.diagnostics.map(\.id) == [.undeclaredSlot])
        #expect(differences(try source.files(live.edition), good) == [])
    }

    @Test("A broken configuration, at the start and later, leaves what there was")
    func brokenConfiguration() throws {
        let source = try MemorySite("method")
        let configuration = try source.text("casebook.yml")
        source.disk.put("/site/casebook.yml", "title: [\n")
        let live = Following(source)
        #expect(try live.run().report?.diagnostics.map(\.file) == ["casebook.yml"])
        #expect(live.edition == nil)
        source.disk.put("/site/casebook.yml", configuration)
        #expect(try live.run(.anything).report?.count(.error) == 0)
        let good = try source.files(live.edition)
        source.disk.put("/site/casebook.yml", "titel: x\n")
        #expect(try live.run(.anything).report?.count(.error) == 1)
        #expect(differences(try source.files(live.edition), good) == [])
    }

    @Test("A folder that is gone ends the run, and nothing else")
    func missingFolder() throws {
        let source = try MemorySite("method")
        let live = Following(source)
        _ = try live.run()
        try source.disk.rename(DiskPath("/site/Content"), to: DiskPath("/site/Away"))
        #expect(throws: BuildFailure.self) { try live.run(.anything) }
        #expect(live.edition != nil)
        try source.disk.rename(DiskPath("/site/Away"), to: DiskPath("/site/Content"))
        #expect(try live.run(.anything).report?.count(.error) == 0)
    }

    @Test("Where nothing that matters has changed, nothing is done")
    func unchanged() throws {
        let source = try MemorySite("method")
        let live = Following(source)
        _ = try live.run()
        let edition = live.edition
        #expect(try live.run(.anything).isUnchanged)
        #expect(try live.run(.paths([DiskPath("/site/Content/scripts/4913")])).isUnchanged)
        #expect(live.edition === edition)
        // What a watcher names is read again, whatever its size and time say.
        #expect(try live.run(.paths([DiskPath("/site/Content/scripts/soothe.md")])).report != nil)
        live.site.date = CalendarDate("2026-11-26")!
        #expect(try live.run(.anything).report != nil)
    }

    @Test(
        "What is no file of the content is noticed when it comes, and when it goes",
        arguments: [
            "Content/guides/away.md", "Content/away", "Templates/page.mustache", "Content/pipe",
        ])
    func odd(path: String) throws {
        let source = try MemorySite("method")
        source.disk.put("/elsewhere/away.md", "# 外面的\n")
        source.disk.putFolder("/site/Templates")
        let live = Following(source)
        _ = try live.run()
        let before = try live.run(.paths([DiskPath("/site/Content/scripts/soothe.md")])).report
        if path.hasSuffix("pipe") {
            source.disk.putPipe("/site/" + path)
        } else {
            source.disk.putLink("/site/" + path, to: path.hasSuffix("away") ? "/elsewhere" : "/elsewhere/away.md")
        }
        let changes = FolderChanges.paths([DiskPath("/site/" + path)])
        #expect(!live.patch(changes))
        let report = try #require(try live.run(changes).report)
        let id: DiagnosticID = path.hasSuffix("pipe") ? .unreadableFile : .outsideContent
        #expect(report.diagnostics.contains { $0.id == id && $0.file == path })
        #expect(try live.run(.anything).isUnchanged)
        source.disk.removeEntry("/site/" + path)
        #expect(try live.run(changes).report?.diagnostics == before?.diagnostics)
    }

    @Test("A run that something overtakes is given up, and the next one does it all")
    func stale() throws {
        let source = try MemorySite("method")
        let live = Following(source)
        _ = try live.run()
        let changes = try source.edit("Content/scripts/soothe.md", "title: ", "title: 新")
        #expect(try live.run(changes, isStale: { true }).isStale)
        #expect(try live.run(.anything).report != nil)
        #expect(differences(try source.files(live.edition), try source.built()) == [])
    }

    @Test("A picture's change changes the version of the pages that show it, and no other")
    func pictures() throws {
        let source = try MemorySite("links")
        source.disk.put("/site/Content/files/plan.png", Array("one".utf8))
        source.disk.put(
            "/site/Content/guides/shows.md",
            "---\ntitle: 图\nstatus: approved\nreviewed_on: 2026-01-10\nreviewed_by: 质检组\n---\n\n![平面图](../files/plan.png)\n"
        )
        let live = Following(source)
        #expect(try live.run().report?.count(.error) == 0)
        let before = try #require(live.edition)
        source.disk.put("/site/Content/files/plan.png", Array("other".utf8))
        _ = try live.run(.anything)
        let after = try #require(live.edition)
        #expect(after.file(at: "files/plan.png") == Array("other".utf8))
        #expect(before.version(of: "guides/shows.html") != after.version(of: "guides/shows.html"))
        #expect(before.version(of: "index.html") == after.version(of: "index.html"))
        #expect(before.version(of: "nowhere.html") == nil)
    }

    @Test("A page is found by its id and by its file")
    func addresses() throws {
        let source = try MemorySite("method")
        let live = Following(source)
        _ = try live.run()
        let edition = try #require(live.edition)
        for name in ["soothe", "/site/Content/scripts/soothe.md", "Content/scripts/soothe.md", "scripts/soothe.md"] {
            #expect(edition.address(of: name)?.path == "scripts/soothe.html", "\(name)")
        }
        #expect(edition.address(of: "/site")?.path == "index.html")
        #expect(edition.address(of: "nothing") == nil)
        #expect(edition.source(of: "scripts/soothe.html") == "Content/scripts/soothe.md")
        #expect(edition.source(of: "health.html") == nil)
    }
}

import CasebookModel
import Foundation
import Testing

@testable import CasebookFiles

/// A publication in one call, for tests.
@discardableResult
func publish(
    _ files: [String: String], to output: DiskPath = DiskPath("/w/Site"), on disk: any FileSystem, drafts: Bool = false,
    patience: Duration = .zero
) throws -> Publication {
    let publisher = try Publisher(to: output, on: disk, patience: patience)
    for (path, text) in files.sorted(by: { $0.key < $1.key }) {
        try publisher.write(OutputFile(Route(path), Array(text.utf8)))
    }
    return try publisher.commit(pages: [], drafts: drafts)
}

@Suite struct PublisherTests {
    private let disk = MemoryFileSystem()
    private let site = DiskPath("/w/Site")

    /// The site's files without the manifest and folders.
    private var published: [String: String] {
        disk.tree("/w/Site").filter { $0.value != "<folder>" && $0.key != SiteManifest.fileName }
    }

    private func inode(_ path: String) -> FileStatus? { disk.statusNow("/w/Site/" + path) }

    // MARK: - What is published

    @Test func theFirstTimeMakesTheFoldersAndWritesAll() throws {
        let publication = try publish(["index.html": "home", "cases/a.html": "A"], on: disk)
        #expect(disk.tree("/w/Site").keys.sorted() == ["cases", "cases/a.html", "index.html", "site-manifest.json"])
        #expect(published == ["index.html": "home", "cases/a.html": "A"])
        #expect(publication.written == 3)
        #expect(publication.unchanged == 0)
        #expect(publication.removed == 0)
        let json = try #require(disk.tree("/w/Site")["site-manifest.json"])
        #expect(try SiteManifest(json: Array(json.utf8)).files.map(\.path) == ["cases/a.html", "index.html"])
        #expect(publication.files.files.map(\.path) == ["cases/a.html", "index.html", "site-manifest.json"])
        #expect(disk.tree("/w/.casebook") == ["Site": "<folder>", "Site/lock": ""])
    }

    @Test func nothingNewTouchesNothing() throws {
        let files = ["index.html": "home", "cases/a.html": "A"]
        try publish(files, on: disk)
        let before = disk.statusNow("/w/Site")
        let publication = try publish(files, on: disk)
        #expect(publication.written == 0)
        #expect(publication.unchanged == 3)
        #expect(disk.statusNow("/w/Site") == before)
    }

    @Test func whatIsKeptIsWhatWasPublished() throws {
        let files = ["a.html": "A", "b.html": "B", "c/c.html": "C", "c/d.html": "D"]
        let known = try publish(files, on: disk).files
        disk.put("/w/Site/b.html", "X")
        disk.removeEntry("/w/Site/c/d.html")
        let publisher = try Publisher(to: site, on: disk, patience: .zero, known: known)
        func keep(_ paths: String...) throws -> Bool {
            try publisher.keep(paths.map { Publisher.Wanted(path: $0, hash: nil) })
        }
        #expect(try keep("a.html"))
        #expect(try !keep("b.html"), "somebody has written to it")
        #expect(try !keep("c/c.html", "c/d.html"), "one is gone")
        #expect(try !keep("e.html"), "there was none")
        let other = Publisher.Wanted(path: "c/c.html", hash: ContentHash(of: Array("D".utf8)))
        #expect(try !publisher.keep([other]), "it says something else")
        for path in ["b.html", "c/d.html"] {
            try publisher.write(OutputFile(Route(path), Array(files[path]!.utf8)))
        }
        #expect(try keep("c/c.html"))
        #expect(try publisher.commit(pages: [], drafts: false).written == 2)
        #expect(published == files)
    }

    @Test func unchangedFilesStayTheSameFiles() throws {
        try publish(["a.html": "A", "b.html": "B", "c/c.html": "C", "c/d.html": "D"], on: disk)
        let (a, c) = (inode("a.html"), inode("c/c.html"))
        let publication = try publish(["a.html": "A", "b.html": "B2", "c/c.html": "C", "e/e.html": "E"], on: disk)
        #expect(published == ["a.html": "A", "b.html": "B2", "c/c.html": "C", "e/e.html": "E"])
        #expect(inode("a.html") == a)
        #expect(inode("c/c.html") == c)
        #expect(publication.written == 3)
        #expect(publication.unchanged == 2)
        #expect(publication.removed == 1)
    }

    @Test func aFolderWhoseFilesAreGoneGoesToo() throws {
        try publish(["a.html": "A", "c/x/c.html": "C"], on: disk)
        try publish(["a.html": "A"], on: disk)
        #expect(disk.tree("/w/Site").keys.sorted() == ["a.html", "site-manifest.json"])
    }

    @Test func aFileTakesAFoldersPlaceAndTheOtherWayRound() throws {
        try publish(["a/x.html": "1", "b": "2"], on: disk)
        try publish(["a": "3", "b/x.html": "4"], on: disk)
        #expect(published == ["a": "3", "b/x.html": "4"])
    }

    @Test func aDifferentManifestAloneIsPublished() throws {
        try publish(["a.html": "A"], on: disk)
        let before = inode("a.html")
        let publication = try publish(["a.html": "A"], on: disk, drafts: true)
        #expect(publication.written == 1)
        #expect(try SiteManifest(json: disk.read(site.appending("site-manifest.json"), limit: 10_000).bytes).drafts)
        #expect(inode("a.html") == before)
    }

    @Test func aFileThatSomebodyChangedIsMended() throws {
        let files = ["a.html": "AAA", "b.html": "BBB", "c.html": "CCC"]
        try publish(files, on: disk)
        disk.put("/w/Site/a.html", "xxx")
        disk.put("/w/Site/b.html", "longer")
        disk.removeEntry("/w/Site/c.html")
        let publication = try publish(files, on: disk)
        #expect(published == files)
        #expect(publication.written == 3)
        #expect(publication.removed == 0)
    }

    @Test func whereLinksAreRefusedUnchangedFilesAreWritten() throws {
        try publish(["a.html": "A", "b.html": "B"], on: disk)
        let before = inode("a.html")
        let publication = try publish(["a.html": "A", "b.html": "B2"], on: LinkRefusing(disk))
        #expect(published == ["a.html": "A", "b.html": "B2"])
        #expect(inode("a.html") != before)
        #expect(publication.written == 3)
        #expect(publication.unchanged == 0)
    }

    @Test func listsTheFilesWrittenSoFar() throws {
        let publisher = try Publisher(to: site, on: disk, patience: .zero)
        try publisher.write(OutputFile(Route("b"), Array("abc".utf8)))
        try publisher.write(OutputFile(Route("a/c"), []))
        #expect(publisher.files.map(\.path) == ["a/c", "b"])
        #expect(publisher.files.map(\.size) == [0, 3])
        #expect(publisher.files[1].hash.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test func givesBackWhatItTookWhereverItLies() throws {
        try publish(["a.html": "A", "b.html": "B", "c.html": "C"], on: disk)
        let publisher = try Publisher(to: site, on: disk, patience: .zero)
        try publisher.write(OutputFile(Route("a.html"), Array("A".utf8)))
        try publisher.write(OutputFile(Route("b.html"), Array("B2".utf8)))
        #expect(try publisher.read(Route("a.html")) == Array("A".utf8))
        #expect(try publisher.read(Route("b.html")) == Array("B2".utf8))
        // Of the old site, and nobody has said that it stays.
        #expect(try publisher.read(Route("c.html")) == nil)
        disk.put("/w/Site/a.html", "X")
        #expect(throws: PublishError.damaged(site.appending("a.html"))) { try publisher.read(Route("a.html")) }
        disk.removeEntry("/w/Site/a.html")
        #expect(throws: PublishError.self) { try publisher.read(Route("a.html")) }
    }

    @Test func manyThreadsWrite() async throws {
        let publisher = try Publisher(to: site, on: disk, patience: .zero)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<500 {
                group.addTask {
                    try publisher.write(OutputFile(Route("f\(index % 7)/g/\(index).html"), Array("\(index)".utf8)))
                }
            }
            try await group.waitForAll()
        }
        #expect(try publisher.commit(pages: [], drafts: false).written == 501)
        #expect(published.count == 500)
        #expect(published["f3/g/283.html"] == "283")
    }

    @Test func abortPublishesNothing() throws {
        try publish(["a.html": "A"], on: disk)
        let before = disk.tree("/w")
        let publisher = try Publisher(to: site, on: disk, patience: .zero)
        try publisher.write(OutputFile(Route("a.html"), Array("B".utf8)))
        publisher.abort()
        #expect(disk.tree("/w") == before)
        #expect(throws: PublishError.notOpen) { try publisher.commit(pages: [], drafts: false) }
        #expect(throws: PublishError.notOpen) { try publisher.write(OutputFile(Route("c"), [])) }
        #expect(disk.tree("/w") == before)
    }

    @Test func aPublisherThatIsForgottenReleasesTheLock() throws {
        do { _ = try Publisher(to: site, on: disk, patience: .zero) }
        try publish(["a.html": "A"], on: disk)
    }

    // MARK: - Other people's files

    @Test(arguments: [["README.md"], ["a/b.txt", ".git/x"], ["site-manifest.jsonx"]])
    func aFolderThatIsNotOursIsRefused(paths: [String]) throws {
        for path in paths { disk.put("/w/Site/" + path, "mine") }
        let before = disk.tree("/w")
        #expect(throws: PublishError.foreignFolder(site)) { try publish(["a.html": "A"], on: disk) }
        #expect(disk.tree("/w") == before)
    }

    @Test func aManifestThatIsNotOursIsRefused() throws {
        disk.put("/w/Site/site-manifest.json", "{}")
        #expect(throws: PublishError.foreignManifest(site.appending("site-manifest.json"))) {
            try publish(["a.html": "A"], on: disk)
        }
        disk.put("/w/Site/site-manifest.json", #"{"version":7}"#)
        #expect(throws: PublishError.laterManifest(site.appending("site-manifest.json"), version: 7)) {
            try publish(["a.html": "A"], on: disk)
        }
    }

    @Test func anOutputThatIsNoFolderIsRefused() throws {
        disk.put("/w/Site", "a file")
        #expect(throws: PublishError.notAFolder(site)) { try publish(["a.html": "A"], on: disk) }
        for path in ["/", "/w/.casebook"] {
            #expect(throws: PublishError.notAFolder(DiskPath(path))) {
                try publish(["a.html": "A"], to: DiskPath(path), on: disk)
            }
        }
        disk.putLink("/w/nowhere", to: "none")
        #expect(throws: PublishError.notAFolder(DiskPath("/w/nowhere"))) {
            try publish(["a.html": "A"], to: DiskPath("/w/nowhere"), on: disk)
        }
    }

    @Test func dotFilesAreCarriedOverSilently() throws {
        disk.put("/w/Site/.gitkeep", "")
        disk.put("/w/Site/.git/objects/1", "blob")
        let kept = inode(".git/objects/1")
        let publication = try publish(["a.html": "A"], on: disk)
        #expect(published == ["a.html": "A", ".gitkeep": "", ".git/objects/1": "blob"])
        #expect(publication.foreign == [])
        #expect(inode(".git/objects/1") == kept)
        #expect(publication.written == 2)
    }

    @Test func filesOfOthersAreCarriedOverWithANote() throws {
        try publish(["a.html": "A", "cases/x.html": "X"], on: disk)
        disk.put("/w/Site/CNAME", "example.org")
        disk.put("/w/Site/cases/notes.txt", "n")
        disk.put("/w/Site/extra/deep/a.txt", "d")
        disk.putFolder("/w/Site/empty", mode: 0o2750)
        disk.putLink("/w/Site/latest", to: "a.html")
        let kept = inode("cases/notes.txt")
        let publication = try publish(["a.html": "A2"], on: disk)
        #expect(
            published == [
                "a.html": "A2", "CNAME": "example.org", "cases/notes.txt": "n", "extra/deep/a.txt": "d",
                "latest": "<link>",
            ])
        #expect(publication.foreign == ["CNAME", "cases/notes.txt", "extra/deep/a.txt", "latest"])
        #expect(publication.removed == 1)
        #expect(inode("cases/notes.txt") == kept)
        #expect(inode("empty")?.mode == 0o2750)
        #expect(try publish(["a.html": "A2"], on: disk).foreign.count == 4)
    }

    @Test func aForeignFolderIsSharedWithGeneratedFiles() throws {
        try publish(["a.html": "A"], on: disk)
        disk.put("/w/Site/extra/mine.txt", "m")
        try publish(["a.html": "A", "extra/ours.html": "o"], on: disk)
        #expect(published == ["a.html": "A", "extra/mine.txt": "m", "extra/ours.html": "o"])
        try publish(["a.html": "A"], on: disk)
        #expect(published == ["a.html": "A", "extra/mine.txt": "m"])
    }

    @Test(arguments: [("b.html", "b.html"), ("b.html/x", "b.html"), ("c", "c/x.html")])
    func aForeignFileInTheWayStopsPublishing(foreign: String, generated: String) throws {
        try publish(["a.html": "A"], on: disk)
        disk.put("/w/Site/" + foreign, "mine")
        let before = disk.tree("/w")
        let error = try #require(throws: PublishError.self) {
            try publish(["a.html": "A", generated: "G"], on: disk)
        }
        guard case .inTheWay(let path) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(foreign.hasPrefix(String(decoding: path.relative(to: site)!, as: UTF8.self)))
        #expect(disk.tree("/w") == before)
    }

    @Test func aForeignFileUnderTheOtherNormalFormIsKept() throws {
        try publish(["\u{e9}.html": "ours"], on: disk)
        disk.put("/w/Site/e\u{301}.html", "mine")
        try publish(["\u{e9}.html": "ours 2"], on: disk)
        #expect(try disk.list(site).count == 3)
        let mine = try disk.read(site.appending("e\u{301}.html"), limit: 100)
        #expect(mine.bytes == Array("mine".utf8))
    }

    @Test func aDiskThatDecomposesNamesKnowsOurFiles() throws {
        var traits = MemoryFileSystem.Traits()
        traits.decomposesNames = true
        traits.ignoresCase = true
        let disk = MemoryFileSystem(traits)
        try publish(["caf\u{e9}/\u{e9}.html": "1", "Caf\u{e9}/b.html": "2", "old\u{e9}.html": "3"], on: disk)
        let publication = try publish(["caf\u{e9}/\u{e9}.html": "1", "Caf\u{e9}/b.html": "new"], on: disk)
        #expect(publication.foreign == [])
        #expect(publication.removed == 1)
        #expect(publication.unchanged == 1)
        #expect(try disk.list(site).count == 2)
    }

    @Test func aLinkToTheOutputStandsForTheFolder() throws {
        disk.putFolder("/srv/www")
        disk.putLink("/w/Site", to: "/srv/www")
        try publish(["a.html": "A"], on: disk)
        try publish(["a.html": "B"], on: disk)
        #expect(disk.tree("/w") == ["Site": "<link>"])
        #expect(disk.tree("/srv/www")["a.html"] == "B")
        #expect(disk.tree("/srv/.casebook") == ["www": "<folder>", "www/lock": ""])
    }

    // MARK: - Mistakes in the program

    @Test(arguments: ["", "/a", "a//b", "../a", "a/./b", "a/..", "a\0", "site-manifest.json", "a/"])
    func routesThatLeaveTheSiteAreRefused(path: String) throws {
        let publisher = try Publisher(to: site, on: disk, patience: .zero)
        #expect(throws: PublishError.invalidRoute(Route(path))) { try publisher.write(OutputFile(Route(path), [])) }
        #expect(throws: PublishError.notOpen) { try publisher.commit(pages: [], drafts: false) }
        #expect(disk.tree("/w/Site").isEmpty)
    }

    @Test func twoFilesWithOneRouteAreRefused() throws {
        let publisher = try Publisher(to: site, on: disk, patience: .zero)
        try publisher.write(OutputFile(Route("a"), [1]))
        #expect(throws: PublishError.duplicateRoute(Route("a"))) { try publisher.write(OutputFile(Route("a"), [1])) }
        #expect(throws: PublishError.notOpen) { try publisher.commit(pages: [], drafts: false) }
    }

    // MARK: - Two builds, other disks

    @Test func aSecondBuildWaitsOrSaysSo() throws {
        let first = try Publisher(to: site, on: disk, patience: .zero)
        #expect(throws: PublishError.locked(site, waited: .zero)) { try publish(["a.html": "2"], on: disk) }
        try first.write(OutputFile(Route("a.html"), Array("1".utf8)))
        _ = try first.commit(pages: [], drafts: false)
        #expect(published == ["a.html": "1"])
        try publish(["a.html": "2"], on: disk)
        #expect(published == ["a.html": "2"])
    }

    @Test func aDiskWithoutExchangeIsNamed() throws {
        var traits = MemoryFileSystem.Traits()
        traits.canExchange = false
        let disk = MemoryFileSystem(traits)
        try publish(["a.html": "1"], on: disk)
        let before = disk.tree("/w")
        #expect(throws: PublishError.exchangeUnsupported(site)) { try publish(["a.html": "2"], on: disk) }
        #expect(disk.tree("/w") == before)
    }

    @Test func aFullDiskKeepsTheOldSite() throws {
        var traits = MemoryFileSystem.Traits()
        traits.capacity = 2_000
        let disk = MemoryFileSystem(traits)
        try publish(["a.html": "1"], on: disk)
        let before = disk.tree("/w")
        let error = FileError(.create, DiskPath("/w/.casebook/Site/stage/a.html"), ENOSPC)
        #expect(throws: PublishError.disk(error)) {
            try publish(["a.html": String(repeating: "x", count: 3_000)], on: disk)
        }
        #expect(disk.tree("/w") == before)
    }

    @Test func errorsSpeakBothLanguages() {
        let error = PublishError.locked(site, waited: .seconds(5))
        #expect(error.description == "another build is writing /w/Site (waited 5 s); try again when it is done")
        #expect(error.message.chinese == "另一次生成正在写“/w/Site”（已等待 5 秒）。等它结束再试")
        let disk = FileError(.create, site, ENOSPC)
        #expect(PublishError.disk(disk).message == disk.message)
    }
}

/// A disk that has no second names for files.
private struct LinkRefusing: FileSystem {
    let disk: MemoryFileSystem

    init(_ disk: MemoryFileSystem) { self.disk = disk }

    func list(_ folder: DiskPath) throws(FileError) -> [FolderEntry] { try disk.list(folder) }
    func status(_ path: DiskPath) throws(FileError) -> FileStatus { try disk.status(path) }
    func realPath(_ path: DiskPath) throws(FileError) -> DiskPath { try disk.realPath(path) }
    func read(_ path: DiskPath, limit: Int) throws(FileError) -> FileContents { try disk.read(path, limit: limit) }
    func create(_ path: DiskPath, _ bytes: [UInt8]) throws(FileError) { try disk.create(path, bytes) }
    func makeFolder(_ path: DiskPath, mode: UInt32?) throws(FileError) { try disk.makeFolder(path, mode: mode) }
    func link(_ existing: DiskPath, to new: DiskPath) throws(FileError) { throw FileError(.link, new, EPERM) }
    func rename(_ old: DiskPath, to new: DiskPath) throws(FileError) { try disk.rename(old, to: new) }
    func exchange(_ first: DiskPath, _ second: DiskPath) throws(FileError) { try disk.exchange(first, second) }
    func removeFile(_ path: DiskPath) throws(FileError) { try disk.removeFile(path) }
    func removeFolder(_ path: DiskPath) throws(FileError) { try disk.removeFolder(path) }
    func lock(_ path: DiskPath, patience: Duration) throws(FileError) -> (any FileLock)? {
        try disk.lock(path, patience: patience)
    }
}

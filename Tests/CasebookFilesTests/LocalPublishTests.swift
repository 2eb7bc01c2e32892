import CasebookModel
import Foundation
import Testing

@testable import CasebookFiles

/// Publishing on the machine's own disk: what a disk in memory can only claim.
@Suite struct LocalPublishTests {
    private let disk = LocalFileSystem()

    @Test func unchangedFilesKeepInodeAndTime() throws {
        let folder = try TemporaryFolder()
        let site = folder("Site")
        try publish(["a.html": "A", "b/b.html": "B", "b/c.html": "C"], to: site, on: disk)
        try folder.write("Site/CNAME", "example.org")
        let kept = ["a.html", "b/b.html", "CNAME"]
        let before = try kept.map { try disk.status(site.appending($0)) }
        let publication = try publish(["a.html": "A", "b/b.html": "B", "b/c.html": "C2"], to: site, on: disk)
        #expect(try kept.map { try disk.status(site.appending($0)) } == before)
        #expect(try folder.text("Site/b/c.html") == "C2")
        #expect(publication.foreign == ["CNAME"])
        #expect(publication.written == 2)
        #expect(publication.leftover == nil)
        #expect(try Set(disk.list(folder(".casebook/Site")).map(\.name)) == [Array("lock".utf8), Array("twin".utf8)])
    }

    @Test func nothingNewLeavesTheFolderItself() throws {
        let folder = try TemporaryFolder()
        try disk.makeFolder(folder("Site"), mode: 0o775)
        try publish(["a.html": "A"], to: folder("Site"), on: disk)
        let before = try disk.status(folder("Site"))
        #expect(before.mode == 0o775)
        #expect(try publish(["a.html": "A"], to: folder("Site"), on: disk).written == 0)
        #expect(try disk.status(folder("Site")) == before)
    }

    @Test func makesFoldersAboveTheOutput() throws {
        let folder = try TemporaryFolder()
        try publish(["a.html": "A"], to: folder("x/y/Site"), on: disk)
        #expect(try folder.text("x/y/Site/a.html") == "A")
    }

    @Test func aSecondBuildWaitsForTheFirst() async throws {
        let folder = try TemporaryFolder()
        let site = folder("Site")
        let disk = disk
        let first = try Publisher(to: site, on: disk, patience: .zero)
        let second = Task.detached { try publish(["a.html": "second"], to: site, on: disk, patience: .seconds(30)) }
        try await Task.sleep(for: .milliseconds(100))
        try first.write(OutputFile(Route("a.html"), Array("first".utf8)))
        _ = try first.commit(pages: [], drafts: false)
        #expect(try await second.value.written == 2)
        #expect(try folder.text("Site/a.html") == "second")
    }

    @Test func aReadOnlyParentIsNamed() throws {
        // Root may write anywhere but in /proc.
        let error = try #require(throws: PublishError.self) {
            try publish(["a.html": "A"], to: DiskPath("/proc/Site"), on: disk)
        }
        guard case .disk(let refusal) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(refusal.operation == .makeFolder)
        #expect(refusal.path == DiskPath("/proc/.casebook"))
    }

    @Test func aMountPointIsRefused() {
        #expect(throws: PublishError.otherFileSystem(DiskPath("/proc"))) {
            try publish(["a.html": "A"], to: DiskPath("/proc"), on: disk)
        }
    }
}

import Foundation
import Testing

@testable import CasebookFiles

@Suite struct LocalFileSystemTests {
    let disk = LocalFileSystem()

    @Test func writesAndReadsBack() throws {
        let folder = try TemporaryFolder()
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
        try disk.create(folder("a"), bytes)
        let contents = try disk.read(folder("a"), limit: 100_000)
        #expect(contents.bytes == bytes)
        #expect(contents.isSteady)
        #expect(try disk.status(folder("a")).size == 100_000)
        try disk.create(folder("empty"), [])
        #expect(try disk.read(folder("empty"), limit: 0).bytes.isEmpty)
    }

    @Test func refusesToReadBeyondTheLimit() throws {
        let folder = try TemporaryFolder()
        try folder.write("a", "12345")
        #expect(throws: FileError(.read, folder("a"), EFBIG)) { try disk.read(folder("a"), limit: 4) }
    }

    @Test func refusesToReplaceAFile() throws {
        let folder = try TemporaryFolder()
        try folder.write("a", "old")
        #expect(throws: FileError(.create, folder("a"), EEXIST)) { try disk.create(folder("a"), [1]) }
        #expect(try folder.text("a") == "old")
    }

    @Test func listsNamesAndKinds() throws {
        let folder = try TemporaryFolder()
        try folder.write("文件", "x")
        try folder.write(".dot", "x")
        try disk.makeFolder(folder("b"), mode: 0o750)
        #expect(symlink("b", folder("c").description) == 0)
        #expect(mkfifo(folder("d").description, 0o600) == 0)
        let found = try disk.list(folder.path).map { (String(decoding: $0.name, as: UTF8.self), $0.kind) }
            .sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
        #expect(found.map(\.0) == [".dot", "b", "c", "d", "文件"])
        #expect(found.map(\.1) == [.file, .folder, .link, .other, .file])
        #expect(try disk.status(folder("b")).mode == 0o750)
        #expect(try disk.status(folder("c")).kind == .link)
        #expect(try disk.realPath(folder("c")) == folder("b"))
    }

    @Test func readingAPipeOrAFolderFailsAtOnce() throws {
        let folder = try TemporaryFolder()
        #expect(mkfifo(folder("pipe").description, 0o600) == 0)
        #expect(throws: FileError(.read, folder("pipe"), EINVAL)) { try disk.read(folder("pipe"), limit: 10) }
        #expect(throws: FileError(.read, folder.path, EINVAL)) { try disk.read(folder.path, limit: 10) }
    }

    @Test func neverFollowsALinkInTheLastPart() throws {
        let folder = try TemporaryFolder()
        try folder.write("secret", "x")
        #expect(symlink("secret", folder("a").description) == 0)
        #expect(symlink(".", folder("b").description) == 0)
        #expect(throws: FileError(.read, folder("a"), ELOOP)) { try disk.read(folder("a"), limit: 10) }
        #expect(throws: FileError(.list, folder("b"), ENOTDIR)) { try disk.list(folder("b")) }
        #expect(throws: FileError(.create, folder("a"), EEXIST)) { try disk.create(folder("a"), []) }
    }

    @Test func exchangesTwoFolders() throws {
        let folder = try TemporaryFolder()
        try folder.write("a/x", "1")
        try folder.write("b/y", "2")
        let before = try disk.status(folder("a/x")).identity
        try disk.exchange(folder("a"), folder("b"))
        #expect(try disk.status(folder("b/x")).identity == before)
        #expect(try folder.text("a/y") == "2")
        #expect(throws: FileError(.exchange, folder("none"), ENOENT)) {
            try disk.exchange(folder("a"), folder("none"))
        }
    }

    @Test func linksShareTheFile() throws {
        let folder = try TemporaryFolder()
        try folder.write("a", "1")
        try disk.link(folder("a"), to: folder("b"))
        #expect(try disk.status(folder("a")) == disk.status(folder("b")))
        #expect(throws: FileError(.link, folder("b"), EEXIST)) { try disk.link(folder("a"), to: folder("b")) }
    }

    @Test func removesATreeWithoutFollowingLinks() throws {
        let folder = try TemporaryFolder()
        try folder.write("kept/x", "1")
        try folder.write("tree/a/b/c", "1")
        #expect(symlink("../../kept", folder("tree/a/link").description) == 0)
        try disk.removeTree(folder("tree"))
        #expect(throws: FileError(.status, folder("tree"), ENOENT)) { try disk.status(folder("tree")) }
        #expect(try folder.text("kept/x") == "1")
        try disk.removeTree(folder("tree"))
    }

    @Test func aLockIsHeldUntilItIsReleased() throws {
        let folder = try TemporaryFolder()
        let first = try #require(try disk.lock(folder("lock"), patience: .zero))
        #expect(try disk.lock(folder("lock"), patience: .milliseconds(50)) == nil)
        first.release()
        let second = try #require(try disk.lock(folder("lock"), patience: .zero))
        second.release()
        // A second release must not close a descriptor that somebody else has got meanwhile.
        first.release()
    }

    @Test func aLockFileThatWasReplacedIsNotTakenForTheNewOne() throws {
        let folder = try TemporaryFolder()
        let old = try #require(try disk.lock(folder("lock"), patience: .zero))
        try disk.removeFile(folder("lock"))
        let new = try #require(try disk.lock(folder("lock"), patience: .zero))
        #expect(try disk.lock(folder("lock"), patience: .zero) == nil)
        old.release()
        new.release()
    }

    @Test func errorsSpeakBothLanguages() {
        let error = FileError(.create, DiskPath("/Site/a.html"), ENOSPC)
        #expect(error.description == "can't write /Site/a.html: no space left on the disk")
        #expect(error.message.chinese == "写不了“/Site/a.html”：磁盘已满")
        #expect(FileError(.read, DiskPath("x"), ENODEV).description == "can't read x: No such device")
    }
}

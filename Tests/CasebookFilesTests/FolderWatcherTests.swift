import Foundation
import Testing

@testable import CasebookFiles

@Suite("Changes that belong together")
struct ChangeGatheringTests {
    private let page = DiskPath("Content/a.md")

    @Test("One saved file is reported at once")
    func oneFile() {
        var gathering = ChangeGathering()
        #expect(gathering.changes == nil)
        gathering.add(.appeared(page))
        #expect(gathering.changes == .paths([page]))
        #expect(gathering.quiet == .milliseconds(6))
    }

    @Test("A file that was renamed away is waited for: editors bring it back")
    func renamedAway() {
        var gathering = ChangeGathering()
        gathering.add(.vanished(page))
        #expect(gathering.quiet == .milliseconds(100))
        gathering.add(.appeared(page))
        #expect(gathering.quiet == .milliseconds(6))
        #expect(gathering.changes == .paths([page]))
    }

    @Test("A file that came and went is how another was saved: nothing is waited for")
    func savedByRename() {
        let beside = DiskPath("Content/a.md.new")
        var gathering = ChangeGathering()
        gathering.add(.begun(beside))
        #expect(gathering.changes == nil)
        gathering.add(.appeared(beside))
        gathering.add(.vanished(beside))
        gathering.add(.appeared(page))
        #expect(gathering.quiet == .milliseconds(6))
        #expect(gathering.changes == .paths([beside, page]))
        // One that had been there, went, and is begun anew is still waited for once it is gone.
        gathering.add(.vanished(page))
        gathering.add(.begun(page))
        gathering.add(.vanished(page))
        #expect(gathering.quiet == .milliseconds(100))
    }

    @Test("Many changes are a checkout, which may pause")
    func checkout() {
        var gathering = ChangeGathering()
        for number in 0..<1_000 { gathering.add(.appeared(DiskPath("Content/\(number).md"))) }
        #expect(gathering.quiet == .milliseconds(100))
        gathering.add(.anything)
        #expect(gathering.changes == .anything)
    }

    @Test("Known and unknown changes together are unknown")
    func joined() {
        let other = FolderChanges.paths([DiskPath("b")])
        #expect(FolderChanges.paths([page]).joined(with: other) == .paths([page, DiskPath("b")]))
        #expect(FolderChanges.anything.joined(with: other) == .anything)
        #expect(other.joined(with: .anything) == .anything)
    }
}

/// The kernel's own notices, on a real disk. Each test ends by the notice that it waits for; one that never comes ends it
/// by the time limit.
@Suite("Watching folders", .serialized, .timeLimit(.minutes(20)))
struct FolderWatcherTests {
    private let folder: TemporaryFolder
    private let watcher: InotifyWatcher
    private let root: DiskPath

    init() throws {
        folder = try TemporaryFolder()
        root = folder.path.appending("Content")
        try LocalFileSystem().makeFolder(root, mode: nil)
        watcher = try InotifyWatcher()
    }

    private func path(_ name: String) -> DiskPath { root.appending(name) }

    private func write(_ name: String, _ text: String = "x") throws {
        try Data(text.utf8).write(to: URL(filePath: "\(path(name))"))
    }

    private func write(atomically name: String) throws {
        try Data("y".utf8).write(to: URL(filePath: "\(path(name))"), options: .atomic)
    }

    @Test("A written file, one that was renamed into place, and one that is deleted")
    func files() throws {
        watcher.watch([WatchedFolder(root)])
        try write("a.md")
        #expect(watcher.nextChanges() == .paths([path("a.md")]))
        try LocalFileSystem().create(path("b.tmp"), [1])
        try LocalFileSystem().rename(path("b.tmp"), to: path("a.md"))
        #expect(watcher.nextChanges() == .paths([path("a.md"), path("b.tmp")]))
        try LocalFileSystem().removeFile(path("a.md"))
        #expect(watcher.nextChanges() == .paths([path("a.md")]))
    }

    @Test("A link and a second name of a file are whole as soon as they are there")
    func links() throws {
        try write("a.md")
        watcher.watch([WatchedFolder(root)])
        try LocalFileSystem().link(path("a.md"), to: path("b.md"))
        #expect(watcher.nextChanges() == .paths([path("b.md")]))
        try FileManager.default.createSymbolicLink(atPath: "\(path("c.md"))", withDestinationPath: "a.md")
        #expect(watcher.nextChanges() == .paths([path("c.md")]))
    }

    @Test("Files in folders that come later, also in several at once")
    func newFolders() throws {
        watcher.watch([WatchedFolder(root)])
        try LocalFileSystem().makeFolders(path("new/deep"))
        #expect(watcher.nextChanges() == .paths([path("new")]))
        try write("new/deep/a.md")
        #expect(watcher.nextChanges() == .paths([path("new/deep/a.md")]))
    }

    @Test("A folder that is renamed is watched under its new name, one that was moved away no more")
    func renamedFolders() throws {
        try LocalFileSystem().makeFolder(path("old"), mode: nil)
        try LocalFileSystem().makeFolder(path("gone"), mode: nil)
        watcher.watch([WatchedFolder(root)])
        try LocalFileSystem().rename(path("old"), to: path("new"))
        try LocalFileSystem().rename(path("gone"), to: folder.path.appending("elsewhere"))
        #expect(watcher.nextChanges() == .paths([path("old"), path("new"), path("gone")]))
        try Data("x".utf8).write(to: URL(filePath: "\(folder.path.appending("elsewhere/a.md"))"))
        try write("new/a.md")
        #expect(watcher.nextChanges() == .paths([path("new/a.md")]))
    }

    @Test("Names with a dot are nobody's content")
    func dotNames() throws {
        watcher.watch([WatchedFolder(root)])
        try write(".a.md.swp")
        try LocalFileSystem().makeFolder(path(".git"), mode: nil)
        try write("a.md")
        #expect(watcher.nextChanges() == .paths([path("a.md")]))
    }

    @Test("Of a folder that is watched for one name, nothing else is reported")
    func oneName() throws {
        watcher.watch([WatchedFolder(folder.path, names: [Array("casebook.yml".utf8)])])
        try write("a.md")
        try Data("x".utf8).write(to: URL(filePath: "\(folder.path.appending("notes.txt"))"))
        try Data("x".utf8).write(to: URL(filePath: "\(folder.path.appending("casebook.yml"))"))
        #expect(watcher.nextChanges() == .paths([folder.path.appending("casebook.yml")]))
    }

    @Test("A folder that is deleted and made again, and one that comes only later")
    func recreatedFolder() throws {
        let later = folder.path.appending("Templates")
        watcher.watch([WatchedFolder(root), WatchedFolder(later)])
        try LocalFileSystem().removeTree(root)
        #expect(watcher.nextChanges() == .anything)
        try LocalFileSystem().makeFolder(root, mode: nil)
        #expect(watcher.nextChanges() == .anything)
        try write("a.md")
        #expect(watcher.nextChanges() == .paths([path("a.md")]))
        try LocalFileSystem().makeFolder(later, mode: nil)
        #expect(watcher.nextChanges() == .anything)
        try LocalFileSystem().create(later.appending("page.mustache"), [1])
        #expect(watcher.nextChanges() == .paths([later.appending("page.mustache")]))
    }

    @Test("A thousand changes are one")
    func burst() throws {
        watcher.watch([WatchedFolder(root)])
        for number in 0..<1_000 { try write("\(number).md") }
        guard case .paths(let paths)? = watcher.nextChanges() else {
            Issue.record("no paths")
            return
        }
        #expect(paths.count == 1_000)
    }

    @Test("More at once than the system keeps is anything, and folders that came meanwhile are watched")
    func overflow() throws {
        watcher.watch([WatchedFolder(root)])
        let limit =
            try Int(
                String(contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
                    .trimmingCharacters(in: .whitespacesAndNewlines)) ?? 16_384
        // Each file twice: equal notices in a row would be joined.
        for number in 0..<(limit / 2 + 100) {
            try LocalFileSystem().create(path("a\(number % 2)"), [])
            try LocalFileSystem().removeFile(path("a\(number % 2)"))
        }
        try LocalFileSystem().makeFolder(path("new"), mode: nil)
        #expect(watcher.nextChanges() == .anything)
        try write("new/a.md")
        #expect(watcher.nextChanges() == .paths([path("new/a.md")]))
    }

    @Test("A watched folder stays watched where others are added, with what was not reported yet")
    func otherFolders() throws {
        watcher.watch([WatchedFolder(folder.path)])
        try write("a.md")
        watcher.watch([WatchedFolder(root), WatchedFolder(folder.path, names: [])])
        #expect(watcher.nextChanges() == .paths([path("a.md")]))
    }

    @Test("Waiting ends when somebody says so")
    func stopping() {
        watcher.watch([WatchedFolder(root)])
        watcher.stop()
        #expect(watcher.nextChanges() == nil)
    }
}

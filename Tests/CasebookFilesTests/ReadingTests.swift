import CasebookModel
import Foundation
import Testing

@testable import CasebookFiles

@Suite struct ReadingTests {
    private let disk = MemoryFileSystem()

    private func entry(_ name: String = "a.md") throws -> ContentEntry {
        let folder = ContentFolder(root: DiskPath("/Content"), displayPrefix: "Content/")
        return try #require(try disk.discover(folder).value.first { $0.path == name })
    }

    private func problem(_ problem: Problem) -> [Diagnostic] {
        [Diagnostic(problem, file: "Content/a.md", at: .fileStart)]
    }

    @Test func givesBytesAndTheFirstHalfOfTheirSHA256() throws {
        disk.put("/Content/a.md", "abc")
        let outcome = disk.read(try entry())
        let file = try #require(outcome.value)
        #expect(file.path == "a.md")
        #expect(file.bytes == Array("abc".utf8))
        // FIPS 180-2, appendix B.1.
        #expect(file.fingerprint == Fingerprint(high: 0xba78_16bf_8f01_cfea, low: 0x4141_40de_5dae_2223))
        #expect(outcome.diagnostics.isEmpty)
    }

    @Test(arguments: [(1, true), (2, false)])
    func aFileThatChangesMeanwhileIsReadOnceMore(readings: Int, succeeds: Bool) throws {
        disk.put("/Content/a.md", "abc")
        let entry = try entry()
        disk.makeUnsteady("/Content/a.md", readings: readings)
        let outcome = disk.read(entry)
        #expect((outcome.value != nil) == succeeds)
        #expect(outcome.diagnostics == (succeeds ? [] : problem(.unreadable(path: "Content/a.md", reason: .changing))))
    }

    @Test func aFileThatIsGoneForAMomentIsReadOnceMore() throws {
        disk.put("/Content/a.md", "abc")
        let entry = try entry()
        disk.plan(.fails(ENOENT), atCall: disk.callCount + 1)
        #expect(disk.read(entry).value?.bytes == Array("abc".utf8))
        disk.removeEntry("/Content/a.md")
        #expect(disk.read(entry).diagnostics == problem(.unreadable(path: "Content/a.md", reason: .vanished)))
    }

    @Test func aFileThatGrewBeyondTheLimitIsReported() throws {
        disk.put("/Content/a.md", "abc")
        let entry = try entry()
        disk.put("/Content/a.md", [UInt8](repeating: 0x61, count: 5_000_002))
        #expect(disk.read(entry).diagnostics == problem(.fileTooLarge(bytes: 5_000_002, limit: 5_000_000)))
    }

    @Test func aFileWithoutPermissionIsReported() throws {
        disk.put("/Content/a.md", "abc")
        let entry = try entry()
        disk.deny("/Content/a.md")
        #expect(disk.read(entry).diagnostics == problem(.unreadable(path: "Content/a.md", reason: .permission)))
    }

    @Test func manyThreadsReadTheSameBytes() async throws {
        let temporary = try TemporaryFolder()
        for index in 0..<200 { try temporary.write("f\(index).md", String(repeating: "文\(index)", count: 500)) }
        let local = LocalFileSystem()
        let entries = try local.discover(ContentFolder(root: temporary.path, displayPrefix: "")).value
        let alone = entries.map { local.read($0).value?.fingerprint }
        let together = await withTaskGroup(of: (Int, Fingerprint?).self) { group in
            for (index, entry) in entries.enumerated() {
                group.addTask { (index, local.read(entry).value?.fingerprint) }
            }
            return await group.reduce(into: [Fingerprint?](repeating: nil, count: entries.count)) { $0[$1.0] = $1.1 }
        }
        #expect(alone.count == 200)
        #expect(alone == together)
        #expect(!together.contains(nil))
    }
}

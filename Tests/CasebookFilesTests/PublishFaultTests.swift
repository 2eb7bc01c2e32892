import CasebookModel
import Foundation
import Testing

@testable import CasebookFiles

/// Every call that publishing makes to the disk fails once, in each of several ways.
@Suite struct PublishFaultTests {
    /// The site as the build of a number makes it: most of it stays, so that a twin is worth using.
    static func site(_ number: Int) -> [String: String] {
        var files = [
            "index.html": "home \(number)", "cases/a.html": "A", "cases/b.html": number % 2 == 0 ? "B" : "B 2",
            "only\(number)/x.html": "X",
        ]
        for same in 1...6 { files["same/\(same).html"] = "Y" }
        return files
    }

    private let foreign = ["CNAME": "example.org", ".gitkeep": "", "cases/notes.txt": "n", "extra/e.txt": "e"]

    /// After some builds, and with files of others: one that is there all the time, and one that its owner took away.
    private func disk(builds: Int) throws -> MemoryFileSystem {
        let disk = MemoryFileSystem()
        for number in 1...builds {
            try publish(PublishFaultTests.site(number), on: disk)
            for (path, text) in foreign { disk.put("/w/Site/" + path, text) }
            disk.put("/w/Site/away/\(number).txt", "away")
            if number > 1 { disk.removeEntry("/w/Site/away/\(number - 1).txt") }
        }
        disk.revive()
        return disk
    }

    struct Case: CustomTestStringConvertible, Sendable {
        var fault: MemoryFileSystem.Fault
        var builds: Int

        var testDescription: String { "\(fault) after \(builds) builds" }

        static let all = [MemoryFileSystem.Fault.fails(EIO), .fails(ENOSPC), .fails(EACCES), .fails(ENOENT), .dies]
            .flatMap { fault in (1...3).map { Case(fault: fault, builds: $0) } }
    }

    @Test(arguments: Case.all) func theSiteIsTheOldOrTheNewOne(_ test: Case) throws {
        let next = PublishFaultTests.site(test.builds + 1)
        let model = try disk(builds: test.builds)
        #expect(isTwinThere(model) == (test.builds > 1))
        let oldTree = model.tree("/w/Site")
        try publish(next, on: model)
        let newTree = model.tree("/w/Site")
        let calls = model.callCount
        #expect(calls > 50)
        var (failures, successes) = (0, 0)
        for call in 1...calls {
            let disk = try disk(builds: test.builds)
            disk.plan(test.fault, atCall: call)
            do {
                try publish(next, on: disk)
                successes += 1
                #expect(disk.tree("/w/Site") == newTree, "call \(call) of \(calls)")
            } catch {
                failures += 1
                #expect(disk.tree("/w/Site") == oldTree, "call \(call) of \(calls): \(error)")
                #expect(error is PublishError)
            }
            disk.revive()
            let kept = disk.statusNow("/w/Site/same/1.html")
            try publish(next, on: disk)
            #expect(disk.tree("/w/Site") == newTree, "after call \(call) of \(calls)")
            try publish(PublishFaultTests.site(test.builds + 2), on: disk)
            #expect(disk.statusNow("/w/Site/same/1.html") == kept, "after call \(call) of \(calls)")
            expectSoundState(disk, "after call \(call) of \(calls)")
        }
        #expect(failures > 20)
        print("\(test): \(calls) calls, \(failures) left the old site, \(successes) the new one, 0 neither")
    }

    private func isTwinThere(_ disk: MemoryFileSystem) -> Bool { disk.statusNow("/w/.casebook/Site/twin") != nil }

    @Test(arguments: [.fails(EIO), .dies] as [MemoryFileSystem.Fault])
    func theFirstSiteIsThereOrNot(fault: MemoryFileSystem.Fault) throws {
        let new = PublishFaultTests.site(1)
        let model = MemoryFileSystem()
        model.putFolder("/w")
        try publish(new, on: model)
        let newTree = model.tree("/w/Site")
        for call in 1...model.callCount {
            let disk = MemoryFileSystem()
            disk.putFolder("/w")
            disk.plan(fault, atCall: call)
            do {
                try publish(new, on: disk)
                #expect(disk.tree("/w/Site") == newTree, "call \(call)")
            } catch {
                #expect(disk.tree("/w/Site").isEmpty, "call \(call)")
            }
            disk.revive()
            try publish(new, on: disk)
            #expect(disk.tree("/w/Site") == newTree, "after call \(call)")
        }
    }

    @Test func whatCannotBeRemovedAfterTheExchangeIsReportedAndRemovedNextTime() throws {
        let model = try disk(builds: 2)
        let next = PublishFaultTests.site(3)
        try publish(next, on: model)
        let disk = try disk(builds: 2)
        // The last calls look for the two trees that a build may leave; before them goes the stage itself.
        disk.plan(.fails(EBUSY), atCall: model.callCount - 1)
        let publication = try publish(next, on: disk)
        #expect(publication.leftover == FileError(.remove, DiskPath("/w/.casebook/Site/stage"), EBUSY))
        #expect(disk.tree("/w/.casebook")["Site/stage"] == "<folder>")
        #expect(try publish(next, on: disk).leftover == nil)
        expectSoundState(disk)
    }
}

/// Holds what lies beside the output against what may lie there: a lock, and a twin of nothing but the site's own files.
func expectSoundState(
    _ disk: MemoryFileSystem, _ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation
) {
    let live = disk.tree("/w/Site")
    for (path, content) in disk.tree("/w/.casebook") where path != "Site" && path != "Site/lock" && path != "Site/twin"
    {
        guard path.hasPrefix("Site/twin/") else {
            Issue.record("\(path)", sourceLocation: sourceLocation)
            continue
        }
        if content == "<folder>" { continue }
        let file = String(path.dropFirst("Site/twin/".count))
        #expect(live[file] == content, comment, sourceLocation: sourceLocation)
        #expect(
            disk.statusNow("/w/Site/" + file)?.identity == disk.statusNow("/w/.casebook/" + path)?.identity, comment,
            sourceLocation: sourceLocation)
        #expect(path != "Site/twin/" + SiteManifest.fileName, comment, sourceLocation: sourceLocation)
    }
}

import CasebookModel
import Foundation
import Testing

@testable import CasebookFiles

/// Every call that publishing makes to the disk fails once, in each of several ways.
@Suite struct PublishFaultTests {
    private let old = [
        "index.html": "home", "cases/a.html": "A", "cases/b.html": "B", "gone/x.html": "X", "same/y.html": "Y",
    ]
    private let new = [
        "index.html": "home 2", "cases/a.html": "A", "cases/b.html": "B 2", "fresh/z.html": "Z", "same/y.html": "Y",
    ]
    private let foreign = ["CNAME": "example.org", ".gitkeep": "", "cases/notes.txt": "n", "extra/e.txt": "e"]

    private func withOldSite() throws -> MemoryFileSystem {
        let disk = MemoryFileSystem()
        try publish(old, on: disk)
        for (path, text) in foreign { disk.put("/w/Site/" + path, text) }
        disk.revive()
        return disk
    }

    @Test(arguments: [.fails(EIO), .fails(ENOSPC), .fails(EACCES), .fails(ENOENT), .dies] as [MemoryFileSystem.Fault])
    func theSiteIsTheOldOrTheNewOne(fault: MemoryFileSystem.Fault) throws {
        let model = try withOldSite()
        let oldTree = model.tree("/w/Site")
        try publish(new, on: model)
        let newTree = model.tree("/w/Site")
        let calls = model.callCount
        #expect(calls > 50)
        var (failures, successes) = (0, 0)
        for call in 1...calls {
            let disk = try withOldSite()
            disk.plan(fault, atCall: call)
            do {
                try publish(new, on: disk)
                successes += 1
                #expect(disk.tree("/w/Site") == newTree, "call \(call) of \(calls)")
            } catch {
                failures += 1
                #expect(disk.tree("/w/Site") == oldTree, "call \(call) of \(calls): \(error)")
                #expect(error is PublishError)
            }
            disk.revive()
            try publish(new, on: disk)
            #expect(disk.tree("/w/Site") == newTree, "after call \(call) of \(calls)")
            #expect(disk.tree("/w/.casebook") == ["Site": "<folder>", "Site/lock": ""])
        }
        #expect(failures > 20)
        print("\(fault) at each of \(calls) calls: \(failures) left the old site, \(successes) the new one, 0 neither")
    }

    @Test(arguments: [.fails(EIO), .dies] as [MemoryFileSystem.Fault])
    func theFirstSiteIsThereOrNot(fault: MemoryFileSystem.Fault) throws {
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
        let model = try withOldSite()
        try publish(new, on: model)
        let disk = try withOldSite()
        disk.plan(.fails(EBUSY), atCall: model.callCount)
        let publication = try publish(new, on: disk)
        #expect(publication.leftover == FileError(.remove, DiskPath("/w/.casebook/Site/stage"), EBUSY))
        #expect(disk.tree("/w/.casebook")["Site/stage"] == "<folder>")
        #expect(try publish(new, on: disk).leftover == nil)
        #expect(disk.tree("/w/.casebook") == ["Site": "<folder>", "Site/lock": ""])
    }
}

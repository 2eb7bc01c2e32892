import CasebookModel
import Foundation
import Testing

@testable import CasebookFiles

/// The tree beside the output that the next site is made of: what it saves, and that nothing in it is believed.
@Suite struct TwinTests {
    private let disk = MemoryFileSystem()

    private var twin: [String: String] {
        var twin: [String: String] = [:]
        for (path, content) in disk.tree("/w/.casebook") where path.hasPrefix("Site/twin/") {
            twin[String(path.dropFirst("Site/twin/".count))] = content
        }
        return twin
    }

    private func inode(_ path: String) -> FileStatus.Identity? { disk.statusNow("/w/Site/" + path)?.identity }

    /// - Returns: The site as it was published second, by which time there is a twin.
    private func publishTwice() throws {
        try publish(PublishFaultTests.site(1), on: disk)
        try publish(PublishFaultTests.site(2), on: disk)
        #expect(twin.count == 10)
    }

    /// Publishes the third site and holds it against one that is made without a twin.
    private func expectThird(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let same = (1...6).map { inode("same/\($0).html") }
        let publication = try publish(PublishFaultTests.site(3), on: disk)
        let fresh = MemoryFileSystem()
        try publish(PublishFaultTests.site(3), on: fresh)
        #expect(disk.tree("/w/Site") == fresh.tree("/w/Site"), sourceLocation: sourceLocation)
        #expect((1...6).map { inode("same/\($0).html") } == same, sourceLocation: sourceLocation)
        #expect(publication.written == 4, sourceLocation: sourceLocation)
        #expect(publication.unchanged == 7, sourceLocation: sourceLocation)
        #expect(publication.removed == 1, sourceLocation: sourceLocation)
        #expect(publication.foreign == [], sourceLocation: sourceLocation)
        #expect(publication.leftover == nil, sourceLocation: sourceLocation)
        expectSoundState(disk, sourceLocation: sourceLocation)
    }

    @Test func holdsWhatTheSiteStillHasAndNothingElse() throws {
        try publishTwice()
        #expect(
            twin.filter { $0.value != "<folder>" }.keys.sorted() == ["cases/a.html"] + (1...6).map { "same/\($0).html" }
        )
        try expectThird()
    }

    @Test func anEditCostsLinksForWhatDiffersOnly() throws {
        var files: [String: String] = [:]
        for number in 0..<500 { files["pages/\(number % 7)/\(number).html"] = "\(number)" }
        var calls: [Int] = []
        for build in 0..<4 {
            files["pages/1/1.html"] = "edit \(build)"
            disk.revive()
            try publish(files, on: disk)
            calls.append(disk.callCount)
        }
        print("calls to the disk: \(calls[0]) first, \(calls[1]) without a twin, \(calls[2]) and \(calls[3]) with one")
        // Each file is read, since this build knows nothing of the last, and looked at once.
        #expect(calls[1] > 3 * 500)
        #expect(calls[2] < 2 * 500 + 100)
        #expect(calls[3] == calls[2])
    }

    @Test func mayBeDeletedOrBeAnything() throws {
        for mess in 0..<10 {
            try publishTwice()
            let place = "/w/.casebook/Site/twin"
            switch mess {
            case 0: try disk.removeTree(DiskPath(place))
            case 1:
                try disk.removeTree(DiskPath(place))
                disk.put(place, "a file")
            case 2:
                try disk.removeTree(DiskPath(place))
                disk.putLink(place, to: "/w/Site")
            case 3: disk.put(place + "/index.html", "stale")
            case 4:
                disk.removeEntry(place + "/same/1.html")
                disk.put(place + "/same/1.html", "Y")
            case 5:
                disk.removeEntry(place + "/same/1.html")
                disk.putFolder(place + "/same/1.html/deep/er")
            case 6:
                disk.putLink(place + "/same/7.html", to: "/w/Site/same/1.html")
                disk.putPipe(place + "/pipe")
                disk.put(place + "/foreign/.hidden/x", "x")
            case 7:
                disk.removeEntry(place + "/same/2.html")
                try disk.link(DiskPath("/w/Site/same/1.html"), to: DiskPath(place + "/same/2.html"))
            case 8:
                try disk.removeTree(DiskPath(place + "/same"))
                disk.putFolder(place + "/same", mode: 0o700)
                try disk.link(DiskPath("/w/Site/same/1.html"), to: DiskPath(place + "/same/1.html"))
            default:
                try disk.removeTree(DiskPath(place + "/same"))
                disk.putLink(place + "/same", to: "/w/Site/same")
            }
            try expectThird()
            #expect(disk.statusNow("/w/Site/same")?.mode == 0o755)
            try disk.removeTree(DiskPath("/w"))
        }
    }

    @Test func aTwinWithOtherRightsThanTheSiteIsNotTaken() throws {
        try publishTwice()
        try disk.removeTree(DiskPath("/w/.casebook/Site/twin"))
        disk.putFolder("/w/.casebook/Site/twin", mode: 0o777)
        try expectThird()
        #expect(disk.statusNow("/w/Site")?.mode == 0o755)
    }

    @Test func aKilledBuildsTreesGo() throws {
        for name in ["stage", "next"] {
            try publishTwice()
            disk.put("/w/.casebook/Site/\(name)/index.html", "of a build that was killed")
            try expectThird()
            try disk.removeTree(DiskPath("/w"))
        }
    }

    @Test func aFileOfOthersIsInTheSiteAloneAndStaysAwayWhenItsOwnerRemovesIt() throws {
        try publishTwice()
        disk.put("/w/Site/CNAME", "example.org")
        disk.put("/w/Site/extra/.well-known/x", "x")
        disk.put("/w/Site/same/notes.txt", "n")
        let cname = inode("CNAME")
        try publish(PublishFaultTests.site(3), on: disk)
        #expect(inode("CNAME") == cname)
        expectSoundState(disk)
        #expect(twin["CNAME"] == nil && twin["extra"] == nil && twin["same/notes.txt"] == nil)
        disk.removeEntry("/w/Site/CNAME")
        disk.removeEntry("/w/Site/same/notes.txt")
        let publication = try publish(PublishFaultTests.site(4), on: disk)
        #expect(publication.foreign == [])
        #expect(disk.tree("/w/Site").keys.contains("extra/.well-known/x"))
        #expect(!disk.tree("/w/Site").keys.contains("CNAME"))
        #expect(!disk.tree("/w/Site").keys.contains("same/notes.txt"))
        expectSoundState(disk)
    }

    @Test func aFileThatSomebodyChangedOrReplacedIsMended() throws {
        try publishTwice()
        // In place, so that the twin's is changed as well, and by another file.
        disk.put("/w/Site/same/1.html", "mine")
        disk.removeEntry("/w/Site/same/2.html")
        disk.put("/w/Site/same/2.html", "mine")
        try publish(PublishFaultTests.site(3), on: disk)
        let fresh = MemoryFileSystem()
        try publish(PublishFaultTests.site(3), on: fresh)
        #expect(disk.tree("/w/Site") == fresh.tree("/w/Site"))
        expectSoundState(disk)
    }

    @Test func aSiteThatWasDeletedIsWrittenAnewAndItsTwinGoes() throws {
        try publishTwice()
        try disk.removeTree(DiskPath("/w/Site"))
        #expect(try publish(PublishFaultTests.site(2), on: disk).written == 11)
        #expect(disk.tree("/w/.casebook") == ["Site": "<folder>", "Site/lock": ""])
    }

    @Test func aDiskThatIgnoresCaseAndDecomposesNamesIsServedAsWithoutATwin() throws {
        var traits = MemoryFileSystem.Traits()
        traits.decomposesNames = true
        traits.ignoresCase = true
        let disk = MemoryFileSystem(traits)
        for build in 1...4 {
            var files = ["Caf\u{e9}/b.html": "\(build)", "caf\u{e9}/\(build).html": "x"]
            for same in 1...8 { files["caf\u{e9}/\u{e9}\(same).html"] = "1" }
            let publication = try publish(files, on: disk)
            #expect(publication.foreign == [])
            #expect(publication.unchanged == (build == 1 ? 0 : 8))
            #expect(publication.removed == (build == 1 ? 0 : 1))
            let tree = disk.tree("/w/Site")
            #expect(tree.count == 12)
            #expect(tree["Caf\u{e9}/b.html"] ?? tree["caf\u{e9}/b.html"] == "\(build)")
        }
    }

    @Test func nothingToDoLeavesTheTwin() throws {
        try publishTwice()
        let before = disk.tree("/w")
        let files = try publish(PublishFaultTests.site(2), on: disk).files
        #expect(disk.tree("/w") == before)
        let again = try files.confirm(in: DiskPath("/w/Site"), on: disk, patience: .zero, now: 0)
        #expect(again?.unchanged == 11)
        disk.putFolder("/w/.casebook/Site/next")
        #expect(try files.confirm(in: DiskPath("/w/Site"), on: disk, patience: .zero, now: 0) == nil)
    }
}

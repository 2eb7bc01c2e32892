import CasebookBuild
import CasebookCache
import CasebookFiles
import CasebookModel
import Testing

/// A cache that is no use costs its shortcut and nothing else: the site is as without one, and a note says why.
@Suite struct DamagedCacheTests {
    enum Damage: String, CaseIterable {
        case empty, half, lastByteMissing, flippedByte, otherFormat, foreign, otherSites, folder
    }

    private static let cache = "/out/.casebook/Site/cache/"

    private func spoil(_ name: String, _ damage: Damage, of site: WarmBuilds) throws {
        let path = Self.cache + name
        let bytes = try site.disk.read(DiskPath(path), limit: 100_000_000).bytes
        switch damage {
        case .empty: site.disk.put(path, "")
        case .half: site.disk.put(path, Array(bytes[..<(bytes.count / 2)]))
        case .lastByteMissing: site.disk.put(path, Array(bytes.dropLast()))
        case .flippedByte:
            var flipped = bytes
            flipped[bytes.count * 2 / 3] ^= 4
            site.disk.put(path, flipped)
        case .otherFormat:
            var other = bytes
            other[15] = 77
            site.disk.put(path, other)
        case .foreign: site.disk.put(path, "{\"version\": 1, \"what\": \"another program keeps its cache here\"}")
        case .otherSites:
            let other = WarmBuilds(pages: 12, seed: 99)
            _ = try other.warm()
            site.disk.put(path, try other.disk.read(DiskPath(path), limit: 100_000_000).bytes)
        case .folder:
            site.disk.removeEntry(path)
            site.disk.putFolder(path)
        }
    }

    @Test(arguments: Damage.allCases) func aDamagedRecordIsIgnored(_ damage: Damage) throws {
        let site = WarmBuilds(pages: 10, seed: 4)
        _ = try site.warm()
        try spoil("record", damage, of: site)
        let (differences, warm) = try site.compare()
        #expect(differences == [])
        #expect(warm.publication?.written == 0)
        // Another site's record is whole, and belongs to other files; a folder is no file.
        #expect(
            (warm.cacheNote != nil) == ![.otherSites, .folder].contains(damage), "\(String(describing: warm.cacheNote))"
        )
        #expect(warm.reuse.first?.what == "parses")
        #expect(try site.warm().reuse.map(\.what) == ["files"], "the next build has a cache again")
    }

    @Test(arguments: Damage.allCases) func damagedParsesAreIgnored(_ damage: Damage) throws {
        let site = WarmBuilds(pages: 10, seed: 4)
        _ = try site.warm()
        try spoil("parses-0-of-1", damage, of: site)
        site.apply(.words)
        let (differences, warm) = try site.compare()
        #expect(differences == [])
        #expect(
            (warm.cacheNote != nil) == ![.otherSites, .folder].contains(damage), "\(String(describing: warm.cacheNote))"
        )
    }

    @Test(
        arguments: ["renders", "checks", "scripts", "search", "search-lanes", "search-terms-0", "search-terms-40"],
        Damage.allCases)
    func whateverElseIsDamagedIsIgnored(_ name: String, _ damage: Damage) throws {
        let site = WarmBuilds(pages: 30, seed: 4)
        _ = try site.warm()
        try spoil(name, damage, of: site)
        site.put("Content/guides/guide-3.md") { $0.replacing("\n---\n\n", with: "\n---\n\n## 新的标题\n\n新的开头。\n\n") }
        let (differences, warm) = try site.compare()
        #expect(differences == [])
        // Another site's file is whole; a folder is no file; lists that nobody wanted are not looked at.
        if !["otherSites", "folder"].contains(damage.rawValue), !name.hasPrefix("search-") {
            #expect(warm.cacheNote != nil, "\(name) \(damage)")
        }
        site.put("Content/guides/guide-4.md") { $0 + "\n再来一句。\n" }
        #expect(try site.compare().differences == [])
    }

    @Test(
        arguments: [
            "record", "renders", "checks", "scripts", "parses-0-of-1", "search", "search-lanes", "search-terms-3",
        ])
    func aFileThatCantBeWrittenIsNoted(_ name: String) throws {
        let site = WarmBuilds(pages: 10, seed: 4)
        site.disk.deny(Self.cache + name + ".new")
        let first = try site.warm()
        #expect(first.publication?.written ?? 0 > 0)
        #expect(first.cacheNote?.chinese.contains("缓存没有写成") == true)
        #expect(first.cacheNote?.english.contains("the cache could not be written") == true)
        site.disk.revive()
        site.put("Content/guides/guide-1.md") { $0 + "\n再来一句。\n" }
        let (differences, warm) = try site.compare()
        #expect(differences == [])
        #expect(warm.cacheNote == nil)
        #expect(try site.warm().reuse.map(\.what) == ["files"])
    }

    @Test func listsThatAKilledBuildLeftAreNotTakenForThoseOfTheSite() throws {
        let site = WarmBuilds(pages: 30, seed: 4)
        _ = try site.warm()
        let left = site.disk.tree("/out/.casebook/Site/cache")
        let index = try site.disk.read(DiskPath(Self.cache + "search"), limit: 100_000_000).bytes
        // As long as what it replaces, so that lengths don't tell.
        site.put("Content/guides/guide-3.md") { $0 + "\n丙烷丁烷。\n" }
        _ = try site.warm()
        site.put("Content/guides/guide-3.md") { $0.replacing("丙烷丁烷", with: "甲烷戊烷") }
        #expect(left.keys.contains("search"))
        site.disk.put(Self.cache + "search", index)
        #expect(try site.compare().differences == [])
    }

    @Test func anotherProgramsCacheIsIgnoredWithANote() throws {
        let site = WarmBuilds(pages: 10, seed: 4)
        _ = try site.warm()
        let other = Fingerprint(high: 9, low: 9)
        let report = try SiteBuild(site.request(program: other, output: "/out/Site"), disk: site.disk).build()
        #expect(report.cacheNote == CacheDamage.otherProgram.message)
        #expect(report.reuse.map(\.count) == [0, 0, 0, 0])
        #expect(report.publication?.written == 0)
    }

    @Test func withoutACacheNothingIsReadOrWritten() throws {
        let site = WarmBuilds(pages: 10, seed: 4)
        let request = site.request(program: nil, output: "/out/Site")
        _ = try SiteBuild(request, disk: site.disk).build()
        #expect(site.disk.tree("/out/.casebook") == ["Site": "<folder>", "Site/lock": ""])
        _ = try site.warm()
        let before = site.disk.tree("/out/.casebook")
        site.disk.put(Self.cache + "record", "nonsense")
        let report = try SiteBuild(request, disk: site.disk).build()
        #expect(report.cacheNote == nil)
        #expect(site.disk.tree("/out/.casebook").count == before.count)
        #expect(site.disk.tree("/out/.casebook")["Site/cache/record"] == "nonsense")
    }

    // MARK: - The output folder

    @Test(arguments: ["changed", "gone", "touched"]) func whatSomebodyDidToTheSiteIsMended(_ change: String) throws {
        let site = WarmBuilds(pages: 10, seed: 4)
        _ = try site.warm()
        let text = try #require(site.disk.tree("/out/Site")["guides/guide-0.html"])
        switch change {
        case "changed": site.disk.put("/out/Site/guides/guide-0.html", String(text.reversed()))
        case "gone": site.disk.removeEntry("/out/Site/guides/guide-0.html")
        default: site.disk.put("/out/Site/guides/guide-0.html", text)
        }
        let (differences, warm) = try site.compare()
        #expect(differences == [])
        #expect((warm.reuse.first?.what == "files") == (change == "touched"))
        #expect(try site.warm().reuse.map(\.what) == ["files"])
    }

    @Test func filesWithNewTimesAndTheSameBytesAreNoChange() throws {
        let site = WarmBuilds(pages: 10, seed: 4)
        _ = try site.warm()
        for (path, bytes) in site.state.source.files {
            site.disk.removeEntry("/site/" + path)
            site.disk.put("/site/" + path, bytes)
        }
        #expect(try site.warm().reuse.map(\.what) == ["files"])
        // And known from then on.
        let before = site.disk.tree("/out")
        #expect(try site.warm().reuse.map(\.what) == ["files"])
        #expect(site.disk.tree("/out") == before)
    }

    @Test func warningsCountAlsoWhereTheyAreRemembered() throws {
        let site = WarmBuilds(pages: 10, seed: 4)
        site.apply(.newPage)
        let report = try site.warm()
        var request = site.request(program: WarmBuilds.program, output: "/out/Site")
        request.isStrict = true
        let strict = try SiteBuild(request, disk: site.disk).build()
        #expect(strict.diagnostics == report.diagnostics)
        #expect((strict.publication == nil) == report.isRefused(strict: true))
    }
}

import CasebookModel
import Testing

@testable import CasebookRender

@Suite struct OfflineTests {
    /// Scripts, a method with a step, a cause and a plain page.
    private static func site() -> Site {
        var site = SampleSite()
        site.add("m", kind: "method", route: "methods/m/index.html")
        site.add("s", kind: "step", route: "methods/m/s.html")
        for id in ["a", "b", "c"] { site.add(id, kind: "script", route: "scripts/\(id).html") }
        site.add("p", kind: "page", route: "p.html")
        // Two pages lead to c, one to a.
        site.relate("p", "related", ["c", "a"])
        site.relate("c", "used", ["p", "s"])
        return site.make()
    }

    private static func files(_ sizes: [String: Int]) -> [OfflineCopy.File] {
        sizes.map { OfflineCopy.File(path: $0, size: $1, fingerprint: fingerprint(SampleTheme.hash(Array($0.utf8)))) }
    }

    private static func fingerprint(_ hash: String) -> Fingerprint {
        Fingerprint(high: UInt64((hash + "00112233445566").prefix(16), radix: 16)!, low: 0)
    }

    private static let all = files([
        "404.html": 10, "api/v1/script.json": 10, "assets/casebook.js": 100, "index.html": 100, "offline.html": 100,
        "search.html": 100, "manifest.webmanifest": 10, "methods/m/index.html": 100, "methods/m/s.html": 100,
        "scripts/a.html": 100, "scripts/b.html": 100, "scripts/c.html": 100, "scripts/index.html": 100, "p.html": 100,
        "search/index.json": 200, "search/readings.json": 50, "files/picture.png": 300,
    ])

    private static func copy(_ files: [OfflineCopy.File], bytes: Int = 10_000, count: Int = 100) throws -> OfflineCopy {
        let site = site()
        let theme = try SampleTheme.load([String: String](), site.configuration)
        return OfflineCopy(
            of: Renderer(site: site, theme: theme), searchVersion: "5ea5", files: files, mostBytes: bytes,
            mostFiles: count, hash: SampleTheme.hash)
    }

    @Test func keepsAllThatReadersAskForWhereItFits() throws {
        let left = Set(Self.all.map(\.path)).subtracting(try Self.copy(Self.all).kept)
        #expect(left == ["404.html", "api/v1/script.json"])
    }

    private static let frame = [
        "assets/casebook.js", "index.html", "manifest.webmanifest", "offline.html", "search.html",
    ]
    private static let method = ["methods/m/index.html", "methods/m/s.html"]
    private static let index = ["search/index.json", "search/readings.json"]

    @Test(arguments: [
        (610, 100, method),
        // Of the scripts first the one that most lead to, then by path.
        (710, 100, method + ["scripts/c.html"]),
        (960, 100, method + ["scripts/a.html", "scripts/b.html", "scripts/c.html"]),
        // The index comes before the scripts where it takes at most a quarter of the room, and whole.
        (1_110, 100, method + ["scripts/a.html", "scripts/c.html"] + index),
        (10_000, 6, ["methods/m/index.html"]),
        (10_000, 8, method + ["scripts/c.html"]),
    ])
    func methodsAndScriptsComeFirst(_ bytes: Int, _ count: Int, _ expected: [String]) throws {
        #expect(try Self.copy(Self.all, bytes: bytes, count: count).kept == (Self.frame + expected).sorted())
    }

    @Test func theListHasOneLineForEachFileAndTheWorkerItsHash() throws {
        let files = Self.files(["index.html": 100, "api/v1/script.json": 10, "p.html": 100])
        let copy = try Self.copy(files.reversed())
        #expect(copy.outputs.map(\.route.path) == ["assets/offline.json", "service-worker.js"])
        let list = String(decoding: copy.outputs[0].bytes, as: UTF8.self)
        func line(_ path: String) -> String {
            "\"\(path)\":\"\(SampleTheme.hash(Array(path.utf8)))00112233\""
        }
        #expect(list == "{\"files\":{\n\(line("index.html")),\n\(line("p.html"))}}\n")
        let worker = String(decoding: copy.outputs[1].bytes, as: UTF8.self)
        let edition =
            "const casebookEdition = {\"version\":\"\(SampleTheme.hash(copy.outputs[0].bytes))\","
            + "\"list\":\"assets/offline.json\",\"search\":\"5ea5\",\"missing\":\"offline.html\",\"kept\":2,\"pages\":2};"
        #expect(worker.split(separator: "\n").first.map(String.init) == edition)
    }

    @Test func theSameFilesInAnyOrderGiveTheSameBytes() throws {
        #expect(try Self.copy(Self.all).outputs.map(\.bytes) == Self.copy(Self.all.reversed()).outputs.map(\.bytes))
    }

    @Test func theListStaysBoundedOnLargeSites() throws {
        let many = (0..<30_000).map {
            OfflineCopy.File(path: "cases/\($0).html", size: 100, fingerprint: Self.fingerprint("0123"))
        }
        let copy = try Self.copy(many, bytes: OfflineCopy.mostBytes, count: OfflineCopy.mostFiles)
        #expect(copy.kept.count == OfflineCopy.mostFiles)
        #expect(copy.outputs[0].bytes.count < 250_000)
        #expect(copy.outputs[1].bytes.count < 10_000)
    }

    @Test func aSiteFromDiskHasNeitherWorkerNorManifest() throws {
        var sample = SampleSite()
        sample.edition.portable = true
        sample.add("p", kind: "page", route: "p.html")
        let theme = try SampleTheme.load([String: String](), sample.configuration)
        let paths = try SampleTheme.allOutputs(of: Renderer(site: sample.make(), theme: theme)).keys
        #expect(!paths.contains("manifest.webmanifest") && !paths.contains("offline.html"))
    }

    @Test func theManifestNamesTheSite() throws {
        let text = String(decoding: WebManifest(configuration: SampleSite().configuration).file.bytes, as: UTF8.self)
        #expect(text.hasPrefix("{\"name\":\"样例 <站>\",\"lang\":\"zh-Hans\",\"id\":\"./\",\"start_url\":\"index.html\""))
    }
}

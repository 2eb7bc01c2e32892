import CasebookModel
import Testing

@testable import CasebookFiles

@Suite struct SiteManifestTests {
    private let abc = ContentHash(of: Array("abc".utf8))

    private var manifest: SiteManifest {
        SiteManifest(
            drafts: true,
            files: [
                SiteManifest.File(path: "话术/a b.html", size: 3, hash: abc),
                SiteManifest.File(path: "cases/x.html", size: 0, hash: ContentHash(of: [])),
            ],
            pages: [
                SiteManifest.Page(id: "y", url: "y.html", title: "她说“\"\\\n\u{7}", kind: "page", status: "draft"),
                SiteManifest.Page(
                    id: "x", url: "cases/x.html", title: "案例", kind: "case", status: "approved",
                    source: "00ff"),
            ], redirects: [SiteManifest.Redirect(url: "cases/w.html", to: "cases/x.html")])
    }

    @Test func writesSortedJSON() {
        let json = String(decoding: manifest.json, as: UTF8.self)
        #expect(
            json == """
                {"version":1,"drafts":true,"files":[
                {"path":"cases/x.html","size":0,"sha256":"\
                e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
                {"path":"话术/a b.html","size":3,"sha256":"\
                ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}],"pages":[
                {"id":"x","url":"cases/x.html","title":"案例","kind":"case","status":"approved","source":"00ff"},
                {"id":"y","url":"y.html","title":"她说“\\"\\\\\\n\\u0007","kind":"page","status":"draft"}],"redirects":[
                {"url":"cases/w.html","to":"cases/x.html"}]}

                """)
    }

    @Test func readsWhatItWrote() throws {
        #expect(try SiteManifest(json: manifest.json) == manifest)
        let empty = SiteManifest(drafts: false, files: [], pages: [])
        #expect(try SiteManifest(json: empty.json) == empty)
    }

    @Test func readsAnyLayoutAndPassesOverUnknownKeys() throws {
        let json = """
             {"pages" : [ ], "later": {"a":[1,-2.5e3,null,"]"],"b":{}}, "x": true,
             "files":[{"sha256":"E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
              "more":"\\"","size": 0 ,"path":"\\u4e2d\\uD83D\\uDE00\\/\\n"}],
             "drafts":false,"version":1}
            """
        let manifest = try SiteManifest(json: Array(json.utf8))
        #expect(manifest.files == [SiteManifest.File(path: "中😀/\n", size: 0, hash: ContentHash(of: []))])
        #expect(manifest.redirects == [], "an older manifest has none")
    }

    @Test(
        arguments: [
            ("", .syntax(offset: 0)), ("[]", .syntax(offset: 0)), ("{", .syntax(offset: 1)),
            ("{}", .missing(key: "version")), (#"{"version":2}"#, .version(2)),
            (#"{"version":1}"#, .missing(key: "drafts")),
            (#"{"version":1.5}"#, .syntax(offset: 12)), (#"{"version":99999999999999999999}"#, .syntax(offset: 11)),
            (#"{"version":1,"drafts":false,"files":[],"pages":[]}x"#, .syntax(offset: 50)),
            (#"{"version":1,"drafts":nope}"#, .syntax(offset: 22)),
            (#"{"version":1,"files":[{"path":"a","size":1,"sha256":"zz"}]}"#, .missing(key: "sha256")),
            (#"{"x":"\ud800"}"#, .syntax(offset: 8)), (#"{"x":"\q"}"#, .syntax(offset: 7)),
            (#"{"x":"abc"#, .syntax(offset: 9)),
            (#"{"x":nul}"#, .syntax(offset: 5)), (#"{"x":]}"#, .syntax(offset: 5)),
        ] as [(String, SiteManifest.ReadingError)])
    func refusesWhatIsNoManifest(json: String, error: SiteManifest.ReadingError) {
        #expect(throws: error) { try SiteManifest(json: Array(json.utf8)) }
    }

    @Test func everyTruncationIsNoticed() {
        let json = manifest.json.dropLast()
        for length in 0..<json.count {
            #expect(throws: SiteManifest.ReadingError.self) { try SiteManifest(json: Array(json.prefix(length))) }
        }
    }

    @Test func deepNestingDoesNotOverflow() {
        let json = Array("{\"x\":".utf8) + [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)
        #expect(throws: SiteManifest.ReadingError.syntax(offset: 1_000_005)) { try SiteManifest(json: json) }
    }

    /// A build that remembers the last publication doesn't read its manifest again, and reads any other.
    @Test func aManifestIsKnownByItsBytes() throws {
        let disk = MemoryFileSystem()
        let first = try publish(["a.html": "A", "b/c.html": "C"], on: disk).files
        let json = try disk.read(DiskPath("/w/Site/site-manifest.json"), limit: 10_000).bytes
        #expect(try OldSite(first, manifest: json)?.files == SiteManifest(json: json).files)
        try publish(["a.html": "A", "b/d.html": "D"], on: disk)
        let later = try disk.read(DiskPath("/w/Site/site-manifest.json"), limit: 10_000).bytes
        #expect(first.files(namedBy: later) == nil)
        // What it remembers is older than what is there: somebody else has published since.
        let publisher = try Publisher(to: DiskPath("/w/Site"), on: disk, patience: .zero, known: first)
        try publisher.write(OutputFile(Route("a.html"), Array("A".utf8)))
        let publication = try publisher.commit(pages: [], drafts: false)
        #expect(publication.removed == 1)
        #expect(publication.foreign == [])
    }
}

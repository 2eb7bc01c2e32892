import Testing

@testable import CasebookSearch

/// An index that is cut short, foreign or tampered with ends in an error that names the file, never in a crash.
@Suite struct DamagedIndexTests {
    private static let queries = ["安抚", "的", "tousu", "头诉", "说脏话", "escalatoin", "机器把我的钱吃了怎么办", "t"]

    /// Asks everything, and gives the first error.
    private func failure(_ files: [String: [UInt8]]) -> SearchIndexError? {
        do {
            let engine = try SearchEngine(SearchStore(files))
            for query in DamagedIndexTests.queries {
                _ = try engine.search(
                    query, filters: SearchFilters(["kind": ["script", "term", "cause"]]), limit: 20, countsFacets: true)
            }
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [SearchForm.single, .sharded]) func `a whole index has no failure`(form: SearchForm) {
        #expect(failure(FixtureSite.files(form)) == nil)
    }

    @Test(arguments: [SearchForm.single, .sharded]) func `a file that is cut short is damaged`(form: SearchForm) {
        let files = FixtureSite.files(form)
        for (name, bytes) in files {
            // The files of the lane are all alike.
            let cuts = name.hasPrefix("p/") || name == "folding" ? 3 : 30
            for end in stride(from: 0, to: bytes.count - 2, by: max(1, bytes.count / cuts)) {
                var cut = files
                cut[name] = Array(bytes[..<end])
                guard let failure = failure(cut) else {
                    // Not every query needs every file.
                    #expect(name.hasPrefix("p/") || name == "folding" || name.hasPrefix("d/"), "\(name) to \(end)")
                    continue
                }
                guard case .damaged(let file) = failure else {
                    Issue.record("\(name) to \(end): \(failure)")
                    continue
                }
                #expect(file == name)
            }
        }
    }

    @Test(arguments: [SearchForm.single, .sharded]) func `any byte may be another`(form: SearchForm) {
        let files = FixtureSite.files(form)
        var random = RandomSite(seed: 77)
        let names = files.keys.sorted()
        for _ in 0..<300 {
            let name = names[random.number(below: names.count)]
            var damaged = files
            for _ in 0...random.number(below: 3) {
                let place = random.number(below: damaged[name]!.count)
                damaged[name]![place] = UInt8(random.number(below: 256))
            }
            _ = failure(damaged)
        }
    }

    @Test(arguments: ["root", "t/0", "d/0", "readings", "f/kind", "p/0"])
    func `a missing file is named`(name: String) {
        var files = FixtureSite.files(.sharded)
        files[name] = nil
        guard case .missing(name)? = failure(files) else {
            Issue.record("\(String(describing: failure(files)))")
            return
        }
    }

    @Test(arguments: ["root", "t/0", "d/0", "readings", "f/kind", "p/0"])
    func `another version is refused`(name: String) {
        var files = FixtureSite.files(.sharded)
        let text = String(decoding: files[name]!, as: UTF8.self)
        files[name] = Array(text.replacing("\"format\":4", with: "\"format\":5", maxReplacements: 1).utf8)
        guard case .unknownVersion(name, 5)? = failure(files) else {
            Issue.record("\(String(describing: failure(files)))")
            return
        }
    }

    @Test(arguments: [
        "", "null", "[]", "{}", "<!DOCTYPE html><title>登录</title>", "{\"format\":4}",
        "{\"format\":4,\"pages\":900000000000}",
    ])
    func `a foreign file is damaged`(text: String) {
        var files = FixtureSite.files(.sharded)
        for name in ["root", "t/0", "d/0"] {
            let whole = files[name]
            files[name] = Array(text.utf8)
            if text != "{\"format\":4}" || name == "d/0" {
                if name == "root" || !text.hasPrefix("{\"format\":4") || name == "d/0" {
                    guard case .damaged(name)? = failure(files) else {
                        Issue.record("\(name): \(String(describing: failure(files)))")
                        return
                    }
                }
            }
            files[name] = whole
        }
    }
}

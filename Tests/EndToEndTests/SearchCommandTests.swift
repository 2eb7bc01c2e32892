import Foundation
import Testing

/// `casebook search` over the index of the shipped content.
@Suite struct SearchCommandTests {
    private struct Hit: Decodable, Equatable {
        var rank: Int
        var id: String
        var url: String
        var anchor: String?
        var title: String
        var kind: String
        var score: Double
        var match: String
        var snippet: String
    }

    private func search(_ arguments: String..., in site: ShippedSite) async throws -> ProgramRun {
        try await CasebookProgram.run(
            ["search", "--output", site.output.path, "--language", "en"] + arguments,
            in: FileManager.default.temporaryDirectory)
    }

    private func hits(_ arguments: [String], in site: ShippedSite) async throws -> [Hit] {
        let run = try await CasebookProgram.run(
            ["search", "--output", site.output.path, "--format", "json"] + arguments,
            in: FileManager.default.temporaryDirectory)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors == "")
        return try JSONDecoder().decode([Hit].self, from: run.output)
    }

    @Test(arguments: [
        ("吞钞", "retained-cash-term"), ("吞鈔", "retained-cash-term"), ("ＩＳＯ １０００２", "iso-10002"), ("安抚话术", "soothe"),
        ("机器把钱吃了", "cash-retained"), ("变诉为金", "complaints-into-gold"),
    ])
    func findsTheRightPageFirst(query: String, id: String) async throws {
        let site = try await ShippedSite.built()
        let found = try await hits([query], in: site)
        #expect(found.first?.id == id, "\(found.prefix(3).map(\.id))")
        #expect(found.map(\.rank) == Array(1...max(1, found.count)))
        let first = try #require(found.first)
        #expect(FileManager.default.fileExists(atPath: site.output.appending(path: first.url).path))
        #expect(!first.snippet.isEmpty)
        #expect(["exact", "relaxed", "synonym", "pinyin", "typo"].contains(first.match))
    }

    @Test func jsonHasTheAgreedKeysInOrder() async throws {
        let site = try await ShippedSite.built()
        let run = try await search("吞钞", "--format", "json", "--limit", "1", in: site)
        let shape =
            #/^\[\{"rank":1,"id":"[^"]+","url":"[^"]+","anchor":("[^"]*"|null),"title":"[^"]+","kind":"[^"]+","score":[0-9.]+,"match":"[^"]+","snippet":"[^"]+"\}\]\n$/#
        #expect(run.text.contains(shape), "\(run.text)")
    }

    @Test func theLimitIsKept() async throws {
        let site = try await ShippedSite.built()
        let all = try await hits(["客户", "--limit", "1000"], in: site)
        #expect(all.count > 50)
        #expect(try await hits(["客户"], in: site) == Array(all.prefix(10)))
        #expect(try await hits(["客户", "--limit", "3"], in: site) == Array(all.prefix(3)))
    }

    @Test func aFilterLeavesPagesWithTheValue() async throws {
        let site = try await ShippedSite.built()
        let scripts = try await hits(["吞钞", "--filter", "kind=script"], in: site)
        #expect(!scripts.isEmpty)
        #expect(scripts.allSatisfy { $0.kind == "script" })
        let both = try await hits(["吞钞", "--filter", "kind=script", "--filter", "kind=term"], in: site)
        #expect(Set(both.map(\.kind)) == ["script", "term"])
    }

    @Test(arguments: [
        ("kind=scrpt", "did you mean script?"), ("knd=script", "fields of the index: kind"), ("kind", "FIELD=VALUE"),
    ])
    func aFilterThatTheIndexDoesNotKnowIsRefused(filter: String, words: String) async throws {
        let site = try await ShippedSite.built()
        let run = try await search("吞钞", "--filter", filter, in: site)
        #expect(run.status == 64)
        #expect(run.text == "")
        #expect(run.errors.contains(words), "\(run.errors)")
    }

    @Test(arguments: [("吞抄", "corrected: \"吞钞\""), ("tunchao", "pinyin: \"吞钞\""), ("anfuhuashu", "pinyin: \"安抚话术\"")])
    func whatWasReplacedIsSaid(query: String, words: String) async throws {
        let site = try await ShippedSite.built()
        let run = try await search(query, "--limit", "1", in: site)
        #expect(run.text.contains(words), "\(run.text)")
    }

    @Test(arguments: ["龘龘龘", "", "，。！", " ", "zzzzzzqqq"])
    func noHitIsNoError(query: String) async throws {
        let site = try await ShippedSite.built()
        let json = try await search(query, "--format", "json", in: site)
        #expect(json.status == 0)
        #expect(json.text == "[]\n")
        let text = try await search(query, in: site)
        #expect(text.status == 0)
        #expect(text.text == "")
        #expect(text.errors == "nothing found for \"\(query)\".\n")
    }

    @Test func aKindOfTheSitesOwnIsFound() async throws {
        let folder = try Fixture("build/own-kind").copy()
        try await folder.build()
        let run = try await folder.casebook("search", "消防演练", "--format", "json")
        let found = try JSONDecoder().decode([Hit].self, from: run.output)
        #expect(found.first?.id == "fire")
        #expect(found.first?.kind == "drill")
        #expect(found.first?.url == "drills/fire.html")
        let field = try await folder.casebook("search", "烟饼", "--format", "json")
        #expect(try JSONDecoder().decode([Hit].self, from: field.output).map(\.id) == ["fire"])
    }

    @Test(arguments: ["{\"format\":1", "", "not json", "{\"format\":1,\"pages\":3}", "{\"format\":99}", "[]"])
    func anIndexThatCannotBeReadIsSaid(text: String) async throws {
        let folder = try SmallSite.tiny()
        try await folder.build()
        try folder.write("Site/search/index.json", text)
        let run = try await folder.casebook("search", "甲", "--format", "json")
        #expect(run.status == 74)
        #expect(run.text == "")
        #expect(run.errors.contains("search/index.json"), "\(run.errors)")
    }

    @Test func anIndexThatIsCutShortIsSaid() async throws {
        let folder = try SmallSite.clean()
        try await folder.build()
        let index = try folder.data("Site/search/index.json")
        for length in stride(from: 0, to: index.count, by: max(1, index.count / 12)) {
            try folder.write("Site/search/index.json", index.prefix(length))
            let run = try await folder.casebook("search", "安抚", "--format", "json")
            #expect(run.status == 74, "\(length) of \(index.count) bytes")
            #expect(run.text == "")
        }
    }

    @Test func aMissingIndexIsSaid() async throws {
        let folder = try SmallSite.tiny()
        let run = try await folder.casebook("search", "甲")
        #expect(run.status == 74)
        #expect(run.errors.hasPrefix("casebook: there is no index "), "\(run.errors)")
        #expect(run.errors.hasSuffix("/Site/search; run casebook build first\n"), "\(run.errors)")
    }

    @Test(arguments: [
        (
            "index", "{\"format\":4,\"pages\":3,", "the index ",
            "/Site/search/index.json is damaged; run casebook build again"
        ),
        (
            "index", "{\"format\":9}", "the index ",
            "/Site/search/index.json is of version 9, which this program can't read"
        ),
        ("readings", "", "the index lacks the file ", "/Site/search/readings.json; run casebook build again"),
    ])
    func anIndexThatCannotBeReadIsNamed(file: String, content: String, start: String, end: String) async throws {
        let folder = try SmallSite.tiny()
        try await folder.build()
        let url = folder.root.appending(path: "Site/search/\(file).json")
        try FileManager.default.removeItem(at: url)
        if !content.isEmpty { try Data(content.utf8).write(to: url) }
        // Stands nowhere, so that homophones are looked for.
        let run = try await folder.casebook("search", "正闻")
        #expect(run.status == 74)
        #expect(run.text == "")
        #expect(run.errors.hasPrefix("casebook: " + start), "\(run.errors)")
        #expect(run.errors.contains(end), "\(run.errors)")
    }
}

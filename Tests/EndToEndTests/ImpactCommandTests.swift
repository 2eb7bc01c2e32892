import Foundation
import TestSupport
import Testing

/// `casebook impact`: what it names is compared with what a build changes.
@Suite struct ImpactCommandTests {
    private struct Answer: Decodable {
        struct File: Decodable {
            var path: String
            var group: String
            var id: String?
            var aspects: [String]
            var reasons: [String]
        }

        var id: String
        var files: [File]
        var always: [String]
    }

    private static let date = "2026-11-25"

    /// A copy of the shipped content, built.
    private func desk() async throws -> TemporaryFolder {
        let folder = try TemporaryFolder(named: "desk")
        for name in ["casebook.yml", "Content"] {
            try FileManager.default.copyItem(at: Fixture.repository.appending(path: name), to: folder.url(name))
        }
        try folder.remove("Content/search-tests.yml")
        try await folder.build("--date", ImpactCommandTests.date)
        return folder
    }

    private func impact(_ id: String, _ folder: TemporaryFolder) async throws -> Answer {
        let run = try await folder.casebook("impact", id, "--format", "json", "--date", ImpactCommandTests.date)
        try #require(run.status == 0, "\(run.errors)")
        return try JSONDecoder().decode(Answer.self, from: run.output)
    }

    @Test(arguments: [
        ("soothe", "Content/scripts/soothe.md", "title: 安抚话术", "title: 先安抚再办事", "title"),
        ("soothe", "Content/scripts/soothe.md", "\nsummary: ", "\nsummary: 改了一句，", "summary"),
        ("soothe", "Content/scripts/soothe.md", "\n> ", "\n> 改了一句，", "lines"),
        ("soothe", "Content/scripts/soothe.md", "\nwhen:\n  - ", "\nwhen:\n  - 改了一句，", "rest"),
        ("four-steps", "Content/methods/four-steps/index.md", "\ntitle: ", "\ntitle: 新", "title"),
        ("noon-queue", "Content/cases/noon-queue.md", "\ntitle: ", "\ntitle: 新", "title"),
        ("ignored", "Content/causes/ignored.md", "\ntitle: ", "\ntitle: 新", "title"),
        ("empathy", "Content/terms/empathy.md", "\ndefinition: ", "\ndefinition: 新的说法，", "rest"),
    ])
    func `it names every file that a change of the page changes, and no other`(
        id: String, file: String, old: String, new: String, aspect: String
    ) async throws {
        let folder = try await desk()
        let answer = try await impact(id, folder)
        let before = try folder.tree("Site")
        // Only the first place: more spoken lines or fields would be another aspect's business.
        let text = try folder.text(file)
        let place = try #require(text.range(of: old))
        try folder.write(file, text.replacingCharacters(in: place, with: new))
        try await folder.build("--date", ImpactCommandTests.date)
        let changed = differences(before, try folder.tree("Site")).filter { path in
            !answer.always.contains { path.hasPrefix($0) }
        }
        let named = Set(answer.files.filter { $0.aspects.contains(aspect) }.map(\.path))
        #expect(changed.filter { !named.contains($0) } == [], "not named")
        // What stands in several lines or fields changes only where the edited one is shown.
        if aspect == "title" || aspect == "summary" { #expect(named.subtracting(changed) == [], "named in vain") }
        #expect(!changed.isEmpty)
    }

    @Test func `it says why`() async throws {
        let folder = try await desk()
        let answer = try await impact("soothe", folder)
        let cause = try #require(answer.files.first { $0.id == "ignored" })
        #expect(cause.reasons.contains("relation:scripts"))
        #expect(cause.group == "page")
        #expect(answer.files.first { $0.path == "scripts/soothe.html" }?.group == "itself")
        #expect(answer.files.first { $0.path == "api/v1/script.json" }?.group == "collection")
        let text = try await folder.casebook("impact", "soothe", "--language", "zh", "--date", ImpactCommandTests.date)
        #expect(text.text.hasPrefix("改动“安抚话术”（soothe）会牵动 \(answer.files.count) 个文件：\n"), "\(text.text)")
        #expect(text.text.contains("■ 正文或字段里有链接 "), "\(text.text)")
    }

    @Test func `an unknown id and a draft are told apart`() async throws {
        let folder = try SmallSite.tiny()
        try folder.write("Content/guides/draft.md", "---\ntitle: 草稿\n---\n\n正文。\n")
        let wrong = try await folder.casebook("impact", "aa")
        #expect(wrong.status == 64)
        #expect(wrong.errors == "casebook: no page has the id \"aa\"; did you mean \"a\"?\n")
        let draft = try await folder.casebook("impact", "draft")
        #expect(draft.errors == "casebook: no page has the id \"draft\"; for drafts add --drafts\n")
        #expect(try await folder.casebook("impact", "draft", "--drafts").status == 0)
    }
}

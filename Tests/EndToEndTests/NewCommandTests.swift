import Foundation
import TestSupport
import Testing

/// `casebook new`: skeletons of every kind, where they go, and what is refused.
@Suite struct NewCommandTests {
    private static let kinds = [
        "case", "cause", "method", "script", "guide", "checklist", "figure", "term", "deadline", "source", "page",
    ]

    /// A copy of the shipped content.
    private func desk() throws -> TemporaryFolder {
        let folder = try TemporaryFolder(named: "desk")
        for name in ["casebook.yml", "Content"] {
            try FileManager.default.copyItem(at: Fixture.repository.appending(path: name), to: folder.url(name))
        }
        try folder.remove("Content/search-tests.yml")
        return folder
    }

    @Test func `a fresh page of every kind builds at once, as a draft that says what it lacks`() async throws {
        let folder = try desk()
        var files: [String] = []
        for kind in NewCommandTests.kinds {
            let run = try await folder.casebook("new", kind, "新页\(kind)")
            #expect(run.status == 0, "\(run.errors)")
            files.append(run.text.trimmingCharacters(in: .newlines))
        }
        let step = try await folder.casebook("new", "step", "收尾", "--method", "xin-ye-method")
        #expect(step.status == 0, "\(step.errors)")
        files.append("Content/methods/xin-ye-method/1-shou-wei.md")
        #expect(files.filter { !folder.exists($0) } == [])
        #expect(files.contains("Content/methods/xin-ye-method/index.md"))
        #expect(files.contains("Content/xin-ye-page.md"))

        let run = try await folder.casebook("build", "--drafts", "--strict", "--format", "json", "--date", "2026-11-25")
        #expect(run.status == 0, "\(run.errors)")
        let report = try run.report()
        #expect(report.summary.errors == 0)
        let ids = Set(report.diagnostics.filter { $0.severity == "warning" }.map(\.id))
        #expect(ids.isSubset(of: ["missing-field", "undeclared-slot", "orphan-page"]), "\(ids)")
        for file in files where !file.contains("-page.md") && !file.contains("guides/") && !file.contains("sources/") {
            let isMethod = file.hasSuffix("index.md")
            #expect(isMethod || report.diagnostics.contains { $0.file == file && $0.id == "missing-field" }, "\(file)")
        }
    }

    @Test func `a step is numbered behind the last one of its method`() async throws {
        let folder = try desk()
        let run = try await folder.casebook("new", "step", "回访", "--method", "four-steps")
        #expect(run.text == "Content/methods/four-steps/5-hui-fang.md\n")
        let again = try await folder.casebook("new", "步骤", "再回访", "--method", "four-steps", "--id", "four-steps/again")
        #expect(again.text == "Content/methods/four-steps/6-again.md\n")
    }

    @Test(arguments: [
        (
            ["new", "case", "甲", "--id", "noon-queue"],
            "casebook: the id \"noon-queue\" is taken; try --id noon-queue-2\n"
        ),
        (["new", "case", "甲", "--id", "a/b"], "casebook: \"a/b\" can't be an id: letters, digits, - and _ only\n"),
        (["new", "page", "甲", "--id", "index"], "casebook: \"index\" can't be an id"),
        (["new", "case", "！"], "casebook: \"！\" gives no id; name one with --id\n"),
        (["new", "scirpt", "甲"], "there is no kind \"scirpt\"; did you mean \"script\"?"),
        (
            ["new", "step", "甲"],
            "a step needs its method: --method ID. Methods: four-steps, six-steps, take-initiative\n"
        ),
        (["new", "step", "甲", "--method", "four-step"], "did you mean \"four-steps\"?"),
        (["new", "case", "甲", "--method", "four-steps"], "casebook: --method is for steps only\n"),
        (["new", "case"], "a title is needed"),
        (["new", "case", "甲", "--source", "nowhere"], "casebook: there is no folder nowhere; check --source\n"),
    ])
    func `what can't be made is refused, and nothing is written`(arguments: [String], words: String) async throws {
        let folder = try desk()
        let before = try folder.tree("Content")
        let run = try await CasebookProgram.run(arguments + ["--language", "en"], in: folder.root)
        #expect(run.status == 64)
        #expect(run.errors.contains(words), "\(run.errors)")
        #expect(run.text == "")
        #expect(differences(before, try folder.tree("Content")) == [])
    }

    @Test func `a title that is taken gets an id of its own, and a file is never overwritten`() async throws {
        let folder = try desk()
        let first = try await folder.casebook("new", "term", "吞钞")
        #expect(first.text == "Content/terms/tun-chao.md\n")
        #expect(
            first.errors.contains("Mind: Content/terms/retained-cash-term.md is called \"吞钞\", too."), "\(first.errors)"
        )
        let second = try await folder.casebook("new", "term", "吞钞")
        #expect(second.text == "Content/terms/tun-chao-2.md\n")
        // A file that is no page of the site, but in the way.
        try FileManager.default.createDirectory(at: folder.url("Content/terms/x.md"), withIntermediateDirectories: true)
        let third = try await folder.casebook("new", "term", "别的", "--id", "x")
        #expect(third.status == 64)
        #expect(third.errors.contains("there is a file"), "\(third.errors)")
    }

    @Test func `a kind that only the site knows has a skeleton, in the site's language`() async throws {
        let folder = try Fixture("build/own-kind").copy()
        try folder.edit("casebook.yml", "title:", "language: zh-Hant\ntitle:")
        let run = try await folder.casebook("new", "drill", "夜间演练", "--owner", "安保：夜班")
        #expect(run.status == 0, "\(run.errors)")
        let text = try folder.text("Content/drills/ye-jian-yan-lian.md")
        #expect(text.contains("# 狀態：draft"), "\(text)")
        #expect(text.contains("\nowner: 安保：夜班\n"))
        try await folder.build("--drafts", "--strict")
    }

    @Test func `a configuration that can't be read is reported`() async throws {
        let folder = try SmallSite.tiny()
        try folder.write("casebook.yml", "titel: 小站\n")
        let run = try await folder.casebook("new", "guide", "甲")
        #expect(run.status == 1)
        #expect(run.errors.contains("casebook.yml:1:1: error:"), "\(run.errors)")
    }
}

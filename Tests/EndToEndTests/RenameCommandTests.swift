import Foundation
import TestSupport
import Testing

/// `casebook rename`: what changes is compared as whole files, since everything else has to stay as it was written.
@Suite struct RenameCommandTests {
    /// A tiny site whose guide `a` is linked to in every way there is.
    private func desk() throws -> TemporaryFolder {
        let folder = try SmallSite.tiny()
        for (path, text) in RenameCommandTests.sources { try folder.write(path, text) }
        return folder
    }

    private static let front = "title: 乙\nstatus: approved\nreviewed_on: 2026-01-10\nreviewed_by: 质检组\n"

    private static let sources = [
        "Content/guides/a.md": SmallSite.guide("甲", body: "## 做法\n\n正文，见[[b]]和[[#做法]]。"),
        "Content/guides/b.md": """
        ---
        # a 是甲，注释不动
        \(front)related: [ 'a' , "c" ]   # a
        caveat: 先看[[a]]，再看[[ab]]
        ---

        [[a]]，[[ a ]]，[[a|甲说的]]，[[a#做法|做法]]，`[[a]]`不是链接。

        | 表 | 里 |
        |---|---|
        | [[a\\|甲]] | a |

        [甲](a.md) [甲](./a.md#做法 "a.md") [甲](../guides/a) [甲](/guides/a.html) [甲][ref] [丙](ab.md)

        ```
        [[a]]
        ```

        [ref]: a.md

        """,
        "Content/guides/ab.md": SmallSite.guide("甲乙", more: "related:\n  - a\n  - b\n"),
        "Content/guides/c.md":
            "\u{FEFF}---\r\n\(front.replacing("\n", with: "\r\n").replacing("乙", with: "丙"))---\r\n\r\n丙，见[[a]]，\r\n也见 [[b]]、[[ab]]。\r\n",
        "Content/vocabularies/tone.yml": "calm: {label: 平和, description: '见[[a]]'}\n",
        "Content/search-tests.yml": "- {query: 甲, expect: [ \"a\" ], top: 5}\n- {query: 乙, expect: b, top: 5} # a\n",
    ]

    @Test func `every mention changes, and nothing else`() async throws {
        let folder = try desk()
        try await folder.build("--strict")
        let run = try await folder.casebook("rename", "a", "alpha")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors == "a is alpha now, 7 files changed; old addresses lead to the new page.\n")
        #expect(try folder.paths("Content/guides") == ["ab.md", "alpha.md", "b.md", "c.md"])
        #expect(
            try folder.text("Content/guides/alpha.md")
                == SmallSite.guide("甲", more: "former_ids: [a]\n", body: "## 做法\n\n正文，见[[b]]和[[#做法]]。"))
        #expect(
            try folder.text("Content/guides/b.md") == """
                ---
                # a 是甲，注释不动
                \(RenameCommandTests.front)related: [ 'alpha' , "c" ]   # a
                caveat: 先看[[alpha]]，再看[[ab]]
                ---

                [[alpha]]，[[ alpha ]]，[[alpha|甲说的]]，[[alpha#做法|做法]]，`[[a]]`不是链接。

                | 表 | 里 |
                |---|---|
                | [[alpha\\|甲]] | a |

                [甲](alpha.md) [甲](./alpha.md#做法 "a.md") [甲](../guides/alpha) [甲](/guides/alpha.html) [甲][ref] [丙](ab.md)

                ```
                [[a]]
                ```

                [ref]: alpha.md

                """)
        #expect(
            try folder.text("Content/guides/ab.md") == SmallSite.guide("甲乙", more: "related:\n  - alpha\n  - b\n"))
        #expect(
            try folder.text("Content/guides/c.md")
                == RenameCommandTests.sources["Content/guides/c.md"]?.replacing("[[a]]", with: "[[alpha]]"))
        #expect(try folder.text("Content/index.md") == "# 首页\n\n[[alpha]]\n")
        #expect(
            try folder.text("Content/vocabularies/tone.yml") == "calm: {label: 平和, description: '见[[alpha]]'}\n")
        #expect(
            try folder.text("Content/search-tests.yml")
                == "- {query: 甲, expect: [ \"alpha\" ], top: 5}\n- {query: 乙, expect: b, top: 5} # a\n")
        try await folder.build("--strict")
        #expect(try folder.text("Site/guides/a.html").contains("alpha.html"))
    }

    @Test func `a dry run says where, and changes nothing`() async throws {
        let folder = try desk()
        let before = try folder.tree("Content")
        let run = try await folder.casebook("rename", "a", "alpha", "--dry-run", "--language", "zh")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.text.hasPrefix("Content/guides/a.md → Content/guides/alpha.md\n"), "\(run.text)")
        #expect(run.text.contains("Content/guides/b.md:7:13  a → alpha\n"), "\(run.text)")
        #expect(run.text.contains("Content/guides/a.md:6:1  + former_ids: [a]\n"), "\(run.text)")
        #expect(run.errors == "试运行，没有改动文件；会改 7 个文件。去掉 --dry-run 就照此改。\n")
        #expect(differences(before, try folder.tree("Content")) == [])
    }

    @Test func `there and back again leaves the pages as they were but for their former ids`() async throws {
        let folder = try SmallSite.clean()
        let before = try folder.tree("Content")
        let methods = try folder.paths("Content/methods").filter { $0.hasSuffix("/index.md") }
        let old = try #require(methods.first?.split(separator: "/").first.map(String.init))
        let there = try await folder.casebook("rename", old, "renamed")
        #expect(there.status == 0, "\(there.errors)")
        #expect(try !folder.paths("Content/methods").contains { $0.hasPrefix(old) })
        try await folder.build("--strict")
        let steps = try folder.paths("Site/methods/renamed").filter { $0 != "index.html" }
        #expect(!steps.isEmpty)
        // Every old address of the method leads to its new one.
        for step in steps + ["index.html"] { #expect(folder.exists("Site/methods/\(old)/\(step)"), "\(step)") }
        let back = try await folder.casebook("rename", "renamed", old)
        #expect(back.status == 0, "\(back.errors)")
        try await folder.build("--strict")
        let after = try folder.tree("Content").mapValues { data in
            String(decoding: data, as: UTF8.self).replacing(/former_ids: \[renamed[^\]]*\]\n/, with: "")
        }
        #expect(differences(before.mapValues { String(decoding: $0, as: UTF8.self) }, after) == [])
    }

    @Test(arguments: [
        ("former_ids: [x]\n", "former_ids: [x, a]\n"),
        ("former_ids: []\n", "former_ids: [a]\n"),
        ("former_ids: x\n", "former_ids: [x, a]\n"),
        ("former_ids:\n", "former_ids: [a]\n"),
        ("former_ids:\n  - x  # 很久以前\nowner: 值班组\n", "former_ids:\n  - x  # 很久以前\n  - a\nowner: 值班组\n"),
        ("former_ids: [x, alpha]\n", "former_ids: [x, a]\n"),
        ("id: a  # 编号\n", "id: alpha  # 编号\nformer_ids: [a]\n"),
    ])
    func `the old id joins the former ones however they are written`(more: String, expected: String) async throws {
        let folder = try SmallSite.tiny()
        try folder.write("Content/guides/a.md", SmallSite.guide("甲", more: more))
        let run = try await folder.casebook("rename", "a", "alpha")
        #expect(run.status == 0, "\(run.errors)")
        #expect(try folder.text("Content/guides/alpha.md") == SmallSite.guide("甲", more: expected))
    }

    @Test func `a page whose id is not its file's name stays where it is, one without front matter gets some`()
        async throws
    {
        let folder = try SmallSite.tiny()
        try folder.write("Content/guides/a.md", SmallSite.guide("甲", more: "id: one\n"))
        try folder.write("Content/index.md", "# 首页\n\n[[one]]、[[about]]\n")
        try folder.write("Content/about.md", "# 关于\n\n见[[one]]。\n")
        #expect(try await folder.casebook("rename", "one", "two").status == 0)
        #expect(
            try folder.text("Content/guides/a.md") == SmallSite.guide("甲", more: "id: two\nformer_ids: [one]\n"))
        #expect(try await folder.casebook("rename", "about", "us").status == 0)
        #expect(try folder.text("Content/us.md") == "---\nformer_ids: [about]\n---\n# 关于\n\n见[[two]]。\n")
        #expect(try folder.text("Content/index.md") == "# 首页\n\n[[two]]、[[us]]\n")
    }

    @Test(arguments: [
        (["aa", "alpha"], "casebook: no page has the id \"aa\"; did you mean \"a\"?\n"),
        (["zzzzzz", "alpha"], "casebook: no page has the id \"zzzzzz\"\n"),
        (["a", "b"], "casebook: the id \"b\" is taken by Content/guides/b.md\n"),
        (
            ["a", "old"],
            "casebook: the id \"old\" is a former one of Content/guides/b.md, and old addresses lead there\n"
        ),
        (["old", "new"], "casebook: no page has the id \"old\"; it is called \"b\" now\n"),
        (["a", "a b"], "casebook: \"a b\" can't be an id: letters, digits, - and _ only\n"),
        (["a", "../a"], "casebook: \"../a\" can't be an id: letters, digits, - and _ only\n"),
        (["a", "a"], "casebook: the id is \"a\" already\n"),
        (
            ["guides", "x"],
            "casebook: \"guides\" introduces its folder (Content/guides/index.md) and is called like it; it can't be renamed by itself\n"
        ),
    ])
    func `what can't be is refused, and nothing is written`(arguments: [String], words: String) async throws {
        let folder = try SmallSite.tiny()
        try folder.write("Content/guides/b.md", SmallSite.guide("乙", more: "former_ids: [old]\n"))
        try folder.write("Content/guides/index.md", "# 指南\n")
        let before = try folder.tree("Content")
        let run = try await CasebookProgram.run(["rename"] + arguments + ["--language", "en"], in: folder.root)
        #expect(run.status == 64)
        #expect(run.errors == words)
        #expect(differences(before, try folder.tree("Content")) == [])
    }

    @Test func `what would make things worse is refused with the finding`() async throws {
        let folder = try SmallSite.tiny()
        // A page at the address that the old id would lead from.
        try folder.write("casebook.yml", "title: 小站\nchecks: {orphan-page: off}\n")
        try folder.write("Content/guides/page-2.md", SmallSite.guide("丙", more: "id: other\n"))
        let before = try folder.tree("Content")
        let run = try await folder.casebook("rename", "a", "page-2")
        #expect(run.status != 0)
        #expect(differences(before, try folder.tree("Content")) == [])
        let clash = try await folder.casebook("rename", "a", "page-3")
        #expect(clash.status == 1)
        #expect(clash.errors.contains("[address-clash]"), "\(clash.errors)")
        #expect(clash.errors.hasSuffix("casebook: nothing was changed: the new id would bring the findings above\n"))
        #expect(differences(before, try folder.tree("Content")) == [])
    }

    @Test func `a mention in front matter that can't be read stops it`() async throws {
        let folder = try SmallSite.tiny()
        try folder.write("Content/guides/b.md", "---\ntitle: [乙\nrelated: a\n---\n")
        let run = try await folder.casebook("rename", "a", "alpha")
        #expect(run.status == 1)
        #expect(run.errors.contains("Content/guides/b.md mentions the id"), "\(run.errors)")
    }

    @Test func `a folder that can't be written to is left as it was`() async throws {
        let folder = try desk()
        let before = try folder.tree("Content")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o555], ofItemAtPath: folder.url("Content/guides").path)
        defer {
            try? FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: folder.url("Content/guides").path)
        }
        let run = try await folder.casebook("rename", "a", "alpha")
        // The superuser may write anywhere.
        guard getuid() != 0 else { return }
        #expect(run.status == 74)
        #expect(run.errors.contains("nothing was changed"), "\(run.errors)")
        #expect(differences(before, try folder.tree("Content")) == [])
    }
}

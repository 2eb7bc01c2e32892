import CasebookModel
import Testing

/// What of a published site has to stay reachable, held against the content.
@Suite struct LostAddressTests {
    private static func page(_ title: String, _ more: String = "", status: String = "approved") -> String {
        "---\ntitle: \(title)\nstatus: \(status)\nreviewed_on: 2026-01-10\nreviewed_by: 质检组\n\(more)---\n\n正文。\n"
    }

    private func findings(
        _ files: [String: String], _ addresses: [PublishedSite.Address], configuration: String = "",
        drafts: Bool = false, isImplicit: Bool = false
    ) -> [String] {
        Checked(
            files, configuration: configuration, drafts: drafts, isImplicit: isImplicit,
            published: PublishedSite(addresses)
        ).findings.filter { $0.contains("lost-address") }
    }

    private let soothe = PublishedSite.Address(path: "guides/soothe.html", id: "soothe", title: "安抚")

    @Test(arguments: [
        ("it is where it was", ["guides/soothe.md": page("安抚")]),
        (
            "it is a tombstone",
            ["guides/soothe.md": page("安抚", "replaced_by: b\n", status: "retired"), "guides/b.md": page("乙")]
        ),
        ("it has another id and leads there", ["guides/calm.md": page("安抚", "former_ids: [soothe]\n")]),
        ("another page of the kind took it over", ["guides/b.md": page("乙", "former_ids: [soothe, c]\n")]),
    ])
    func `an address that answers is no finding`(name: String, files: [String: String]) {
        #expect(findings(files, [soothe]) == [], "\(name)")
    }

    @Test(arguments: [
        (
            ["guides/b.md": page("乙")],
            "casebook.yml:1:1 error lost-address 已发布的网址“guides/soothe.html”（安抚）失效了：没有“soothe”这一页了"
        ),
        (
            ["guides/soothe.md": page("安抚", status: "draft")],
            "guides/soothe.md:3:9 (error) lost-address 已发布的网址“guides/soothe.html”（安抚）失效了：这一页现在不发布（status: draft）"
        ),
        (
            ["terms/soothe.md": page("安抚", "definition: 甲\n")],
            "terms/soothe.md:2:1 error lost-address 已发布的网址“guides/soothe.html”（安抚）失效了：这一页换到了“terms/soothe.html”"
        ),
    ])
    func `an address that nothing answers is an error`(files: [String: String], finding: String) {
        #expect(findings(files, [soothe]) == [finding])
        #expect(findings(files, [soothe], drafts: true) == [finding], "a draft with its banner is no answer")
    }

    @Test func `a new page with the same title or a similar id is proposed`() {
        func help(_ files: [String: String], _ others: [PublishedSite.Address] = []) -> String {
            Checked(files, published: PublishedSite([soothe] + others)).diagnostics
                .first { $0.id == .lostAddress }?.problem.wording.english.help ?? ""
        }
        #expect(help(["guides/calm.md": Self.page("安抚")]).hasPrefix("is it \"calm\" now?"))
        #expect(help(["guides/soothes.md": Self.page("乙")]).hasPrefix("is it \"soothes\" now?"))
        let known = PublishedSite.Address(path: "guides/soothes.html", id: "soothes", title: "乙")
        #expect(help(["guides/soothes.md": Self.page("乙")], [known]).hasPrefix("add soothe to former_ids"))
    }

    @Test func `an old address that led somewhere is a promise, too`() {
        let old = PublishedSite.Address(path: "guides/old.html", id: "soothe", title: "安抚", isRedirect: true)
        #expect(findings(["guides/soothe.md": Self.page("安抚", "former_ids: [old]\n")], [soothe, old]) == [])
        #expect(
            findings(["guides/soothe.md": Self.page("安抚")], [soothe, old]) == [
                "guides/soothe.md:2:1 error lost-address 旧网址“guides/old.html”失效了：它原来会转到“安抚”"
            ])
    }

    @Test func `the site's own word weighs more, and plain folders are held to it`() {
        #expect(
            findings([:], [soothe], configuration: "checks:\n  lost-address: warning\n").first?.contains("warning")
                == true)
        #expect(findings([:], [soothe], configuration: "checks:\n  lost-address: off\n") == [])
        let implicit = PublishedSite.Address(path: "a.html", id: "a", title: "A")
        #expect(findings(["b.md": "# B\n"], [implicit], isImplicit: true).first?.contains("error lost-address") == true)
    }
}

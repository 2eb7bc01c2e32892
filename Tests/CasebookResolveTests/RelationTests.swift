import CasebookModel
import Testing

@Suite struct RelationTests {
    private static let source = page("title: 源")

    @Test func `a relation is shown on both pages, with what its record says`() {
        let resolved = Resolved([
            "cases/b.md": page(
                "title: b\ncauses: [w, v]\nscripts: [{script: s, role: used}, {script: t, role: should_have}]"),
            "cases/a.md": page(
                "title: a\ncauses: w\nscripts: [{script: s, role: should_have}]\nsources: [{id: deck, at: 第 3 页}]"),
            "causes/v.md": page("title: v\nscripts: [s]"), "causes/w.md": page("title: w"),
            "scripts/s.md": page("title: s\nnext: [t]"),
            "scripts/t.md": page("title: t"), "sources/deck.md": RelationTests.source,
        ])
        #expect(resolved.findings == [])
        #expect(resolved.relations("b") == ["→ causes: w v", "→ scripts: s(role=used) t(role=should_have)"])
        #expect(
            resolved.relations("a") == ["→ causes: w", "→ scripts: s(role=should_have)", "→ sources: deck(at=第 3 页)"])
        #expect(resolved.relations("w") == ["← cases: a b"])
        #expect(resolved.relations("v") == ["→ scripts: s", "← cases: b"])
        #expect(resolved.relations("s") == ["→ next: t", "← cases: a(role=should_have) b(role=used)", "← causes: v"])
        #expect(resolved.relations("t") == ["← cases: b(role=should_have)", "← previous: s"])
        #expect(resolved.relations("deck") == ["← cited_by: a(at=第 3 页)"])
    }

    @Test func `forward entries keep the declared order, inverse ones that of the routes`() {
        let resolved = Resolved([
            "guides/z.md": page("title: t\nrelated: [x, c, a]"), "guides/a.md": page(), "guides/c.md": page(),
            "scripts/x.md": page(),
            "guides/m.md": page("title: t\nrelated: [x]"), "cases/k.md": page("title: t\nrelated: [x]"),
        ])
        #expect(resolved.relations("z") == ["→ related: x c a"])
        #expect(resolved.relations("x") == ["← related: k m z"])
    }

    @Test func `no page stands twice in a block, the first mention counts`() {
        let resolved = Resolved([
            "cases/a.md": page(
                "title: a\nrelated: [b, b]\nscripts: [{script: s, role: used}, {script: s, role: should_have}]"),
            "cases/b.md": page("title: b\nrelated: [a]"), "scripts/s.md": page(),
        ])
        #expect(resolved.relations("a") == ["→ scripts: s(role=used)", "→ related: b"])
        #expect(resolved.relations("b") == ["→ related: a"])
        #expect(resolved.relations("s") == ["← cases: a(role=used)"])
    }

    @Test(arguments: [
        ("causes: [nobody]", "3:10 unresolved-relation 字段“causes”里的“nobody”找不到对应的页面", "检查拼写，或新建这一页。"),
        ("causes: [waitng]", "3:10 unresolved-relation 字段“causes”里的“waitng”找不到对应的页面", "是不是“waiting”？"),
        ("causes: [was]", "3:10 unresolved-relation 字段“causes”里的“was”找不到对应的页面", "是不是“waiting”？"),
        ("causes: [s]", "3:10 unresolved-relation 字段“causes”里的“s”是话术，这里只能放投诉原因", "换成投诉原因的 id。"),
        ("causes: [d]", "3:10 unpublished-target 已发布的页面指向还没有发布的“d”（status: draft）", "先审核并发布那一页，或去掉这个链接。"),
        (
            "scripts: [{script: waiting, role: used}]", "3:20 unresolved-relation 字段“scripts”里的“waiting”是投诉原因，这里只能放话术",
            "换成话术的 id。"
        ),
        ("sources: [nobody]", "3:11 unresolved-relation 字段“sources”里的“nobody”找不到对应的页面", "检查拼写，或新建这一页。"),
        ("replaced_by: nobody", "3:14 unresolved-relation 字段“replaced_by”里的“nobody”找不到对应的页面", "检查拼写，或新建这一页。"),
    ])
    func `a relation that leads nowhere is reported and not shown`(written: String, finding: String, help: String) {
        let resolved = Resolved([
            "cases/a.md": page("title: t\n\(written)"), "causes/waiting.md": page("title: t\nformer_ids: [was]"),
            "causes/d.md": page("title: t\nstatus: draft"),
            "scripts/s.md": page(),
        ])
        #expect(resolved.findings == ["cases/a.md:\(finding)"])
        #expect(resolved.diagnostics.map { $0.problem.wording.chinese.help } == [help])
        #expect(resolved.relations("a") == [])
    }

    @Test func `unpublished pages' relations are checked but not shown on published ones`() {
        let resolved = Resolved([
            "cases/a.md": page("title: t\nstatus: draft\ncauses: [w, nobody]"), "causes/w.md": page(),
        ])
        #expect(resolved.findings == ["cases/a.md:4:13 unresolved-relation 字段“causes”里的“nobody”找不到对应的页面"])
        #expect(resolved.relations("w") == [])
    }

    @Test func `a conflict that one side keeps to itself is reported, and shown on both all the same`() {
        let oneSided = Resolved(["guides/a.md": page("title: t\nconflicts_with: [b]"), "guides/b.md": page()])
        #expect(oneSided.findings == ["guides/a.md:3:18 asymmetric-conflict 这一页说与“b”的说法不一致，那一页却没有提"])
        #expect(oneSided.relations("b") == ["← conflicts_with: a"])
        let both = Resolved([
            "guides/a.md": page("title: t\nconflicts_with: b"), "guides/b.md": page("title: t\nconflicts_with: a"),
        ])
        #expect(both.findings == [])
        #expect(both.relations("a") == ["→ conflicts_with: b"])
    }

    @Test func `a site's own relation has both directions, or one`() {
        let configuration = """
            kinds:
              drill:
                folder: drills
                fields:
                  trains: {type: page, kinds: [guide], list: true, inverse: drills, inverse_label: 演练}
                  after: {type: page}
            """
        let resolved = Resolved(
            ["drills/a.md": page("title: t\ntrains: [g]\nafter: b"), "drills/b.md": page(), "guides/g.md": page()],
            configuration: configuration)
        #expect(resolved.findings == [])
        #expect(resolved.relations("a") == ["→ trains: g", "→ after: b"])
        #expect(resolved.relations("g") == ["← drills: a"])
        #expect(resolved.page("g").relations[0].label.chinese == "演练")
        #expect(resolved.relations("b") == [])
    }
}

import CasebookModel
import TestSupport
import Testing

/// Methods, causes, editions: what Resolve makes of the pages as a whole.
@Suite struct StructureTests {
    // MARK: - Methods

    @Test func `a method has its folder's steps in the order of their numbers`() {
        let resolved = Resolved([
            "methods/m/index.md": page("title: 甲"), "methods/m/10-j.md": page(), "methods/m/2-b.md": page(),
            "methods/m/1-z.md": page(), "methods/m/3-c.md": page(),
            "methods/m/4-d.md": page(), "methods/m/5-e.md": page(), "methods/m/6-f.md": page(),
            "methods/m/7-g.md": page(), "methods/m/8-h.md": page(),
            "methods/m/9-i.md": page(), "methods/a/index.md": page("title: 乙"), "methods/index.md": page("title: 方法"),
        ])
        #expect(resolved.findings == [])
        #expect(resolved.site.methods.map { resolved.site.pages[$0.page].id } == ["a", "m"])
        #expect(
            resolved.site.methods[1].steps.map { resolved.site.pages[$0].id } == [
                "m/z", "m/b", "m/c", "m/d", "m/e", "m/f", "m/g", "m/h", "m/i", "m/j",
            ])
        #expect(resolved.site.methods[0].steps == [])
    }

    @Test(arguments: [
        (["1-a", "3-c"], ["3-c.md step-order 这一步的编号是 3，应当是 2"]),
        (["2-a", "3-c"], ["2-a.md step-order 这一步的编号是 2，应当是 1"]),
        (["0-a", "1-c"], ["0-a.md step-order 这一步的编号是 0，应当是 1"]),
        (["1-a", "1-b", "2-c"], ["1-b.md step-order 两个步骤的编号都是 1"]),
        (["1-a", "1-b", "1-c"], ["1-b.md step-order 两个步骤的编号都是 1", "1-c.md step-order 两个步骤的编号都是 1"]),
        (["1-a", "b"], ["b.md step-order 步骤文件“b.md”没有编号"]),
        (["1-a", "9223372036854775807-b"], ["9223372036854775807-b.md step-order 步骤文件“9223372036854775807-b.md”没有编号"]),
        (["1-a", "999999999-b"], ["999999999-b.md step-order 这一步的编号是 999999999，应当是 2"]),
        (["01-a", "02-b"], []),
    ])
    func `gaps and repeats among the numbers are reported`(steps: [String], expected: [String]) {
        var files = ["methods/m/index.md": page()]
        for step in steps { files["methods/m/\(step).md"] = page() }
        let resolved = Resolved(files)
        #expect(resolved.findings.map { $0.replacing("methods/m/", with: "").replacing(":2:1", with: "") } == expected)
        #expect(resolved.site.methods.map(\.steps.count) == [steps.count])
    }

    @Test func `steps without a published method page are reported`() {
        let lone = Resolved(["methods/m/1-a.md": page(), "methods/m/2-b.md": page()])
        #expect(lone.findings == ["methods/m/1-a.md:2:1 step-order 文件夹“methods/m”里有步骤，却没有方法页"])
        let draft = Resolved(["methods/m/1-a.md": page(), "methods/m/index.md": page("title: t\nstatus: draft")])
        #expect(draft.findings == ["methods/m/1-a.md:2:1 unpublished-target 已发布的页面指向还没有发布的“m”（status: draft）"])
        #expect(draft.site.methods.isEmpty)
    }

    @Test func `an unpublished step keeps its number and leaves the method`() {
        let resolved = Resolved([
            "methods/m/index.md": page(), "methods/m/1-a.md": page(),
            "methods/m/2-b.md": page("title: t\nstatus: draft"), "methods/m/3-c.md": page(),
        ])
        #expect(resolved.findings == [])
        #expect(resolved.site.methods[0].steps.map { resolved.site.pages[$0].id } == ["m/a", "m/c"])
    }

    @Test func `methods that are single files are all there`() {
        let resolved = Resolved(["methods/b.md": page(), "methods/a.md": page()])
        #expect(resolved.site.methods.map { resolved.site.pages[$0.page].id } == ["a", "b"])
    }

    // MARK: - Causes

    private func cause(_ parents: String...) -> String {
        page("title: t\nparents: [\(parents.joined(separator: ", "))]")
    }

    @Test func `a cause may have several parents, and a case counts once for each that it lies under`() {
        let resolved = Resolved([
            "causes/top.md": cause(), "causes/left.md": cause("top"), "causes/right.md": cause("top"),
            "causes/both.md": cause("left", "right"),
            "causes/alone.md": cause(), "cases/1.md": page("title: t\ncauses: [both]"),
            "cases/2.md": page("title: t\ncauses: [left, both, top]"),
            "cases/3.md": page("title: t\ncauses: [right]"),
            "cases/4.md": page("title: t\nstatus: draft\ncauses: [right]"),
        ])
        func id(_ index: Int) -> String { resolved.site.pages[index].id }
        let tree = resolved.site.causes
        #expect(tree.roots.map(id) == ["alone", "top"])
        #expect(
            Dictionary(uniqueKeysWithValues: tree.children.map { (id($0), $1.map(id)) }) == [
                "top": ["left", "right"], "left": ["both"], "right": ["both"],
            ])
        #expect(
            Dictionary(uniqueKeysWithValues: tree.caseCounts.map { (id($0), $1) }) == [
                "top": 3, "left": 2, "right": 3, "both": 2, "alone": 0,
            ])
    }

    @Test(arguments: [
        (["a": ["a"]], ["a → a"]),
        (["b": ["a"], "a": ["b"]], ["a → b → a"]),
        (["c": ["a"], "a": ["b"], "b": ["c"]], ["a → b → c → a"]),
        (["a": ["b", "c"], "b": ["a"], "c": ["a"]], ["a → b → a", "a → c → a"]),
        (["a": ["b"], "b": ["a"], "x": ["a"], "y": ["x"]], ["a → b → a"]),
        (["a": ["b"], "b": [], "c": ["b"]], []),
    ])
    func `every relation that closes a cycle is reported once, and the tree is whole without them`(
        parents: [String: [String]], expected: [String]
    ) {
        let resolved = Resolved(
            Dictionary(
                uniqueKeysWithValues: parents.map { id, parents in
                    ("causes/\(id).md", page("title: t\nparents: [\(parents.joined(separator: ", "))]"))
                }))
        #expect(
            resolved.diagnostics.map { "\($0.problem.wording.chinese.message.split(separator: "：").last ?? "")" }
                == expected)
        #expect(Set(reached(resolved.site)) == Set(resolved.site.pages.indices))
    }

    @Test func `counts agree with walking down, in any hierarchy`() {
        var generator = Generator(state: 43)
        for _ in 0..<60 {
            let count = 2 + generator.below(12)
            var files: [String: String] = [:]
            for index in 0..<count {
                let parents = index == 0 ? [] : (0..<generator.below(3)).map { _ in "c\(generator.below(index))" }
                files["causes/c\(index).md"] = page("title: t\nparents: [\(parents.joined(separator: ", "))]")
            }
            for index in 0..<generator.below(15) {
                let causes = (0..<1 + generator.below(3)).map { _ in "c\(generator.below(count))" }
                files["cases/k\(index).md"] = page("title: t\ncauses: [\(causes.joined(separator: ", "))]")
            }
            let site = Resolved(files).site
            for page in site.pages.indices where site.pages[page].kind == "cause" {
                #expect(site.causes.caseCounts[page] == cases(below: page, site).count)
            }
            #expect(Set(reached(site)) == Set(site.pages.indices.filter { site.pages[$0].kind == "cause" }))
        }
    }

    @Test func `hierarchies with random cycles are reported and resolved`() {
        var generator = Generator(state: 47)
        for _ in 0..<100 {
            let count = 2 + generator.below(8)
            var files: [String: String] = [:]
            for index in 0..<count {
                let parents = Set((0..<generator.below(4)).map { _ in "c\(generator.below(count))" }).sorted()
                files["causes/c\(index).md"] = page("title: t\nparents: [\(parents.joined(separator: ", "))]")
            }
            let resolved = Resolved(files)
            #expect(Set(reached(resolved.site)) == Set(resolved.site.pages.indices))
            #expect(Set(resolved.diagnostics.map(\.problem)).count == resolved.diagnostics.count)
        }
    }

    @Test(.timeLimit(.minutes(20))) func `a chain of two thousand causes takes a moment`() {
        var files = ["causes/c0.md": cause()]
        for index in 1..<2000 { files["causes/c\(index).md"] = cause("c\(index - 1)") }
        let time = threadTime { #expect(Resolved(files).site.causes.roots.count == 1) }
        #expect(time < .seconds(30))
    }

    private func cases(below page: Int, _ site: Site) -> Set<Int> {
        var found = Set(site.pages[page].relations.filter { $0.name == "cases" }.flatMap { $0.entries.map(\.page) })
        for child in site.causes.children[page] ?? [] { found.formUnion(cases(below: child, site)) }
        return found
    }

    /// Every cause that a walk down from the roots finds; endless where the tree holds a cycle.
    private func reached(_ site: Site) -> [Int] {
        func walk(_ pages: [Int]) -> [Int] { pages.flatMap { [$0] + walk(site.causes.children[$0] ?? []) } }
        return walk(site.causes.roots)
    }

    // MARK: - Editions

    @Test func `the default edition holds approved and retired pages, in the order of their routes`() {
        let files = [
            "guides/a.md": page("title: t\nstatus: draft"), "guides/b.md": page("title: t\nstatus: in_review"),
            "guides/c.md": page(),
            "guides/d.md": page("title: t\nstatus: retired"), "cases/z.md": page(),
        ]
        #expect(Resolved(files).routes == ["cases/z.html", "guides/c.html", "guides/d.html"])
        #expect(Resolved(files).site.unpublishedCounts == [.draft: 1, .inReview: 1])
        #expect(
            Resolved(files, drafts: true).routes == [
                "cases/z.html", "guides/a.html", "guides/b.html", "guides/c.html", "guides/d.html",
            ])
    }

    @Test(arguments: [
        ("review_by: 2026-06-01", "approved", false), ("review_by: 2026-05-31", "approved", true),
        ("review_by: 2026-05-31", "draft", false),
        ("review_by: 2026-05-31", "retired", false), ("tags: [a]", "approved", false),
    ])
    func `an approved page is overdue from the day after its review date`(
        written: String, status: String, isOverdue: Bool
    ) {
        let resolved = Resolved(
            ["guides/a.md": page("title: t\nstatus: \(status)\n\(written)")], drafts: true, date: "2026-06-01")
        #expect(resolved.page("a").isOverdue == isOverdue)
    }

    @Test(arguments: [
        ("valid_from: 2026-06-01", true), ("valid_from: 2026-06-02", false), ("valid_until: 2026-06-01", true),
        ("valid_until: 2026-05-31", false),
        ("valid_from: 2026-05-01\nvalid_until: 2026-07-01", true), ("tags: [a]", true),
    ])
    func `a time box holds its first and its last day`(written: String, isCurrent: Bool) {
        #expect(
            Resolved(["guides/a.md": page("title: t\n\(written)")], date: "2026-06-01").page("a").isCurrent == isCurrent
        )
    }

    @Test func `index pages introduce their folders`() {
        let resolved = Resolved([
            "index.md": page(), "cases/index.md": page(),
            "methods/index.md": page("title: t\nid: methods"),
            "methods/m/index.md": page(), "cases/b.md": page(), "guides/index.md": page("title: t\nstatus: draft"),
        ])
        #expect(
            resolved.site.introductions.mapValues { resolved.site.pages[$0].id } == [
                "": "index", "cases": "cases", "methods": "methods",
            ])
    }

    @Test func `vocabularies come by name, with their values in the order of the file`() {
        let resolved = Resolved([
            "vocabularies/b.yml": "z: {label: 甲}\na: {label: 乙}\n", "vocabularies/a.yml": "", "guides/a.md": page(),
        ])
        #expect(resolved.site.vocabularies.map(\.name) == ["a", "b"])
        #expect(resolved.site.vocabularies[1].values.map(\.name) == ["z", "a"])
        #expect(resolved.site.synonyms == [["甲", "乙"]])
    }

    @Test func `an empty folder is a site without pages`() {
        for resolved in [Resolved([:]), Resolved([:], isImplicit: true)] {
            #expect(resolved.findings == [])
            #expect(resolved.site.pages.isEmpty && resolved.site.methods.isEmpty && resolved.site.causes.roots.isEmpty)
        }
    }
}

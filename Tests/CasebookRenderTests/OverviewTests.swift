import CasebookModel
import Testing

@testable import CasebookRender

/// Coverage, comparison, the tree of causes and the state of the content.
@Suite struct OverviewTests {
    /// Two methods; `shared` stands below two causes, of which `lonely` has nothing.
    private func sample() -> CauseSite {
        var site = CauseSite()
        site.pages("script", ["calm", "sorry", "idle"])
        site.pages("case", ["one", "two"])
        site.method("four", steps: [("hear", ["calm"], ["one"]), ("help", [], ["two"])])
        site.method("six", steps: [("vent", ["calm", "sorry"], []), ("solve", ["idle"], [])])
        site.cause("root", scripts: ["sorry"])
        site.cause("lonely")
        site.cause("shared", scripts: ["calm"], cases: ["one", "two"])
        site.site.causeRoots = ["lonely", "root"]
        site.site.causeChildren = ["root": ["shared"]]
        site.violation("two", at: "help")
        return site
    }

    private static let coverage =
        "{{#rows}}{{#cause}}{{title}}{{/cause}} {{depth}}:{{#cells}} {{#isEmpty}}-{{/isEmpty}}"
        + "{{^isEmpty}}{{scripts}}/{{cases}}@{{level}}{{#isLacking}}!{{/isLacking}}{{/isEmpty}}{{/cells}};{{/rows}}"

    @Test func aCellCountsWhatACauseAndAStepShare() throws {
        let files = try sample().outputs(["coverage": Self.coverage])
        #expect(files["coverage.html"] == "lonely 0: - - - -;root 0: - - 1/0@1 -;shared 1: 1/1@2 0/1@1! 1/0@1 -;")
    }

    @Test func aCellLeadsToItsScriptsAndCases() throws {
        let files = try sample().outputs([
            "coverage": "{{#rows}}{{#cells}}{{^isEmpty}}{{{href}}} {{/isEmpty}}{{/cells}}{{/rows}}",
            "cause":
                "{{#causePlace}}{{#steps}}{{anchor}} {{#step}}{{title}}{{/step}}:{{#scripts}} {{title}}{{/scripts}}|"
                + "{{#cases}} {{title}}{{/cases}};{{/steps}}{{/causePlace}}",
        ])
        #expect(
            files["coverage.html"]
                == "causes/root.html#c:at-vent causes/shared.html#c:at-hear causes/shared.html#c:at-help causes/shared.html#c:at-vent "
        )
        #expect(files["causes/shared.html"] == "c:at-hear hear: calm| one;c:at-help help:| two;c:at-vent vent: calm|;")
    }

    @Test func gapsAreNamed() throws {
        let names = "{{label}} {{count}}{{#entries}} {{{href}}}{{/entries}};"
        let files = try sample().outputs([
            "coverage":
                "{{#gaps}}{{#causes}}\(names){{/causes}}{{#steps}}\(names){{/steps}}{{#pairs}}\(names){{/pairs}}{{/gaps}}"
        ])
        #expect(
            files["coverage.html"] == "word causeGaps 1 causes/lonely.html;word stepGaps 1 methods/four/help.html;"
                + "word pairGaps 1 causes/shared.html#c:at-help;")
    }

    @Test func aPageOfCoverageHoldsTwoHundredCauses() throws {
        var site = sample()
        for number in 100..<300 {
            site.cause("c\(number)")
            site.site.causeRoots.append("c\(number)")
        }
        let files = try site.outputs(["coverage": "{{#rows}}.{{/rows}}{{#gaps}}gaps{{/gaps}}"])
        #expect(files["coverage.html"] == String(repeating: ".", count: 200) + "gaps")
        #expect(files["coverage-2.html"] == "...")
    }

    @Test func methodsAreAlignedByNumberAndSayWhatIsTheirsAlone() throws {
        let own = "{{#ownScripts}} {{title}}{{/ownScripts}}|{{#ownCauses}} {{title}}{{/ownCauses}};"
        let files = try sample().outputs([
            "comparison":
                "{{#rows}}{{number}}:{{#cells}}{{#step}} {{title}}{{#isGap}}!{{/isGap}}{{/step}}{{/cells}};{{/rows}}"
                + "{{#methods}}{{steps}} {{scripts}} {{cases}}\(own){{/methods}}"
        ])
        #expect(files["methods/compare.html"] == "1: hear vent;2: help! solve;2 1 2|;2 3 0 sorry idle| root;")
    }

    @Test func casesRollUpWithTheChildThatTheyComeBy() throws {
        let files = try sample().outputs([
            "cause":
                "{{#causePlace}}{{#paths}}{{#causes}}{{title}}>{{/causes}}{{/paths}}{{#siblings}}~{{title}}{{/siblings}}"
                + "{{rolledUpCount}}{{#rolledUp}} {{#entry}}{{title}}{{/entry}}<{{#causes}}{{title}}{{/causes}}{{/rolledUp}}{{/causePlace}}"
        ])
        #expect(files["causes/root.html"] == "2 one<shared two<shared")
        #expect(files["causes/shared.html"] == "root>0")
    }

    @Test func theTreeFoldsAndMarksWhatHasNoScript() throws {
        let files = try sample().outputs([
            "cause-tree":
                "{{#rows}}{{#cause}}{{title}}{{#isGap}}!{{/isGap}}{{/cause}}{{#opens}}{{#isOpen}}({{/isOpen}}{{/opens}}"
                + "{{#closesList}}){{/closesList}}{{#closesItem}};{{/closesItem}}{{/rows}}"
        ])
        #expect(files["causes/tree.html"] == "lonely!;root(shared;);")
    }

    /// It stands on every page: with a hundred thousand pages it must not have thousands of entries.
    @Test func theColumnHasABoundedNumberOfBranches() throws {
        var site = sample()
        for number in 100..<200 {
            site.cause("c\(number)")
            site.site.causeRoots.append("c\(number)")
        }
        let files = try site.outputs(["tree": "{{#causes}}.{{/causes}}", "cause": "{{#site}}{{{tree}}}{{/site}}"])
        #expect(files["causes/c150.html"] == String(repeating: ".", count: 40))
    }

    // MARK: - State of the content

    private static let names = "{{count}}{{#entries}} {{title}}{{/entries}}{{#more}}+{{.}}{{/more}};"

    @Test func pagesThatNothingLeadsToAreNamed() throws {
        var site = CauseSite()
        site.site.add("linked")
        site.site.add("related")
        site.site.add("orphan", fields: [SampleSite.field("aliases", SampleSite.list([.text("别名")]))])
        site.site.add(
            "home",
            body: SampleDocument.make { document in
                let link = document.link(.page, "linked")
                document.node(.paragraph) { $0.leaf(.pageLink, index: link) }
            })
        site.site.relate("home", "related", ["related"])
        site.site.relate("related", "related", ["home"])
        let health = try #require(
            try site.outputs([
                "health": "{{#orphans}}\(Self.names){{/orphans}}{{#unlinked}}\(Self.names){{/unlinked}}"
                    + "{{#withoutAliases}}\(Self.names){{/withoutAliases}}"
            ])["health.html"])
        #expect(health == "1 orphan;2 home related;3 home linked related;")
    }

    @Test func longListsEndInANumber() throws {
        var site = CauseSite()
        for number in 100..<160 { site.site.add("p\(number)") }
        let health = try site.outputs([
            "health": "{{#orphans}}{{count}}:{{#entries}}.{{/entries}}{{#more}}{{.}}{{/more}}{{/orphans}}"
        ])
        #expect(health["health.html"] == "60:" + String(repeating: ".", count: 50) + "word andMore")
    }

    @Test func overdueIsCountedByRiskAndOwner() throws {
        var site = CauseSite()
        site.site.vocabularies = [
            Vocabulary(
                name: "risk", path: "risk.yml",
                values: ["low", "high"].map {
                    Vocabulary.Value(
                        name: $0, nameRange: SourceRange(0, 0), label: LocalizedText($0, $0), aliases: [],
                        description: Document())
                })
        ]
        for (number, risk, owner) in [(1, "low", "甲"), (2, "high", "乙"), (3, "low", "乙"), (4, "", "")] {
            var fields = [SampleSite.field("review_by", .date(CalendarDate("2026-01-0\(number)")!))]
            if !risk.isEmpty { fields.append(SampleSite.field("risk", .value(risk))) }
            if !owner.isEmpty { fields.append(SampleSite.field("owner", .text(owner))) }
            site.site.add("p\(number)", fields: fields, isOverdue: true)
        }
        let health = try site.outputs([
            "health":
                "{{#risks}}{{label}} {{count}};{{/risks}}|{{#owners}}{{label}} {{count}};{{/owners}}|{{#overdue}}\(Self.names){{/overdue}}"
        ])
        #expect(
            health["health.html"] == "high 1;low 2;word riskUnknown 1;|乙 2;word ownerUnknown 1;甲 1;|4 p1 p2 p3 p4;")
    }

    @Test(arguments: [(0, 0, "0%"), (1, 3, "33.33%"), (1, 200, "0.50%"), (7, 7, "100.00%")])
    func barsAreSharesInWholeNumbers(_ count: Int, _ whole: Int, _ share: String) {
        #expect(BarChart.share(count, of: whole) == share)
    }
}

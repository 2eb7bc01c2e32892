import CasebookModel
import Testing

@testable import CasebookRender

/// The cards that a case gives: which exist, and who may read what.
@Suite struct RolePlayTests {
    private static let template =
        "{{{told}}}|{{#lines}}<{{.}}>{{/lines}}|{{#signs}}({{{inner}}}){{/signs}}|"
        + "{{#slips}}[{{{phrase}}}/{{{instead}}}]{{/slips}}|{{#hints}}({{{inner}}}){{/hints}}|"
        + "{{#strips}}{{id}}{{/strips}}|{{#methods}}{{title}}:{{#steps}}{{number}} {{title}}"
        + "{{#doneWhen}}={{{inner}}}{{/doneWhen}} {{/steps}}{{/methods}}|{{#shown}}{{name}}:{{{inner}}}{{/shown}}"

    /// The words of the shipped theme tell customers from agents.
    private func outputs(_ site: CauseSite, _ template: String = Self.template) throws -> [String: String] {
        var files = try SampleTheme.shippedFiles()
        for name in files.keys where name.hasSuffix(".mustache") { files[name] = Array("".utf8) }
        files["role-play.mustache"] = Array(template.utf8)
        files["role-plays.mustache"] = Array("{{#sheets}}{{#page}}{{title}}{{/page}} {{{href}}} {{/sheets}}".utf8)
        files["case.mustache"] = Array("{{#rolePlay}}{{{href}}}{{/rolePlay}}".utf8)
        let theme = try SampleTheme.load(files, site.site.configuration)
        return try SampleTheme.allOutputs(of: Renderer(site: site.site.make(), theme: theme))
    }

    private func sheet(_ site: CauseSite) throws -> [String] {
        let html = try #require(try outputs(site)["cases/a~roleplay.html"])
        return html.replacing("\n", with: "").split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    }

    private static func course(turn: Bool) -> Document {
        SampleDocument.make {
            $0.heading(2, "经过", anchor: "course")
            $0.paragraph("before")
            if turn { $0.leaf(.thematicBreak) }
            $0.paragraph("after")
            $0.node(.quotation) {
                $0.paragraph("客户：“钱呢？”")
                $0.paragraph("我等了很久。")
                $0.paragraph("坐席：“您放心。”")
            }
            $0.heading(2, "讨论题", anchor: "discussion")
            $0.paragraph("questions")
        }
    }

    private func site(turn: Bool, polarity: String = "bad", status: PageStatus = .approved) -> CauseSite {
        var site = CauseSite()
        site.site.add(
            "a", kind: "case", title: "甲", status: status, fields: [SampleSite.field("polarity", .value(polarity))],
            body: Self.course(turn: turn))
        return site
    }

    @Test func behindTheTurnEverythingIsTheObserversAndTheCustomersWordsStay() throws {
        let parts = try sheet(site(turn: true))
        #expect(parts[0] == "<p>before</p>")
        #expect(parts[1] == "<“钱呢？”><我等了很久。>")
        #expect(parts[7].hasPrefix("course:<p>after</p><blockquote class=\"speech\">"))
        #expect(parts[7].hasSuffix("discussion:<p>questions</p>"))
        #expect(!parts[7].contains("<hr") && !parts[7].contains("before"))
    }

    @Test func withoutATurnTheCustomerKnowsAllThatWentWrongAndNothingThatWentWell() throws {
        let bad = try sheet(site(turn: false))
        #expect(bad[0].contains("before") && bad[0].contains("您放心") && bad[1].isEmpty)
        #expect(bad[7] == "discussion:<p>questions</p>")
        let good = try sheet(site(turn: false, polarity: "good"))
        #expect(good[0].isEmpty && good[1] == "<“钱呢？”><我等了很久。>")
        #expect(good[7].contains("before") && good[7].contains("您放心"))
    }

    @Test func causesGiveWhatCustomersSayInTurnsAndScriptsWhatNotToSay() throws {
        var site = site(turn: true)
        for cause in ["one", "two"] {
            site.site.add(
                cause, kind: "cause",
                fields: [
                    SampleSite.field("signs", SampleSite.list((1...5).map { SampleSite.prose("\(cause)\($0)") }))
                ])
        }
        func slip(_ phrase: String) -> FieldValue.Content {
            .record([
                SampleSite.field("phrase", .text(phrase)), SampleSite.field("instead", SampleSite.prose("x")),
            ])
        }
        site.site.add(
            "s", kind: "script",
            fields: [
                SampleSite.field("avoid", SampleSite.list([slip("no"), slip("never"), slip("no")])),
                SampleSite.field("listen_for", SampleSite.list([SampleSite.prose("voice")])),
            ])
        site.site.relate("a", "causes", ["one", "two"])
        site.site.relate("a", "scripts", ["s"])
        let parts = try sheet(site)
        #expect(parts[2] == "(one1)(two1)(one2)(two2)(one3)(two3)(one4)(two4)")
        #expect(parts[3] == "[no/x][never/x]")
        #expect(parts[4] == "(voice)")
    }

    @Test func theAgentSeesTheMethodsAndTheObserverWhatIsDoneWhen() throws {
        var site = site(turn: true)
        site.method("m", steps: [("first", [], []), ("second", [], [])])
        site.method("other", steps: [("alone", [], [])])
        // Not compared with any method: all are offered, none is watched.
        #expect(try sheet(site)[5...6] == ["mother", ""])
        site.site.relate("a", "steps", ["second"])
        #expect(try sheet(site)[5...6] == ["m", "m:1 first 2 second "])
    }

    @Test func casesWithAStoryHaveASheetAndTheListNamesThem() throws {
        var site = site(turn: true)
        site.site.add("b", kind: "case", body: SampleDocument.make { $0.paragraph("no sections") })
        site.site.add("c", kind: "case", status: .retired, body: Self.course(turn: true))
        site.site.add("d", kind: "script", body: Self.course(turn: true))
        let outputs = try outputs(site)
        #expect(outputs.keys.filter { $0.contains("roleplay") }.sorted() == ["cases/a~roleplay.html", "roleplay.html"])
        #expect(outputs["roleplay.html"] == "甲 cases/a~roleplay.html ")
        #expect(outputs["cases/a.html"] == "a~roleplay.html")
        #expect(outputs["cases/b.html"]?.isEmpty == true)
    }

    @Test func aSiteWithoutSuchCasesHasNoList() throws {
        var site = CauseSite()
        site.site.add("d", kind: "script", body: Self.course(turn: true))
        #expect(try outputs(site)["roleplay.html"] == nil)
    }
}

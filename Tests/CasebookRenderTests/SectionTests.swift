import CasebookModel
import Testing

@testable import CasebookRender

/// The sections of a body in the places that a template gives them.
@Suite struct SectionTests {
    private func page(_ template: String, _ write: (inout SampleDocument) -> Void) throws -> String {
        var site = CauseSite()
        site.site.add("a", kind: "case", body: SampleDocument.make(write))
        return try #require(try site.outputs(["case": template])["cases/a.html"])
    }

    private static func body(_ document: inout SampleDocument) {
        document.paragraph("opening")
        document.heading(2, "讨论题", anchor: "讨论题")
        document.paragraph("questions")
        document.heading(2, "旁注", anchor: "旁注")
        document.paragraph("aside")
        document.heading(3, "细节", anchor: "细节")
        document.heading(2, "Course", anchor: "course")
        document.paragraph("events")
        document.heading(2, "经过", anchor: "经过-1")
        document.paragraph("more events")
        document.node(.footnote, index: 1) { $0.paragraph("note") }
    }

    @Test func aDeclaredSectionIsFoundByEitherOfItsNames() throws {
        let html = try page("{{#section.course}}{{title}} {{anchor}} {{{inner}}}{{/section.course}}", Self.body)
        #expect(html == "Course course <div class=\"prose\" data-own>\n<p>events</p>\n</div>\n")
    }

    @Test func whatATemplateDoesNotPlaceFollowsInOrder() throws {
        let html = try page(
            "{{{opening}}}|{{#section.course}}placed{{/section.course}}|{{#otherSections}}[{{title}}:{{{inner}}}]"
                + "{{/otherSections}}|{{{notes}}}", Self.body
        )
        .replacing("<div class=\"prose\" data-own>\n", with: "").replacing("</div>\n", with: "").replacing(
            "\n", with: "")
        #expect(html.hasPrefix("<p>opening</p>|placed|[讨论题:<p>questions</p>]"))
        #expect(html.contains("[旁注:<p>aside</p><h3 id=\"细节\">细节</h3>][经过:<p>more events</p>]|"))
        #expect(html.contains("<section class=\"footnotes"))
    }

    @Test func aTemplateMayNameSectionsThatASiteHasReplaced() throws {
        #expect(
            try page("{{#section.lesson}}never{{/section.lesson}}{{^section.lesson}}none{{/section.lesson}}") { _ in }
                == "none")
    }

    @Test func aLineAcrossThePageIsTheTurn() throws {
        let html = try page(
            "{{#section.course}}{{{untilTurn}}}|{{#hasTurn}}{{{fromTurn}}}{{/hasTurn}}{{/section.course}}"
        ) {
            $0.heading(2, "经过", anchor: "经过")
            $0.paragraph("before")
            $0.leaf(.thematicBreak)
            $0.paragraph("after")
        }
        .replacing("\n", with: "")
        #expect(
            html == "<div class=\"prose\" data-own><p>before</p></div>|<div class=\"prose\" data-own><p>after</p></div>"
        )
    }
}

/// Conversations in cases.
@Suite struct SpeechTests {
    private func html(_ template: String, _ write: (inout SampleDocument) -> Void) throws -> String {
        var site = CauseSite()
        site.site.add(
            "a", kind: "case",
            body: SampleDocument.make {
                $0.heading(2, "经过", anchor: "经过")
                write(&$0)
            })
        var files = try SampleTheme.shippedFiles()
        for name in files.keys where name.hasSuffix(".mustache") { files[name] = Array("".utf8) }
        files["case.mustache"] = Array("{{#section.course}}{{{\(template)}}}{{/section.course}}".utf8)
        let theme = try SampleTheme.load(files, site.site.configuration)
        let outputs = try SampleTheme.allOutputs(of: Renderer(site: site.site.make(), theme: theme))
        return try #require(outputs["cases/a.html"]).replacing("\n", with: "")
    }

    private static func talk(_ document: inout SampleDocument) {
        document.node(.quotation) {
            $0.paragraph("客户甲：“能不能快点？”")
            $0.paragraph("他又说了一遍。")
            $0.paragraph("坐席（放轻声音）：“我马上来。”")
        }
    }

    private static let turns =
        "<p class=\"said said-customer\"><span class=\"speaker\">客户甲：</span>“能不能快点？”</p>"
        + "<p class=\"said said-customer\">他又说了一遍。</p>"
        + "<p class=\"said said-agent\"><span class=\"speaker\">坐席（放轻声音）：</span>“我马上来。”</p>"

    @Test func customersAndAgentsAreToldApart() throws {
        let html = try html("dialogue", Self.talk)
        #expect(html == "<div class=\"prose\" data-own><blockquote class=\"speech\">\(Self.turns)</blockquote></div>")
    }

    @Test(arguments: [
        ("应当怎么说", "speech speech-say\" data-word=\"可以这样说"), ("不该这样说", "speech speech-avoid\" data-word=\"不要这样说"),
        ("实际处理", "speech"),
    ])
    func aHeadingSaysWhetherToSayIt(_ heading: String, _ marks: String) throws {
        let html = try html("model") {
            $0.heading(3, heading, anchor: "x")
            Self.talk(&$0)
        }
        #expect(html.contains("<blockquote class=\"\(marks)\">\(Self.turns)"))
    }

    @Test func aModelIsToBeSaidWhereNoHeadingSaysOtherwise() throws {
        #expect(try html("model", Self.talk).contains("<blockquote class=\"speech speech-say\""))
    }

    @Test func aQuotationWithoutSpeakersIsAnOrdinaryOne() throws {
        let html = try html("dialogue") { $0.node(.quotation) { $0.paragraph("注意：按时回电。") } }
        #expect(html.contains("<blockquote><p>注意：按时回电。</p></blockquote>"))
    }
}

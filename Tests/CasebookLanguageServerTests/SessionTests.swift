import CasebookFiles
import CasebookModel
import Testing

@testable import CasebookLanguageServer

/// Names and cases are invented.
@Suite struct SessionTests {
    static let script = """
        ---
        title: 排队安抚话术
        summary: 等得久时先安抚。
        status: approved
        reviewed_on: 2026-06-01
        reviewed_by: 质检组
        aliases: [等太久]
        when: [客户等得久]
        slots:
          称呼: {label: 称呼, kind: text}
        channels: [phone]
        risk: low
        ---

        > {称呼}，让您久等了。

        ## 柜面

        > 让您久等了。

        """
    static let guide = """
        ---
        title: 接待要点
        status: approved
        reviewed_on: 2026-06-01
        reviewed_by: 质检组
        ---

        先看[[queue]]，再看[[queue|这一句]]。

        """
    static let risks = "low: {label: 低}\nmedium: {label: 中}\nhigh: {label: 高}\n"
    static let channels = "phone: {label: 电话, label_en: Phone}\ncounter: {label: 柜面, aliases: [网点]}\n"

    static let files = [
        "casebook.yml": "title: 小站\n", "Content/index.md": "# 首页\n\n[[welcome]]\n", "Content/scripts/queue.md": script,
        "Content/guides/welcome.md": guide, "Content/vocabularies/channel.yml": channels,
        "Content/vocabularies/risk.yml": risks,
    ]

    private func talk() throws -> EditorTalk { try EditorTalk(SessionTests.files) }

    // MARK: - Findings

    @Test func findingsFollowWhatIsTypedNotWhatIsSaved() throws {
        var talk = try talk()
        let before = try talk.findings()
        #expect(before["Content/guides/welcome.md"] == nil)
        try talk.open("Content/guides/welcome.md", SessionTests.guide.replacing("[[queue]]", with: "[[quene]]"))
        #expect(talk.session.wantsLook)
        #expect(try talk.findings()["Content/guides/welcome.md"] == ["7:2-7:11 1 unresolved-link"])
        // Only what was edited is sent.
        talk.tell(
            "textDocument/didChange",
            #"{"textDocument":{"uri":"\#(EditorTalk.address("Content/guides/welcome.md"))","version":2},"contentChanges":[{"range":{"start":{"line":7,"character":7},"end":{"line":7,"character":8}},"text":"u"}]}"#
        )
        #expect(try talk.findings()["Content/guides/welcome.md"] == [])
        #expect(try talk.findings()["Content/guides/welcome.md"] == nil, "said once")
    }

    @Test func aClosedFileIsWhatWasSavedAgain() throws {
        var talk = try talk()
        try talk.open("Content/guides/welcome.md", "---\nnothing: 1\n---\n")
        #expect(try talk.findings()["Content/guides/welcome.md"]?.isEmpty == false)
        talk.tell(
            "textDocument/didClose", #"{"textDocument":{"uri":"\#(EditorTalk.address("Content/guides/welcome.md"))"}}"#)
        #expect(try talk.findings()["Content/guides/welcome.md"] == [])
    }

    @Test func aBrokenConfigurationIsAFindingAndNoEnd() throws {
        var talk = try talk()
        _ = try talk.findings()
        try talk.open("casebook.yml", "title: 小站\nlanguge: en\n")
        #expect(try talk.findings()["casebook.yml"] == ["1:0-1:7 1 unknown-key"])
        let answer = try talk.ask(
            "completion", at: SessionTests.guide.replacing("[[queue]]", with: "[[qu‸]]"),
            in: "Content/guides/welcome.md")
        #expect(try ProposalList(answer).labels == ["queue"], "what was known before still helps")
    }

    // MARK: - Proposals

    @Test(arguments: [
        ("等太久", ["queue"]), ("paidui", ["queue"]), ("pd", ["queue"]), ("接待", ["welcome"]), ("que", ["queue"]),
        ("zzz", []),
    ])
    func pagesAreFoundByWhatPeopleCallThem(_ typed: String, _ ids: [String]) throws {
        var talk = try talk()
        let text = SessionTests.guide.replacing("[[queue]]", with: "[[\(typed)‸]]")
        let found = try ProposalList(talk.ask("completion", at: text, in: "Content/guides/welcome.md"))
        #expect(found.labels == ids)
    }

    @Test(arguments: [
        // Only pages with a line can be shown as cards.
        ("先看[[queue]]", "![[‸]]", ["queue"]), ("[[queue]]", "[[queue#‸]]", ["柜面"]),
        ("title: 接待要点", "title: 接待要点\nkin‸", ["kind"]), ("status: approved", "status: re‸", ["retired", "in_review"]),
    ])
    func guidesAreCompleted(_ written: String, _ typed: String, _ expected: [String]) throws {
        var talk = try talk()
        let text = SessionTests.guide.replacing(written, with: typed)
        let found = try ProposalList(talk.ask("completion", at: text, in: "Content/guides/welcome.md"))
        #expect(found.labels.filter(expected.contains) == expected || found.labels == expected)
    }

    @Test(arguments: [
        ("> {称呼}，", "> {‸}，", ["称呼"]), ("channels: [phone]", "channels: [phone, ‸]", ["phone", "counter"]),
        ("channels: [phone]", "channels: [phone, 网‸]", ["counter"]),
        ("risk: low", "risk: ‸", ["low", "medium", "high"]),
        ("when: [客户等得久]", "next: [‸]\nwhen: [客户等得久]", ["queue"]),
        ("  称呼: {label: 称呼, kind: text}", "  称呼: {label: 称呼, ki‸}", ["kind"]),
        ("  称呼: {label: 称呼, kind: text}", "  ‸", ["称呼"]),
    ])
    func scriptsAreCompleted(_ written: String, _ typed: String, _ expected: [String]) throws {
        var talk = try talk()
        let text = SessionTests.script.replacing(written, with: typed)
        let found = try ProposalList(talk.ask("completion", at: text, in: "Content/scripts/queue.md"))
        #expect(found.labels == expected)
    }

    @Test func aProposalReplacesTheWholeWord() throws {
        var talk = try talk()
        let text = SessionTests.guide.replacing("[[queue]]", with: "[[qu‸xyz|词]]")
        let found = try ProposalList(talk.ask("completion", at: text, in: "Content/guides/welcome.md"))
        let edit = try #require(found.items.first).textEdit
        #expect(edit.newText == "queue")
        #expect(edit.range.start == TextPosition(line: 7, character: 4))
        #expect(edit.range.end == TextPosition(line: 7, character: 9))
    }

    @Test func requiredFieldsComeFirstAndWrittenOnesNotAgain() throws {
        var talk = try talk()
        let found = try ProposalList(
            talk.ask("completion", at: "---\ntitle: 新话术\n‸\n---\n\n> 好。\n", in: "Content/scripts/queue.md"))
        #expect(found.labels.prefix(4) == ["channels", "risk", "summary", "when"])
        #expect(!found.labels.contains("title"))
    }

    // MARK: - Explanations

    @Test(arguments: [
        ("[[que‸ue]]", "[[queue]]", #"**排队安抚话术**  \n话术 · `queue` · 已审核\n\n等得久时先安抚。\n\n> {称呼}，让您久等了。"#)
    ])
    func aLinkSaysWhatItLeadsTo(_ typed: String, _ written: String, _ words: String) throws {
        var talk = try talk()
        let text = SessionTests.guide.replacing(written, with: typed)
        let hover = try talk.ask("hover", at: text, in: "Content/guides/welcome.md")
        #expect(
            hover
                == #"{"contents":{"kind":"markdown","value":"\#(words)"},"range":{"end":{"character":9,"line":7},"start":{"character":4,"line":7}}}"#
        )
    }

    @Test(arguments: [
        ("channels: [ph‸one]", "channels: [phone]", "**电话** `phone`"), ("ris‸k: low", "risk: low", "风险（必填）"),
        ("risk: lo‸w", "risk: low", "**低** `low`"), ("> {称‸呼}", "> {称呼}", "`{label: 称呼, kind: text}`"),
    ])
    func fieldsAndValuesAreExplained(_ typed: String, _ written: String, _ words: String) throws {
        var talk = try talk()
        let hover = try talk.ask(
            "hover", at: SessionTests.script.replacing(written, with: typed), in: "Content/scripts/queue.md")
        #expect(hover.contains(words), "\(hover)")
    }

    // MARK: - Definitions

    @Test(arguments: [
        ("[[que‸ue]]", "[[queue]]", "Content/scripts/queue.md", 1, 7),
        ("[[queue#柜‸面]]", "[[queue]]", "Content/scripts/queue.md", 16, 0),
    ])
    func aLinkLeadsToItsPage(_ typed: String, _ written: String, _ file: String, _ line: Int, _ character: Int) throws {
        var talk = try talk()
        let place = try talk.ask(
            "definition", at: SessionTests.guide.replacing(written, with: typed), in: "Content/guides/welcome.md")
        #expect(place.contains(#""uri":"\#(EditorTalk.address(file))""#), "\(place)")
        #expect(place.contains(#""start":{"character":\#(character),"line":\#(line)}"#), "\(place)")
    }

    @Test func valuesAndSlotsLeadToWhereTheyAreDeclared() throws {
        var talk = try talk()
        let value = try talk.ask(
            "definition", at: SessionTests.script.replacing("[phone]", with: "[ph‸one]"), in: "Content/scripts/queue.md"
        )
        #expect(
            value.contains("vocabularies/channel.yml") && value.contains(#""start":{"character":0,"line":0}"#),
            "\(value)")
        let slot = try talk.ask(
            "definition", at: SessionTests.script.replacing("> {称呼}", with: "> {称‸呼}"), in: "Content/scripts/queue.md")
        #expect(slot.contains("scripts/queue.md") && slot.contains(#""start":{"character":0,"line":9}"#), "\(slot)")
        #expect(
            try talk.ask(
                "definition", at: SessionTests.script.replacing("先安抚", with: "先‸安抚"), in: "Content/scripts/queue.md")
                == "null")
    }

    // MARK: - Another id

    @Test func anIDIsRenamedInTextsThatNobodySavedYet() throws {
        var talk = try talk()
        let text = SessionTests.guide.replacing("先看[[queue]]", with: "新加一行。\n\n先看[[que‸ue]]")
        #expect(
            try talk.ask("prepareRename", at: text, in: "Content/guides/welcome.md").contains(#""placeholder":"queue""#)
        )
        let edit = try talk.ask("rename", at: text, in: "Content/guides/welcome.md", more: #","newName":"waiting""#)
        // Both links of the unsaved text, two lines further down than on the disk.
        #expect(edit.components(separatedBy: #""newText":"waiting""#).count == 3)
        #expect(edit.contains(#""start":{"character":4,"line":9}"#), "\(edit)")
        #expect(edit.contains(#""newText":"former_ids: [queue]\n""#))
        #expect(
            edit.contains(
                #"{"kind":"rename","newUri":"\#(EditorTalk.address("Content/scripts/waiting.md"))","oldUri":"\#(EditorTalk.address("Content/scripts/queue.md"))"}"#
            ))
    }

    @Test(arguments: [("welcome", "已经有页面在用"), ("a b", "不能用作 id"), ("queue", "id 本来就是")])
    func anIDThatCannotBeIsRefusedInWords(_ new: String, _ words: String) throws {
        var talk = try talk()
        let text = SessionTests.guide.replacing("先看[[queue]]", with: "先看[[que‸ue]]")
        let answer = try talk.ask("rename", at: text, in: "Content/guides/welcome.md", more: #","newName":"\#(new)""#)
        #expect(answer.contains(words), "\(answer)")
    }

    // MARK: - The protocol

    @Test func whatIsNotUnderstoodIsSaid() throws {
        var talk = try talk()
        #expect(try talk.ask("textDocument/moon", "{}") == #"{"code":-32601,"message":"textDocument/moon"}"#)
        #expect(
            try talk.ask("textDocument/hover", "{}") == #"{"code":-32602,"message":"parameters of textDocument/hover"}"#
        )
        talk.tell("$/setTrace", #"{"value":"off"}"#)
    }

    @Test func theEndIsCleanOnlyBehindAShutdown() throws {
        var talk = try talk()
        #expect(try talk.ask("shutdown", "null") == "null")
        talk.tell("exit", "null")
        #expect(talk.session.exitStatus == 0)
        var other = try self.talk()
        other.tell("exit", "null")
        #expect(other.session.exitStatus == 1)
    }
}

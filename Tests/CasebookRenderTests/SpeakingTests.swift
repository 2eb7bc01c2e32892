import CasebookModel
import Testing

@testable import CasebookRender

/// What pages give to the part of the theme that an agent speaks with.
@Suite struct SpeakingTests {
    /// A script with lines below headings; those that the test names are spoken.
    private func script(
        _ parts: [(channel: String?, heading: String?, line: String)], status: PageStatus = .approved,
        slots: [String] = []
    ) -> SampleSite {
        var site = SampleSite()
        var lines: [SpokenLine] = []
        let body = SampleDocument.make { document in
            for part in parts {
                if let heading = part.heading {
                    document.heading(2, heading, anchor: heading)
                    document.paragraph("before \(part.line)")
                }
                lines.append(
                    SpokenLine(
                        node: Int32(document.document.nodes.count), variant: part.channel,
                        anchor: "line-\(lines.count + 1)", text: part.line, range: SourceRange(0, 0)))
                document.node(.quotation, detail: 1, index: Int32(lines.count - 1)) { line in
                    line.node(.paragraph) { paragraph in
                        for slot in slots where part.line.contains("{\(slot)}") {
                            paragraph.leaf(.slot, index: paragraph.name(slot))
                        }
                        paragraph.text("words")
                    }
                }
            }
            document.heading(2, "rest", anchor: "rest")
            document.paragraph("after all lines")
        }
        let declared = slots.map { slot in
            (name: Located(slot, at: SourceRange(0, 0)), fields: [SampleSite.field("label", .text("label of \(slot)"))])
        }
        site.add(
            "script", kind: "script", status: status, fields: [SampleSite.field("slots", .keyed(declared))], body: body,
            spokenLines: lines)
        site.add("step", kind: "page")
        site.add("method", kind: "page")
        site.methods = [("method", ["step"])]
        site.relate("step", "scripts", ["script"])
        return site
    }

    private func context(_ site: SampleSite) throws -> RenderContext {
        let theme = try SampleTheme.load(SampleTheme.shippedFiles(), site.configuration)
        return Renderer(site: site.make(), theme: theme).shared
    }

    private func view(_ id: String, _ context: RenderContext) throws -> PageView {
        PageView(context, page: try #require(context.site.indexByID[id]), shown: .nothing)
    }

    private func html(_ write: (inout HTMLBuffer) -> Void) -> String {
        var html = HTMLBuffer()
        write(&html)
        return String(decoding: html.bytes, as: UTF8.self)
    }

    // MARK: - Variants

    @Test func variantsAreTheLeadInPieces() throws {
        let context = try context(
            script([
                (nil, nil, "one"), (nil, nil, "two"), ("phone", "On the phone", "three"), ("phone", nil, "four"),
                ("online", "Online", "five"),
            ]))
        let view = try view("script", context)
        #expect(view.variants.map(\.name) == ["通用", "On the phone", "Online"])
        #expect(view.variants.map(\.channel) == [nil, "phone", "online"])
        let ranges = view.variants.map(\.range)
        #expect(ranges.first?.lowerBound == view.leadRange.lowerBound)
        #expect(ranges.last?.upperBound == view.leadRange.upperBound)
        #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
        let second = html { view.writeBody(ranges[1], &$0) }
        #expect(second.contains("On the phone</h2>") && second.contains("before three"))
        #expect(second.contains("id=\"line-3\"") || second.split(separator: "<figure").count == 3)
        #expect(!second.contains("Online"))
    }

    @Test func aPageWithoutALineForAllChannelsBeginsWithItsFirstChannel() throws {
        let context = try context(script([("phone", "On the phone", "one"), ("online", "Online", "two")]))
        let view = try view("script", context)
        #expect(view.variants.map(\.name) == ["On the phone", "Online"])
        #expect(try self.view("step", context).variants.isEmpty)
    }

    @Test func onlyWhatTheFirstVariantSaysIsAskedForAtFirst() throws {
        let context = try context(
            script([(nil, nil, "{a}"), ("phone", "On the phone", "{b}")], slots: ["a", "b"]))
        let slots = try view("script", context).slots
        #expect(slots.map(\.name) == ["a", "b"])
        #expect(slots.map(\.isAside) == [false, true])
    }

    // MARK: - Cards

    @Test func aCardHoldsTheDefaultLineAndItsSlots() throws {
        let context = try context(
            script([("phone", "On the phone", "{b}"), (nil, nil, "{a}")], slots: ["a", "b"]))
        let call = try #require(view("step", context).call)
        let card = try #require(call.steps.first?.cards.first)
        #expect(card.slots.map(\.name) == ["a"])
        #expect(card.line?.text == "{a}")
        #expect(call.steps.map(\.number) == [1])
        #expect(call.present == 1)
        #expect(try view("method", context).call?.present == nil)
        #expect(try view("script", context).call == nil)
    }

    @Test func nobodyIsToSayARetiredScriptsLine() throws {
        let context = try context(script([(nil, nil, "{a}")], status: .retired, slots: ["a"]))
        let page = try #require(context.site.indexByID["script"])
        #expect(context.site.pages[page].defaultLine == nil)
        let card = CardView(entry: EntryView(context: context, place: context.routes[page], page: page))
        #expect(card.line == nil && card.slots.isEmpty)
    }
}

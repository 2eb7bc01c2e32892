import CasebookModel
import Testing

@testable import CasebookRender

/// The picture of a cause's neighbourhood as a layout: nothing of it needs a browser.
@Suite struct NeighbourhoodTests {
    private static let titles = [
        "信", "富有策略的引导", "鼓励客户发泄，排解愤怒，再请客户慢慢说", "Complaints about a missing refund",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
        "（来源）“每个人都说自己急”，窗口却只开一个，另外三个去吃饭了，前面还有三十九人在等候办理取款",
    ]

    private func neighbours(_ counts: [Neighbours.Kind: Int]) -> Neighbours {
        var next = 0
        let groups = Neighbours.Kind.allCases.compactMap { kind -> Neighbours.Group? in
            guard let total = counts[kind], total > 0 else { return nil }
            let pages = (1...min(total, Neighbours.limit)).map { _ in
                next += 1
                return next
            }
            return Neighbours.Group(kind: kind, label: kind.rawValue, pages: pages, total: total)
        }
        return Neighbours(centre: 0, groups: groups) { Self.titles[$0 % Self.titles.count] }
    }

    private static let samples: [[Neighbours.Kind: Int]] = [
        [.parents: 2, .children: 9, .cases: 30, .scripts: 6, .steps: 7], [.children: 1], [.cases: 3, .scripts: 2],
        [.parents: 1, .cases: 12], [.scripts: 100, .steps: 100],
    ]

    @Test(arguments: samples, [NeighbourhoodLayout.Form.wide, .narrow])
    func nothingCoversAnythingElse(_ counts: [Neighbours.Kind: Int], _ form: NeighbourhoodLayout.Form) {
        let layout = NeighbourhoodLayout(neighbours(counts), form)
        var boxes = [layout.centre.box] + layout.groups.flatMap(\.nodes).map(\.box)
        boxes += layout.groups.map { NeighbourhoodLayout.Box(x: $0.x, y: $0.y - 12, width: 120, height: 14) }
        for (number, box) in boxes.enumerated() {
            #expect(box.x >= 0 && box.y >= 0 && box.right <= layout.width && box.bottom <= layout.height)
            for other in boxes[(number + 1)...] {
                let isApart =
                    box.right <= other.x || other.right <= box.x || box.bottom <= other.y || other.bottom <= box.y
                #expect(isApart, "\(box) and \(other)")
            }
        }
    }

    @Test(arguments: samples, [NeighbourhoodLayout.Form.wide, .narrow])
    func everyPageIsThereOnceUpToALimitAndTheRestIsANumber(
        _ counts: [Neighbours.Kind: Int], _ form: NeighbourhoodLayout.Form
    ) {
        let layout = NeighbourhoodLayout(neighbours(counts), form)
        for group in layout.groups {
            let total = counts[group.kind] ?? 0
            let pages = group.nodes.compactMap(\.page)
            #expect(pages.count == min(total, Neighbours.limit) && Set(pages).count == pages.count)
            let rest = group.nodes.filter { $0.page == nil }.flatMap(\.lines)
            #expect(rest == (total > Neighbours.limit ? ["+\(total - Neighbours.limit)"] : []))
        }
        #expect(Set(layout.groups.map(\.kind)) == Set(counts.keys))
        #expect(layout.edges.count >= layout.groups.flatMap(\.nodes).count)
    }

    @Test func aPhoneShowsTheNarrowFormWhole() {
        let layout = NeighbourhoodLayout(neighbours(Self.samples[0]), .narrow)
        #expect(layout.width <= 328)
    }

    @Test(arguments: [NeighbourhoodLayout.Form.wide, .narrow]) func theSameNeighboursGiveTheSameLayout(
        _ form: NeighbourhoodLayout.Form
    ) {
        let sample = neighbours(Self.samples[0])
        #expect(NeighbourhoodLayout(sample, form) == NeighbourhoodLayout(sample, form))
    }

    @Test func aPictureIsMadeOfLinksAndHoldsNoStyle() throws {
        var site = CauseSite()
        site.pages("script", ["s"])
        site.cause("a", title: "甲 <b>", scripts: ["s"])
        site.site.causeRoots = ["a"]
        let html = try #require(
            try site.outputs(["cause": "{{#causePlace}}{{#pictures}}{{{svg}}}{{/pictures}}{{/causePlace}}"])[
                "causes/a.html"])
        #expect(html.matches(of: #/<svg class="near near-(narrow|wide)"/#).count == 2)
        #expect(html.contains("<a href=\"../scripts/s.html\"><rect"))
        #expect(html.contains("甲 &lt;b&gt;") && !html.contains("style="))
    }
}

@Suite struct LabelLineTests {
    @Test(arguments: [
        ("富有策略的引导", 200, ["富有策略的引导"]),
        ("鼓励客户发泄，排解愤怒", 60, ["鼓励客户发", "泄，排解愤怒"]),
        ("Missing refund of money", 60, ["Missing", "refund of", "money"]),
        ("一二三四五六七八九十", 30, ["一二三", "四五六", "七八…"]),
        ("", 100, [""]),
    ])
    func breaksWhereAReaderWould(_ words: String, _ width: Int, _ lines: [String]) {
        #expect(labelLines(words, width: width, maximum: 3) == lines)
    }

    @Test func noLineBeginsWithClosingPunctuation() {
        for width in stride(from: 60, through: 160, by: 10) {
            for line in labelLines("“好，”他说：（真的）。再来！一次、两次；行？", width: width, maximum: 40).dropFirst() {
                #expect(line.first.map { !"，。、；：！？）”".contains($0) } == true)
            }
        }
    }
}

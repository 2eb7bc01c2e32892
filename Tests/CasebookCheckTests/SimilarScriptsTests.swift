import CasebookModel
import TestSupport
import Testing

@testable import CasebookCheck

/// Pairs of invented scripts: what a colleague makes of an existing one by changing words here and there, and what two people
/// write for one cause and step.
private struct ScriptPairs {
    private var generator: Generator

    init(seed: UInt64) { generator = Generator(state: seed) }

    private static let openings = [
        "您说的我都听进去了", "我能体会您现在的心情", "谢谢您告诉我这些", "这件事确实让您受累了", "您等了这么久还没有办成", "请您慢慢说，我在听",
        "听您讲完，我心里也跟着着急", "您反映的这件事很重要",
    ]
    private static let middles = [
        "您的卡在柜员机里没有退出来", "上个月的账单多扣了一笔手续费", "网点今天只开了两个窗口", "理赔的材料已经交了三次", "短信通知的还款日和账单上的不一样",
        "您约好的师傅没有上门", "退款到今天还没有到账", "贷款审批卡在资料补充这一步", "积分兑换的礼品一直没有寄出", "您在别的城市办不了销户",
    ]
    private static let actions = [
        "我现在就调取当天的流水，和您一笔一笔核对", "我请网点的同事马上去现场看", "我把材料清单发到您手上，缺哪一项一目了然", "我联系负责的同事，让他今天给您回话",
        "我先登记下来，再请主管看有没有例外的办法", "我帮您改约到明天上午，并且盯着师傅出门", "我把您的意见原话报上去", "我查一查系统里的记录，再告诉您卡在哪一步",
    ]
    private static let closings = [
        "下午五点前，不管有没有结果，我都给您回电话", "明天中午以前您会收到我的答复", "办好之前，这件事一直由我跟着", "您记一下我的工号，随时可以找我", "您看这样安排行不行",
        "还有哪里不清楚，您现在就问我", "等您到家，我再打一个电话确认", "我把刚才说的再念一遍，您听听有没有遗漏",
    ]

    /// Four or five sentences.
    private mutating func sentences() -> [String] {
        var sentences = [generator.pick(Self.openings), generator.pick(Self.middles)]
        let first = generator.below(Self.actions.count)
        sentences.append(Self.actions[first])
        if generator.below(2) == 0 { sentences.append(Self.actions[(first + 3) % Self.actions.count]) }
        return sentences + [generator.pick(Self.closings)]
    }

    private func text(_ sentences: [String]) -> String { sentences.joined(separator: "。") + "。" }

    /// One script, and what somebody made of it.
    mutating func similar() -> (String, String) {
        let original = sentences()
        var changed = original
        switch generator.below(4) {
        case 0: changed.swapAt(1, 2)
        case 1: changed[0] = generator.pick(Self.openings)
        case 2: changed.append(generator.pick(Self.closings))
        default: break
        }
        let swaps = [
            ("您", "你"), ("我现在就", "我这就"), ("马上", "立刻"), ("同事", "伙伴"), ("电话", "信儿"), ("不管有没有结果", "有没有结果"), ("心情", "感受"),
            ("告诉", "跟"),
            ("今天", "当天"), ("一直", "始终"), ("材料", "资料"),
        ]
        let (old, new) = generator.pick(swaps)
        changed = changed.map { $0.replacing(old, with: new) }
        let (older, newer) = generator.pick(swaps.filter { $0.0 != "您" })
        changed = changed.map { $0.replacing(older, with: newer) }
        return (text(original), text(changed))
    }

    /// Two scripts by two people: the same greeting or the same promise perhaps, and another thing in between.
    mutating func different() -> (String, String) {
        let one = sentences()
        var other = sentences()
        while Set(other.dropFirst()).intersection(one).count > 0 { other = sentences() }
        if generator.below(3) == 0 {
            other[0] = one[0]
        } else if generator.below(2) == 0 {
            other[other.count - 1] = one[one.count - 1]
        }
        return (text(one), text(other))
    }
}

@Suite struct SimilarScriptsTests {
    /// Two scripts that one cause and one step name.
    private func findings(_ one: String, _ other: String) -> [String] {
        Checked([
            "scripts/a.md": script("", "> \(one)\n"), "scripts/b.md": script("", "> \(other)\n"),
            "causes/c.md": page("title: 因\nsigns: [s]\ncountermeasures: [c]\nscripts: [a, b]"),
            "methods/m/index.md": page("title: 法"),
            "methods/m/1-s.md": page("title: 步\ngoal: g\nactions: [a]\ndone_when: d\nscripts: [a, b]"),
        ]).findings(.similarScripts)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `of fifty near copies nine in ten are found, and one in ten of fifty others is taken for one`(seed: UInt64) {
        var pairs = ScriptPairs(seed: seed)
        let copies = (0..<50).map { _ in pairs.similar() }
        let others = (0..<50).map { _ in pairs.different() }
        let found = copies.count { !findings($0.0, $0.1).isEmpty }
        let mistaken = others.count { !findings($0.0, $0.1).isEmpty }
        print("similar scripts, seed \(seed): \(found) of 50 copies found, \(mistaken) of 50 others mistaken")
        for pair in copies where findings(pair.0, pair.1).isEmpty { print("  missed: \(pair.0)\n          \(pair.1)") }
        #expect(found >= 45)
        #expect(mistaken <= 5)
    }

    private static let words = "我能体会您现在的心情，听您讲完，我也跟着着急。请您把它交给我，能做的我会尽全力去做。"

    @Test func `the finding names the other script, how much is alike, and what they share`() {
        #expect(
            findings(SimilarScriptsTests.words, SimilarScriptsTests.words) == [
                "scripts/b.md:2:8 这条话术与“a”有 100% 的用语相同，原因和步骤也相同"
            ])
    }

    @Test func `scripts that nothing holds together are reported as copies only`() {
        func check(_ one: String, _ other: String) -> [String] {
            Checked(["scripts/a.md": script("", "> \(one)\n"), "scripts/b.md": script("", "> \(other)\n")]).findings(
                .similarScripts)
        }
        let words = SimilarScriptsTests.words
        #expect(check(words, words) == ["scripts/b.md:2:8 这条话术与“a”有 100% 的用语相同"])
        #expect(check(words, words + "您先喝口水，坐下来说，我们一件一件地办。") == [])
        #expect(check("", "") == [])
    }

    @Test func `drafts are compared too, retired scripts are not`() {
        func check(_ status: String) -> [String] {
            let text = script("", "> \(SimilarScriptsTests.words)\n")
            let other = text.replacing("status: approved", with: "status: \(status)")
            return Checked(["scripts/a.md": text, "scripts/b.md": other]).findings(.similarScripts)
        }
        #expect(check("draft").count == 1)
        #expect(check("retired") == [])
    }

    @Test(.timeLimit(.minutes(20))) func `ten thousand scripts that begin alike take a moment`() {
        var generator = Generator(state: 67)
        let pieces = (0..<400).map { index in "这是第\(index)件事里要说的一句话，和别的都不一样\(index * 7919 % 9973)" }
        let texts = (0..<10_000).map { _ in
            ["您好，请您慢慢说。"] + (0..<6).map { _ in generator.pick(pieces) }
        }
        let time = threadTime {
            _ = SimilarWordings(texts).pairs(sharing: { _ in [] })
        }
        print("similar wordings: 10,000 scripts in \(time) (debug)")
        #expect(time < .seconds(60))
    }
}

import CasebookText
import Foundation
import TestSupport
import Testing

@Suite struct BoundedPatternTests {
    // MARK: - What is known before anything is looked for

    @Test(arguments: [
        "(a+)+$", "(a+)+", "(a*)*", "(a+b?)*", "(a?b*)+", "(?:a+)+", "(?<n>a+)+", "((a+))+", "(a|b+)*", "(a+){2,}",
        "x(?:[0-9]+)*y", "((?:哈+)?)+", "(\\p{Han}+\\s*)+。", "(\\w+|\\d)+", "(a+\\b)+", "(a+(?=b))+", "(?i)(a+)+",
        "(?#(a)(a+)+", "[(](a+)+", "(.*)*", "(.+?)+?",
    ])
    func `a repetition alone in another one is seen`(pattern: String) throws {
        #expect(try #require(BoundedPattern(pattern)).shape.nestsRepetitions)
    }

    @Test(arguments: [
        "a+", "(a+)", "(a+)?", "(a+){2}", "(\\d+-)+", "(\\d+-)+\\d+", "(ab)+", "(a|b)+", "(a{1,3})+", "(?>a+)+",
        "(a++)+",
        "(a+)++", "[(a+)+]", "\\(a+\\)+", "\\Q(a+)+\\E", "客户号[0-9]{6}", "您(可能|也许)?(不|没)(明白|懂)",
        "(\\p{Lu}[a-z]*)+", "a+b+c+",
    ])
    func `what has to stand between repetitions makes them one way`(pattern: String) throws {
        #expect(try !#require(BoundedPattern(pattern)).shape.nestsRepetitions)
    }

    @Test(arguments: [
        ("客户号[0-9]{6}", 1), ("ab?c", 2), ("a{2,5}", 4), ("(a|b|c)d", 3), ("(a?){3}", 8), ("a?b?|c", 5), ("", 1),
        ("a+", nil), ("x{3,}", nil), ("(a?){50}", nil), ("(a{0,1000}){0,1000}", nil), ("a{0,1000}b{0,2000}", nil),
        ("(ab){1000000000}", 1),
    ])
    func `ways are counted where there is an end to them`(pattern: String, ways: Int?) {
        #expect(ExpressionShape(pattern).ways == ways)
    }

    @Test(arguments: ["(", "[", "(?<", "a{2", "\\", "(?x", "\\p{", "\\Q", "(((((", "a|", "|||", "{", "a{,}", ")("])
    func `what is no expression ends all the same`(pattern: String) {
        _ = ExpressionShape(pattern)
    }

    @Test func `brackets by the thousand overflow nothing`() {
        let deep = String(repeating: "(", count: 100_000) + "a" + String(repeating: ")+", count: 100_000)
        #expect(ExpressionShape(deep).ways == nil)
    }

    // MARK: - What hits begin with

    @Test(arguments: [
        ("保证", ["保证"]), ("不可能三角", ["不可能"]), ("您(可能)?(不|没)懂", ["您可能", "您不懂", "您没懂"]), ("a|bc", ["a", "bc"]),
        ("a?b", ["ab", "b"]), ("a+b", ["a"]), ("a*b", ["a", "b"]), ("a{2}b", ["a"]), ("a*", ["a"]), ("", []),
        ("[您你]去投诉", ["您去投", "你去投"]), ("去[^您]", ["去"]), ("去.+", ["去"]), ("去[a-z]", ["去"]), ("去[a&&b]", ["去"]),
        ("^保证$", ["保证"]), ("(?<=不)会", ["会"]), ("(?=a)ab", ["ab"]), ("(?!a)b", ["b"]), ("\\bab", ["ab"]),
        ("\\.a", [".a"]), ("a\\d", ["a"]), ("(a)\\1b", ["a"]), ("(?m)a", ["a"]), ("(?:甲|乙)丙", ["甲丙", "乙丙"]),
        ("(?<n>a)b", ["ab"]), ("(?>a|ab)c", ["ac", "abc"]), ("(?#x)ab", ["ab"]), ("👍好的呀", ["👍好的"]),
        ("(a+b|c)?d", ["a", "cd", "d"]),
    ])
    func `every hit begins with one of a few words`(pattern: String, words: [String]) {
        let expected = Set(words.map { HitOpenings.Opening($0.unicodeScalars) })
        #expect(ExpressionShape(pattern).openings.words == expected)
    }

    @Test(arguments: [
        "[^您]去", ".去", "\\d+天", "(?i)ab", "a(?i:b)", "(?x) a", "\\Qab\\E", "(|\\w)a", "[a-z]b", "\\n", "\\x{61}",
        "[0-9]{8}", "\\1a", "ab|[\\s\\S]",
    ])
    func `what may begin with anything is known for it`(pattern: String) {
        #expect(ExpressionShape(pattern).openings.words == nil)
    }

    @Test func `too many words are none`() {
        let some = (0..<20).map { String(Unicode.Scalar(0x4E00 + $0)!) }.joined(separator: "|")
        #expect(ExpressionShape("(\(some))(甲)").openings.words?.count == 20)
        #expect(ExpressionShape("(\(some))(\(some))").openings.words?.count == 400)
        #expect(ExpressionShape("(\(some))(\(some))(甲|乙)").openings.words == nil)
        // Put together first, the words of this one took a minute.
        let square = "(\(some))(\(some))"
        let many = Array(repeating: "\(square)\(square)", count: 2_000).joined(separator: "|")
        #expect(ExpressionShape(many).openings.words == nil)
    }

    @Test func `hits of random expressions begin with the words that are said`() throws {
        var random = Generator(state: 71)
        var hits = 0
        for _ in 0..<3_000 {
            let pattern = Self.expression(&random, depth: 3)
            guard let bounded = BoundedPattern(pattern), let words = bounded.shape.openings.words else { continue }
            let text = (0..<12).map { _ in random.pick(["a", "b", "不"]) }.joined()
            for hit in bounded.hits(in: text) ?? [] {
                let found = try #require(Range(hit, in: text).map { text.unicodeScalars[$0.lowerBound...] })
                let isSaid = (1...3).contains { words.contains(HitOpenings.Opening(found.prefix($0))) }
                #expect(isSaid, "\(pattern) in \(text) at \(hit)")
                hits += 1
            }
        }
        print("\(hits) hits of random expressions begin as their openings say")
        #expect(hits > 2_000)
    }

    private static func expression(_ random: inout Generator, depth: Int) -> String {
        var parts: [String] = []
        for _ in 0...random.below(3) {
            let inner = depth == 0 ? "b" : expression(&random, depth: depth - 1)
            parts.append(
                random.pick([
                    "a", "b", "不", "ab", "[ab]", "[^a]", ".", "^", "$", "\\b", "(?=b)", "(?<!a)", "a?", "b*", "不+",
                    "a{2}",
                    "b{0,2}?", "", "(\(inner))", "(\(inner)|a)", "(?:\(inner))?", "(?>\(inner))", "(\(inner)){1,2}",
                    "(?:\(inner))*", "(?:\(inner)|不b)+?",
                ]))
        }
        return parts.joined()
    }

    // MARK: - Looking

    /// The hits of `BoundedPattern`, as words.
    private func hits(_ pattern: String, _ text: String) throws -> [String]? {
        try #require(BoundedPattern(pattern)).hits(in: text)?.map { (text as NSString).substring(with: $0) }
    }

    @Test(arguments: [
        ("a+", "xaaab aa", ["aaa", "aa"]), ("诉求.*骂", "诉求说骂了\n诉求", ["诉求说骂"]), ("a*", "baab", ["aa"]),
        ("^b+", "ab\nb", []),
        ("(?m)^b+", "ab\nbb", ["bb"]), ("(?<=a)b+", "abbcb", ["bb"]), ("(a)\\1+", "xaaa a", ["aaa"]),
        ("(?x) a+ # comment", "baab", ["aa"]), ("\\w+$", "ab cd", ["cd"]), ("(?i)ab*", "xABb", ["ABb"]),
        ("a+|", "baa", ["aa"]),
        ("[^。]*", "一。二三", ["一", "二三"]), ("👍+", "好👍👍", ["👍👍"]),
    ])
    func `hits are the engine's own`(pattern: String, text: String, expected: [String]) throws {
        #expect(try hits(pattern, text) == expected)
    }

    /// What no engine that backtracks comes to an end with, and what takes its time on long texts.
    @Test(arguments: [
        ("(a+)+$", "a", 60), ("(a|aa)+$", "a", 400), ("(a|a)*b", "a", 60), ("(.*)*x", "a", 60),
        ("(\\w+\\s?)*!", "词", 200),
        ("(a?){60}a{60}", "a", 60), ("([a-z]+)*=", "a", 60), ("^(([a-z])+.)+[A-Z]([a-z])+$", "a", 60),
        (".*.*.*=.*", "a", 3_000),
        ("[\\s\\S]*foo", "a", 100_000), ("(x|y)*z", "xy", 1_000_000), ("(a*)*\\1b", "a", 60),
    ])
    func `what takes too long is given up, soon`(pattern: String, repeated: String, count: Int) throws {
        let text = String(repeating: repeated, count: count) + "\u{1}"
        let bounded = try #require(BoundedPattern(pattern))
        var hits: [NSRange]?
        let time = threadTime { hits = bounded.hits(in: text) }
        print("\(pattern) over \(text.utf16.count) characters: given up after \(time)")
        #expect(hits == nil)
        // A tenth of a second, where nobody else has work.
        #expect(time < .seconds(20))
    }

    /// Ordinary patterns over a large page.
    @Test(arguments: [
        "客户号[0-9]{6}", "您(可能|也许)?(不|没)(明白|懂)", "(对不起|抱歉)[^。]*(对不起|抱歉)", "[0-9]{8,}", "诉求.*骂", "(\\d+-)+\\d+",
        "\\w+@\\w+",
        "[A-Za-z0-9+/]{18,}=*",
    ])
    func `a large page is looked through`(pattern: String) throws {
        let page = String(repeating: "您好，我们已经记录您的诉求，三个工作日内答复。2026-11-22\n", count: 3_000)
        let token = String(repeating: "QUJD", count: 500)
        #expect(try #require(BoundedPattern(pattern)).hits(in: page + token) != nil)
    }
}

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

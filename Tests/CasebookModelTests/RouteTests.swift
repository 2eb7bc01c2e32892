import CasebookModel
import Foundation
import TestSupport
import Testing

@Suite struct RouteTests {
    @Test(arguments: [
        ("index.html", "cases/a.html", nil, "cases/a.html"),
        ("cases/a.html", "cases/b.html", nil, "b.html"),
        ("cases/a.html", "cases/a.html", nil, "a.html"),
        ("cases/a.html", "index.html", nil, "../index.html"),
        ("cases/a.html", "causes/b.html", nil, "../causes/b.html"),
        ("a/b/c.html", "a/d/e.html", nil, "../d/e.html"),
        ("a/b/c.html", "x.html", nil, "../../x.html"),
        ("a/x.html", "a/x.html/y.html", nil, "x.html/y.html"),
        ("cases/a.html", "案例/排队.html", nil, "../%E6%A1%88%E4%BE%8B/%E6%8E%92%E9%98%9F.html"),
        ("cases/a.html", "cases/b.html", "现场情况", "b.html#%E7%8E%B0%E5%9C%BA%E6%83%85%E5%86%B5"),
        ("cases/a.html", "cases/b.html", "a b%", "b.html#a%20b%25"),
        ("index.html", "a:b.html", nil, "./a:b.html"),
        ("cases/a.html", "a:b.html", nil, "../a:b.html"),
        ("cases/a.html", "cases/x/a:b.html", nil, "x/a:b.html"),
        ("index.html", "a?b#c.html", nil, "a%3Fb%23c.html"),
        ("index.html", "it's (1) & 2.html", nil, "it%27s%20%281%29%20%26%202.html"),
    ])
    func `references are relative, encoded and never read as a scheme`(
        from: String, to: String, anchor: String?, reference: String
    ) {
        #expect(Route(from).reference(to: Route(to), anchor: anchor) == reference)
    }

    @Test(arguments: [("index.html", ""), ("a/b.html", "../"), ("a/b/c.html", "../../")])
    func `the way to the root has a step for each folder`(path: String, toRoot: String) {
        #expect(Route(path).toRoot == toRoot)
    }

    @Test func `routes are ordered by their bytes`() {
        let routes = ["B.html", "a.html", "a/b.html", "aa.html", "é.html", "中.html"].map(Route.init)
        #expect(routes.reversed().sorted() == routes)
    }

    @Test func `a browser that resolves a reference gets to the target`() throws {
        var generator = Generator(state: 11)
        let parts = ["a", "b", "案例", "x y", "q?", "100%", "a:b", "c#d", "..e", "é"]
        for _ in 0..<2000 {
            let from = (0..<generator.below(4)).map { _ in generator.pick(parts) } + ["from.html"]
            let to = (0..<generator.below(4)).map { _ in generator.pick(parts) } + ["\(generator.pick(parts)).html"]
            let reference = Route(from.joined(separator: "/")).reference(to: Route(to.joined(separator: "/")))
            #expect(resolve(reference, from: from) == to, "\(from) → \(to): \(reference)")
        }
    }

    /// RFC 3986, 5.2, for references without scheme and query: nothing but splitting, popping and decoding.
    private func resolve(_ reference: String, from: [String]) -> [String]? {
        let firstSegment = reference.prefix { $0 != "/" }
        guard !firstSegment.contains(":"), !reference.contains("?"), !reference.contains("#") else { return nil }
        var parts = Array(from.dropLast())
        for segment in reference.split(separator: "/", omittingEmptySubsequences: false) {
            switch segment {
            case ".": break
            case "..":
                guard !parts.isEmpty else { return nil }
                parts.removeLast()
            default:
                guard let decoded = String(segment).removingPercentEncoding else { return nil }
                parts.append(decoded)
            }
        }
        return parts
    }
}

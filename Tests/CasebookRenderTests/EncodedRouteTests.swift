import CasebookModel
import Testing

@testable import CasebookRender

@Suite struct EncodedRouteTests {
    @Test(arguments: [
        ("index.html", "index.html"), ("index.html", "cases/a.html"), ("cases/a.html", "index.html"),
        ("cases/a.html", "cases/b.html"), ("cases/a.html", "scripts/b.html"), ("a/b/c.html", "a/d.html"),
        ("a/b/c.html", "a/b/d/e.html"), ("ab/c.html", "abc/d.html"), ("文/一 二.html", "文/三&四.html"),
        ("index.html", "a:b.html"), ("x/y.html", "x/a:b.html"), ("x/y.html", "a:b/c.html"), ("a.html", "a.html"),
        ("x/y.html", "a'\"<>.html"),
    ])
    func leadsWhereTheRouteLeads(_ from: String, _ to: String) {
        for anchor in [nil, "节 一"] {
            var bytes: [UInt8] = []
            EncodedRoute(Route(to)).appendReference(from: EncodedRoute(Route(from)), anchor: anchor, to: &bytes)
            #expect(
                String(decoding: bytes, as: UTF8.self) == Route(from).reference(to: Route(to), anchor: anchor))
        }
    }
}

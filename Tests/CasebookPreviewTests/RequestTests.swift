import Testing

@testable import CasebookPreview

@Suite("What a request may say")
struct RequestTests {
    private static let port: UInt16 = 8123

    private static func head(_ text: String) throws -> RequestHead {
        try RequestHead(Array(text.replacing("\n", with: "\r\n").utf8))
    }

    private static func refusal(_ headers: String, method: String = "GET") throws -> Response.Status? {
        let head = try head("\(method) / HTTP/1.1\n\(headers)")
        return RequestRules(port: port).refusal(of: head)?.status
    }

    @Test("A head is read as browsers write it")
    func browsersHead() throws {
        let head = try Self.head(
            "GET /cases/a.html?x=1 HTTP/1.1\nHost: 127.0.0.1:8123\nIf-None-Match:  \"a\" \nX-Empty:")
        #expect(head.method == "GET")
        #expect(head.target == "/cases/a.html?x=1")
        #expect(head["host"] == "127.0.0.1:8123")
        #expect(head["if-none-match"] == "\"a\"")
        #expect(head["x-empty"] == "")
        #expect(head["missing"] == nil)
    }

    @Test(
        "A head of any other form is refused",
        arguments: [
            "", "GET", "GET /", "GET / HTTP/2.0", "GET  / HTTP/1.1", "GET / HTTP/1.1 ",
            "GET http://evil.example/ HTTP/1.1",
            "GET /a b HTTP/1.1", "GET /\u{7F} HTTP/1.1", "GET /页 HTTP/1.1", "G(T / HTTP/1.1",
            "GET / HTTP/1.1\nNo colon",
            "GET / HTTP/1.1\n folded: line", "GET / HTTP/1.1\nBad name: x", "GET / HTTP/1.1\nName: a\u{0}b",
            "GET / HTTP/1.1\n" + String(repeating: "a: b\n", count: 101),
        ])
    func malformed(_ text: String) { #expect(throws: RequestHead.Fault.malformed) { try Self.head(text) } }

    @Test(
        "Only this machine's own names lead to the preview",
        arguments: [
            ("Host: 127.0.0.1:8123", nil), ("Host: localhost:8123", nil), ("Host: LOCALHOST:8123", nil),
            ("Host: 127.0.0.1", .misdirected), ("Host: 127.0.0.1:8124", .misdirected),
            ("Host: evil.example:8123", .misdirected), ("Host: 127.0.0.1.evil.example:8123", .misdirected),
            ("Host: 127.0.0.1:8123@evil.example", .misdirected), ("Host: ", .misdirected), ("Accept: */*", .badRequest),
            ("Host: 127.0.0.1:8123\nHost: 127.0.0.1:8123", .badRequest),
            ("Host: 127.0.0.1:8123\nHost: evil.example", .badRequest),
        ] as [(String, Response.Status?)])
    func hosts(_ headers: String, _ expected: Response.Status?) throws {
        #expect(try Self.refusal(headers) == expected)
    }

    @Test(
        "Another site's page gets nothing, a followed link leads here",
        arguments: [
            ("Origin: http://127.0.0.1:8123", nil), ("Origin: http://localhost:8123", nil),
            ("Origin: http://evil.example", .forbidden), ("Origin: null", .forbidden),
            ("Origin: https://127.0.0.1:8123", .forbidden), ("Origin: http://127.0.0.1:9000", .forbidden),
            ("Sec-Fetch-Site: same-origin", nil), ("Sec-Fetch-Site: none", nil),
            ("Sec-Fetch-Site: cross-site", .forbidden), ("Sec-Fetch-Site: same-site", .forbidden),
            ("Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: no-cors\nSec-Fetch-Dest: script", .forbidden),
            ("Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: iframe", .forbidden),
            ("Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document", nil),
        ] as [(String, Response.Status?)])
    func origins(_ headers: String, _ expected: Response.Status?) throws {
        #expect(try Self.refusal("Host: 127.0.0.1:8123\n" + headers) == expected)
    }

    @Test("Nothing but reading, and no body", arguments: ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get"])
    func methods(_ method: String) throws {
        #expect(try Self.refusal("Host: 127.0.0.1:8123", method: method) == .methodNotAllowed)
    }

    @Test(
        "A body is refused",
        arguments: ["Content-Length: 5", "Transfer-Encoding: chunked", "Content-Length: 0\nContent-Length: 5"])
    func bodies(_ headers: String) throws {
        #expect(try Self.refusal("Host: 127.0.0.1:8123\n" + headers) == .badRequest)
    }

    @Test(
        "A target is a name below the site's root",
        arguments: [
            ("/", ""), ("/cases/", "cases/"), ("/cases/a.html?v=1#x", "cases/a.html"), ("/%E9%A1%B5.html", "页.html"),
            ("/a%20b.html", "a b.html"), ("/%252e%252e/x", "%2e%2e/x"), ("/a.b..c", "a.b..c"), ("//a", "/a"),
        ])
    func targets(_ target: String, _ path: String) {
        #expect(RequestTarget(target)?.path == path)
    }

    @Test(
        "A target that leads elsewhere is none",
        arguments: [
            "", "a", "/..", "/../a", "/a/../../b", "/%2e%2e/a", "/%2E./a", "/./a", "/a%2Fb", "/a%5cb", "/a\\b", "/%00",
            "/a%0Ab",
            "/%", "/%2", "/%zz", "/%FF", "/a?x=%", "/..%2f..%2fetc/passwd", "/%c0%ae%c0%ae/a",
        ])
    func traversals(_ target: String) { #expect(RequestTarget(target) == nil) }

    @Test("A query's values are decoded")
    func query() {
        #expect(
            RequestTarget("/e?path=%2Fcases%2Fa.html&version=ab&empty")?.query == [
                "path": "/cases/a.html", "version": "ab", "empty": "",
            ])
    }
}

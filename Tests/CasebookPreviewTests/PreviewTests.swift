import CasebookFiles
import CasebookModel
import Foundation
import Glibc
import TestSupport
import Testing

@testable import CasebookPreview

/// The server in this process, on a real socket: each test blocks a thread while it waits for an answer.
@Suite("The preview server", .serialized, .timeLimit(.minutes(20)))
struct PreviewTests {
    private static let script = "/scripts/soothe.html"
    private static let file = "Content/scripts/soothe.md"

    private static func version(_ page: String) -> String? {
        page.firstMatch(of: /data-version="([0-9a-z]+)"/).map { String($0.1) }
    }

    /// A page without the line that the preview adds.
    private static func withoutScript(_ page: String) -> String {
        page.replacing(/<script src="\/\.casebook\/preview\.js"[^\n]*\n/, with: "")
    }

    private static func listen(_ preview: RunningPreview, _ path: String, version: String) -> Client {
        let client = Client(preview.port)
        client.send(
            "GET /.casebook/events?path=\(path)&version=\(version) HTTP/1.1\r\nHost: 127.0.0.1:\(preview.port)\r\n\r\n")
        return client
    }

    @Test("Every page is the built one with one line more, every other file the built one")
    func files() throws {
        let source = try MemorySite("method")
        let preview = try RunningPreview(source)
        defer { preview.stop() }
        for (path, expected) in try source.built() {
            let body = preview.body("/" + Route("").reference(to: Route(path)))
            if path.hasSuffix(".html"), !expected.contains("http-equiv=\"refresh\"") {
                #expect(Self.version(body) != nil, "\(path)")
                #expect(body.split(separator: "\n").count == expected.split(separator: "\n").count + 1, "\(path)")
            }
            #expect(Self.withoutScript(body) == expected, "\(path)")
        }
        // Nothing else was written: the output folder is the one that the comparison built.
        #expect(source.disk.tree("/site").keys.contains { $0.hasPrefix("Site") || $0.hasPrefix(".casebook") } == false)
    }

    @Test("Folders lead to their page, and what isn't there says so")
    func addresses() throws {
        let preview = try RunningPreview(try MemorySite("method"))
        defer { preview.stop() }
        #expect(preview.body("/") == preview.body("/index.html"))
        #expect(preview.body("/scripts/") == preview.body("/scripts/index.html"))
        #expect(preview.get("/scripts").contains("302 Found"))
        #expect(preview.get("/scripts").contains("Location: /scripts/\r\n"))
        let missing = preview.get("/scripts/none.html")
        #expect(missing.contains("404 Not Found"))
        #expect(missing.contains("data-version=\"missing\""))
        #expect(preview.get("/service-worker.js").contains("unregister"))
        #expect(preview.get("/site-manifest.json").contains("404 Not Found"))
    }

    @Test("A browser that has a file is told so")
    func knownFiles() throws {
        let preview = try RunningPreview(try MemorySite("method"))
        defer { preview.stop() }
        let first = preview.get("/assets/casebook.css")
        let tag = try #require(first.firstMatch(of: /ETag: ("[0-9a-f]+")/)).1
        let again = preview.get("/assets/casebook.css", "If-None-Match: \(tag)\n")
        #expect(again.contains("304 Not Modified"))
        #expect(again.hasSuffix("\r\n\r\n"))
        let head = preview.answer("HEAD /assets/casebook.css HTTP/1.0\nHost: 127.0.0.1:\(preview.port)\n\n")
        #expect(head.contains("200 OK"))
        #expect(head.hasSuffix("\r\n\r\n"))
    }

    @Test("Whoever asks for what lies outside gets nothing of it")
    func outside() throws {
        let source = try MemorySite("links")
        source.disk.put("/etc/passwd", "root:x:0:0")
        source.disk.put("/site/secret.txt", "root:x:0:0")
        let preview = try RunningPreview(source)
        defer { preview.stop() }
        for target in [
            "/../etc/passwd", "/../../etc/passwd", "/..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd",
            "//etc/passwd",
            "/secret.txt", "/../secret.txt", "/casebook.yml", "/Content/index.md", "/index.md", "/.casebook/",
            "/.casebook/../secret.txt",
            "/notes/..%5c..%5csecret.txt", "/etc/passwd", "/%00/etc/passwd", "/files/../secret.txt",
            "/files/unused.csv",
        ] {
            let answer = preview.get(target)
            #expect(!answer.contains("root:x") && !answer.contains("200 OK"), "\(target): \(answer.prefix(200))")
        }
        #expect(preview.get("/files/prices.csv").contains("200 OK"))
    }

    @Test("A file whose folder has become a link since is not followed")
    func linkedFolder() throws {
        let source = try MemorySite("links")
        source.disk.put("/elsewhere/prices.csv", "root:x:0:0")
        let preview = try RunningPreview(source)
        defer { preview.stop() }
        #expect(preview.get("/files/prices.csv").contains("200 OK"))
        try source.disk.rename(DiskPath("/site/Content/files"), to: DiskPath("/site/moved"))
        source.disk.putLink("/site/Content/files", to: "/elsewhere")
        #expect(!preview.get("/files/prices.csv").contains("root:x"))
    }

    @Test("Foreign names, sites and methods are refused on the wire")
    func refusals() throws {
        let preview = try RunningPreview(try MemorySite("method"))
        defer { preview.stop() }
        let host = "Host: 127.0.0.1:\(preview.port)\n"
        for (request, status) in [
            ("GET / HTTP/1.1\nHost: evil.example\n\n", "421"), ("GET / HTTP/1.1\n\n", "400"),
            ("POST / HTTP/1.1\n\(host)Content-Length: 2\n\nab", "405"),
            ("GET /.casebook/events?path=/ HTTP/1.1\n\(host)Origin: http://evil.example\n\n", "403"),
            (
                "GET /.casebook/events?path=/ HTTP/1.1\n\(host)Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: cors\n\n",
                "403"
            ),
            ("GET http://127.0.0.1/ HTTP/1.1\n\(host)\n", "400"), ("garbage\n\n", "400"),
            ("\u{16}\u{3}\u{1}\n\n", "400"),
        ] {
            #expect(preview.answer(request).hasPrefix("HTTP/1.1 \(status) "), "\(request)")
        }
    }

    @Test("A head that doesn't end is cut off by size and by time, and others are served meanwhile")
    func slowClients() throws {
        var limits = ConnectionLimits()
        limits.headPatience = .milliseconds(300)
        limits.idlePatience = .milliseconds(500)
        let preview = try RunningPreview(try MemorySite("method"), limits: limits)
        defer { preview.stop() }
        let large = Client(preview.port)
        large.send("GET / HTTP/1.1\r\nX: " + String(repeating: "a", count: 20_000))
        #expect(large.read { _ in false }.hasPrefix("HTTP/1.1 431 "))
        let slow = Client(preview.port)
        slow.send("GET / HTTP/1.1\r\n")
        let idle = Client(preview.port)
        #expect(preview.get("/").contains("200 OK"))
        #expect(slow.read { _ in false }.hasPrefix("HTTP/1.1 408 "))
        #expect(idle.read { _ in false } == "")
        // One byte now and then doesn't make the time longer.
        let dripping = Client(preview.port)
        let start = ContinuousClock.now
        for byte in "GET / HTTP/1.1" where dripping.send(String(byte)) { usleep(50_000) }
        #expect(dripping.read { _ in false }.hasPrefix("HTTP/1.1 408 "))
        #expect(.now - start < .seconds(5))
    }

    @Test("A client that reads nothing is left alone after a while, and so are too many of them")
    func greedyClients() throws {
        var limits = ConnectionLimits()
        limits.writePatience = .milliseconds(200)
        limits.mostConnections = 4
        let preview = try RunningPreview(try MemorySite("method"), limits: limits)
        defer { preview.stop() }
        do {
            let shown = Self.version(preview.body("/")) ?? ""
            // The server may still be counting the client that is gone.
            usleep(200_000)
            let waiting = (0..<4).map { _ in Self.listen(preview, "/", version: shown) }
            for client in waiting { _ = client.read { $0.contains("event: findings") } }
            // The answer is short, and a client that writes at the same time may miss it.
            let answer = preview.get("/")
            #expect(answer.isEmpty || answer.contains("503 Service Unavailable"))
            withExtendedLifetime(waiting) {}
        }
        usleep(200_000)
        let deaf = Client(preview.port)
        for _ in 0..<200
        where deaf.send("GET /assets/casebook-search.js HTTP/1.1\r\nHost: 127.0.0.1:\(preview.port)\r\n\r\n") {}
        usleep(600_000)
        #expect(preview.get("/").contains("200 OK"))
    }

    @Test("Who looks at a changed page is told to reload, who looks at another one is not")
    func news() throws {
        let source = try MemorySite("method")
        let preview = try RunningPreview(source)
        defer { preview.stop() }
        let shown = try #require(Self.version(preview.body(Self.script)))
        let other = try #require(Self.version(preview.body("/404.html")))
        let tabs = [
            Self.listen(preview, Self.script, version: shown), Self.listen(preview, Self.script, version: shown),
        ]
        let elsewhere = Self.listen(preview, "/404.html", version: other)
        for tab in tabs + [elsewhere] { _ = tab.read { $0.contains("event: findings") } }
        preview.watcher.post(try source.edit(Self.file, "慢慢说，我在听", "不用急，我都记着"))
        for tab in tabs {
            #expect(tab.read { $0.contains("event: reload") }.contains("event: reload"))
        }
        #expect(preview.body(Self.script).contains("不用急，我都记着"))
        preview.waitForEvent { if case .built = $0 { true } else { false } }
        // Its next news is what is wrong, not a reload.
        preview.watcher.post(try source.edit(Self.file, "title: ", "titel: "))
        let heard = elsewhere.read { $0.contains("unknown-key") }
        #expect(!heard.contains("event: reload"))
    }

    @Test(
        "What is wrong is told with place, line and help, while the last good page stays; then it is told that all is well"
    )
    func findings() throws {
        let source = try MemorySite("method")
        let preview = try RunningPreview(source)
        defer { preview.stop() }
        let good = preview.body(Self.script)
        let tab = Self.listen(preview, Self.script, version: Self.version(good) ?? "")
        _ = tab.read { $0.contains("event: findings") }
        preview.watcher.post(try source.edit(Self.file, "title: ", "titel: "))
        let heard = tab.read { $0.contains("unknown-key") }
        let json = try #require(heard.split(separator: "data: ").last)
        #expect(json.hasPrefix("{\"source\":\"Content/scripts/soothe.md\",\"errors\":{\"count\":1,\"shown\":[{"))
        for part in [
            "\"id\":\"unknown-key\"", "\"file\":\"Content/scripts/soothe.md\",\"line\":2,\"column\":1",
            "\"excerpt\":[\"\",\"titel\",\": 安抚\"]", "\"help\":\"",
        ] { #expect(json.contains(part), "\(part)") }
        #expect(preview.body(Self.script) == good)
        preview.watcher.post(try source.edit(Self.file, "titel: ", "title: "))
        #expect(tab.read { $0.contains("\"errors\":{\"count\":0") }.contains("event: reload") == false)
    }

    @Test("A broken configuration at the start is shown and waited out")
    func brokenStart() throws {
        let source = try MemorySite("method")
        let configuration = try source.text("casebook.yml")
        source.disk.put("/site/casebook.yml", "title: [\n")
        let preview = try RunningPreview(source)
        defer { preview.stop() }
        let page = preview.get(Self.script)
        #expect(page.contains("503 Service Unavailable"))
        let tab = Self.listen(preview, Self.script, version: Self.version(page) ?? "")
        #expect(tab.read { $0.contains("casebook.yml") }.contains("\"count\":1"))
        // Once there is a site, a page that it doesn't have no longer says that there is none.
        let absent = "/scripts/none.html"
        let other = Self.listen(preview, absent, version: Self.version(preview.get(absent)) ?? "")
        _ = other.read { $0.contains("event: findings") }
        source.disk.put("/site/casebook.yml", configuration)
        preview.watcher.post(.anything)
        #expect(tab.read { $0.contains("event: reload") }.contains("event: reload"))
        #expect(other.read { $0.contains("event: reload") }.contains("event: reload"))
        #expect(preview.get(Self.script).contains("200 OK"))
        #expect(preview.watcher.watched.withLock(\.self).map(\.path).contains(DiskPath("/site/Content")))
    }

    @Test("A folder that is gone is shown as what is wrong, and waited for")
    func missingFolder() throws {
        let source = try MemorySite("method")
        let preview = try RunningPreview(source)
        defer { preview.stop() }
        let good = preview.body(Self.script)
        try source.disk.rename(DiskPath("/site/Content"), to: DiskPath("/site/Away"))
        preview.watcher.post(.anything)
        preview.waitForEvent { if case .failed = $0 { true } else { false } }
        #expect(preview.body(Self.script) == good)
        let tab = Self.listen(preview, Self.script, version: Self.version(good) ?? "")
        #expect(tab.read { $0.contains("event: findings") }.contains("\"errors\":{\"count\":1"))
        try source.disk.rename(DiskPath("/site/Away"), to: DiskPath("/site/Content"))
        preview.watcher.post(.anything)
        #expect(tab.read { $0.contains("\"errors\":{\"count\":0") }.contains("\"errors\":{\"count\":0"))
    }

    @Test("A page that came is shown to who waited for it")
    func newPage() throws {
        let source = try MemorySite("method")
        let preview = try RunningPreview(source)
        defer { preview.stop() }
        let tab = Self.listen(preview, "/guides/new.html", version: "missing")
        _ = tab.read { $0.contains("event: findings") }
        source.disk.put("/site/Content/guides/new.md", "---\ntitle: 新指南\n---\n\n正文。\n")
        preview.watcher.post(.paths([DiskPath("/site/Content/guides/new.md")]))
        #expect(tab.read { $0.contains("event: reload") }.contains("event: reload"))
        // A draft, which only a build with drafts has.
        #expect(preview.body("/guides/new.html").contains("新指南"))
    }

    @Test("A search test that fails is found behind the page")
    func searchTests() throws {
        let source = try MemorySite("method")
        source.disk.put("/site/Content/search-tests.yml", "- {query: 没有这个词, expect: soothe, class: exact}\n")
        let preview = try RunningPreview(source)
        defer { preview.stop() }
        let page = preview.body(Self.script)
        let tab = Self.listen(preview, Self.script, version: Self.version(page) ?? "")
        #expect(tab.read { $0.contains("search-test") }.contains("\"file\":\"Content/search-tests.yml\",\"line\":1"))
        #expect(preview.body(Self.script) == page)
    }

    @Test("A search test that fails may be excused")
    func excusedSearchTests() throws {
        let source = try MemorySite("method")
        source.disk.put(
            "/site/Content/search-tests.yml",
            """
            - {query: 没有这个词, expect: soothe, class: exact}
            - {query: 也没有这个, expect: soothe, class: exact} # casebook-allow: search-test 还没写

            """)
        let preview = try RunningPreview(source)
        defer { preview.stop() }
        let page = preview.body(Self.script)
        let tab = Self.listen(preview, Self.script, version: Self.version(page) ?? "")
        let found = tab.read { $0.contains("search-test") }
        #expect(found.contains("\"file\":\"Content/search-tests.yml\",\"line\":1"))
        #expect(!found.contains("\"line\":2") && !found.contains("unused-excuse"))
    }

    @Test("A taken port is told from one that can't be had")
    func ports() throws {
        let first = try Listener(port: 0)
        do throws(Listener.Fault) {
            _ = try Listener(port: first.port)
            Issue.record("two listeners on one port")
        } catch {
            #expect(error.isTaken)
        }
    }
}

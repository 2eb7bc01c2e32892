import Foundation
import Glibc
import TestSupport
import Testing

/// `casebook serve` as a person runs it, until a signal ends it.
final class ServeProgram: Sendable {
    private let desk: TemporaryFolder
    private let process: Process

    init(_ arguments: [String], in folder: URL, path: String = "/usr/bin:/bin") throws {
        desk = try TemporaryFolder()
        try desk.write("words", "")
        let process = Process()
        process.executableURL = CasebookProgram.executable
        process.arguments = ["serve"] + arguments
        process.currentDirectoryURL = folder
        process.environment = CasebookProgram.environment(path: path)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = try FileHandle(forWritingTo: desk.url("words"))
        self.process = process
        try process.run()
    }

    deinit { if process.isRunning { process.terminate() } }

    var words: String { (try? desk.text("words")) ?? "" }

    /// Waits until the terminal shows the words.
    func words(with wanted: String) async throws -> String {
        for _ in 0..<1_200 {
            if words.contains(wanted) { return words }
            try await Task.sleep(for: .milliseconds(25))
        }
        Issue.record("\"\(wanted)\" is not in: \(words)")
        return words
    }

    func port() async throws -> String {
        let words = try await words(with: "Ctrl-C")
        return String(try #require(words.firstMatch(of: /127\.0\.0\.1:([0-9]+)\//)).1)
    }

    /// Ends it by a signal; says the exit status.
    func end(by signal: Int32 = SIGINT) async throws -> Int32 {
        kill(process.processIdentifier, signal)
        while process.isRunning { try await Task.sleep(for: .milliseconds(10)) }
        #expect(process.terminationReason == .exit)
        return process.terminationStatus
    }
}

@Suite("casebook serve", .timeLimit(.minutes(20)))
struct ServeTests {
    private func get(_ path: String, _ port: String, host: String = "127.0.0.1") throws -> String {
        Client(try #require(UInt16(port))).answer("GET \(path) HTTP/1.1\nHost: \(host):\(port)\nConnection: close\n\n")
    }

    @Test("Says where the site is, serves it, writes nothing, and ends well", arguments: [SIGINT, SIGTERM])
    func servesAndEnds(_ signal: Int32) async throws {
        let site = try SmallSite.clean()
        let before = try site.tree("")
        let serve = try ServeProgram(["--port", "0", "--language", "en", "--date", "2026-11-25"], in: site.root)
        let port = try await serve.port()
        #expect(try await serve.words(with: "pages").contains("9 pages, 0 errors, 0 warnings ("))
        #expect(serve.words.hasPrefix("Preview: http://127.0.0.1:\(port)/ (Ctrl-C ends it)\n"))
        let page = try get("/scripts/soothe.html", port)
        #expect(page.contains("200 OK") && page.contains("慢慢说，我在听"))
        try site.edit("Content/scripts/soothe.md", "慢慢说，我在听", "不用急，我都记着")
        _ = try await serve.words(with: "soothe.md → http://127.0.0.1:\(port)/scripts/soothe.html (")
        #expect(try get("/scripts/soothe.html", port).contains("不用急，我都记着"))
        #expect(try await serve.end(by: signal) == 0)
        #expect(serve.words.hasSuffix("The preview has ended.\n"))
        try site.edit("Content/scripts/soothe.md", "不用急，我都记着", "慢慢说，我在听")
        #expect(try site.tree("") == before)
        #expect(!site.exists(".casebook"))
    }

    @Test("Speaks Chinese, prints findings as check does, each once, and says that pages stay")
    func findings() async throws {
        let site = try SmallSite.clean()
        let serve = try ServeProgram(["--port", "0", "--date", "2026-11-25"], in: site.root)
        _ = try await serve.words(with: "9 页，0 个错误，0 个警告（")
        try site.edit("Content/scripts/soothe.md", "next: [thanks]", "nxet: [thanks]")
        let words = try await serve.words(with: "1 个错误，0 个警告；网页保持改错以前的样子（")
        let check = try await site.casebook("check", "--language", "zh", "--date", "2026-11-25")
        let finding = try #require(check.errors.split(separator: "\n9 页").first)
        #expect(words.contains(finding))
        try site.edit("Content/scripts/thanks.md", "谢谢您告诉我们。", "谢谢您提醒我们。")
        _ = try await serve.words(with: "thanks.md")
        try site.edit("Content/scripts/soothe.md", "nxet: [thanks]", "next: [thanks]")
        for _ in 0..<400 where serve.words.count(of: "9 页，0 个错误") < 2 { try await Task.sleep(for: .milliseconds(25)) }
        #expect(serve.words.count(of: "[unknown-key]") == 1)
        #expect(try await serve.end() == 0)
        #expect(serve.words.hasSuffix("预览结束。\n"))
    }

    @Test("A taken port is named, and the next one is used; where none is left it says so")
    func ports() async throws {
        let site = try SmallSite.tiny()
        let first = try ServeProgram(["--port", "0", "--language", "en"], in: site.root)
        let port = try await first.port()
        let second = try ServeProgram(["--port", port, "--language", "en"], in: site.root)
        let other = try await second.port()
        #expect(Int(other)! > Int(port)!)
        #expect(second.words.hasPrefix("casebook: port \(port)"))
        #expect(second.words.contains("in use by another program; using \(other)\n"))
        #expect(try await second.end() == 0)
        #expect(try await first.end() == 0)
    }

    @Test("Only this machine's own names are answered, and another machine's address not at all")
    func strangers() async throws {
        let site = try SmallSite.tiny()
        let serve = try ServeProgram(["--port", "0"], in: site.root)
        let port = try await serve.port()
        _ = try await serve.words(with: "0 个错误")
        #expect(try get("/", port, host: "localhost").contains("200 OK"))
        #expect(try get("/", port, host: "evil.example").contains("421"))
        #expect(try get("/../casebook.yml", port).contains("400"))
        // The whole of 127.0.0.0/8 is this machine, but the preview listens on one address.
        let elsewhere = Client(try #require(UInt16(port)), at: 0x7F00_0002)
        #expect(elsewhere.answer("GET / HTTP/1.1\nHost: 127.0.0.1:\(port)\n\n").isEmpty)
        #expect(try await serve.end() == 0)
    }

    @Test("--open without a browser to open prints the address; a page that isn't there is told of")
    func opening() async throws {
        let site = try SmallSite.clean()
        for (page, words) in [
            ("soothe", "Open in a browser: http://127.0.0.1:"), ("Content/scripts/soothe.md", "/scripts/soothe.html\n"),
            (".", "Open in a browser: http://127.0.0.1:"),
            ("nothing", "no page has the id or the file \"nothing\": nothing was opened"),
        ] {
            let serve = try ServeProgram(
                ["--port", "0", "--language", "en", "--open", page], in: site.root, path: "/nowhere")
            _ = try await serve.words(with: words)
            #expect(try await serve.end() == 0)
        }
    }

    @Test(
        "What is no folder, no day or no port is a matter of usage",
        arguments: [
            ["--source", "nowhere"], ["--source", "casebook.yml"], ["--date", "tomorrow"], ["--port", "70000"],
            ["--jobs", "0"],
        ])
    func usage(_ arguments: [String]) async throws {
        let site = try SmallSite.tiny()
        #expect(try await site.casebook(["serve", "--port", "0"] + arguments).status == 64)
    }
}

extension String {
    fileprivate func count(of words: String) -> Int { ranges(of: words).count }
}

extension TemporaryFolder {
    fileprivate func casebook(_ arguments: [String]) async throws -> ProgramRun {
        try await CasebookProgram.run(arguments, in: root)
    }
}

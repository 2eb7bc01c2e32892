import CasebookBuild
import CasebookFiles
import CasebookModel
import CasebookPreview
import Foundation

/// What `serve` says in the terminal: where the site is, what changed, how long it took, what is wrong.
final class ServeNarrator {
    private let language: ProgramLanguage
    private let isQuiet: Bool
    /// The findings of the run before: what was said then need not be said again.
    private var said: Set<String> = []

    init(language: ProgramLanguage, isQuiet: Bool) {
        self.language = language
        self.isQuiet = isQuiet
    }

    func say(_ words: LocalizedText) { Self.say(words, language) }

    private static func say(_ words: LocalizedText, _ language: ProgramLanguage) {
        Terminal.say("casebook: \(words.text(in: language))")
    }

    private func tell(_ chinese: String, _ english: String) {
        if !isQuiet { Terminal.say(LocalizedText(chinese, english).text(in: language)) }
    }

    // MARK: - Beginning and end

    func sayAddress(port: UInt16) {
        let address = Self.address(port: port)
        // The address is what the command is for: it is said even by a quiet one.
        Terminal.say(
            LocalizedText("预览：\(address)（按 Ctrl-C 结束）", "Preview: \(address) (Ctrl-C ends it)").text(in: language))
    }

    func sayTaken(_ taken: [UInt16], instead port: UInt16) {
        let ports = taken.map(String.init)
        say(
            LocalizedText(
                "端口 \(ports.joined(separator: "、")) 被别的程序占用，改用 \(port)",
                "port \(ports.joined(separator: ", ")) is in use by another program; using \(port)"))
    }

    func sayNoPort(_ port: UInt16, _ fault: Listener.Fault) {
        let reason = FileError.reason(fault.code)
        say(
            LocalizedText(
                "端口 \(port) 用不了：\(fault.isTaken ? "被别的程序占用" : reason.chinese)。请用 --port 换一个",
                "can't use port \(port): \(fault.isTaken ? "it is in use by another program" : reason.english); choose one with --port"
            ))
    }

    /// Of no narrator's own: watchers tell of it from threads of theirs.
    static func sayUnwatched(_ error: FileError, _ language: ProgramLanguage) {
        let message = error.message
        say(
            LocalizedText(
                "\(message.chinese)。系统的监视名额可能用完了（fs.inotify.max_user_watches）；改为每秒查看一次",
                "\(message.english); the system may have no watches left (fs.inotify.max_user_watches), so files are looked at once a second"
            ), language)
    }

    func sayGoodbye() { tell("预览结束。", "The preview has ended.") }

    // MARK: - News

    func tell(_ event: Preview.Event, port: UInt16) {
        switch event {
        case .patched(let edition, let changes, let took):
            sayChanges(changes, edition, took, port: port)
        case .built(let report, let edition, let changes, let took):
            sayFindings(report)
            if let changes {
                sayChanges(changes, edition, took, port: port)
            }
            saySummary(report, took)
        case .searched(let report): sayFindings(report)
        case .failed(let failure): say(failure.message)
        }
    }

    private func sayFindings(_ report: BuildReport) {
        let writer = DiagnosticText(language: language, lines: report.lines)
        let texts = report.diagnostics.map { writer.text(of: $0) }
        for text in texts where !said.contains(text) { Terminal.say(text) }
        said = Set(texts)
    }

    private func saySummary(_ report: BuildReport, _ took: Duration) {
        let (errors, warnings) = (report.count(.error), report.count(.warning))
        let stays = errors > 0
        tell(
            "\(report.pageCount) 页，\(errors) 个错误，\(warnings) 个警告\(stays ? "；网页保持改错以前的样子" : "")（\(took.inMilliseconds) 毫秒）",
            "\(report.pageCount) pages, \(errors) errors, \(warnings) warnings\(stays ? "; pages stay as they were before the errors" : "") (\(took.inMilliseconds) ms)"
        )
    }

    private static let mostNamed = 5

    private func sayChanges(_ changes: FolderChanges, _ edition: SiteEdition?, _ took: Duration, port: UInt16) {
        guard case .paths(let all) = changes else { return }
        // Not what an editor made and took away again.
        let paths = all.filter { (try? LocalFileSystem().status($0)) != nil }
        guard paths.count <= Self.mostNamed else {
            return tell("\(paths.count) 个文件变了", "\(paths.count) files have changed")
        }
        for path in paths.sorted() {
            let name = "\(path)".printable
            let address = edition?.address(of: "\(path)").map { Self.address(port: port, of: $0) }
            tell(
                "\(name)\(address.map { " → \($0)" } ?? "")（\(took.inMilliseconds) 毫秒）",
                "\(name)\(address.map { " → \($0)" } ?? "") (\(took.inMilliseconds) ms)")
        }
    }

    // MARK: - The browser

    /// - Parameter page: An id or a file.
    func open(_ page: String, of edition: SiteEdition, port: UInt16) {
        guard let route = edition.address(of: page) else {
            return say(
                LocalizedText(
                    "没有编号或文件是“\(page)”的页面，打不开", "no page has the id or the file \"\(page)\": nothing was opened"))
        }
        let address = Self.address(port: port, of: route)
        guard let opener = Self.opener else {
            return tell("请在浏览器里打开：\(address)", "Open in a browser: \(address)")
        }
        tell("打开 \(address)", "Opening \(address)")
        let process = Process()
        process.executableURL = opener
        process.arguments = [address]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch {
            tell("请在浏览器里打开：\(address)", "Open in a browser: \(address)")
        }
    }

    /// `xdg-open` where the path has one.
    private static var opener: URL? {
        let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        return folders.map { URL(filePath: String($0)).appending(path: "xdg-open") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }

    private static func address(port: UInt16, of route: Route = Route("")) -> String {
        "http://127.0.0.1:\(port)/\(Route("").reference(to: route))"
    }
}

extension Preview.Event {
    /// What browsers see since.
    var shownEdition: SiteEdition? {
        switch self {
        case .built(_, let edition, _, _): edition
        case .patched(let edition, _, _): edition
        case .searched, .failed: nil
        }
    }
}

extension Duration {
    fileprivate var inMilliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}

import ArgumentParser
import CasebookBuild
import CasebookFiles
import CasebookModel
import CasebookPreview
import CasebookTheme
import Dispatch
import Glibc

struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "边写边看：预览网站，保存后自动更新 · preview the site; pages reload when files are saved",
        discussion: """
            网站只在内存里，不写文件，草稿也显示；只有本机能打开。按 Ctrl-C 结束。
            The site stays in memory and nothing is written; drafts are shown; only this machine can open it. Ctrl-C ends it.
            """)

    @Option(help: "有 casebook.yml 的文件夹，或任意 Markdown 文件夹 · folder with casebook.yml, or of plain Markdown")
    var source = "."

    @Option(
        help:
            "build 的输出文件夹，不当作内容；默认是源文件夹里的 Site · where build writes, which is no content; Site in the source folder by default"
    )
    var output: String?

    @Option(help: "端口；被占用时用下一个 · port; the next one where it is taken")
    var port: UInt16 = 8000

    @Option(help: "在浏览器里打开这一页：编号或文件，“.” 为首页 · opens the browser at this page: an id or a file; . for the home page")
    var open: String?

    @Option(help: "以这一天为准判断是否逾期，默认今天 · day that reviews are held against (YYYY-MM-DD); today by default")
    var date: String?

    @Option(help: "线程数，默认与处理器相同 · threads; as many as processors by default")
    var jobs: Int?

    @OptionGroup var words: WordOptions

    @Flag(help: "只说问题 · say nothing but what is wrong")
    var quiet = false

    func validate() throws { try SourceOptions.validate(date: date, jobs: jobs) }

    func run() throws {
        let narrator = ServeNarrator(language: words.language, isQuiet: quiet)
        let request = request
        guard let status = try? LocalFileSystem().status(LocalFileSystem().realPath(request.source)),
            status.kind == .folder
        else {
            narrator.say(BuildFailure.noSource(request.source).message)
            throw ExitCode.validationFailure
        }
        let ending = Interruption()
        let listener = try listen(narrator)
        let preview = Preview(on: listener, watcher: watcher, language: words.language)
        ending.onSignal { preview.stop() }
        narrator.sayAddress(port: listener.port)
        var toOpen = open
        let fixed = date.flatMap { CalendarDate($0) }
        preview.run(LiveSite(request), today: { fixed ?? Today.date }) { event in
            narrator.tell(event, port: listener.port)
            // Not before there is something to be seen, and once.
            guard let page = toOpen, let edition = event.shownEdition else { return }
            toOpen = nil
            narrator.open(page, of: edition, port: listener.port)
        }
        withExtendedLifetime(ending) { narrator.sayGoodbye() }
    }

    private var request: BuildRequest {
        BuildRequest(
            source: source, output: output, drafts: true, date: date, jobs: jobs, theme: DefaultTheme.files)
    }

    /// So many ports behind the wanted one are tried.
    private static let tries = 20

    private func listen(_ narrator: ServeNarrator) throws -> Listener {
        var taken: [UInt16] = []
        while true {
            let port = self.port &+ UInt16(taken.count)
            do throws(Listener.Fault) {
                let listener = try Listener(port: port)
                if !taken.isEmpty { narrator.sayTaken(taken, instead: listener.port) }
                return listener
            } catch {
                guard error.isTaken, taken.count < Self.tries, port < UInt16.max else {
                    narrator.sayNoPort(port, error)
                    throw ExitCode.disk
                }
                taken.append(port)
            }
        }
    }

    private var watcher: any FolderWatcher {
        let language = words.language
        do throws(FileError) {
            return try InotifyWatcher { ServeNarrator.sayUnwatched($0, language) }
        } catch {
            ServeNarrator.sayUnwatched(error, language)
            return IntervalWatcher()
        }
    }
}

/// Ctrl-C and the polite end of a process, as a function call instead of a signal.
private final class Interruption {
    private let sources: [any DispatchSourceSignal]

    /// From now on the signals don't end the process.
    init() {
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            return DispatchSource.makeSignalSource(signal: number, queue: .global())
        }
    }

    func onSignal(_ body: @escaping @Sendable () -> Void) {
        for source in sources {
            source.setEventHandler(handler: body)
            source.activate()
        }
    }

    /// As long as somebody listens the value has to live.
    deinit { for source in sources { source.cancel() } }
}

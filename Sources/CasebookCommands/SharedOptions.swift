import ArgumentParser
import CasebookBuild
import CasebookModel
import CasebookTheme
import Glibc

/// As typed: options of every command that looks at a source folder.
struct SourceOptions: ParsableArguments {
    @Option(help: "有 casebook.yml 的文件夹，或任意 Markdown 文件夹 · folder with casebook.yml, or of plain Markdown")
    var source = "."

    @Option(help: "输出文件夹，默认是源文件夹里的 Site · output folder; Site in the source folder by default")
    var output: String?

    @Flag(help: "连同草稿一起生成 · build drafts too, with a banner")
    var drafts = false

    @Flag(help: "有警告也算失败 · warnings fail")
    var strict = false

    @Flag(help: "网站可直接从磁盘打开（file://） · everything works from file://")
    var portable = false

    @Option(help: "以这一天为准判断是否逾期，默认今天 · day that reviews are held against (YYYY-MM-DD); today by default")
    var date: String?

    @Option(help: "线程数，默认与处理器相同 · threads; as many as processors by default")
    var jobs: Int?

    @Flag(name: .customLong("no-cache"), help: "不读也不写缓存 · neither read nor write a cache")
    var noCache = false

    func validate() throws { try Self.validate(date: date, jobs: jobs) }

    /// What commands with options of their own say about these two.
    static func validate(date: String?, jobs: Int? = nil) throws {
        if let date, CalendarDate(date) == nil {
            throw ValidationError("--date \(date)：写成 2026-08-14 的样子 · write it like 2026-08-14")
        }
        if let jobs, !(1...256).contains(jobs) {
            throw ValidationError("--jobs \(jobs)：1 到 256 · from 1 to 256")
        }
    }

    /// As meant, with every default filled in.
    var request: BuildRequest {
        BuildRequest(
            source: source, output: output, drafts: drafts, portable: portable, date: date, strict: strict, jobs: jobs,
            theme: DefaultTheme.files, program: noCache ? nil : ProgramIdentity.current)
    }
}

/// As typed: how a run speaks.
struct ReportOptions: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, github, gitlab, sarif
    }

    @Option(help: "结果的写法；后三种给 CI · how findings are written; the last three are for CI")
    var format = Format.text

    @OptionGroup var words: WordOptions

    @Flag(help: "各阶段用时 · how long each stage took")
    var timings = false

    @Flag(help: "只说问题 · say nothing but what is wrong")
    var quiet = false
}

/// How commands write what they were asked for.
enum AnswerFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

struct WordOptions: ParsableArguments {
    @Option(name: .customLong("language"), help: "zh 或 en，默认看系统语言 · zh or en; by locale by default")
    var name: String?

    func validate() throws {
        if let name, ProgramLanguage(rawValue: name) == nil {
            throw ValidationError("--language \(name)：zh 或 en · zh or en")
        }
    }

    /// Chinese unless an option or the locale says English: that is whom the program is for.
    var language: ProgramLanguage {
        if let language = name.flatMap(ProgramLanguage.init) { return language }
        for variable in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            guard let value = getenv(variable).map({ String(cString: $0) }), !value.isEmpty else { continue }
            return value.hasPrefix("en") ? .english : .chinese
        }
        return .chinese
    }
}

/// The clock's one use: the default of `--date`.
enum Today {
    static var date: CalendarDate {
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        // A system clock always holds a day of the calendar.
        return CalendarDate(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))!
    }
}

enum Processors {
    static var count: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}

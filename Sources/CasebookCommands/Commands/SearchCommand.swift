import ArgumentParser
import CasebookBuild
import CasebookFiles
import CasebookModel
import CasebookText

struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "在已生成的网站里搜索 · query the index of the built site")

    @Argument(help: "要找的词句 · what to look for")
    var query: String?

    @Option(
        help: ArgumentHelp(
            "每行一条查询的文件，- 是标准输入；json 每条一行 · one query a line, - for standard input; json answers line by line",
            valueName: "FILE"))
    var queries: String?

    @Option(help: "有 casebook.yml 的文件夹 · folder with casebook.yml")
    var source = "."

    @Option(help: "已生成的网站，默认是源文件夹里的 Site · the built site; Site in the source folder by default")
    var output: String?

    @Option(help: "最多几条结果 · results at most")
    var limit = 10

    @Option(
        name: .customLong("filter"),
        help: ArgumentHelp(
            "只要某字段有某值的页面，可以重复 · only pages with a value in a field; repeatable", valueName: "FIELD=VALUE"))
    var filters: [String] = []

    @Option(help: "结果的写法 · how results are written")
    var format = AnswerFormat.text

    @OptionGroup var words: WordOptions

    func validate() throws {
        if (query == nil) == (queries == nil) {
            throw ValidationError("要么写查询，要么用 --queries · either a query or --queries")
        }
        if limit < 1 { throw ValidationError("--limit \(limit)：至少 1 · at least 1") }
        for filter in filters where SearchCommand.parts(of: filter) == nil {
            throw ValidationError("--filter \(filter)：要写成 FIELD=VALUE · has to be FIELD=VALUE")
        }
    }

    func run() throws {
        let folder = output.map { DiskPath($0) } ?? DiskPath(source).appending("Site")
        do {
            let search = try SiteSearch(output: folder)
            let filters = try chosen(search)
            if let query {
                answer(query, try search.hits(query, filters: filters, limit: limit))
            } else if let queries {
                try forEachQuery(in: queries) { query in
                    if format == .text { Terminal.result("? \(query)\n") }
                    answer(query, try search.hits(query, filters: filters, limit: limit))
                }
            }
        } catch let error as SiteSearch.Failure {
            Terminal.say("casebook: \(message(of: error).text(in: words.language))")
            throw ExitCode.disk
        } catch let error as FileError {
            Terminal.say("casebook: \(error.message.text(in: words.language))")
            throw ExitCode.disk
        }
    }

    private func answer(_ query: String, _ hits: [SiteSearch.Hit]) {
        switch format {
        case .json: Terminal.result(SiteSearch.json(hits))
        case .text:
            for hit in hits { Terminal.result(text(of: hit)) }
            if hits.isEmpty {
                Terminal.say(
                    LocalizedText("没有找到“\(query)”。", "nothing found for \"\(query)\".").text(in: words.language))
            }
        }
    }

    /// Every line is a query, an empty one too, so that answers can be counted off against them. Standard input is
    /// answered line by line, for programs that ask the next question when they have the last answer.
    private func forEachQuery(in path: String, _ body: (String) throws -> Void) throws {
        if path == "-" {
            while let line = readLine() { try body(line) }
            return
        }
        let disk = LocalFileSystem()
        let bytes = try disk.read(disk.realPath(DiskPath(path)), limit: 100_000_000).bytes
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        for line in lines {
            try body(String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self))
        }
    }

    private static func parts(of filter: String) -> (field: String, value: String)? {
        let parts = filter.split(separator: "=", maxSplits: 1).map(String.init)
        return parts.count == 2 ? (parts[0], parts[1]) : nil
    }

    /// The filters that were asked for, all of which the index knows.
    private func chosen(_ search: SiteSearch) throws -> SiteSearch.Filters {
        var chosen = SiteSearch.Filters()
        for (field, value) in filters.compactMap(SearchCommand.parts) {
            guard let values = try search.filterValues(field) else {
                throw ValidationError(
                    "--filter \(field)：索引里有的字段是 · fields of the index: \(search.filterFields.joined(separator: ", "))")
            }
            guard values.contains(value) else {
                let near = nearestName(to: value, among: values).map { "：\($0)？ · did you mean \($0)?" } ?? ""
                throw ValidationError("--filter \(field)=\(value)：没有这个值 · no such value" + near)
            }
            chosen.add(value, to: field)
        }
        return chosen
    }

    private func text(of hit: SiteSearch.Hit) -> String {
        var lines = "\(hit.rank). \(hit.title) [\(hit.id)] \(hit.url)\n"
        if let how = SearchCommand.how(hit) { lines += "   \(how.text(in: words.language))\n" }
        return lines + "   \(hit.snippet)\n"
    }

    /// How a hit came about that isn't what was typed: nothing is replaced silently.
    private static func how(_ hit: SiteSearch.Hit) -> LocalizedText? {
        let names = hit.words.joined(separator: "、")
        let quoted = hit.words.map { "\"\($0)\"" }.joined(separator: ", ")
        switch hit.match {
        case .exact: return nil
        case .relaxed where hit.words.isEmpty: return LocalizedText("近似：词语不在一处", "close: the words stand apart")
        case .relaxed: return LocalizedText("近似：缺“\(names)”", "close: without \(quoted)")
        case .synonym: return LocalizedText("近义：“\(names)”", "synonym: \(quoted)")
        case .pinyin: return LocalizedText("拼音：“\(names)”", "pinyin: \(quoted)")
        case .typo: return LocalizedText("更正：“\(names)”", "corrected: \(quoted)")
        }
    }

    private func message(of failure: SiteSearch.Failure) -> LocalizedText {
        switch failure {
        case .noIndex(let path):
            LocalizedText("没有搜索索引“\(path)”，请先运行 casebook build", "there is no index \(path); run casebook build first")
        case .missing(let path):
            LocalizedText(
                "搜索索引缺少文件“\(path)”，请重新运行 casebook build",
                "the index lacks the file \(path); run casebook build again")
        case .unreadable(let error): error.message
        case .damaged(let path):
            LocalizedText(
                "搜索索引“\(path)”已损坏，请重新运行 casebook build", "the index \(path) is damaged; run casebook build again")
        case .unknownVersion(let path, let version):
            LocalizedText(
                "搜索索引“\(path)”是版本 \(version)，这个程序读不了，请用同一版本重新生成",
                "the index \(path) is of version \(version), which this program can't read; build again with this version"
            )
        }
    }
}

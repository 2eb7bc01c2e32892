import ArgumentParser
import CasebookBuild
import CasebookFiles
import CasebookModel

struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "在已生成的网站里搜索 · query the index of the built site")

    @Argument(help: "要找的词句 · what to look for")
    var query: String

    @Option(help: "有 casebook.yml 的文件夹 · folder with casebook.yml")
    var source = "."

    @Option(help: "已生成的网站，默认是源文件夹里的 Site · the built site; Site in the source folder by default")
    var output: String?

    @Option(help: "最多几条结果 · results at most")
    var limit = 10

    @Option(help: "结果的写法 · how results are written")
    var format = ReportOptions.Format.text

    @OptionGroup var words: WordOptions

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit \(limit)：至少 1 · at least 1") }
    }

    func run() throws {
        let folder = output.map { DiskPath($0) } ?? DiskPath(source).appending("Site")
        do {
            let hits = try SiteSearch(output: folder).hits(query, limit: limit)
            switch format {
            case .json: Terminal.result(SiteSearch.json(hits))
            case .text:
                for hit in hits {
                    Terminal.result("\(hit.rank). \(hit.title) [\(hit.id)] \(hit.url)\n   \(hit.snippet)\n")
                }
                if hits.isEmpty {
                    Terminal.say(
                        LocalizedText("没有找到“\(query)”。", "nothing found for \"\(query)\".").text(in: words.language))
                }
            }
        } catch {
            Terminal.say("casebook: \(message(of: error).text(in: words.language))")
            throw ExitCode.disk
        }
    }

    private func message(of failure: SiteSearch.Failure) -> LocalizedText {
        switch failure {
        case .noIndex(let path):
            LocalizedText("没有搜索索引“\(path)”，请先运行 casebook build", "there is no index \(path); run casebook build first")
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

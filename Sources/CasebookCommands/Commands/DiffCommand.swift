import ArgumentParser
import CasebookModel
import CasebookReports

struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "两次生成的网站有哪些不同 · what changed between two built sites",
        discussion: """
            写成 Markdown，可以直接贴进合并请求；页面自己的内容改了，和只是周围的东西变了，分开说。
            As Markdown for a merge request; what was rewritten is told apart from what only changed around it.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case markdown, json
    }

    @Argument(
        help: ArgumentHelp("原来的网站：文件夹或 site-manifest.json · the site before: its folder or manifest", valueName: "OLD"))
    var old: String

    @Argument(
        help: ArgumentHelp("现在的网站：文件夹或 site-manifest.json · the site now: its folder or manifest", valueName: "NEW"))
    var new: String

    @Option(help: "结果的写法 · how the result is written")
    var format = Format.markdown

    @Option(
        name: .customLong("old-url"),
        help: ArgumentHelp("原来网站的地址，页面名成为链接 · address of the site before, for links", valueName: "URL"))
    var oldURL: String?

    @Option(
        name: .customLong("new-url"),
        help: ArgumentHelp("现在网站的地址，页面名成为链接 · address of the site now, for links", valueName: "URL"))
    var newURL: String?

    @Option(help: "每个名单最多几条（只影响 markdown） · lines in each list of the Markdown")
    var limit = 50

    @OptionGroup var words: WordOptions

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit \(limit)：至少 1 · at least 1") }
        for url in [oldURL, newURL].compactMap({ $0 }) where !DiffCommand.isAddress(url) {
            throw ValidationError("\(url)：写成 https://… · write it as https://…")
        }
    }

    /// Something that can stand in a Markdown link; of a site on disk, too.
    private static func isAddress(_ url: String) -> Bool {
        ["https://", "http://", "file://"].contains { url.hasPrefix($0) }
            && !url.contains { $0.isWhitespace || "()<>".contains($0) }
    }

    func run() throws {
        try CommandFailure.reported(in: words.language) {
            let difference = SiteDifference(
                from: try PublishedManifest.read(old), to: try PublishedManifest.read(new))
            switch format {
            case .json: Terminal.result(DifferenceJSON(difference).bytes)
            case .markdown:
                let options = DifferenceMarkdown.Options(
                    language: words.language, oldSite: oldURL, newSite: newURL, limit: limit)
                Terminal.result(DifferenceMarkdown(difference, options).text)
            }
        }
    }
}

import ArgumentParser
import CasebookBuild
import CasebookFiles
import CasebookModel

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "导出给别的程序或打印 · for other programs, or to print",
        discussion: """
            espanso  已审核话术的快捷短语，给 Espanso · approved scripts for the text expander Espanso
            csv      已审核话术的表格，一行一句 · approved scripts as a table, a line in each row
            book     整个知识库印成一本，可以只要一页、一个方法或一种 · all of it as one page to print, or a part of it
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case espanso, csv, book
    }

    @Argument(help: ArgumentHelp("导出什么 · what to export", valueName: "FORMAT"))
    var format: Format

    @Option(help: ArgumentHelp("写到这个文件，不写则输出到屏幕 · file to write; standard output by default", valueName: "FILE"))
    var output: String?

    @Option(help: ArgumentHelp("book 只要这一页、方法或种类 · of a book, only this page, method or kind", valueName: "ID|KIND"))
    var only: String?

    @OptionGroup var folder: SiteSource

    func validate() throws {
        if only != nil, format != .book { throw ValidationError("--only 只用于 book · --only is for book") }
        if folder.drafts, format != .book {
            throw ValidationError("草稿只能印成 book，不能给别的程序用 · drafts go into a book only, not into other programs")
        }
    }

    func run() throws {
        try CommandFailure.reported(in: folder.language) {
            try refuseErrors()
            let bytes =
                switch format {
                case .espanso: SiteExport.espanso(try folder.site())
                case .csv: SiteExport.table(try folder.site())
                case .book: try book()
                }
            try deliver(bytes)
        }
    }

    /// What is exported is said to customers: content that could not be published is not handed on, either.
    private func refuseErrors() throws {
        let report = try CommandFailure.asking { () throws(BuildFailure) in try folder.build.check() }
        guard report.isRefused(strict: false) else { return }
        var refused = report
        refused.diagnostics = report.diagnostics.filter { $0.severity == .error }
        _ = folder.refusal(refused)
        throw CommandFailure("内容有错误，没有导出", "the content has errors, nothing was exported", status: .refused)
    }

    private func book() throws -> [UInt8] {
        let found = try CommandFailure.asking { () throws(BuildFailure) in try folder.build.book(only: only) }
        guard let site = found.site else { throw folder.refusal(found.report) }
        if let book = found.book { return book }
        throw CommandFailure(unknownPart: only ?? "", in: site)
    }

    /// What was there before is replaced in one step.
    private func deliver(_ bytes: [UInt8]) throws {
        guard let output else { return Terminal.result(bytes) }
        let disk = LocalFileSystem()
        let file = DiskPath(output)
        if try disk.statusIfPresent(file)?.kind == .folder {
            throw CommandFailure("“\(output)”是文件夹，请写一个文件名", "\(output) is a folder; name a file")
        }
        let new = file.parent.appending(Array(".".utf8) + file.name + Array(".casebook-new".utf8))
        try disk.removeTree(new)
        try disk.create(new, bytes)
        try disk.rename(new, to: file)
        Terminal.say(LocalizedText("已写入 \(output)", "wrote \(output)").text(in: folder.language))
    }
}

extension CommandFailure {
    /// Neither a page nor a kind.
    fileprivate init(unknownPart name: String, in site: Site) {
        let kinds = site.configuration.kinds.kinds.map(\.name).joined(separator: ", ")
        let page = CommandFailure(unknownID: name, in: site)
        self.init(
            "\(page.message.chinese)；也没有这个种类，可用的种类有：\(kinds)", "\(page.message.english); nor is it a kind: \(kinds)")
    }
}

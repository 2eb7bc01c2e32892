import CasebookAuthoring
import CasebookFiles
import CasebookModel
import Foundation

/// Somebody's document as Markdown: Word and web pages through pandoc, other word processors through LibreOffice first, text
/// as it is.
struct DocumentReader {
    /// A document larger than this is no write-up of a case.
    private static let limit = 50_000_000

    private let path: DiskPath
    private let disk = LocalFileSystem()

    init(_ path: DiskPath) { self.path = path }

    func markdown() throws -> String {
        switch path.fileExtension {
        case "md", "markdown": try text()
        case "txt", "text": PlainText.markdown(try text())
        case "docx": try pandoc(path.description, from: "docx", options: ["--track-changes=all"])
        case "html", "htm": try html()
        // pandoc reads odt and rtf, too, but drops notes of the one and parts of tables of the other.
        case "doc", "odt", "rtf", "wps": try converted()
        case let other:
            throw CommandFailure(
                "不认识“\(other)”文件；可以是 docx、doc、odt、rtf、html、md、txt，表格可以是 csv、xlsx、xls、ods",
                "files of the type \"\(other)\" are not known: docx, doc, odt, rtf, html, md, txt, or csv, xlsx, xls, ods for tables"
            )
        }
    }

    /// Text in any of the encodings that ``TextDecoding`` knows.
    func text() throws -> String {
        guard let text = TextDecoding.text(of: try bytes()) else {
            throw CommandFailure(
                "“\(path)”不是文本，或者不是 UTF-8、UTF-16、GB18030 编码", "\(path) is no text in UTF-8, UTF-16 or GB18030",
                status: .refused)
        }
        return text
    }

    private func bytes() throws -> [UInt8] { try disk.read(disk.realPath(path), limit: DocumentReader.limit).bytes }

    // MARK: - Other programs

    /// pandoc reads HTML as UTF-8 only.
    private func html() throws -> String {
        let bench = try Workbench()
        try bench.write(try text(), to: "page.html")
        return try pandoc(bench.path("page.html"), from: "html")
    }

    /// LibreOffice makes docx of what it reads.
    private func converted() throws -> String {
        _ = try bytes()
        let office = try ExternalProgram.required(
            "soffice", package: "libreoffice-writer-nogui",
            for: LocalizedText("读取 .\(path.fileExtension)", "reading .\(path.fileExtension)"))
        let bench = try Workbench()
        try office.run(LibreOffice.arguments(converting: path.description, to: "docx", on: bench), on: bench)
        _ = try bench.bytes("\(path.stem).docx")
        return try pandoc(bench.path("\(path.stem).docx"), from: "docx", options: ["--track-changes=all"])
    }

    private func pandoc(_ file: String, from format: String, options: [String] = []) throws -> String {
        _ = try bytes()
        let pandoc = try ExternalProgram.required(
            "pandoc", package: "pandoc", for: LocalizedText("导入这种文件", "importing such a file"))
        let bench = try Workbench()
        try bench.write(PandocFilter.source, to: "filter.lua")
        let output = try pandoc.run(
            [
                "--from", format, "--to", "gfm-raw_html", "--wrap=none", "--lua-filter", bench.path("filter.lua"),
            ] + options + ["--", file], on: bench)
        // A blank that keeps two lists apart.
        return String(decoding: output, as: UTF8.self).replacing("\n&nbsp;\n", with: "\n")
    }
}

enum LibreOffice {
    /// A profile of its own: an open window of LibreOffice would take the request and leave us waiting for a file.
    static func arguments(converting file: String, to format: String, on bench: Workbench) -> [String] {
        [
            "-env:UserInstallation=file://\(bench.path("profile"))", "--headless", "--norestore", "--convert-to",
            format,
            "--outdir", bench.folder.path, file,
        ]
    }
}

extension DiskPath {
    /// The file's name without what stands behind its last dot.
    var stem: String {
        let name = String(decoding: name, as: UTF8.self)
        return fileExtension.isEmpty ? name : String(name.dropLast(fileExtension.count + 1))
    }

    /// What stands behind the last dot, in lower case; empty where there is none.
    var fileExtension: String {
        let name = String(decoding: name, as: UTF8.self)
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
        return name[name.index(after: dot)...].lowercased()
    }
}

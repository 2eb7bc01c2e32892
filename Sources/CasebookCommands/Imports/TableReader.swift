import CasebookAuthoring
import CasebookFiles
import CasebookModel

/// A spreadsheet's first sheet as rows of text.
struct TableReader {
    static let extensions: Set<String> = ["csv", "tsv", "xlsx", "xlsm", "xls", "ods", "et"]

    private let path: DiskPath

    init(_ path: DiskPath) { self.path = path }

    func rows() throws -> [[String]] {
        let text: String
        switch path.fileExtension {
        case "csv", "tsv": text = try DocumentReader(path).text()
        case "xlsx", "xlsm": text = try workbook()
        default: text = try converted()
        }
        do throws(SeparatedValues.Unclosed) {
            return try SeparatedValues.rows(of: text)
        } catch {
            throw CommandFailure(
                "“\(path)”第 \(error.row) 行的引号没有结束", "in \(path) the quotes of row \(error.row) are not closed",
                status: .refused)
        }
    }

    /// xlsx2csv is small and reads nothing but workbooks; where only LibreOffice is there, that does it as well.
    private func workbook() throws -> String {
        guard let program = ExternalProgram("xlsx2csv") else {
            if ExternalProgram("soffice") != nil { return try converted() }
            throw try missing("xlsx2csv")
        }
        let bench = try Workbench()
        let csv = try program.run(["--dateformat", "%Y-%m-%d", "--sheet", "1", path.description], on: bench)
        return String(decoding: csv, as: UTF8.self)
    }

    private func converted() throws -> String {
        guard let office = ExternalProgram("soffice") else { throw try missing("libreoffice-calc-nogui") }
        let bench = try Workbench()
        // Commas, quotes, UTF-8 (76), from the first row, every value as it is shown.
        let form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"
        try office.run(LibreOffice.arguments(converting: path.description, to: form, on: bench), on: bench)
        return String(decoding: try bench.bytes("\(path.stem).csv"), as: UTF8.self)
    }

    private func missing(_ package: String) throws -> CommandFailure {
        CommandFailure(
            "读取 .\(path.fileExtension) 的程序没有安装：sudo apt install \(package)；也可以在表格软件里另存为 CSV",
            "what reads .\(path.fileExtension) isn't installed: sudo apt install \(package); or save the table as CSV",
            status: .disk)
    }
}

import ArgumentParser
import CasebookAuthoring
import CasebookBuild
import CasebookFiles
import CasebookModel

/// `casebook new KIND --from TABLE`: the plan that is shown, and the drafts that are written.
struct TableDrafts {
    let folder: AuthoringSource
    let contents: SiteContents
    let kind: KindDeclaration
    let given: [String: [String]]
    let wishes: [String]
    let isDryRun: Bool

    private var language: ProgramLanguage { folder.words.language }

    func run(_ path: DiskPath) throws {
        if ["step", "method"].contains(kind.name) {
            throw CommandFailure(
                "方法和步骤有先后次序，不能从表格带入，请逐个新建", "methods and steps have an order: make them one by one, not from a table")
        }
        let rows = try TableReader(path).rows()
        guard rows.first?.contains(where: { $0.contains { !$0.isWhitespace } }) == true else {
            throw CommandFailure("“\(path)”第 1 行没有列名", "row 1 of \(path) holds no names of columns", status: .refused)
        }
        let mapping = try mapping(TableImport.headers(of: rows, language: contents.configuration.language))
        let table = TableImport(rows, mapping: mapping, kind: kind, given: given, in: contents.surroundings)
        tell(mapping)
        for draft in table.drafts { if !isDryRun { try NewPageFile(contents).write(draft.markdown, at: draft.place) } }
        tell(table)
        if table.drafts.isEmpty { throw ExitCode.refused }
    }

    private func mapping(_ headers: [String]) throws -> ColumnMapping {
        do throws(ColumnMapping.Refusal) {
            return try ColumnMapping(headers: headers, wishes: wishes, kind: kind, in: contents.surroundings)
        } catch {
            throw error.failure
        }
    }

    // MARK: - What is said

    private func tell(_ mapping: ColumnMapping) {
        say("列：", "Columns:")
        for column in mapping.columns where !column.header.isEmpty {
            Terminal.say("  \(column.header.printable) → \(words(for: column.target).text(in: language))")
        }
    }

    private func words(for target: ColumnTarget) -> LocalizedText {
        switch target {
        case .title: return LocalizedText("标题", "title")
        case .id: return LocalizedText("id")
        case .line(let variant):
            guard let variant else { return LocalizedText("要说的话", "what is said") }
            let label = contents.surroundings.vocabulary("channel")?[variant]?.label ?? LocalizedText(variant)
            return LocalizedText("要说的话（\(label.chinese)）", "what is said (\(label.english))")
        case .field(let name):
            let label = contents.configuration.kinds.fields(of: kind).first { $0.name == name }?.label
            return LocalizedText("\(label?.chinese ?? name)（\(name)）", "\(name)")
        case .rest:
            return LocalizedText("没有对应的字段，放在正文末尾", "no field takes it: the end of the page")
        case .none: return LocalizedText("不用", "left out")
        }
    }

    private func tell(_ table: TableImport) {
        for draft in table.drafts {
            let path = folder.typed(contents.pathPrefix + draft.place.path)
            if isDryRun {
                say("第 \(draft.row) 行 → \(path)  \(draft.title)", "row \(draft.row) → \(path)  \(draft.title)")
            }
            Terminal.result(path + "\n")
            for remark in draft.remarks { tell(remark, draft) }
        }
        tellSkipped(table)
        tellPrivateData(table)
        let (made, left) = (table.drafts.count, table.skipped.count)
        if isDryRun {
            say(
                "共 \(made + left) 行：会新建 \(made) 个草稿，跳过 \(left) 行。没有写入任何文件；去掉 --dry-run 就写入。",
                "\(made + left) rows: \(made) drafts would be made, \(left) rows left out. Nothing was written; without --dry-run it is."
            )
        } else {
            say(
                "共 \(made + left) 行：新建了 \(made) 个草稿，跳过 \(left) 行。接下来用 casebook check\(folder.asOption) 看每个草稿还缺什么。",
                "\(made + left) rows: \(made) drafts made, \(left) rows left out. casebook check\(folder.asOption) says what each of them lacks."
            )
        }
    }

    /// Empty rows that follow each other in one line: spreadsheets have them by the thousand.
    private func tellSkipped(_ table: TableImport) {
        var index = 0
        while index < table.skipped.count {
            let (row, reason) = table.skipped[index]
            var last = row
            while reason == .empty, index + 1 < table.skipped.count, table.skipped[index + 1] == (last + 1, .empty) {
                index += 1
                last += 1
            }
            let rows = row == last ? "\(row)" : "\(row)–\(last)"
            let words = reason.words(contents.pathPrefix)
            say("第 \(rows) 行跳过：\(words.chinese)", "row \(rows) is left out: \(words.english)")
            index += 1
        }
    }

    private func tell(_ remark: TableImport.Remark, _ draft: TableImport.Draft) {
        switch remark {
        case .unfit(let header, let value, let field):
            let value = value.split(whereSeparator: \.isNewline).joined(separator: " ").prefix(40)
            say(
                "第 \(draft.row) 行：“\(header)”里的“\(value)”不能填进 \(field)，放在正文末尾",
                "row \(draft.row): \"\(value)\" of \"\(header)\" is nothing for \(field) and stands at the end of the page"
            )
        case .noLine: say("第 \(draft.row) 行：没有要说的话，草稿里空着", "row \(draft.row): nothing to say, which is left open")
        case .titleMadeUp:
            say(
                "第 \(draft.row) 行：没有标题，暂用“\(draft.title)”",
                "row \(draft.row): no title; called \"\(draft.title)\" for now")
        }
    }

    private func tellPrivateData(_ table: TableImport) {
        var count = 0
        for draft in table.drafts {
            let file = contents.pathPrefix + draft.place.path
            let (found, lines) = contents.privateData(in: Array(draft.markdown.utf8), file: file)
            if !found.isEmpty { say("第 \(draft.row) 行：", "row \(draft.row):") }
            Terminal.say(found, lines: lines, in: language)
            count += found.count
        }
        if count > 0 {
            say(
                "有 \(count) 处疑似个人信息，请先在表格或草稿里删改；删掉之前网站不会生成。",
                "There is private data in \(count) places: take it out of the table or the drafts; nothing is built until then."
            )
        }
    }

    private func say(_ chinese: String, _ english: String) {
        Terminal.say(contents.masked(LocalizedText(chinese, english).text(in: language)).printable)
    }
}

extension ColumnMapping.Refusal {
    fileprivate var failure: CommandFailure {
        switch self {
        case .notAPair(let wish):
            CommandFailure("--map \(wish)：写成 列名=字段 的样子", "--map \(wish): write column=field")
        case .unknownColumn(let header, let near, let known):
            CommandFailure(
                "表格里没有列“\(header)”\(near.map { "，是不是“\($0)”？" } ?? "。")列名有：\(known.joined(separator: "，"))",
                "the table has no column \"\(header)\"\(near.map { "; did you mean \"\($0)\"?" } ?? ".") Columns: \(known.joined(separator: ", "))"
            )
        case .unknownTarget(let name, let near, let known):
            CommandFailure(
                "没有字段“\(name)”\(near.map { "，是不是“\($0)”？" } ?? "。")可用的有：\(known.joined(separator: "，"))",
                "there is no field \"\(name)\"\(near.map { "; did you mean \"\($0)\"?" } ?? ".") Fields: \(known.joined(separator: ", "))"
            )
        case .noTitle(let headers):
            CommandFailure(
                "看不出哪一列是标题，请写明，例如 --map \(headers.first { !$0.isEmpty } ?? "")=title。列名有：\(headers.joined(separator: "，"))",
                "no column looks like a title; name one, such as --map \(headers.first { !$0.isEmpty } ?? "")=title. Columns: \(headers.joined(separator: ", "))"
            )
        case .twice(let target, let headers):
            CommandFailure(
                "\(target.name) 只能用一列，现在有：\(headers.joined(separator: "，"))",
                "\(target.name) takes one column, not \(headers.joined(separator: ", "))")
        }
    }
}

extension TableImport.Skipped {
    fileprivate func words(_ pathPrefix: String) -> LocalizedText {
        switch self {
        case .empty: LocalizedText("空行", "it is empty")
        case .sameAsRow(let row): LocalizedText("和第 \(row) 行的标题或话术相同", "its title or its words are those of row \(row)")
        case .sameAsPage(let path):
            LocalizedText("已经有同名的页面 \(pathPrefix)\(path)", "there is a page of this title: \(pathPrefix)\(path)")
        case .noTitle: LocalizedText("没有可以用作标题的内容", "nothing in it serves as a title")
        case .place(let refusal): refusal.failure.message
        }
    }
}

import CasebookAuthoring
import CasebookBuild
import CasebookFiles
import CasebookModel

/// New files in a content folder. What is there already is never touched.
struct NewPageFile {
    private let contents: SiteContents
    private let disk = LocalFileSystem()

    init(_ contents: SiteContents) { self.contents = contents }

    func write(_ markdown: String, at place: PagePlace) throws {
        let file = contents.folder.appending(place.path)
        try disk.makeFolders(file.parent)
        do throws(FileError) {
            try disk.create(file, Array(markdown.utf8))
        } catch {
            guard error.code == FileError.exists else { throw error }
            throw CommandFailure(
                "已经有文件“\(file)”，没有改动它；请换一个 --id",
                "there is a file \(file), which was left as it is; choose another --id")
        }
    }
}

extension PagePlace.Refusal {
    var failure: CommandFailure {
        switch self {
        case .invalidID(let id):
            CommandFailure(
                "“\(id)”不能用作 id：只用字母、数字、- 和 _", "\"\(id)\" can't be an id: letters, digits, - and _ only")
        case .takenID(let id, let suggestion):
            CommandFailure(
                "id“\(id)”已经有页面在用，可以用 --id \(suggestion)", "the id \"\(id)\" is taken; try --id \(suggestion)")
        case .noIDInTitle(let title):
            CommandFailure("“\(title)”里没有可以用作 id 的字，请用 --id 写一个", "\"\(title)\" gives no id; name one with --id")
        case .noMethod(let known):
            CommandFailure(
                "步骤要写明属于哪个方法：--method ID。\(PagePlace.Refusal.methods(known).chinese)",
                "a step needs its method: --method ID. \(PagePlace.Refusal.methods(known).english)")
        case .unknownMethod(let id, let near, let known):
            CommandFailure(
                "没有方法“\(id)”\(near.map { "，是不是“\($0)”？" } ?? "。")\(PagePlace.Refusal.methods(known).chinese)",
                "there is no method \"\(id)\"\(near.map { "; did you mean \"\($0)\"?" } ?? ".") \(PagePlace.Refusal.methods(known).english)"
            )
        case .methodNotAllowed:
            CommandFailure("--method 只用于新建步骤", "--method is for steps only")
        }
    }

    private static func methods(_ known: [String]) -> LocalizedText {
        if known.isEmpty {
            return LocalizedText(
                "现在还没有方法，先用 casebook new method 建一个", "There is no method yet: make one with casebook new method")
        }
        return LocalizedText("现有的方法：\(known.joined(separator: "，"))", "Methods: \(known.joined(separator: ", "))")
    }
}

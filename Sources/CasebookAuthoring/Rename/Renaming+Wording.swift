import CasebookModel

extension Renaming.Refusal {
    /// The content has to be mended first.
    package var isOfTheContent: Bool {
        switch self {
        case .brokenFile, .hiddenPlace: true
        default: false
        }
    }

    package var isOfTheDisk: Bool { if case .unreadableFile = self { true } else { false } }

    /// Why an id can't be changed, and what to do.
    ///
    /// - Parameters:
    ///   - pathPrefix: What stands before a page's path in messages.
    ///   - position: Where a range of a file starts, as a person counts; `nil` where that can't be known any more.
    package func words(
        pathPrefix: String, position: (SourceRange, _ path: String) -> SourcePosition?
    ) -> LocalizedText {
        func file(_ path: String) -> String { pathPrefix + path }
        switch self {
        case .unknownID(let id, _, .some(let now)):
            return LocalizedText(
                "没有 id 是“\(id)”的页面，它现在叫“\(now)”", "no page has the id \"\(id)\"; it is called \"\(now)\" now")
        case .unknownID(let id, let near, nil):
            return LocalizedText(
                "没有 id 是“\(id)”的页面\(near.map { "，是不是“\($0)”？" } ?? "")",
                "no page has the id \"\(id)\"\(near.map { "; did you mean \"\($0)\"?" } ?? "")")
        case .invalidID(let id):
            return LocalizedText(
                "“\(id)”不能用作 id：只用字母、数字、- 和 _", "\"\(id)\" can't be an id: letters, digits, - and _ only")
        case .sameID(let id): return LocalizedText("id 本来就是“\(id)”", "the id is \"\(id)\" already")
        case .takenID(let id, let path, false):
            return LocalizedText("id“\(id)”已经有页面在用：\(file(path))", "the id \"\(id)\" is taken by \(file(path))")
        case .takenID(let id, let path, true):
            return LocalizedText(
                "id“\(id)”是 \(file(path)) 的曾用编号，旧网址还指向它",
                "the id \"\(id)\" is a former one of \(file(path)), and old addresses lead there")
        case .duplicateID(let id, let paths):
            let files = paths.map(file)
            return LocalizedText(
                "有几个页面的 id 都是“\(id)”，请先改好：\(files.joined(separator: "，"))",
                "several pages have the id \"\(id)\"; mend that first: \(files.joined(separator: ", "))")
        case .introduction(let id, let path):
            return LocalizedText(
                "“\(id)”是文件夹的介绍页（\(file(path))），名字跟着文件夹，不能单独改",
                "\"\(id)\" introduces its folder (\(file(path))) and is called like it; it can't be renamed by itself")
        case .otherMethod(let id, let method):
            return LocalizedText(
                "步骤不能改到别的方法里：“\(id)”要以“\(method)/”开头",
                "a step stays with its method: \"\(id)\" has to begin with \"\(method)/\"")
        case .takenPath(let path):
            return LocalizedText("已经有“\(file(path))”，请换一个 id", "there is a \(file(path)); choose another id")
        case .brokenFile(let path):
            return LocalizedText(
                "\(file(path)) 提到了这个 id，但它的文件头有错误，请先运行 casebook check 改好",
                "\(file(path)) mentions the id, but its front matter can't be read; run casebook check and mend it first"
            )
        case .unreadableFile(let path): return LocalizedText("读不了 \(file(path))", "can't read \(file(path))")
        case .hiddenPlace(let path, let range):
            let place = position(range, path).map { ":\($0.line):\($0.column)" } ?? ""
            return LocalizedText(
                "\(file(path))\(place) 用特殊写法提到了这个 id，没法自动改，请先改成普通写法；没有改动任何文件",
                "\(file(path))\(place) mentions the id in a way that can't be changed by itself; write it plainly first. Nothing was changed"
            )
        }
    }
}

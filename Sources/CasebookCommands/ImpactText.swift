import CasebookBuild
import CasebookModel

/// What a page's change brings about, for people: grouped by why, pages by their titles.
struct ImpactText {
    let impact: Impact
    let language: ProgramLanguage

    var lines: [String] {
        let page = impact.site.pages[impact.page]
        var lines = [
            words(
                "改动“\(page.title)”（\(page.id)）会牵动 \(impact.files.count) 个文件：",
                "A change of \"\(page.title)\" (\(page.id)) shows in \(impact.files.count) files:"
            ).printable
        ]
        for group in groups {
            lines += ["", "■ \(group.title) \(group.files.count)"]
            var table = TextTable([.left, .left, .left])
            for file in group.files { table.row("  " + name(of: file), file.route.path, shown(file.aspects)) }
            lines += table.lines
        }
        let always = Impact.always.joined(separator: words("、", ", "))
        lines += [
            "",
            words(
                "此外每次都会变：\(always)。改状态、日期、分类或关联，还可能牵动别的页。",
                "Besides these, with every change: \(always). A change of status, dates, values or relations may reach others."
            ),
        ]
        return lines
    }

    private func words(_ chinese: String, _ english: String) -> String {
        LocalizedText(chinese, english).text(in: language)
    }

    // MARK: - Groups

    private struct Group {
        var title: String
        var files: [Impact.File]
    }

    /// A file stands in the group of its first reason; groups in the order in which reasons are told.
    private var groups: [Group] {
        var groups: [Group] = []
        for file in impact.files {
            let title = title(of: file)
            if let index = groups.firstIndex(where: { $0.title == title.words }) {
                groups[index].files.append(file)
            } else {
                groups.append(Group(title: title.words, files: [file]))
            }
        }
        let ranks = Dictionary(
            impact.files.map { (title(of: $0).words, title(of: $0).rank) }, uniquingKeysWith: { first, _ in first })
        return groups.sorted { (ranks[$0.title] ?? 0, $0.title) < (ranks[$1.title] ?? 0, $1.title) }
    }

    private func title(of file: Impact.File) -> (rank: Int, words: String) {
        switch file.place {
        case .itself: (0, words("这一页", "The page itself"))
        case .page(let page):
            if let reason = impact.reasons(on: page).first {
                title(of: reason)
            } else {
                (7, words("在导航、图示或汇总里显示", "In navigation, pictures or summaries"))
            }
        case .folder: (8, words("列表", "Lists"))
        case .vocabulary: (9, words("分类页", "Lists of values"))
        case .overview: (10, words("首页和总览", "Home and overviews"))
        case .collection: (11, words("数据接口", "JSON collections"))
        }
    }

    private func title(of reason: Impact.Reason) -> (rank: Int, words: String) {
        switch reason {
        case .card: (1, words("嵌入了话术卡片", "Shows its card"))
        case .link: (2, words("正文或字段里有链接", "Links to it"))
        case .relation(_, let label):
            (
                3,
                words("关联：", "Relation: ") + label.text(in: language)
            )
        case .backlink: (4, words("被这一页提到", "Linked from it"))
        case .method: (5, words("同一方法", "The same method"))
        case .cause: (6, words("上下级原因", "Causes above and below"))
        }
    }

    private func name(of file: Impact.File) -> String {
        switch file.place {
        case .itself: impact.site.pages[impact.page].title
        case .page(let page): impact.site.pages[page].title
        case .folder(let path): path
        case .vocabulary(let number): impact.site.vocabularies[number].name
        case .overview(let name): name
        case .collection(let kind): kind
        }
    }

    private func shown(_ aspects: [PageAspect]) -> String {
        aspects.map { aspect in
            switch aspect {
            case .title: words("标题", "title")
            case .summary: words("摘要", "summary")
            case .lines: words("话术", "spoken lines")
            case .rest: words("其余", "the rest")
            }
        }.joined(separator: words("、", ", "))
    }
}

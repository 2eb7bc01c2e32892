import CasebookFiles
import CasebookModel

/// A difference in words, for a merge request or a step's summary.
package struct DifferenceMarkdown {
    package struct Options: Sendable {
        package var language: ProgramLanguage
        /// Public addresses of the sites, with which names become links; `nil`: addresses are only shown.
        package var oldSite: String?
        package var newSite: String?
        /// Lines in each list.
        package var limit: Int

        package init(language: ProgramLanguage, oldSite: String? = nil, newSite: String? = nil, limit: Int = 50) {
            self.language = language
            self.oldSite = oldSite
            self.newSite = newSite
            self.limit = limit
        }
    }

    private let difference: SiteDifference
    private let options: Options

    package init(_ difference: SiteDifference, _ options: Options) {
        self.difference = difference
        self.options = options
    }

    package var text: String {
        guard !difference.isEmpty else { return words("两个网站完全相同。\n", "The two sites are the same.\n") }
        var lines = [head, ""]
        lines += section(words("新增", "Added"), difference.added) { name($0, options.newSite) + kind($0) }
        lines += section(words("改动", "Changed"), difference.changed, line)
        lines += section(words("移动或改名", "Moved or renamed"), difference.moved, line)
        lines += section(words("删除", "Removed"), difference.removed) { page in
            name(page, options.oldSite) + kind(page)
                + words("，旧网址打不开了", ": its address answers no more")
        }
        lines += attachments
        lines += notes
        lines += sizes
        return lines.joined(separator: "\n") + "\n"
    }

    /// One line: what a reviewer sees first.
    private var head: String {
        let counts = [
            (difference.added.count, words("新增", "added")), (difference.changed.count, words("改动", "changed")),
            (difference.moved.count, words("移动", "moved")), (difference.removed.count, words("删除", "removed")),
        ].filter { $0.0 > 0 }
        guard !counts.isEmpty else {
            return words("**没有页面自己的内容改动。**", "**No page's own content changed.**")
        }
        let list = counts.map { words("\($0.1) \($0.0) 页", "\($0.0) \($0.1)") }
        return "**" + words("页面：", "Pages: ") + list.joined(separator: words("，", ", ")) + "**"
    }

    // MARK: - Lists

    private func section<Item>(_ title: String, _ items: [Item], _ line: (Item) -> String) -> [String] {
        guard !items.isEmpty else { return [] }
        var lines = ["#### \(title) \(items.count)", ""] + items.prefix(options.limit).map { "- " + line($0) }
        let left = items.count - options.limit
        if left > 0 { lines.append("- " + words("……另外 \(left) 页", "… and \(left) more")) }
        return lines + [""]
    }

    private func line(_ change: SiteDifference.Change) -> String {
        let (old, new) = (change.old, change.new)
        var parts: [String] = []
        func told(_ label: String, _ before: String, _ after: String) {
            if before != after {
                parts.append("\(label) \(MarkdownText.escaped(before)) → \(MarkdownText.escaped(after))")
            }
        }
        told(words("标题", "title"), old.title, new.title)
        told(words("种类", "kind"), old.kind, new.kind)
        told(words("状态", "status"), old.status, new.status)
        let more = parts.isEmpty ? "" : words("：", ": ") + parts.joined(separator: words("；", "; "))
        return name(new, options.newSite) + kind(new) + more
    }

    private func line(_ move: SiteDifference.Move) -> String {
        let way =
            move.isRedirected
            ? words("旧网址会转到新网址", "the old address leads on")
            : words("**旧网址打不开了**", "**the old address answers no more**")
        let old = MarkdownText.escaped(move.old.title == move.new.title ? "" : move.old.title + " ")
        return "\(old)\(code(move.old.url)) → \(name(move.new, options.newSite))\(words("，", ", "))\(way)"
    }

    private var attachments: [String] {
        let files = difference.attachments
        let all =
            files.added.map { (words("新增", "added"), $0) } + files.changed.map { (words("改动", "changed"), $0) }
            + files.removed.map { (words("删除", "removed"), $0) }
        return section(words("图片和附件", "Pictures and documents"), all) { "\($0.0) \(code($0.1))" }
    }

    // MARK: - Notes

    /// What would bury the rest as a list.
    private var notes: [String] {
        var lines: [String] = []
        let count = difference.surroundings.count
        if count > 0 {
            let others = difference.keptCount - difference.changed.count
            lines.append(
                count == others
                    ? words(
                        "- 其余 \(count) 页都变了样子，自己的内容没有变：改的是模板、样式、菜单这类每页都有的东西。",
                        "- The other \(count) pages all look different, and nothing of their own changed: it is a template, the style or a menu that every page has."
                    )
                    : words(
                        "- 另有 \(count) 页自己的内容没有变，只是页面上别处来的东西变了（关联、列表、标题）\(names(difference.surroundings))。",
                        "- \(count) more pages show something else that changed (a relation, a list, a title), with nothing of their own\(names(difference.surroundings))."
                    ))
        }
        if difference.isBlind {
            lines.append(
                words(
                    "- 其中一个网站是旧版 Casebook 生成的，分不出页面自己的内容和周围的内容，“改动”里两种都算。",
                    "- One of the sites comes from an earlier Casebook: what changed in a page and what changed around it can't be told apart."
                ))
        }
        if difference.otherCount > 0 {
            lines.append(
                words(
                    "- 列表、数据、样式和脚本等文件：\(difference.otherCount) 个不同。",
                    "- Lists, data, style and scripts: \(difference.otherCount) files differ."))
        }
        return lines.isEmpty ? [] : lines + [""]
    }

    /// A few are named.
    private func names(_ pages: [SiteManifest.Page]) -> String {
        guard pages.count <= 10 else { return "" }
        return words("：", ": ") + pages.map { MarkdownText.escaped($0.title) }.joined(separator: words("、", ", "))
    }

    // MARK: - Sizes

    private var sizes: [String] {
        let (old, new) = (difference.old, difference.new)
        return [
            words("| | 原来 | 现在 | 变化 |", "| | before | now | change |"), "|---|---:|---:|---:|",
            row(words("搜索索引", "search index"), old.indexBytes, new.indexBytes, DifferenceMarkdown.size),
            row(words("整个网站", "whole site"), old.bytes, new.bytes, DifferenceMarkdown.size),
            row(words("文件", "files"), old.files, new.files, String.init),
        ]
    }

    private func row(_ label: String, _ old: Int, _ new: Int, _ written: (Int) -> String) -> String {
        let change = new == old ? "±0" : (new > old ? "+" : "−") + written(abs(new - old)) + share(old, new)
        return "| \(label) | \(written(old)) | \(written(new)) | \(change) |"
    }

    /// ` (+2.5%)`
    private func share(_ old: Int, _ new: Int) -> String {
        guard old > 0 else { return "" }
        let tenths = (abs(new - old) * 1000 + old / 2) / old
        return " (\(new > old ? "+" : "−")\(tenths / 10).\(tenths % 10)%)"
    }

    /// In decimal units, as file managers show it.
    static func size(_ bytes: Int) -> String {
        if bytes < 1_000 { return "\(bytes) B" }
        let (unit, name) = bytes < 1_000_000 ? (1_000, "KB") : (1_000_000, "MB")
        return "\(bytes / unit).\(bytes % unit / (unit / 10)) \(name)"
    }

    // MARK: - Pieces

    private func name(_ page: SiteManifest.Page, _ site: String?) -> String {
        let title = MarkdownText.escaped(page.title)
        guard let site else { return "\(title) \(code(page.url))" }
        return "[\(title)](\(site.hasSuffix("/") ? site : site + "/")\(Route("").reference(to: Route(page.url))))"
    }

    private func kind(_ page: SiteManifest.Page) -> String {
        let status = page.status == "approved" ? "" : words("，", ", ") + MarkdownText.escaped(page.status)
        return " (\(MarkdownText.escaped(page.kind))\(status))"
    }

    /// An address, which may hold a backtick as well as anything else.
    private func code(_ path: String) -> String {
        path.contains("`") ? MarkdownText.escaped(path) : "`\(path)`"
    }

    private func words(_ chinese: String, _ english: String) -> String {
        LocalizedText(chinese, english).text(in: options.language)
    }
}

import CasebookModel
import TestSupport
import Testing

@Suite struct LinkTests {
    private static let files = [
        "guides/soothe.md": page("title: 安抚", "## 背景 一\n\n正文\n\n## Refund\n\n尾"),
        "scripts/hello.md": page("title: 问候", "> 您好\n"), "guides/index.md": page("title: 指南"),
        "docs/README.md": page("title: 读我"),
        "docs/setup/index.md": page("title: 安装"), "index.md": page("title: 首页"),
        "docs/a b.md": page("title: 空格"), "docs/中文.md": page("title: 中文"),
        "guides/draft.md": page("title: 稿\nstatus: draft"),
        "guides/retired.md": page("title: 旧\nstatus: retired"),
        "guides/renamed.md": page("title: 新\nformer_ids: [was]"), "methods/m/index.md": page("title: 法"),
        "methods/m/1-s.md": page("title: 步"),
    ]
    private static let assets = ["img/a.png", "img/图 一.PNG", "docs/guide.pdf", "tool.exe", "assets/x.png", "data.csv"]

    @Test(arguments: [
        // Ids.
        ("[[soothe]]", "soothe", nil), ("[[m/s]]", "m/s", nil), ("[[soothe#背景-一]]", "soothe#背景-一", nil),
        ("[[soothe#背景 一]]", "soothe#背景-一", nil),
        ("[[soothe#refund]]", "soothe#refund", nil), ("[[soothe#REFUND]]", "soothe#refund", nil),
        ("[[soothe#b2]]", "soothe#b2", nil), ("[[soothe#]]", "soothe", nil),
        ("[[#本节]]\n\n## 本节", "from#本节", nil), ("[[retired]]", "retired", nil), ("![[hello]]", "hello", nil),
        ("![[retired]]", "retired", nil),
        ("![[soothe]]", "soothe", "unresolved-link “soothe”是指南，没有可以显示成卡片的话术 | 去掉前面的感叹号，写成 [[soothe]]。"),
        ("[[sooth]]", "nowhere", "unresolved-link 链接“sooth”找不到对应的页面 | 是不是“soothe”？"),
        ("[[was]]", "nowhere", "unresolved-link 链接“was”找不到对应的页面 | 是不是“renamed”？"),
        ("[[完全没有]]", "nowhere", "unresolved-link 链接“完全没有”找不到对应的页面 | 检查拼写，或新建这一页。"),
        ("[[draft]]", "nowhere", "unpublished-target 已发布的页面指向还没有发布的“draft”（status: draft） | 先审核并发布那一页，或去掉这个链接。"),
        ("[[soothe#背影 一]]", "soothe", "unresolved-anchor 页面“soothe”没有小标题“背影 一” | 是不是“背景 一”？"),
        ("[[#没有]]", "from", "unresolved-anchor 页面“from”没有小标题“没有” | 写成那一页上有的小标题，或去掉 # 后面的部分。"),
        // Relative paths; the linking page is docs/from.md.
        ("[x](../guides/soothe.md)", "soothe", nil), ("[x](/guides/soothe.md#refund)", "soothe#refund", nil),
        ("[x](a%20b.md)", "a b", nil),
        ("[x](<a b.md>)", "a b", nil), ("[x](%E4%B8%AD%E6%96%87.md)", "中文", nil), ("[x](中文.md)", "中文", nil),
        ("[x](./中文)", "中文", nil), ("[x](中文.html)", "中文", nil),
        ("[x](setup/)", "setup", nil), ("[x](setup)", "setup", nil), ("[x](.)", "README", nil),
        ("[x](../)", "index", nil), ("[x](/)", "index", nil),
        ("[x](../guides/)", "guides", nil), ("[x](..//guides/./soothe.md)", "soothe", nil),
        ("[x](中文.md?v=1#)", "中文", nil), ("[x](#本节)\n\n## 本节", "from#本节", nil),
        (
            "[x](../guides/draft.md)", "nowhere",
            "unpublished-target 已发布的页面指向还没有发布的“draft”（status: draft） | 先审核并发布那一页，或去掉这个链接。"
        ),
        (
            "[x](../guides/sooth.md)", "nowhere",
            "unresolved-link 链接“../guides/sooth.md”找不到对应的页面 | 是不是“guides/soothe.md”？"
        ),
        ("[x](../../etc/passwd)", "nowhere", "outside-content “../../etc/passwd”指向内容文件夹之外 | 把文件放进内容文件夹，或删掉这个链接。"),
        ("[x](%2e%2e/%2e%2e/a.md)", "nowhere", "outside-content “../../a.md”指向内容文件夹之外 | 把文件放进内容文件夹，或删掉这个链接。"),
        ("[x]()", "nowhere", "unresolved-link 链接没有写要去哪里 | 在括号里写上页面或网址，或去掉这个链接。"),
        // Assets.
        ("![x](../img/a.png)", "file img/a.png", nil), ("[x](guide.pdf)", "file docs/guide.pdf", nil),
        ("![x](../img/%E5%9B%BE%20%E4%B8%80.PNG)", "file img/图 一.PNG", nil),
        ("![x](/assets/x.png)", "file files/assets/x.png", nil), ("[x](/data.csv?raw=1)", "file data.csv", nil),
        ("![x](../img/b.png)", "nowhere", "missing-asset 找不到文件“../img/b.png” | 是不是“img/a.png”？"),
        (
            "[x](/tool.exe)", "nowhere",
            "unsupported-asset “/tool.exe”这种文件不能发布 | 可以发布的有 png jpg gif webp avif svg pdf docx xlsx csv txt mp3 mp4。"
        ),
        (
            "![x](/guides/soothe.md)", "nowhere",
            "unsupported-asset “/guides/soothe.md”这种文件不能发布 | 可以发布的有 png jpg gif webp avif svg pdf docx xlsx csv txt mp3 mp4。"
        ),
        // Other places.
        ("[x](https://a.example/b?c#d)", "https://a.example/b?c#d", nil),
        ("[x](HTTP://a.example)", "HTTP://a.example", nil), ("[x](mailto:a@b.example)", "mailto:a@b.example", nil),
        ("[x](tel:12315)", "tel:12315", nil), ("<https://a.example>", "https://a.example", nil),
        ("[x](//a.example/b)", "https://a.example/b", nil),
        (
            "![x](https://a.example/b.png)", "https://a.example/b.png",
            "external-asset 图片来自别的网站，只显示为链接：https://a.example/b.png | 把图片存进内容文件夹再引用。"
        ),
        (
            "![x](//a.example/b.png)", "https://a.example/b.png",
            "external-asset 图片来自别的网站，只显示为链接：https://a.example/b.png | 把图片存进内容文件夹再引用。"
        ),
        (
            "[x](javascript:alert)", "nowhere",
            "unsafe-link “javascript:”开头的链接不安全，只保留文字 | 可用的链接以 http、https、mailto 或 tel 开头。"
        ),
        (
            "[x](JaVaScRiPt:alert)", "nowhere",
            "unsafe-link “JaVaScRiPt:”开头的链接不安全，只保留文字 | 可用的链接以 http、https、mailto 或 tel 开头。"
        ),
        (
            "[x](javascript&colon;alert)", "nowhere",
            "unsafe-link “javascript:”开头的链接不安全，只保留文字 | 可用的链接以 http、https、mailto 或 tel 开头。"
        ),
        ("[x](data:text/html,x)", "nowhere", "unsafe-link “data:”开头的链接不安全，只保留文字 | 可用的链接以 http、https、mailto 或 tel 开头。"),
        (
            "![x](file:///etc/passwd)", "nowhere",
            "unsafe-link “file:”开头的链接不安全，只保留文字 | 可用的链接以 http、https、mailto 或 tel 开头。"
        ),
    ])
    func `every form of link leads where it says, or is reported`(link: String, target: String, finding: String?) {
        var files = LinkTests.files
        files["docs/from.md"] = page("title: 从", link)
        let resolved = Resolved(files, assets: LinkTests.assets)
        #expect(resolved.targets("from") == [target])
        let found = resolved.diagnostics.map { diagnostic in
            let words = diagnostic.problem.wording.chinese
            return "\(diagnostic.id.rawValue) \(words.message) | \(words.help ?? "")"
        }
        #expect(found == (finding.map { [$0] } ?? []))
        #expect(resolved.diagnostics.allSatisfy { $0.file == "docs/from.md" && $0.range.start >= 36 })
    }

    @Test func `without configuration the last part of an id is enough where one page has it`() {
        let files = [
            "a/setup.md": "# t", "b/use.md": "# t", "c/use.md": "# t",
            "x.md": "[[setup]] [[a/setup]] [[use]] [[b/use]] [[sett]]",
        ]
        let resolved = Resolved(files, isImplicit: true)
        #expect(resolved.targets("x") == ["a/setup", "a/setup", "nowhere", "b/use", "nowhere"])
        #expect(
            resolved.findings == [
                "x.md:1:23 unresolved-link 链接“use”可以指好几个页面", "x.md:1:41 unresolved-link 链接“sett”找不到对应的页面",
            ])
        #expect(resolved.diagnostics[0].problem == .ambiguousLink(target: "use", candidates: ["b/use", "c/use"]))
    }

    @Test func `only files that a built page refers to are copied`() {
        let files = [
            "guides/a.md": page("title: t", "![x](/b.png) [y](/a.pdf) ![x](/b.png)"),
            "guides/d.md": page("title: t\nstatus: draft", "![x](/draft.png)"),
        ]
        let assets = ["a.pdf", "b.png", "draft.png", "unused.png"]
        #expect(Resolved(files, assets: assets).site.assets.map(\.path) == ["a.pdf", "b.png"])
        #expect(
            Resolved(files, assets: assets, drafts: true).site.assets.map(\.path) == ["a.pdf", "b.png", "draft.png"])
    }

    @Test func `links of text fields and of vocabularies are resolved too`() {
        let resolved = Resolved([
            "guides/a.md": page("title: t\nsummary: '见 [[b]] 与 [[b#节]]、[[nobody]]'\ncaveat: 又见 [[b]]"),
            "guides/b.md": page("title: t", "## 节"),
            "vocabularies/channel.yml": "phone:\n  label: 电话\n  description: '见 [[b]]、[[none]]、[x](../guides/a.md)'\n",
        ])
        #expect(
            resolved.page("a").proseTargets.mapValues(resolved.show) == ["b": "b", "b#节": "b#节", "nobody": "nowhere"])
        #expect(resolved.site.vocabularies[0].values[0].links.map(resolved.show) == ["b", "nowhere", "a"])
        #expect(
            resolved.findings == [
                "guides/a.md:3:29 unresolved-link 链接“nobody”找不到对应的页面",
                "vocabularies/channel.yml:3:16 unresolved-link 链接“none”找不到对应的页面",
            ])
        #expect(resolved.backlinks("b") == ["a"])
    }

    @Test func `unpublished pages may link to each other, and their broken links are found`() {
        let resolved = Resolved([
            "guides/a.md": page("title: t\nstatus: draft", "[[b]] [[c]] [[nobody]]"),
            "guides/b.md": page("title: t\nstatus: in_review"),
            "guides/c.md": page(),
        ])
        #expect(resolved.findings == ["guides/a.md:5:13 unresolved-link 链接“nobody”找不到对应的页面"])
        #expect(resolved.routes == ["guides/c.html"])
        #expect(resolved.backlinks("c") == [])
        #expect(resolved.site.unpublishedCounts == [.draft: 1, .inReview: 1])
    }

    @Test func `with drafts everything is built and nothing is unpublished`() {
        let files = [
            "guides/a.md": page("title: t", "[[b]]\n"), "guides/b.md": page("title: t\nstatus: draft\nrelated: [a]"),
        ]
        #expect(Resolved(files).findings.count == 1)
        let drafts = Resolved(files, drafts: true)
        #expect(drafts.findings == [])
        #expect(drafts.targets("a") == ["b"])
        #expect(drafts.relations("a") == ["← related: b"])
        #expect(drafts.site.unpublishedCounts == [:])
    }

    @Test func `backlinks are the other pages that link here in words, once each and in order`() {
        let resolved = Resolved([
            "guides/z.md": page("title: t", "[[t]] [[t]] [x](t.md)"), "guides/a.md": page("title: t\nsummary: 见 [[t]]"),
            "guides/m.md": page("title: t\nrelated: [t]", "[[t]]"), "guides/t.md": page("title: t", "[[t]] [[a]]"),
        ])
        #expect(resolved.backlinks("t") == ["a", "z"])
        #expect(resolved.backlinks("a") == ["t"])
        #expect(resolved.relations("t") == ["← related: m"])
    }

    @Test(.timeLimit(.minutes(20))) func `thousands of broken links in a large folder take a moment`() {
        var files: [String: String] = [:]
        for index in 0..<1500 {
            files["d\(index % 50)/page-\(index).md"] =
                "[[nobody-\(index)]] [x](gone-\(index).md) ![y](gone-\(index).png)"
        }
        let time = threadTime {
            #expect(
                Resolved(files, assets: (0..<2000).map { "img/picture-\($0).png" }, isImplicit: true).diagnostics.count
                    == 4500)
        }
        #expect(time < .seconds(40))
    }
}

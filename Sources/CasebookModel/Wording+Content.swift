// The words of findings about what content says and how it hangs together, as opposed to how it is written down.

extension Wording {
    // MARK: - Coverage

    static func incompleteMethod(_ method: String, _ missing: [String]) -> Wording {
        Wording(
            "案例用了“\(method)”，却没有交代 \(missing.joined(separator: "、"))",
            help: "在 steps 里补上，verdict 写 shown（做到）、violated（违背）或 not_reached（没走到）。",
            "the case uses the method \"\(method)\" and says nothing of \(missing.joined(separator: ", "))",
            help: "add them to steps with verdict: shown, violated or not_reached.")
    }

    static func unplacedScript(_ count: Int) -> Wording {
        gap(
            count, chinese: "这条话术没有归到任何步骤或投诉原因", "条话术没有归到任何步骤或投诉原因",
            help: "在用得上它的步骤或原因页的 scripts 里写上它的 id。",
            english: ("this script belongs to", "scripts belong to"), "no step and no cause",
            help: "name it under scripts of the step or cause that it serves.")
    }

    static func causeWithoutScript(_ count: Int) -> Wording {
        gap(
            count, chinese: "这个投诉原因还没有一条话术", "个投诉原因还没有话术", help: "在 scripts 里写上可以用的话术；还没有就列入编写计划。",
            english: ("this cause has", "causes have"), "no script",
            help: "name scripts that serve it, or plan to write one.")
    }

    static func stepWithoutScript(_ count: Int) -> Wording {
        gap(
            count, chinese: "这一步还没有一条话术", "个步骤还没有话术", help: "在 scripts 里写上可以用的话术；还没有就列入编写计划。",
            english: ("this step has", "steps have"), "no script",
            help: "name scripts that serve it, or plan to write one.")
    }

    /// One page by itself, or the first of so many that a list of them would bury everything else.
    private static func gap(
        _ count: Int, chinese one: String, _ many: String, help: String,
        english: (one: String, many: String), _ lack: String, help englishHelp: String
    ) -> Wording {
        count == 1
            ? Wording(one, help: help, "\(english.one) \(lack)", help: englishHelp)
            : Wording(
                "\(count) \(many)，这里是第一处", help: help, "\(count) \(english.many) \(lack); this is the first",
                help: englishHelp)
    }

    // MARK: - Scripts

    static func longSentence(_ start: String, _ characters: Int, _ limit: Int) -> Wording {
        Wording(
            "“\(start)……”这一句有 \(characters) 个字，一口气说不完", help: "拆成几句，每句不超过 \(limit) 个字，一句只说一件事。",
            "the sentence \"\(start)…\" is \(characters * 2) columns wide (a Chinese character takes two), too long for one breath",
            help: "make it several sentences of at most \(limit * 2) columns, one thing each.")
    }

    static func similarScripts(_ id: String, _ percent: Int, _ shared: SharedPlaces) -> Wording {
        let places =
            switch shared {
            case .none: LocalizedText("", "")
            case .cause: LocalizedText("，针对的原因也相同", ", which serves the same cause")
            case .step: LocalizedText("，所在步骤也相同", ", which serves the same step")
            case .causeAndStep: LocalizedText("，原因和步骤也相同", ", which serves the same cause and step")
            }
        return Wording(
            "这条话术与“\(id)”有 \(percent)% 的用语相同\(places.chinese)",
            help: "合并成一条，另一条写 status: retired 和 replaced_by；两条都要留，就在 when 和 not_when 里写清各自什么时候用。",
            "\(percent)% of this script's wording is that of \"\(id)\"\(places.english.isEmpty ? "" : ",")\(places.english)",
            help: "merge them and retire one with replaced_by, or say in when and not_when what each is for.")
    }

    // MARK: - Names

    static func aliasTwice(_ alias: String) -> Wording {
        Wording(
            "别名“\(alias)”写了两次", help: "删掉一个。",
            "the alias \"\(alias)\" is given twice", help: "take one of them out.")
    }

    static func aliasIsOwnTitle(_ alias: String) -> Wording {
        Wording(
            "别名“\(alias)”就是这一页的标题", help: "删掉它；别名写客户和同事的其他叫法。",
            "the alias \"\(alias)\" is this page's title", help: "take it out; aliases are for other words.")
    }

    static func aliasClash(_ alias: String, _ page: String) -> Wording {
        Wording(
            "别名“\(alias)”，“\(page)”也在用", help: "只留给最该排在前面的那一页；两页都该找到，就在别名里写得更具体。",
            "\"\(page)\" has the alias \"\(alias)\" too",
            help: "leave it to the page that should come first, or make each more specific.")
    }

    static func aliasIsTitle(_ alias: String, _ page: String) -> Wording {
        Wording(
            "别名“\(alias)”是另一页“\(page)”的标题", help: "删掉这个别名；要让读者看到那一页，就链接过去。",
            "the alias \"\(alias)\" is the title of \"\(page)\"", help: "take it out, and link to that page instead.")
    }

    static func valueClash(_ word: String, _ value: String) -> Wording {
        Wording(
            "“\(word)”已经是取值“\(value)”的叫法", help: "一个叫法只给一个取值。",
            "\"\(word)\" stands for the value \"\(value)\" already", help: "leave each word to one value.")
    }

    static func longTitle(_ characters: Int, _ limit: Int) -> Wording {
        Wording(
            "标题有 \(characters) 个字，最好不超过 \(limit) 个", help: "标题只留最能区分的几个字，其余写进 summary。",
            "the title is \(characters * 2) columns wide (a Chinese character takes two), where \(limit * 2) are enough",
            help: "keep what tells the page apart and move the rest to summary.")
    }

    static func unlinkedTerm(_ word: String, _ id: String) -> Wording {
        Wording(
            "“\(word)”有术语页，这一页没有链接过去", help: "第一次用到的地方写成 [[\(id)|\(word)]]。",
            "\"\(word)\" is explained on a page that this one doesn't link to",
            help: "write [[\(id)|\(word)]] where it is used first.")
    }

    // MARK: - Files

    static func unsafeAsset(_ path: String, _ removed: [UnsafePart]) -> Wording {
        if removed.isEmpty {
            return Wording(
                "图片“\(path)”不是能读懂的 SVG，只发布一张空图", help: "用绘图软件重新导出，编码选 UTF-8；或者换成 PNG。",
                "\"\(path)\" is no SVG that can be read; an empty picture is published instead",
                help: "export it again as UTF-8, or use a PNG.")
        }
        return Wording(
            "图片“\(path)”里有\(removed.map(\.chinese).joined(separator: "、"))，发布时会去掉", help: "看看去掉以后图还对不对，再从原图里删掉。",
            "\"\(path)\" holds \(removed.map(\.english).joined(separator: ", ")), which are left out of the site",
            help: "see whether the picture is still right, then remove them from the file.")
    }

    // MARK: - Regular expressions

    static func runawayPattern(_ pattern: String) -> Wording {
        let pattern = shortened(pattern)
        return Wording(
            "规则“\(pattern)”在重复里又套了重复，查找可能永远不结束", help: "去掉里面或外面的一层，例如把 (a+)+ 写成 a+。",
            "the pattern \"\(pattern)\" repeats a repetition: looking for it may never end",
            help: "take one of the two away: (a+)+ says the same as a+.")
    }

    /// A pattern that is pages long would be the whole message.
    private static func shortened(_ pattern: String) -> String {
        pattern.count > 80 ? pattern.prefix(80) + "…" : pattern
    }

    static func slowPattern(_ pattern: String, _ list: String) -> Wording {
        let pattern = shortened(pattern)
        return Wording(
            "规则“\(pattern)”在这里要查找太久，没有查完",
            help: "改写 \(list) 里的这条规则：少用 * 和 +，写明最多几个字（例如 .{0,20}），几种写法不要互相重叠。",
            "looking for the pattern \"\(pattern)\" takes too long here and was given up",
            help:
                "rewrite it in \(list): fewer * and +, a number of characters instead (.{0,20}), no alternatives that overlap."
        )
    }

    // MARK: - Addresses

    static func longAddress(_ name: String, _ bytes: Int, _ limit: Int) -> Wording {
        let beginning = name.prefix(20)
        return Wording(
            "网址里的“\(beginning)…”有 \(bytes) 字节，最多 \(limit) 字节（约 \(limit / 3) 个汉字）", help: "把文件名或文件夹名改短，或给页面写一个短的 id。",
            "\"\(beginning)…\" in the address has \(bytes) bytes, where \(limit) are allowed",
            help: "choose a shorter name for the file or folder, or give the page a short id.")
    }

    static func lostAddress(_ path: String, _ title: String, _ id: String, _ now: LostAddress) -> Wording {
        let (head, englishHead) = ("已发布的网址“\(path)”（\(title)）", "the published address \"\(path)\" (\(title))")
        return switch now {
        case .gone(let successor?):
            Wording(
                "\(head)失效了：没有“\(id)”这一页了",
                help: "是不是改成了“\(successor)”？在那一页的 former_ids 里写上 \(id)，旧网址就会转过去（casebook rename 会自动写）。",
                "\(englishHead) is lost: there is no page \"\(id)\" any more",
                help:
                    "is it \"\(successor)\" now? Add \(id) to that page's former_ids, and the old address leads there (casebook rename does it by itself)."
            )
        case .gone(nil):
            Wording(
                "\(head)失效了：没有“\(id)”这一页了",
                help: "内容并进了别的页面，就在那一页的 former_ids 里写上 \(id)；不再使用，就恢复这一页，写 status: retired，再用 replaced_by 指明接替的页面。",
                "\(englishHead) is lost: there is no page \"\(id)\" any more",
                help:
                    "add \(id) to former_ids of the page that took it over; or bring the page back with status: retired, and replaced_by for what to use instead."
            )
        case .unpublished(let status):
            Wording(
                "\(head)失效了：这一页现在不发布（status: \(status.rawValue)）",
                help: "审核后改回 approved；不再使用，就写 status: retired 和 replaced_by。",
                "\(englishHead) is lost: the page is \(status.rawValue) now",
                help: "approve it again, or write status: retired and replaced_by.")
        case .moved(let place):
            Wording(
                "\(head)失效了：这一页换到了“\(place)”",
                help: "放回原来的文件夹；确实要换，就给它一个新 id，并在原处留一页 id: \(id)、status: retired、replaced_by: 新 id。",
                "\(englishHead) is lost: the page is at \"\(place)\" now",
                help:
                    "put it back; or give it a new id and leave a page there with id: \(id), status: retired and replaced_by: the new id."
            )
        case .redirectGone:
            Wording(
                "旧网址“\(path)”失效了：它原来会转到“\(title)”", help: "在“\(id)”的 former_ids 里写回原来的 id。",
                "the old address \"\(path)\" is lost, which led to \"\(title)\"",
                help: "put the former id back into former_ids of \"\(id)\".")
        }
    }

    // MARK: - Search

    static func searchTest(_ query: String, _ id: String, _ top: Int, _ found: [String], _ rank: Int?) -> Wording {
        Wording(
            found.isEmpty
                ? "搜索“\(query)”什么也找不到，应当找到“\(id)”"
                : "搜索“\(query)”，前 \(top) 条里没有“\(id)”，只有：\(found.joined(separator: "、"))",
            help: (rank.map { "它排在第 \($0)。" } ?? "")
                + "在那一页的 aliases 里加上这个说法，或在 synonyms.yml 里加一组同义词；期望写错了，就改这一条。",
            found.isEmpty
                ? "searching \"\(query)\" finds nothing, where \"\(id)\" is expected"
                : "searching \"\(query)\" has no \"\(id)\" among the first \(top), but \(found.joined(separator: ", "))",
            help: (rank.map { "it comes at place \($0); " } ?? "")
                + "add the words to that page's aliases, add a group to synonyms.yml, or correct the expectation.")
    }
}

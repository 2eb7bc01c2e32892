/// What a finding is called in one language: what happened, and how to mend it.
package struct Words: Hashable, Sendable {
    package var message: String
    package var help: String?

    package init(_ message: String, help: String? = nil) {
        self.message = message
        self.help = help
    }
}

/// A finding's words in both languages of the program.
package struct Wording: Hashable, Sendable {
    package var chinese: Words
    package var english: Words

    package func words(in language: ProgramLanguage) -> Words { language == .english ? english : chinese }

    init(
        _ chinese: String, help chineseHelp: String? = nil, _ english: String, help englishHelp: String? = nil
    ) {
        self.chinese = Words(chinese, help: chineseHelp)
        self.english = Words(english, help: englishHelp)
    }
}

/// The one place where findings get their words. Written for trainers: what is wrong in the author's own words, where
/// it matters, and what to do about it.
extension Problem {
    package var wording: Wording {
        switch self {
        case .frontMatterNeverCloses:
            Wording(
                "页首的 --- 没有收尾", help: "在最后一个字段的下一行单独写一行 ---。",
                "the front matter never closes", help: "write a line with only --- behind the last field.")
        case .frontMatterNotMapping:
            Wording(
                "页首内容不是“字段: 值”的形式", help: "每行写一个字段，用英文冒号加一个空格，例如 title: 中午取款排队。",
                "the front matter is not a mapping of keys to values",
                help: "write one key a line, such as title: Noon queue.")
        case .frontMatterTooManyAliases(let count, let limit):
            Wording(
                "这里用了 \(count) 处 YAML 别名（*名称），最多允许 \(limit) 处", help: "把别名换成它所代表的值。",
                "\(count) YAML aliases (*name), where \(limit) are allowed", help: "write the values out.")
        case .frontMatterTooLarge(let bytes, let limit):
            Wording(
                "页首有 \(Problem.size(bytes))，最多允许 \(Problem.size(limit))", help: "把长文字移到正文里。",
                "the front matter has \(Problem.size(bytes)), where \(Problem.size(limit)) are allowed",
                help: "move long text into the body."
            )
        case .frontMatterTooDeep(let limit):
            Wording(
                "这里的嵌套超过 \(limit) 层", help: "减少括号或缩进的层数。",
                "values are nested deeper than \(limit) levels",
                help: "take out some levels of brackets or indentation.")
        case .yamlSyntax(let problem):
            Wording(
                "写法有误：\(Problem.chineseYAML(problem))", help: "检查这一行和上一行的缩进、引号和冒号。",
                "YAML syntax: \(problem)",
                help: "look at indentation, quotes and colons in this line and the one above.")
        case .yamlTab:
            Wording(
                "用了制表符（Tab）缩进", help: "把它换成空格，缩进只能用空格。",
                "a tab is used for indentation", help: "use spaces: YAML takes no tabs.")
        case .yamlUnquotedColon:
            Wording(
                "值里有“: ”（冒号加空格），这一行就读不懂了", help: "用单引号把整个值括起来：'……: ……'。",
                "a colon followed by a space inside the value", help: "put the whole value in single quotes: '…: …'.")
        case .yamlFullWidthColon:
            Wording(
                "字段名后面用了中文冒号“：”", help: "换成英文冒号加一个空格，例如 title: 中午取款排队。",
                "a full-width colon follows the key", help: "use a plain colon and a space, such as title: Noon queue.")
        case .duplicateKey(let key):
            Wording(
                "字段“\(key)”写了两次", help: "保留一个，删掉另一个。",
                "the key \"\(key)\" is given twice", help: "keep one of them.")
        case .notUTF8(let byte):
            Wording(
                "文件不是 UTF-8 编码（遇到字节 0x\(Problem.hex(byte))）", help: "在编辑器里另存一次，编码选 UTF-8。",
                "the file is not UTF-8 (byte 0x\(Problem.hex(byte)))", help: "save it with the encoding UTF-8.")
        case .fileTooLarge(let bytes, let limit):
            Wording(
                "文件有 \(Problem.size(bytes))，最多允许 \(Problem.size(limit))", help: "把它拆成几页。",
                "the file has \(Problem.size(bytes)), where \(Problem.size(limit)) are allowed",
                help: "split it into several pages.")
        case .tooComplex(let construct, let limit):
            Wording(
                "\(construct.chinese(limit))，太复杂，程序不处理", help: "简化这一处，或者拆成几页。",
                "more than \(limit) \(construct.english)", help: "simplify this place or split the page.")
        case .runawayPattern(let pattern): .runawayPattern(pattern)
        case .slowPattern(let pattern, let list): .slowPattern(pattern, list)

        case .unknownKey(let key, let place, let near):
            Wording(
                "“\(place.chinese)”里没有字段“\(key)”",
                help: near.map { "是不是“\($0)”？" } ?? "删掉它，或在 casebook.yml 的 kinds 里声明它。",
                "\(place.english) has no field \"\(key)\"",
                help: near.map { "did you mean \"\($0)\"?" }
                    ?? "take it out, or declare it under kinds in casebook.yml.")
        case .unusedKey(let key, let pages):
            Wording(
                "\(pages) 个页面用了字段“\(key)”，它不起作用", help: "没有 casebook.yml 时只认识通用字段；要用自己的字段，请先建 casebook.yml。",
                "the key \"\(key)\" has no effect (used in \(pages) \(pages == 1 ? "page" : "pages"))",
                help: "without casebook.yml only the common fields are known; declare your own there.")
        case .unknownKind(let kind, let near, let known):
            Wording(
                "没有“\(kind)”这种页面", help: near.map { "是不是“\($0)”？" } ?? "可用的种类：\(known.joined(separator: "、"))。",
                "there is no kind \"\(kind)\"",
                help: near.map { "did you mean \"\($0)\"?" } ?? "the kinds are \(known.joined(separator: ", ")).")
        case .unknownValue(let field, let value, let near, let known):
            Wording(
                "字段“\(field)”不能取值“\(value)”",
                help: near.map { "是不是“\($0)”？" } ?? "可用的值：\(known.joined(separator: "、"))。",
                "\"\(value)\" is no value of \"\(field)\"",
                help: near.map { "did you mean \"\($0)\"?" } ?? "the values are \(known.joined(separator: ", ")).")
        case .noSuchVocabulary(let field, let value, let vocabulary):
            Wording(
                "字段“\(field)”的值“\(value)”查不到：没有词表“\(vocabulary)”",
                help: "新建 vocabularies/\(vocabulary).yml，写上 \(value): {label: …}。",
                "\"\(value)\" of \"\(field)\" can't be looked up: there is no vocabulary \"\(vocabulary)\"",
                help: "create vocabularies/\(vocabulary).yml with \(value): {label: …}.")
        case .wrongType(let field, let expected, let found):
            Wording(
                "字段“\(field)”应当是\(expected.chinese)，这里是“\(found)”", help: expected.chineseHelp,
                "\"\(field)\" wants \(expected.english), not \"\(found)\"", help: expected.englishHelp)
        case .missingField(let field, let place):
            Wording(
                "“\(place.chinese)”缺少字段“\(field)”", help: "在 \(field): 后面填上内容；没有这一行就补一行。",
                "\(place.english) lacks the field \"\(field)\"", help: "fill in \(field): …, or add that line.")
        case .missingFieldWhen(let field, let other, let value):
            Wording(
                "\(other) 是 \(value) 时必须写字段“\(field)”", help: "在 \(field): 后面填上内容；没有这一行就补一行。",
                "the field \"\(field)\" is required where \(other) is \(value)",
                help: "fill in \(field): …, or add that line.")
        case .missingTitle:
            Wording(
                "页面没有标题", help: "在页首加上一行 title: …，或在正文开头写一行 # 标题。",
                "the page has no title", help: "add a line title: … or begin the body with a heading.")
        case .noSpokenLine:
            Wording(
                "这条话术没有可以说出口的句子", help: "正文开头另起一行，先写 > 和一个空格，再写要说的话。",
                "this script has no spoken line",
                help: "begin the body with a quotation (>) that holds the words to say.")
        case .missingSection(let section):
            Wording(
                "缺少小节“\(section)”", help: "在正文里加上一行 ## \(section)。",
                "the section \"\(section)\" is missing", help: "add a heading ## \(section) to the body.")
        case .sectionOrder(let section, let before):
            Wording(
                "小节“\(section)”应当放在“\(before)”之前", help: "把整个小节移到前面。",
                "the section \"\(section)\" belongs before \"\(before)\"", help: "move the whole section up.")
        case .invalidID(let id):
            Wording(
                "“\(id)”不能用作 id 或文件夹名",
                help: "用字母、数字、汉字、- 和 _，最多 200 字节（约 66 个汉字）；不能含 / \\ : * ? \" < > | # [ ]，也不能以 . 开头。",
                "\"\(id)\" can't be an id or a folder's name",
                help:
                    "use letters, digits, - and _, 200 bytes at most, without / \\ : * ? \" < > | # [ ] or a dot at the start."
            )

        case .duplicateID(let id):
            Wording(
                "两个页面用了同一个 id“\(id)”", help: "给其中一页换一个 id。",
                "two pages have the id \"\(id)\"", help: "give one of them another id.")
        case .addressClash(let address):
            Wording(
                "网址“\(address)”已经有页面在用（只差大小写也算相同）", help: "换一个 id 或文件名。",
                "the address \"\(address)\" is taken (upper and lower case count as the same)",
                help: "choose another id or file name.")
        case .longAddress(let name, let bytes, let limit): .longAddress(name, bytes, limit)
        case .outsideContent(let path):
            Wording(
                "“\(path)”指向内容文件夹之外", help: "把文件放进内容文件夹，或删掉这个链接。",
                "\"\(path)\" leads out of the content folder",
                help: "move the file into the folder, or remove the link.")
        case .notAFile(let path):
            Wording(
                "“\(path)”不是普通文件，已跳过", help: "把命名管道、套接字或设备移出内容文件夹。",
                "\"\(path)\" is not a regular file and is left out",
                help: "move named pipes, sockets and devices out of the content folder.")
        case .unreadable(let path, let reason):
            Wording(
                "读不了“\(path)”：\(reason.chinese)", help: reason.chineseHelp,
                "can't read \"\(path)\": \(reason.english)", help: reason.englishHelp)

        case .unresolvedLink(let target, let near):
            target.isEmpty
                ? Wording(
                    "链接没有写要去哪里", help: "在括号里写上页面或网址，或去掉这个链接。",
                    "the link leads nowhere",
                    help: "write a page or an address between the parentheses, or take the link out.")
                : Wording(
                    "链接“\(target)”找不到对应的页面", help: near.map { "是不是“\($0)”？" } ?? "检查拼写，或新建这一页。",
                    "no page for link \"\(target)\"",
                    help: near.map { "did you mean \"\($0)\"?" } ?? "check the spelling or create the page.")
        case .cardWithoutLine(let id, let kind):
            Wording(
                "“\(id)”是\(kind.chinese)，没有可以显示成卡片的话术", help: "去掉前面的感叹号，写成 [[\(id)]]。",
                "\"\(id)\" is a \(kind.english.lowercased()) without a spoken line to show as a card",
                help: "take the exclamation mark out: [[\(id)]].")
        case .ambiguousLink(let target, let candidates):
            Wording(
                "链接“\(target)”可以指好几个页面", help: "写全其中一个：\(candidates.joined(separator: "、"))。",
                "the link \"\(target)\" fits several pages",
                help: "write one of them in full: \(candidates.joined(separator: ", ")).")
        case .unresolvedAnchor(let anchor, let page, let near):
            Wording(
                "页面“\(page)”没有小标题“\(anchor)”",
                help: near.map { "是不是“\($0)”？" } ?? "写成那一页上有的小标题，或去掉 # 后面的部分。",
                "the page \"\(page)\" has no heading \"\(anchor)\"",
                help: near.map { "did you mean \"\($0)\"?" }
                    ?? "name a heading of that page, or leave out what follows #.")
        case .unresolvedRelation(let field, let id, let near):
            Wording(
                "字段“\(field)”里的“\(id)”找不到对应的页面", help: near.map { "是不是“\($0)”？" } ?? "检查拼写，或新建这一页。",
                "\"\(field)\" names \"\(id)\", and there is no such page",
                help: near.map { "did you mean \"\($0)\"?" } ?? "check the spelling or create the page.")
        case .wrongRelationKind(let field, let id, let kind, let expected):
            Wording(
                "字段“\(field)”里的“\(id)”是\(kind.chinese)，这里只能放\(expected.map(\.chinese).joined(separator: "、"))",
                help: "换成\(expected.map(\.chinese).joined(separator: "或"))的 id。",
                "\"\(field)\" names \"\(id)\", a \(kind.english.lowercased()), where only a \(expected.map { $0.english.lowercased() }.joined(separator: " or a ")) belongs",
                help: "name a \(expected.map { $0.english.lowercased() }.joined(separator: " or a ")) instead.")
        case .unpublishedTarget(let id, let status):
            Wording(
                "已发布的页面指向还没有发布的“\(id)”（status: \(status.rawValue)）", help: "先审核并发布那一页，或去掉这个链接。",
                "a published page leads to \"\(id)\", which isn't published (status: \(status.rawValue))",
                help: "have that page approved first, or take the link out.")
        case .missingAsset(let path, let near):
            Wording(
                "找不到文件“\(path)”", help: near.map { "是不是“\($0)”？" } ?? "把文件放进内容文件夹，或改正路径。",
                "there is no file \"\(path)\"",
                help: near.map { "did you mean \"\($0)\"?" } ?? "put it into the content folder or correct the path.")
        case .unsupportedAsset(let path):
            Wording(
                "“\(path)”这种文件不能发布", help: "可以发布的有 png jpg gif webp avif svg pdf docx xlsx csv txt mp3 mp4。",
                "files like \"\(path)\" are not published",
                help: "png jpg gif webp avif svg pdf docx xlsx csv txt mp3 mp4 are.")
        case .stepNumberGap(let found, let expected):
            Wording(
                "这一步的编号是 \(found)，应当是 \(expected)", help: "把文件名开头的编号改成 \(expected)，或补上缺的一步。",
                "this step has the number \(found) where \(expected) is due",
                help: "rename the file to begin with \(expected), or add the missing step.")
        case .stepNumberRepeated(let number):
            Wording(
                "两个步骤的编号都是 \(number)", help: "给其中一个改号。",
                "two steps have the number \(number)", help: "give one of them another number.")
        case .stepWithoutNumber(let file):
            Wording(
                "步骤文件“\(file)”没有编号", help: "文件名写成 编号-名称.md，例如 1-vent.md。",
                "the step \"\(file)\" has no number", help: "name it NUMBER-NAME.md, such as 1-vent.md.")
        case .stepsWithoutMethod(let folder):
            Wording(
                "文件夹“\(folder)”里有步骤，却没有方法页", help: "在里面新建 index.md。",
                "the folder \"\(folder)\" holds steps but no method page", help: "create index.md in it.")
        case .causeCycle(let ids):
            Wording(
                "投诉原因互为上级，绕成了圈：\(ids.joined(separator: " → "))", help: "想清楚哪个更大，去掉另一头的 parents；只是相关，就写 related。",
                "causes are each other's parents: \(ids.joined(separator: " → "))",
                help: "take out one of the parents, or use related instead."
            )
        case .asymmetricConflict(let id):
            Wording(
                "这一页说与“\(id)”的说法不一致，那一页却没有提", help: "在“\(id)”里也写上 conflicts_with。",
                "this page conflicts with \"\(id)\", which doesn't say so",
                help: "declare conflicts_with in \"\(id)\" too.")

        case .incompleteMethod(let method, let missing): .incompleteMethod(method, missing)
        case .unplacedScript(let count): .unplacedScript(count)
        case .causeWithoutScript(let count): .causeWithoutScript(count)
        case .stepWithoutScript(let count): .stepWithoutScript(count)

        case .undeclaredSlot(let name, let near):
            Wording(
                "变量 {\(name)} 没有声明",
                help: near.map { "是不是 {\($0)}？" } ?? "在页首的 slots 里加上 \(name)；要显示花括号本身，写成 \\{。",
                "the slot {\(name)} is not declared",
                help: near.map { "did you mean {\($0)}?" } ?? "add \(name) to slots; for a literal brace write \\{.")
        case .unusedSlot(let name):
            Wording(
                "声明了变量“\(name)”，话术里却没有用到", help: "在要说的话里写上 {\(name)}，或删掉这个声明。",
                "the slot \"\(name)\" is declared and never used",
                help: "use {\(name)} in a spoken line or take it out.")
        case .forbiddenWording(let found, let reason, let instead):
            Wording(
                "话术里不宜说“\(found)”：\(reason)",
                help: instead.map { "改说：\($0)" } ?? "换一种说法；这样说本来没有问题，就写进 forbidden.yml 里这一条的 except。",
                "a spoken line says \"\(found)\": \(reason)",
                help: instead.map { "say instead: \($0)" }
                    ?? "say it in another way, or add the phrase to except in forbidden.yml.")
        case .invalidPattern(let pattern):
            Wording(
                "“\(pattern)”不是正确的正则表达式", help: "检查括号是否成对；普通词语不要加斜杠。",
                "\"\(pattern)\" is no valid regular expression",
                help: "look for unpaired brackets; plain words take no slashes.")

        case .longSentence(let start, let characters, let limit): .longSentence(start, characters, limit)
        case .similarScripts(let id, let percent, let shared): .similarScripts(id, percent, shared)

        case .privateData(let kind, let masked):
            Wording(
                "疑似\(kind.chinese)：\(masked)",
                help: "删掉它，或改成不指向任何人的说法；确实是虚构或公开的，就写明豁免的理由（写法见 casebook explain private-data）。",
                "this looks like \(kind.english): \(masked)",
                help:
                    "take it out; where it is invented or public, excuse the line with that reason (casebook explain private-data says how)."
            )
        case .unreviewedApproval(let missing):
            Wording(
                "页面标为已审核，却没有写 \(missing.joined(separator: " 和 "))",
                help: "补上 \(missing.joined(separator: " 和 "))，或把 status 改成 in_review。",
                "the page is approved but lacks \(missing.joined(separator: " and "))",
                help: "add \(missing.joined(separator: " and ")), or set status: in_review.")
        case .overdueReview(let date):
            Wording(
                "应在 \(date) 之前复核，已经过期", help: "复核内容，然后更新 reviewed_on 和 review_by。",
                "the review was due on \(date)", help: "review the page, then set reviewed_on and review_by.")

        case .orphanPage:
            Wording(
                "没有任何页面指向这一页", help: "在相关页面里链接它，或写进某一页的 related。",
                "no page leads here", help: "link to it from a page where readers would look for it.")
        case .duplicateTitle(let title):
            Wording(
                "有两个页面都叫“\(title)”", help: "让标题能区分开，坐席在搜索结果里才分得清。",
                "two pages are titled \"\(title)\"", help: "make the titles tell them apart in search results.")
        case .aliasTwice(let alias): .aliasTwice(alias)
        case .aliasIsOwnTitle(let alias): .aliasIsOwnTitle(alias)
        case .aliasClash(let alias, let page): .aliasClash(alias, page)
        case .aliasIsTitle(let alias, let page): .aliasIsTitle(alias, page)
        case .valueClash(let word, let value): .valueClash(word, value)
        case .longTitle(let characters, let limit): .longTitle(characters, limit)
        case .unlinkedTerm(let word, let id): .unlinkedTerm(word, id)
        case .rawHTML(let excerpt):
            Wording(
                "HTML 代码会原样显示为文字：\(excerpt)", help: "改用 Markdown 写法；要显示代码本身，用反引号括起来。",
                "HTML is shown as text: \(excerpt)", help: "use Markdown instead; to show code, put it in backticks.")
        case .externalAsset(let address):
            Wording(
                "图片来自别的网站，只显示为链接：\(address)", help: "把图片存进内容文件夹再引用。",
                "an image from another host becomes a link: \(address)", help: "keep the image in the content folder.")
        case .unsafeLink(let scheme):
            Wording(
                "“\(scheme):”开头的链接不安全，只保留文字", help: "可用的链接以 http、https、mailto 或 tel 开头。",
                "links with the scheme \"\(scheme):\" are not safe; the words stay",
                help: "use http, https, mailto or tel.")
        case .unsafeAsset(let path, let removed): .unsafeAsset(path, removed)
        case .unusedExcuse(let id):
            Wording(
                "这里不需要豁免“\(id)”：没有这个问题", help: "删掉这条 casebook-allow。",
                "nothing to excuse here: \"\(id)\" was not found", help: "take this casebook-allow out.")
        case .unknownExcuse(let id, let near):
            id.isEmpty
                ? Wording(
                    "casebook-allow 后面没有写豁免哪一项", help: "写成 <!-- casebook-allow: 名称 理由 -->，名称就是提示末尾方括号里的词。",
                    "casebook-allow doesn't say what it allows",
                    help: "write <!-- casebook-allow: NAME reason -->, with the name in brackets behind the message.")
                : Wording(
                    "没有名为“\(id)”的检查", help: near.map { "是不是“\($0)”？" } ?? "写提示末尾方括号里的词。",
                    "there is no check \"\(id)\"",
                    help: near.map { "did you mean \"\($0)\"?" } ?? "use the name in brackets behind the message.")
        case .excuseWithoutReason(let id):
            Wording(
                "豁免“\(id)”没有写理由", help: "写成 <!-- casebook-allow: \(id) 理由 -->。",
                "the excuse for \"\(id)\" gives no reason", help: "write <!-- casebook-allow: \(id) reason -->.")

        case .templateSyntax(let fault):
            Wording(
                "模板写法有误：\(fault.chinese)", help: "改好这个模板；删掉它，网站就用默认的模板。",
                "template syntax: \(fault.english)", help: "mend the template; without it the default one is used.")
        case .templateName(let name, let view, let near):
            Wording(
                "模板里用了“\(name)”，但 \(view) 没有这个名称",
                help: near.map { "是不是“\($0)”？" } ?? "Documentation/themes.md 列出了可以用的名称。",
                "the template uses \"\(name)\", which \(view) doesn't have",
                help: near.map { "did you mean \"\($0)\"?" } ?? "Documentation/themes.md lists the names there are.")
        case .lostAddress(let path, let title, let id, let now):
            .lostAddress(path, title, id, now)
        case .searchTest(let query, let id, let top, let found, let rank):
            .searchTest(query, id, top, found, rank)
        }
    }

    /// In decimal units, as file managers show it.
    static func size(_ bytes: Int) -> String {
        if bytes < 1_000 { return "\(bytes) B" }
        if bytes < 1_000_000 { return "\(bytes / 1_000) KB" }
        let tenths = bytes / 100_000
        return tenths % 10 == 0 ? "\(tenths / 10) MB" : "\(tenths / 10).\(tenths % 10) MB"
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.count < 2 ? "0" + digits : digits
    }
}

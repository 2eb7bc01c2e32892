// What the facts inside a finding are called: types, constructs, kinds of private data, template faults.

extension NoteSubject {
    package func words(in language: ProgramLanguage) -> String {
        switch (self, language) {
        case (.firstDefinition, .chinese): "另一处在这里"
        case (.firstDefinition, .english): "the other one is here"
        case (.forbiddenHere, .chinese): "规则写在这里"
        case (.forbiddenHere, .english): "the rule is here"
        }
    }
}

extension ExpectedType {
    /// Goes on behind a Han character: what begins with a Latin letter or digit brings its blank.
    var chinese: String {
        switch self {
        case .text: "文字"
        case .date: "日期"
        case .flag: " true 或 false"
        case .affirmation: " true"
        case .record: "一组“字段: 值”"
        case .keyed: "以名称开头的若干组“字段: 值”"
        case .list: "列表"
        case .mapping: "“名称: 值”的集合"
        case .integer(nil): "整数"
        case .integer(let range?): " \(range.lowerBound) 到 \(range.upperBound) 的整数"
        case .reference: "页面的 id"
        }
    }

    var english: String {
        switch self {
        case .text: "text"
        case .date: "a date"
        case .flag: "true or false"
        case .affirmation: "true"
        case .record: "a mapping"
        case .keyed: "a mapping from names to mappings"
        case .list: "a list"
        case .mapping: "a mapping"
        case .integer(nil): "a whole number"
        case .integer(let range?): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .reference: "the id of a page"
        }
    }

    var chineseHelp: String? {
        switch self {
        case .date: "日期写成 2026-08-14 的样子。"
        case .affirmation: "确认后写 true；没有做到就不要发布。"
        case .list: "写成 [甲, 乙]，或每行一个 - 甲。"
        default: nil
        }
    }

    var englishHelp: String? {
        switch self {
        case .date: "write it like 2026-08-14."
        case .affirmation: "write true once it holds; until then the page can't be published."
        case .list: "write [a, b], or one - a each line."
        default: nil
        }
    }
}

extension Construct {
    func chinese(_ limit: Int) -> String {
        switch self {
        case .nesting: "嵌套超过 \(limit) 层"
        case .tableCells: "表格超过 \(limit) 格"
        case .tableColumns: "表格超过 \(limit) 列"
        case .openBrackets: "没有配对的方括号超过 \(limit) 个"
        case .references: "反复引用的长网址加起来超过 \(Problem.size(limit))"
        case .openMarkup: "没有收尾的 <? 或 <! 超过 \(limit) 处"
        case .parentheses: "连在一起的右括号超过 \(limit) 个"
        }
    }

    var english: String {
        switch self {
        case .nesting: "levels of nesting"
        case .tableCells: "table cells"
        case .tableColumns: "columns of a table"
        case .openBrackets: "unpaired brackets"
        case .references: "bytes of long addresses that are referred to again and again"
        case .openMarkup: "unclosed <? or <!"
        case .parentheses: "closing parentheses in one word"
        }
    }
}

extension PrivateDataKind {
    var chinese: String {
        switch self {
        case .mobileNumber: "手机号"
        case .landlineNumber: "固定电话"
        case .residentID: "身份证号"
        case .bankCard: "银行卡号"
        case .email: "电子邮箱"
        case .plate: "车牌号"
        case .socialAccount: "社交账号"
        case .own: "本站不得公开的信息"
        }
    }

    var english: String {
        switch self {
        case .mobileNumber: "a mobile number"
        case .landlineNumber: "a landline number"
        case .residentID: "a resident ID number"
        case .bankCard: "a bank card number"
        case .email: "an e-mail address"
        case .plate: "a number plate"
        case .socialAccount: "a social account"
        case .own: "what this site must not publish"
        }
    }
}

extension TemplateFault {
    var chinese: String {
        switch self {
        case .unclosedTag: "{{ 没有对应的 }}"
        case .unclosedSection(let name): "{{#\(name)}} 没有对应的 {{/\(name)}}"
        case .strayClose(let name): "{{/\(name)}} 前面没有 {{#\(name)}}"
        case .mismatchedClose(let name, let expected): "这里应当是 {{/\(expected)}}，却是 {{/\(name)}}"
        case .missingPartial(let name): "没有片段“\(name)”"
        case .recursivePartial(let name): "片段“\(name)”引用了自己"
        case .wrongUse(let name): "“\(name)”不能这样用"
        case .emptyTag: "标签是空的"
        }
    }

    var english: String {
        switch self {
        case .unclosedTag: "{{ without }}"
        case .unclosedSection(let name): "{{#\(name)}} without {{/\(name)}}"
        case .strayClose(let name): "{{/\(name)}} without {{#\(name)}}"
        case .mismatchedClose(let name, let expected): "{{/\(expected)}} is wanted here, not {{/\(name)}}"
        case .missingPartial(let name): "there is no partial \"\(name)\""
        case .recursivePartial(let name): "the partial \"\(name)\" includes itself"
        case .wrongUse(let name): "\"\(name)\" can't be used like this"
        case .emptyTag: "the tag is empty"
        }
    }
}

extension UnreadableReason {
    var chinese: String {
        switch self {
        case .permission: "没有读取权限"
        case .vanished: "文件在读取前消失了"
        case .changing: "文件在读取时一直在变"
        case .name: "名称不是 UTF-8 编码"
        case .pathTooLong: "路径太长"
        case .brokenLink: "符号链接指向的文件不存在"
        case .repeatedLink: "符号链接指向的文件夹已经读过，或者绕成了圈"
        case .system(let words): words.chinese
        }
    }

    var chineseHelp: String {
        switch self {
        case .permission: "给运行 casebook 的账户加上读取权限（文件夹还需要进入权限）。"
        case .vanished, .changing: "等其他程序写完，再运行一次。"
        case .name: "用 UTF-8 的名称重新命名。"
        case .pathTooLong: "缩短文件夹名，或者减少层数。"
        case .brokenLink, .repeatedLink: "删掉这个符号链接，或者让它指向内容文件夹里的另一个文件。"
        case .system: "检查磁盘和文件，再运行一次。"
        }
    }

    var english: String {
        switch self {
        case .permission: "no permission"
        case .vanished: "it vanished before it was read"
        case .changing: "it kept changing while it was read"
        case .name: "its name is not UTF-8"
        case .pathTooLong: "its path is too long"
        case .brokenLink: "the symbolic link leads nowhere"
        case .repeatedLink: "the symbolic link leads into a folder that is read already, or round in a circle"
        case .system(let words): words.english
        }
    }

    var englishHelp: String {
        switch self {
        case .permission: "give the account that runs casebook the right to read it (and to enter its folder)."
        case .vanished, .changing: "wait until other programs are done writing and run again."
        case .name: "give it a name in UTF-8."
        case .pathTooLong: "shorten the names of its folders, or use fewer of them."
        case .brokenLink, .repeatedLink: "remove the link, or let it lead to another file of the content folder."
        case .system: "check the disk and the file, then run again."
        }
    }
}

extension Problem {
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

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

    var chineseHelp: String {
        switch self {
        case .date: "日期写成 2026-08-14 的样子。"
        case .affirmation: "确认后写 true；没有做到就不要发布。"
        case .list: "写成 [甲, 乙]，或每行一个 - 甲。"
        case .text: "只写一段文字；里面有冒号、括号或引号，就用单引号把整段括起来。"
        case .flag: "是就写 true，不是就写 false。"
        case .record: "写成 {字段: 值, 字段: 值}，或者换行缩进，一行一个字段。"
        case .keyed: "每个名称一行，它的字段写在花括号里，例如 称呼: {label: 称呼}。"
        case .mapping: "每行写一个“名称: 值”，用英文冒号，后面空一格。"
        case .integer: "只写数字，例如 2。"
        case .reference: "写那一页的 id，通常就是不带 .md 的文件名。"
        }
    }

    var englishHelp: String {
        switch self {
        case .date: "write it like 2026-08-14."
        case .affirmation: "write true once it holds; until then the page can't be published."
        case .list: "write [a, b], or one - a each line."
        case .text: "write plain words; put them in single quotes where they hold colons, brackets or quotes."
        case .flag: "write true or false."
        case .record: "write {key: value, key: value}, or one key a line, indented."
        case .keyed: "give each name a line with its fields in braces, such as name: {label: Name}."
        case .mapping: "write one name: value a line."
        case .integer: "write digits only, such as 2."
        case .reference: "write the page's id, mostly its file's name without .md."
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
        case .addresses: "连在一起、中间没有空格的网址超过 \(limit) 个"
        case .linesAboveTable: "紧贴在表格上面的段落超过 \(limit) 行"
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
        case .addresses: "addresses without a blank between them"
        case .linesAboveTable: "lines of a paragraph right above a table"
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

extension UnsafePart {
    var chinese: String {
        switch self {
        case .script: "脚本"
        case .handler: "事件处理代码"
        case .foreignObject: "嵌入的网页内容"
        case .outsideReference: "指向别处的引用"
        case .animation: "会改动链接的动画"
        case .entity: "DOCTYPE 声明"
        }
    }

    var english: String {
        switch self {
        case .script: "scripts"
        case .handler: "event handlers"
        case .foreignObject: "embedded documents"
        case .outsideReference: "references to other files or sites"
        case .animation: "animations of links"
        case .entity: "a DOCTYPE"
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
        case .name: "给它改名，只用普通的汉字、字母和数字。"
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
    /// What libYAML says, for those who don't read English. What is not here is rare and is quoted.
    static func chineseYAML(_ problem: String) -> String {
        switch problem {
        case "could not find expected ':'": "这一行缺少英文冒号"
        case "did not find expected key": "这里应当是下一个字段，缩进可能不一致"
        case "did not find expected '-' indicator": "列表项的缩进不一致，这里应当以 - 开头"
        case "did not find expected ',' or ']'": "方括号 [ ] 里缺少英文逗号，或者没有收尾的 ]"
        case "did not find expected ',' or '}'": "花括号 { } 里缺少英文逗号，或者没有收尾的 }"
        case "did not find expected node content": "这里缺少内容"
        case "did not find expected alphabetic or numeric character": "以 * 或 & 开头的值要用引号括起来"
        case "did not find expected whitespace or line break": "这里应当有一个空格"
        case "did not find expected comment or line break": "| 或 > 后面不能再写内容，请换行"
        case "did not find expected <document start>": "第一个值之后不能再有别的内容"
        case "found character that cannot start any token": "值不能以 @、` 或 % 开头，请用引号括起来"
        case "found unexpected end of stream": "引号没有收尾"
        case "found unexpected document indicator": "引号没有收尾，一直到了 ---"
        case "found unknown escape character": "双引号里的 \\ 写法有误，请改用单引号"
        case "found unexpected ':'": "这里的冒号会被当成字段的冒号，请用引号括起来"
        case "found undefined alias": "* 后面的名称没有定义；以 * 开头的值要用引号括起来"
        case "found a tab character that violates indentation",
            "found a tab character where an indentation space is expected":
            "用了制表符（Tab）缩进"
        case "block sequence entries are not allowed in this context": "这里不能写列表项，请把 - 放到下一行"
        case "mapping keys are not allowed in this context": "以 ? 开头的值要用引号括起来"
        case "control characters are not allowed": "含有看不见的控制字符"
        case "but found another document": "中间多了一行 ---"
        default: "这里读不懂（\(problem)）"
        }
    }
}

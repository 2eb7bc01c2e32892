import CasebookModel

/// The words of skeletons that no declaration gives. Their traditional forms are in `TraditionalLabels`.
enum SkeletonWords {
    static let guidance = LocalizedText(
        "写明“必填”的都填好，审核时才能通过；其余的用得上再填，去掉行首的 # 即可。",
        "Whatever says \"required\" has to be filled in before approval; the rest where it helps: take the # away.")
    static let required = LocalizedText("必填", "required")
    static let requiredThen = LocalizedText("时必填", "makes it required")
    static let several = LocalizedText("可写几个", "one or several")
    static let integer = LocalizedText("整数", "a whole number")
    static let date = LocalizedText("例如 2026-08-14", "such as 2026-08-14")
    static let valuesIn = LocalizedText("可用的值见", "values in")
    static let pageID = LocalizedText("另一页的 id", "the id of another page")
    static let idsIn = LocalizedText("的 id 见", "ids in")
    static let noneYet = LocalizedText("还没有", "none yet:")
    static let spokenSlot = LocalizedText("要说的话", "words to say")
    static let spoken = LocalizedText(
        "正文里行首有 > 的段落就是要说的话，花括号里的字换成能直接说出口的一句；“## 电话”这样的小标题下面写那个渠道的说法。",
        "A paragraph behind > is what is said: put a sentence for the one in braces. Under a heading like \"## Phone\" stand the words for that channel."
    )
    static let unplaced = LocalizedText("还没有归类的内容", "Not sorted yet")
    static let restOfRow = LocalizedText("表格里的其他内容", "What else the table says")
    static let column = LocalizedText("列", "column")
    static let slotName = LocalizedText("名称", "name")
}

import CasebookModel
import CasebookParse
import Testing

@testable import CasebookAuthoring

@Suite struct PageNamesTests {
    @Test(arguments: [
        ("中午取款排队", "zhong-wu-qu-kuan-pai-dui"), ("银行行长", "yin-hang-hang-zhang"), ("ISO 10002 指南", "iso-10002-zhi-nan"),
        ("客户说：“没人管！”", "ke-hu-shuo-mei-ren-guan"), ("投訴處理", "tou-su-chu-li"), ("ＡＴＭ吞卡", "atm-tun-ka"),
        ("Apologise & restate", "apologise-restate"),
        ("客户在营业厅排队等了两个小时之后要求见网点负责人", "ke-hu-zai-ying-ye-ting-pai-dui-deng-le-liang-ge"),
    ])
    func `an id is the title's pinyin, words of letters kept, short enough to type`(title: String, id: String) {
        #expect(PageNames.id(ofTitle: title) == id)
    }

    @Test(arguments: ["", "——", "ありがとう", "🙂"])
    func `a title without anything to write has no id`(title: String) {
        #expect(PageNames.id(ofTitle: title) == nil)
    }

    @Test func `ids that pages have or had are taken, in any case`() {
        let names = PageNames([page("scripts/soothe.md", "former_ids: [calm]"), page("scripts/Soothe-2.md")])
        #expect(names.isTaken("SOOTHE"))
        #expect(names.isTaken("calm"))
        #expect(!names.isTaken("sooth"))
        #expect(names.free("soothe") == "soothe-3")
        #expect(names.free("queue") == "queue")
    }
}

/// A parsed page with a title and the given lines of front matter.
func page(_ path: String, _ front: String = "", title: String = "题") -> ParsedPage {
    let text = "---\ntitle: \(title)\(front.isEmpty ? "" : "\n\(front)")\n---\n"
    let source = SourceFile(path: path, bytes: Array(text.utf8), fingerprint: Fingerprint(high: 0, low: 0))
    let options = PageParser.Options(kinds: BuiltInKinds.table, isImplicit: false, pathPrefix: "", channels: [:])
    // A file in UTF-8 always gives a page.
    return PageParser(options: options).parse(source).value!
}

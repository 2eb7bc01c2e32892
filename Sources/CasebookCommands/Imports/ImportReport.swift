import CasebookAuthoring
import CasebookModel

/// What became of a document that was taken over.
struct ImportReport {
    private let language: ProgramLanguage

    init(_ words: WordOptions) { language = words.language }

    func tell(_ sorted: DocumentSorter) {
        if !sorted.filled.isEmpty {
            say(
                "原文已放进：\(sorted.filled.joined(separator: "、"))。",
                "Its text stands under: \(sorted.filled.joined(separator: ", ")).")
        }
        if !sorted.empty.isEmpty {
            say(
                "原文里没有找到：\(sorted.empty.joined(separator: "、"))。",
                "Nothing was found for: \(sorted.empty.joined(separator: ", ")).")
        }
        if sorted.unplacedCount > 0, !(sorted.filled.isEmpty && sorted.empty.isEmpty) {
            say(
                "有 \(sorted.unplacedCount) 段没能归类，放在文末“还没有归类的内容”下面，请移到合适的小节。",
                "\(sorted.unplacedCount) paragraphs had no place; they stand at the end under \"Not sorted yet\".")
        }
    }

    /// Private data is said at once, and masked: nobody should commit it first.
    func tell(_ privacy: (found: [Diagnostic], lines: [String: LineTable])) {
        guard !privacy.found.isEmpty else { return }
        Terminal.say(privacy.found, lines: privacy.lines, in: language)
        say(
            "文件里有 \(privacy.found.count) 处疑似个人信息，请先删改，再提交或交给别人；删掉之前网站不会生成。",
            "There is private data in \(privacy.found.count) places: take it out before you commit or pass on the file; nothing is built until then."
        )
    }

    private func say(_ chinese: String, _ english: String) {
        Terminal.say(LocalizedText(chinese, english).text(in: language).printable)
    }
}

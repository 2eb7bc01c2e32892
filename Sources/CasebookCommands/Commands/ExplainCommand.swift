import ArgumentParser
import CasebookModel
import CasebookText

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "一条提示是什么意思，怎么改 · what a finding means and how to mend it",
        discussion:
            "不写名称时列出全部。名称在每条消息后面的方括号里。· Lists all of them without a name; names stand in brackets behind messages.")

    @Argument(help: "问题的名称，例如 unresolved-link · a finding's name, such as unresolved-link")
    var id: String?

    @OptionGroup var words: WordOptions

    func run() throws {
        let language = words.language
        guard let id else {
            Terminal.result(Explanation.list(in: language))
            return
        }
        // People copy the brackets too.
        let name = id.trimmingPrefix("[").split(separator: "]").first.map { $0.lowercased() } ?? ""
        if let explanation = Explanation(name, in: language) {
            Terminal.result(explanation.text)
            return
        }
        let ids = DiagnosticID.allCases.map(\.rawValue)
        // A part of a name is a better hint than a slip: `orphan`, `alias`.
        let near = ids.first { name.count > 2 && $0.contains(name) } ?? nearestName(to: name, among: ids)
        Terminal.say(
            LocalizedText(
                "没有叫“\(id)”的问题。" + (near.map { "是不是 \($0)？" } ?? "casebook explain 列出全部名称。"),
                "There is no finding \"\(id)\". "
                    + (near.map { "Did you mean \($0)?" } ?? "casebook explain lists them all.")
            ).text(in: language).printable)
        throw ExitCode.validationFailure
    }
}

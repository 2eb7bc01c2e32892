import CasebookModel
import CasebookText

/// `long-title`: a title that takes more than two lines of a narrow window. `long-sentence`: a spoken sentence that no one says
/// in one breath, nor takes in by ear.
struct LengthRule: Rule {
    /// In Han characters, of two columns each.
    static let longestTitle = 30
    /// Four to five characters a second are read aloud, and a breath lasts some twelve seconds.
    static let longestSentence = 60

    var reach: RuleReach { .page }

    func check(_ input: SiteChecker.Input, _ report: inout Report) {
        // A folder of plain Markdown was not written to be read out, nor for this site's windows.
        guard !input.site.configuration.isImplicit else { return }
        for page in input.pages where page.status != .retired && !page.isBroken {
            let title = size(page.title.value)
            if title > LengthRule.longestTitle {
                report.add(
                    .longTitle(characters: title, limit: LengthRule.longestTitle), in: page, at: page.title.range)
            }
            for line in page.spokenLines { check(line, in: page, &report) }
        }
    }

    private func check(_ line: SpokenLine, in page: ParsedPage, _ report: inout Report) {
        // In UTF-8 no character is shorter than its columns.
        guard line.text.utf8.count > LengthRule.longestSentence * 2 else { return }
        for sentence in line.text.unicodeScalars.split(whereSeparator: Self.endsSentence) {
            guard sentence.count > LengthRule.longestSentence else { continue }
            let characters = size(String(sentence))
            guard characters > LengthRule.longestSentence else { continue }
            let start = String(String(sentence).drop { $0 == " " }.prefix(10))
            let problem = Problem.longSentence(start: start, characters: characters, limit: LengthRule.longestSentence)
            report.add(problem, in: page, at: line.range)
        }
    }

    private func size(_ text: some StringProtocol) -> Int {
        (displayWidth(text) + 1) / 2
    }

    private static func endsSentence(_ character: Unicode.Scalar) -> Bool {
        switch character {
        case "。", "！", "？", "；", "…", ".", "!", "?", ";", "\n": true
        default: false
        }
    }
}

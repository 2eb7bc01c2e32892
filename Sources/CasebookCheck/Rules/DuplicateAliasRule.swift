import CasebookModel
import CasebookText

/// `duplicate-alias`: a word leads to one page. An alias that two pages share, or that is another page's title, puts two
/// results side by side mid-call; one that repeats the page's own title does nothing.
struct DuplicateAliasRule: Rule {
    var reach: RuleReach { .heads }

    func check(_ input: SiteChecker.Input, _ report: inout Report) {
        guard !input.site.configuration.isImplicit else { return }
        checkVocabularies(input, &report)
        let pages = input.pages.filter { $0.status != .retired && !$0.isBroken }
            .sorted { $0.path.precedesInBytes($1.path) }
        let titles = Dictionary(
            pages.map { (foldedScalars($0.title.value), $0) }, uniquingKeysWith: { first, _ in first })
        var owners: [[UInt32]: (page: ParsedPage, range: SourceRange)] = [:]
        for page in pages {
            let title = foldedScalars(page.title.value)
            for alias in page.fields.list("aliases") {
                guard let word = alias.text, !word.isEmpty else { continue }
                let key = foldedScalars(word)
                if key == title {
                    report.add(.aliasIsOwnTitle(alias: word), in: page, at: alias.range)
                } else if let other = titles[key], !areSteps(page, other) {
                    let note = report.note(.firstDefinition, path: other.path, at: other.title.range)
                    report.add(.aliasIsTitle(alias: word, page: other.id), in: page, at: alias.range, notes: [note])
                } else if let owner = owners[key], !areSteps(page, owner.page) {
                    let note = report.note(.firstDefinition, path: owner.page.path, at: owner.range)
                    let problem =
                        owner.page === page
                        ? Problem.aliasTwice(alias: word) : .aliasClash(alias: word, page: owner.page.id)
                    report.add(problem, in: page, at: alias.range, notes: [note])
                } else {
                    owners[key] = (page, alias.range)
                }
            }
        }
    }

    /// Steps of different methods may share their names: their breadcrumbs tell them apart.
    private func areSteps(_ page: ParsedPage, _ other: ParsedPage) -> Bool {
        page !== other && page.kind == "step" && other.kind == "step"
    }

    /// A heading over spoken lines, and a word in a field, must mean one value.
    private func checkVocabularies(_ input: SiteChecker.Input, _ report: inout Report) {
        for vocabulary in input.site.vocabularies {
            var owners: [String: String] = [:]
            for value in vocabulary.values {
                var own: Set<String> = []
                for word in [value.label.chinese] + value.aliases where own.insert(fold(word)).inserted {
                    if let owner = owners[fold(word)] {
                        report.add(
                            .valueClash(word: word, value: owner), inList: vocabulary.path, at: value.nameRange)
                    } else {
                        owners[fold(word)] = value.name
                    }
                }
            }
        }
    }
}

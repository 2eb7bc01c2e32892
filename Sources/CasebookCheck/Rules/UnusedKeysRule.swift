import CasebookModel

/// `unknown-key` in a folder without configuration: one finding for a key, however many pages use it.
struct UnusedKeysRule: Rule {
    func check(_ input: SiteChecker.Input, _ report: inout Report) {
        var uses: [String: (page: ParsedPage, range: SourceRange, count: Int)] = [:]
        for page in input.pages.sorted(by: { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }) {
            for key in page.unusedKeys {
                if let use = uses[key.value] {
                    uses[key.value] = (use.page, use.range, use.count + 1)
                } else {
                    uses[key.value] = (page, key.range, 1)
                }
            }
        }
        for (key, use) in uses.sorted(by: { $0.key < $1.key }) {
            report.add(.unusedKey(key: key, pages: use.count), in: use.page, at: use.range)
        }
    }
}

import CasebookCache
import CasebookCheck
import CasebookFiles
import CasebookModel

/// What an earlier build found with rules that would find the same again.
struct CheckRecall: Sendable {
    private let rules: Fingerprint
    private let heads: Fingerprint
    private let pages: [ParsedPage]
    private let pathPrefix: String
    /// Pages that say something else than they did, or that rules say something else of.
    private let changed: [ParsedPage]
    /// What an earlier build knew of the others, by path.
    private let known: [String: CheckRecord.Page]
    /// The words of terms that `known` speaks of.
    private let terms: Fingerprint?
    /// Found in the others.
    private let ofPages: [Diagnostic]
    /// `nil`: to be looked for.
    private let ofHeads: [Diagnostic]?

    /// - Parameters:
    ///   - rules: Of all that rules know besides pages.
    ///   - head: Of what a page says but for its body.
    init(
        _ earlier: CheckRecord?, rules: Fingerprint, pages: [ParsedPage], pathPrefix: String,
        head: (ParsedPage) -> Fingerprint
    ) {
        self.rules = rules
        self.pages = pages
        self.pathPrefix = pathPrefix
        var writer = CacheWriter(capacity: pages.count * 64)
        for page in pages {
            writer.string(page.path)
            writer.flag(page.isBroken)
            // Gaps that their authors excuse are told one by one.
            writer.list(page.excuses) { $0.string($1.diagnosticID) }
            writer.fingerprint(head(page))
        }
        heads = ContentHash(of: writer.bytes).fingerprint
        guard let earlier, earlier.rules == rules else {
            changed = pages
            known = [:]
            terms = nil
            ofPages = []
            ofHeads = nil
            return
        }
        let known = Dictionary(earlier.pages.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        self.known = known
        terms = earlier.terms
        // Few pages have findings, and a path is put together for those alone.
        let found = Dictionary(grouping: earlier.ofPages) { $0.path(behind: pathPrefix) }
        var changed: [ParsedPage] = []
        var ofPages: [Diagnostic] = []
        for page in pages {
            if known[page.path]?.hash != page.fingerprint {
                changed.append(page)
            } else {
                ofPages += found[page.path] ?? []
            }
        }
        (self.changed, self.ofPages) = (changed, ofPages)
        ofHeads = earlier.heads == heads ? earlier.ofHeads : nil
    }

    /// What all rules find, and what the next build has to know of it.
    func run(_ input: SiteChecker.Input, jobs: Int) -> (found: [Diagnostic], record: CheckRecord) {
        let table = TermTable(input.site)
        let words = CheckRecall.hash(of: table)
        let uses = table.map { termUses($0, in: input.site, words, jobs: jobs) } ?? []
        var input = input
        input.terms = table.map { TermUses($0, uses) }
        let all = input
        input.pages = changed
        let asked = input
        let results = mapInParallel(SiteChecker.ruleCount, jobs: jobs) { rule in
            switch SiteChecker.reach(ofRule: rule) {
            case .page: SiteChecker.check(asked, rule: rule)
            case .heads: ofHeads == nil ? SiteChecker.check(all, rule: rule) : []
            case .site: SiteChecker.check(all, rule: rule)
            }
        }
        func found(_ reach: RuleReach) -> [Diagnostic] {
            results.indices.filter { SiteChecker.reach(ofRule: $0) == reach }.flatMap { results[$0] }
        }
        let inPages = ofPages + found(.page)
        let inHeads = ofHeads ?? found(.heads)
        let usesByPath = Dictionary(
            zip(all.site.pages, uses).map { ($0.parsed.path, $1) }, uniquingKeysWith: { first, _ in first })
        let named = Set(inPages.compactMap { $0.path(behind: pathPrefix) })
        let ofFiles = Set(pages.lazy.map(\.path).filter(named.contains))
        let record = CheckRecord(
            rules: rules, terms: words,
            pages: pages.map {
                CheckRecord.Page(path: $0.path, hash: $0.fingerprint, terms: usesByPath[$0.path] ?? [])
            },
            // What rules say of the word lists themselves they say anew each time.
            ofPages: inPages.filter { $0.path(behind: pathPrefix).map(ofFiles.contains) ?? false }, heads: heads,
            ofHeads: inHeads)
        return (inPages + inHeads + found(.site), record)
    }

    /// Which pages are in the site follows from what they say and from the settings that `rules` covers.
    private func termUses(_ table: TermTable, in site: Site, _ words: Fingerprint, jobs: Int) -> [[TermUse]] {
        let known = terms == words ? known : [:]
        return mapInParallel(site.pages.count, jobs: jobs) { number in
            let page = site.pages[number]
            guard let earlier = known[page.parsed.path], earlier.hash == page.parsed.fingerprint,
                earlier.terms.allSatisfy({ table.words.indices.contains(Int($0.word)) })
            else { return table.uses(in: page) }
            return earlier.terms
        }
    }

    private static func hash(of table: TermTable?) -> Fingerprint {
        var writer = CacheWriter()
        writer.list(table?.words ?? []) { writer, term in
            writer.string(term.id)
            writer.string(term.word)
        }
        return ContentHash(of: writer.bytes).fingerprint
    }
}

extension Diagnostic {
    /// The file's path below the content folder; `nil` where it isn't there.
    fileprivate func path(behind prefix: String) -> String? {
        guard file.utf8.starts(with: prefix.utf8) else { return nil }
        return String(decoding: file.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
    }
}

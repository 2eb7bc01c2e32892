import CasebookModel

/// The Check stage: what is wrong with content that every file by itself and every link can be right about.
///
/// Takes the site, all parsed pages (the unpublished ones too: their authors want to know) and the wording list; gives
/// diagnostics. Never fails, changes nothing, looks at no file. A rule is one file under `Rules/` and one line below.
package enum SiteChecker {
    package struct Input: Sendable {
        package var site: Site
        /// Published or not, in any order.
        package var pages: [ParsedPage]
        package var forbiddenWording: [ForbiddenWording]
        /// The wording list's path below the content folder.
        package var forbiddenPath: String
        package var searchTests: [SearchTest]
        /// Their list's path below the content folder.
        package var searchTestsPath: String
        /// What stands before a path in messages.
        package var pathPrefix: String
        /// Words of terms in the site's pages; `nil`: to be looked for.
        package var terms: TermUses?
        /// What the content is held against; `nil` where nobody asked.
        package var published: PublishedSite?
        /// What findings about the site as a whole are put down to, relative to the source folder.
        package var configurationPath = "casebook.yml"

        package init(
            site: Site, pages: [ParsedPage], forbiddenWording: [ForbiddenWording], forbiddenPath: String,
            searchTests: [SearchTest] = [], searchTestsPath: String = "", pathPrefix: String
        ) {
            self.site = site
            self.pages = pages
            self.forbiddenWording = forbiddenWording
            self.forbiddenPath = forbiddenPath
            self.searchTests = searchTests
            self.searchTestsPath = searchTestsPath
            self.pathPrefix = pathPrefix
        }
    }

    /// Those that take longest come first, so that threads end together.
    private static let rules: [any Rule] =
        ForbiddenWordingRule.shares + [
            SimilarScriptsRule(), UnlinkedTermRule(), DuplicateAliasRule(), LengthRule(), SectionsRule(),
            VocabularyRule(), SlotsRule(), ReviewRule(), OrphanRule(), DuplicateTitleRule(), IncompleteMethodRule(),
            CoverageRule(), UnusedKeysRule(), SearchTestIDsRule(), LostAddressRule(),
        ]

    /// How many rules there are, for those who share them out among threads.
    package static var ruleCount: Int { rules.count }

    package static func reach(ofRule index: Int) -> RuleReach { rules[index].reach }

    /// - Parameter index: Of a rule, below ``ruleCount``. Rules know nothing of each other.
    package static func check(_ input: Input, rule index: Int) -> [Diagnostic] {
        var report = Report(pathPrefix: input.pathPrefix)
        if rules[index].reach == .page {
            // What it can't reach it can't depend on.
            var input = input
            input.site.pages = []
            rules[index].check(input, &report)
        } else {
            rules[index].check(input, &report)
        }
        return report.diagnostics
    }

    package static func check(_ input: Input) -> [Diagnostic] {
        rules.indices.flatMap { check(input, rule: $0) }
    }
}

/// What a rule's findings depend on besides the site's declarations, word lists and date: as long as that is the same, so are
/// the findings.
package enum RuleReach: Sendable {
    /// Each page by itself: findings on one page say nothing of another.
    case page
    /// What all pages say but their bodies.
    case heads
    /// Everything.
    case site
}

/// One thing that is checked.
protocol Rule: Sendable {
    /// `site` unless it says something else.
    var reach: RuleReach { get }

    func check(_ input: SiteChecker.Input, _ report: inout Report)
}

extension Rule {
    var reach: RuleReach { .site }
}

/// What rules found.
struct Report {
    let pathPrefix: String
    private(set) var diagnostics: [Diagnostic] = []

    init(pathPrefix: String) { self.pathPrefix = pathPrefix }

    /// - Parameter severity: `nil` takes the problem's own.
    mutating func add(
        _ problem: Problem, severity: Severity? = nil, in page: ParsedPage, at range: SourceRange,
        notes: [Diagnostic.Note] = []
    ) {
        diagnostics.append(
            Diagnostic(problem, severity: severity, file: pathPrefix + page.path, at: range, notes: notes))
    }

    /// - Parameter path: Of a word list, below the content folder.
    mutating func add(
        _ problem: Problem, severity: Severity? = nil, inList path: String, at range: SourceRange,
        notes: [Diagnostic.Note] = []
    ) {
        diagnostics.append(
            Diagnostic(problem, severity: severity, file: pathPrefix + path, at: range, notes: notes))
    }

    /// Of the site as a whole.
    mutating func add(_ problem: Problem, inConfiguration path: String) {
        diagnostics.append(Diagnostic(problem, file: path, at: .fileStart))
    }

    func note(_ subject: NoteSubject, path: String, at range: SourceRange) -> Diagnostic.Note {
        Diagnostic.Note(subject, file: pathPrefix + path, range: range)
    }
}

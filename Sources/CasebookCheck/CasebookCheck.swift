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

    private static let rules: [any Rule] = [
        SectionsRule(), VocabularyRule(), SlotsRule(), ForbiddenWordingRule(), ReviewRule(), OrphanRule(),
        DuplicateTitleRule(), UnusedKeysRule(), SearchTestIDsRule(),
    ]

    package static func check(_ input: Input) -> [Diagnostic] {
        var report = Report(pathPrefix: input.pathPrefix)
        for rule in rules { rule.check(input, &report) }
        return report.diagnostics
    }
}

/// One thing that is checked.
protocol Rule: Sendable {
    func check(_ input: SiteChecker.Input, _ report: inout Report)
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
    mutating func add(_ problem: Problem, inList path: String, at range: SourceRange) {
        diagnostics.append(Diagnostic(problem, file: pathPrefix + path, at: range))
    }

    func note(_ subject: NoteSubject, path: String, at range: SourceRange) -> Diagnostic.Note {
        Diagnostic.Note(subject, file: pathPrefix + path, range: range)
    }
}

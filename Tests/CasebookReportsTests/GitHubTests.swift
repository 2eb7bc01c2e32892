import CasebookModel
import Testing

@testable import CasebookReports

/// What a step of GitHub Actions prints, and its summary.
@Suite struct GitHubTests {
    @Test func `a finding is one command, with its place from the repository's root`() {
        let text = "一二[[queue,estimat]]"
        let finding = SampleFindings.finding(
            .unresolvedLink(target: "queue,estimat", near: nil), at: "queue", of: "Content/a:b,c.md", text)
        let log = GitHubLog(SampleFindings.report([finding], ["Content/a:b,c.md": text], folder: "kb/"))
        #expect(
            log.annotations == [
                "::error file=kb/Content/a%3Ab%2Cc.md,line=1,col=5,title=unresolved-link::no page for link "
                    + "\"queue,estimat\"%0Acheck the spelling or create the page."
            ])
    }

    @Test(arguments: [
        ("50% off", "50%25 off"), ("a\r\nb\rc", "a%0D%0Ab%0Dc"), ("%0A", "%250A"), ("a:b,c", "a:b,c"),
        ("\u{1B}[31m", "\u{241B}[31m"),
    ])
    func `words are escaped as GitHub does it`(text: String, escaped: String) {
        #expect(GitHubLog.data(text) == escaped)
    }

    @Test func `ten annotations at most, the heaviest first, and the rest is counted`() {
        let report = SampleFindings.report(SampleFindings.mixed(errors: 4, warnings: 7, notes: 2))
        let lines = GitHubLog(report).lines(text: [], summary: "the end")
        let commands = lines.prefix { $0.hasPrefix("::") }.map { $0.prefix { $0 != " " } }
        #expect(commands == Array(repeating: "::error", count: 4) + Array(repeating: "::warning", count: 6))
        #expect(lines.suffix(2) == ["3 more without an annotation: see above and this step's summary.", "the end"])
        let few = SampleFindings.report(SampleFindings.mixed(errors: 0, warnings: 0, notes: 10))
        let calm = GitHubLog(few).lines(text: [], summary: "the end")
        #expect(calm.count == 11 && calm[0].hasPrefix("::notice "))
    }

    @Test func `nothing in the text is a command`() {
        let lines = GitHubLog(SampleFindings.report([])).lines(text: ["::add-mask::e\n::x::"], summary: "the end")
        #expect(lines.count == 5)
        let token = lines[0].dropFirst("::stop-commands::".count)
        #expect(token.count == 64)
        #expect(lines[1...] == ["::add-mask::e", "::x::", "::\(token)::", "the end"])
    }

    @Test func `the summary holds every finding, and an author's marks are words`() {
        let text = "x"
        let finding = Diagnostic(
            .duplicateTitle(title: "a|b `c` @team #12 <img> [x](y) $m$ 100%"), file: "c|d.md", at: .fileStart)
        let report = SampleFindings.report([finding], ["c|d.md": text])
        #expect(
            GitHubSummary(report, title: "1 page").markdown == """
                ### 1 page

                | | place | finding |
                |---|---|---|
                | warning | c\\|d.md:1:1 | two pages are titled "a\\|b \\`c\\` \\@\u{2060}team \\#\u{2060}12 \\<img\\> \\[x\\](y) \\$m\\$ 100%" \
                `duplicate-title`<br>make the titles tell them apart in search results. |

                """)
        #expect(GitHubSummary(SampleFindings.report([]), title: "0 pages").markdown == "### 0 pages\n\n")
    }

    @Test func `a summary that GitHub would drop is cut, and says so`() {
        let report = SampleFindings.report(SampleFindings.mixed(errors: 50, warnings: 0, notes: 0))
        let markdown = GitHubSummary(report, title: "t", limit: 2_000).markdown
        let rows = markdown.split(separator: "\n").count { $0.hasPrefix("| error") }
        #expect(markdown.utf8.count <= 2_100)
        #expect(rows > 5)
        #expect(markdown.hasSuffix("\n\(50 - rows) more: see the log.\n"), "\(markdown.suffix(100))")
    }
}

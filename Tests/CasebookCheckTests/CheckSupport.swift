import CasebookCheck
import CasebookModel
import CasebookParse
import CasebookResolve

/// A content folder in memory that went through all stages up to Check.
struct Checked {
    /// After the policy has had the last word, in the order of a run.
    let diagnostics: [Diagnostic]
    private let files: [String: String]

    init(
        _ files: [String: String], configuration: String = "", forbidden: String = "", searchTests: String = "",
        drafts: Bool = false,
        date: String = "2026-06-01",
        isImplicit: Bool = false, published: PublishedSite? = nil
    ) {
        var files = files
        files["forbidden.yml"] = forbidden
        files["search-tests.yml"] = searchTests
        self.files = files
        let settings =
            isImplicit
            ? ConfigurationParser.implicit(title: "Docs") : ConfigurationParser.parse(Array(configuration.utf8)).value
        func source(_ path: String) -> SourceFile {
            SourceFile(path: path, bytes: Array((files[path] ?? "").utf8), fingerprint: Fingerprint(high: 0, low: 0))
        }
        let parser = PageParser(
            options: PageParser.Options(
                kinds: settings.kinds, isImplicit: isImplicit, pathPrefix: "", channels: ["电话": "phone"]))
        let lists = WordListParser(pathPrefix: "")
        let parsed = files.keys.filter { $0.hasSuffix(".md") }.sorted().map { parser.parse(source($0)) }
        let pages = parsed.compactMap(\.value)
        let vocabularies = files.keys.filter { $0.hasPrefix("vocabularies/") }.sorted().map {
            lists.vocabulary(source($0))
        }
        let wording = lists.forbiddenWording(source("forbidden.yml"))
        let tests = lists.searchTests(source("search-tests.yml"))
        let resolved = SiteResolver.resolve(
            SiteResolver.Input(
                pages: pages, vocabularies: vocabularies.map(\.value), synonyms: [], assetPaths: [],
                configuration: settings,
                edition: Edition(includesDrafts: drafts, portable: false, date: CalendarDate(date)!), pathPrefix: ""))
        var input = SiteChecker.Input(
            site: resolved.value, pages: pages, forbiddenWording: wording.value, forbiddenPath: "forbidden.yml",
            searchTests: tests.value, searchTestsPath: "search-tests.yml", pathPrefix: "")
        input.published = published
        let found = SiteChecker.check(input)
        let privateData = files.sorted { $0.key < $1.key }.flatMap {
            PrivateData.find(in: Array($0.value.utf8), file: $0.key)
        }
        let all =
            parsed.flatMap(\.diagnostics) + vocabularies.flatMap(\.diagnostics) + wording.diagnostics
            + tests.diagnostics + resolved.diagnostics + found
        diagnostics = FindingsPolicy(configuration: settings, pathPrefix: "", pages: pages).apply(to: all + privateData)
    }

    /// `path:line:column severity id message`; the severity of findings that `--strict` passes over in brackets.
    var findings: [String] { diagnostics.map(show) }

    /// The findings of one id, with their severity left out.
    func findings(_ id: DiagnosticID) -> [String] {
        diagnostics.filter { $0.id == id }.map { "\(place($0.file, $0.range)) \($0.problem.wording.chinese.message)" }
    }

    private func show(_ diagnostic: Diagnostic) -> String {
        let severity =
            diagnostic.isInUnpublishedPage ? "(\(diagnostic.severity.rawValue))" : diagnostic.severity.rawValue
        return
            "\(place(diagnostic.file, diagnostic.range)) \(severity) \(diagnostic.id.rawValue) \(diagnostic.problem.wording.chinese.message)"
    }

    func place(_ file: String, _ range: SourceRange) -> String {
        let position = LineTable(Array((files[file] ?? "").utf8)).position(of: range.start)
        return "\(file):\(position.line):\(position.column)"
    }
}

/// A page that is approved and reviewed unless it says otherwise.
func page(_ front: String = "title: t", _ body: String = "") -> String {
    let status = front.contains("status:") ? "" : "status: approved\nreviewed_on: 2026-01-01\nreviewed_by: 质检组\n"
    return "---\n\(front)\n\(status)---\n\(body)"
}

/// A script with everything that is required.
func script(_ front: String = "", _ body: String = "> 您好\n") -> String {
    page("title: 话\nsummary: s\nwhen: w\nchannels: phone\nrisk: low\(front.isEmpty ? "" : "\n" + front)", body)
}

let vocabularies = [
    "vocabularies/channel.yml": "phone: {label: 电话, label_en: Phone, aliases: [热线]}\nonline: {label: 在线}\n",
    "vocabularies/risk.yml": "low: {label: 低}\nhigh: {label: 高}\n",
]

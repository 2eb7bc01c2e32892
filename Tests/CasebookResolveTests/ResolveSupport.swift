import CasebookModel
import CasebookParse
import CasebookResolve

/// A content folder in memory, resolved. Pages are written as Markdown, so that the tests read like content.
struct Resolved {
    let site: Site
    /// `path:line:column id message`, in the order of a run; without what Parse found.
    let findings: [String]
    let diagnostics: [Diagnostic]
    private let files: [String: String]

    init(
        _ files: [String: String], configuration: String = "", assets: [String] = [], drafts: Bool = false,
        date: String = "2026-06-01",
        isImplicit: Bool = false, order: (inout [ParsedPage]) -> Void = { _ in }
    ) {
        self.files = files
        let settings =
            isImplicit
            ? ConfigurationParser.implicit(title: "Docs") : ConfigurationParser.parse(Array(configuration.utf8)).value
        let options = PageParser.Options(kinds: settings.kinds, isImplicit: isImplicit, pathPrefix: "", channels: [:])
        let parser = PageParser(options: options)
        func source(_ path: String) -> SourceFile {
            SourceFile(path: path, bytes: Array((files[path] ?? "").utf8), fingerprint: Fingerprint(high: 0, low: 0))
        }
        var pages = files.keys.filter { $0.hasSuffix(".md") || $0.hasSuffix(".markdown") }.sorted().compactMap {
            parser.parse(source($0)).value
        }
        order(&pages)
        let vocabularies = files.keys.filter { $0.hasPrefix("vocabularies/") && $0.hasSuffix(".yml") }.sorted()
            .map { WordListParser(pathPrefix: "").vocabulary(source($0)).value }
        let outcome = SiteResolver.resolve(
            SiteResolver.Input(
                pages: pages, vocabularies: vocabularies, synonyms: [["甲", "乙"]], assetPaths: assets,
                configuration: settings,
                edition: Edition(includesDrafts: drafts, portable: false, date: CalendarDate(date)!), pathPrefix: ""))
        site = outcome.value
        diagnostics = outcome.diagnostics.sorted(by: Diagnostic.precedes)
        findings = diagnostics.map { diagnostic in
            let position = LineTable(Array((files[diagnostic.file] ?? "").utf8)).position(of: diagnostic.range.start)
            return
                "\(diagnostic.file):\(position.line):\(position.column) \(diagnostic.id.rawValue) \(diagnostic.problem.wording.chinese.message)"
        }
    }

    func page(_ id: String) -> Page { site[id]! }

    /// What each link of a page's body leads to.
    func targets(_ id: String) -> [String] { page(id).links.map(show) }

    func show(_ target: LinkTarget) -> String {
        switch target {
        case .page(let index, let anchor): site.pages[index].id + (anchor.map { "#\($0)" } ?? "")
        case .asset(let route): "file \(route)"
        case .external(let address): address
        case .none: "nowhere"
        }
    }

    /// A page's relation blocks: `← cases: a b` where they were declared elsewhere.
    func relations(_ id: String) -> [String] {
        page(id).relations.map { block in
            let entries = block.entries.map { entry in
                let qualifiers = entry.qualifiers.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(
                    separator: ",")
                return site.pages[entry.page].id + (qualifiers.isEmpty ? "" : "(\(qualifiers))")
            }
            return "\(block.isInverse ? "←" : "→") \(block.name): \(entries.joined(separator: " "))"
        }
    }

    func backlinks(_ id: String) -> [String] { page(id).backlinks.map { site.pages[$0].id } }

    var routes: [String] { site.pages.map(\.route.path) }
}

/// A page with some front matter, approved unless it says otherwise.
func page(_ front: String = "title: t", _ body: String = "") -> String {
    "---\n\(front)\n\(front.contains("status:") ? "" : "status: approved\n")---\n\(body)"
}

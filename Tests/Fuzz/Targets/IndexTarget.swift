import CasebookModel
import CasebookParse
import CasebookResolve

@testable import CasebookSearch

/// The files of a search index, changed: ends in an answer or an error, never in a crash.
enum IndexTarget {
    static let index: Fuzz.Target = { bytes in ask(ChangedFiles.apply(bytes, to: files)) }

    private static func ask(_ files: [String: [UInt8]]) {
        guard let engine = try? SearchEngine(SearchStore(files)) else { return }
        for query in ["安抚", "的", "tousu", "头诉", "说脏话", "escalatoin", "t"] {
            _ = try? engine.search(
                query, filters: SearchFilters(["kind": ["script", "guide"]]), limit: 20, countsFacets: true)
        }
    }

    private static let files: [String: [UInt8]] = {
        let pages = [
            ("guides/a.md", "---\ntitle: 安抚\nstatus: approved\n---\n先听客户的投诉，再说脏话的事。\n\n## Escalation\n\n升级。\n"),
            (
                "scripts/b.md",
                "---\ntitle: 安抚话术\nsummary: 让客户知道\nstatus: approved\nwhen: 骂人\nchannels: phone\nrisk: low\naliases: [消消气]\n---\n> {称呼}别着急。\n"
            ),
        ]
        let configuration = ConfigurationParser.parse([]).value
        let options = PageParser.Options(
            kinds: configuration.kinds, isImplicit: false, pathPrefix: "", channels: ["电话": "phone"])
        let parsed = pages.compactMap { path, text in
            PageParser(options: options).parse(
                SourceFile(path: path, bytes: Array(text.utf8), fingerprint: Fingerprint(high: 0, low: 0))
            ).value
        }
        let edition = Edition(includesDrafts: false, portable: false, date: CalendarDate("2026-06-01")!)
        let site = SiteResolver.resolve(
            SiteResolver.Input(
                pages: parsed, vocabularies: [], synonyms: [["骂人", "说脏话"]], assetPaths: [],
                configuration: configuration, edition: edition, pathPrefix: "")
        ).value
        return searchFiles(of: site, form: .sharded) { bytes in
            String(repeating: "0", count: 12) + String(bytes.count + 0x1000, radix: 16)
        }
    }()
}

import CasebookModel
import CasebookParse

/// Everything that is YAML. Ranges of findings must lie in the file, since excerpts are cut by them.
enum YAMLTargets {
    /// The head of a page of each of three kinds with different fields.
    static let frontMatter: Fuzz.Target = { bytes in
        for path in ["scripts/page.md", "cases/page.md", "page.md"] {
            let file = Array("---\n".utf8) + bytes
            let options = PageParser.Options(
                kinds: BuiltInKinds.table, isImplicit: path == "page.md", pathPrefix: "", channels: [:])
            check(PageParser(options: options).parse(source(file, path)).diagnostics, file)
        }
    }

    static let configuration: Fuzz.Target = { bytes in
        check(ConfigurationParser.parse(bytes).diagnostics, bytes)
    }

    /// The four kinds of word lists.
    static let wordLists: Fuzz.Target = { bytes in
        let parser = WordListParser(pathPrefix: "")
        check(parser.vocabulary(source(bytes, "vocabularies/v.yml")).diagnostics, bytes)
        check(parser.synonyms(source(bytes, "synonyms.yml")).diagnostics, bytes)
        check(parser.forbiddenWording(source(bytes, "forbidden.yml")).diagnostics, bytes)
        check(parser.searchTests(source(bytes, "search-tests.yml")).diagnostics, bytes)
    }

    private static func source(_ bytes: [UInt8], _ path: String) -> SourceFile {
        SourceFile(path: path, bytes: bytes, fingerprint: Fingerprint(high: 0, low: 0))
    }

    private static func check(_ diagnostics: [Diagnostic], _ bytes: [UInt8]) {
        for diagnostic in diagnostics {
            let range = diagnostic.range
            precondition(0 <= range.start && range.start <= range.end && range.end <= bytes.count, "\(diagnostic)")
            _ = diagnostic.problem.wording.words(in: .chinese)
        }
    }
}

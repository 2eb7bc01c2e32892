import CasebookModel
import Foundation
import Testing

@testable import CasebookRender

/// The words of the interface: each that is asked for stands in every catalogue, and each that stands there is asked for.
/// Templates are checked when a theme is loaded; what scripts ask for, nobody knows before they run.
@Suite struct CatalogueTests {
    private struct Catalogue: Decodable {
        let page: [String: String]
        let script: [String: String]
    }

    private let files: [String: [UInt8]]

    init() throws { files = try SampleTheme.shippedFiles() }

    private func catalogue(_ language: SiteLanguage) throws -> Catalogue {
        let bytes = try #require(files["messages/\(language.rawValue).json"])
        return try JSONDecoder().decode(Catalogue.self, from: Data(bytes))
    }

    private func sources(_ suffix: String) -> [String] {
        files.filter { $0.key.hasSuffix(suffix) }.map { String(decoding: $0.value, as: UTF8.self) }
    }

    /// Words that scripts ask for by name, as `words.copied` or `searchWords('searchCount', …)`.
    private func namedInScripts() -> Set<String> {
        var names: Set<String> = []
        for script in sources(".js") where script.contains("/words.js'") || script.contains("searchWords") {
            names.formUnion(script.matches(of: /\bwords\.(?!js\b)(\w+)/).map { String($0.1) })
            names.formUnion(script.matches(of: /searchWords\('(\w+)'/).map { String($0.1) })
        }
        return names
    }

    @Test(arguments: SiteLanguage.allCases)
    func everyWordThatScriptsAskForIsThere(language: SiteLanguage) throws {
        let named = namedInScripts()
        #expect(named.count > 40)
        #expect(named.subtracting(try catalogue(language).script.keys).sorted() == [])
    }

    @Test(arguments: SiteLanguage.allCases)
    func everyWordIsAskedFor(language: SiteLanguage) throws {
        let catalogue = try catalogue(language)
        let templates = sources(".mustache").flatMap { $0.matches(of: /\btext\.(\w+)/).map { String($0.1) } }
        let used = Set(templates).union(InterfaceWord.allCases.map(\.rawValue))
        #expect(Set(catalogue.page.keys).subtracting(used).sorted() == [])

        let named = namedInScripts()
        let scripts = sources(".js").joined()
        let idle = catalogue.script.keys.filter { key in
            // Chosen from a table ('keptNoRecents'), or made of parts (`searchError_${reason}`).
            let family = key.prefix { $0 != "_" }
            return !named.contains(key) && !scripts.contains("'\(key)'") && !scripts.contains("`\(family)_${")
        }
        #expect(idle.sorted() == [])
    }
}

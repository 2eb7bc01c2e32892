import Foundation
import Testing

@testable import CasebookRender

/// `Documentation/themes.md` names every token and every name that templates may use. Those parts are written from the
/// theme itself: `CASEBOOK_RECORD=1` writes them anew, and a fresh recording fails once so that somebody reads it.
@Suite struct ThemeDocumentTests {
    private static let document = SampleTheme.root.appending(path: "Documentation/themes.md")

    @Test(arguments: ["tokens", "templates", "views"])
    func theDocumentSaysWhatTheThemeHas(part: String) throws {
        let text = try String(contentsOf: Self.document, encoding: .utf8)
        let start = try #require(text.range(of: "<!-- \(part): written by ThemeDocumentTests -->\n"))
        let end = try #require(text[start.upperBound...].range(of: "<!-- end of \(part) -->"))
        let expected = try contents(of: part)
        guard text[start.upperBound..<end.lowerBound] != expected else { return }
        if ProcessInfo.processInfo.environment["CASEBOOK_RECORD"] == "1" {
            let renewed = text[..<start.upperBound] + expected + text[end.lowerBound...]
            try String(renewed).write(to: Self.document, atomically: true, encoding: .utf8)
        }
        Issue.record("\(part) of Documentation/themes.md differ from the theme: record them with CASEBOOK_RECORD=1")
    }

    private func contents(of part: String) throws -> String {
        switch part {
        case "tokens": try tokens()
        case "templates": try templates()
        default: views()
        }
    }

    // MARK: - Tokens

    private func tokens() throws -> String {
        let sheet = String(decoding: try #require(SampleTheme.shippedFiles()["styles/tokens.css"]), as: UTF8.self)
        let blocks = sheet.components(separatedBy: "\n}")
        let light = values(in: blocks[0])
        let dark = values(in: try #require(blocks.last { $0.contains("[data-theme=\"dark\"]") }))
        let rows = light.map { token in
            let other = dark.first { $0.name == token.name }?.value
            return "| `\(token.name)` | \(token.meaning) | `\(token.value)` | \(other.map { "`\($0)`" } ?? "") |\n"
        }
        return "| Token | For | Light | Dark |\n|---|---|---|---|\n" + rows.joined()
    }

    private func values(in block: String) -> [(name: String, value: String, meaning: String)] {
        block.split(separator: "\n").compactMap { line in
            guard let match = line.wholeMatch(of: /\s*(--[\w-]+): (.*?);(?: \/\* (.*?) \*\/)?/) else { return nil }
            return (String(match.1), String(match.2), match.3.map(String.init) ?? "")
        }
    }

    @Test func everyTokenSaysWhatItIsFor() throws {
        let sheet = String(decoding: try #require(SampleTheme.shippedFiles()["styles/tokens.css"]), as: UTF8.self)
        let tokens = values(in: sheet.components(separatedBy: "\n}")[0])
        #expect(tokens.count > 20)
        #expect(tokens.filter { $0.meaning.isEmpty }.map(\.name) == [])
    }

    // MARK: - Templates

    private func templates() throws -> String {
        let files = try SampleTheme.shippedFiles().keys.filter { $0.hasSuffix(".mustache") }.sorted()
        let rows = files.filter { !$0.hasPrefix("partials/") }.map { file in
            let name = String(file.dropLast(".mustache".count))
            let view = ThemeLoader.schemas[name]?.name ?? PageView.viewName
            return "| `\(file)` | *\(view)* |\n"
        }
        let partials = files.filter { $0.hasPrefix("partials/") }.map { "`\($0)`" }
        return "| Template | View |\n|---|---|\n" + rows.joined()
            + "\nPartials, which see the view of the place that calls them: \(partials.joined(separator: ", ")).\n"
    }

    // MARK: - Views

    private func views() -> String {
        var rows: [String: String] = [:]
        func visit(_ schema: ViewSchema) {
            guard !schema.fields.isEmpty, rows[schema.name] == nil else { return }
            rows[schema.name] = ""
            let names = schema.fields.map { name, shape in
                switch shape {
                case .text: return "`{{\(name)}}`"
                case .html: return "`{{{\(name)}}}`"
                case .flag, .presence: return "`{{#\(name)}}`"
                case .view(let inner):
                    visit(inner())
                    let view = inner().fields.isEmpty ? "" : " (*\(inner().name)*)"
                    return "`{{#\(name)}}`\(view)"
                case .list(let inner):
                    visit(inner())
                    return "`{{#\(name)}}` (each *\(inner().name)*)"
                }
            }
            rows[schema.name] = "| *\(schema.name)* | \(names.joined(separator: ", ")) |\n"
        }
        for schema in ThemeLoader.schemas.values.sorted(by: { $0.name < $1.name }) { visit(schema) }
        visit(PageView.schema)
        return "| View | Names |\n|---|---|\n" + rows.keys.sorted().map { rows[$0, default: ""] }.joined()
    }
}
